"""Parts with their own page numbers, the table of contents, other margins, headings that stay with what follows."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from app.reports.kit import (
    OFFICIAL,
    Block,
    Contents,
    Ends,
    FontLibrary,
    Margins,
    Meta,
    NewPage,
    PageNumbers,
    PageSetup,
    Part,
    PartSetup,
    Prose,
    Rendered,
    Space,
    Table,
    Together,
    headings_of,
    height_pt,
    render,
)
from app.reports.kit import Column as TableColumn
from app.reports.kit.style import OFFICIAL_LEADING_PT
from tests.reports.kit.test_render import MM, characters

NONE = PageSetup(numbers=PageNumbers.NONE)


def paper(story: list[Block], fonts: FontLibrary, setup: PageSetup = NONE) -> Rendered:
    return render(story, setup, fonts, Meta(title="试"))


def pages(result: Rendered) -> list[Any]:
    return list(PdfReader(io.BytesIO(result.pdf)).pages)


def words(page: Any) -> str:
    return re.sub(r"\s", "", page.extract_text())


def book(chapters: int = 3, length: int = 900) -> list[Block]:
    story: list[Block] = [Prose("封面", OFFICIAL.title), Part(PartSetup(PageNumbers.NONE)), Contents("目录", OFFICIAL)]
    story.append(Part(PartSetup(on_right=True)))
    for n in range(chapters):
        story += [Prose(f"第{n}章题", OFFICIAL.level1), Prose("值" * length, OFFICIAL.body), Prose(f"第{n}节题", OFFICIAL.level2)]
        story.append(Prose("守" * 100, OFFICIAL.body))
    return story


def test_each_part_counts_its_own_pages_from_one(fonts: FontLibrary) -> None:
    found = pages(paper(book(), fonts))
    assert "—1—" not in words(found[0]) and "—1—" not in words(found[1])
    assert "—1—" in words(found[2]) and "—2—" in words(found[3])


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_part_on_the_right_begins_on_an_odd_sheet(fonts: FontLibrary, before: int) -> None:
    story: list[Block] = [Prose("首", OFFICIAL.body)]
    for _ in range(before - 1):
        story += [NewPage(), Prose("次", OFFICIAL.body)]
    found = pages(paper([*story, Part(PartSetup(on_right=True)), Prose("正文", OFFICIAL.body)], fonts, PageSetup()))
    body = next(n for n, page in enumerate(found, 1) if "正文" in page.extract_text())
    assert body % 2 == 1 and body == before + (1 if before % 2 == 0 else 2)
    if before % 2:
        assert words(found[before]) == ""


def test_a_part_at_the_very_beginning_leaves_no_blank_page(fonts: FontLibrary) -> None:
    assert paper([Part(PartSetup(on_right=True)), Prose("正文", OFFICIAL.body)], fonts).pages == 1


def test_totals_are_those_of_the_part(fonts: FontLibrary) -> None:
    story: list[Block] = []
    for size in (1, 900):
        story += [Part(PartSetup(PageNumbers.OF_TOTAL)), Prose("值" * size, OFFICIAL.body)]
    found = [words(page) for page in pages(paper(story, fonts))]
    assert "第1页共1页" in found[0] and "第1页共2页" in found[1] and "第2页共2页" in found[2]


def test_a_running_head_begins_on_the_second_page_of_its_part(fonts: FontLibrary) -> None:
    story: list[Block] = []
    for name in ("甲卡", "乙卡"):
        story += [Part(PartSetup(PageNumbers.NONE, head_left=name, head_right="续")), Prose("值" * 900, OFFICIAL.body)]
    found = [words(page) for page in pages(paper(story, fonts))]
    assert [("甲卡续" in text, "乙卡续" in text) for text in found] == [
        (False, False), (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_the_contents_name_every_heading_with_the_number_printed_on_its_page(fonts: FontLibrary) -> None:
    made = paper(book(5), fonts)
    found = pages(made)
    contents = words(found[1])
    for heading, number in zip(headings_of(book(5))[1:], made.heading_pages[1:], strict=True):
        page = next(page for page in found[2:] if heading.text in words(page))
        assert f"—{number}—" in words(page)
        assert f"{heading.text}{number}" in contents


def test_an_entry_of_the_contents_is_a_link_to_its_heading(fonts: FontLibrary) -> None:
    made = paper(book(), fonts)
    reader = PdfReader(io.BytesIO(made.pdf))
    links = [one.get_object() for one in reader.pages[1]["/Annots"]]
    numbers = {page.indirect_reference.idnum: words(page) for page in reader.pages if page.indirect_reference}
    targets = [numbers[link["/Dest"].get_object()[0].idnum] for link in links]
    assert len(links) == 6
    for n in range(3):
        assert f"第{n}章题" in targets[2 * n] and f"第{n}节题" in targets[2 * n + 1]


def test_contents_of_a_paper_without_headings_are_only_a_title(fonts: FontLibrary) -> None:
    made = paper([Contents("目录", OFFICIAL), Prose("值", OFFICIAL.body)], fonts)
    assert words(pages(made)[0]) == "目录值" and made.heading_pages == ()


def test_a_long_entry_is_broken_and_keeps_its_number(fonts: FontLibrary) -> None:
    long = "很长的标题" * 12
    made = paper([Contents("目录", OFFICIAL), NewPage(), Prose(long, OFFICIAL.level1), Prose("值", OFFICIAL.body)], fonts)
    assert words(pages(made)[0]) == f"目录{long}2"


def test_an_entry_longer_than_a_page_goes_on_over_pages(fonts: FontLibrary) -> None:
    long = "很长的标题" * 200
    made = paper([Contents("目录", OFFICIAL), NewPage(), Prose(long, OFFICIAL.level1), Prose("值", OFFICIAL.body)], fonts)
    found = "".join(words(page) for page in pages(made))
    assert found.count("很长的标题") == 400 and f"{long}{made.heading_pages[0]}" in found


def test_a_heading_stays_with_the_first_lines_and_not_with_all_that_follows(fonts: FontLibrary) -> None:
    line = OFFICIAL_LEADING_PT
    for lines_left, on_first in ((4, True), (3, True), (2, False), (1, False)):
        story: list[Block] = [
            Space(line * (22 - lines_left)), Prose("标题在此", OFFICIAL.level1), Prose("值" * 28 * 25, OFFICIAL.body),
        ]  # fmt: skip
        found = [words(page) for page in pages(paper(story, fonts))]
        assert ("标题在此" in found[0]) is on_first, lines_left


def test_a_heading_stays_with_the_first_row_of_a_table(fonts: FontLibrary) -> None:
    table = Table([TableColumn("列甲"), TableColumn("列乙")], [[f"行{n}", "值"] for n in range(60)], OFFICIAL)
    for free_pt, on_first in ((140.0, True), (60.0, False)):
        story: list[Block] = [Space(225 * MM - free_pt), Prose("表题", OFFICIAL.level1), table]
        found = [words(page) for page in pages(paper(story, fonts))]
        assert ("表题" in found[0]) is on_first and ("行0" in found[0]) is on_first


def test_headings_at_the_end_of_a_paper_print(fonts: FontLibrary) -> None:
    made = paper([Prose("一", OFFICIAL.level1), Prose("二", OFFICIAL.level2)], fonts)
    assert words(pages(made)[0]) == "一二"


def test_other_margins_move_text_and_number(fonts: FontLibrary) -> None:
    margins = Margins(top_mm=20, right_mm=15, bottom_mm=30, left_mm=15)
    made = paper([Prose("值" * 400, OFFICIAL.plain)], fonts, PageSetup(margins=margins))
    drawn = characters(pages(made)[0])
    text = [one for one in drawn if one[2] == 16]
    assert min(x for x, *_ in text) == pytest.approx(15 * MM, abs=0.5)
    assert 297 * MM - max(y + 16 * 0.86 for _x, y, *_ in text) == pytest.approx(20 * MM, abs=8)
    number = next(one for one in drawn if one[3].replace(" ", "") == "—1—")
    assert 30 * MM - 7 * MM - 14 <= number[1] <= 30 * MM - 7 * MM


def test_the_height_of_a_story_tells_whether_it_fits_a_page(fonts: FontLibrary) -> None:
    room = Margins().text_height_pt
    for lines in range(18, 26):
        story: list[Block] = [
            Prose("题", OFFICIAL.plain.but(before_pt=12, after_pt=7)),
            Prose("值" * 28 * (lines - 1), OFFICIAL.plain.but(before_pt=5)),
        ]  # fmt: skip
        fits = height_pt(story, NONE, fonts) <= room + 0.05
        assert (paper(story, fonts).pages == 1) is fits, lines


def test_what_is_kept_together_is_measured_and_page_breaks_are_not(fonts: FontLibrary) -> None:
    line = [Prose("值", OFFICIAL.plain)]
    together = height_pt([Together(line)], NONE, fonts)
    assert together == pytest.approx(OFFICIAL_LEADING_PT) == pytest.approx(height_pt(line, NONE, fonts))
    for broken in (NewPage(), Part(PartSetup())):
        with pytest.raises(ValueError, match="no height"):
            height_pt([broken], NONE, fonts)


def test_both_ends_of_a_line_stand_at_the_margins(fonts: FontLibrary) -> None:
    drawn = characters(pages(paper([Ends("左端", "右端", OFFICIAL.plain)], fonts))[0])
    assert [(round(x / MM), text) for x, _y, _s, text in drawn] == [(28, "左端"), (round(184 - 32 / MM), "右端")]


@pytest.mark.parametrize("mark", ["演练", "SUPERSEDED", "一个非常长的水印文字"])
def test_a_watermark_of_any_length_stays_on_the_sheet(fonts: FontLibrary, mark: str) -> None:
    page = pages(paper([Prose("值", OFFICIAL.plain)], fonts, PageSetup(watermark=mark)))[0]
    across: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if size > 30 and text.strip():
            x, y = (tm[4] * cm[n] + tm[5] * cm[n + 2] + cm[n + 4] for n in (0, 1))
            across.append((x, y, size * cm[0], text.strip()))

    page.extract_text(visitor_text=visit)
    assert "".join("".join(text.split()) for *_rest, text in across) == mark
    x, y, advance, _text = across[0]
    assert 0 < x < 105 * MM and 0 < y < 148.5 * MM
    assert 0 < 210 * MM - x < 210 * MM and advance > 0
