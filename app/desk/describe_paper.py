"""Sentences about paper slips, and the mark of what was typed in from them (补录): one wording everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.paper import entries as paper
from app.domain.record import Entry, PaperSlip
from app.domain.state import State
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.desk.describe import Describer


def mark(d: Describer, slip: PaperSlip, typed_at: datetime) -> str:
    """The mark beside an act that was caught up: which slip, the time on the paper, the time of typing."""
    return d.say("paper.mark", slip=slip_name(d, slip), at=d.clock(slip.at), typed_at=d.clock(typed_at))


def mark_of(d: Describer, act_id: str, state: State) -> str:
    """The same for what an act made (a report, a call, a note: they carry its id); "" for what was typed as it happened."""
    known = state.caught_up.get(act_id)
    return mark(d, known.slip, known.typed_at) if known is not None else ""


def slip_name(d: Describer, slip: PaperSlip) -> str:
    """The slip as people name it: its number, its row where it has several, or that the paper had no number."""
    if not slip.number:
        return d.say("paper.no_number")
    return d.say("paper.row" if slip.row else "paper.number", number=number_text(slip.number), row=slip.row)


def number_text(number: int) -> str:
    """A slip's number as it is printed."""
    return f"{number:05d}"


def form_name(d: Describer, form: str) -> str:
    """The title of a blank form; its code where the catalogue knows it no longer."""
    known = d.reference.forms.get(form)
    return d.text(known.title if known is not None else Text(form))


def _issued(d: Describer, e: paper.SlipsIssued, _: State) -> dict[str, Any]:
    first, last = e.runs[0].first, e.runs[-1].first + e.runs[-1].count - 1
    names = dict.fromkeys(form_name(d, run.form) for run in e.runs)
    return {
        "first": number_text(first), "last": number_text(last), "count": sum(run.count for run in e.runs),
        "forms": d.say("list.separator").join(names), "purpose": d.say(f"slips_purpose.{e.purpose}"),
    }


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType({paper.SlipsIssued: _issued})
"""The facts that each entry's sentence needs."""
