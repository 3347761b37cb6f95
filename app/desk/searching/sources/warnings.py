"""Warnings that were received."""

from __future__ import annotations

from typing import cast

from app.desk.describe import Describer
from app.desk.searching import grams
from app.desk.searching.model import Doc, Source
from app.domain.duty.entries import WarningLifted, WarningReceived
from app.domain.duty.model import Warning
from app.domain.record import Entry
from app.domain.state import State


def _touched(entry: Entry) -> str:
    if isinstance(entry, WarningReceived):
        return entry.warning.id
    return entry.warning_id if isinstance(entry, WarningLifted) else ""


def _doc(item: object, state: State, describer: Describer) -> Doc:
    one = cast(Warning, item)
    title = f"{describer.say(f'warning_kind.{one.kind}')} {describer.say(f'alert.{one.level}')}"
    return Doc(
        source="warning", id=one.id, at=one.received_at, title=title,
        text="\n".join(part for part in (one.text, one.issued_by, one.identifier) if part),
        facets=(grams.facet("source", "warning"), grams.facet("open", "0" if one.lifted_at else "1")),
    )


SOURCE = Source("warning", "warnings", _touched, _doc)
