"""Makes the sample documents from the marked-up texts beside it, the same bytes of content every time.

``python -m tests.exchange.plan_document.make_samples FOLDER`` writes them all. Marks at the beginning of a line: ``!c``
centred, ``!r`` to the right, ``!b`` bold, ``!bc`` both, ``!t`` title style, ``!1`` to ``!3`` heading styles with automatic
numbers (一、（一）1.), ``!d1`` to ``!d3`` the same with 1, 1.1, 1.1.1, ``!n`` an item that Word numbers, ``!o1`` an outline
level without a style, ``|`` a row of a table (``^`` goes on from the cell above, ``<`` from the cell to the left), ``;`` a
remark that is left out.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = Path(__file__).parent
TEXTS = HERE / "text"
PLAIN = {"plain": "gb18030", "village": "utf-8"}
"""Samples that are text files, with their encoding."""

SEEN = ("articles", "decimals", "word_numbering", "tables", "plain", "bold_mixed", "snow", "village", "overall", "drought", "mass")
UNSEEN = ("unseen_works",)
"""Written after the last rule: what they score is what a new document can expect."""

NAMES = (*SEEN, *UNSEEN)
NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading1"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading2"/>
<w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading3"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%4）"/></w:lvl></w:abstractNum>"""

DECIMAL = """<w:abstractNum {ns} w:abstractNumId="91"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>"""


def sample(name: str) -> tuple[str, bytes]:
    """File name and bytes of one sample."""
    source = next(path for path in TEXTS.iterdir() if path.stem == name)
    text = source.read_text(encoding="utf-8")
    if name in PLAIN:
        lines = [line for line in text.splitlines() if not line.startswith(";")]
        return f"{name}{source.suffix}", "\n".join(lines).encode(PLAIN[name])
    return f"{name}.docx", word(text)


def write(name: str, folder: Path) -> Path:
    """The sample as a file in this folder."""
    file_name, raw = sample(name)
    path = folder / file_name
    path.write_bytes(raw)
    return path


def word(text: str) -> bytes:
    """A Word file of the marked-up text."""
    document = docx.Document()
    _number(document)
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line and not line.startswith(";"):
            _paragraph(document, line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(document, line: str) -> None:
    mark, _, words = line.partition(" ") if line.startswith("!") else ("", "", line)
    heading = f"Heading {mark[-1]}" if mark in ("!1", "!2", "!3", "!d1", "!d2", "!d3") else None
    paragraph = document.add_paragraph(style="Title" if mark == "!t" else heading)
    run = paragraph.add_run(words)
    if mark in ("!c", "!bc"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if mark == "!r":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if mark in ("!b", "!bc"):
        run.bold = True
    if mark.startswith("!o"):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(mark[2:]) - 1))
        paragraph._p.get_or_add_pPr().append(level)
    if mark == "!n":
        paragraph._p.get_or_add_pPr().append(_num_pr(3))
    if mark.startswith("!d"):
        paragraph._p.get_or_add_pPr().append(_num_pr(int(mark[2:]) - 1, 91))


def _table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        for place, words in enumerate(row):
            cell = table.cell(at, place)
            if words == "^":
                table.cell(at - 1, place).merge(cell)
            elif words == "<":
                table.cell(at, place - 1).merge(cell)
            else:
                cell.text = words


def _number(document) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    root.insert(0, parse_xml(DECIMAL.format(ns=nsdecls("w"))))
    for number in (90, 91):
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for depth in range(3):
        document.styles[f"Heading {depth + 1}"].element.get_or_add_pPr().append(_num_pr(depth))


def _num_pr(depth: int, number: int = 90):
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


if __name__ == "__main__":
    for one in NAMES:
        print(write(one, Path(sys.argv[1])))
