"""Plain text of a story: the same words in the same order, ready to be copied."""

from __future__ import annotations

import pytest

from app.reports.kit import (
    OFFICIAL,
    Block,
    Cell,
    Column,
    Contents,
    Ends,
    Imprint,
    KeyValueGrid,
    Letterhead,
    NewPage,
    Part,
    PartSetup,
    Picture,
    Prose,
    Room,
    Rule,
    Signature,
    SignatureLine,
    Space,
    Table,
    Together,
    struck,
)
from app.reports.kit.plain import write_plain
from tests.reports.kit import specimen
from tests.reports.kit.test_render import HOSTILE


def lines(*story: Block) -> list[str]:
    return write_plain(story).text.split("\n")[:-1]


def test_headings_stand_apart_and_paragraphs_are_indented() -> None:
    body = [Prose(text, OFFICIAL.body) for text in ("目的。", "范围。")]
    story = (Prose("一、总则", OFFICIAL.level1), *body, Prose("题\n目", OFFICIAL.title))
    assert lines(*story) == ["一、总则", "", "　　目的。", "　　范围。", "", "题　目"]


def test_a_row_is_a_line() -> None:
    table = Table([Column("时限"), Column("任务")], [["3分钟", "回拨\n核实"], [Cell("合并", span=2)]], OFFICIAL)
    assert lines(table) == ["时限 | 任务", "3分钟 | 回拨 核实", "合并"]


def test_names_and_values_are_lines() -> None:
    assert lines(KeyValueGrid([("版本", "2026.1"), ("状态", "现行")], OFFICIAL)) == ["版本：2026.1", "状态：现行"]


def test_what_only_paper_has_is_left_out() -> None:
    story = (Part(PartSetup()), Space(9), Contents("目录", OFFICIAL), NewPage(), Rule(), Room(9), Prose("值", OFFICIAL.plain))
    assert lines(*story) == ["值"]


def test_a_fact_that_was_struck_through_does_not_pass_for_one_that_stands() -> None:
    assert lines(Prose(["死亡", struck("1人"), "2人"], OFFICIAL.plain)) == ["死亡〔划去：1人〕2人"]


def test_official_parts_say_their_words() -> None:
    story = (
        Letterhead("青石镇", number="青〔2026〕7号", signer="王某", urgency=("特急",)),
        Together([Ends("左", "右", OFFICIAL.plain), SignatureLine(("交班人",), OFFICIAL.plain)]),
        Picture(b"", OFFICIAL.caption, "图1"), Signature("青石镇", "2026年7月18日"), Imprint("县局", "党政办", "7月18日印发"),
    )  # fmt: skip
    said = "".join(lines(*story))
    for part in ("特急", "签发人：王某", "左　　右", "交班人：", "〔图1〕", "2026年7月18日", "抄送：县局", "党政办"):
        assert part in said


@pytest.mark.parametrize("story", [specimen.official, specimen.dense])
def test_every_block_of_the_kit_has_words(story: object) -> None:
    assert len(write_plain(story()).text) > 300  # type: ignore[operator]


def test_hostile_text_is_text_and_what_has_no_form_is_named() -> None:
    assert lines(Prose(HOSTILE, OFFICIAL.plain)) == [HOSTILE]
    made = write_plain([Prose("火\x07\x1c警", OFFICIAL.plain), Table([Column("")], [["\ud800"]], OFFICIAL)])
    assert made.missing == ("\x07", "\x1c", "\ud800") and "火〔U+0007〕〔U+001C〕警" in made.text and "〔U+D800〕" in made.text


def test_an_unknown_block_is_a_bug_that_shows() -> None:
    class Strange(Block, frozen=True):
        pass

    with pytest.raises(TypeError, match="Strange"):
        write_plain([Strange()])
