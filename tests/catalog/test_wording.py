"""There is a word for everything that the program says by code, in both languages, with the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.wording import Wording, read_words
from app.domain.basis import Basis
from app.domain.conditions import Hit
from app.domain.incident.model import FactType, IncidentClass, IncidentStatus
from app.domain.incident.rules import facts_view, grade
from app.domain.plan.model import PlanType, TaskStatus
from app.domain.reporting.model import Channel, Stage, Until
from app.domain.resource.model import FacilityCategory
from app.domain.responsibility import model as duties
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, Checked, ClockStart, FactStatus, IncidentSeverity, ResponseLevel, RuleStatus
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.geo import Crs

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {
    "severity": IncidentSeverity, "response": ResponseLevel, "alert": AlertLevel, "rule_status": RuleStatus,
    "checked": Checked, "fact_status": FactStatus, "fact_type": FactType, "incident_class": IncidentClass,
    "incident_status": IncidentStatus, "task_status": TaskStatus, "unit_status": UnitStatus, "stage": Stage,
    "channel": Channel, "until": Until, "clock_start": ClockStart, "plan_type": PlanType, "crs": Crs,
    "facility_category": FacilityCategory, "duty_class": duties.DutyClass, "request_kind": duties.RequestKind,
    "request_cause": duties.RequestCause, "request_status": duties.RequestStatus, "opinion": duties.Opinion,
    "notice_kind": duties.NoticeKind, "notice_channel": duties.NoticeChannel, "standing": duties.Standing,
    "matched_by": duties.MatchedBy,
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_value_of_an_enum_has_a_word(family, words):
    assert [one.value for one in FAMILIES[family] if f"{family}.{one.value}" not in words] == []


def test_services_tiers_and_fact_groups_have_words(words, reference):
    codes = {f"service.{one.service}" for one in reference.unit_kinds.values()}
    codes |= {f"tier.{one.tier}" for one in reference.roles.values()}
    codes |= {f"group.{one.group}" for one in reference.facts.values()}
    assert codes - set(words) == set()


def test_both_languages_say_it_with_the_same_placeholders(words):
    odd = [code for code, text in words.items() if not text.zh or not text.en]
    odd += [
        code for code, text in words.items()
        if set(PLACEHOLDER.findall(text.zh)) ^ set(PLACEHOLDER.findall(text.en))
    ]
    assert odd == []


class Said(NamedTuple):
    """A call of the program that names a code: ``Refusal("code", {...})``, ``Fault("code", {...})``, ``x.say("code", ...)``."""

    by: str
    path: str
    code: str
    facts: frozenset[str]


@cache
def said_by_the_program() -> tuple[Said, ...]:
    """Every such call, from one look at all modules (to parse them takes seconds, to keep them 300 MB)."""
    found = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            by, code = getattr(node.func, "id", getattr(node.func, "attr", "")), getattr(node.args[0], "value", None)
            if by not in ("Refusal", "Fault", "say") or not isinstance(code, str):
                continue
            facts = node.args[1] if len(node.args) > 1 else None
            keys = frozenset(key.value for key in getattr(facts, "keys", ()) if isinstance(key, ast.Constant))
            found.append(Said(by, path.relative_to(ROOT).as_posix(), code, keys))
    return tuple(found)


def raised(name: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """File, code and fact names of every ``Refusal("code", {...})`` in the program."""
    return ((one.path, one.code, one.facts) for one in said_by_the_program() if one.by == name)


@pytest.mark.parametrize(("name", "family"), [("Refusal", "refusal"), ("Fault", "fault")])
def test_every_refusal_and_fault_of_the_program_has_words(name, family, words):
    mute = [(path, code) for path, code, _ in raised(name) if f"{family}.{code}" not in words]
    assert mute == []


def test_every_code_that_is_said_outright_has_words(words):
    codes = ((path, code) for path, code, _ in raised("say") if re.fullmatch(r"[a-z_]+(\.\w+)*", code))
    mute = [(path, code) for path, code in codes if code not in words]
    assert mute == []


@pytest.mark.parametrize(("name", "family"), [("Refusal", "refusal"), ("Fault", "fault")])
def test_their_placeholders_are_filled(name, family, words):
    gaps = [
        (path, code, left) for path, code, facts in raised(name)
        if facts and (left := set(PLACEHOLDER.findall(words[f"{family}.{code}"].zh)) - facts)
    ]
    assert gaps == []


def test_every_finding_of_the_catalogue_has_words(words):
    codes = set()
    sources = [*(ROOT / "app/catalog").glob("*.py"), *(ROOT / "app/domain").rglob("soundness.py"), ROOT / "app/domain/cases.py"]
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = node.elts if isinstance(node, ast.Tuple) and len(node.elts) == 3 else []
            if len(parts) == 3 and isinstance(parts[1], ast.Constant) and isinstance(parts[2], ast.Dict):
                codes.add(parts[1].value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_bad":
                codes.add(node.args[2].value)
            if isinstance(node, ast.Constant) and str(node.value).startswith("unknown_"):
                codes.add(node.value)
    assert len(codes) > 25
    assert [code for code in codes if f"problem.{code}" not in words] == []


def test_a_reason_names_figure_bound_grade_and_article(words, reference):
    said = {}
    for lang in ("zh", "en"):
        because = grade("A-FIR", facts_view({"dead": 3}), reference.tables).because[0]
        said[lang] = Wording(words, lang, reference).because(because, "A-FIR")
    assert said["zh"] == "死亡 3 人 ≥ 3 人 → 较大，国务院令第493号 第三条（法定）"
    assert said["en"] == "dead 3 people ≥ 3 people → larger, State Council Decree 493 art. 3 (statutory)"


def test_geological_hazards_are_called_by_their_law_and_the_missing_are_told(wording, reference):
    because = grade("N-GEO", facts_view({"dead": 2, "missing": 1}), reference.tables).because[0]
    assert wording.because(because, "N-GEO") == "死亡 3 人 ≥ 3 人（含失踪） → 中型，《地质灾害防治条例》第四条（法定）"


def test_hits_in_words(wording):
    assert wording.hit(Hit("open_flame", "is", True, True)) == "见明火"
    assert wording.hit(Hit("open_flame", "is", False, False)) == "非见明火"
    assert wording.hit(Hit("water_level", "is", "over_warning", "over_warning")) == "水位：超警戒"
    assert wording.hit(Hit("severity", "at_least", "III", "II")) == "事件等级 重大（较大及以上）"
    assert wording.hit(Hit("burned_ha", "lt", 1.0, 0.25)) == "受害森林（草原）面积 0.25 公顷 < 1 公顷"


def test_an_unverified_basis_says_so(wording):
    basis = Basis("公安部火灾等级标准", status=RuleStatus.SUGGESTED, checked=Checked.UNVERIFIED)
    assert wording.basis(basis) == "《公安部火灾等级标准》（建议值，未核）"


def test_a_refusal_speaks_of_names_not_of_codes(wording):
    no = Refusal("fact_too_large", {"fact": "dead", "value": 1000000, "most": 100000.0})
    assert wording.refusal(no) == "“死亡”不能大于 100000，现为 1000000，请核对单位"
    no = Refusal("time_before_awareness", {"at": datetime(2026, 1, 1, 16, tzinfo=UTC), "aware_at": "x"}, "某条")
    assert wording.refusal(no) == "时间 2026-01-02 00:00 早于接报时间 x，请核对（某条）"
    assert "磁盘已满" in wording.fault(Fault("journal_not_written", {"why": "full", "path": "/x"}))


def test_an_unknown_code_is_shown_and_remembered(wording):
    assert wording.say("nothing.there") == "[nothing.there]"
    assert wording.missing == {"nothing.there"}
    assert wording.say("refusal.place_unknown") == "找不到地点“{place}”"


@given(st.text())
def test_hostile_values_are_only_text(words, value):
    assert value in Wording(words).say("refusal.place_unknown", place=value)


def test_a_code_stands_in_one_file_only(tmp_path):
    (tmp_path / "words.yaml").write_text("a.b: {zh: 甲}\n", encoding="utf-8")
    (tmp_path / "words-more.yaml").write_text("a.b: {zh: 乙}\n", encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_words(tmp_path)
    assert [one.code for one in bad.value.problems] == ["duplicate_id"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")]
)
def test_follow_ups_are_numbered_in_chinese(number, said, wording, words):
    assert wording.ordinal(number) == said
    assert Wording(words, "en").ordinal(number) == str(number)
