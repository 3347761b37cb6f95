"""Settings: every choice is kept and has its effect; the profile goes through the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.desk.settings import Language, Settings, SettingsStore, ThemeChoice
from app.domain.alarm.model import AlarmRank
from app.kernel.errors import Fault
from app.storage.sqlite_journal import open_journal
from app.ui.kit.sound import FOLDER
from app.ui.kit.theme import current_theme
from app.ui.panels.settings import presenter
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.panel import SPEC
from tests.ui.panels.desk_loop import on_desk


class MapStub:
    engine = None

    def __init__(self) -> None:
        self.themes: list[str] = []

    def set_theme(self, theme: str) -> None:
        self.themes.append(theme)


def stored(tmp: Path) -> Settings:
    return SettingsStore(tmp / "settings.json").current


def test_theme_and_size_are_put_on_at_once_and_kept(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        services.map_view = MapStub()
        panel = SPEC.factory(services)
        panel.show()
        assert panel.look.theme.value is ThemeChoice.DARK
        panel.look.theme.setCurrentIndex(panel.look.theme.place_of(ThemeChoice.LIGHT))
        panel.look.size.setCurrentIndex(panel.look.size.place_of(150))
        assert (current_theme().name, current_theme().scale) == ("light", 1.5)
        assert services.map_view.themes == ["light", "light"]
        assert (stored(tmp_path).theme, stored(tmp_path).font_scale_pct) == (ThemeChoice.LIGHT, 150)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_another_language_waits_for_the_next_start(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        panel.look.language.setCurrentIndex(panel.look.language.place_of(Language.EN))
        assert panel.look.waiting.isVisible()
        assert (services.lang, stored(tmp_path).language) == ("zh", Language.EN)
        panel.alarms.near.setChecked(False)
        assert (stored(tmp_path).language, stored(tmp_path).near_sound) == (Language.EN, False)
        panel.look.language.setCurrentIndex(panel.look.language.place_of(Language.ZH))
        assert not panel.look.waiting.isVisible() and stored(tmp_path).language is Language.ZH
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_alarms_age_and_traffic_are_kept_where_their_readers_look(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        panel.alarms.near.setChecked(False)
        panel.positions.traffic.setChecked(False)
        panel.positions.stale.setCurrentIndex(panel.positions.stale.place_of(300))
        now = services.workspace.settings.current
        assert panel.look.offer.isChecked()
        panel.look.offer.click()
        now = services.workspace.settings.current
        assert (now.near_sound, now.play_demo, now.stale_after_s, now.five_minute_offer) == (False, False, 300, False)
        assert stored(tmp_path) == now
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_disk_that_refuses_is_said_and_nothing_changes(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    choices = Choices(SettingsStore(blocked / "settings.json"))
    before = choices.current
    with pytest.raises(Fault):
        choices.save(language=Language.EN, font_scale_pct=150)
    assert (choices.current, choices.language_waits) == (before, False)


def test_the_profile_is_changed_by_a_command(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        card, before = panel.profile, services.state.profile
        assert card.form.values()["name"] == before.name.zh and not card.save_button.isEnabled()
        card.form.set_values({"rulebook": "henan-2021"})
        card._on_change("rulebook")
        assert card.save_button.isEnabled()
        assert await card.save()
        after = services.state.profile
        assert after == msgspec.structs.replace(before, rulebook_id="henan-2021")
        assert not card.save_button.isEnabled()
        card.form.set_values({"name": None})
        assert not await card.save() and services.state.profile == after
        card.undo_button.setEnabled(True)
        card.undo_button.click()
        assert card.form.values()["name"] == before.name.zh
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_typing_is_not_overwritten_by_news(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        panel.profile.form.set_values({"superior": "望洲县应急值班室"})
        panel.profile._on_change("superior")
        panel.profile.show_state(services.state)
        assert panel.profile.form.values()["superior"] == "望洲县应急值班室"
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_rulebooks_are_offered_with_their_status(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        reference, words = services.workspace.desk.reference, services.wording
        labels = dict(presenter.rulebook_choices(reference, words))
        assert set(labels) == set(reference.rulebooks)
        for book_id, label in labels.items():
            assert words.say(f"rule_status.{reference.rulebooks[book_id].basis.status}") in label

    on_desk(qapp, tmp_path, body)


def test_a_backup_is_a_whole_copy_and_a_second_one_of_that_name_is_refused(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        open_journal(tmp_path / "journal.sqlite").close()
        panel = SPEC.factory(services)
        panel.show()
        target = tmp_path.parent / f"{tmp_path.name}-copy"
        made = await panel.data.backup(target)
        assert made is not None and (target / "journal.sqlite").is_file() and str(target) in panel.data.note.text()
        assert await panel.data.backup(target) is None
        assert panel.data.error.isVisible() and panel.data.backup_button.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_health_says_what_is_wrong(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        words = services.wording
        good = presenter.Seen(("Noto",), True, (12, 0), 0, ("Office",), 50 * 2**30)
        bad = presenter.Seen((), False, None, 2, (), 2**20)
        workspace = services.workspace
        tones = {line.name: line.tone for line in presenter.health(workspace, words, good)}
        assert tones["地图"] == tones["中文字体"] == tones["日志链"] == tones["磁盘余量"] == "ok"
        tones = {line.name: line.tone for line in presenter.health(workspace, words, bad)}
        assert (tones["中文字体"], tones["地图"], tones["磁盘余量"], tones["提示音"]) == ("alarm", "warn", "warn", "warn")
        outside = presenter.Seen(("Noto",), True, (12, 3), 0, (), 2**40)
        assert "3" in next(line.text for line in presenter.health(workspace, words, outside) if line.name == "地图")
        panel = SPEC.factory(services)
        panel.show()
        assert len(panel.health.shown) == len(tones)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_every_library_of_the_program_is_named_with_its_licence() -> None:
    named = presenter.parts()
    assert [part.name for part in named] == list(presenter.PARTS)
    assert all(part.version and part.licence for part in named)


def test_minimum_cover_is_kept_and_asked_about_anew(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        asked: list[int] = []
        services.who = type("Who", (), {"ask": lambda self: asked.append(1)})()
        panel = SPEC.factory(services)
        panel.show()
        card = panel.dispatching
        assert (card.units.value, card.within.value, card.roads.value) == (None, None, "")
        assert services.workspace.question().cover == services.workspace.desk.reference.cover != ()
        card.units.setCurrentIndex(card.units.place_of(2))
        card.within.setCurrentIndex(card.within.place_of(15))
        assert (stored(tmp_path).cover_units, stored(tmp_path).cover_within_min) == (2, 15)
        assert {(rule.units, rule.within_min) for rule in services.workspace.question().cover} == {(2, 15)}
        card.units.setCurrentIndex(card.units.place_of(0))
        assert services.workspace.question().cover == ()
        assert len(asked) == 3
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_every_choice_about_alarms_is_kept(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        card = panel.alarms
        for box in (card.near, card.night, card.flash, card.tray):
            box.setChecked(False)
        for box in (card.night_near, card.calm):
            box.setChecked(True)
        for combo, value in (
            (card.volume, 60), (card.night_volume, 30), (card.night_from, 21), (card.night_to, 7), (card.escalate, 0),
        ):
            combo.setCurrentIndex(combo.place_of(value))
        now = stored(tmp_path)
        assert (now.near_sound, now.night_profile, now.alarm_flash, now.alarm_tray) == (False,) * 4
        assert now.night_near_sound and now.calm_motion
        assert (now.alarm_volume_pct, now.night_volume_pct, now.night_from_h, now.night_to_h, now.escalate_after_min) == (
            60, 30, 21, 7, 0,
        )
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_an_own_sound_is_taken_by_day_and_by_night_and_a_bad_one_is_named(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        card = panel.alarms
        own = FOLDER / "info.wav"
        assert card.take(AlarmRank.ALARM, own)
        card.which.setCurrentIndex(1)
        assert not card.rows[AlarmRank.ALARM].reset.isEnabled() and card.take(AlarmRank.ALARM, own)
        assert stored(tmp_path).alarm_files == {"alarm": "alarm.wav", "night.alarm": "night.alarm.wav"}
        assert (tmp_path / "sounds" / "night.alarm.wav").is_file()
        bad = tmp_path / "bad.wav"
        bad.write_text("no sound")
        assert not card.take(AlarmRank.WARN, bad) and "WAV" in card.error.text and not card.error.isHidden()
        card.rows[AlarmRank.ALARM].reset.click()
        assert stored(tmp_path).alarm_files == {"alarm": "alarm.wav"}
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_machine_that_cannot_speak_says_so_in_the_card(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.show()
        card = panel.alarms
        monkeypatch.setattr(card._speaker, "_find", lambda: None)
        for missing in ("module", "engine", "voice"):
            card._speaker.missing = missing
            card.speak()
            assert card.speech_note.text() and not card.speech_note.isHidden()
        card.speech.setChecked(True)
        assert stored(tmp_path).alarm_speech
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
