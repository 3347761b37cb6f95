"""What the monthly sheet of the duty roster says, worded: for the window and for the command line alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.duty_roster import RosterWords
from app.domain.calls.rules import masked
from app.domain.roster.model import DayKind, Post, Roster, SlotRef, SwapState
from app.domain.roster.rules import day_kind, days_of, held, proper, services
from app.domain.state import State

_MARKS = {DayKind.WORKDAY: "", DayKind.WEEKEND: "○", DayKind.HOLIDAY: "●"}
"""Shapes beside the words, so that a black-and-white sheet tells the days apart (facts file §4.2)."""


def sheet_fields(
    state: State, describer: Describer, wording: Wording, lang: str, now: datetime, actor: str, month: str,
    *, whole_numbers: bool = False,
) -> dict[str, Any]:
    """The fields of the sheet's input (``ListPaperInput``; groups as tuples). ``Refusal`` for a month that there is not."""
    days, words = days_of(month), RosterWords(state, describer)
    roster, say = state.roster, wording.say
    profile = state.profile
    columns = words.columns()
    rows = []
    for day in days:
        mark = _MARKS[day_kind(words.calendar, day)]
        kind = words.kind(day)
        cells = [_cell(roster, words, proper(words.pattern, SlotRef(day, one.shift, one.post))) for one in columns]
        rows.append((f"{day:%m-%d}", words.weekday(day), f"{mark}{kind}", *cells))
    slots = held(roster, days)
    counts = tuple(
        (one.name, *(str(number) for number in (one.total, one.workdays, one.weekends, one.holidays, one.nights)))
        for one in services(words.pattern, words.calendar, slots)
    )
    people = sorted({(one.name, one.contact_id) for one in slots})
    phones = []
    for name, contact_id in people:
        contact = state.contacts.get(contact_id)
        number = contact.phone if contact is not None else ""
        phones.append((name, contact.title if contact is not None else "", number if whole_numbers else masked(number)))
    swaps = tuple(
        (words.swap(one), words.swap_state(one), one.reason)
        for one in roster.swaps.values()
        if one.state is SwapState.APPROVED and any(ref is not None and ref.day in set(days) for ref in (one.ref, one.other))
    )
    year, number = month.split("-")
    published = roster.published.get(month)
    state_line = (
        say("roster.paper.published", at=describer.clock(published.at), by=published.by) if published is not None
        else say("roster.paper.draft")
    )  # fmt: skip
    remarks = [one.text for one in words.remarks(days) if not one.key or one.tone == "warn"]
    heads = tuple(say(f"roster.paper.{key}") for key in ("day", "weekday", "kind"))
    groups: list[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]] = [
        (say("roster.paper.table"), (*heads, *(one.title for one in columns)), tuple(rows)),
        (say("roster.paper.phones"), tuple(say(f"roster.paper.{key}") for key in ("name", "title", "phone")), tuple(phones)),
        (
            say("roster.paper.counts"),
            tuple(say(f"roster.paper.{key}") for key in ("name", "total", "workdays", "weekends", "holidays", "nights")), counts,
        ),
    ]
    if swaps:
        swap_heads = tuple(say(f"roster.paper.{key}") for key in ("swap", "state", "reason"))
        groups.append((say("roster.paper.swaps"), swap_heads, swaps))
    return {
        "subject": say("roster.month.title", year=year, month=int(number)),
        "totals": (say("roster.paper.shifts", shifts=words.shift_line()), state_line, *remarks[:6]),
        "groups": tuple(groups), "wording": wording, "lang": lang, "now": now, "actor": actor,
        "drill": state.drill is not None,
        "place": wording.text(profile.name) if profile is not None else "",
    }  # fmt: skip


def _cell(roster: Roster, words: RosterWords, ref: SlotRef) -> str:
    slot = roster.slots.get(ref.key)
    if slot is None or not slot.name:
        needed = ref.post is not Post.SECOND or ref.post in words.pattern.required.of(day_kind(words.calendar, ref.day))
        return words.slot(None) if needed else "—"
    return f"{slot.name}△" if slot.changes else slot.name
