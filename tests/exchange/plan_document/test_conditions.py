"""Words of a response level become facts with bounds; what is denied or unknown becomes nothing."""

from __future__ import annotations

from functools import cache

import pytest

from app.domain.conditions import Condition, holds
from app.exchange.plan_document.plain import plain
from app.exchange.plan_document.recognise.conditions import NEVER, Conditions, any_of
from tests.exchange.plan_document.scores import catalogue, leaves


@cache
def reader(*kinds: str) -> Conditions:
    reference, rules = catalogue()
    return Conditions(rules.facts, reference, kinds)


READ = [
    ("死亡3人以上", "A-WRK", ["dead ge 3"]),
    ("3人以上10人以下死亡，10人以上重伤", "A-WRK", ["dead ge 3", "dead lt 10", "serious ge 10"]),
    ("三人以上死亡或十人以上重伤", "A-WRK", ["dead ge 3", "serious ge 10"]),
    ("有人员被困、失联", "A-FIR", ["trapped ge 1", "missing ge 1"]),
    ("无人员死亡，无明火", "A-FIR", []),
    ("受伤1-2人", "A-RDT", ["hurt ge 1", "hurt le 2"]),
    ("涉险人数１０人以下", "A-RDT", ["threatened ge 1", "threatened lt 10"]),
    ("直接经济损失1000万元以上", "A-WRK", ["loss_10k_yuan ge 1000"]),
    ("直接经济损失1亿元以上", "A-WRK", ["loss_10k_yuan ge 10000"]),
    ("过火面积30亩以上", "N-FOR", ["fire_ground_ha ge 2"]),
    ("火场超过0.1公顷", "N-FOR", ["fire_ground_ha gt 0.1"]),
    ("24小时降雨量达到100毫米", "N-RNS", []),
    ("3小时降雨量达到100毫米", "N-RNS", ["rain_3h_mm ge 100"]),
    ("明火2小时未得到控制", "N-FOR", ["unextinguished_h ge 2"]),
    ("道路中断2小时以上", "A-RDT", ["congestion_h ge 2"]),
    ("水位超过警戒水位", "N-FLD", ["water_level is over_warning"]),
    ("县气象台发布暴雨橙色、红色预警", "N-RNS", ["alert at_least orange", "alert_kind is rainstorm"]),
    ("发布道路结冰黄色预警信号", "N-SNW", ["alert_kind is ice", "alert at_least yellow"]),
    ("红色警戒线以外", "N-RNS", []),
    ("发生较大以上突发事件", "A-WRK", ["severity at_least III"]),
    ("初判为特别重大事故", "A-WRK", ["severity at_least I"]),
    ("一般设在村委会", "A-WRK", []),
    ("超出本乡镇应急处置能力的", "A-WRK", ["beyond_township is true"]),
    ("聚集不足5例", "P-INF", []),
    ("聚集性病例不足5例", "P-INF", ["cluster_cases ge 1", "cluster_cases lt 5"]),
    ("多头猪异常死亡", "P-ANI", ["abnormal_deaths is true"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "expected"), READ)
def test_a_condition_is_read(words: str, kind: str, expected: list[str]) -> None:
    found = reader(kind).read(plain(words))
    assert (sorted(leaves(found)) if found else []) == sorted(expected)


def test_and_binds_and_or_offers() -> None:
    found = reader("N-GEO").read(plain("已发生滑坡并造成人员死亡、失踪，或者受威胁30人以上"))
    assert found is not None
    slid = {"has_slid": True}
    assert not holds(found, slid)
    assert holds(found, {**slid, "missing": 1})
    assert not holds(found, {"missing": 1})
    assert holds(found, {"threatened": 30})
    assert not holds(found, {"threatened": 29})


def test_only_facts_that_the_kind_is_asked_are_taken() -> None:
    assert reader("P-FOD").read("校车") is None
    assert reader("A-RDT").read("校车") is not None
    assert reader().read("校车") is not None


def test_words_without_any_fact_never_hold() -> None:
    assert not holds(NEVER, {"dead": 100, "sensitive": True})
    dead = Condition(fact="dead", ge=1.0)
    assert any_of([dead, dead]) == dead
    assert any_of([dead, Condition(any=(dead, Condition(fact="missing", ge=1.0)))]).any == (dead, Condition(fact="missing", ge=1.0))
