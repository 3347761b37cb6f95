"""The figures of an incident with everything that was said of them before: superseded values stay readable."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.domain.conditions import FactScalar
from app.domain.incident.entries import FactsRecorded
from app.domain.incident.model import FactValue
from app.domain.record import Record
from app.reports.documents.incident_report.model import FactRow
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput


class _Known(msgspec.Struct):
    """What was said of a fact, oldest first, and the entry that spoke last of it."""

    values: list[FactScalar]
    last: FactValue
    gone: bool = False


def fact_rows(given: DocumentInput, words: Phrases) -> tuple[FactRow, ...]:
    """A row for every figure ever recorded, in the catalogue's order; repeated equal values are not superseded ones."""
    told = _told(given.records)
    for name, value in given.incident.facts.items():
        told.setdefault(name, _Known([value.value], value))
    order = {name: at for at, name in enumerate(given.reference.facts)}
    rows = []
    for name in sorted(told, key=lambda one: (order.get(one, len(order)), one)):
        known = told[name]
        shown = [given.wording.fact_value(name, value) for value in known.values]
        shown = [value for at, value in enumerate(shown) if at == 0 or value != shown[at - 1]]
        was = shown if known.gone else shown[:-1]
        rows.append(
            FactRow(
                label=given.wording.fact_label(name),
                value="" if known.gone else shown[-1],
                was=tuple(was),
                status=words.paper("withdrawn") if known.gone else given.wording.say(f"fact_status.{known.last.status}"),
                source=_source(known.last.source, given) or words.none,
                at=words.stamp(known.last.at),
                by=known.last.by,
            )
        )
    return tuple(rows)


def _source(source: str, given: DocumentInput) -> str:
    code = f"caller.{source}"
    return given.wording.say(code) if source and given.wording.knows(code) else source


def _told(records: Iterable[Record]) -> dict[str, _Known]:
    told: dict[str, _Known] = {}
    for record in records:
        entry = record.entry
        if not isinstance(entry, FactsRecorded):
            continue
        for name, value in entry.facts.items():
            last = FactValue(value, entry.status, entry.source, record.acted.at, record.acted.actor)
            before = told[name].values if name in told else []
            told[name] = _Known([*before, value], last)
        for name in entry.removed:
            if name in told:
                last = FactValue(told[name].values[-1], entry.status, entry.source, record.acted.at, record.acted.actor)
                told[name] = _Known(told[name].values, last, gone=True)
    return told
