"""The styles, settings and faces of a Word paper: real headings by the names that Word and WPS know."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.oxml.ns import nsmap

from app.reports.kit.docx_text import FACES, NAMESPACES, attribute, fonts, paragraph_properties, run_properties, twips
from app.reports.kit.faces import FaceRole
from app.reports.kit.style import OFFICIAL, WORD_LEADING_PT, Style, Styles

_BUILT_IN = (("body", "BodyText", "Body Text"), ("title", "Title", "Title"), ("caption", "Caption", "caption"))
_OWN = (("cell", "表格文字"), ("cell_head", "表头"), ("cell_number", "表格数字"), ("note", "附注"), ("urgent", "密级紧急程度"))
_HEADINGS = 9


class StyleBook:
    """Word's styles for the styles of a paper: one for each, named where it is one of the set, numbered where it is not.

    The plain style of the set is Word's ``Normal``, on which all others rest; headings are ``Heading 1`` and deeper by
    their outline level, so that navigation and the table of contents of Word and WPS find them.
    """

    def __init__(self, styles: Styles = OFFICIAL) -> None:
        self._base = styles
        self._ids: dict[Style, str] = {}
        self._made: list[str] = []
        self._names: set[str] = set()
        self._define(styles.plain, "Normal", "Normal", default=True)
        for field, id_, name in _BUILT_IN:
            self._define(getattr(styles, field), id_, name)
        for number, field in enumerate(("level1", "level2", "level3"), 1):
            style: Style = getattr(styles, field)
            self._define(style.but(outline_level=number, keep_with_next=True), f"Heading{number}", f"heading {number}")
        for field, name in _OWN:
            self._define(getattr(styles, field), f"Zs{field.replace('_', '').title()}", name)

    def id_of(self, style: Style) -> str:
        """The id of Word's style for this one; made when it is first asked for."""
        if style not in self._ids:
            self._invent(style)
        return self._ids[style]

    def named(self, style: Style, id_: str, name: str) -> str:
        """The same under a name of its own (``toc 1``), unless the name is taken."""
        if id_ not in self._names:
            self._define(style, id_, name)
        return id_

    def xml(self) -> str:
        """``styles.xml``: the defaults and every style asked for so far."""
        defaults = (
            f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FaceRole.FANGSONG)}"
            '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
            f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{_GRID_RULES}</w:pPr></w:pPrDefault></w:docDefaults>"
        )
        table = (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )
        return f"<w:styles {NAMESPACES}>{defaults}{''.join(self._made)}{table}</w:styles>"

    def _invent(self, style: Style) -> None:
        number = 1 + sum(name.startswith("ZsOwn") for name in self._names)
        id_, name = f"ZsOwn{number}", f"版式{number}"
        if 0 < style.outline_level <= _HEADINGS and f"Heading{style.outline_level}" not in self._names:
            id_, name = f"Heading{style.outline_level}", f"heading {style.outline_level}"
        elif style.outline_level > 0:
            name = f"标题{style.outline_level}级 {number}"
        self._define(style, id_, name)

    def _define(self, style: Style, id_: str, name: str, *, default: bool = False) -> None:
        self._ids.setdefault(style, id_)
        self._names.add(id_)
        kind = ' w:default="1"' if default else ' w:customStyle="1"' if id_.startswith("Zs") else ""
        rests = "" if default else '<w:basedOn w:val="Normal"/>'
        follows = '<w:next w:val="BodyText"/>' if style.outline_level >= 0 else ""
        self._made.append(
            f'<w:style w:type="paragraph"{kind} w:styleId="{id_}">'
            f"<w:name w:val={attribute(name)}/>{rests}{follows}<w:qFormat/>"
            f"<w:pPr>{paragraph_properties(style)}</w:pPr>"
            f"<w:rPr>{run_properties(style)}</w:rPr></w:style>"
        )


_GRID_RULES = '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""No single lines are pushed to another page (22 lines to each), no blank between Chinese and figures (28 characters)."""


def document_grid() -> str:
    """22 lines to a page (GB/T 9704-2012, 5.2.3).

    Decision: the 28 characters of a line come from the spacing of the body's style, not from a grid of characters: where
    a cell is narrower than a character, LibreOffice gives each character two cells.
    """
    return f'<w:docGrid w:type="lines" w:linePitch="{twips(WORD_LEADING_PT)}"/>'


def settings_xml() -> str:
    """``settings.xml``: odd and even pages differ, Chinese line rules, no compatibility mode, no macros, no prompts."""
    word = nsmap["w14"].removesuffix("/2010/wordml")
    setting = f'<w:compatSetting w:name="{{}}" w:uri="{word}" w:val="{{}}"/>'
    modern = (
        ("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"), ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
    )  # fmt: skip
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridHorizontalSpacing w:val="105"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat>{''.join(setting.format(*one) for one in modern)}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def font_table_xml() -> str:
    """``fontTable.xml``: under which other name a machine may have the faces."""
    said = "".join(
        f'<w:font w:name="{escape(face.east)}"><w:altName w:val="{escape(face.also)}"/><w:charset w:val="86"/>'
        '<w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>'
        for face in FACES.values()
    )
    return f"<w:fonts {NAMESPACES}>{said}</w:fonts>"
