"""Heads and feet of a Word paper: page number outside left and right, running head, small print, the mark of a drill."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from app.reports.kit.docx_styles import StyleBook
from app.reports.kit.docx_text import NAMESPACES, attribute, field, fonts, runs, twips
from app.reports.kit.faces import FaceRole
from app.reports.kit.sheet import PageNumbers, PageSetup, PartSetup
from app.reports.kit.style import MM_PT, Align, Style

_NUMBER = Style(role=FaceRole.SONGTI, size_pt=14, leading_pt=16)
_OF_TOTAL = Style(role=FaceRole.SONGTI, size_pt=10.5, leading_pt=13, align=Align.CENTRE)
_FOOT = Style(size_pt=9, leading_pt=11, align=Align.CENTRE)
_MARK = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=16, align=Align.CENTRE)
_HEAD = Style(size_pt=10.5, leading_pt=13, align=Align.LEFT)
_NUMBER_TOP_MM = 28
"""The page number's top lies so far above the sheet's edge: 7 mm below the text."""
_FOOT_EDGE_MM = 11
_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


class Furniture:
    """Makes the header and footer parts of each part of a paper, those alike only once."""

    def __init__(self, document: WordDocument, setup: PageSetup, book: StyleBook) -> None:
        self._part: Any = document.part  # its methods for heads and feet carry no types
        self._setup = setup
        self._book = book
        self._made: dict[tuple[str, str], str] = {}

    def of(self, part: PartSetup) -> tuple[str, bool]:
        """The references of a part's ``w:sectPr``, and whether its first page has a head of its own."""
        head = bool(part.head_left or part.head_right)
        special = head and not part.head_on_first
        said = self._header("default", self._head(part)) + self._header("even", self._head(part))
        said += self._footer("default", self._foot(part, odd=True)) + self._footer("even", self._foot(part, odd=False))
        if special:
            said += self._header("first", self._head(PartSetup())) + self._footer("first", self._foot(part, odd=True))
        return said, special

    def _header(self, kind: str, xml: str) -> str:
        key = ("header", xml)
        if key not in self._made:
            part, relation = self._part.add_header_part()
            _fill(part.element, xml)
            self._made[key] = relation
        return f'<w:headerReference w:type="{kind}" r:id="{self._made[key]}"/>'

    def _footer(self, kind: str, xml: str) -> str:
        key = ("footer", xml)
        if key not in self._made:
            part, relation = self._part.add_footer_part()
            _fill(part.element, xml)
            self._made[key] = relation
        return f'<w:footerReference w:type="{kind}" r:id="{self._made[key]}"/>'

    def _paragraph(self, style: Style, words: str, extra: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._book.id_of(style)}"/>{extra}</w:pPr>{words}</w:p>'

    def _head(self, part: PartSetup) -> str:
        said = ""
        mark = self._setup.watermark
        if mark:
            said += self._paragraph(_MARK, runs(f"【{mark}】", _MARK.role) + _watermark(mark))
        if part.head_left or part.head_right:
            tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(self._setup.margins.text_width_pt)}"/></w:tabs>'
            line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
            words = runs(part.head_left, _HEAD.role) + "<w:r><w:tab/></w:r>" + runs(part.head_right, _HEAD.role)
            said += self._paragraph(_HEAD, words, line + tab)
        return said or self._paragraph(_HEAD, "")

    def _foot(self, part: PartSetup, *, odd: bool) -> str:
        gap = (_NUMBER_TOP_MM - _FOOT_EDGE_MM) * MM_PT - _FOOT.leading_pt
        if part.numbers is PageNumbers.OFFICIAL:
            side = _NUMBER.but(
                align=Align.RIGHT if odd else Align.LEFT, right_indent_pt=14 if odd else 0, indent_pt=0 if odd else 14,
                after_pt=gap - _NUMBER.leading_pt,
            )  # fmt: skip
            dash = runs("— ", side.role), runs(" —", side.role)
            number = self._paragraph(side, dash[0] + field("PAGE", "1") + dash[1])
        elif part.numbers is PageNumbers.OF_TOTAL:
            style = _OF_TOTAL.but(after_pt=gap - _OF_TOTAL.leading_pt)
            before, between, behind = (runs(one, style.role) for one in self._setup.of_total_parts())
            number = self._paragraph(style, before + field("PAGE", "1") + between + field("SECTIONPAGES", "1") + behind)
        else:
            number = ""
        return number + self._paragraph(_FOOT, runs(self._setup.foot, _FOOT.role))


def _fill(element: object, xml: str) -> None:
    children: list[object] = list(element)  # type: ignore[call-overload]
    for child in children:
        element.remove(child)  # type: ignore[attr-defined]
    for child in list(parse_xml(f"<w:hdr {NAMESPACES} {_VML}>{xml}</w:hdr>")):
        element.append(child)  # type: ignore[attr-defined]


def _watermark(words: str) -> str:
    """The words across the page, grey, behind the text: a shape in the header, as Word and WPS make it."""
    wide = 140 * max(len(words), 1)
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{wide}pt;height:150pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    kind = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    shape = (
        f'<v:shape id="zsmark" o:spid="_x0000_s2049" type="#_x0000_t136" style="{place}" o:allowincell="f" fillcolor="#d9d9d9" '
        'stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={attribute(words)}/></v:shape>'
    )
    return f"<w:r><w:rPr>{fonts(FaceRole.HEITI)}</w:rPr><w:pict>{kind}{shape}</w:pict></w:r>"
