"""The desk as it stands → everything that is needed to go on without it. Pure; names and numbers whole: it stays in the room."""

from __future__ import annotations

from datetime import timedelta

from app.desk import describe_warnings
from app.desk.describe import Describer
from app.desk.describe_paper import number_text
from app.desk.duty_roster import RosterWords
from app.domain.calldown.model import CallDown, CallPerson
from app.domain.calldown.rules import coverage, latest, to_call
from app.domain.deadlines import Deadline, DeadlineKind, deadlines
from app.domain.duty.model import TIERS, Contact
from app.domain.incident.model import Incident
from app.domain.plan.composition import find_work
from app.domain.roster.model import DutySlot, SlotRef
from app.domain.roster.rules import proper
from app.kernel.clock import to_local
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.survival_pack.cases import case_sheets
from app.reports.documents.survival_pack.given import PackInput, phones_of
from app.reports.documents.survival_pack.model import CallSheet, Grid, Pack

ID = "survival_pack"
STEPS = 10
_FIRST_ROLES = (
    "duty_leader", "commander", "deputy_commander", "county_duty_room", "county_emergency", "police", "fire", "medical", "power",
    "telecom",
)
"""Who is called first when the desk is dark: those who decide, those above, those who save, those who mend."""
_ROSTER_DAYS = 7
_CELL_MOST = 120


def content(given: PackInput) -> Pack:
    """The whole pack."""
    return _Maker(given).pack()


class _Maker:
    def __init__(self, given: PackInput) -> None:
        self._given = given
        self._words = Phrases(given)
        self._tell: Describer = given.describer
        found = deadlines(given.state, given.reference, given.now)
        self._due = tuple(sorted(found, key=lambda one: (one.due_at, one.key)))

    def pack(self) -> Pack:
        """Every part."""
        given, words = self._given, self._words
        cases = case_sheets(given)
        numbers = [run for run in given.slips if run.form in given.reference.forms]
        note = words.paper("survival.no_slips")
        if numbers:
            first, last = numbers[0].first, numbers[-1].first + numbers[-1].count - 1
            note = words.paper("survival.slips_note", first=number_text(first), last=number_text(last))
        return Pack(
            title=words.paper("survival.title"),
            place=given.place,
            lead=(words.paper("survival.as_of", at=words.full_stamp(given.now)), words.paper("survival.inside")),
            basics=self._basics(len(cases), note),
            contents=words.paper("survival.contents"),
            how_title=words.paper("survival.how"),
            steps=tuple(words.paper(f"survival.step.{number}") for number in range(1, STEPS + 1)),
            first_calls=self._first_calls(),
            clocks=self._clocks(),
            cases_title=words.paper("survival.cases"),
            cases=cases,
            no_cases=words.paper("survival.no_cases"),
            cards_title=words.paper("survival.cards"),
            calls_title=words.paper("survival.calls"),
            calls=self._call_sheets(),
            contacts_title=words.paper("survival.contacts"),
            contacts=self._contacts(),
            roster=self._roster(),
            slips=self._slips(note),
        )

    def _slips(self, note: str) -> Grid:
        """Which numbers are which form."""
        rows = []
        for run in self._given.slips:
            form = self._given.reference.forms.get(run.form)
            if form is not None:
                first, last = number_text(run.first), number_text(run.first + run.count - 1)
                numbers = first if run.count == 1 else self._words.paper("survival.numbers", first=first, last=last)
                rows.append((self._tell.text(form.title), numbers, self._tell.text(form.purpose), ""))
        heads = self._heads(("form", 2.4), ("numbers", 1.8), ("purpose", 3.6), ("used", 1.4))
        return Grid(self._words.paper("survival.slips"), heads, tuple(rows), empty=note)

    def _basics(self, cases: int, slips: str) -> tuple[Pair, ...]:
        given, words = self._given, self._words
        state, shift = given.state, given.state.shift
        warnings = words.join(
            self._tell.say(
                "duty_room.warning", kind=describe_warnings.kind(self._tell, one.kind), level=self._tell.say(f"alert.{one.level}"),
            )
            for one in state.in_force()
        )
        return (
            words.pair("duty_leader", shift.leader if shift else ""),
            words.pair("duty_officer", shift.officer if shift else ""),
            Pair(words.paper("survival.label.cases"), str(cases)),
            Pair(words.paper("survival.label.clocks"), str(len(self._due))),
            Pair(words.paper("survival.label.warnings"), warnings or words.none),
            Pair(words.paper("survival.label.slips"), slips),
            words.pair("entries", str(state.seq)),
            words.pair("head_hash", given.head_hash[:24] or words.none),
        )

    # --- whom to call first, what is due ---

    def _first_calls(self) -> Grid:
        words = self._words
        rows = [
            (self._tell.role(role), words.paper("clause").join(phones))
            for role in _FIRST_ROLES if (phones := phones_of(self._given, role, 2))
        ]
        rows.append((words.paper("survival.public"), words.paper("survival.public_numbers")))
        return Grid(
            words.paper("survival.first_calls"),
            self._heads(("who", 2.0), ("phone", 4.4), ("tried", 1.6)),
            tuple((who, phones, "") for who, phones in rows),
        )

    def _clocks(self) -> Grid:
        words = self._words
        return Grid(
            words.paper("survival.clocks"),
            self._heads(("due", 1.25), ("what", 3.2), ("incident", 2.4), ("to_whom", 2.3), ("done", 1.3)),
            tuple(self._clock(one) for one in self._due),
            empty=words.paper("survival.no_clocks"),
        )

    def _clock(self, one: Deadline) -> tuple[str, ...]:
        given, words = self._given, self._words
        of = given.state.incidents.get(one.incident_id)
        when = words.stamp(one.due_at)
        if one.due_at < given.now:
            when += "\n" + words.paper("survival.overdue")
        title = f"{of.number}\n{self._tell.incident_title(of)}" if of is not None else ""
        return (when, self._clip(self._tell.deadline(one, given.state)), self._clip(title), self._whom(one, of), "")

    def _whom(self, one: Deadline, of: Incident | None) -> str:
        """Whom to call about it, with the number."""
        given = self._given
        if one.obligation is not None:
            return self._role(one.obligation.to_role)
        if one.kind is DeadlineKind.TASK and of is not None:
            return self._role(find_work(of, one.ref).task.role)
        if one.kind is DeadlineKind.ACKNOWLEDGE and of is not None:
            unit = given.state.units.get(of.dispatches[one.ref].unit_id)
            return f"{unit.leader} {unit.phone}".strip() if unit is not None else ""
        if one.kind is DeadlineKind.INSTRUCTION:
            instruction = given.state.instructions[one.subject]
            return f"{instruction.from_name} {instruction.from_desk}".strip()
        if one.kind is DeadlineKind.RECEIPT:
            return self._role(given.state.transmissions[one.subject].to_role)
        return ""

    def _role(self, role: str) -> str:
        return "\n".join((self._tell.role(role), *phones_of(self._given, role, 2)))

    # --- lists to be called, numbers, roster ---

    def _call_sheets(self) -> tuple[CallSheet, ...]:
        state = self._given.state
        running = [one for one in state.call_downs.values() if one.ended_at is None and to_call(one)]
        if running:
            return tuple(self._running(one) for one in sorted(running, key=lambda one: one.started_at))
        village = [one for one in state.contacts.values() if one.tier == "village"]
        village.sort(key=lambda one: (one.organisation, one.name))
        people = tuple((one.organisation or self._tell.role(one.role), one.name, one.phone, "", "") for one in village)
        words = self._words
        return (CallSheet(words.paper("survival.village_calls"), words.paper("survival.call_note"), self._people(people)),)

    def _running(self, one: CallDown) -> CallSheet:
        words, last, reached = self._words, latest(one), coverage(one)
        rows = []
        for person in to_call(one):
            call = last.get(person.id)
            before = f"{words.stamp(call.at)} {self._tell.say(f'call_result.{call.result}')}" if call is not None else ""
            rows.append((self._about(person), person.name, person.phone, before, ""))
        note = words.paper("survival.coverage", answered=reached.answered, persons=reached.persons)
        return CallSheet(one.title, note, self._people(tuple(rows)))

    def _about(self, person: CallPerson) -> str:
        count = self._words.paper("survival.households", households=person.households, people=person.people)
        return f"{person.about}\n{count}" if person.households or person.people else person.about

    def _people(self, rows: tuple[tuple[str, ...], ...]) -> Grid:
        heads = self._heads(("about", 2.0), ("name", 1.2), ("phone", 1.8), ("before", 1.8), ("result", 2.4))
        return Grid("", heads, rows, empty=self._words.paper("survival.nobody"), blank=4)

    def _contacts(self) -> tuple[Grid, ...]:
        state, words = self._given.state, self._words
        found: list[Grid] = []
        heads = self._heads(("role", 2.0), ("name", 1.1), ("post", 2.4), ("phone", 1.9))
        for tier in TIERS:
            people = sorted((one for one in state.contacts.values() if one.tier == tier), key=self._order)
            if people:
                rows = tuple((self._tell.role(one.role), one.name, self._post(one), one.phone) for one in people)
                found.append(Grid(self._tell.say(f"tier.{tier}"), heads, rows))
        units = tuple(
            (self._tell.text(one.name), one.leader, f"{self._tell.unit_kind(one.kind)} {one.call_sign}".strip(), one.phone)
            for one in sorted(state.units.values(), key=lambda one: (one.kind, one.id)) if not one.retired
        )
        if units:
            found.append(Grid(words.paper("survival.units"), heads, units))
        return tuple(found)

    def _order(self, one: Contact) -> tuple[int, str, str]:
        roles = list(self._given.reference.roles)
        return (roles.index(one.role) if one.role in roles else len(roles), one.a_b, one.name)

    def _post(self, one: Contact) -> str:
        return " ".join(part for part in (one.organisation, one.title, one.a_b if one.a_b != "A" else "") if part)

    def _roster(self) -> Grid:
        given, words = self._given, self._words
        told = RosterWords(given.state, given.describer)
        columns, today = told.columns(), to_local(given.now).date()
        rows = []
        for step in range(_ROSTER_DAYS):
            day = today + timedelta(days=step)
            slots = (given.state.roster.slots.get(proper(told.pattern, SlotRef(day, one.shift, one.post)).key) for one in columns)
            rows.append((f"{day:%m-%d} {told.weekday(day)}", *(self._slot(told, slot) for slot in slots)))
        heads = ((words.paper("survival.head.day"), 1.2), *((one.title, 1.6) for one in columns))
        return Grid(words.paper("survival.roster"), heads, tuple(rows))

    def _slot(self, told: RosterWords, slot: DutySlot | None) -> str:
        known = self._given.state.contacts.get(slot.contact_id) if slot is not None else None
        return f"{told.slot(slot)}\n{known.phone}" if known is not None and known.phone else told.slot(slot)

    def _heads(self, *heads: tuple[str, float]) -> tuple[tuple[str, float], ...]:
        return tuple((self._words.paper(f"survival.head.{code}"), share) for code, share in heads)

    def _clip(self, text: str) -> str:
        return "\n".join(self._words.clip(line, _CELL_MOST) for line in text.split("\n"))
