"""The improvement plan 整改计划 and the yearly calendar of drills as sheets: worded rows for paper, screen and command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.desk.describe import Describer
from app.desk.describe_improvement import drill_type, plan_names, source_line, subject_name
from app.desk.duty_sheets import Sheet, SheetTable
from app.domain.improvement.frequency import PLAN_RULE, CalendarRow, DrillDuty, MonthCell
from app.domain.improvement.model import Finding, HeldDrill, Standing
from app.domain.improvement.rules import CLOSE_WITHIN_DAYS, due_on, is_overdue, ranked, standing
from app.domain.state import State

IMPROVEMENT_PLAN = "improvement_plan"
DRILL_CALENDAR = "drill_calendar"


def improvement_sheet(findings: Iterable[Finding], today: date, d: Describer) -> Sheet:
    """Weaknesses with cause, measures, owners and dates, one row a measure; strengths below them."""
    found = [one for one in ranked(findings, today) if one.withdrawn_at is None]
    weak = [one for one in found if one.is_weakness]
    late = sum(is_overdue(one, today) for one in weak)
    closed = sum(standing(one, today) is Standing.CLOSED for one in weak)
    totals = (
        d.say("improvement.totals", count=len(weak), open=len(weak) - closed, closed=closed, late=late),
        d.say("improvement.limits", minor=min(CLOSE_WITHIN_DAYS.values()), most=max(CLOSE_WITHIN_DAYS.values())),
    )
    heads = tuple(
        d.say(f"finding_field.{one}")
        for one in ("number", "description", "cause", "measure", "organisation", "owner", "due_on", "standing")
    )
    rows = [row for one in weak for row in _measures(one, today, d)]
    strengths = [(one.number, one.description, source_line(d, one.source)) for one in found if not one.is_weakness]
    tables = [
        SheetTable(d.say("improvement.weaknesses"), heads, tuple(rows)),
        SheetTable(
            d.say("improvement.sources"),
            (d.say("finding_field.number"), d.say("finding_field.source"), d.say("finding_field.plans"),
             d.say("finding_field.evidence")),
            tuple(
                (one.number, source_line(d, one.source), plan_names(d, one.plan_ids) or "—", _semi(d).join(one.evidence) or "—")
                for one in weak
            ),
        ),
    ]  # fmt: skip
    if strengths:
        heads = (d.say("finding_field.number"), d.say("finding_field.description"), d.say("finding_field.source"))
        tables.append(SheetTable(d.say("improvement.strengths"), heads, tuple(strengths)))
    return Sheet(d.say("improvement.subject", date=today.isoformat()), totals, tuple(tables))


def calendar_sheet(state: State, year: int, today: date, d: Describer, rows: Iterable[CalendarRow]) -> Sheet:
    """The year of everybody who has to drill: how often and why, last, next, its months in words; then the drills held."""
    listed = tuple(rows)
    late = sum(one.due_on < today for one in listed)
    heads = tuple(d.say(f"drill_field.{one}") for one in ("kind", "subject", "rule", "last", "due", "months"))
    lines = tuple(
        (
            d.say(f"drill_subject.{row.subject.kind}"), subject_name(d, row.subject),
            _semi(d).join(duty_line(d, one) for one in row.duties), last_words(d, row.last_on), row.due_on.isoformat(),
            months_line(d, row) or "—",
        )
        for row in listed
    )
    held = sorted(
        (one for one in state.held_drills.values() if one.counts and one.facts.held_on.year == year),
        key=lambda one: (one.facts.held_on, one.id),
    )
    held_heads = tuple(d.say(f"drill_field.{one}") for one in ("held_on", "title", "form", "plans", "participants", "score"))
    tables = (
        SheetTable(d.say("drill_calendar.of_year", year=year), heads, lines),
        SheetTable(d.say("drill_calendar.held"), held_heads, tuple(held_row(d, one) for one in held)),
    )
    totals = (
        d.say("drill_calendar.totals", count=len(listed), late=late, held=len(held)), d.say("drill_calendar.legend"),
        d.say("drill_calendar.sources"),
    )
    return Sheet(d.say("drill_calendar.subject", year=year), totals, tables)


def held_row(d: Describer, one: HeldDrill) -> tuple[str, ...]:
    """A drill that was held, in one row."""
    facts = one.facts
    score = f"{facts.score:g}" if facts.score is not None else "—"
    return (
        facts.held_on.isoformat(), facts.title, drill_type(d, one), plan_names(d, facts.plan_ids) or "—", facts.participants or "—",
        score,
    )


def duty_line(d: Describer, duty: DrillDuty) -> str:
    """How often, by what, and what that is worth: every figure with its source."""
    often = (
        d.say("drill_rule.own", months=duty.every_months) if duty.rule_id == PLAN_RULE
        else d.say("drill_rule.every", months=duty.every_months)
    )
    return d.say("drill_rule.with_basis", often=often, basis=d.basis(duty.basis))


def last_words(d: Describer, day: date | None) -> str:
    """The last time, or that there is none on record."""
    return day.isoformat() if day is not None else d.say("drill_last.never")


def month_words(d: Describer, cell: MonthCell) -> str:
    """A month: what was held, what is due, what is overdue, each with its shape and its word."""
    return " ".join(_said(d, cell, "drill_month"))


def months_line(d: Describer, row: CalendarRow) -> str:
    """The months of a row that say anything, by shape; ``drill_calendar.legend`` says the shapes in words."""
    found = []
    for place, cell in enumerate(row.months, 1):
        marks = _said(d, cell, "drill_mark")
        if marks:
            found.append(f"{d.say('drill_field.month', month=place)}{''.join(marks)}")
    return " ".join(found)


def _said(d: Describer, cell: MonthCell, family: str) -> list[str]:
    """What a month has to say, in the words of a family: in sentences (``drill_month``) or by shape (``drill_mark``)."""
    kinds = (("held", cell.held), ("overdue" if cell.overdue else "due", cell.due))
    return [d.say(f"{family}.{code}", days=_days(days)) for code, days in kinds if days]


def _semi(d: Describer) -> str:
    return d.say("list.semicolon")


def _days(days: tuple[date, ...]) -> str:
    return "/".join(str(one.day) for one in days)


def _measures(one: Finding, today: date, d: Describer) -> list[tuple[str, ...]]:
    stands = d.say(f"finding_standing.{standing(one, today)}")
    cause = d.say(f"root_cause.{one.cause or 'none'}")
    text = d.say("improvement.described", text=one.description, gravity=d.say(f"finding_gravity.{one.gravity}"))
    if not one.live_actions:
        due = due_on(one)
        day = d.say("improvement.suggested", date=due.isoformat()) if due else "—"
        return [(one.number, text, cause, "—", "—", "—", day, stands)]
    return [
        (
            one.number if not place else "〃", text if not place else "〃", cause if not place else "〃", act.measure,
            act.organisation, act.owner, act.due_on.isoformat(), stands if not place else "〃",
        )
        for place, act in enumerate(one.live_actions)
    ]
