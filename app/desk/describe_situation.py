"""Sentences about written situation reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.situation import entries as situation
from app.domain.situation.model import ReportSection, Signature
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def report_name(d: Describer, report_id: str, state: State) -> str:
    """The stage and number of a written report: 续报一."""
    known = state.situation_reports[report_id]
    return d.stage(known.stage, known.number)


def element_names(d: Describer, codes: Iterable[str]) -> str:
    """The names of elements, in a row."""
    return d.say("list.separator").join(d.element(code) for code in codes)


def signed_words(d: Describer, one: Signature) -> str:
    """Who signed, how and when."""
    said = d.say(
        f"report_signed.{one.how}", by=f"{one.post}{one.by}", at=d.clock(one.at), phone=one.phone, recorded_by=one.recorded_by
    )
    return said + (d.say("report_signed.after", reason=one.reason) if one.after_the_fact else "")


def _sections(d: Describer, sections: Iterable[ReportSection], *more: str) -> str:
    named = [d.say(f"report_section.{one.code}") for one in sections]
    return d.say("list.separator").join([*named, *more]) or "—"


def _edited(d: Describer, e: situation.ReportEdited, state: State) -> dict[str, Any]:
    more = [d.say("report.words.answers")] if e.answers else []
    if e.to_roles is not None:
        more.append(d.say("report.words.to_roles"))
    return {"stage": report_name(d, e.report_id, state), "what": _sections(d, e.sections, *more)}


def _marked(d: Describer, e: situation.ElementsMarked, state: State) -> dict[str, Any]:
    return {
        "stage": report_name(d, e.report_id, state), "elements": element_names(d, e.elements),
        "how": d.say("report.words.marked" if e.verifying else "report.words.unmarked"),
    }


def _sent(d: Describer, e: situation.DeskReportSent, state: State) -> dict[str, Any]:
    return {
        "stage": report_name(d, e.report_id, state), "channel": d.say(f"channel.{e.report.channel}"),
        "to": d.role(e.report.to_role), "at": d.clock(e.report.at),
    }


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        situation.ReportComposed: lambda d, e, s: {
            "stage": d.stage(e.report.stage, e.report.number), "title": e.report.title.text,
        },
        situation.ReportEdited: _edited,
        situation.ReportRefreshed: lambda d, e, s: {
            "stage": report_name(d, e.report_id, s), "what": _sections(d, e.sections, d.say("report.words.figures")),
        },
        situation.ElementsMarked: _marked,
        situation.ReportSubmitted: lambda d, e, s: {"stage": report_name(d, e.report_id, s)},
        situation.ReportReturned: lambda d, e, s: {"stage": report_name(d, e.report_id, s), "reason": e.reason},
        situation.ReportSigned: lambda d, e, s: {
            "stage": d.stage(s.situation_reports[e.report_id].stage, e.number), "signed": signed_words(d, e.signature),
        },
        situation.ReportWithdrawn: lambda d, e, s: {"stage": report_name(d, e.report_id, s), "reason": e.reason},
        situation.DeskReportSent: _sent,
    }
)
"""The facts that each entry's sentence needs."""
