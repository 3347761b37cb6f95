"""What a workbook would change at this desk, thing by thing, before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from msgspec.structs import asdict, replace

from app.domain.resource.model import Material
from app.domain.unit.model import Unit, UnitStatus


class ChangeKind(StrEnum):
    """``ABSENT`` things are at the desk but not in the workbook: they stay as they are, nothing is ever deleted."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ABSENT = "absent"


class Change(msgspec.Struct, frozen=True):
    """One thing: of which sort (units, contacts, materials, facilities, beats), and the fields that differ, as before and
    after."""

    sort: str
    id: str
    name: str
    change: ChangeKind
    fields: tuple[tuple[str, str, str], ...] = ()


def changes(sort: str, given: Sequence[Any], known: Mapping[str, Any]) -> tuple[Change, ...]:
    """Everything given against what the desk knows; nothing is absent from a workbook that says nothing of this sort."""
    if not given:
        return ()
    found = [_change(sort, one, known.get(one.id)) for one in given]
    named = {one.id for one in given}
    left = (one for one in known.values() if one.id not in named and not _is_retired(one))
    found += [Change(sort, one.id, _name(one), ChangeKind.ABSENT) for one in left]
    return tuple(found)


def differing(given: Iterable[Any], known: Mapping[str, Any]) -> tuple[Any, ...]:
    """Those that are new or differ from what the desk knows."""
    return tuple(one for one in given if one.id not in known or bare(one) != bare(known[one.id]))


def bare(one: Any) -> Any:
    """A thing without what the desk itself makes of it (a unit's work and rest, stock that is out)."""
    if isinstance(one, Unit):
        return replace(
            one, status=UnitStatus.ON_STANDBY, status_at=None, status_source="", incident_id="", dispatch_id="",
            resting_until=None, rest_reason="", history=(), retired="",
        )
    return replace(one, issued=0.0) if isinstance(one, Material) else one


def _change(sort: str, given: Any, known: Any) -> Change:
    if known is None:
        return Change(sort, given.id, _name(given), ChangeKind.NEW)
    before, after = asdict(bare(known)), asdict(bare(given))
    fields = tuple((key, *_both(before[key], after[key])) for key in after if before[key] != after[key])
    return Change(sort, given.id, _name(given), ChangeKind.CHANGED if fields else ChangeKind.UNCHANGED, fields)


def _is_retired(one: Any) -> bool:
    return isinstance(one, Unit) and bool(one.retired)


def _name(one: Any) -> str:
    return one.name if isinstance(one.name, str) else one.name.zh


def _both(before: Any, after: Any) -> tuple[str, str]:
    """How a field was and will be; of two lists only what differs."""
    if isinstance(before, tuple) and isinstance(after, tuple) and set(before) != set(after):
        return _shown(tuple(one for one in before if one not in after)), _shown(tuple(one for one in after if one not in before))
    return _shown(before), _shown(after)


_SHOWN: Mapping[type, Callable[[Any], str]] = {
    tuple: lambda value: "、".join(_shown(one) for one in value),
    float: lambda value: f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}",
}


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, msgspec.Struct):
        parts = (_shown(part) for part in asdict(value).values())
        return " ".join(part for part in parts if part)
    return _SHOWN.get(type(value), str)(value)
