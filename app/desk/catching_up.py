"""What was caught up from paper, as rows: for the panel, its export and the command line."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.catalog.pinyin import matches
from app.desk.describe import Describer
from app.desk.describe_paper import form_name, number_text, slip_name
from app.domain.paper.model import CaughtUp, SlipUse
from app.domain.paper.rules import form_of
from app.domain.reference import Reference
from app.domain.state import State

_TOLD = 3
"""Kinds of entry that a row names; an incident from paper has more, and the first say what it is."""


class CaughtRow(msgspec.Struct, frozen=True):
    """One act typed in from paper. ``slip`` and ``what`` are words; both moments are kept apart."""

    id: str
    number: int
    row: int
    slip: str
    form: str
    paper_at: datetime
    typed_at: datetime
    typed_by: str
    writer: str
    what: str
    incident_id: str
    incident: str


def caught_rows(state: State, describer: Describer, since: datetime | None = None, find: str = "") -> tuple[CaughtRow, ...]:
    """What was typed since a moment (``None``: all of it), the last typed first; those in which the words stand."""
    found = [_row(one, state, describer) for one in state.caught_up.values() if since is None or one.typed_at >= since]
    words = find.strip()
    if words:
        found = [one for one in found if _is_found(words, one)]
    return tuple(sorted(found, key=lambda one: (one.typed_at, one.id), reverse=True))


def use_of(state: State, reference: Reference, number: int) -> SlipUse | None:
    """What the slip with this number is caught up as, by the form it was printed on; ``None`` where that is not known."""
    known = reference.forms.get(form_of(state, number))
    return known.use if known is not None else None


def free_numbers(state: State) -> str:
    """The first number that nobody has, as it is printed."""
    return number_text(state.next_slip)


def _row(one: CaughtUp, state: State, describer: Describer) -> CaughtRow:
    of = state.incidents.get(one.incident_id)
    kinds = dict.fromkeys(one.kinds)
    what = describer.say("list.separator").join(describer.say(f"entry_kind.{kind}") for kind in list(kinds)[:_TOLD])
    return CaughtRow(
        id=one.id, number=one.slip.number, row=one.slip.row, slip=slip_name(describer, one.slip),
        form=form_name(describer, one.slip.form) if one.slip.form else "", paper_at=one.slip.at, typed_at=one.typed_at,
        typed_by=one.typed_by, writer=one.slip.writer or one.typed_by, what=what, incident_id=one.incident_id,
        incident=f"{of.number} {describer.incident_title(of)}" if of is not None else "",
    )


def _is_found(words: str, one: CaughtRow) -> bool:
    return any(words in text or matches(words, text) for text in (one.slip, one.form, one.what, one.incident, one.writer))
