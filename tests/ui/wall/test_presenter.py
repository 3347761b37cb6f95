"""What the wall says: gravity, figures with their status, counts, and what fits into a height."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

import pytest
from hypothesis import given as every
from hypothesis import strategies as st
from msgspec.structs import replace

from app.catalog.wording import Wording
from app.domain.deadlines import deadlines
from app.domain.incident.model import FactValue, Incident
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.domain.words import FactStatus
from app.ui.wall.presenter import COLUMNS, FULL_LINES, SHORT_LINES, WallView, fit, present
from tests.reports.documents.scenario import NOW, demo_day, reference, words


@lru_cache(maxsize=2)
def wording(lang: str) -> Wording:
    return Wording(words(), lang, reference())


def shown(state: State | None = None, lang: str = "zh") -> WallView:
    whole = demo_day().state if state is None else state
    ranked = tuple(deadlines(whole, reference(), NOW))
    return present(whole, reference(), wording(lang), ranked, NOW)


def rank(of: Incident) -> int:
    """The graver of the two grades, 0 the gravest."""
    grades = ["I", "II", "III", "IV", None]
    return min(grades.index(one) for one in (of.severity, *(one.level for one in of.activations if one.is_running)))


def test_open_incidents_stand_by_their_gravity() -> None:
    state = demo_day().state
    view = shown()
    ranks = [rank(state.incidents[one.id]) for one in view.incidents]
    assert ranks == sorted(ranks) and len(set(ranks)) > 1
    assert len(view.incidents) == sum(1 for of in state.incidents.values() if of.is_open) > 1


def test_each_casualty_carries_its_status() -> None:
    state = demo_day().state
    of = next(one for one in state.incidents.values() if one.is_open)
    known = {"dead": (0, FactStatus.VERIFIED), "missing": (2, FactStatus.REPORTED), "minor": (3, FactStatus.CORRECTED)}
    facts = of.facts
    for name, (value, status) in known.items():
        facts = facts.set(name, FactValue(value=value, status=status, source="phone", by="x", at=NOW))
    view = shown(replace(state, incidents=state.incidents.set(of.id, replace(of, facts=facts))))
    card = next(one for one in view.incidents if one.id == of.id)
    assert any("2" in text and "已报" in text for text in card.figures)
    assert any("3" in text and "更正" in text for text in card.figures)
    assert not any("0" in text for text in card.figures)


def test_noughts_are_said_where_nothing_else_is_known() -> None:
    state = demo_day().state
    of = next(one for one in state.incidents.values() if one.is_open)
    facts = of.facts
    for name in list(facts):
        facts = facts.delete(name)
    facts = facts.set("dead", FactValue(value=0, status=FactStatus.VERIFIED, source="phone", by="x", at=NOW))
    view = shown(replace(state, incidents=state.incidents.set(of.id, replace(of, facts=facts))))
    card = next(one for one in view.incidents if one.id == of.id)
    assert len(card.figures) == 1 and "0" in card.figures[0] and "核实" in card.figures[0]


def test_the_next_report_is_the_next_one_of_this_incident() -> None:
    ranked = tuple(deadlines(demo_day().state, reference(), NOW))
    for card in shown().incidents:
        own = [one for one in ranked if one.incident_id == card.id and one.obligation is not None]
        assert card.due_at == (own[0].due_at if own else None)
        assert bool(card.due_text) == bool(own)


def test_every_unit_is_counted_once() -> None:
    state = demo_day().state
    view = shown()
    assert sum(view.total.counts) == len(state.units)
    assert [sum(row.counts[at] for row in view.services) for at in range(len(COLUMNS))] == list(view.total.counts)
    off = sum(1 for one in state.units.values() if one.status is UnitStatus.OUT_OF_SERVICE)
    assert view.total.counts[COLUMNS.index("off")] == off


def test_the_demo_and_its_warning_are_named() -> None:
    view = shown()
    assert view.mode.text == "演示 · 虚构" and "青石镇" in view.title
    assert [(one.text, one.tone, one.shape) for one in view.warnings] == [("暴雨橙色预警", "warn", "triangle")]


def test_an_empty_desk_is_calm_in_both_languages() -> None:
    for lang in ("zh", "en"):
        view = shown(State(), lang)
        assert (view.incidents, view.deadlines, view.warnings, view.services, view.overdue) == ((), (), (), (), 0)
        assert view.title and view.mode.tone == "ok"
        assert view.duty in ("尚无人接班", "Nobody has taken over the shift")
    assert "李国栋" in shown().duty


def test_since_names_the_day_when_it_was_not_today() -> None:
    state = demo_day().state
    of = next(one for one in state.incidents.values() if one.is_open)
    older = replace(of, aware_at=NOW - timedelta(days=2))
    card = next(one for one in shown(replace(state, incidents=state.incidents.set(of.id, older))).incidents if one.id == of.id)
    assert card.since.startswith("06-16 ")


@pytest.mark.parametrize(
    ("incidents", "lines", "full", "short", "left_out"),
    [(3, 18, 3, 0, 0), (4, 18, 3, 1, 0), (7, 18, 0, 7, 0), (9, 18, 0, 6, 3)],
)
def test_what_fits(incidents: int, lines: int, full: int, short: int, left_out: int) -> None:
    made = fit(incidents, 9, lines)
    assert (made.full, made.short, made.left_out) == (full, short, left_out)
    assert made.deadlines >= 2


@every(st.integers(1, 60), st.integers(0, 12), st.integers(7, 60))
def test_nothing_is_ever_taller_than_the_wall_and_nothing_is_lost(incidents: int, deadlines: int, lines: int) -> None:
    made = fit(incidents, deadlines, lines)
    used = 2 + made.full * FULL_LINES + made.short * SHORT_LINES + (1 if made.left_out else 0) + made.deadlines
    assert used <= lines
    assert made.full + made.short + made.left_out == incidents
    assert made.full + made.short >= 1


def test_every_status_is_counted_somewhere() -> None:
    state = demo_day().state
    first = next(iter(state.units.values()))
    for status in UnitStatus:
        counted = shown(replace(state, units=state.units.set(first.id, replace(first, status=status)))).total.counts
        assert sum(counted) == len(state.units), status
