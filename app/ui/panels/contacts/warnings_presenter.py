"""What the tab of warnings shows. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.describe_warnings import kind, named
from app.domain.conditions import holds
from app.domain.duty.model import Warning
from app.domain.duty.rules import warning_facts
from app.domain.plan.model import Plan, PlanType
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.warning.rules import from_message, to_do
from app.domain.words import ORDER
from app.kernel.clock import to_local
from app.ui.panels.contacts.presenter import TONES


class WarningLine(msgspec.Struct, frozen=True):
    """A warning as the list shows it; ``standing`` is a code worded ``warning.standing.<code>``."""

    id: str
    warning: Warning
    kind: str
    level: str
    tone: str
    rank: int
    standing: str
    standing_words: str
    signed: str
    relayed: str
    areas: str


def lines(state: State, describer: Describer, now: datetime) -> tuple[WarningLine, ...]:
    """Every warning: those in force first, the gravest first, then the latest."""
    made = [_line(one, state, describer, now) for one in state.warnings.values()]
    return tuple(sorted(made, key=lambda one: (one.warning.lifted_at is not None, one.rank, -one.warning.received_at.timestamp())))


def _line(one: Warning, state: State, describer: Describer, now: datetime) -> WarningLine:
    say = describer.say
    standing = one.standing(now)
    words = say(f"warning.standing.{standing}")
    if one.replaced_by:
        words = say("warning.replaced_by", by=named(describer, one.replaced_by, state))
    signed = say("warning.signed", by=one.signed_by, at=clock(one.signed_at)) if one.signed_at else ""
    if not signed and from_message(one) and one.lifted_at is None:
        signed = say("warning.unsigned")
    return WarningLine(
        id=one.id, warning=one, kind=kind(describer, one.kind), level=say(f"alert.{one.level}"), tone=TONES[one.level],
        rank=-ORDER["alert"].index(one.level), standing=standing, standing_words=words, signed=signed,
        relayed=say("list.separator").join(dict.fromkeys(relay.to for relay in one.relays)),
        areas=say("list.separator").join(area.words for area in one.areas if area.words),
    )


def particulars(line: WarningLine, describer: Describer) -> tuple[tuple[str, str], ...]:
    """Field and value of one warning, the words of its issuer unchanged."""
    one, say = line.warning, describer.say
    relays = (say("warning.relay", to=r.to, means=r.means, at=clock(r.at), by=r.by) for r in one.relays)
    rows = (
        ("issued_by", one.issued_by), ("identifier", one.identifier), ("sent", clock(one.sent_at)),
        ("received", clock(one.received_at)), ("effective", clock(one.effective_at)), ("expires", clock(one.expires_at)),
        ("areas", line.areas), ("advice", one.advice), ("standing", line.standing_words), ("signed", line.signed),
        ("relayed", "\n".join(relays)), ("source", one.source_name), ("sha256", one.source_sha256[:16]),
    )
    return tuple((say(f"warning.field.{name}"), value) for name, value in rows if value)


def plans_for(one: Warning, reference: Reference) -> tuple[Plan, ...]:
    """The plans that this warning alone calls for, those for warnings first."""
    facts = warning_facts(one)
    found = [plan for plan in reference.plans.values() if any(holds(level.when, facts) for level in plan.levels)]
    return tuple(sorted(found, key=lambda plan: (plan.type is not PlanType.WARNING, plan.id)))


def first_shape(one: Warning) -> str:
    """The id of its first shape on the map (see ``app.map.layers.warnings``); "" where it has none."""
    for place, area in enumerate(one.areas):
        if area.shapes:
            return f"{one.id}.{place}.0"
    return ""


def intake_words(line: WarningLine) -> str:
    """What is put into the intake line when somebody answers the warning with an incident."""
    return f"{line.areas}{line.kind}{line.level}"


def waiting(state: State) -> int:
    """How many warnings in force nobody has signed for."""
    return sum(1 for one in to_do(state) if one.what == "sign")


def clock(at: datetime | None) -> str:
    """A moment as the list shows it, in Beijing time; "" for none."""
    return to_local(at).strftime("%m-%d %H:%M") if at is not None else ""
