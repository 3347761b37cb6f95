"""Grading: how grave an incident is, by the threshold tables, with the reason. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain import checks
from app.domain.conditions import Facts, FactScalar, evaluate
from app.domain.incident.model import Because, FactDef, FactType, Grading, Incident, SeverityTable
from app.domain.reference import covers
from app.domain.words import AlertLevel, IncidentSeverity, ResponseLevel, response_rank, severity_rank
from app.kernel.errors import Refusal

SENSITIVITY = ("sens_time", "sens_place", "sens_people", "sens_nature", "may_escalate", "foreign_related")
"""Flags that lift the reporting of any incident, whatever its grade (facts file §1.4)."""

CASUALTIES = ("dead", "missing", "trapped", "serious", "minor")
"""Facts whose change after the end of the response asks for a correction report (Decree 493 art. 13)."""


def facts_view(
    recorded: Mapping[str, FactScalar],
    *,
    severity: IncidentSeverity | None = None,
    response: ResponseLevel | None = None,
    alert: AlertLevel | None = None,
    elapsed_h: float | None = None,
) -> dict[str, FactScalar]:
    """The facts as conditions see them: the recorded ones and those derived from them.

    Derived: ``dead_missing``, ``hurt`` (serious + minor), ``unaccounted`` (trapped + missing), ``sensitive``,
    ``severity``, ``response``, ``elapsed_h``, and ``unextinguished_h`` while no ``fire_out`` was recorded. ``alert`` is
    the warning in force at the desk unless the incident records its own.
    """
    view = dict(recorded)
    view["dead_missing"] = _sum(recorded, "dead", "missing")
    view["hurt"] = _sum(recorded, "serious", "minor")
    view["unaccounted"] = _sum(recorded, "trapped", "missing")
    view["sensitive"] = any(recorded.get(flag) is True for flag in SENSITIVITY)
    if severity is not None:
        view["severity"] = severity.value
    if response is not None:
        view["response"] = response.value
    if alert is not None:
        view.setdefault("alert", alert.value)
    if elapsed_h is not None:
        view["elapsed_h"] = elapsed_h
        if recorded.get("fire_out") is not True:
            view["unextinguished_h"] = elapsed_h
    return view


def incident_facts(incident: Incident, alert: AlertLevel | None, now: datetime) -> dict[str, FactScalar]:
    """``facts_view`` of a real incident at this moment."""
    recorded = {name: known.value for name, known in incident.facts.items()}
    running = [a.level for a in incident.activations if a.is_running]
    return facts_view(
        recorded,
        severity=incident.severity,
        response=max(running, key=response_rank, default=None),
        alert=alert,
        elapsed_h=max(0.0, (now - (incident.occurred_at or incident.aware_at)).total_seconds() / 3600),
    )


def grade(kind: str, facts: Facts, tables: Iterable[SeverityTable]) -> Grading:
    """The highest severity that any table for this kind gives, with every reason at that severity.

    No hit gives no severity: the event is below "general" or the law leaves its kind ungraded.
    """
    reasons: list[Because] = []
    consulted = [table for table in tables if covers(table.kinds, kind)]
    for table in consulted:
        view, includes = _counting_missing(facts, table)
        for row in table.rows:
            hits = evaluate(row.when, view)
            if hits is None:
                continue
            basis = row.basis or table.basis
            reasons += [
                Because(
                    hit.fact, hit.value, hit.op, hit.bound, row.severity, table.id, basis,
                    includes if hit.fact == "dead" else (),
                )
                for hit in hits
            ]
    best = max((because.severity for because in reasons), key=severity_rank, default=None)
    return Grading(
        severity=best,
        because=tuple(because for because in reasons if because.severity is best),
        tables=tuple(table.id for table in consulted),
    )


def check_facts(kind: str, given: Mapping[str, FactScalar], defs: Mapping[str, FactDef]) -> dict[str, FactScalar]:
    """The facts in the types of their definitions; a wrong one raises ``Refusal`` naming the fact and its bounds."""
    return {name: _checked(name, value, defs) for name, value in given.items()}


def _checked(name: str, value: FactScalar, defs: Mapping[str, FactDef]) -> FactScalar:
    known = defs.get(name)
    if known is None or known.derived:
        raise Refusal("fact_unknown", {"fact": name})
    if known.type is FactType.FLAG:
        if not isinstance(value, bool):
            raise Refusal("fact_not_a_flag", {"fact": name, "value": value})
        return value
    if known.type is FactType.CHOICE:
        if value not in known.choices:
            raise Refusal("fact_not_a_choice", {"fact": name, "value": value, "choices": ", ".join(known.choices)})
        return value
    if isinstance(value, bool | str):
        raise Refusal("fact_not_a_number", {"fact": name, "value": value})
    number = checks.number(name, value, least=known.least, most=known.most)
    if known.type is FactType.COUNT and number != int(number):
        raise Refusal("fact_not_whole", {"fact": name, "value": value})
    return int(value) if known.type is FactType.COUNT else value


def _sum(recorded: Mapping[str, FactScalar], *names: str) -> int | float:
    return sum(value for name in names if not isinstance(value := recorded.get(name, 0), str))


def _counting_missing(facts: Facts, table: SeverityTable) -> tuple[Facts, tuple[str, ...]]:
    missing = facts.get("missing", 0)
    if not table.dead_counts_missing or isinstance(missing, str) or missing <= 0:
        return facts, ()
    return {**facts, "dead": _sum(facts, "dead", "missing")}, ("missing",)


