"""What the settings panel shows: rulebooks to choose, the profile as a form, the health of the desk. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from app.catalog.wording import Wording
from app.desk.workspace import Workspace
from app.domain.duty.model import DeskProfile, Tier
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.kernel.text import Text

_GIB = 2**30
_LITTLE_DISK_GIB = 1.0

PARTS = (
    "PySide6", "qasync", "SQLAlchemy", "alembic", "msgspec", "immutables", "PyYAML", "folium", "XStatic-leaflet", "aiohttp",
    "reportlab", "pillow", "fonttools", "pypinyin", "openpyxl", "platformdirs", "qtawesome", "tzdata",
)
"""The libraries that the program stands on."""


class HealthLine(msgspec.Struct, frozen=True):
    """One line of the health summary: what, how it is, and the tone of that."""

    name: str
    text: str
    tone: str


class Part(msgspec.Struct, frozen=True):
    """A library with its version and its licence."""

    name: str
    version: str
    licence: str


class Seen(msgspec.Struct, frozen=True):
    """What only the interface can see of the machine. ``requests``: own and blocked ones of the map, ``None`` at rest."""

    families: tuple[str, ...]
    has_map: bool
    requests: tuple[int, int] | None
    sounds_missing: int
    printers: tuple[str, ...]
    free_bytes: int


def rulebook_choices(reference: Reference, words: Wording) -> tuple[tuple[str, str], ...]:
    """Every rulebook with its title, its status and its version."""
    return tuple((book.id, rulebook_label(book, words)) for book in reference.offered_rulebooks())


def rulebook_label(book: Rulebook, words: Wording) -> str:
    """The title of a rulebook with its status, which is never left out."""
    title, status = words.text(book.title), words.say(f"rule_status.{book.basis.status}")
    return f"{title} {book.version}" if status in title else f"{title} {book.version} · {status}"


def profile_values(profile: DeskProfile) -> dict[str, Any]:
    """The profile as the values of its form."""
    return {
        "name": profile.name.zh, "name_en": profile.name.en or None, "superior": profile.superior.zh,
        "superior_en": profile.superior.en or None, "tier": profile.tier, "rulebook": profile.rulebook_id,
    }


def changed_profile(profile: DeskProfile, values: Mapping[str, Any]) -> DeskProfile:
    """The profile with what was typed; what the form does not ask stays."""
    return replace(
        profile,
        name=Text(values["name"] or "", values["name_en"] or ""),
        superior=Text(values["superior"] or "", values["superior_en"] or ""),
        tier=Tier(values["tier"]),
        rulebook_id=values["rulebook"],
    )


def health(workspace: Workspace, words: Wording, seen: Seen) -> tuple[HealthLine, ...]:
    """How the desk is: what works, and what does not with its mend."""
    return (
        _journal(workspace, words),
        _map(words, seen),
        _fonts(words, seen),
        _catalogue(workspace, words),
        _sounds(words, seen),
        _printers(words, seen),
        _disk(words, seen),
        _settings(workspace, words),
    )


def parts() -> tuple[Part, ...]:
    """The libraries as they are installed; one whose particulars are not carried along has none."""
    return tuple(_part(name) for name in PARTS)


def backup_name(now_text: str) -> str:
    """The folder name that a backup of this moment is offered."""
    return f"zhishou-backup-{now_text}"


def _journal(workspace: Workspace, words: Wording) -> HealthLine:
    name, damage = words.say("health.journal"), workspace.desk.damage
    if damage is not None:
        return HealthLine(name, words.say("health.journal_damaged", seq=damage.seq), "alarm")
    return HealthLine(name, words.say("health.journal_whole", count=workspace.desk.state.seq), "ok")


def _map(words: Wording, seen: Seen) -> HealthLine:
    name = words.say("health.map")
    if not seen.has_map:
        return HealthLine(name, words.say("health.map_missing"), "warn")
    if seen.requests is None:
        return HealthLine(name, words.say("health.map_resting"), "muted")
    own, blocked = seen.requests
    return HealthLine(name, words.say("health.map_running", own=own, blocked=blocked), "watch" if blocked else "ok")


def _fonts(words: Wording, seen: Seen) -> HealthLine:
    name = words.say("health.chinese_font")
    if not seen.families:
        return HealthLine(name, words.say("health.font_missing"), "alarm")
    return HealthLine(name, words.say("list.separator").join(seen.families), "ok")


def _catalogue(workspace: Workspace, words: Wording) -> HealthLine:
    name, count = words.say("health.catalogue"), len(workspace.problems)
    if count:
        return HealthLine(name, words.say("health.catalogue_problems", count=count), "warn")
    return HealthLine(name, words.say("health.catalogue_whole"), "ok")


def _sounds(words: Wording, seen: Seen) -> HealthLine:
    name = words.say("health.sounds")
    if seen.sounds_missing:
        return HealthLine(name, words.say("health.sounds_missing", count=seen.sounds_missing), "warn")
    return HealthLine(name, words.say("health.sounds_whole"), "ok")


def _printers(words: Wording, seen: Seen) -> HealthLine:
    name = words.say("health.printer")
    if not seen.printers:
        return HealthLine(name, words.say("health.printer_none"), "neutral")
    return HealthLine(name, words.say("list.separator").join(seen.printers), "ok")


def _disk(words: Wording, seen: Seen) -> HealthLine:
    free = seen.free_bytes / _GIB
    text = words.say("health.disk_free", gib=f"{free:.1f}")
    return HealthLine(words.say("health.disk"), text, "ok" if free >= _LITTLE_DISK_GIB else "warn")


def _settings(workspace: Workspace, words: Wording) -> HealthLine:
    name, aside = words.say("health.settings"), workspace.settings.moved_aside
    if aside is not None:
        return HealthLine(name, words.say("health.settings_aside", path=Path(aside).name), "warn")
    return HealthLine(name, words.say("health.settings_read"), "ok")


def _part(name: str) -> Part:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Part(name, "", "")
    licence = found.get("License-Expression") or _from_classifiers(found.get_all("Classifier") or []) or found.get("License") or ""
    return Part(name, found["Version"], licence.splitlines()[0][:60] if licence else "")


def _from_classifiers(classifiers: list[str]) -> str:
    named = [one.rpartition("::")[2].strip() for one in classifiers if one.startswith("License ::")]
    return ", ".join(named)
