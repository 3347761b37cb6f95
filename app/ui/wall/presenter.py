"""What the wall shows, and how much of it fits into so many lines. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.incident.rules import CASUALTIES
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import Unit, UnitStatus
from app.domain.words import AlertLevel, IncidentSeverity, response_rank
from app.kernel.clock import to_local
from app.ui.shell.strip_presenter import Chip
from app.ui.shell.strip_presenter import present as strip

SEVERITY_LOOKS: Mapping[IncidentSeverity | None, tuple[str, str]] = MappingProxyType(
    {
        IncidentSeverity.I: ("alarm", "square"),
        IncidentSeverity.II: ("warn", "triangle"),
        IncidentSeverity.III: ("watch", "diamond"),
        IncidentSeverity.IV: ("info", "disc"),
        None: ("muted", "ring"),
    }
)
"""Tone and shape of a grade; the word beside them says the same."""

ALERT_LOOKS: Mapping[AlertLevel, tuple[str, str]] = MappingProxyType(
    {
        AlertLevel.RED: ("alarm", "square"),
        AlertLevel.ORANGE: ("warn", "triangle"),
        AlertLevel.YELLOW: ("watch", "diamond"),
        AlertLevel.BLUE: ("info", "disc"),
    }
)
"""Tone and shape of a warning's colour."""

STANDBY, OUT, ON_SCENE, OFF = "standby", "out", "on_scene", "off"
COLUMNS = (STANDBY, OUT, ON_SCENE, OFF)
"""What a unit is counted under (worded ``wall.units.<code>``)."""

_COLUMN_OF: Mapping[UnitStatus, str] = MappingProxyType(
    {
        UnitStatus.ON_STANDBY: STANDBY,
        UnitStatus.DISPATCHED: OUT,
        UnitStatus.ACKNOWLEDGED: OUT,
        UnitStatus.EN_ROUTE: OUT,
        UnitStatus.RETURNING: OUT,
        UnitStatus.ON_SCENE: ON_SCENE,
        UnitStatus.WORKING: ON_SCENE,
        UnitStatus.STAGED: ON_SCENE,
        UnitStatus.OUT_OF_SERVICE: OFF,
    }
)

SERVICES = ("police", "fire", "medical", "rescue", "militia", "grid", "volunteer", "utility")
"""The order of the services; one that is not named here comes last."""

FULL_LINES, SHORT_LINES = 4, 2
"""Lines that an incident takes when all of it is shown, and when only name, grade and clock are."""

_CHIPS = 12
_ASIDE = re.compile(r"（[^（）]*）|\s*\([^()]*\)")
"""What a label says in brackets (被困（被埋）) has no room on the wall."""


class Sign(msgspec.Struct, frozen=True):
    """A word with its tone and its shape."""

    text: str
    tone: str
    shape: str


class IncidentCard(msgspec.Struct, frozen=True):
    """One open incident. ``figures`` are the casualties, each with the mark of its status (已报, 核实, 更正), ``since`` the
    time it became known; ``due_text`` is what is to be reported next and ``due_at`` until when (``None``: nothing)."""

    id: str
    title: str
    severity: Sign
    response: str
    figures: tuple[str, ...]
    since: str
    due_text: str
    due_at: datetime | None
    due_tone: str


class ServiceCount(msgspec.Struct, frozen=True):
    """How many units of a service stand where, in the order of ``COLUMNS``."""

    name: str
    counts: tuple[int, ...]


class WallView(msgspec.Struct, frozen=True):
    """Everything that the wall says about one moment; countdowns run from it by themselves."""

    title: str
    mode: Sign
    duty: str
    warnings: tuple[Sign, ...]
    incidents: tuple[IncidentCard, ...]
    deadlines: tuple[Chip, ...]
    waiting: int
    overdue: int
    services: tuple[ServiceCount, ...]
    total: ServiceCount


class Fitted(msgspec.Struct, frozen=True):
    """How much of a view fits: so many incidents in full, then so many short ones, ``left_out`` only counted; so many
    deadlines below."""

    full: int
    short: int
    left_out: int
    deadlines: int


def present(
    state: State, reference: Reference, wording: Wording, ranked: tuple[Deadline, ...], now: datetime
) -> WallView:
    """The wall at this moment. Incidents stand by their gravity: the graver of severity and response level, then the severity,
    then the older first."""
    describer = Describer(reference, wording)
    shown = strip(ranked, state, describer, now, _CHIPS)
    total, services = _units(state, reference, wording)
    return WallView(
        title=_title(state, wording),
        mode=_mode(state, wording),
        duty=_duty(state, wording),
        warnings=_warnings(state, wording),
        incidents=tuple(_card(of, ranked, describer, now) for of in sorted(_open(state), key=_gravity)),
        deadlines=shown.chips,
        waiting=shown.waiting,
        overdue=shown.overdue,
        services=services,
        total=total,
    )


def fit(incidents: int, deadlines: int, lines: int) -> Fitted:
    """What fits into ``lines`` lines below each other: two of them are headings, two belong to deadlines (if there are any).

    The gravest incidents are shown in full as long as the others still have their name and clock.
    """
    kept = min(deadlines, 2)
    room = max(lines - 2 - kept, SHORT_LINES)
    shown = incidents
    if SHORT_LINES * incidents > room:
        shown = max((room - 1) // SHORT_LINES, 1)  # a line says how many more there are
    left_out = incidents - shown
    spare = room - SHORT_LINES * shown - (1 if left_out else 0)
    full = min(shown, max(spare, 0) // (FULL_LINES - SHORT_LINES))
    rest = spare - full * (FULL_LINES - SHORT_LINES)
    return Fitted(full, shown - full, left_out, min(deadlines, kept + max(rest, 0)))


def _open(state: State) -> list[Incident]:
    return [of for of in state.incidents.values() if of.is_open]


def _gravity(of: Incident) -> tuple[int, int, float]:
    """The graver of severity and response level counts: an incident without a grade may have the highest response."""
    severity = (*IncidentSeverity, None).index(of.severity)
    response = 4 - max((response_rank(one.level) for one in of.activations if one.is_running), default=0)
    return min(severity, response), severity, of.aware_at.timestamp()


def _card(of: Incident, ranked: tuple[Deadline, ...], describer: Describer, now: datetime) -> IncidentCard:
    tone, shape = SEVERITY_LOOKS[of.severity]
    due = next((one for one in ranked if one.incident_id == of.id and one.obligation is not None), None)
    return IncidentCard(
        id=of.id,
        title=describer.incident_title(of),
        severity=Sign(describer.severity(of), tone, shape),
        response=_response(of, describer),
        figures=_figures(of, describer),
        since=describer.say("wall.since", time=_clock(of.aware_at, now)),
        due_text="" if due is None or due.obligation is None else _report(due, describer),
        due_at=due.due_at if due else None,
        due_tone=URGENCY_TONES[due.urgency(now)] if due else "muted",
    )


def _report(due: Deadline, describer: Describer) -> str:
    owed = due.obligation
    return "" if owed is None else describer.stage(owed.stage, owed.number)


def _response(of: Incident, describer: Describer) -> str:
    running = [one.level for one in of.activations if one.is_running]
    if not running:
        return describer.say(f"incident_status.{of.status}")
    return describer.level(max(running, key=response_rank))


def _figures(of: Incident, describer: Describer) -> tuple[str, ...]:
    """Casualties with the mark of their status; noughts only where every known figure is one."""
    known = [(name, of.facts[name]) for name in CASUALTIES if name in of.facts]
    told = [(name, one) for name, one in known if one.value] or known[:1]
    say = describer.say
    return tuple(
        say("wall.figure", fact=_ASIDE.sub("", describer.fact(name, one.value)), mark=say(f"fact_status.{one.status}"))
        for name, one in told
    )


def _title(state: State, wording: Wording) -> str:
    name = wording.text(state.profile.name) if state.profile else ""
    return wording.say("wall.title", desk=name).strip()


def _duty(state: State, wording: Wording) -> str:
    """Who is on duty, said where nothing else is to be said; an unmanned desk is named as one."""
    shift = state.shift
    return wording.say("wall.on_duty", leader=shift.leader, officer=shift.officer) if shift else wording.say("wall.nobody")


def _mode(state: State, wording: Wording) -> Sign:
    if state.drill is not None:
        return Sign(wording.say("drill.word"), "watch", "diamond")
    demo = state.profile is not None and state.profile.demo
    return Sign(wording.say("wall.demo"), "info", "diamond") if demo else Sign(wording.say("wall.live"), "ok", "disc")


def _warnings(state: State, wording: Wording) -> tuple[Sign, ...]:
    """One sign for each kind and level in force, the gravest first."""
    say, order = wording.say, tuple(ALERT_LOOKS)
    found = sorted(state.in_force(), key=lambda one: order.index(one.level))
    signs = (
        Sign(
            say("warning.short", kind=say(f"warning_kind.{one.kind}"), level=say(f"alert.{one.level}")), *ALERT_LOOKS[one.level]
        )
        for one in found
    )
    return tuple(dict.fromkeys(signs))


def _units(state: State, reference: Reference, wording: Wording) -> tuple[ServiceCount, tuple[ServiceCount, ...]]:
    counts: dict[str, list[int]] = {}
    for unit in state.units.values():
        if unit.retired:
            continue
        row = counts.setdefault(_service(unit, reference), [0] * len(COLUMNS))
        row[COLUMNS.index(_COLUMN_OF[unit.status])] += 1
    order = sorted(counts, key=lambda one: (SERVICES.index(one) if one in SERVICES else len(SERVICES), one))
    rows = tuple(ServiceCount(_service_name(one, wording), tuple(counts[one])) for one in order)
    total = tuple(sum(row.counts[place] for row in rows) for place in range(len(COLUMNS)))
    return ServiceCount(wording.say("wall.units.all"), total), rows


def _service(unit: Unit, reference: Reference) -> str:
    kind = reference.unit_kinds.get(unit.kind)
    return kind.service if kind else ""


def _service_name(service: str, wording: Wording) -> str:
    code = f"service.{service}"
    return wording.say(code) if wording.knows(code) else wording.say("wall.units.other")


def _clock(at: datetime, now: datetime) -> str:
    local = to_local(at)
    return local.strftime("%H:%M" if local.date() == to_local(now).date() else "%m-%d %H:%M")
