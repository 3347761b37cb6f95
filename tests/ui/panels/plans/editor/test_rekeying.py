"""The prose under edit: links go on pointing at the same words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.plan.prose import paragraphs
from app.domain.planning.model import ExtractedItem, Extraction, Unread
from app.ui.panels.plans.editor.draft import Draft
from app.ui.panels.plans.editor.rekeying import followed, insert_numbered, with_text
from tests.world import content

TEXT = """# 预案

开头没有编号。

1.1 先报告带班领导。

1.2 再通知村里。

## 二、组织

2.1 指挥部。

2.2 工作组。
"""


def draft(text=TEXT, **links):
    keys = {"tasks/call": ("1.1",), "tasks/ring": ("1.2", "¶2"), "scope": ("2.2",), **links}
    return Draft(replace(content(links=keys), text=text))


def words_behind(one: Draft) -> dict[str, list[str]]:
    """What each part points at, in words without their numbers."""
    known = {paragraph.key: paragraph.text.lstrip("0123456789. ") for paragraph in paragraphs(one.content.text)}
    return {address: [known.get(key, f"!{key}") for key in keys] for address, keys in one.plan.links.items()}


BEHIND = {
    "tasks/call": ["先报告带班领导。"], "tasks/ring": ["再通知村里。", "开头没有编号。"], "scope": ["工作组。"],
}


def test_the_sample_points_where_it_should():
    assert words_behind(draft()) == BEHIND


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# 预案\n", "# 预案\n\n又一段没有编号。\n"),
        ("1.2 再", "1.3 再"),
        ("## 二、组织\n", "## 二、组织\n\n2.0 总说。\n\n"),
        ("1.1 先报告带班领导。\n\n1.2 再通知村里。", "1.1 再通知村里。\n\n1.2 先报告带班领导。"),
        ("开头没有编号。", "插在前面。\n\n开头没有编号。"),
    ],
)
def test_links_follow_their_words(old, new):
    edited = with_text(draft(), TEXT.replace(old, new))
    assert words_behind(edited) == BEHIND


def test_words_that_are_rewritten_keep_their_links():
    edited = with_text(draft(), TEXT.replace("先报告带班领导", "五分钟内报告带班领导和分管领导"))
    assert words_behind(edited)["tasks/call"] == ["五分钟内报告带班领导和分管领导。"]


def test_a_paragraph_that_is_split_or_joined_is_not_lost():
    split = with_text(draft(), TEXT.replace("先报告带班领导。", "先报告带班领导。\n\n1.15 另起。"))
    assert words_behind(split)["tasks/call"] == ["先报告带班领导。"]
    joined = with_text(draft(), TEXT.replace("带班领导。\n\n1.2 再通知村里。", "带班领导。再通知村里。"))
    assert words_behind(joined)["tasks/call"] == words_behind(joined)["tasks/ring"][:1] == ["先报告带班领导。再通知村里。"]


def test_what_is_cut_and_pasted_elsewhere_takes_its_links_along():
    without = with_text(draft(), TEXT.replace("1.1 先报告带班领导。\n\n", ""))
    assert "tasks/call" not in without.plan.links
    typed = with_text(without, without.content.text.replace("指挥部。", "指挥部设在镇政府。"))
    pasted = with_text(typed, typed.content.text + "\n1.1 先报告带班领导。\n")
    assert words_behind(pasted) == BEHIND and pasted.cut == ()


def test_positions_of_extracted_items_follow_too():
    items = (ExtractedItem("i", "tasks/call", "¶2", "w", "r", 0.5), ExtractedItem("j", "scope", "2.2", "w", "r", 0.5))
    whole = replace(draft(), extraction=Extraction("f", "0", items, (Unread("1.2", "w", "table"),)))
    edited = with_text(whole, TEXT.replace("# 预案\n", "# 预案\n\n新的一段。\n").replace("1.2 再通知村里。\n\n", ""))
    assert edited.extraction is not None
    assert [one.paragraph for one in edited.extraction.items] == ["¶3", "2.2"]
    assert edited.extraction.unread[0].paragraph == ""


def test_a_link_to_nothing_stays_as_it_was_written():
    edited = with_text(draft(scope=("9.9",)), TEXT + "\n又一段。\n")
    assert edited.plan.links["scope"] == ("9.9",)


@pytest.mark.parametrize(
    ("line", "label", "after"),
    [
        (4, "1.2 ", ["1.1", "1.2", "1.3", "2.1", "2.2"]),
        (6, "1.3 ", ["1.1", "1.2", "1.3", "2.1", "2.2"]),
        (8, "2.1 ", ["1.1", "1.2", "2.1", "2.2", "2.3"]),
        (12, "2.3 ", ["1.1", "1.2", "2.1", "2.2", "2.3"]),
        (99, "2.3 ", ["1.1", "1.2", "2.1", "2.2", "2.3"]),
        (0, "", ["1.1", "1.2", "2.1", "2.2"]),
    ],
)
def test_a_numbered_paragraph_is_put_in_and_its_siblings_count_up(line, label, after):
    made = insert_numbered(TEXT, line)
    assert made.text[: made.cursor].endswith("\n\n" + label)
    typed = made.text[: made.cursor] + "新增内容。" + made.text[made.cursor :]
    assert [one.key for one in paragraphs(typed) if one.key[0].isdigit()] == after
    assert words_behind(with_text(draft(), typed)) == BEHIND


def test_numbers_inside_a_paragraph_are_figures():
    text = "1.1 高\n1.3 米。\n\n1.2 完。\n"
    assert "\n1.3 米" in insert_numbered(text, 0).text and "\n\n1.3 完" in insert_numbered(text, 0).text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="#1.2一 \n{}p章", max_size=120), st.text(alphabet="#1.2一 \n{}p章", max_size=120))
def test_any_two_texts_can_follow_one_another(one, two):
    before, after = paragraphs(one), paragraphs(two)
    keys = followed(before, after)
    assert set(keys) == {paragraph.key for paragraph in before}
    assert {key for key in keys.values() if key is not None} <= {paragraph.key for paragraph in after}
    there = with_text(Draft(replace(content(), text=one)), two)
    assert with_text(there, two) is there
    made = insert_numbered(one, 3)
    assert 0 <= made.cursor <= len(made.text)
