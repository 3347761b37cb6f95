"""What this machine's user chose: language, looks, sound. Facts of the duty room are in the journal, not here."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

import msgspec

from app.desk.listening import LOOPBACK
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically


class ThemeChoice(StrEnum):
    """Which look the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The language of the interface and of what it prints."""

    ZH = "zh"
    EN = "en"


class MailSecurity(StrEnum):
    """How the way to the mail server is sealed; ``plain`` only to this machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


class Settings(msgspec.Struct, frozen=True):
    """One user's choices. ``font_scale_pct`` 100-175; ``near_sound``: alarms sound before a deadline is due too; what is due
    or overdue always sounds.

    ``road_network`` names the road file to drive on ("": the newest). ``cover_units`` and ``cover_within_min`` replace the
    suggested minimum cover (``None``: as suggested, 0 units: none is kept).
    ``tracking_*``: the door for phones that report positions (off, and on this machine only, until switched on; ``url`` is
    what phones are given where another machine stands before this one; positions are destroyed after ``days``).
    ``outbox_*``: the doors by which reports leave, each off until switched on: a folder (``outbox_file_dir``), the superior's
    interface (``outbox_http_url``; ``outbox_http_ca`` is the certificate of an own authority, ``outbox_http_plain`` allows an
    address without encryption), a mailbox (``outbox_mail_*``). Their secrets are in ``SecretStore``, not here.
    ``warnings_url`` and ``warnings_folder``: where warnings come in by themselves, nowhere while empty.
    ``alarm_files``: own sounds by rank (``alarm``, or ``night.alarm`` for the night), names of files in the data folder's
    ``sounds``. Volumes are per cent; at night (``night_from_h`` to ``night_to_h``, hours in Beijing) another one holds and what
    is not due yet is silent unless ``night_near_sound``. ``escalate_after_min``: leaders are called for after this long, 0
    never. ``calm_motion``: nothing on screen blinks.
    ``survival_*``: whether a survival pack is kept up to date in the data folder, every how many hours, how many of them, and
    in which folder besides ("": in none).
    ``five_minute_offer``: whether the five-minute drill is offered at the start, until it was begun or declined.
    ``arrive*``: when positions say that a unit has arrived, and whether that sets its status by itself.
    """

    language: Language = Language.ZH
    theme: ThemeChoice = ThemeChoice.DARK
    font_scale_pct: int = 100
    near_sound: bool = True
    stale_after_s: int = 900
    play_demo: bool = True
    road_network: str = ""
    cover_units: int | None = None
    cover_within_min: int | None = None
    tracking_on: bool = False
    tracking_bind: str = LOOPBACK
    tracking_port: int = 8690
    tracking_url: str = ""
    tracking_days: int = 30
    arrivals_automatic: bool = False
    arrive_within_m: float = 150.0
    arrive_positions: int = 3
    wall_at_start: bool = False
    outbox_file_on: bool = False
    outbox_file_dir: str = ""
    outbox_http_on: bool = False
    outbox_http_url: str = ""
    outbox_http_ca: str = ""
    outbox_http_plain: bool = False
    outbox_mail_on: bool = False
    outbox_mail_host: str = ""
    outbox_mail_port: int = 587
    outbox_mail_security: MailSecurity = MailSecurity.STARTTLS
    outbox_mail_user: str = ""
    outbox_mail_from: str = ""
    outbox_mail_to: str = ""
    warnings_url: str = ""
    warnings_folder: str = ""
    warnings_every_s: int = 120
    alarm_volume_pct: int = 80
    alarm_files: dict[str, str] = {}
    night_profile: bool = True
    night_from_h: int = 22
    night_to_h: int = 6
    night_volume_pct: int = 50
    night_near_sound: bool = False
    alarm_flash: bool = True
    calm_motion: bool = False
    alarm_tray: bool = True
    alarm_speech: bool = False
    escalate_after_min: int = 10
    survival_on: bool = False
    survival_every_h: int = 6
    survival_keep: int = 5
    survival_dir: str = ""
    five_minute_offer: bool = True


class SettingsStore:
    """Reads and writes the settings file; a broken one is moved aside, never lost and never fatal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.moved_aside: Path | None = None
        self.current = self._load()

    def save(self, settings: Settings) -> None:
        """Keep these settings, whole or not at all; ``Fault("settings_not_saved")`` where the disk refuses."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.format(msgspec.json.encode(settings), indent=2))
        except OSError as error:
            raise Fault("settings_not_saved", {"path": str(self._path), "why": error.strerror or str(error)}) from error
        self.current = settings

    def keep(self, **changes: object) -> None:
        """Change these alone, in force and in the file; a language that waits there for the next start stays. ``Fault`` as
        ``save``."""
        before = self.current
        waiting = self._load().language if self._path.is_file() else before.language
        self.save(msgspec.structs.replace(before, language=waiting, **changes))
        self.current = msgspec.structs.replace(before, **changes)

    def _load(self) -> Settings:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (msgspec.DecodeError, OSError):
            aside = self._path.with_suffix(".broken")
            try:
                os.replace(self._path, aside)
            except OSError:
                return Settings()
            self.moved_aside = aside
            return Settings()
