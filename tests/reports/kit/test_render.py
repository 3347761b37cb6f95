from __future__ import annotations

import io
import re
import threading
from typing import Any

import pytest
from pypdf import PdfReader

from app.kernel.errors import Fault
from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Block,
    Cell,
    Column,
    FontLibrary,
    KeyValueGrid,
    Meta,
    PageNumbers,
    PageSetup,
    Picture,
    Prose,
    Rendered,
    Space,
    Table,
    render,
)
from tests.reports.kit import specimen

MM = 72 / 25.4
HOSTILE = "<b>粗</b> a & b x<y <img src=file:///etc/passwd> {{x}} %s \\n 'q' \"q\" <para>"


def paper(story: list[Block], fonts: FontLibrary, setup: PageSetup | None = None) -> Rendered:
    return render(story, setup or PageSetup(), fonts, Meta(title="试", author="值守"))


def read(result: Rendered) -> PdfReader:
    return PdfReader(io.BytesIO(result.pdf))


def words(result: Rendered) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in read(result).pages))


def font_objects(reader: PdfReader) -> list[Any]:
    return [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]


def characters(page: Any) -> list[tuple[float, float, float, str]]:
    """(x, y, size, text) of every run drawn on a page, in points."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            found.append((tm[4] + cm[4], tm[5] + cm[5], size, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_every_face_is_embedded_as_a_subset_and_no_base_font_is_listed(fonts: FontLibrary) -> None:
    for story in (specimen.official(), specimen.dense(5)):
        result = paper(story, fonts, PageSetup(watermark="演练", numbers=PageNumbers.OF_TOTAL))
        listed = font_objects(read(result))
        assert listed
        for font in listed:
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"]
        assert b"Helvetica" not in result.pdf


def test_the_text_of_the_paper_is_the_text_that_was_put_in(fonts: FontLibrary) -> None:
    got = words(paper([Prose(specimen.BODY, OFFICIAL.body)], fonts, PageSetup(numbers=PageNumbers.NONE)))
    assert got == re.sub(r"\s", "", specimen.BODY)


@pytest.mark.parametrize("name", ["李镕", "王䶮", "张㛃", "赵堃", "钱喆", "孙犇"])
def test_rare_names_are_printed_by_some_face(fonts: FontLibrary, name: str) -> None:
    result = paper([Prose(f"值班员{name}到岗", OFFICIAL.body)], fonts)
    assert result.missing == () and name in words(result)


def test_what_no_face_has_is_shown_as_a_marker_and_named(fonts: FontLibrary) -> None:
    text = "火\U0001f525警\u202e反\x07铃\U000f0000"
    result = paper([Prose(text, OFFICIAL.body)], fonts, PageSetup(numbers=PageNumbers.NONE))
    assert result.missing == ("\U0001f525", "\u202e", "\x07", "\U000f0000")
    assert fonts.missing_characters(text) == result.missing
    assert words(result) == "火〔U+1F525〕警〔U+202E〕反〔U+0007〕铃〔U+F0000〕"


def test_a_lone_surrogate_and_invisible_joiners_do_not_harm(fonts: FontLibrary) -> None:
    result = paper([Prose("甲\ud800乙\u200b丙\ufeff丁", OFFICIAL.body)], fonts, PageSetup(numbers=PageNumbers.NONE))
    assert words(result) == "甲〔U+D800〕乙丙丁"


def test_a_machine_without_a_chinese_face_is_a_fault_that_says_the_mend(no_fonts: FontLibrary) -> None:
    with pytest.raises(Fault) as caught:
        paper([Prose("值守", OFFICIAL.body)], no_fonts)
    assert caught.value.code == "no_chinese_font" and caught.value.facts["mend"]


def test_a_long_table_repeats_its_head_and_keeps_every_row(fonts: FontLibrary) -> None:
    rows = [[str(n), f"事项{n}号" * 6] for n in range(300)]
    result = paper(
        [Table([Column("序号列"), Column("事项列", 4)], rows, DENSE)],
        fonts,
        PageSetup(numbers=PageNumbers.NONE),
    )
    texts = [page.extract_text() for page in read(result).pages]
    assert len(texts) > 5 and all("序号列" in text for text in texts)
    got = words(result)
    assert all(got.count(f"事项{n}号") == 6 for n in range(300))


def test_a_cell_of_7000_characters_goes_over_pages(fonts: FontLibrary) -> None:
    result = paper([Table([Column("甲"), Column("乙", 3)], [["一", "值守报告" * 1750], ["二", "完"]], DENSE)], fonts)
    assert result.pages >= 3 and words(result).count("值守报告") > 1700


def test_a_tall_row_beside_short_ones_splits_anywhere(fonts: FontLibrary) -> None:
    for before in range(0, 640, 64):
        story: list[Block] = [
            Space(float(before)),
            Table([Column("甲"), Column("乙")], [["左" * 900, "右" * 20]], DENSE),
        ]
        got = words(paper(story, fonts, PageSetup(numbers=PageNumbers.NONE)))
        assert (got.count("左"), got.count("右")) == (900, 20)


def test_an_empty_table_says_so_and_spans_never_overflow(fonts: FontLibrary) -> None:
    story: list[Block] = [
        Table([Column("甲"), Column("乙")], [], DENSE),
        Table([Column("甲"), Column("乙")], [[Cell("宽", span=9)], ["少"], ["多", "多", "余"]], DENSE),
        KeyValueGrid([], DENSE),
    ]
    assert "无" in words(paper(story, fonts))


def test_the_drill_mark_is_on_every_page(fonts: FontLibrary) -> None:
    for page in read(paper(specimen.dense(), fonts, PageSetup(watermark="演练"))).pages:
        big = [text for _x, _y, size, text in characters(page) if size >= 100]
        assert "【演练】" in page.extract_text() and "".join("".join(big).split()) == "演练"


def test_no_drill_mark_without_a_drill(fonts: FontLibrary) -> None:
    assert "演练" not in words(paper(specimen.official(), fonts))


def test_pages_are_numbered_of_a_total(fonts: FontLibrary) -> None:
    result = paper(specimen.dense(), fonts, PageSetup(numbers=PageNumbers.OF_TOTAL))
    pages = read(result).pages
    assert len(pages) == result.pages
    for n, page in enumerate(pages, start=1):
        assert f"第{n}页共{result.pages}页" in re.sub(r"\s", "", page.extract_text())


def test_headings_are_bookmarks_on_their_pages(fonts: FontLibrary) -> None:
    reader = read(paper(specimen.dense(), fonts))
    flat: list[Any] = []

    def walk(items: list[Any]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                flat.append(item)

    walk(reader.outline)
    found = {item.title: reader.get_destination_page_number(item) for item in flat}
    assert list(found) == ["突发事件处置档案", "一、概况", "二、示意图", "三、时间轴"]
    for title, number in found.items():
        assert title in reader.pages[number].extract_text()


def test_the_file_says_what_it_is(fonts: FontLibrary) -> None:
    meta = Meta(title="火灾报告", author="青石镇", subject="首报", created_at_epoch_s=1_784_314_662)
    reader = read(render([Prose("值", OFFICIAL.body)], PageSetup(), fonts, meta))
    info = reader.metadata
    assert info is not None
    assert (info.title, info.author, info.subject) == ("火灾报告", "青石镇", "首报")
    assert info.creation_date is not None and int(info.creation_date.timestamp()) == 1_784_314_662
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_the_same_input_gives_the_same_bytes(fonts: FontLibrary) -> None:
    assert paper(specimen.dense(8), fonts).pdf == paper(specimen.dense(8), fonts).pdf


def test_threads_get_the_same_paper(fonts: FontLibrary) -> None:
    expected = paper(specimen.official(), fonts).pdf
    results: list[bytes] = []
    threads = [threading.Thread(target=lambda: results.append(paper(specimen.official(), fonts).pdf)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_a_broken_picture_costs_a_frame_not_the_report(fonts: FontLibrary) -> None:
    for data in (b"", b"garbage", specimen.picture()[:200]):
        assert "图片无法读取" in words(paper([Picture(data, DENSE.caption, "图1")], fonts))


def test_nothing_at_all_is_a_blank_sheet(fonts: FontLibrary) -> None:
    assert paper([Prose("", OFFICIAL.body)], fonts).pages == 1
    assert paper([], fonts).pages == 1


def test_golden_text_of_the_official_letter(fonts: FontLibrary) -> None:
    got = words(paper(specimen.official(), fonts))
    for part in (
        "000001特急",
        "青政报〔2026〕7号",
        "签发人：王某",
        "青石镇人民政府关于青石村三组房屋火灾应急处置工作有关情况的报告",
        "县人民政府总值班室：",
        "一、基本情况（一）伤亡情况截至3时40分，死亡1人0人〔更正〕，受伤1人〔核实〕。",
        "附件：1.现场示意图2.青石村三组",
        "青石镇人民政府2026年7月18日",
        "抄送：县应急管理局",
    ):
        assert part in got, part
