"""The prose of a plan as passages: marks gone, headings on official levels, tables as tables, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.plans import plan_text
from app.catalog.wording import Wording
from app.reports.documents.plan_book.prose import Body, Kind, body_of
from tests.reports.documents.scenario import FILES, reference, words

ZH = Wording(words(), "zh")


def body(text: str) -> Body:
    return body_of(text, ZH)


def told(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in body(text).passages]


def headings(text: str) -> list[str]:
    return [f"{one.depth}{one.text}" for one in body(text).passages if one.kind is Kind.HEADING]


def test_the_title_is_taken_from_the_top_and_marks_are_gone() -> None:
    made = body("# 青石镇预案 {#top}\n\n## 一、总则 {#g}\n\n1.1 目的。{#aim}")
    assert made.title == "青石镇预案"
    assert [one.text for one in made.passages] == ["一、总则", "1.1 目的。"]


def test_chapters_on_the_first_level_are_no_title() -> None:
    assert body("# 总则\n\n# 体系").title == "" and headings("# 总则\n\n# 体系") == ["1一、总则", "1二、体系"]
    assert body("# 一、总则\n\n正文").title == ""
    assert body("正文在先\n\n# 总则").title == ""


def test_bare_headings_get_the_official_numbers() -> None:
    text = "# 题\n\n## 总则\n\n### 目的\n\n#### 要点\n\n##### 细目\n\n### 范围\n\n## 体系\n\n### 指挥部"
    assert headings(text) == ["1一、总则", "2（一）目的", "31.要点", "4（1）细目", "2（二）范围", "1二、体系", "2（一）指挥部"]


@pytest.mark.parametrize(
    "own", ["第一章 总则", "一、总则", "1 总则", "1.1 总则", "（一）总则", "(1)总则", "第三条 总则", "附件1 总则", "①总则"]
)
def test_a_level_that_has_numbers_keeps_them(own: str) -> None:
    assert headings(f"# 题\n\n## {own}\n\n## 未编号") == [f"1{own}", "1未编号"]


def test_deeper_headings_than_the_standard_has_are_set_as_the_deepest() -> None:
    assert [one[0] for one in headings("# 题\n\n## 甲\n\n### 乙\n\n#### 丙\n\n##### 丁\n\n###### 戊")] == ["1", "2", "3", "4", "4"]


def test_each_line_is_a_paragraph_and_lists_and_quotations_are_known() -> None:
    assert told("甲行\n乙行\n\n- 一项\n* 二项\n\n> 说明\n>\n> 再说\n\n---\n\n1. 编号项") == [
        (Kind.TEXT, "甲行"), (Kind.TEXT, "乙行"), (Kind.ITEM, "一项"), (Kind.ITEM, "二项"), (Kind.NOTE, "说明"),
        (Kind.NOTE, "再说"), (Kind.TEXT, "1. 编号项"),
    ]  # fmt: skip


def test_strong_words_and_code_lose_their_marks_only() -> None:
    spans = body("前**重点**后`代码`**没闭合").passages[0].spans
    assert [one.text for one in spans] == ["前", "重点", "后", "代码", "**没闭合"]
    assert [one.text for one in spans if one.strong] == ["重点"]


def test_a_table_is_a_table() -> None:
    made = body("说明\n| 职务 | **姓名** |\n|:--|--:|\n| 指挥长 | 甲\\|乙 |\n| 副 |\n结束").passages
    assert [one.kind for one in made] == [Kind.TEXT, Kind.TABLE, Kind.TEXT]
    assert made[1].headed and made[1].rows == (("职务", "姓名"), ("指挥长", "甲|乙"), ("副",))


def test_a_table_without_a_rule_has_no_head() -> None:
    made = body("| 甲 | 乙 |\n| 丙 | 丁 |").passages
    assert not made[0].headed and made[0].rows == (("甲", "乙"), ("丙", "丁"))


def test_a_lone_bar_is_text() -> None:
    assert told("| 不是表") == [(Kind.TEXT, "| 不是表")]


def test_nothing_is_nothing() -> None:
    assert body("") == Body("", ()) and body("\n\n   \n").passages == ()


@given(st.text(alphabet=st.sampled_from("甲乙1.、#>-*`| \n{}<&"), max_size=200))
def test_any_text_is_understood_and_its_letters_are_kept(text: str) -> None:
    made = body_of(text, ZH)
    kept = made.title + "".join(one.text + "".join("".join(row) for row in one.rows) for one in made.passages)
    for letter in "甲乙":
        assert kept.count(letter) == re.sub(r"\s*\{#[\w.-]+\}\s*$", "", text, flags=re.MULTILINE).count(letter)


@pytest.mark.parametrize("plan_id", sorted(reference().plans))
def test_every_plan_of_the_program_keeps_its_words(plan_id: str) -> None:
    text = plan_text(FILES.plans, plan_id)
    made = body(text)
    kept = made.title + "".join(one.text + "".join("".join(row) for row in one.rows) for one in made.passages)
    plain = re.sub(r"\{#[\w.-]+\}|[#>|*`\s-]", "", text)
    assert re.sub(r"[#>|*`\s-]", "", kept) == plain
    assert any(one.kind is Kind.HEADING for one in made.passages)
