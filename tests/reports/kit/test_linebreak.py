from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.kit.linebreak import (
    HALF_AT_END,
    NO_END,
    NO_START,
    Line,
    balanced_lines,
    break_lines,
    is_word,
    kinsoku_allows,
    may_break,
)

MIXED = st.text(
    alphabet=st.sampled_from("值守报告火灾人员死亡，。；：！？、）》”’（《“‘〔〕￥℃…—·%AbZ09.:/- \n○①㎡"),
    max_size=120,
)
ANY = st.text(max_size=80)


def em_widths(text: str, em: float = 10) -> list[float]:
    return [0.0 if c == "\n" else em if unicodedata.east_asian_width(c) in "WFA" else em / 2 for c in text]


def pieces(text: str, lines: list[Line]) -> list[str]:
    return [text[line.start : line.end] for line in lines]


@given(MIXED | ANY, st.integers(1, 300), st.integers(1, 300))
def test_nothing_is_lost_added_or_moved(text: str, width: int, first: int) -> None:
    lines = break_lines(text, em_widths(text), width, first)
    assert "".join(pieces(text, lines)) == text
    assert all(line.start < line.end for line in lines)


@given(MIXED, st.integers(40, 300))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    for line in break_lines(text, em_widths(text), width):
        assert line.width <= width + 1e-6 or line.end - line.start <= 2


@given(MIXED, st.integers(40, 300))
def test_forbidden_marks_never_stand_at_an_edge_unless_the_whole_line_allows_no_break(text: str, width: int) -> None:
    lines = break_lines(text, em_widths(text), width)
    for line in lines:
        if line.last:
            continue
        allowed = any(kinsoku_allows(text[i - 1], text[i]) for i in range(line.start + 1, line.end + 1))
        assert kinsoku_allows(text[line.end - 1], text[line.end]) or not allowed


@given(MIXED, st.integers(40, 300))
def test_words_and_numbers_stay_whole_unless_longer_than_the_line(text: str, width: int) -> None:
    for line in break_lines(text, em_widths(text), width):
        if line.last or not (is_word(text[line.end - 1]) and is_word(text[line.end])):
            continue
        assert not any(may_break(text[i - 1], text[i]) for i in range(line.start + 1, line.end + 1))


@pytest.mark.parametrize("mark", sorted(NO_START))
def test_every_closing_mark_is_kept_off_the_start(mark: str) -> None:
    text = "值" * 9 + "守" + mark + "后" * 9
    lines = break_lines(text, [10.0] * len(text), 100)
    assert all(piece[0] != mark for piece in pieces(text, lines))


@pytest.mark.parametrize("mark", sorted(NO_END))
def test_every_opening_mark_is_kept_off_the_end(mark: str) -> None:
    text = "值" * 9 + mark + "后" * 9
    lines = break_lines(text, [10.0] * len(text), 100)
    assert all(piece[-1] != mark for piece in pieces(text, lines)[:-1])


@pytest.mark.parametrize("mark", sorted(HALF_AT_END))
def test_a_closing_mark_at_the_end_takes_half_its_width(mark: str) -> None:
    text = "值" * 9 + mark + "后" * 5
    line = break_lines(text, [10.0] * len(text), 95)[0]
    assert (line.end, line.squeezed, line.width) == (10, True, 95)


def test_a_number_moves_to_the_next_line_as_a_whole() -> None:
    text = "过火面积约为1200.5㎡"
    assert pieces(text, break_lines(text, em_widths(text), 80)) == ["过火面积约为", "1200.5㎡"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    text = "a" * 50_000
    lines = break_lines(text, [5.0] * len(text), 100)
    assert len(lines) == 2_500 and lines[0].end == 20


def test_newlines_end_paragraphs_and_blanks_hang() -> None:
    text = "值守 \n报告"
    lines = break_lines(text, em_widths(text), 20)
    assert [(line.end, line.visible_end, line.last) for line in lines] == [(4, 2, True), (6, 6, True)]


def test_a_title_breaks_into_near_equal_lines_not_a_full_one_and_a_stump() -> None:
    text = "青石镇人民政府关于青石村三组房屋火灾应急处置工作的报告"
    lines = balanced_lines(text, [22.0] * len(text), 24 * 22)
    assert len(lines) == 2 and abs(lines[0].width - lines[1].width) <= 6 * 22


def test_a_title_breaks_at_the_seams_between_words() -> None:
    parts = ["青石镇人民政府关于", "青石村三组", "房屋火灾", "应急处置工作的", "报告"]
    text = "".join(parts)
    seams = frozenset(len("".join(parts[:n])) for n in range(1, len(parts)))
    lines = balanced_lines(text, [22.0] * len(text), 18 * 22, seams=seams)
    assert len(lines) == 2 and lines[0].end in seams


def test_a_three_line_title_is_no_hourglass() -> None:
    text = "关于进一步加强汛期地质灾害隐患点巡查值守和受威胁群众转移避险安置工作的紧急通知有关事项"
    widths = [line.width for line in balanced_lines(text, [22.0] * len(text), 18 * 22)]
    assert len(widths) == 3 and widths[1] >= min(widths[0], widths[2])


@given(MIXED, st.integers(40, 400))
def test_a_balanced_title_loses_nothing(text: str, width: int) -> None:
    assert "".join(pieces(text, balanced_lines(text, em_widths(text), width))) == text
