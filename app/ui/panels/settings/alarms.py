"""Alarms of this machine: own sounds and volume by day and night, flash, tray, speech, and when leaders are called for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSystemTrayIcon, QWidget

from app.desk.alarm_settings import LEAST_VOLUME_PCT, NIGHT, sounds_dir
from app.domain.alarm.model import AlarmRank
from app.domain.alarm.rules import ESCALATE_AFTER_MIN
from app.kernel.errors import BadFile, Fault
from app.ui.kit import dialogs
from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.sound import Sounder, SoundProfile
from app.ui.kit.sound_file import keep_sound
from app.ui.kit.speech import Speaker
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services

_VOLUMES = (20, 30, 40, 50, 60, 70, 80, 90, 100)
_WAITS_MIN = (5, 10, 15, 20, 30, 60)
_SHAPES = {AlarmRank.ALARM: "square", AlarmRank.WARN: "triangle", AlarmRank.WATCH: "diamond", AlarmRank.INFO: "ring"}


class SoundRow(QWidget):
    """One rank: its word, the file that sounds, and how to choose, reset and try it."""

    def __init__(self, card: AlarmCard, rank: AlarmRank) -> None:
        super().__init__()
        say = card.services.wording.say
        self._card, self._rank = card, rank
        badge = Badge("", rank.value)
        badge.show_as(say(f"alarm_rank.{rank}"), rank.value, _SHAPES[rank])
        badge.setMinimumWidth(current_theme().px(72))
        self.name = Elided("")
        self.name.setMinimumWidth(current_theme().px(120))
        self.choose = Button(self.tr("Choose…"), "open", "quiet", self.tr("A WAV file of your own for this rank"))
        self.reset = Button(self.tr("Reset"), "undo", "quiet", self.tr("Take the program's own sound again"))
        self.tried = Button(self.tr("Try it"), "sound", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(badge)
        row.addWidget(self.name, 1)
        for button in (self.choose, self.reset, self.tried):
            row.addWidget(button)
        self.choose.clicked.connect(lambda: card.services.run(card.choose(rank), card))
        self.reset.clicked.connect(lambda: card.forget(rank))
        self.tried.clicked.connect(lambda: card.try_sound(rank))

    def show_file(self, name: str) -> None:
        """The file that sounds, "" for the program's own."""
        self.name.setText(name or self.tr("Program's own sound"))
        self.reset.setEnabled(bool(name))


class AlarmCard(Card):
    """Saves by itself; the next alarm already sounds as chosen."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Alarms"))
        self.services, self._choices = services, choices
        current = choices.current
        self._sounder = Sounder(
            services.workspace.desk.clock, lambda _reason, _until: None, profile=self._profile, parent=self
        )
        self._sounder.noted.connect(lambda text: services.navigator.say(text, Tone.WATCH))
        self.which = ValueCombo(((self.tr("By day"), ""), (self.tr("At night"), NIGHT)), "")
        self.rows = {rank: SoundRow(self, rank) for rank in reversed(AlarmRank)}
        self.volume = ValueCombo(self._percents(current.alarm_volume_pct), current.alarm_volume_pct)
        self.near = self._box(self.tr("Sound before a deadline is due too (half, four fifths)"), "near_sound", current.near_sound)
        self.night = self._box(self.tr("Night profile"), "night_profile", current.night_profile)
        hours = tuple((f"{hour:02d}:00", hour) for hour in range(24))
        self.night_from = ValueCombo(hours, current.night_from_h % 24)
        self.night_to = ValueCombo(hours, current.night_to_h % 24)
        self.night_volume = ValueCombo(self._percents(current.night_volume_pct), current.night_volume_pct)
        self.night_near = self._box(
            self.tr("At night too, sound before a deadline is due"), "night_near_sound", current.night_near_sound
        )
        self.flash = self._box(self.tr("Blink the strip's edge and the task bar"), "alarm_flash", current.alarm_flash)
        self.calm = self._box(self.tr("Nothing on screen blinks (the edge is lit steadily)"), "calm_motion", current.calm_motion)
        self.tray = self._box(self.tr("Message of the system when another window is in front"), "alarm_tray", current.alarm_tray)
        self.speech = self._box(self.tr("Say the most urgent alarm aloud"), "alarm_speech", current.alarm_speech)
        self.try_speech = Button(self.tr("Try it"), "sound", "quiet")
        self.speech_note = Text("", "caption")
        self.speech_note.setWordWrap(True)
        self.speech_note.hide()
        self._speaker = Speaker(services.lang, self)
        waits = sorted({*_WAITS_MIN, *((current.escalate_after_min,) if current.escalate_after_min > 0 else ())})
        offered = [(self._minutes(count), count) for count in waits]
        self.escalate = ValueCombo((*offered, (self.tr("Never"), 0)), current.escalate_after_min)
        self._lay_out()
        self._wire()
        self.show_files()

    async def choose(self, rank: AlarmRank) -> None:
        """Ask for a file and take it; what is wrong with it is said in the card."""
        path = await dialogs.open_path(self, self.tr("Sound file"), Path.home(), (self.tr("Sound (*.wav)"),))
        if path is not None and alive(self):
            self.take(rank, path)

    def take(self, rank: AlarmRank, path: Path) -> bool:
        """Keep a file as the sound of this rank; whether that worked."""
        key = f"{self.which.value}{rank}"
        try:
            kept = keep_sound(path, sounds_dir(self.services.workspace.data_dir), key)
        except BadFile as bad:
            self.error.show_text(self.services.wording.problem(bad.problems[0]), Tone.ALARM)
            return False
        except Fault as fault:
            self.error.show_text(self.services.explain(fault), Tone.ALARM)
            return False
        self._sounder.forget()
        return self._keep_files({**self._choices.current.alarm_files, key: kept.name})

    def forget(self, rank: AlarmRank) -> None:
        """Take the program's own sound again; the file stays in the data folder."""
        key = f"{self.which.value}{rank}"
        self._keep_files({one: name for one, name in self._choices.current.alarm_files.items() if one != key})

    def try_sound(self, rank: AlarmRank) -> None:
        """Sound this rank as it would be heard by the profile on show."""
        self._sounder.stop()
        self._sounder.play(rank)

    def show_files(self) -> None:
        """The files of the profile on show."""
        files = self._choices.current.alarm_files
        for rank, row in self.rows.items():
            row.show_file(files.get(f"{self.which.value}{rank}", ""))

    def speak(self) -> None:
        """Say a sentence, or say why that cannot be."""
        if not self._speaker.say(self.tr("This is how an alarm is said."), self._profile().volume):
            lacking = {
                "module": self.tr("This installation has no speech: the sound stays."),
                "engine": self.tr("This machine has no speech engine: the sound stays."),
                "voice": self.tr("This machine has no Chinese voice: the sound stays. Add one in the system's settings."),
            }
            self._note_speech(lacking[self._speaker.missing])
        else:
            self._note_speech("")

    def _note_speech(self, text: str) -> None:
        self.speech_note.setText(text)
        self.speech_note.setVisible(bool(text))

    def _profile(self) -> SoundProfile:
        """As the profile on show sounds, whatever the time of day."""
        settings, prefix = self._choices.current, self.which.value
        files = settings.alarm_files
        names = {rank.value: files.get(f"{prefix}{rank}") or files.get(rank.value, "") for rank in AlarmRank}
        folder = sounds_dir(self.services.workspace.data_dir)
        percent = settings.night_volume_pct if prefix else settings.alarm_volume_pct
        own = {rank: folder / Path(name).name for rank, name in names.items() if name}
        return SoundProfile(own, max(percent, LEAST_VOLUME_PCT) / 100)

    def _keep_files(self, files: dict[str, str]) -> bool:
        saved = self.try_save(self.services, self._choices, alarm_files=files)
        self.show_files()
        return saved

    def _percents(self, chosen: int) -> tuple[tuple[str, int], ...]:
        return tuple((f"{one} %", one) for one in sorted({*_VOLUMES, chosen}))

    def _minutes(self, count: int) -> str:
        words = self.tr("{count} min").format(count=count)
        return words + self.tr(" (suggested)") if count == ESCALATE_AFTER_MIN else words

    def _box(self, text: str, field: str, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(on)
        box.toggled.connect(lambda chosen: self._keep(**{field: chosen}))
        return box

    def _lay_out(self) -> None:
        self.add_row(self.tr("Sounds"), self.which)
        for row in self.rows.values():
            self.add_wide(row)
        self.add_row(self.tr("Volume"), self.volume)
        self.add_wide(self.near)
        always = Text(
            self.tr("What is due or overdue always sounds, again every two minutes until it is acknowledged (F10)."), "caption"
        )
        always.setWordWrap(True)
        self.add_wide(always)
        self.add_wide(self.night)
        hours = QWidget()
        line = QHBoxLayout(hours)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.night_from)
        line.addWidget(Text("—"))
        line.addWidget(self.night_to)
        self.add_row(self.tr("Night hours"), hours)
        self.add_row(self.tr("Volume at night"), self.night_volume)
        for box in (self.night_near, self.flash, self.calm, self.tray):
            self.add_wide(box)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self.add_wide(Text(self.tr("This desktop shows no tray messages: sound, edge and task bar stay."), "caption"))
        spoken = QWidget()
        row = QHBoxLayout(spoken)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.speech, 1)
        row.addWidget(self.try_speech)
        self.add_wide(spoken)
        self.add_wide(self.speech_note)
        self.add_row(self.tr("Due and not acknowledged: call the leaders after"), self.escalate)

    def _wire(self) -> None:
        self.which.currentIndexChanged.connect(lambda _place: self.show_files())
        self.volume.currentIndexChanged.connect(lambda _place: self._keep(alarm_volume_pct=self.volume.value))
        self.night_from.currentIndexChanged.connect(lambda _place: self._keep(night_from_h=self.night_from.value))
        self.night_to.currentIndexChanged.connect(lambda _place: self._keep(night_to_h=self.night_to.value))
        self.night_volume.currentIndexChanged.connect(lambda _place: self._keep(night_volume_pct=self.night_volume.value))
        self.escalate.currentIndexChanged.connect(lambda _place: self._keep(escalate_after_min=self.escalate.value))
        self.try_speech.clicked.connect(self.speak)
        self.speech.toggled.connect(lambda on: self.speak() if on else self._note_speech(""))

    def _keep(self, **change: Any) -> None:
        self.try_save(self.services, self._choices, **change)
