"""What is asked about the duty roster: the rotation with its fairness, swaps and their steps, shifts and posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.describe_roster import slot_words
from app.desk.duty_roster import RosterWords
from app.domain.basis import Basis
from app.domain.record import Command
from app.domain.roster.commands import (
    ApproveSwap,
    ConsentSwap,
    PlanRoster,
    RefuseSwap,
    RequestSwap,
    SetRosterPattern,
)
from app.domain.roster.model import Post, RequiredPosts, RosterPattern, RotationPerson, ShiftKind, SlotRef, Swap, SwapState
from app.domain.roster.rules import bounds
from app.domain.state import State
from app.domain.words import RuleStatus
from app.kernel.clock import to_local
from app.kernel.text import Text as Words
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.contacts.presenter import ContactsPresenter
from app.ui.services import Services

LONGEST = 200
MOST_SHIFTS = 3
OFFICERS = (Post.MAIN, Post.SECOND)


def known_names(services: Services) -> tuple[str, ...]:
    """Names that may be on duty: of the contact book, then those that are on the roster already."""
    state = services.state
    presenter = ContactsPresenter(services.workspace.desk.reference, services.wording)
    own = presenter.people(state, "duty_officer", "emergency_station", "duty_leader", "deputy_commander", "commander")
    rotation = (one.name for one in state.roster.rotation)
    return tuple(dict.fromkeys((*own, *rotation, *sorted({one.name for one in state.roster.slots.values() if one.name}))))


def rotation_fields(services: Services) -> tuple[Field, ...]:
    """Who takes part, and who cannot when."""
    choices = tuple(Choice(name, name, search_keys(name)) for name in known_names(services))
    hint = translate("DutyRoster", "One line each, such as: Li Ming 2026-12-03 2026-12-04")
    return (
        Field(key="leaders", label=translate("DutyRoster", "Leaders in charge"), kind=FieldKind.PICKS, choices=choices),
        Field(key="officers", label=translate("DutyRoster", "Officers"), kind=FieldKind.PICKS, choices=choices),
        Field(key="others", label=translate("DutyRoster", "Officers not in the book"), max_length=LONGEST,
              hint=translate("DutyRoster", "Separated by commas")),
        Field(key="away", label=translate("DutyRoster", "Days off"), kind=FieldKind.MULTILINE, lines=2, max_length=4000, hint=hint,
              check=_away_check),
        Field(key="replace", label=translate("DutyRoster", "Plan anew what is planned"), kind=FieldKind.TOGGLE),
    )  # fmt: skip


def rotation_values(state: State) -> dict[str, Any]:
    """The rotation of the last plan as the form's values."""
    rotation = state.roster.rotation
    away = [f"{one.name} {' '.join(day.isoformat() for day in one.away)}" for one in rotation if one.away]
    return {
        "leaders": tuple(one.name for one in rotation if Post.LEADER in one.posts),
        "officers": tuple(one.name for one in rotation if Post.MAIN in one.posts),
        "away": "\n".join(away), "replace": False,
    }  # fmt: skip


def plan_command(values: Mapping[str, Any], month: str, today: date) -> PlanRoster:
    """The command of the rotation form; a month that has begun is planned from today on."""
    posts: dict[str, tuple[Post, ...]] = dict.fromkeys(values["leaders"] or (), (Post.LEADER,))
    others = [one.strip() for one in (values["others"] or "").replace("，", ",").replace("、", ",").split(",")]
    for name in (*(values["officers"] or ()), *(one for one in others if one)):
        posts[name] = (*(one for one in posts.get(name, ()) if one is Post.LEADER), *OFFICERS)
    away = away_days(values["away"] or "")
    people = tuple(RotationPerson(name, own, away=away.get(name, ())) for name, own in posts.items())
    since = today if f"{today:%Y-%m}" == month else None
    return PlanRoster(month=month, people=people, replace=bool(values["replace"]), since=since)


def away_days(text: str) -> dict[str, tuple[date, ...]]:
    """Name and days of every line; ``ValueError`` for what is no day."""
    found: dict[str, tuple[date, ...]] = {}
    for line in text.replace("：", " ").replace(":", " ").replace("，", " ").replace(",", " ").splitlines():
        parts = line.split()
        if parts:
            found[parts[0]] = (*found.get(parts[0], ()), *(date.fromisoformat(one) for one in parts[1:]))
    return found


def _away_check(text: str) -> str:
    try:
        away_days(text)
    except ValueError:
        return translate("DutyRoster", "Each line: a name and days such as 2026-12-03")
    return ""


async def ask_swap(services: Services, parent: QWidget, ref: SlotRef | None) -> bool:
    """Ask which post changes hands, with whom and why; whether the swap was asked for."""
    state, now = services.state, services.workspace.desk.clock.now()
    describer = Describer(services.workspace.desk.reference, services.wording)
    words = RosterWords(state, describer)
    coming = sorted(
        (one for one in state.roster.slots.values() if one.name and bounds(words.pattern, one.ref)[1] > now),
        key=lambda one: one.ref,
    )
    choices = tuple(
        Choice(one.ref, f"{one.name} {slot_words(describer, words.pattern, one.ref)}", search_keys(one.name)) for one in coming
    )
    form = Form(
        (
            Field(key="ref", label=translate("DutyRoster", "Duty to give away"), kind=FieldKind.CHOICE, choices=choices,
                  required=True),
            Field(key="other", label=translate("DutyRoster", "In exchange for"), kind=FieldKind.CHOICE, choices=choices,
                  placeholder=translate("DutyRoster", "nothing: somebody stands in")),
            Field(key="with_name", label=translate("DutyRoster", "Who stands in"), max_length=60,
                  hint=translate("DutyRoster", "Only where there is no exchange")),
            Field(key="reason", label=translate("DutyRoster", "Reason"), required=True, max_length=LONGEST),
        ),
        compact=True,
    )  # fmt: skip
    form.set_values({"ref": ref if any(one.ref == ref for one in coming) else None})

    def command(values: Mapping[str, Any]) -> Command:
        return RequestSwap(
            ref=values["ref"], other=values["other"], with_name=values["with_name"] or "", reason=values["reason"] or ""
        )

    text = translate("DutyRoster", "It holds when the other and the duty leader have agreed; it is filed then.")
    return await ask_command(
        services, parent, translate("DutyRoster", "Ask for a swap"), text, form, translate("DutyRoster", "Ask"), command
    )


async def ask_step(services: Services, parent: QWidget, swap: Swap, wanted: SwapState) -> bool:
    """Record what somebody says of a swap; whether it was recorded."""
    describer = Describer(services.workspace.desk.reference, services.wording)
    words = RosterWords(services.state, describer)
    labels = {
        SwapState.CONSENTED: (translate("DutyRoster", "The other agrees"), translate("DutyRoster", "Who agrees")),
        SwapState.APPROVED: (translate("DutyRoster", "The duty leader agrees"), translate("DutyRoster", "Duty leader")),
        SwapState.REFUSED: (translate("DutyRoster", "Refused or withdrawn"), translate("DutyRoster", "By whom")),
    }
    title, label = labels[wanted]
    refused = wanted is SwapState.REFUSED
    key = "leader" if wanted is SwapState.APPROVED else "who"
    form = Form(
        (
            Field(key=key, label=label, required=True, max_length=60),
            Field(key="words", label=translate("DutyRoster", "Reason") if refused else translate("DutyRoster", "Remark"),
                  required=refused, max_length=LONGEST),
        ),
        compact=True,
    )  # fmt: skip
    leader = services.state.shift.leader if services.state.shift is not None else ""
    form.set_values({key: {SwapState.CONSENTED: swap.with_name, SwapState.APPROVED: leader}.get(wanted, swap.name)})

    def command(values: Mapping[str, Any]) -> Command:
        who, said = values[key] or "", values["words"] or ""
        if wanted is SwapState.CONSENTED:
            return ConsentSwap(swap_id=swap.id, who=who, words=said)
        if wanted is SwapState.APPROVED:
            return ApproveSwap(swap_id=swap.id, leader=who, words=said)
        return RefuseSwap(swap_id=swap.id, who=who, reason=said)

    text = "\n".join((words.swap(swap), *words.swap_steps(swap)))
    return await ask_command(services, parent, title, text, form, translate("DutyRoster", "Record"), command)


async def ask_pattern(services: Services, parent: QWidget) -> bool:
    """Ask for the shifts of a day and the posts that each kind of day needs; whether they were changed."""
    desk = services.workspace.desk
    pattern = desk.state.roster.pattern or desk.reference.duty_pattern
    fields: list[Field] = []
    values: dict[str, Any] = {"whole_day": pattern.leader_whole_day}
    for number in range(MOST_SHIFTS):
        known = pattern.shifts[number] if number < len(pattern.shifts) else None
        label = translate("DutyRoster", "Shift {number}").format(number=number + 1)
        fields.append(
            Field(key=f"name{number}", label=label, required=not number, max_length=20,
                  hint=translate("DutyRoster", "Empty: there is none") if number else "")
        )  # fmt: skip
        for key, title in (("start", translate("DutyRoster", "From")), ("end", translate("DutyRoster", "Until"))):
            fields.append(Field(key=f"{key}{number}", label=title, max_length=5, placeholder="08:00", check=_clock_check))
        if known is not None:
            values |= {f"name{number}": known.name.of(services.lang), f"start{number}": _clock(known.start_min),
                       f"end{number}": _clock(known.end_min)}  # fmt: skip
    counts = (
        Choice(1, translate("DutyRoster", "one officer")), Choice(2, translate("DutyRoster", "two officers (double post)")),
    )
    for kind in ("workday", "weekend", "holiday"):
        fields.append(
            Field(key=kind, label=services.wording.say(f"roster.day.{kind}"), kind=FieldKind.CHOICE, choices=counts, required=True)
        )
        values[kind] = 2 if Post.SECOND in getattr(pattern.required, kind) else 1
    fields.append(Field(key="whole_day", label=translate("DutyRoster", "One leader for the whole day"), kind=FieldKind.TOGGLE))
    form = Form(fields, columns=3)
    form.set_values(values)
    text = services.wording.basis(pattern.basis) if pattern.basis.title else ""
    return await ask_command(
        services, parent, translate("DutyRoster", "Shifts and posts"), text, form, translate("DutyRoster", "Save"),
        lambda given: SetRosterPattern(pattern=_pattern(given, pattern)),
    )


def _pattern(values: Mapping[str, Any], before: RosterPattern) -> RosterPattern:
    shifts = []
    for number in range(MOST_SHIFTS):
        name = values[f"name{number}"]
        if not name:
            continue
        known = before.shifts[number] if number < len(before.shifts) else None
        words = known.name if known is not None and name in (known.name.zh, known.name.en) else Words(name)
        start, end = (_minutes(values[f"{key}{number}"] or "") for key in ("start", "end"))
        shifts.append(ShiftKind(known.id if known is not None else f"shift-{number + 1}", words, start, end))
    posts = {
        kind: (Post.LEADER, Post.MAIN, *((Post.SECOND,) if values[kind] == 2 else ())) for kind in ("workday", "weekend", "holiday")
    }
    return RosterPattern(tuple(shifts), RequiredPosts(**posts), bool(values["whole_day"]), Basis("", status=RuleStatus.LOCAL))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(text: str) -> int:
    """Minutes after midnight of ``08:00``; -1 for what is no time, which the domain refuses."""
    hour, _, minute = text.replace("：", ":").partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return -1
    return int(hour) * 60 + int(minute)


def _clock_check(text: str) -> str:
    return "" if not text or _minutes(text) >= 0 else translate("DutyRoster", "A time such as 08:00")


def today_of(services: Services) -> date:
    """The Beijing day of the desk's clock."""
    return to_local(services.workspace.desk.clock.now()).date()
