"""A document becomes blocks: in the order of the page, with Word's own numbers, and nothing of it is left out."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.desk.jobs import Cancelled, Progress
from app.exchange.plan_document.blocks import Reading, Where
from app.exchange.plan_document.numbering import Numbering
from app.exchange.plan_document.numerals import han, letters, number, roman
from app.exchange.plan_document.reading import read_document
from app.kernel.errors import BadFile
from tests.exchange.plan_document.hostile import changed, in_body
from tests.exchange.plan_document.make_samples import sample, word

W = nsdecls("w")


def quiet() -> Progress:
    return Progress(lambda _share, _words: None)


def read(raw: bytes, name: str = "plan.docx") -> Reading:
    return read_document(name, raw, name.endswith("docx"), quiet())


def body(raw: bytes) -> list[str]:
    return [block.visible for block in read(raw).blocks if block.where is Where.BODY]


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered(levels: list[tuple[str, str]], depths: list[int], extra: str = "") -> list[str]:
    """The numbers that a list with these levels (format, text) gives to paragraphs at these depths."""
    xml = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    root = parse_xml(
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{xml}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    lists = Numbering(root)
    return [lists.next("5", depth) for depth in depths]


def test_numbers_run_as_word_counts_them() -> None:
    levels = [("chineseCounting", "第%1章"), ("decimal", "%1.%2"), ("decimal", "（%3）")]
    legal = [*levels[:1], ("decimal", "%1.%2")]
    assert numbered(levels, [0, 1, 1, 2, 2, 0, 1, 2]) == [
        "第一章", "一.1", "一.2", "（1）", "（2）", "第二章", "二.1", "（1）",
    ]  # fmt: skip
    assert numbered(legal, [0, 0, 1, 1], "<w:isLgl/>")[2:] == ["2.1", "2.2"]
    assert numbered([("bullet", ""), ("none", "")], [0, 1]) == ["•", ""]
    mixed = numbered([("upperRoman", "%1．"), ("lowerLetter", "%2)")], [0, 0, 0, 0, 1, 1])
    assert mixed == ["I．", "II．", "III．", "IV．", "a)", "b)"]
    assert numbered([("decimalEnclosedCircle", "%1")], [0, 0]) == ["①", "②"]
    assert numbered([("chineseLegalSimplified", "%1、")], [0, 0]) == ["壹、", "贰、"]


def test_a_list_that_starts_again_says_so() -> None:
    root = parse_xml(
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
        "</w:num></w:numbering>"
    )
    lists = Numbering(root)
    assert [lists.next(name, 0) for name in ("1", "1", "2", "2", "1")] == ["1.", "2.", "4.", "5.", "6."]
    assert lists.next("9", 0) == ""
    assert lists.next("1", 12) == ""


def test_heading_styles_carry_their_numbers_into_the_words() -> None:
    shown = body(sample("word_numbering")[1])
    assert "一、总则" in shown
    assert "（二）工作组" in shown
    assert any(line.startswith("3. 监测预警组") for line in shown)
    assert any(line.startswith("（2）乡值班室应在接报后") for line in shown)
    assert any(line.startswith("（1）发生地质灾害或者险情后") for line in shown)


def test_what_hangs_on_a_page_is_collected_beside_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("正文第一段")
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "第 1 页"
    box = (
        f'<w:p {W}><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="图"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.element.body.insert(1, parse_xml(box))
    found = {block.where: block.text for block in read(saved(document)).blocks}
    assert found[Where.HEADER] == "内部资料"
    assert found[Where.FOOTER] == "第 1 页"
    assert found[Where.TEXT_BOX] == "框里的字"
    assert found[Where.BODY] == "正文第一段"


def test_words_that_python_docx_leaves_out_are_read() -> None:
    xml = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>值班员</w:t></w:r><w:ins><w:r><w:t>应当</w:t></w:r></w:ins><w:del><w:r><w:delText>可以</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>报告</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>领导</w:t></w:r></w:smartTag>"
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>。</w:t></w:r></w:fldSimple></w:p>'
    )
    reading = read(in_body(xml))
    assert [block.text for block in reading.blocks][:2] == ["控件里的段落", "值班员应当报告领导。"]
    assert next(block.text for block in reading.blocks if block.where is Where.DELETED) == "可以"
    assert reading.tracked == 2


def test_comments_and_instructions_in_the_xml_are_no_words() -> None:
    xml = "<!-- 一 --><w:p><!-- 二 --><w:r><w:t>正文</w:t><?three four?></w:r></w:p><?five?><w:tbl><!-- 六 -->"
    cell = "<w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    found = body(in_body(xml + cell))
    assert found[:2] == ["正文", "格"]


def test_a_table_of_contents_is_known_as_one() -> None:
    xml = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>一、总则</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert [block.where for block in read(in_body(xml)).blocks][:1] == [Where.CONTENTS]


def test_merged_cells_say_their_words_in_every_place() -> None:
    table = next(block for block in read(sample("tables")[1]).blocks if "沙袋" in block.text)
    assert [row[0] for row in table.rows] == ["类别", "抢险类", "抢险类", "抢险类", "救生类", "救生类", "生活类"]
    assert (2, 0) in table.merged
    assert (1, 0) not in table.merged


def test_body_order_is_kept_with_tables_in_place() -> None:
    shown = body(word("前\n|甲|乙|\n|丙|丁|\n后"))
    assert shown == ["前", "甲\t乙\n丙\t丁", "后"]


def test_set_apart_characters_come_together_and_words_stay_apart() -> None:
    assert body(word("总　则\n镇 长：李 明\n张三　镇长　13900000000")) == ["总则", "镇长：李明", "张三　镇长　13900000000"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    reading = read("柳溪镇防汛应急预案\r\n第一条　目的\n".encode(encoding), "plan.txt")
    assert [block.text for block in reading.blocks] == ["柳溪镇防汛应急预案", "第一条　目的"]


def test_markdown_and_tabs_make_headings_and_tables() -> None:
    text = "# 预案\n\n**重点**\n\n- 一项\n\n| 姓名 | 电话 |\n| --- | --- |\n| 甲 | 1 |\n---\n名称\t数量\n沙袋\t3\n末尾"
    blocks = read(text.encode(), "plan.md").blocks
    assert [(block.text, block.outline, block.emphatic, block.listed) for block in blocks[:3]] == [
        ("预案", 1, False, False), ("重点", 0, True, False), ("一项", 0, False, True),
    ]  # fmt: skip
    assert blocks[3].rows == (("姓名", "电话"), ("甲", "1"))
    assert blocks[4].rows == (("名称", "数量"), ("沙袋", "3"))
    assert blocks[5].text == "末尾"


def test_reading_stops_when_somebody_wants_it_to() -> None:
    stopped = quiet()
    stopped.cancel()
    for name in ("articles", "plain"):
        file, raw = sample(name)
        with pytest.raises(Cancelled):
            read_document(file, raw, file.endswith("docx"), stopped)


def test_a_document_part_that_is_missing_is_said() -> None:
    raw = changed(word("一段"), lambda parts: parts.pop("word/document.xml"))
    with pytest.raises(BadFile):
        read(raw)


def test_numbers_as_chinese_documents_write_them() -> None:
    written = {"三十": 30, "两": 2, "半": 0.5, "十": 10, "一百零五": 105, "二〇二三": 2023, "1.5": 1.5, "2万": 20000, "1,000": 1000}
    assert {text: number(text) for text in written} == written
    assert number("x") is None
    assert number("") is None
    assert [han(count) for count in (0, 1, 10, 12, 20, 105, 110, 1003, 12345)] == [
        "零", "一", "十", "十二", "二十", "一百零五", "一百一十", "一千零三", "12345",
    ]  # fmt: skip
    assert [roman(count) for count in (4, 9, 14, 0)] == ["IV", "IX", "XIV", "0"]
    assert [letters(count) for count in (1, 26, 27, 200)] == ["A", "Z", "AA", "200"]
