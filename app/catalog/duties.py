"""A responsibility list that comes with the program (``resources/responsibility``): its items, and requests to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.basis import Basis
from app.domain.record import Command
from app.domain.reference import Reference
from app.domain.responsibility.commands import FileDutyRequest, RegisterDutyItems
from app.domain.responsibility.model import DutyItem, NoticeKind, RequestCause, RequestKind
from app.domain.responsibility.rules import NOTICE_OF
from app.domain.soundness import FieldPath, Found
from app.kernel.errors import BadFile


class RequestRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request to show; its next step is due so many days after the list is taken in."""

    kind: RequestKind
    cause: RequestCause
    who: str
    words: str
    due_days: int
    proposal: DutyItem


class DutyList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list as its file says. ``basis`` is that of every item which names none of its own."""

    name: str
    source: str
    issued_on: date
    basis: Basis
    items: tuple[DutyItem, ...]
    requests: tuple[RequestRow, ...] = ()

    def registration(self) -> RegisterDutyItems:
        """What puts the list in force at a desk."""
        return RegisterDutyItems(items=self.items, name=self.name, source=self.source, issued_on=self.issued_on)

    def filings(self, today: date) -> tuple[Command, ...]:
        """What files the requests, due from this day on."""
        return tuple(
            FileDutyRequest(
                kind=row.kind, cause=row.cause, proposal=row.proposal, who=row.who, words=row.words,
                due_on=today + timedelta(days=row.due_days),
            )
            for row in self.requests
        )


def read_duty_list(path: Path, reference: Reference | None = None) -> DutyList:
    """The list in this file. Raises ``BadFile``; kinds and roles are looked up where a catalogue is given."""
    source = read_source(path)
    if isinstance(source.data, dict):
        for row in _rows(source.data, "items") + [one["proposal"] for one in _rows(source.data, "requests") if "proposal" in one]:
            if isinstance(row, dict):
                row.setdefault("basis", source.data.get("basis"))
    found = source.convert(DutyList)
    problems = tuple(source.problem(one) for one in _findings(found, reference))
    if problems:
        raise BadFile(problems)
    return found


def _rows(data: dict[str, object], field: str) -> list[dict[str, object]]:
    rows = data.get(field)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _findings(found: DutyList, reference: Reference | None) -> Iterator[Found]:
    yield from soundness.unique((item.code for item in found.items), ("items",), "code")
    yield from soundness.statutory_verified(found, ())
    for index, item in enumerate(found.items):
        yield from _item(item, ("items", index), reference)
    for index, row in enumerate(found.requests):
        yield from _item(row.proposal, ("requests", index, "proposal"), reference)


def _item(item: DutyItem, path: FieldPath, reference: Reference | None) -> Iterator[Found]:
    if NOTICE_OF[item.duty_class] is not NoticeKind.NONE and not item.lead.name:
        yield (*path, "lead"), "duty_lead_missing", {"code": item.code}
    if reference is None:
        return
    yield from soundness.kind_patterns(item.kinds, reference.kinds, (*path, "kinds"))
    if item.lead.role:
        yield from soundness.known(item.lead.role, reference.roles, (*path, "lead", "role"), "unknown_role")
    for place, one in enumerate(item.supporting):
        if one.role:
            yield from soundness.known(one.role, reference.roles, (*path, "supporting", place, "role"), "unknown_role")
