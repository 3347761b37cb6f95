"""The outbox of a desk and its doors."""

from __future__ import annotations

import logging
from pathlib import Path

from app.desk.desk import Desk
from app.desk.outbox import Outbox, Sender
from app.desk.secrets import HTTP_TOKEN, MAIL_PASSWORD, SecretStore
from app.desk.settings import Settings, SettingsStore
from app.domain.sending.model import SendChannel
from app.kernel.ids import RandomIds
from app.storage.archive import Archive

_log = logging.getLogger(__name__)


def sending(desk: Desk, archive: Archive, settings: SettingsStore, secrets: SecretStore) -> Outbox:
    """The outbox of one desk, not working yet. A demonstration and a drill send to a simulated superior only."""

    def door(channel: SendChannel) -> Sender | None:
        try:
            return door_of(channel, desk, settings.current, secrets)
        except ImportError as error:
            _log.error("a door of the outbox does not load: %s", error)
            return None

    return Outbox(desk, door, archive.read, RandomIds().new(desk.clock.now()))


def door_of(channel: SendChannel, desk: Desk, chosen: Settings, secrets: SecretStore) -> Sender | None:
    """The door of a channel as the settings have it now; its code is loaded when it is first needed."""
    profile = desk.state.profile
    if desk.state.drill is not None or (profile is not None and profile.demo):
        from app.exchange.outbox.simulated import SimulatedSender  # noqa: PLC0415

        return SimulatedSender(profile.superior.zh if profile is not None else "")
    if channel is SendChannel.FILE and chosen.outbox_file_on and chosen.outbox_file_dir:
        from app.exchange.outbox.file import FileSender  # noqa: PLC0415

        return FileSender(Path(chosen.outbox_file_dir))
    if channel is SendChannel.HTTP and chosen.outbox_http_on and chosen.outbox_http_url:
        from app.exchange.outbox.http import HttpSender  # noqa: PLC0415 - aiohttp takes a while to load

        return HttpSender(
            chosen.outbox_http_url, secrets.get(HTTP_TOKEN), plain_allowed=chosen.outbox_http_plain,
            ca_file=Path(chosen.outbox_http_ca) if chosen.outbox_http_ca else None,
        )
    if channel is SendChannel.EMAIL and chosen.outbox_mail_on and chosen.outbox_mail_host:
        from app.exchange.outbox.mail import Mailbox, MailSender  # noqa: PLC0415

        return MailSender(
            Mailbox(
                chosen.outbox_mail_host, chosen.outbox_mail_port, chosen.outbox_mail_security, chosen.outbox_mail_user,
                secrets.get(MAIL_PASSWORD), chosen.outbox_mail_from, chosen.outbox_mail_to,
            )
        )
    return None
