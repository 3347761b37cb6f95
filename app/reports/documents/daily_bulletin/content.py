"""The desk → the bulletin of one Beijing day (facts file §4.2: date, leader on duty, warnings, incidents by class and grade, open
matters, overdue matters, tomorrow's points). Pure; every list is bounded and says how much it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from app.desk import describe_warnings
from app.desk.describe_handover import item_due, item_incident, item_title, kind_name
from app.desk.duty_roster import RosterWords
from app.domain.deadlines import Deadline, DeadlineKind, deadlines
from app.domain.handover.model import HandoverItem, HandoverKind
from app.domain.handover.rules import items_of
from app.domain.incident.model import Incident, IncidentClass
from app.domain.roster.decide import pattern_of
from app.domain.roster.rules import turn
from app.domain.words import IncidentSeverity, severity_rank
from app.kernel.clock import beginning_of, to_local
from app.kernel.errors import Refusal
from app.reports.documents.phrases import Phrases, elapsed_min
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story, issued_before

ID = "daily_bulletin"

_GRADES = (IncidentSeverity.I, IncidentSeverity.II, IncidentSeverity.III, IncidentSeverity.IV, None)
_CASES_MOST = 12
_ROWS_MOST = 15
_NAMED_MOST, _NAMED_CHARS = 3, 30
"""Matters of a kind that are named in its line; the others are counted."""
_COURSE_MOST = 100
_CELL_MOST = 60
_NAME_MOST = 20
_TOLD_ELSEWHERE = frozenset({HandoverKind.INCIDENT, HandoverKind.CLOCK})
"""Open incidents have a part of their own; running clocks stand among what is overdue and what falls due tomorrow."""


class Case(msgspec.Struct, frozen=True):
    """An incident in the bulletin: its heading and its sentences."""

    heading: str
    text: str


class BulletinTable(msgspec.Struct, frozen=True):
    """A table: heads, rows, what it says when it is empty, and how much was left out ("" for nothing)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    left_out: str = ""


class DailyBulletin(msgspec.Struct, frozen=True):
    """The bulletin: mast and line under it, the day in a sentence, and its six parts."""

    masthead: str
    issue: str
    desk: str
    date: str
    sign_off: str
    lead: tuple[str, ...]
    counts: BulletinTable
    cases: tuple[Case, ...]
    cases_left_out: str
    open_incidents: BulletinTable
    matters: BulletinTable
    overdue: BulletinTable
    tomorrow: tuple[str, ...]
    headings: tuple[str, ...]
    foot: tuple[str, ...]


def content(given: DocumentInput) -> DailyBulletin:
    """The bulletin of the day named, else of today. ``Refusal("day_unknown")`` for a day that is none or has not come."""
    return _Maker(given).bulletin()


class _Maker:
    def __init__(self, given: DocumentInput) -> None:
        self._given = given
        self._words = Phrases(given)
        self._day = _day_of(given)
        self._since, self._until = beginning_of(self._day), beginning_of(self._day + timedelta(days=1))
        self._due = deadlines(given.state, given.reference, given.now)

    def bulletin(self) -> DailyBulletin:
        given, words = self._given, self._words
        mine = sorted(self._of_the_day(), key=lambda one: (-severity_rank(one.severity), one.aware_at, one.id))
        left = len(mine) - _CASES_MOST
        return DailyBulletin(
            masthead=words.paper("bulletin.masthead"),
            issue=words.paper("brief.issue", year=self._day.year, number=self._issue()),
            desk=words.paper("brief.desk", place=words.clip(given.place, _NAME_MOST)),
            date=words.day(self._since),
            sign_off=words.paper("sign_off"),
            lead=self._lead(mine),
            counts=self._counts(mine),
            cases=tuple(self._case(one) for one in mine[:_CASES_MOST]),
            cases_left_out=words.paper("bulletin.left_out", count=left) if left > 0 else "",
            open_incidents=self._open(),
            matters=self._matters(),
            overdue=self._overdue(),
            tomorrow=self._tomorrow(),
            headings=tuple(
                words.paper("heading", number=given.wording.ordinal(number), heading=words.paper(f"bulletin.{code}"))
                for number, code in enumerate(("counts", "cases", "open", "matters", "overdue", "tomorrow"), 1)
            ),
            foot=(
                words.paper("labelled_head", label=words.paper("label.handled_by")) + words.clip(given.actor, _NAME_MOST),
                words.paper("labelled_head", label=words.paper("label.issued_at")) + words.full_stamp(given.now)[:16],
            ),
        )

    def _issue(self) -> int:
        """The number of the year: days on which a bulletin went out before this one; another copy of today's keeps its number."""
        today = to_local(self._given.now).date()
        days = {to_local(paper.at).date() for paper in issued_before(self._given, ID)}
        return 1 + sum(1 for day in days if day.year == today.year and day < today)

    def _of_the_day(self) -> list[Incident]:
        return [one for one in self._given.state.incidents.values() if self._since <= one.aware_at < self._until]

    def _lead(self, mine: Sequence[Incident]) -> tuple[str, ...]:
        """Who was on duty, the warnings of the day, how many incidents."""
        words, state = self._words, self._given.state
        shifts = [
            mark.shift for at, mark in enumerate(state.shifts)
            if mark.shift.started_at < self._until
            and (at + 1 == len(state.shifts) or state.shifts[at + 1].shift.started_at > self._since)
        ]
        leaders = words.join(dict.fromkeys(one.leader for one in shifts if one.leader)) or words.checking
        officers = words.join(dict.fromkeys(one.officer for one in shifts if one.officer)) or words.checking
        warned = [
            words.paper("bulletin.warning", warning=self._warning(one.id), at=words.stamp(one.received_at),
                        standing=self._given.wording.say(f"warning.standing.{one.standing(self._given.now)}"))
            for one in sorted(state.warnings.values(), key=lambda one: (one.received_at, one.id))
            if one.received_at < self._until and (one.lifted_at is None or one.lifted_at >= self._since)
        ]  # fmt: skip
        running = sum(1 for one in state.incidents.values() if one.is_open)
        return (
            words.paper("bulletin.duty", leaders=words.clip(leaders, _CELL_MOST), officers=words.clip(officers, _CELL_MOST)),
            words.paper("bulletin.warnings", warnings=words.join(warned)) if warned else words.paper("bulletin.no_warning"),
            words.paper("bulletin.total" if mine else "bulletin.quiet", count=len(mine), open=running),
        )

    def _warning(self, warning_id: str) -> str:
        one = self._given.state.warnings[warning_id]
        kind = describe_warnings.kind(self._given.describer, one.kind)
        return self._words.paper("warning", kind=kind, level=self._given.wording.say(f"alert.{one.level}"))

    def _counts(self, mine: Sequence[Incident]) -> BulletinTable:
        """Classes down, grades across, sums at the ends; the sum of all stands in the last row."""
        words, wording = self._words, self._given.wording
        heads = [words.paper("bulletin.class"), *(wording.say(f"severity.{one or 'none'}") for one in _GRADES)]
        rows = [
            self._count_row(wording.say(f"incident_class.{one}"), [of for of in mine if of.kind.startswith(one.value)])
            for one in IncidentClass
        ]
        rows.append(self._count_row(words.paper("bulletin.all"), mine))
        return BulletinTable((*heads, words.paper("bulletin.sum")), tuple(rows), "")

    def _count_row(self, name: str, of: Sequence[Incident]) -> tuple[str, ...]:
        numbers = [sum(1 for one in of if one.severity is grade) for grade in _GRADES]
        return (name, *(str(number) if number else self._words.none for number in (*numbers, len(of))))

    def _case(self, of: Incident) -> Case:
        story = Story(replace(self._given, incident_id=of.id))
        said = (
            story.when_where(), story.casualties(), self._words.sentence([story.course(_COURSE_MOST).rstrip("。.")]),
            story.responses()[-1], story.forces(), self._words.sentence([self._words.paper("control_is", control=story.control())]),
        )
        gap = self._words.gap
        heading = self._words.paper("bulletin.case", headline=story.headline(), number=of.number)
        return Case(self._words.clip(heading, _CELL_MOST + 20), gap.join(part.strip() for part in said if part.strip()))

    def _open(self) -> BulletinTable:
        """What is not closed, whichever day it began."""
        words, given = self._words, self._given
        running = sorted(
            (one for one in given.state.incidents.values() if one.is_open),
            key=lambda one: (-severity_rank(one.severity), one.aware_at, one.id),
        )
        rows = []
        for one in running[:_ROWS_MOST]:
            story = Story(replace(given, incident_id=one.id))
            rows.append((
                one.number, words.clip(given.describer.incident_title(one), _CELL_MOST),
                given.wording.severity(one.severity, one.kind), given.wording.say(f"incident_status.{one.status}"),
                words.clip(story.control(), _CELL_MOST), words.clip(story.next_report_short(), _CELL_MOST),
            ))  # fmt: skip
        heads = ("number", "incident", "severity", "status", "control", "next")
        return self._table(heads, rows, len(running), "bulletin.none_open")

    def _matters(self) -> BulletinTable:
        """Everything else that is open and has to be carried on: a line for each kind and incident, not one for each task."""
        given = self._given
        groups: dict[tuple[HandoverKind, str], list[HandoverItem]] = {}
        for one in items_of(given.state, given.reference, given.now):
            if one.kind not in _TOLD_ELSEWHERE:
                groups.setdefault((one.kind, one.incident_id), []).append(one)
        rows = [self._matter(kind, items) for (kind, _), items in groups.items()]
        return self._table(("kind", "matter", "incident", "limit"), rows[:_ROWS_MOST], len(rows), "bulletin.none_open")

    def _matter(self, kind: HandoverKind, items: Sequence[HandoverItem]) -> tuple[str, ...]:
        words, given = self._words, self._given
        ranked = sorted(items, key=lambda one: (one.due_at is None, one.due_at or given.now, one.key))
        named = [words.clip(item_title(given.describer, one), _NAMED_CHARS) for one in ranked[:_NAMED_MOST]]
        told = words.paper("clause").join(named)
        late = sum(1 for one in ranked if one.due_at is not None and one.due_at < given.now)
        if len(ranked) > _NAMED_MOST:
            told = words.paper("bulletin.and_more", told=told, count=len(ranked))
        if late:
            told = words.paper("bulletin.late", told=told, late=late)
        about = words.clip(item_incident(given.describer, ranked[0]), _CELL_MOST) or words.none
        return kind_name(given.describer, kind), told, about, item_due(given.describer, ranked[0], given.now) or words.none

    def _overdue(self) -> BulletinTable:
        """Limits that have passed, the longest ago first."""
        words, given = self._words, self._given
        late = sorted((one for one in self._limits() if one.due_at < given.now), key=lambda one: (one.due_at, one.key))
        rows = [
            (
                words.clip(given.describer.deadline(one, given.state), _CELL_MOST * 2), self._where(one), words.stamp(one.due_at),
                words.span(elapsed_min(one.due_at, given.now)),
            )
            for one in late[:_ROWS_MOST]
        ]
        return self._table(("matter", "incident", "due", "over"), rows, len(late), "bulletin.none_overdue")

    def _limits(self) -> Iterable[Deadline]:
        return (one for one in self._due if one.kind is not DeadlineKind.WINDOW)

    def _where(self, one: Deadline) -> str:
        of = self._given.state.incidents.get(one.incident_id)
        return self._words.clip(self._given.describer.incident_title(of), _CELL_MOST) if of is not None else self._words.none

    def _tomorrow(self) -> tuple[str, ...]:
        """Who has the duty, which warnings go on, what falls due."""
        words, given = self._words, self._given
        following = self._day + timedelta(days=1)
        begins, ends = beginning_of(following), beginning_of(following + timedelta(days=1))
        roster = RosterWords(given.state, given.describer)
        pattern = pattern_of(given.state, given.reference)
        turns = [turn(given.state.roster, pattern, following, shift) for shift in pattern.shifts]
        said = [
            words.paper("bulletin.turn", turn=roster.turn(one)) for one in turns if one.leader is not None or one.officers
        ] or [words.paper("bulletin.no_roster", day=words.day(begins))]
        kind = roster.kind(following)
        if kind:
            said.insert(0, words.paper("bulletin.day_kind", day=words.day(begins), weekday=roster.weekday(following), kind=kind))
        said += [
            words.paper("bulletin.warning_on", warning=self._warning(one.id), until=words.moment(one.expires_at))
            if one.expires_at is not None else words.paper("bulletin.warning_open", warning=self._warning(one.id))
            for one in given.state.in_force()
        ]  # fmt: skip
        ahead = sorted((one for one in self._limits() if max(begins, given.now) <= one.due_at < ends), key=lambda one: one.due_at)
        said += [
            words.paper("bulletin.falls_due", at=words.moment(one.due_at), where=self._where(one),
                        what=words.clip(given.describer.deadline(one, given.state), _CELL_MOST))
            for one in ahead[:_ROWS_MOST]
        ]  # fmt: skip
        if len(ahead) > _ROWS_MOST:
            said.append(words.paper("bulletin.left_out", count=len(ahead) - _ROWS_MOST))
        return tuple(said)

    def _table(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]], count: int, empty: str) -> BulletinTable:
        words = self._words
        left = count - len(rows)
        return BulletinTable(
            tuple(words.paper(f"bulletin.head.{code}") for code in heads), tuple(rows), words.paper(empty),
            words.paper("bulletin.left_out", count=left) if left > 0 else "",
        )


def _day_of(given: DocumentInput) -> date:
    today = to_local(given.now).date()
    if not given.subject:
        return today
    try:
        day = date.fromisoformat(given.subject)
    except ValueError as error:
        raise Refusal("day_unknown", {"day": given.subject}) from error
    if day > today:
        raise Refusal("day_unknown", {"day": given.subject})
    return day

