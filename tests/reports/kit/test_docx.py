"""Word files: they open, they hold every word, their headings, fields, tables and faces are real ones."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Block,
    Cell,
    Column,
    Contents,
    Imprint,
    KeyValueGrid,
    Letterhead,
    Margins,
    Meta,
    NewPage,
    PageNumbers,
    PageSetup,
    Part,
    PartSetup,
    Picture,
    Prose,
    RenderStopped,
    Rule,
    Run,
    Signature,
    SignatureLine,
    Space,
    Table,
    Together,
    struck,
)
from app.reports.kit.docx import write_docx
from tests.reports.kit import specimen
from tests.reports.kit.test_render import HOSTILE

META = Meta(title="房屋火灾预案", author="青石镇应急管理站", subject="专项预案", keywords="a b", created_at_epoch_s=1_784_314_662)


def written(story: list[Block], setup: PageSetup | None = None, **more: Any) -> bytes:
    return write_docx(story, setup or PageSetup(), META, **more).docx


def opened(story: list[Block], setup: PageSetup | None = None, **more: Any) -> Any:
    return docx.Document(io.BytesIO(written(story, setup, **more)))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", errors="replace") for name in package.namelist()}


def texts(data: bytes) -> str:
    """All words of the body in order, without blanks."""
    body = docx.Document(io.BytesIO(data)).element.body
    return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter(qn("w:t"))))


def instructions(element: Any) -> list[str]:
    return [node.text.strip() for node in element.iter(qn("w:instrText"))]


def book() -> list[Block]:
    return [
        Prose("封面题目", OFFICIAL.title.but(outline_level=-1)),
        Part(PartSetup(PageNumbers.NONE)),
        Contents("目录", OFFICIAL),
        Part(PartSetup(on_right=True)),
        Prose("正文题目", OFFICIAL.title),
        Prose("一、总则", OFFICIAL.level1),
        Prose("（一）目的", OFFICIAL.level2),
        Prose("正文。", OFFICIAL.body),
        NewPage(),
        Prose("附表1　任务", OFFICIAL.title.but(outline_level=1, size_pt=18)),
        Table([Column("时限"), Column("任务", 4)], [["3分钟", "回拨"]] * 80, OFFICIAL),
    ]


@pytest.mark.parametrize("story", [specimen.official, specimen.dense, book])
def test_it_opens_and_holds_every_word_of_the_story(story: Any) -> None:
    got = texts(written(story()))
    for block in story():
        if isinstance(block, Prose):
            plain = block.text if isinstance(block.text, str) else "".join(r if isinstance(r, str) else r.text for r in block.text)
            assert re.sub(r"\s", "", plain) in got
        elif isinstance(block, Table):
            assert all(re.sub(r"\s", "", cell) in got for row in block.rows for cell in row if isinstance(cell, str))


def test_the_sheet_is_that_of_the_standard() -> None:
    document = opened([Prose("值", OFFICIAL.body)])
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 37, 28, 26] and round(section.bottom_margin.mm) == 35
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    body = document.styles["Body Text"]
    assert body.font.size.pt == 16 and body.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_28_characters_of_the_body_fit_a_line() -> None:
    spacing = opened([Prose("值", OFFICIAL.body)]).styles["Body Text"].element.rPr.find(qn("w:spacing"))
    advance_pt = 16 + int(spacing.get(qn("w:val"))) / 20
    assert 28 * advance_pt <= 156 * 72 / 25.4 < 29 * advance_pt


def test_other_margins_are_kept_and_bring_no_grid() -> None:
    section = opened([Prose("值", OFFICIAL.body)], PageSetup(margins=Margins(18, 14, 26, 14))).sections[0]
    assert [round(m.mm) for m in (section.top_margin, section.right_margin, section.bottom_margin)] == [18, 14, 26]
    assert section._sectPr.find(qn("w:docGrid")) is None


def test_faces_are_named_as_the_standard_means_them() -> None:
    styles = opened(book()).styles
    def face(name: str) -> str:
        return str(styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")))

    assert [face(n) for n in ("Title", "Heading 1", "Heading 2", "Body Text")] == [
        "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312",
    ]  # fmt: skip
    table = parts(written(book()))["word/fontTable.xml"]
    for name, also in (("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体")):
        assert f'w:name="{name}"><w:altName w:val="{also}"' in table


def test_headings_are_real_headings() -> None:
    document = opened(book())
    found = {p.text: p.style.name for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))}
    assert found["一、总则"] == "Heading 1" and found["（一）目的"] == "Heading 2" and found["正文题目"] == "Title"
    annex = next(p for p in document.paragraphs if p.text == "附表1　任务")
    assert annex.style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"


def test_deeper_levels_are_headings_too() -> None:
    level3 = OFFICIAL.level3.but(outline_level=3, keep_with_next=True)
    level4, varied = level3.but(outline_level=4), level3.but(size_pt=20)
    document = opened([Prose("1.要点", level3), Prose("（1）细目", level4), Prose("变样", varied)])
    names = [p.style.name for p in document.paragraphs]
    assert names[:2] == ["Heading 3", "Heading 4"]
    assert document.paragraphs[2].style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "2"


def test_the_contents_are_a_field_filled_with_entries_that_point_at_the_headings() -> None:
    document = opened(book(), pages=("", "1", "1", "2"))
    body = document.element.body
    assert instructions(body)[0] == 'TOC \\o "1-2" \\h \\z \\u'
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    anchors = [node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))]
    assert len(anchors) == 3 and set(anchors) <= marks
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc")]
    assert [re.sub(r"\s", "", "".join(t.text for t in p._p.iter(qn("w:t")))) for p in entries] == [
        "一、总则1", "（一）目的1", "附表1任务2",
    ]  # fmt: skip
    assert "updateFields" not in parts(written(book()))["word/settings.xml"]


def test_fields_are_closed_as_often_as_opened() -> None:
    for story in (book(), [Contents("目录", OFFICIAL)], [Contents("目录", OFFICIAL), Prose("一、", OFFICIAL.level1)]):
        body = opened(story).element.body
        kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
        assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") > 0


def test_each_part_is_a_section_with_its_own_numbers() -> None:
    document = opened(book(), PageSetup(numbers=PageNumbers.NONE, foot="校验码"))
    cover, contents, body = document.sections
    for section in (cover, contents):
        assert instructions(section.footer._element) == [] and "校验码" in section.footer._element.xml
    assert instructions(body.footer._element) == instructions(body.even_page_footer._element) == ["PAGE"]
    odd, even = body.footer.paragraphs[0], body.even_page_footer.paragraphs[0]
    assert re.sub(r"\s", "", odd.text) == "—1—"
    assert (odd.style.element.pPr.find(qn("w:jc")).get(qn("w:val")), even.style.element.pPr.find(qn("w:jc")).get(qn("w:val"))) == (
        "right", "left",
    )  # fmt: skip
    assert body._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert body._sectPr.find(qn("w:type")).get(qn("w:val")) == "oddPage"
    assert document.settings.odd_and_even_pages_header_footer is True


def test_a_part_right_at_the_beginning_makes_no_empty_section() -> None:
    first, second = Prose("卡一", OFFICIAL.body), Prose("卡二", OFFICIAL.body)
    document = opened([Part(PartSetup(PageNumbers.OF_TOTAL)), first, Part(PartSetup()), second])
    assert len(document.sections) == 2
    assert instructions(document.sections[0].footer._element) == ["PAGE", "SECTIONPAGES"]


def test_a_part_after_a_table_and_a_table_at_the_end() -> None:
    table = Table([Column("甲")], [["一"]], OFFICIAL)
    document = opened([table, Part(PartSetup()), table, table, NewPage(), table])
    assert len(document.sections) == 2 and len(document.tables) == 4
    last = document.element.body[-1]
    assert last.tag == qn("w:sectPr") and document.element.body[-2].tag == qn("w:p")
    tags = [child.tag for child in document.element.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


def test_a_running_head_is_left_out_on_the_first_page() -> None:
    setup = PartSetup(PageNumbers.NONE, head_left="值班员处置卡", head_right="续正面")
    section = opened([Part(setup), Prose("值", OFFICIAL.body)]).sections[0]
    assert section.different_first_page_header_footer is True
    assert "值班员处置卡" in section.header._element.xml and "值班员处置卡" not in section.first_page_header._element.xml


def test_a_drill_is_marked_in_the_head_of_every_page_and_across_it() -> None:
    document = opened(book(), PageSetup(watermark="演练"))
    for section in document.sections:
        for head in (section.header, section.even_page_header):
            assert "【演练】" in "".join(p.text for p in head.paragraphs)
            assert 'string="演练"' in head._element.xml
    assert "演练" not in "".join(parts(written(book())).values())


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole() -> None:
    document = opened([Table([Column("时限"), Column("任务", 3)], [["1", "x"], ["2", "长" * 900]], OFFICIAL)])
    rows = document.tables[0].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None
    assert rows[2]._tr.trPr is None or rows[2]._tr.trPr.find(qn("w:cantSplit")) is None
    widths = [int(col.get(qn("w:w"))) for col in document.tables[0]._tbl.tblGrid]
    assert widths[1] == pytest.approx(3 * widths[0], abs=2) and sum(widths) == pytest.approx(156 * 72 / 25.4 * 20, abs=3)


def test_spans_shades_and_short_rows() -> None:
    table = Table([Column("甲"), Column("乙"), Column("丙")], [[Cell("宽", span=9, shaded=True)], ["少"]], DENSE)
    pairs = KeyValueGrid([("名", "值"), ("宽名", "宽值")], DENSE, wide=frozenset({"宽名"}))
    made = opened([table, Table([Column("甲")], [], DENSE), pairs])
    wide = made.tables[0].rows[1]._tr
    assert len(wide.tc_lst) == 1 and wide.tc_lst[0].grid_span == 3
    assert wide.tc_lst[0].tcPr.find(qn("w:shd")) is not None
    assert len(made.tables[0].rows[2]._tr.tc_lst) == 3
    assert made.tables[1].rows[1].cells[0].text == "（无）"
    assert [cell.text for cell in made.tables[2].rows[1].cells][:2] == ["宽名", "宽值"]


def test_runs_keep_strike_underline_colour_and_face() -> None:
    story: list[Block] = [Prose(["死亡", struck("1人"), Run("2人", underline=True), Run("重", red=True)], OFFICIAL.body)]
    runs = opened(story).paragraphs[0].runs
    assert [(r.text, bool(r.font.strike), bool(r.font.underline)) for r in runs] == [
        ("死亡", False, False), ("1人", True, False), ("2人", False, True), ("重", False, False),
    ]  # fmt: skip
    assert str(runs[3].font.color.rgb) == "D10D0D"


def test_quotation_marks_and_dashes_are_chinese_ones() -> None:
    run = opened([Prose("村“两委”——报送", OFFICIAL.body)]).paragraphs[0].runs[0]
    assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"


def test_hostile_text_is_text() -> None:
    story: list[Block] = [
        Prose(HOSTILE, OFFICIAL.body), Prose(HOSTILE, OFFICIAL.level1), Table([Column(HOSTILE)], [[HOSTILE]], DENSE),
        KeyValueGrid([(HOSTILE, HOSTILE)], DENSE), Letterhead(HOSTILE, number=HOSTILE, signer=HOSTILE, urgency=(HOSTILE,)),
        Signature(HOSTILE, HOSTILE), Imprint(HOSTILE, HOSTILE, HOSTILE), SignatureLine((HOSTILE,), OFFICIAL.body),
        Picture(b"", OFFICIAL.caption, HOSTILE), Contents(HOSTILE, OFFICIAL),
    ]  # fmt: skip
    made = write_docx(story, PageSetup(foot=HOSTILE, watermark=HOSTILE, head_left=HOSTILE), Meta(title=HOSTILE, author=HOSTILE))
    assert texts(made.docx).count(re.sub(r"\s", "", HOSTILE)) >= 14
    assert docx.Document(io.BytesIO(made.docx)).core_properties.title == HOSTILE


def test_what_has_no_form_is_shown_and_named() -> None:
    made = write_docx([Prose("火\x07警\u202e反\x00\ud800铃\u200b\ufffe", OFFICIAL.body)], PageSetup(), META)
    assert made.missing == ("\x07", "\u202e", "\x00", "\ud800", "\ufffe")
    assert texts(made.docx) == "火〔U+0007〕警〔U+202E〕反〔U+0000〕〔U+D800〕铃〔U+FFFE〕"


def test_lines_of_a_paragraph_are_paragraphs_and_those_of_a_heading_are_not() -> None:
    document = opened([Prose("甲\n乙\r\n丙", OFFICIAL.body), Prose("题\n目", OFFICIAL.title)])
    assert [p.text for p in document.paragraphs] == ["甲", "乙", "丙", "题\n目"]


def test_a_new_page_needs_no_empty_paragraph() -> None:
    document = opened([Prose("甲", OFFICIAL.body), NewPage(), Prose("乙", OFFICIAL.body)])
    assert len(document.paragraphs) == 2
    assert document.paragraphs[1].paragraph_format.page_break_before is True


def test_space_rules_and_what_is_kept_together() -> None:
    together = Together([Prose("甲", OFFICIAL.body), Prose("乙", OFFICIAL.body)])
    document = opened([Space(20), Rule(red=True), together])
    space, rule, first, second = document.paragraphs
    assert space.paragraph_format.line_spacing.pt == 20
    assert rule._p.pPr.find(qn("w:pBdr")) is not None
    assert first.paragraph_format.keep_with_next is True and second.paragraph_format.keep_with_next is None


def test_a_photograph_loses_its_hidden_data() -> None:
    from PIL import Image

    image = Image.new("RGB", (400, 300), "grey")
    exif = image.getexif()
    exif[0x010F] = "SecretCamera"
    raw = io.BytesIO()
    image.save(raw, "JPEG", exif=exif)
    data = written([Picture(raw.getvalue(), DENSE.caption, "图1"), Picture(b"garbage", DENSE.caption)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        media = [package.read(name) for name in package.namelist() if name.startswith("word/media")]
    assert len(media) == 1 and b"SecretCamera" not in media[0]
    assert "图片无法读取" in texts(data)


def test_the_file_says_what_it_is_in_chinese() -> None:
    properties = opened(book()).core_properties
    assert (properties.title, properties.author, properties.subject) == ("房屋火灾预案", "青石镇应急管理站", "专项预案")
    assert properties.last_modified_by == "青石镇应急管理站" and properties.language == "zh-CN"
    assert properties.created.year == 2026


def test_nothing_of_a_template_or_a_macro_comes_along() -> None:
    names = " ".join(parts(written(book())))
    assert not re.search("vba|thumbnail|customXml|WithEffects|macro", names, re.IGNORECASE)
    everything = "".join(parts(written(book())).values())
    assert "ja-JP" not in everything and "Macintosh" not in everything
    assert 'w:name="compatibilityMode"' in everything and 'w:val="15"' in everything


def test_only_styles_in_use_are_there() -> None:
    styles = {style.name for style in opened([Prose("值", OFFICIAL.body)]).styles}
    assert "Body Text" in styles and "Light Shading Accent 1" not in styles and len(styles) < 20


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(specimen.dense(8)) == written(specimen.dense(8))


def test_a_stop_ends_the_work() -> None:
    asked = iter([False] * 5 + [True] * 1000)
    with pytest.raises(RenderStopped):
        written(specimen.dense(500), should_stop=lambda: next(asked))


def test_an_unknown_block_is_a_bug_that_shows() -> None:
    class Strange(Block, frozen=True):
        pass

    with pytest.raises(TypeError, match="Strange"):
        written([Strange()])


def test_nothing_at_all_is_an_empty_sheet() -> None:
    assert texts(written([])) == ""
