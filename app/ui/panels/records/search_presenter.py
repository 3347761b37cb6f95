"""What the search offers and asks for. No Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.desk.searching.model import Wanted
from app.domain.incident.model import IncidentClass
from app.domain.reference import Reference
from app.domain.state import State


def wanted(
    text: str, now: datetime, *, source: str = "", kind: str = "", severity: str = "", village: str = "", status: str = "",
    days: int = 0,
) -> Wanted:
    """The choices as a question; ``status`` is ``open``, ``closed`` or "", ``days`` counts back from now, 0 for ever."""
    return Wanted(
        text=text.strip(), source=source, kind=kind, severity=severity, village=village,
        is_open=None if not status else status == "open", since=now - timedelta(days=days) if days else None,
    )


def kinds(reference: Reference, lang: str) -> tuple[tuple[str, str], ...]:
    """The kinds of incident as code and name, in the catalogue's order, each class before its kinds."""
    found = []
    for one in IncidentClass:
        own = [kind for kind in reference.kinds.values() if kind.incident_class is one]
        found += [(kind.code, kind.name.of(lang)) for kind in own]
    return tuple(found)


def villages(state: State) -> tuple[tuple[str, str], ...]:
    """The villages in which anything ever happened, by the number of incidents."""
    counts: dict[str, int] = {}
    for of in state.incidents.values():
        if of.place.village:
            counts[of.place.village] = counts.get(of.place.village, 0) + 1
    return tuple((name, name) for name in sorted(counts, key=lambda name: (-counts[name], name)))
