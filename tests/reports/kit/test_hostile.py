"""Text from outside prints as text, in all three forms, whatever it is."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import pytest
from defusedxml import ElementTree
from pypdf import PdfReader

from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Block,
    Column,
    Contents,
    FontLibrary,
    KeyValueGrid,
    Letterhead,
    Meta,
    PageNumbers,
    PageSetup,
    Prose,
    Table,
    render,
)  # fmt: skip
from app.reports.kit.docx import write_docx
from app.reports.kit.paint import Laid
from app.reports.kit.plain import write_plain
from app.reports.kit.shape import marker, visible
from tests.reports.kit.pages import said, walk

EVIL = (
    "<b>粗</b>", "a & b &amp; &#x41; &lt;", "x<y>z", "<img src=file:///etc/passwd>", "<para><font color=red>", "]]><!--",
    "%s {0} {{x}}", "\\n \\u202e", "'q' \"q\"",
    "=1+1", "\x07铃\x1b[31m", "反\u202e向\u2066隔\u2069离", "值\u200b守\ufeff报\u00ad告",
    "火\U0001f525警\U0001f468\u200d\U0001f469", "甲\ud800乙", "私\ue000用\U000f0000", "e\u0301\u0323组", "行\u2028段\u2029页\x0c末",
    "(括)\\(号\\)", "<?xml?><!DOCTYPE a>",
)  # fmt: skip
LONG = {
    "chinese": "值守", "letters": "a", "figures": "1", "marks": "，", "pairs": "）（", "combining": "e\u0301", "dates": "2026年7月",
    "dots": "1.", "quotes": "“”",
}  # fmt: skip
"""What a line must never begin or end with, or never be torn in, without an end."""


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def story() -> list[Block]:
    head = [Letterhead("青石镇", number=EVIL[0], signer=EVIL[3], urgency=(EVIL[1],)), Contents("目录", DENSE)]
    body = [Prose(text, OFFICIAL.body) for text in EVIL]
    return [
        *head, *body, Prose(EVIL[11], DENSE.level1), Table([Column(text) for text in EVIL[:3]], [EVIL[3:6], EVIL[10:13]], DENSE),
        KeyValueGrid([(text, text) for text in EVIL], DENSE),
    ]  # fmt: skip


def test_the_paper_says_it_all(fonts: FontLibrary) -> None:
    setup = PageSetup(numbers=PageNumbers.NONE, foot=EVIL[0], head_left=EVIL[11])
    made = render(story(), setup, fonts, Meta(title=EVIL[11], author=EVIL[3]))
    reader = PdfReader(io.BytesIO(made.pdf))
    text = "".join(said(row) for page in reader.pages for row in walk(page).rows())
    for evil in EVIL:
        expected = "".join(marker(char) if char in made.missing else char for char in visible(evil))
        assert squashed(expected) in text, evil
    assert {"\x07", "\u202e", "\ud800", "\U000f0000"} <= {*made.missing}
    assert reader.metadata is not None and reader.metadata.title == "反〔U+202E〕向〔U+2066〕隔〔U+2069〕离"
    assert not re.search(rb"/(JavaScript|JS|URI|Launch|EmbeddedFile|GoToR)\b", made.pdf)
    assert "\u202e" not in str(reader.outline[0].title)  # type: ignore[union-attr]


def test_word_and_text_say_it_all(fonts: FontLibrary) -> None:
    word = write_docx(story(), PageSetup(foot=EVIL[0], head_left=EVIL[11]), Meta(title=EVIL[11]))
    plain = squashed(write_plain(story()).text)
    with zipfile.ZipFile(io.BytesIO(word.docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
            assert b'TargetMode="External"' not in data, name
    text = squashed("".join(ElementTree.fromstring(parts["word/document.xml"]).itertext()))
    for evil in EVIL:
        assert squashed(visible(evil)) in text and squashed(visible(evil)) in plain, evil


@pytest.mark.parametrize("kind", LONG)
def test_fifty_thousand_characters_without_a_break_are_set(fonts: FontLibrary, kind: str) -> None:
    text = (LONG[kind] * 50_000)[:50_000]
    for style, width in ((OFFICIAL.body, 442.2), (DENSE.cell, 40.0)):
        laid = Laid(text, style, width, fonts)
        lines = laid.lines
        assert lines[0].start == 0 and lines[-1].end == len(laid.shaped.text)
        assert all(a.end == b.start for a, b in pairwise(lines))
        assert all(line.width <= width + 1e-6 for line in lines)


def test_fifty_thousand_characters_go_through_all_three_writers(fonts: FontLibrary) -> None:
    text = ("值守" * 5_000 + "a" * 10_000 + "1" * 10_000 + "，" * 10_000 + "<&>" * 10_000)[:50_000]
    blocks: list[Block] = [Prose(text[:25_000], DENSE.body), Table([Column("甲"), Column("乙", 5)], [["一", text[25_000:]]], DENSE)]
    made = render(blocks, PageSetup(numbers=PageNumbers.NONE), fonts, Meta(title="长"))
    assert made.pages > 20 and made.missing == ()
    last = walk(PdfReader(io.BytesIO(made.pdf)).pages[-1]).rows()
    assert said(last[-1])[-3:] == text[-3:]
    with zipfile.ZipFile(io.BytesIO(write_docx(blocks, PageSetup(), Meta(title="长")).docx)) as package:
        assert text[:25_000] in "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())
    assert text[25_000:] in write_plain(blocks).text
