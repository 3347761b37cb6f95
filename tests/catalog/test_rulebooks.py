"""The rulebooks that come with the program: every rule of the facts file is there, cited, tested, and worth what it says."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.catalog.cases import rulebook_cases
from app.catalog.limit_text import limit_text, when_text
from app.catalog.reference import load_reference
from app.catalog.rulebooks import read_rulebook
from app.catalog.wording import Wording
from app.domain.conditions import fact_names
from app.domain.incident.rules import facts_view
from app.domain.reference import Reference, covers
from app.domain.reporting.model import Rule, Rulebook
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import Checked, ClockStart, IncidentSeverity, RuleStatus
from app.kernel.errors import BadFile
from tests.world import NOON

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources/rulebooks"
BOOKS = sorted(path.parent.name for path in SHIPPED.glob("*/rulebook.yaml"))
NOT_LAW = {"R08", "R09", "R10", "R11", "R12", "R20", "R21", "R24", "R30", "R32", "R33", "R43"}
"""Rules whose source is a plan, a notice or a superseded text (facts file §3.2): never shown as law."""


def all_rules(reference: Reference) -> list[tuple[Rulebook, Rule]]:
    return [(book, rule) for book in reference.rulebooks.values() for rule in book.rules]


def test_every_rule_of_the_facts_file_keeps_its_number(reference: Reference):
    ids = {rule.id for _, rule in all_rules(reference)}
    assert {f"R{n:02}" for n in range(1, 48)} <= ids
    numbered = [one for one in ids if one.startswith("R")]
    assert [one for one in numbered if not re.fullmatch(r"R\d\d(-[2-9])?", one)] == []
    assert [one for one in numbered if "-" in one and f"{one[:4]}{int(one[4:]) - 1}".replace("-1", "") not in ids] == []


@pytest.mark.parametrize("book_id", BOOKS)
def test_every_rule_has_a_case_that_expects_it(book_id: str, reference: Reference):
    expected = {one for case in rulebook_cases(SHIPPED, book_id) for report in case.expect.reports for one in report.rules}
    assert {rule.id for rule in reference.rulebooks[book_id].rules} - expected == set()
    named = [report for case in rulebook_cases(SHIPPED, book_id) for report in case.expect.reports]
    assert [one for one in named if one.within_min is None or not one.to] == []


def test_law_is_only_what_is_law(reference: Reference):
    for book, rule in all_rules(reference):
        number = rule.id.split("-")[0]
        if rule.basis.status is RuleStatus.STATUTORY:
            assert rule.basis.checked is Checked.VERIFIED and number not in NOT_LAW, rule.id
        if number in NOT_LAW:
            assert rule.basis.status is RuleStatus.SAMPLE, rule.id
        if rule.id[0] in "CDV" and rule.id != "D11":
            assert rule.basis.status is RuleStatus.SUGGESTED, rule.id
        if book.basis.status is not RuleStatus.STATUTORY:
            assert book.notice is not None, book.id


def test_what_a_rule_reads_is_asked_for_one_of_its_kinds(reference: Reference):
    always = {name for name, fact in reference.facts.items() if fact.common or fact.derived}
    asked = {code: set(kind.facts) for code, kind in reference.kinds.items()}
    silent = [
        (rule.id, name) for _, rule in all_rules(reference) for name in set(fact_names(rule.when)) - always
        if not any(name in facts for code, facts in asked.items() if covers(rule.kinds, code))
    ]
    assert silent == []


def test_a_chain_runs_only_its_own_link(reference: Reference):
    book = "national-health"
    sent = {tier: {rule.id for rule in reference.own_rulebook(book, tier).rules} for tier in ("township", "county", "city")}  # type: ignore[union-attr]
    assert sent == {"township": {"R04"}, "county": {"R04-2", "R04-3", "R04-4"}, "city": {"R04-5"}}
    assert reference.own_rulebook(book, "county") is reference.own_rulebook(book, "county")
    assert reference.own_rulebook("nowhere", "county") is None


def test_a_desk_of_another_tier_gets_the_rules_of_the_books_own(reference: Reference):
    whole = reference.rulebooks["township-default"].rules
    assert reference.own_rulebook("township-default", "county").rules == whole  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_limit_and_condition_has_words(lang: str, reference: Reference, words):
    words = Wording(words, lang, reference)
    said = [(rule.id, limit_text(rule, words), when_text(rule, words)) for _, rule in all_rules(reference)]
    assert [one for one in said if not one[1] or not one[2] or "[" in "".join(one) or "{" in "".join(one)] == []


def test_limits_are_said_in_their_own_measure(reference: Reference, wording):
    said = {rule.id: limit_text(rule, wording) for _, rule in all_rules(reference)}
    assert said["R09-7"] == "2 个工作日内"
    assert said["R45-5"] == "60 日内"
    assert said["R11-2"] == "每 10 日一次，至预警解除"
    assert said["R39-2"] == "持续满 24 小时后，立即（建议 5 分钟内）"
    assert said["R41"] == "节假日每日 16:30，至响应终止"


def test_grades_are_lifted_by_flags(reference: Reference, wording):
    rule = next(one for one in reference.rulebooks["county-default"].rules if one.id == "C03")
    assert when_text(rule, wording) == "事件等级为特别重大，重大，较大 或 属敏感事件（不受分级限制）"
    for severity, flag, speaks in (
        (IncidentSeverity.IV, False, False), (IncidentSeverity.III, False, True), (None, True, True), (None, False, False),
    ):
        case = ReportingCase("i", "A-FIR", facts_view({"sens_place": flag}, severity=severity), NOON)
        owed = obligations_for(case, msgspec.structs.replace(reference.rulebooks["county-default"], rules=(rule,)), NOON)
        assert bool(owed) is speaks


def test_the_largest_book_is_computed_for_real_facts(reference: Reference):
    largest = max(reference.rulebooks.values(), key=lambda book: len(book.rules))
    case = ReportingCase("i", "A-WRK", facts_view({"dead": 3}, severity=IncidentSeverity.III), NOON)
    owed = obligations_for(case, largest, NOON)
    assert owed and all(one.due_at - NOON < timedelta(days=2) for one in owed)


SOUND = """\
id: mine
title: {zh: 本县, en: ours}
jurisdiction: {zh: 本县, en: ours}
tier: county
version: "3"
based_on: county-default@1
approval: {by: 县政府办, on: 2026-01-05, document: 某政办〔2026〕1号, valid_from: 2026-02-01}
basis: {title: 某政办〔2026〕1号, article: 一, status: local, checked: verified, year: 2026}
rules:
  - id: A
    title: {zh: 首报, en: first}
    stage: first
    channel: phone
    kinds: ["*"]
    from_role: county_duty_room
    to_role: city_duty_room
    clock_start: aware
    limit_min: 8
    basis: {title: 某政办〔2026〕1号, article: 一, status: local, checked: verified, year: 2026}
"""


def own(tmp_path: Path, text: str = SOUND, name: str = "mine") -> Path:
    folder = tmp_path / "rulebooks" / name
    folder.mkdir(parents=True)
    (folder / "rulebook.yaml").write_text(text, encoding="utf-8")
    return folder.parent


def test_a_desks_own_book_is_read_after_the_shipped_ones(tmp_path: Path):
    loaded = load_reference(ROOT / "plans", ROOT / "resources", rulebooks_dirs=(own(tmp_path),))
    book = loaded.reference.rulebooks["mine"]
    assert loaded.problems == ()
    assert (book.version, book.based_on, book.approval.by) == ("3", "county-default@1", "县政府办")  # type: ignore[union-attr]
    assert set(BOOKS) < set(loaded.reference.rulebooks)


def test_an_own_book_replaces_its_namesake_and_a_broken_one_does_not(tmp_path: Path):
    text = SOUND.replace("id: mine", "id: county-default")
    good = load_reference(ROOT / "plans", ROOT / "resources", rulebooks_dirs=(own(tmp_path, text, "county-default"),))
    assert [rule.id for rule in good.reference.rulebooks["county-default"].rules] == ["A"]
    broken = own(tmp_path / "b", text.replace("limit_min: 8", "limit_min: 8\n    limit_days: 2"), "county-default")
    bad = load_reference(ROOT / "plans", ROOT / "resources", rulebooks_dirs=(broken,))
    assert [(one.code, one.field) for one in bad.problems] == [("limit_or_immediately", "rules[0].limit_min")]
    assert len(bad.reference.rulebooks["county-default"].rules) > 10


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("limit_min: 8", "limit_workdays: 2", ""),
        ("limit_min: 8", "limit_days: 15", ""),
        ("limit_min: 8", "limit_workdays: -2", "limit_negative"),
        ("limit_min: 8", "limit_min: 8\n    limit_workdays: 2", "limit_or_immediately"),
        ("limit_min: 8", "limit_min: 8\n    elapsed_h: 4", "elapsed_and_hours"),
        ("clock_start: aware", "clock_start: elapsed", "elapsed_and_hours"),
        ("clock_start: aware", "clock_start: elapsed\n    elapsed_h: 4", ""),
        ("limit_min: 8", "repeat: {every_days: 10}", ""),
        ("limit_min: 8", "repeat: {every_days: -10}", "limit_negative"),
        ("limit_min: 8", "repeat: {every_min: 10, on_days: off}", "days_without_times"),
        ("limit_min: 8", 'repeat: {daily_at: ["16:30"], on_days: off}', ""),
        ("limit_min: 8", "limit_min: 8\n    sens_flags: [dead]", "unknown_fact"),
        ("limit_min: 8", "limit_min: 8\n    sens_flags: [sens_time, sensitive]", ""),
        ("limit_min: 8", "limit_min: 8\n    levels: [V]", "not_one_of"),
        ("limit_min: 8", "limit_min: 8\n    levels: [III]", ""),
        ("status: local, checked: verified", "status: statutory, checked: unverified", "statutory_unverified"),
    ],
)
def test_one_slip_in_a_rulebook_is_found(old: str, new: str, code: str, reference: Reference, tmp_path: Path):
    assert old in SOUND
    folder = own(tmp_path, SOUND.replace(old, new)) / "mine"
    if not code:
        assert read_rulebook(folder, reference, cases_needed=False).rules
        return
    with pytest.raises(BadFile) as bad:
        read_rulebook(folder, reference, cases_needed=False)
    assert code in {one.code for one in bad.value.problems}
    assert all(one.line for one in bad.value.problems)


def test_a_shipped_book_without_cases_is_refused(reference: Reference, tmp_path: Path):
    with pytest.raises(BadFile) as bad:
        read_rulebook(own(tmp_path) / "mine", reference)
    assert [one.code for one in bad.value.problems] == ["file_missing"]


def test_elapsed_clocks_are_only_those_of_fires(reference: Reference):
    elapsed = {rule.id: rule.elapsed_h for _, rule in all_rules(reference) if rule.clock_start is ClockStart.ELAPSED}
    assert elapsed == {"R39-2": 24, "R39-4": 12, "R39-6": 4}
