"""Incidents: everything that was said of one, in one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.searching import grams
from app.desk.searching.model import Doc, Source
from app.domain.incident.model import Incident
from app.domain.record import Entry
from app.domain.state import State


def _touched(entry: Entry) -> str:
    return str(getattr(entry, "incident_id", ""))


def _doc(item: object, state: State, describer: Describer) -> Doc:
    of = cast(Incident, item)
    facets = {
        "source": ("incident",), "kind": (of.kind, of.kind[0]), "village": (of.place.village,),
        "severity": (of.severity.value if of.severity else "",), "open": ("1" if of.is_open else "0",),
    }
    return Doc(
        source="incident", id=of.id, at=of.aware_at, title=f"{of.number} {describer.incident_title(of)}",
        text="\n".join(dict.fromkeys(part for part in _words(of, describer) if part)), incident_id=of.id,
        keys=f"{search_keys(of.place.words)} {search_keys(describer.kind(of.kind))}",
        facets=tuple(grams.facet(name, value) for name, values in facets.items() for value in values if value),
    )


def _words(of: Incident, describer: Describer) -> Iterator[str]:
    kind = describer.reference.kinds.get(of.kind)
    yield of.narrative
    yield of.place.words
    yield of.place.village
    yield from (kind.name.zh, kind.name.en) if kind else (of.kind,)
    yield f"{of.caller.name} {of.caller.phone} {of.caller.organisation}".strip()
    yield describer.facts({name: known.value for name, known in of.facts.items()})
    yield from dict.fromkeys(known.source for known in of.facts.values())
    yield from (note.text for note in of.notes)
    for activation in of.activations:
        yield activation.plan_title.zh
        yield from (task.text.zh for task in activation.tasks.values())
    for dispatch in of.dispatches.values():
        yield f"{dispatch.unit_name.zh} {dispatch.unit_name.en}"
    for report in of.reports:
        yield f"{report.whom} {report.phone} {report.content} {report.receipt_by}".strip()
    if of.override is not None:
        yield of.override.reason
    if of.closure is not None:
        closed = of.closure
        yield f"{closed.cause} {closed.outcome} {closed.losses} {closed.lessons} {closed.measures}"


SOURCE = Source("incident", "incidents", _touched, _doc)
