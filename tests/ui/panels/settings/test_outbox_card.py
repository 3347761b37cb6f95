"""The doors of the outbox in the settings: saved at once, secrets never shown, a test that says what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.bootstrap.sending import door_of as _door
from app.desk.outbox import Outbox
from app.desk.secrets import HTTP_TOKEN, SecretStore
from app.desk.settings import MailSecurity, Settings, SettingsStore
from app.domain.duty.commands import ChangeProfile
from app.domain.sending.model import AttemptResult, SendChannel
from app.exchange.outbox.file import FileSender
from app.exchange.outbox.simulated import SimulatedSender
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.outbox import OutboxCard
from tests.ui.panels.desk_loop import on_desk
from tests.world import Station


def card_of(services: Any, tmp_path: Path, door: Any) -> OutboxCard:
    workspace = services.workspace
    workspace.settings = SettingsStore(tmp_path / "own-settings.json")
    workspace.secrets = SecretStore(tmp_path / "secrets.json")
    workspace.outbox = Outbox(workspace.desk, door, lambda *_: b"", "test")
    card = OutboxCard(services, Choices(workspace.settings))
    card.show()
    return card


def test_every_choice_is_kept_and_a_secret_never_in_the_settings(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        card = card_of(services, tmp_path, lambda _channel: None)
        for box in (card.file_on, card.http_on, card.plain, card.mail_on):
            box.setChecked(True)
        for name, text in (
            ("outbox_file_dir", "/media/usb"), ("outbox_http_url", "https://county.example/x"), ("outbox_http_ca", "/ca.pem"),
            ("outbox_mail_host", "mail"), ("outbox_mail_user", "town"), ("outbox_mail_from", "a@b.example"),
            ("outbox_mail_to", "c@d.example"),
        ):
            card.lines[name].setText(f" {text} ")
            card.lines[name].editingFinished.emit()
        card.port.setValue(465)
        card.security.setCurrentIndex(card.security.place_of(MailSecurity.TLS))
        card.token.setText("s3cret")
        card.token.editingFinished.emit()
        kept = SettingsStore(tmp_path / "own-settings.json").current
        told = {name: getattr(kept, name) for name in Settings.__struct_fields__ if name.startswith("outbox_")}
        assert told == {
            "outbox_file_on": True, "outbox_file_dir": "/media/usb", "outbox_http_on": True,
            "outbox_http_url": "https://county.example/x", "outbox_http_ca": "/ca.pem", "outbox_http_plain": True,
            "outbox_mail_on": True, "outbox_mail_host": "mail", "outbox_mail_port": 465,
            "outbox_mail_security": MailSecurity.TLS, "outbox_mail_user": "town", "outbox_mail_from": "a@b.example",
            "outbox_mail_to": "c@d.example",
        }
        assert card.token.text() == ""
        assert services.workspace.secrets.get(HTTP_TOKEN) == "s3cret"
        assert b"s3cret" not in (tmp_path / "own-settings.json").read_bytes()
        card.token.setText("-")
        card.token.editingFinished.emit()
        assert not services.workspace.secrets.knows(HTTP_TOKEN)
        card.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_test_says_what_became_of_it_and_reports_nothing(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        doors = {SendChannel.HTTP: SimulatedSender("县")}
        card = card_of(services, tmp_path, doors.get)
        seq = services.state.seq
        await card.test(SendChannel.HTTP)
        assert card.said[SendChannel.HTTP].text().startswith("已发出")
        await card.test(SendChannel.EMAIL)
        assert "Switched off" in card.said[SendChannel.EMAIL].text()
        doors[SendChannel.FILE] = FileSender(tmp_path / "nowhere")  # type: ignore[assignment]
        await card.test(SendChannel.FILE)
        assert "Switched off" in card.said[SendChannel.FILE].text()  # a demonstration uses simulated doors only
        assert services.state.seq == seq
        card.deleteLater()

    on_desk(qapp, tmp_path, body)


@pytest.mark.parametrize(("chosen", "channel", "is_there"), [
    (Settings(), SendChannel.FILE, False), (Settings(), SendChannel.HTTP, False), (Settings(), SendChannel.EMAIL, False),
    (Settings(outbox_file_on=True), SendChannel.FILE, False), (Settings(outbox_file_dir="/x"), SendChannel.FILE, False),
    (Settings(outbox_file_on=True, outbox_file_dir="/x"), SendChannel.FILE, True),
    (Settings(outbox_http_on=True, outbox_http_url="https://x.example"), SendChannel.HTTP, True),
    (Settings(outbox_http_url="https://x.example"), SendChannel.HTTP, False),
    (Settings(outbox_mail_on=True, outbox_mail_host="m"), SendChannel.EMAIL, True),
    (Settings(outbox_http_on=True, outbox_http_url="https://x.example"), SendChannel.FAX, False),
])
def test_a_door_is_there_only_when_it_was_switched_on_and_filled_in(
    tmp_path: Path, chosen: Settings, channel: SendChannel, is_there: bool
) -> None:
    station = Station().found()
    assert (_door(channel, station.desk, chosen, SecretStore(tmp_path / "s.json")) is not None) == is_there
    station.close()


def test_a_wrong_folder_is_said(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        await services.execute(ChangeProfile(profile=replace(services.state.profile, demo=False)))
        card = card_of(services, tmp_path, lambda _channel: FileSender(tmp_path / "nowhere"))
        await card.test(SendChannel.FILE)
        assert "连接不上" in card.said[SendChannel.FILE].text()
        (tmp_path / "nowhere").mkdir()
        said = await services.workspace.outbox.test(SendChannel.FILE, "t")
        assert said.result is AttemptResult.SENT
        card.deleteLater()

    on_desk(qapp, tmp_path, body)
