"""What an incident amounts to, in official prose: one telling for every paper that goes to leaders.

Order of the field (facts file §4.2): casualties, whether it is under control, who commands, what has to be decided, when
the next report comes. A sentence is said only of what is recorded; the rest is 正在核实. Personal data are masked here.
"""

from __future__ import annotations

import re

from app.desk import describe_warnings
from app.domain.deadlines import obligations
from app.domain.incident.model import FactValue, Incident, IncidentClass, IncidentStatus, IssuedDocument
from app.domain.incident.rules import SENSITIVITY, incident_facts
from app.domain.plan.composition import work_of
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.unit.model import Dispatch, UnitStatus
from app.domain.words import IncidentSeverity, severity_rank
from app.kernel.clock import to_local
from app.kernel.geo import Crs, Point, to_wgs84
from app.reports.documents.phrases import Phrases, without_asides
from app.reports.documents.spec import DocumentInput

DEAD = ("dead", "missing", "serious", "minor")
"""What a leader asks first: dead, missing, hurt."""
_CASUALTIES = (*DEAD[:2], "trapped", *DEAD[2:])
_OTHER_VICTIMS = ("poisoned_serious", "ill", "in_water")
_AT_WORK = (UnitStatus.ON_SCENE, UnitStatus.WORKING, UnitStatus.STAGED)
_PLACE_MOST = 60
_ASCII_MARK = re.compile("(?<=[\u3400-\u9fff])[,;:](?=[\u3400-\u9fff0-9])")
_FULL_MARK = {",": "，", ";": "；", ":": "："}
_NAMES_MOST = 6


class Story:
    """The telling of one incident at one moment."""

    def __init__(self, given: DocumentInput) -> None:
        self.given = given
        self.incident: Incident = given.incident
        self.words = Phrases(given)
        self.mask = given.mask
        self.owed: tuple[Obligation, ...] = obligations(self.incident, given.state, given.reference, given.now)
        self.facts = incident_facts(self.incident, given.state.alert(), given.now)

    # --- what it is ---

    @property
    def place(self) -> str:
        """The place with the desk's area before it, once."""
        words = self.words.clip(self.incident.place.words, _PLACE_MOST)
        area = self.given.place
        if not area or words.startswith(area):
            return words
        return self.words.paper("place_in_area", area=area, place=words)

    @property
    def kind(self) -> str:
        """The kind's name, without what stands in brackets."""
        return without_asides(self.given.describer.kind(self.incident.kind))

    @property
    def ended(self) -> bool:
        """Whether the work is over (the response ended, or the incident closed)."""
        return self.incident.status in (IncidentStatus.TERMINATED, IncidentStatus.CLOSED)

    def headline(self) -> str:
        """The title by the formula of the field: place, kind, casualties, progress."""
        parts = [self.words.paper("headline", place=self.place, kind=self.kind)]
        victims = [self._count("count_title", name) for name in (*_CASUALTIES, *_OTHER_VICTIMS) if self._above_zero(name)]
        if victims:
            parts.append(self.words.close.join(victims))
        parts.append(self.words.paper(f"progress.{self._progress()}"))
        return self.words.paper("headline_gap").join(parts)

    def stage(self) -> str:
        """Which report this is: first until a written one went out, then follow-ups by number, final when it is over."""
        sent = [made for made in self.incident.reports if made.channel is Channel.WRITTEN]
        if self.ended:
            return self.given.describer.stage(Stage.FINAL, 0)
        if not sent:
            return self.given.describer.stage(Stage.FIRST, 0)
        number = max((made.number for made in sent if made.stage is Stage.FOLLOW_UP), default=0) + 1
        return self.given.describer.stage(Stage.FOLLOW_UP, number)

    def urgency(self) -> str:
        """特急 for what is grave, sensitive or has lives at stake; 加急 while it runs; nothing once it is over."""
        if self.ended:
            return ""
        grave = severity_rank(self.incident.severity) >= severity_rank(IncidentSeverity.III)
        lives = any(self._above_zero(name) for name in ("dead", "missing", "trapped", "in_water"))
        extra = grave or lives or self.facts.get("sensitive") is True
        return self.words.paper("urgency.extra" if extra else "urgency.urgent")

    def severity(self) -> str:
        """The grade as it stands, and whether a table or a person gave it."""
        if self.incident.severity is None and not self.incident.grading.tables and self.incident.override is None:
            return self.words.paper(f"severity_{self.ungraded()}")
        words = self.given.wording.severity(self.incident.severity, self.incident.kind)
        if self.incident.override is not None:
            return self.words.paper("severity_by_person", severity=words, by=self.incident.override.by)
        return self.words.paper("severity_by_tables", severity=words)

    def ungraded(self) -> str:
        """Why no table was asked: the law leaves public-security incidents ungraded; for others there is none here."""
        return "ungraded" if self.incident.kind.startswith(IncidentClass.SECURITY.value) else "no_table"

    def coordinates(self) -> str:
        """Where exactly, in the legal datum; "" without a point."""
        return coordinates(self.incident.place.point, self.words)

    # --- ① when, where, what ---

    def when_where(self) -> str:
        """One sentence: when it happened, where, what, when the desk knew."""
        return self.words.paper(
            "when_where" if self.incident.occurred_at else "when_where_unknown",
            occurred=self.words.moment(self.incident.occurred_at), aware=self.words.hour(self.incident.aware_at),
            place=self.place, kind=self.kind,
        )

    def course(self, most: int) -> str:
        """What was told, at most so long; "" where nothing was told."""
        return self.words.clip(self.told(self.incident.narrative), most)

    def told(self, text: str) -> str:
        """Free text as it may leave the room: masked, with Chinese marks between Chinese words."""
        masked = self.mask(text)
        return _ASCII_MARK.sub(lambda found: _FULL_MARK[found[0]], masked) if self.given.lang == "zh" else masked

    def outcome(self) -> tuple[str, ...]:
        """Cause, result and losses of a closed incident, labelled; empty while it is open."""
        closed = self.incident.closure
        if closed is None:
            return ()
        parts = (("outcome", closed.outcome), ("cause", closed.cause), ("losses", closed.losses))
        return tuple(
            self.words.paper("labelled", label=self.words.paper(f"label.{code}"), text=self.words.clip(self.told(text), 200))
            for code, text in parts
            if text
        )

    def source(self) -> str:
        """Who told us, masked."""
        caller = self.incident.caller
        channel = self.given.wording
        said = channel.say(f"caller.{caller.channel}") if channel.knows(f"caller.{caller.channel}") else caller.channel
        parts = [said, caller.organisation, self.mask.name(caller.name), self.mask.number(caller.phone)]
        return self.words.join(self.words.clip(part, _PLACE_MOST) for part in parts if part)

    def occurred(self) -> str:
        """When it happened, where, what: nothing of the duty room."""
        code = "occurred" if self.incident.occurred_at else "occurred_unknown"
        return self.words.paper(code, occurred=self.words.moment(self.incident.occurred_at), place=self.place, kind=self.kind)

    # --- ② casualties, impact ---

    def casualties(self) -> str:
        """What is known of the people, figure by figure with its standing, and what is not."""
        known = [self._figure(name) for name in (*_CASUALTIES, *_OTHER_VICTIMS) if self._above_zero(name)]
        none = [self._label(name) for name in _CASUALTIES if name in self.incident.facts and not self._above_zero(name)]
        unknown = [self._label(name) for name in _CASUALTIES if name not in self.incident.facts]
        parts = [self.words.join(known)] if known else []
        if none:
            parts.append(self.words.paper("nobody", what=self.words.join(none)))
        if unknown:
            code = "not_recorded" if self.ended else "being_checked"
            parts.append(self.words.paper(code, what=self.words.join(unknown)))
        return self.words.paper("as_of", at=self.words.hour(self.given.now), text=self.words.sentence(parts))

    def casualties_short(self) -> str:
        """Dead, missing, hurt for the first glance."""
        known = [self._count("count", name) for name in (*DEAD, "trapped", *_OTHER_VICTIMS) if name in self.incident.facts]
        unknown = [self._label(name) for name in DEAD if name not in self.incident.facts]
        parts = [self.words.join(known)] if known else []
        if unknown:
            code = "not_recorded" if self.ended else "count_unknown"
            parts.append(self.words.paper(code, what=self.words.join(unknown)))
        return self.words.paper("clause").join(parts)

    def impact(self) -> str:
        """Evacuated, threatened, loss, and what belongs to the kind; "" where nothing is recorded."""
        return self.words.sentence([self.given.describer.facts(self._of_groups("impact", "kind"))])

    @property
    def loss_known(self) -> bool:
        """Whether a loss was recorded."""
        return "loss_10k_yuan" in self.incident.facts

    # --- ③ what is done, who is there ---

    def responses(self) -> tuple[str, ...]:
        """The responses, running or ended, a sentence each; one saying that there is none yet where there is none."""
        if not self.incident.activations:
            return (self.words.paper("no_response"),)
        return tuple(
            self.words.paper(
                "response_running" if one.is_running else "response_ended",
                plan=self.given.wording.text(one.plan_title), level=self.given.wording.text(one.level_name),
                at=self.words.hour(one.activated_at), by=one.approved_by, hours=f"{one.expected_duration_h:g}",
                ended=self.words.hour(one.terminated_at) if one.terminated_at else "",
            )
            for one in self.incident.activations
        )

    def forces(self) -> str:
        """How many units were sent and how many are at the place."""
        sent = list(self.incident.dispatches.values())
        if not sent:
            return self.words.paper("no_forces")
        there = self._on_scene()
        said = self.words.paper(
            "forces_back" if self.ended and not there else "forces", units=len(sent),
            people=sum(one.crew for one in sent), there=len(there), there_people=sum(one.crew for one in there),
        )
        return self.words.sentence([said])

    def forces_there(self) -> str:
        """Which units are at the place; "" for none."""
        there = [self.given.wording.text(one.unit_name) for one in self._on_scene()]
        if not there:
            return ""
        names = self.words.join(there[:_NAMES_MOST])
        return self.words.paper("forces_there" if len(there) <= _NAMES_MOST else "forces_there_more", names=names)

    def tasks(self) -> str:
        """How the tasks of the plan stand; "" without any."""
        every = work_of(self.incident)
        if not every:
            return ""
        done = sum(1 for work in every if work.task.status != "open")
        late = sum(1 for work in every if work.is_open and work.task.is_late(self.given.now))
        return self.words.paper("tasks_late" if late and not self.ended else "tasks", total=len(every), done=done, late=late)

    def commander(self) -> str:
        """Who commands at the place: nobody is named whom no one named; the first unit's leader is, as what he is."""
        if self.ended:
            return self.words.paper("work_over")
        first = next(iter(self._on_scene()), None)
        if first is None:
            return self.checking
        unit = self.given.state.units.get(first.unit_id)
        if unit is None or not unit.leader:
            return self.checking
        name = self.given.wording.text(first.unit_name)
        return self.words.paper("first_there", checking=self.checking, unit=name, leader=unit.leader)

    def leaders(self) -> str:
        """Leaders: who has the duty, and that presence at the place is being checked."""
        shift = self.given.state.shift
        if self.ended:
            return self.words.paper("leader_on_duty", leader=shift.leader) if shift else ""
        return self.words.paper("leaders" if shift else "leaders_unknown", leader=shift.leader if shift else "")

    def reported(self) -> str:
        """What was already told upwards; "" for nothing."""
        made = [
            self.words.paper(
                "reported", at=self.words.hour(one.at), to=self.given.describer.role(one.to_role),
                channel=self.given.wording.say(f"channel.{one.channel}"),
                stage=self.given.describer.stage(one.stage, one.number),
            )
            for one in sorted(self.incident.reports, key=lambda report: report.at)[-3:]
        ]
        return self.words.sentence(made)

    # --- ④ trend ---

    def control(self) -> str:
        """Under control or not, as recorded."""
        if self.ended:
            return self.words.paper("control.ended")
        if self.incident.stabilised_at is not None:
            return self.words.paper("control.stable", at=self.words.hour(self.incident.stabilised_at))
        if self.facts.get("under_control") is True or self.facts.get("fire_out") is True:
            return self.words.paper("control.yes")
        if self.facts.get("under_control") is False or self.facts.get("spreading") is True:
            return self.words.paper("control.no")
        return self.checking

    def trend(self) -> str:
        """Control, warnings in force, sensitive circumstances."""
        parts = [self.words.paper("control_is", control=self.control())]
        warnings = self.given.state.in_force()
        if warnings:
            said = [self._warning(one.kind, one.level.value) for one in warnings]
            parts.append(self.words.paper("warnings", warnings=self.words.join(said)))
        flags = [self._label(name) for name in SENSITIVITY if self.facts.get(name) is True]
        if flags:
            parts.append(self.words.paper("sensitive", flags=self.words.join(flags)))
        return self.words.sentence(parts)

    @property
    def checking(self) -> str:
        """正在核实."""
        return self.words.checking

    # --- ⑤ next report ---

    def next_report(self) -> str:
        """Which report is due next, when, in a sentence."""
        return self.words.paper("next_report_is", report=self.next_report_short())

    def next_report_short(self) -> str:
        """Which report is due next, when; 已超时 where its time has passed."""
        due = min((one for one in self.owed if one.is_open), key=lambda one: one.due_at, default=None)
        if due is None:
            return self.words.paper("no_report_due")
        late = due.due_at < self.given.now
        return self.words.paper(
            "next_report_late" if late else "next_report", what=self.given.describer.obligation(due),
            at=self.words.hour(due.due_at),
        )

    # --- parts ---

    def _warning(self, kind: str, level: str) -> str:
        name = describe_warnings.kind(self.given.describer, kind)
        return self.words.paper("warning", kind=name, level=self.given.wording.say(f"alert.{level}"))

    def _progress(self) -> str:
        if self.incident.status is IncidentStatus.CLOSED:
            return "closed"
        if self.incident.status is IncidentStatus.TERMINATED:
            return "ended"
        if self.incident.stabilised_at is not None:
            return "stable"
        if self.facts.get("under_control") is True:
            return "controlled"
        if self.facts.get("fire_out") is True:
            return "out"
        return "at_work" if self.incident.dispatches else "checking"

    def _on_scene(self) -> list[Dispatch]:
        """Units at the place, the first to arrive first (maps have no order that a second run would repeat)."""
        there = [one for one in self.incident.dispatches.values() if one.ended_at is None and one.status in _AT_WORK]
        return sorted(there, key=lambda one: (self._arrived(one), one.id))

    def _arrived(self, one: Dispatch) -> float:
        return min(step.at.timestamp() for step in one.steps if step.status in _AT_WORK)

    def _of_groups(self, *groups: str) -> dict[str, object]:
        """Recorded facts of these groups, in the catalogue's order; a flag that is not set says nothing."""
        found: dict[str, object] = {}
        for name, known in self.given.reference.facts.items():
            fact: FactValue | None = self.incident.facts.get(name)
            if fact is None or known.group not in groups or fact.value is False or name in _OTHER_VICTIMS:
                continue
            found[name] = fact.value
        return found

    def _above_zero(self, name: str) -> bool:
        known = self.incident.facts.get(name)
        return known is not None and not isinstance(known.value, bool | str) and known.value > 0

    def _label(self, name: str) -> str:
        return without_asides(self.given.wording.fact_label(name))

    def _count(self, code: str, name: str) -> str:
        known = self.given.reference.facts.get(name)
        unit = self.given.wording.text(known.unit) if known else ""
        value = self.incident.facts[name].value
        amount = f"{value:g}{unit}" if self.given.lang == "zh" else f"{value:g}"
        return self.words.paper(code, label=self._label(name), amount=amount)

    def _figure(self, name: str) -> str:
        status = self.given.wording.say(f"fact_status.{self.incident.facts[name].status}")
        return self.words.paper("figure", count=self._count("count", name), status=status)


def coordinates(point: Point | None, words: Phrases) -> str:
    """A point in degrees of CGCS2000 (GCJ-02 is converted first); "" for none."""
    if point is None:
        return ""
    legal = to_wgs84(point)
    return words.paper("coordinates", lon=f"{legal.lon:.6f}", lat=f"{legal.lat:.6f}", crs=Crs.CGCS2000.value)


def issue_number(given: DocumentInput, document: str) -> int:
    """The number of the next paper of this kind in the Beijing year: papers already issued, and this one."""
    year = to_local(given.now).year
    return 1 + sum(1 for paper in issued_before(given, document) if to_local(paper.at).year == year)


def issued_before(given: DocumentInput, document: str) -> tuple[IssuedDocument, ...]:
    """The papers of this kind that left the desk, about an incident or about none."""
    state = given.state
    issued = (*state.documents, *(paper for incident in state.incidents.values() for paper in incident.documents))
    return tuple(paper for paper in issued if paper.document == document)
