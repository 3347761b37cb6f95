"""What the responsibility list shows: items, their particulars, requests with their steps, changes of an edition. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

import msgspec

from app.catalog.pinyin import matches
from app.catalog.wording import Wording
from app.domain.reference import Reference, covers
from app.domain.responsibility.model import (
    DutyClass,
    DutyItem,
    DutyRequest,
    Organisation,
    Partner,
    RequestKind,
    RequestStatus,
    RequestStep,
)
from app.domain.responsibility.rules import ListChanges
from app.domain.state import State
from app.kernel.clock import to_local

CLASS_TONES: Mapping[DutyClass, str] = MappingProxyType(
    {
        DutyClass.BASIC: "neutral", DutyClass.SUPPORTING: "neutral", DutyClass.WITHDRAWN: "muted",
        DutyClass.PENDING: "info",
    }
)
REQUEST_TONES: Mapping[RequestStatus, str] = MappingProxyType(
    {
        RequestStatus.FILED: "info", RequestStatus.CONSULTATION: "info", RequestStatus.ADMITTED: "ok",
        RequestStatus.ADJUSTED: "ok", RequestStatus.REFUSED: "muted", RequestStatus.WITHDRAWN: "muted",
    }
)


class DutyRow(msgspec.Struct, frozen=True):
    """An item as the list shows it; the name of one that is not in force today says so."""

    id: str
    item: DutyItem
    name: str
    class_name: str
    tone: str
    lead: str
    supporting: str
    limit: str
    kinds: str
    in_force: bool


class RequestRow(msgspec.Struct, frozen=True):
    """A request as the list shows it; ``late``: its next step was due before today."""

    id: str
    request: DutyRequest
    name: str
    kind: str
    cause: str
    status: str
    tone: str
    who: str
    filed_at: datetime
    due: str
    late: bool


class ChangeRow(msgspec.Struct, frozen=True):
    """A line of the preview: what happens to which item, and which of its fields differ."""

    id: str
    what: str
    code: str
    name: str
    fields: str


class Pair(msgspec.Struct, frozen=True):
    """A label and its words."""

    label: str
    words: str


class DutiesPresenter:
    """Words and rows in one language."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        self._reference, self._wording = reference, wording

    @property
    def reference(self) -> Reference:
        """The catalogue it reads."""
        return self._reference

    def rows(self, state: State, today: date) -> tuple[DutyRow, ...]:
        """Every item, in the order of classes and codes."""
        order = list(DutyClass)
        ordered = sorted(state.duties.values(), key=lambda one: (order.index(one.duty_class), one.code))
        return tuple(self._row(item, today) for item in ordered)

    def found(
        self, rows: Iterable[DutyRow], query: str = "", duty_class: str = "", kind: str = "", lead: str = ""
    ) -> tuple[DutyRow, ...]:
        """The rows that fit: every word of the query in any part of the item (pinyin or initials of its names too)."""
        return tuple(
            row for row in rows
            if duty_class in ("", row.item.duty_class.value)
            and (not kind or not row.item.kinds or covers(row.item.kinds, kind))
            and lead in ("", row.lead)
            and all(self._has(row, word) for word in query.split())
        )

    def classes(self, rows: Iterable[DutyRow]) -> tuple[tuple[str, str], ...]:
        """The classes that occur, with how many items each has."""
        counts = {one: 0 for one in DutyClass}
        for row in rows:
            counts[row.item.duty_class] += 1
        say = self._wording.say
        return tuple(
            (one.value, say("duties.class_count", name=say(f"duty_class.{one}"), count=count))
            for one, count in counts.items() if count
        )

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of incident with their names."""
        return tuple((code, self._wording.text(kind.name)) for code, kind in self._reference.kinds.items())

    def leads(self, rows: Iterable[DutyRow]) -> tuple[str, ...]:
        """The lead units that occur."""
        return tuple(sorted({row.lead for row in rows if row.lead}))

    def edition(self, state: State) -> str:
        """The edition in one line; "" where there is none."""
        known = state.duty_list
        if known is None:
            return ""
        issued = self._wording.say("duties.issued", day=known.issued_on) if known.issued_on else ""
        return self._wording.say(
            "duties.edition", name=known.name, count=len(state.duties), issued=issued, source=known.source or "—",
            day=to_local(known.registered_at).date(), by=known.registered_by,
        )

    def detail(self, item: DutyItem, today: date) -> tuple[Pair, ...]:
        """The particulars of an item but its name and class; what the list does not say is left out."""
        say = self._wording.say
        until = say("duties.until", day=item.valid_until) if item.valid_until else ""
        since = say("duties.since", day=item.valid_from) if item.valid_from else ""
        pairs = (
            ("lead", self.organisation(item.lead) or say("duties.lead_is_doer")),
            ("supporting", "\n".join(self.partner(one) for one in item.supporting)),
            ("township", item.township),
            ("limit", item.limit.words if item.limit else ""),
            ("kinds", self.kind_names(item.kinds)),
            ("words", say("list.separator").join(item.words)),
            ("basis", self._wording.basis(item.basis)),
            ("note", item.note),
            ("valid", say("list.separator").join(one for one in (since, until, self._standing(item, today)) if one)),
        )
        return tuple(Pair(say(f"duties.field.{name}"), words) for name, words in pairs if words)

    def requests(self, state: State, today: date) -> tuple[RequestRow, ...]:
        """The requests, the open ones first, then the newest."""
        ordered = sorted(
            state.duty_requests.values(), key=lambda one: (not one.is_open, -one.steps[0].at.timestamp(), one.id)
        )
        return tuple(self._request(one, today) for one in ordered)

    def request_detail(self, request: DutyRequest, state: State) -> tuple[Pair, ...]:
        """What is asked for, what would change, and every step with who, when and which words."""
        say = self._wording.say
        asked = request.proposal
        wanted = [f"{asked.code} {self._wording.text(asked.name)}"]
        known = state.duties.get(asked.code)
        if request.kind is RequestKind.ADJUSTMENT and known is not None and request.is_open:
            wanted += [
                say("duties.pair", label=pair.label, words=pair.words) for pair in self.differences(known, asked)
            ] or [say("duties.no_difference")]
        else:
            wanted.append(
                say("duties.wanted", class_name=say(f"duty_class.{asked.duty_class}"), lead=asked.lead.name or "—")
            )
            wanted += [asked.township] if asked.township else []
        steps = "\n".join(self.step(one) for one in request.steps)
        pairs = [Pair(say("duties.asked"), "\n".join(wanted)), Pair(say("duties.steps"), steps)]
        of = state.incidents.get(request.incident_id)
        return (*pairs, Pair(say("duties.incident"), of.number)) if of else tuple(pairs)

    def differences(self, before: DutyItem, after: DutyItem) -> tuple[Pair, ...]:
        """Fields that differ, with the words of before and after."""
        say = self._wording.say
        old, new = ({pair.label: pair.words for pair in self._whole(item)} for item in (before, after))
        changed = [label for label in {**old, **new} if old.get(label) != new.get(label)]
        return tuple(
            Pair(label, say("duties.from_to", before=old.get(label, "—"), after=new.get(label, "—"))) for label in changed
        )

    def _whole(self, item: DutyItem) -> tuple[Pair, ...]:
        say = self._wording.say
        name = Pair(say("duties.field.name"), self._wording.text(item.name))
        return name, Pair(say("duties.field.class"), say(f"duty_class.{item.duty_class}")), *self.detail(item, date.min)

    def step(self, step: RequestStep) -> str:
        """A step in one line."""
        say = self._wording.say
        opinion = say(f"opinion.{step.opinion}") if step.opinion else ""
        due = say("duties.next_due", day=step.due_on) if step.due_on else ""
        return say(
            "duties.step", at=to_local(step.at).strftime("%Y-%m-%d %H:%M"), status=say(f"request_status.{step.status}"),
            who=step.who, opinion=opinion, words=step.words, due=due, by=step.by,
        )

    def change_rows(self, changes: ListChanges) -> tuple[ChangeRow, ...]:
        """The lines of the preview: added, changed with their fields, removed."""
        say = self._wording.say
        rows = [self._change("added", item, "") for item in changes.added]
        for one in changes.changed:
            fields = say("list.separator").join(say(f"duties.item_field.{name}") for name in one.fields)
            rows.append(self._change("changed", one.after, fields))
        return (*rows, *(self._change("removed", item, "") for item in changes.removed))

    def kind_names(self, patterns: Iterable[str]) -> str:
        """Kinds and patterns in words."""
        return self._wording.say("list.separator").join(self._kind(pattern) for pattern in patterns)

    def organisation(self, unit: Organisation) -> str:
        """A unit by the name that the list gives it; the role's own name where that differs."""
        known = self._reference.roles.get(unit.role)
        role = self._wording.text(known.name) if known else ""
        return self._wording.say("duties.unit_role", name=unit.name, role=role) if role and role != unit.name else unit.name

    def partner(self, one: Partner) -> str:
        """A supporting unit and what it does."""
        unit = self.organisation(Organisation(one.name, one.role))
        return self._wording.say("duties.pair", label=unit, words=one.does) if one.does else unit

    def _row(self, item: DutyItem, today: date) -> DutyRow:
        say = self._wording.say
        return DutyRow(
            id=item.code, item=item, name=self._named(item, today), class_name=say(f"duty_class.{item.duty_class}"),
            tone=CLASS_TONES[item.duty_class], lead=item.lead.name,
            supporting=say("list.separator").join(one.name for one in item.supporting),
            limit=item.limit.words if item.limit else "", kinds=self.kind_names(item.kinds), in_force=item.in_force(today),
        )

    def _named(self, item: DutyItem, today: date) -> str:
        name, standing = self._wording.text(item.name), self._standing(item, today)
        return self._wording.say("duties.unit_role", name=name, role=standing) if standing else name

    def _standing(self, item: DutyItem, today: date) -> str:
        if item.in_force(today) or today == date.min:
            return ""
        ended = item.valid_until is not None and item.valid_until <= today
        return self._wording.say("duties.ended" if ended else "duties.not_yet")

    def _request(self, one: DutyRequest, today: date) -> RequestRow:
        say = self._wording.say
        return RequestRow(
            id=one.id, request=one, name=self._wording.text(one.proposal.name), kind=say(f"request_kind.{one.kind}"),
            cause=say(f"request_cause.{one.cause}"), status=say(f"request_status.{one.status}"),
            tone=REQUEST_TONES[one.status], who=one.steps[0].who, filed_at=one.steps[0].at,
            due=str(one.due_on) if one.due_on else "", late=one.due_on is not None and one.due_on < today,
        )

    def _change(self, what: str, item: DutyItem, fields: str) -> ChangeRow:
        return ChangeRow(
            f"{what}:{item.code}", self._wording.say(f"duties.{what}"), item.code, self._wording.text(item.name), fields
        )

    def _kind(self, pattern: str) -> str:
        known = self._reference.kinds.get(pattern)
        if known is not None:
            return self._wording.text(known.name)
        code = f"incident_class.{pattern[:1]}"
        return self._wording.say("duties.any_kind") if pattern == "*" else self._wording.say(code)

    def _has(self, row: DutyRow, word: str) -> bool:
        item = row.item
        names = (row.name, item.name.zh, item.name.en, item.code, row.lead, row.supporting)
        if any(matches(word, text) for text in names):
            return True
        says = (item.township, item.note, item.basis.cite(), row.kinds, *item.words, *(one.does for one in item.supporting))
        plain = word.lower()
        return any(plain in text.lower() for text in says)
