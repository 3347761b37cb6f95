"""Deadlines, ledger, rules and trials in words, over the demo day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalog.condition_text import condition_sentence
from app.catalog.limit_text import span_text
from app.desk.describe import Describer
from app.domain.conditions import Condition
from app.domain.deadlines import DeadlineKind
from app.domain.reporting.commands import WaiveObligation
from app.kernel.errors import Refusal
from app.ui.panels.reports import presenter
from app.ui.panels.reports.axis import axis_for
from app.ui.panels.reports.trial import TrialInput, try_rules, typed_facts
from tests.ui.panels.desk_world import NOW, panel_world


def with_world(tmp_path: Path, body: Any, lang: str = "zh") -> Any:
    """The answer of ``body(services)``."""

    async def run() -> Any:
        async with panel_world(tmp_path, lang=lang) as services:
            answer = body(services)
            return await answer if asyncio.iscoroutine(answer) else answer

    return asyncio.run(run())


def rows_of(services: Any, only: str = "all") -> tuple[presenter.DueRow, ...]:
    reference = services.workspace.desk.reference
    return presenter.due_rows(
        services.watcher.current, services.state, presenter.rulebook_in_force(services.state, reference),
        Describer(reference, services.wording), services.wording, NOW, only,
    )


def test_deadlines_keep_the_desks_rank_and_carry_their_basis(tmp_path: Path, qapp: Any) -> None:
    def body(services: Any) -> None:
        rows = rows_of(services)
        assert [row.deadline.key for row in rows] == [one.key for one in services.watcher.current]
        assert all(row.basis and row.what and row.incident and row.urgency for row in rows)
        reports = rows_of(services, "report")
        assert reports and all(row.deadline.kind is DeadlineKind.REPORT for row in reports)
        standings = ("法定", "本地", "建议值", "样例")
        assert all(any(word in row.basis for word in standings) for row in reports), [row.basis for row in reports]
        counts = presenter.due_counts(services.watcher.current)
        assert counts["all"] == len(rows) and counts["report"] == len(reports)
        assert not services.wording.missing

    with_world(tmp_path, body)


def test_the_ledger_says_how_punctual_a_report_was(tmp_path: Path, qapp: Any) -> None:
    def body(services: Any) -> None:
        describer = Describer(services.workspace.desk.reference, services.wording)
        rows = presenter.ledger_rows(services.state, describer, services.wording)
        made = [report for of in services.state.incidents.values() for report in of.reports]
        assert len(rows) == len(made)
        assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
        late = [row for row in rows if row.late_min]
        assert late and all(row.at > row.due_at and "疑似迟报" in row.punctuality and row.tone == "warn" for row in late)
        on_time = [row for row in rows if row.due_at and not row.late_min]
        assert on_time and all(row.at <= row.due_at and row.punctuality == "准时" for row in on_time)

    with_world(tmp_path, body)


def test_a_waived_duty_stands_in_the_ledger(tmp_path: Path, qapp: Any) -> None:
    async def body(services: Any) -> None:
        owed = next(one for one in services.watcher.current if one.obligation)
        await services.execute(WaiveObligation(incident_id=owed.incident_id, key=owed.ref, reason="按县里要求合并报送"))
        describer = Describer(services.workspace.desk.reference, services.wording)
        first = presenter.ledger_rows(services.state, describer, services.wording)[0]
        assert (first.punctuality, first.detail, first.can_sign) == ("免报", "按县里要求合并报送", False)

    with_world(tmp_path, body)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_of_every_book_is_worded(tmp_path: Path, qapp: Any, lang: str) -> None:
    def body(services: Any) -> None:
        reference = services.workspace.desk.reference
        describer = Describer(reference, services.wording)
        for book in reference.rulebooks.values():
            rows = presenter.rule_rows(book, describer, services.wording)
            assert [row.id for row in rows] == [rule.id for rule in book.rules]
            assert all(row.limit and row.when and row.source and row.status and "{" not in row.detail for row in rows)
            assert presenter.book_head(book, services.wording).status
        assert not services.wording.missing

    with_world(tmp_path, body, lang)


def test_conditions_read_like_the_rule(tmp_path: Path, qapp: Any) -> None:
    def body(services: Any) -> None:
        words = services.wording
        assert condition_sentence(Condition(), words) == "一律"
        either = Condition(any=(Condition(fact="sensitive", is_=True), Condition(fact="severity", at_least="III")))
        assert condition_sentence(either, words) == "敏感事件 或 事件等级达到较大及以上"
        both = Condition(all=(Condition(fact="dead", ge=3), either), none=(Condition(fact="fire_out", is_=True),))
        text = condition_sentence(both, words)
        assert text.startswith("死亡 ≥ 3 人，且（敏感事件 或 事件等级达到较大及以上），且非（") and "{" not in text
        assert (span_text(15, words), span_text(120, words), span_text(43200, words)) == ("15 分钟", "2 小时", "30 日")

    with_world(tmp_path, body)


def test_a_trial_gives_the_deadlines_of_the_rulebook_and_records_nothing(tmp_path: Path, qapp: Any) -> None:
    def body(services: Any) -> None:
        reference = services.workspace.desk.reference
        book, describer = reference.rulebooks["township-default"], Describer(reference, services.wording)
        before = services.state
        calm = try_rules(TrialInput("A-FIR", {}, NOW), book, reference, describer, services.wording)
        grave = try_rules(TrialInput("A-FIR", {"dead": 3}, NOW), book, reference, describer, services.wording)
        due = {lane.key: lane.due_at for lane in grave.lanes}
        assert due["first:0:phone:county_duty_room"] == NOW + timedelta(minutes=10)
        assert {lane.key: lane.due_at for lane in calm.lanes}["first:0:phone:county_duty_room"] == NOW + timedelta(minutes=15)
        assert grave.severity == "较大" and any("死亡 3 人" in reason for reason in grave.reasons)
        assert due["window"] == NOW + timedelta(days=7)
        assert any(lane.due_at is None and "响应终止" in lane.detail for lane in grave.lanes)
        with pytest.raises(Refusal):
            try_rules(TrialInput("A-FIR", {"dead": -1}, NOW), book, reference, describer, services.wording)
        assert services.state is before

    with_world(tmp_path, body)


def test_typed_facts_take_numbers_choices_and_flags(tmp_path: Path, qapp: Any) -> None:
    def body(services: Any) -> None:
        facts = typed_facts({"dead": 2, "missing": None, "nonsense": 4}, services.workspace.desk.reference, ("sens_time",))
        assert facts == {"sens_time": True, "dead": 2}

    with_world(tmp_path, body)


def test_the_axis_has_room_for_minutes_and_for_days() -> None:
    axis = axis_for(NOW, [NOW + timedelta(minutes=10), NOW + timedelta(days=30)])
    assert axis.place(NOW - timedelta(hours=1)) == axis.place(NOW) == 0
    assert 0.05 < axis.place(NOW + timedelta(minutes=10)) < axis.place(NOW + timedelta(hours=1)) < 0.5
    assert axis.place(NOW + timedelta(days=30)) == pytest.approx(1)
    places = [place for place, _minutes in axis.ticks()]
    assert places == sorted(places) and places[0] == 0
    assert axis_for(NOW, []).span_min == 60
