"""Styles and runs in the words of WordprocessingML: faces by name, sizes, lines, indents. Pure text in, XML out."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape, quoteattr

import msgspec
from docx.oxml.ns import nsmap

from app.reports.kit.faces import FaceRole
from app.reports.kit.shape import Run, TextLike, as_runs, visible
from app.reports.kit.style import GRID_TRACKING_PT, OFFICIAL_LEADING_PT, WORD_LEADING_PT, Align, Style

NAMESPACES = " ".join(f'xmlns:{prefix}="{nsmap[prefix]}"' for prefix in ("w", "r"))
"""The names of WordprocessingML, as python-docx knows them."""


class Face(msgspec.Struct, frozen=True):
    """A face as Word names it: for Chinese, for Latin and figures, and by what other name a machine may have it."""

    east: str
    latin: str
    also: str


FACES: dict[FaceRole, Face] = {
    FaceRole.FANGSONG: Face("仿宋_GB2312", "Times New Roman", "仿宋"),
    FaceRole.XIAOBIAOSONG: Face("方正小标宋简体", "方正小标宋简体", "华文中宋"),
    FaceRole.HEITI: Face("黑体", "黑体", "SimHei"),
    FaceRole.KAITI: Face("楷体_GB2312", "楷体_GB2312", "楷体"),
    FaceRole.SONGTI: Face("宋体", "宋体", "SimSun"),
}
"""Who plays which role where the paper is a Word file: the faces that the standard means, by name."""

_JUSTIFY = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_RED = "D10D0D"
_FIRST_WIDE = 0x2E80
_BOTH_WIDTHS = frozenset("“”‘’…—·°±×÷℃‰①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ□■◆◇○●★☆△▲→←↑↓≥≤√")
"""Characters that Word sets narrow, from the Latin face, unless it is told that they are Chinese."""


def twips(points: float) -> int:
    """Points in twentieths."""
    return round(points * 20)


def word_pt(height_pt: float) -> float:
    """A height on paper as Word needs it: whole and half lines of the official grid become Word's own line."""
    halves = height_pt * 2 / OFFICIAL_LEADING_PT
    return round(halves) * WORD_LEADING_PT / 2 if abs(halves - round(halves)) < 1e-6 else height_pt


def attribute(text: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(visible(text).replace("\n", " "))


def on_grid(style: Style) -> bool:
    """Whether it is set for 28 characters to a line."""
    return abs(style.tracking_pt - GRID_TRACKING_PT) < 1e-6


def paragraph_properties(style: Style) -> str:
    """The insides of ``w:pPr`` that the style asks for."""
    parts = ["<w:keepNext/>"] if style.keep_with_next else []
    parts.append(f'<w:snapToGrid w:val="{int(on_grid(style))}"/>')
    parts.append(
        f'<w:spacing w:before="{twips(style.before_pt)}" w:after="{twips(style.after_pt)}" '
        f'w:line="{twips(word_pt(style.leading_pt))}" w:lineRule="exact"/>'
    )
    parts.append(_indent(style))
    parts.append(f'<w:jc w:val="{_JUSTIFY[style.align]}"/>')
    if style.outline_level > 0:
        parts.append(f'<w:outlineLvl w:val="{min(style.outline_level, 9) - 1}"/>')
    return "".join(parts)


def _indent(style: Style) -> str:
    em = style.size_pt + style.tracking_pt
    chars = style.first_indent_chars
    deeper = max(-chars, 0) * em
    if style.hanging:
        deeper = sum(em if ord(char) >= _FIRST_WIDE else em / 2 for char in style.hanging)
        chars = -1
    said = f'<w:ind w:left="{twips(style.indent_pt + deeper)}" w:right="{twips(style.right_indent_pt)}"'
    if chars > 0:
        said += f' w:firstLineChars="{round(chars * 100)}" w:firstLine="{twips(chars * em)}"'
    elif chars < 0:
        said += f' w:hanging="{twips(deeper)}"'
    else:
        said += ' w:firstLineChars="0" w:firstLine="0"'
    return said + "/>"


def run_properties(style: Style) -> str:
    """The insides of ``w:rPr`` that the style asks for."""
    parts = [fonts(style.role)]
    if style.red:
        parts.append(f'<w:color w:val="{_RED}"/>')
    parts.append(f'<w:spacing w:val="{math.floor(style.tracking_pt * 20)}"/>')
    half_points = round(style.size_pt * 2)
    parts.append(f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')
    return "".join(parts)


def fonts(role: FaceRole, *, chinese: bool = False) -> str:
    """The faces of a role; ``chinese`` says that characters of both widths are Chinese ones."""
    face = FACES[role]
    hint = ' w:hint="eastAsia"' if chinese else ""
    return f'<w:rFonts{hint} w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.east}" w:cs="{face.latin}"/>'


def runs(text: TextLike, role: FaceRole) -> str:
    """The text as ``w:r`` elements, newlines as line breaks; ``role`` is that of the paragraph's style."""
    return "".join(_run(run, role) for run in as_runs(text))


def _run(run: Run, role: FaceRole) -> str:
    shown = visible(run.text)
    if not shown:
        return ""
    properties = ""
    chinese = any(char in _BOTH_WIDTHS for char in shown)
    if chinese or (run.role is not None and run.role is not role):
        properties += fonts(run.role or role, chinese=chinese)
    if run.strike:
        properties += "<w:strike/>"
    if run.red:
        properties += f'<w:color w:val="{_RED}"/>'
    if run.underline:
        properties += '<w:u w:val="single"/>'
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in shown.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{said}</w:r>"


def lines_of(text: TextLike) -> list[list[Run]]:
    """The text as its lines, each with its own runs."""
    lines: list[list[Run]] = [[]]
    for run in as_runs(text):
        first, *rest = visible(run.text).split("\n")
        lines[-1].append(msgspec.structs.replace(run, text=first))
        lines += [[msgspec.structs.replace(run, text=line)] for line in rest]
    return lines


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A field with what it shows until Word computes it."""
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{before}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{before}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{before}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{before}<w:t>{escape(shown)}</w:t></w:r>"
        f'<w:r>{before}<w:fldChar w:fldCharType="end"/></w:r>'
    )
