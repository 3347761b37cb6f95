"""Commands about incidents, plans, reports, units and rulebooks that make (or do not make) sense now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.incident import commands as incident
from app.domain.incident.model import PaperFormat, PictureKind, Place
from app.domain.plan import commands as plan
from app.domain.planning import commands as planning
from app.domain.planning.model import (
    Cause,
    ExtractedItem,
    Extraction,
    Origin,
    Unread,
    VersionStatus,
)
from app.domain.record import Command
from app.domain.reporting import commands as reporting
from app.domain.reporting.model import Channel, Stage
from app.domain.rulemaking import commands as rulemaking
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.words import FactStatus, IncidentSeverity, ResponseLevel
from app.kernel.geo import Crs, Point
from tests.any_value import SCALARS, WORDS
from tests.forces_world import CREW, KIT
from tests.world import FACTS, HERE, REFERENCE, content, sound_book, text


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts of the small world with values that fit them."""
    counts = st.integers(0, 40)
    known = {
        "dead": counts, "missing": counts, "trapped": counts, "serious": counts, "minor": counts, "evac": counts,
        "loss": st.floats(0, 20_000), "burned_ha": st.floats(0, 2_000),
        "sens_place": st.booleans(), "fire_out": st.booleans(), "weather": st.sampled_from(["dry", "wet"]),
    }
    return st.fixed_dictionaries({}, optional=known)


_BAD_FACTS = st.dictionaries(st.sampled_from([*FACTS, "unheard_of"]), SCALARS, min_size=1, max_size=3)
POINTS = st.sampled_from([HERE, Point(30.2, 110.3), Point(30.2, 110.3, Crs.GCJ02)])
WILD_POINTS = st.sampled_from([Point(110.0, 30.0), Point(10.0, 10.0), Point(200.0, 0.0), None])
Many = list[st.SearchStrategy[Command]]


class OfIncidents:
    """Strategies for the next command of these slices.

    Tame ones use what is there and mostly come true; ``wild`` ones use unknown names, empty words, wrong figures and times.
    """

    def __init__(self, state: State, now: datetime, *, wild: bool) -> None:
        self.state, self.now, self.wild = state, now, wild
        self.cases = list(state.incidents.values())
        self.ids = self.one([case.id for case in self.cases])
        self.reason = st.sampled_from(["because", "", "  "] if wild else ["because", "a slip"])
        self.who = st.sampled_from(["Chief", ""] if wild else ["Chief", "Deputy"])
        self.past = st.integers(-90, 4 if wild else 0).map(lambda minutes: now + timedelta(minutes=minutes))

    def one(self, known: Sequence[str]) -> st.SearchStrategy[str]:
        """A name that is there; a wild one may not be."""
        return st.sampled_from([*known, "nobody"] if self.wild or not known else list(known))

    def incident(self) -> Many:
        """Everything that may be wanted of incidents."""
        figures = _BAD_FACTS if self.wild else facts()
        points = WILD_POINTS if self.wild else POINTS
        places = st.builds(Place, words=st.sampled_from(["mill", ""] if self.wild else ["mill", "bridge"]), point=points)
        kinds = st.sampled_from([*REFERENCE.kinds, "X-XXX"] if self.wild else list(REFERENCE.kinds))
        confirmed = st.sampled_from([(), ("outside_region",)])
        lines = [(case.id, line.id) for case in self.cases for line in case.notes]
        pictures = [(case.id, one.id) for case in self.cases for one in case.photographs]
        grades = st.none() | st.sampled_from(list(IncidentSeverity))
        return [
            st.builds(
                incident.OpenIncident, kind=kinds, place=places, aware_at=self.past, facts=figures, confirmed=confirmed,
                occurred_at=st.none() | self.past if self.wild else st.just(self.now - timedelta(minutes=95)),
            ),
            st.builds(
                incident.RecordFacts, incident_id=self.ids, facts=figures, status=st.sampled_from(list(FactStatus)),
                removed=st.lists(st.sampled_from(list(FACTS)), max_size=1).map(tuple), reason=self.reason,
            ),
            st.builds(
                incident.CorrectIncident, incident_id=self.ids, reason=self.reason, kind=st.none() | kinds,
                place=st.none() | places, narrative=st.none() | WORDS, confirmed=confirmed,
                occurred_at=st.none() | self.past if self.wild else st.none(),
            ),
            st.builds(incident.OverrideSeverity, incident_id=self.ids, severity=grades, reason=self.reason),
            st.builds(incident.WithdrawOverride, incident_id=self.ids, reason=self.reason),
            st.builds(incident.AddNote, incident_id=self.ids, text=self.reason),
            st.builds(
                lambda pair, reason: incident.StrikeNote(incident_id=pair[0], note_id=pair[1], reason=reason),
                st.sampled_from(lines or [("nobody", "nothing")]), self.reason,
            ),
            st.builds(incident.MarkStabilised, incident_id=self.ids, at=self.past),
            st.builds(incident.MarkStabilised, incident_id=self.ids, at=st.just(self.now)),
            st.builds(
                incident.CloseIncident, incident_id=self.ids, cause=self.reason, outcome=self.reason, losses=self.reason,
                lessons=self.reason, measures=self.reason, approved_by=self.who,
            ),
            st.builds(
                incident.IssueDocument, incident_id=self.ids, document=st.just("brief"), sha256=st.just("0" * 64),
                pages=st.just(1), format=st.sampled_from(list(PaperFormat)), unmasked=st.booleans(),
                reason=st.sampled_from(["", "核对"]),
            ),
            st.builds(
                incident.AttachPhotograph, incident_id=self.ids, sha256=st.sampled_from(["a" * 64, "b" * 64, "no hash"]),
                name=st.sampled_from(["yard.jpg", ""]), kind=st.sampled_from(list(PictureKind)),
                bytes_count=st.sampled_from([4096, 0]), caption=self.reason, taken_at=st.none() | self.past,
            ),
            st.builds(
                lambda pair, words: incident.CaptionPhotograph(incident_id=pair[0], photograph_id=pair[1], caption=words),
                st.sampled_from(pictures or [("nobody", "nothing")]), self.reason,
            ),
            st.builds(
                lambda pair, words: incident.WithdrawPhotograph(incident_id=pair[0], photograph_id=pair[1], reason=words),
                st.sampled_from(pictures or [("nobody", "nothing")]), self.reason,
            ),
        ]

    def plan(self) -> Many:
        """Everything that may be wanted of responses and tasks."""
        pairs = [(case.id, one.id) for case in self.cases for one in case.activations if one.is_running or self.wild]
        tasks = [(case.id, task) for case in self.cases for one in case.activations for task in one.tasks]
        on = st.sampled_from(pairs or [("nobody", "nothing")])
        todo = st.sampled_from(tasks or [("nobody", "nothing")])
        special = {case.id: ("forest" if case.kind == "N-FOR" else "accident") for case in self.cases}
        levels = st.sampled_from(list(ResponseLevel) if self.wild else [ResponseLevel.IV, ResponseLevel.III])
        fitting = st.sampled_from(
            [(case, one) for case, own in special.items() for one in (own, own, "overall", "rain")] or [("nobody", "nothing")]
        )
        others = st.lists(st.tuples(self.one(["overall", "rain", *(["accident"] if self.wild else [])]), levels), max_size=2)
        hours = st.floats(-1, 72) if self.wild else st.floats(1, 72)
        measures = st.sampled_from([("cordon",), ("",)] if self.wild else [("cordon",)])

        def activate(
            pair: tuple[str, str], level: ResponseLevel, hours: float, measures: tuple[str, ...], who: str,
            also: list[tuple[str, ResponseLevel]],
        ) -> Command:
            return plan.ActivateResponse(
                incident_id=pair[0], plan_id=pair[1], level=level, item="item", expected_duration_h=hours, measures=measures,
                approved_by=who, also=tuple(also if self.wild else dict(one for one in also if one[0] != pair[1]).items()),
            )

        def change(pair: tuple[str, str], level: ResponseLevel, reason: str, who: str) -> Command:
            return plan.ChangeLevel(incident_id=pair[0], activation_id=pair[1], level=level, reason=reason, approved_by=who)

        def stop(pair: tuple[str, str], met: int, reason: str, who: str) -> Command:
            return plan.TerminateResponse(
                incident_id=pair[0], activation_id=pair[1], reason=reason, approved_by=who, conditions_met=(met,)
            )

        return [
            st.builds(activate, fitting, levels, hours, measures, self.who, others),
            st.builds(change, on, levels, self.reason, self.who),
            st.builds(stop, on, st.integers(0, 1 if self.wild else 0), self.reason, self.who),
            st.builds(
                plan.DeclinePlan, incident_id=self.ids, plan_id=self.one(list(REFERENCE.plans)), level=levels,
                reason=self.reason,
            ),
            *(
                st.builds(_settle, st.just(kind), todo, self.reason)
                for kind in (plan.CompleteTask, plan.SkipTask, plan.ReopenTask)
            ),
        ]

    def reporting(self) -> Many:
        """Everything that may be wanted of reports."""
        made = [(case.id, report.id) for case in self.cases for report in case.reports]
        numbers = {Stage.FIRST: 0, Stage.FINAL: 0, Stage.FOLLOW_UP: 1, Stage.CORRECTION: 1}
        keys = [f"{stage}:{no}:{channel}:county_duty_room" for stage, no in numbers.items() for channel in Channel]
        stages = st.sampled_from(list(Stage))
        return [
            st.builds(
                reporting.MakeReport, incident_id=self.ids, stage=stages, channel=st.sampled_from(list(Channel)),
                to_role=self.one(list(REFERENCE.roles)), whom=self.who, means=self.who, at=st.none() | self.past,
            ),
            st.builds(
                lambda pair, who: reporting.RecordReceipt(incident_id=pair[0], report_id=pair[1], receipt_by=who),
                st.sampled_from(made or [("nobody", "nothing")]), self.who,
            ),
            st.builds(reporting.WaiveObligation, incident_id=self.ids, key=st.sampled_from(keys), reason=self.reason),
        ]

    def unit(self) -> Many:
        """Everything that may be wanted of units."""
        units = self.one(list(self.state.units))
        out = self.one([u.id for u in self.state.units.values() if u.dispatch_id] or list(self.state.units))
        own = st.builds(
            Unit, id=st.sampled_from(["u1", "u9"]), kind=self.one(["F-FIRE"]), name=st.just(text("New")),
            members=st.lists(units, max_size=1).map(tuple), status=st.sampled_from(list(UnitStatus)), incident_id=WORDS,
            crew_members=st.sampled_from([(), CREW, CREW + CREW] if self.wild else [(), CREW]),
            equipment=st.sampled_from([(), KIT]),
        )
        status = st.builds(
            SetUnitStatus, unit_id=out, status=st.sampled_from(list(UnitStatus)), source=self.who, at=st.none() | self.past
        )
        back = st.builds(SetUnitStatus, unit_id=out, status=st.just(UnitStatus.RETURNING), source=self.who)
        home = st.builds(SetUnitStatus, unit_id=out, status=st.just(UnitStatus.ON_STANDBY), source=self.who)
        many = st.lists(units, min_size=0 if self.wild else 1, max_size=3).map(tuple)
        proposed = st.just(()) | st.lists(units, max_size=2).map(tuple)
        dispatch = st.builds(
            DispatchUnits, incident_id=self.ids, unit_ids=many, proposed=proposed, reason=self.reason,
            override=st.sampled_from(["", "nobody else"]),
        )
        return [
            dispatch, status, dispatch, status, back, home,
            st.builds(RegisterUnits, units=st.lists(own, max_size=2).map(tuple)),
        ]

    def planning(self) -> Many:
        """Everything that may be wanted of the versions of plans and of what hangs on them."""
        versions = list(self.state.plan_versions.values())
        at = {status: [(one.plan_id, one.version) for one in versions if one.status is status] for status in VersionStatus}
        every = [(one.plan_id, one.version) for one in versions] or [("mill", "2")]

        def step(kind: Any, *statuses: VersionStatus, **said: Any) -> st.SearchStrategy[Command]:
            fitting = every if self.wild else [pair for status in statuses for pair in at[status]] or every
            return st.builds(
                lambda pair, more: kind(plan_id=pair[0], version=pair[1], **more),
                st.sampled_from(fitting), st.fixed_dictionaries(said),
            )

        def saved(pair: tuple[str, str], words: str, imported: bool) -> Command:
            items = (
                ExtractedItem("i1", "stop/0", "1.1", "stop", "stop", 0.5),
                ExtractedItem("i2", "tasks/ring", "1.2", "ring", "time", 1),
            )
            extraction = Extraction("plan.docx", "0" * 64, items, (Unread("1.3", "left", "picture"),))
            return planning.SavePlanDraft(
                plan_id=pair[0], version=pair[1], content=content(*pair, owner=text(words or "town")),
                extraction=extraction if imported else None,
                origin=Origin.IMPORTED if imported else Origin.EDITED,
            )

        def said_of(item: ExtractedItem, version: Any, yes: bool) -> Command:
            chosen = {"accepted" if yes else "rejected": (item.id,)}
            return planning.JudgeExtraction(plan_id=version.plan_id, version=version.version, **chosen)

        drafts = [one for one in versions if one.status is VersionStatus.DRAFT and one.extraction and one.extraction.waiting]
        judged = [
            st.builds(said_of, st.sampled_from(one.extraction.waiting), st.just(one), st.booleans())
            for one in drafts if one.extraction
        ]
        names = [("mill", "2"), ("mill", "3"), ("accident", "2"), *([("no id", ""), ("accident", "1")] if self.wild else [])]
        plans = self.one(["mill", "accident", "forest"])
        days = st.dates(self.now.date() - timedelta(days=400), self.now.date() + timedelta(days=2 if self.wild else -1))
        open_findings = self.one([one.id for one in self.state.plan_findings.values() if one.is_open])
        draft, seen = VersionStatus.DRAFT, VersionStatus.REVIEWED
        return [
            st.builds(saved, st.sampled_from(names), WORDS, st.booleans()), *judged,
            step(planning.ReviewPlan, draft, reviewed_by=self.who), step(planning.ReviewPlan, draft, reviewed_by=self.who),
            step(planning.ApprovePlan, seen, approved_by=self.who), step(planning.ReturnPlan, seen, reason=self.who),
            step(planning.PutPlanInForce, VersionStatus.APPROVED), step(planning.DiscardDraft, draft, reason=self.who),
            st.builds(planning.RetirePlan, plan_id=plans, approved_by=self.who, reason=self.who),
            st.builds(planning.RecordPlanDrill, plan_id=plans, held_on=days, words=self.who),
            st.builds(planning.RecordPlanReview, plan_id=plans, reviewed_on=days, words=self.who),
            st.builds(planning.RaiseFinding, plan_id=plans, cause=st.sampled_from(list(Cause)), text=self.who),
            st.builds(planning.AnswerFinding, finding_id=open_findings, reason=self.who),
        ]

    def rulebooks(self) -> Many:
        """Everything that may be wanted of the versions of rulebooks."""
        versions = list(self.state.rulebook_versions.values())
        every = [(one.rulebook_id, one.version) for one in versions] or [("own", "1")]
        ids = [("own", "1"), ("own", "2"), ("town", "2"), *([("no id", ""), ("town", "1")] if self.wild else [])]

        def step(kind: Any, status: VersionStatus, **said: Any) -> st.SearchStrategy[Command]:
            at = every if self.wild else [(v.rulebook_id, v.version) for v in versions if v.status is status] or every
            return st.builds(
                lambda pair, more: kind(rulebook_id=pair[0], version=pair[1], **more),
                st.sampled_from(at), st.fixed_dictionaries(said),
            )

        def drafted(pair: tuple[str, str], words: str) -> Command:
            return rulemaking.DraftRulebook(
                rulebook_id=pair[0], version=pair[1], book=sound_book(*pair, title=text(words or "book")), based_on="town@1",
            )

        def edited(pair: tuple[str, str], minutes: int, off: int) -> Command:
            known = next((one for one in versions if (one.rulebook_id, one.version) == pair), None)
            book = sound_book(*pair)
            rules = (replace(book.rules[0], limit_min=minutes), *book.rules[1:])
            revision = (known.revision if known else 1) + (off if self.wild else 0)
            return rulemaking.EditRulebook(
                rulebook_id=pair[0], version=pair[1], revision=revision, book=replace(book, rules=rules)
            )

        draft, seen = VersionStatus.DRAFT, VersionStatus.REVIEWED
        open_ones = [(v.rulebook_id, v.version) for v in versions if v.status is draft] or every
        return [
            st.builds(drafted, st.sampled_from(ids), WORDS),
            st.builds(edited, st.sampled_from(every if self.wild else open_ones), st.integers(1, 90), st.integers(-1, 1)),
            step(rulemaking.ReviewRulebook, draft, reviewed_by=self.who), step(rulemaking.DiscardRulebook, draft, reason=self.who),
            step(rulemaking.ApproveRulebook, seen, approved_by=self.who), step(rulemaking.ReturnRulebook, seen, reason=self.who),
            step(
                rulemaking.EnforceRulebook, VersionStatus.APPROVED, use_here=st.booleans(), in_force_from=st.none() | self.past,
            ),
        ]


def _settle(kind: Any, pair: tuple[str, str], words: str) -> Command:
    said = {"remark": words} if kind is plan.CompleteTask else {"reason": words}
    made: Command = kind(incident_id=pair[0], task_id=pair[1], **said)
    return made
