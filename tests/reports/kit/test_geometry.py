"""GB/T 9704-2012 measured on the finished PDF: every figure within a tenth of a millimetre."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader

from app.reports.kit import (
    OFFICIAL,
    FaceRole,
    FontLibrary,
    Imprint,
    Letterhead,
    Meta,
    PageNumbers,
    PageSetup,
    Prose,
    Signature,
    Space,
    attachments,
    render,
)
from app.reports.kit.linebreak import HALF_AT_END
from app.reports.kit.style import OFFICIAL_LEADING_PT
from tests.reports.kit import specimen
from tests.reports.kit.pages import Glyph, Walked, said, walk

MM = 72 / 25.4
TENTH = 0.1
RED = (0.82, 0.05, 0.05)
EM_ABOVE, EM_BELOW = 0.86, 0.14
"""Where the square of a Chinese character lies about its baseline."""
CHAR_MM, LINE_MM = 156 / 28, (225 - 16 / MM) / 21


@pytest.fixture(scope="module")
def letter(fonts: FontLibrary) -> list[Walked]:
    result = render(specimen.official(), PageSetup(), fonts, Meta(title="试"))
    return [walk(page) for page in PdfReader(io.BytesIO(result.pdf)).pages]


def left(row: list[Glyph]) -> float:
    return row[0].x / MM - 28


def right(row: list[Glyph]) -> float:
    return 210 - 26 - row[-1].right / MM


def top(row: list[Glyph]) -> float:
    """The upper edge of a row's characters below the upper edge of the text area."""
    return 297 - 37 - (row[0].y + EM_ABOVE * row[0].size) / MM


def foot(row: list[Glyph]) -> float:
    return 297 - 37 - (row[0].y - EM_BELOW * row[0].size) / MM


def near(value: float) -> object:
    return pytest.approx(value, abs=TENTH)


def test_22_lines_of_28_characters_fill_the_text_area_to_its_edges(fonts: FontLibrary) -> None:
    result = render([Prose("值" * 28 * 44, OFFICIAL.plain)], PageSetup(numbers=PageNumbers.NONE), fonts, Meta(title="试"))
    pages = PdfReader(io.BytesIO(result.pdf)).pages
    assert [(float(p.mediabox.width) / MM, float(p.mediabox.height) / MM) for p in pages] == [(near(210), near(297))] * 2
    for page in pages:
        rows = walk(page).rows()
        assert [len(row) for row in rows] == [28] * 22
        assert {one.size for row in rows for one in row} == {16}
        assert top(rows[0]) == near(0) and foot(rows[-1]) == near(225)
        assert all(left(row) == near(0) and right(row) == near(0) for row in rows)
        assert all((b.x - a.x) / MM == near(CHAR_MM) for row in rows for a, b in pairwise(row))
        assert all((upper[0].y - lower[0].y) / MM == near(LINE_MM) for upper, lower in pairwise(rows))


def test_the_head_stands_where_the_standard_puts_it(letter: list[Walked], fonts: FontLibrary) -> None:
    page = letter[0]
    copy, urgent, mark, number = (page.row(words) for words in ("000001", "特急", "青石镇人民政府", "青政报〔2026〕7号"))
    assert (top(copy), left(copy)) == (near(0), near(0)) and copy[0].size == 16
    assert (top(urgent), left(urgent)) == (near(LINE_MM), near(0))
    face = fonts.chain(FaceRole.XIAOBIAOSONG).first
    ink_top = max(one.y + face.ink(one.text)[3] * one.size for one in mark)
    assert 297 - 37 - ink_top / MM == near(35)
    assert (mark[0].x + mark[-1].right) / 2 / MM == near(28 + 78)
    assert mark[0].colour == RED
    assert top(number) - foot(mark) == near(2 * LINE_MM)
    assert (left(number), right(number)) == (near(CHAR_MM), near(CHAR_MM)) and said(number).endswith("签发人：王某")
    assert number[-1].font != number[-5].font or fonts.chain(FaceRole.KAITI).first is fonts.chain(FaceRole.FANGSONG).first
    rule = next(one for one in page.strokes if one.colour == RED)
    assert 297 - 37 - (rule.y1 + rule.weight / 2) / MM - foot(number) == near(4)
    assert (rule.x1 / MM, rule.x2 / MM) == (near(28), near(28 + 156)) and rule.y1 == rule.y2
    title = page.row("青石镇人民政府关于")
    assert top(title) - (297 - 37 - (rule.y1 - rule.weight / 2) / MM) == near(2 * LINE_MM) and title[0].size == 22


def test_without_a_signer_the_number_stands_in_the_middle(fonts: FontLibrary) -> None:
    result = render([Letterhead("青石镇人民政府", number="青政发〔2026〕7号")], PageSetup(), fonts, Meta(title="试"))
    number = walk(PdfReader(io.BytesIO(result.pdf)).pages[0]).row("青政发")
    assert (number[0].x + number[-1].right) / 2 / MM == near(28 + 78)


def test_the_title_is_balanced_and_the_text_below_it_is_back_on_the_grid(letter: list[Walked]) -> None:
    page = letter[0]
    rows = page.rows()
    lines = [row for row in rows if row[0].size == 22]
    middles = {round((row[0].x + row[-1].right) / 2 / MM, 1) for row in lines}
    widths = [(row[-1].right - row[0].x) / MM for row in lines]
    assert middles == {106.0} and max(widths) - min(widths) < 50 and max(widths) <= 156
    assert [said(row) for row in lines] == ["青石镇人民政府关于青石村三组", "房屋火灾应急处置工作有关情况的报告"]
    addressee = page.row("县人民政府总值班室：")
    assert left(addressee) == near(0) and LINE_MM < top(addressee) - foot(lines[-1]) < 3 * LINE_MM
    for row in rows[rows.index(addressee) :]:
        if row[0].size == 16:
            assert top(row) / LINE_MM == pytest.approx(round(top(row) / LINE_MM), abs=TENTH / LINE_MM), said(row)


def test_levels_have_the_faces_of_the_standard_and_two_characters_of_indent(letter: list[Walked], fonts: FontLibrary) -> None:
    roles = {"一、基本情况": FaceRole.HEITI, "（一）伤亡情况": FaceRole.KAITI, "1.直接经济损失": FaceRole.FANGSONG}
    for words, role in roles.items():
        row = next(page for page in letter if any(words in said(r) for r in page.rows())).row(words)
        assert left(row) == near(2 * CHAR_MM) and row[0].size == 16
        assert row[1].font.split("+")[1] in fonts.chain(role).first.name


def test_the_end_of_the_letter(letter: list[Walked]) -> None:
    last = letter[-1]
    attached, deeper = last.row("附件：1."), last.row("2.青石村三组")
    assert left(attached) == near(2 * CHAR_MM) and left(deeper) == near(5 * CHAR_MM)
    assert left(last.row("的有关说明材料")) == near((deeper[3].x / MM) - 28)
    rows = last.rows()
    assert top(attached) - top(rows[rows.index(attached) - 1]) == near(2 * LINE_MM)
    organ, date = last.row("青石镇人民政府"), last.row("2026年7月18日")
    assert said(date) == "2026年7月18日" and right(date) == near(4 * CHAR_MM)
    assert (organ[0].x + organ[-1].right) / 2 / MM == near((date[0].x + date[-1].right) / 2 / MM)
    assert top(date) - top(organ) == near(LINE_MM)
    assert top(organ) - top(rows[rows.index(organ) - 1]) == near(3 * LINE_MM)


def test_the_imprint_rests_on_the_lower_edge_between_thick_and_thin_rules(letter: list[Walked]) -> None:
    last = letter[-1]
    rules = sorted((one for one in last.strokes if one.x2 - one.x1 > 100 * MM), key=lambda one: -one.y1)
    assert [round(one.weight / MM, 2) for one in rules] == [0.35, 0.25, 0.35]
    assert all((one.x1 / MM, one.x2 / MM) == (near(28), near(28 + 156)) for one in rules)
    assert rules[-1].y1 / MM == near(35)
    copies, issued = last.row("抄送："), last.row("印发")
    assert copies[0].size == issued[0].size == 14
    assert left(copies) == left(issued) == near(14 / MM) and right(issued) == near(14 / MM)
    assert left(last.row("主席团")) == near(14 * 4 / MM)


def test_page_numbers_stand_outside_seven_millimetres_below_the_text(letter: list[Walked], fonts: FontLibrary) -> None:
    dash_top = fonts.chain(FaceRole.SONGTI).first.ink("—")[3] * 14
    for number, page in enumerate(letter, start=1):
        row = page.row(f"—{number}—")
        assert {one.size for one in row} == {14}
        assert 35 - (row[0].y + dash_top) / MM == near(7)
        assert (right(row) if number % 2 else left(row)) == near(14 / MM)


def test_no_line_and_no_character_leaves_the_text_area(letter: list[Walked]) -> None:
    for page in letter:
        for row in page.rows():
            if row[0].y > 35 * MM:
                white = 8 / MM if said(row)[-1] in HALF_AT_END else 0  # of a closing mark, which hangs over
                assert left(row) > -TENTH and right(row) > -TENTH - white, said(row)


@pytest.mark.parametrize("lines", range(15, 23))
def test_signature_date_and_seal_never_stand_alone_on_a_page(fonts: FontLibrary, lines: int) -> None:
    text = "值" * (28 * lines - 2)
    story = [Prose(text, OFFICIAL.body), Signature("青石镇人民政府", "2026年7月18日"), Imprint("", "甲", "乙")]
    result = render(story, PageSetup(numbers=PageNumbers.NONE), fonts, Meta(title="试"))
    pages = [walk(page).rows() for page in PdfReader(io.BytesIO(result.pdf)).pages]
    at = next(n for n, rows in enumerate(pages) if any("2026年7月18日" in said(row) for row in rows))
    texts = [sum("值" in said(row) for row in rows) for rows in pages]
    assert sum(texts) == lines and texts[at] >= 2
    assert any("青石镇" in said(row) for row in pages[at])
    assert at == (0 if lines <= 18 else 1)


def test_a_signature_after_attachments_and_after_nothing(fonts: FontLibrary) -> None:
    signed = Signature("青石镇人民政府", "2026年7月18日")
    story = [Space(OFFICIAL_LEADING_PT * 15), Prose("值" * 28 * 2, OFFICIAL.body), *attachments(["甲表", "乙表"]), signed]
    result = render(story, PageSetup(numbers=PageNumbers.NONE), fonts, Meta(title="试"))
    last = [said(row) for row in walk(PdfReader(io.BytesIO(result.pdf)).pages[-1]).rows()]
    assert "值" in last[0] and last[-1] == "2026年7月18日"
    assert render([signed], PageSetup(), fonts, Meta(title="试")).pages == 1
    tall = [Prose("值" * 28 * 60, OFFICIAL.body), signed]
    assert render(tall, PageSetup(), fonts, Meta(title="试")).pages == 3
