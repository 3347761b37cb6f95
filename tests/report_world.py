"""Written reports for tests: a plain one, and commands that make (or do not make) sense now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from app.domain.record import Command
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.situation import commands as situation
from app.domain.situation.model import ReportAnswer
from app.domain.situation.rules import DESK_STAGES
from app.domain.state import State
from tests.world import REFERENCE

ROLE = "county_duty_room"
ELEMENTS = tuple(one.code for one in REFERENCE.report_elements)


def composing(incident_id: str, stage: Stage = Stage.FIRST, **more: Any) -> situation.ComposeReport:
    """A report with a title and two sections."""
    given: dict[str, Any] = {"title": "Mill fire", "sections": {"basics": "A mill burns.", "trend": "It spreads."}, **more}
    return situation.ComposeReport(incident_id=incident_id, stage=stage, **given)


def report_commands(state: State, now: datetime, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of written reports, with the revision on the screen (a wild one has an old one)."""
    reports = list(state.situation_reports.values())
    open_ones = [one for one in reports if one.is_open] or reports
    known = reports if wild else open_ones
    pairs = [(one.id, one.revision) for one in known] or [("nobody", 1)]
    pair = st.sampled_from([*pairs, ("nobody", 1), (pairs[0][0], 0)] if wild else pairs)
    ids = pair.map(lambda one: one[0])
    cases = [case.id for case in state.incidents.values()]
    about = st.sampled_from([*cases, "", "nobody"] if wild else cases or [""])
    words = st.sampled_from(["because", "", "x" * 20_001] if wild else ["because", "a slip"])
    leader = st.sampled_from(["Chief", "", "Deputy"] if wild else ["Chief"])
    stages = st.sampled_from(list(Stage) if cases or wild else list(DESK_STAGES))
    elements = _some(ELEMENTS, wild)
    past = st.integers(-90, 4 if wild else 0).map(lambda minutes: now + timedelta(minutes=minutes))
    texts = st.dictionaries(
        st.sampled_from(["basics", "trend", "title", *(["nothing"] if wild else [])]), words, min_size=1, max_size=2
    )

    def at(kind: Any, **said: Any) -> st.SearchStrategy[Command]:
        return st.builds(
            lambda one, more: kind(report_id=one[0], revision=one[1], **more), pair, st.fixed_dictionaries(said)
        )

    def issued(one: str, channel: Channel, who: str) -> Command:
        report = state.situation_reports.get(one)
        about = {"channel": channel, "to_role": ROLE, "whom": who, "means": who}
        if report is None or not report.incident_id:
            return situation.SendDeskReport(report_id=one, **about)
        return MakeReport(incident_id=report.incident_id, stage=report.stage, situation_report_id=one, **about)

    return [
        st.builds(composing, about, stages, to_roles=st.sampled_from([(), (ROLE,)]), query_id=st.sampled_from(["", "q1"])),
        at(situation.EditReport, sections=texts, to_roles=st.none() | st.just((ROLE,))),
        at(situation.EditReport, answers=st.builds(lambda text: (ReportAnswer("cause", text),), words)),
        at(
            situation.RefreshReport, sections=texts, taken=st.sampled_from([(), ("trend",)]),
            kept=st.sampled_from([(), ("basics",)]),
        ),
        st.builds(situation.MarkVerifying, report_id=ids, elements=elements, verifying=st.booleans()),
        at(situation.SubmitReport), st.builds(situation.ReturnReport, report_id=ids, reason=words),
        at(situation.SignReport, by=leader, reason=words),
        at(situation.AuthoriseByPhone, by=leader, phone=leader, at=st.none() | past, reason=words),
        st.builds(issued, ids, st.sampled_from(list(Channel)), leader),
        st.builds(situation.WithdrawReport, report_id=ids, reason=words),
    ]


def _some(codes: Sequence[str], wild: bool) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([*codes, *(["unheard_of"] if wild else [])]), min_size=1, max_size=2).map(tuple)
