"""The body of a Word paper while it grows: paragraphs, breaks and parts in order, XML at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.reports.kit.docx_styles import StyleBook
from app.reports.kit.docx_text import lines_of, runs, twips, word_pt
from app.reports.kit.faces import FaceRole
from app.reports.kit.press import Heading
from app.reports.kit.shape import Run, TextLike, formless, plain_text
from app.reports.kit.sheet import PageSetup, PartSetup
from app.reports.kit.style import MM_PT, Style

_TINY = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_AFTER_TABLE_PT = 6


@dataclass
class Paragraph:
    """A paragraph: its style, its words as XML, and what is different from the style (insides of ``w:pPr``, in order)."""

    style: str
    words: str
    keep: bool = False
    breaks_page: bool = False
    borders: str = ""
    tabs: str = ""
    spacing: str = ""
    indent: str = ""
    section: str = ""

    def xml(self) -> str:
        """The element."""
        properties = f'<w:pStyle w:val="{self.style}"/>' if self.style != "Normal" else ""
        properties += "<w:keepNext/>" if self.keep else ""
        properties += "<w:pageBreakBefore/>" if self.breaks_page else ""
        properties += self.borders + self.tabs + self.spacing + self.indent + self.section
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{self.words}</w:p>"


@dataclass
class _Raw:
    xml_text: str

    def xml(self) -> str:
        return self.xml_text


@dataclass
class Body:
    """What the blocks write into.

    ``pages`` are the page numbers of the headings as far as they are known; ``section_xml`` gives the ``w:sectPr`` of a
    part; ``image`` takes a picture into the file and returns its relation's id.
    """

    book: StyleBook
    setup: PageSetup
    headings: tuple[Heading, ...]
    pages: Sequence[str]
    section_xml: Callable[[PartSetup, bool], str]
    image: Callable[[bytes], str]
    should_stop: Callable[[], None]
    keeping: bool = False
    drawings: int = 0
    missing: dict[str, None] = field(default_factory=dict)
    _items: list[Paragraph | _Raw] = field(default_factory=list)
    _part: PartSetup | None = None
    _new_page: bool = False
    _heading: int = 0

    @property
    def width_pt(self) -> float:
        """How wide a line is."""
        return self.setup.margins.text_width_pt

    def prose(self, text: TextLike, style: Style) -> None:
        """A paragraph; several where a plain text has several lines, one with line breaks where a heading has."""
        self.should_stop()
        id_ = self.book.id_of(style)
        if style.outline_level >= 0 or style.balanced:
            words = self.runs(text, style.role)
            self.add(Paragraph(id_, self.marked(words) if style.outline_level >= 0 else words))
            return
        for line in self.lines(text):
            self.add(Paragraph(id_, runs(line, style.role)))

    def runs(self, text: TextLike, role: FaceRole) -> str:
        """The text as ``w:r`` elements; what of it has no form is noted."""
        self._note(text)
        return runs(text, role)

    def lines(self, text: TextLike) -> list[list[Run]]:
        """The text as its lines; what of it has no form is noted."""
        self._note(text)
        return lines_of(text)

    def _note(self, text: TextLike) -> None:
        self.missing.update(dict.fromkeys(formless(plain_text(text))))

    def marked(self, words: str) -> str:
        """The words of the next heading with the bookmark that the table of contents points at."""
        number, self._heading = self._heading, self._heading + 1
        name = bookmark(number)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{number}"/>'

    def add(self, paragraph: Paragraph) -> None:
        """A paragraph as it is, on a new page where that is due."""
        if self._new_page:
            paragraph.breaks_page, self._new_page = True, False
        elif self._follows_table and not paragraph.spacing:
            paragraph.spacing = f'<w:spacing w:before="{twips(_AFTER_TABLE_PT)}"/>'
        paragraph.keep = paragraph.keep or self.keeping
        self._items.append(paragraph)

    def table(self, xml: str) -> None:
        """A table; a hair's breadth parts it from one before it, or takes it to a new page."""
        if self._new_page or self._follows_table or not self._items:
            self.add(self._tiny())
        self._items.append(_Raw(xml))

    def space(self, height_pt: float) -> None:
        """Empty height."""
        if height_pt > 0:
            line = f'<w:spacing w:before="0" w:after="0" w:line="{max(twips(word_pt(height_pt)), 1)}" w:lineRule="exact"/>'
            self.add(Paragraph("Normal", "", spacing=f'<w:snapToGrid w:val="0"/>{line}'))

    def bind_last(self) -> None:
        """The last paragraph stays with what follows it: a signature never begins a page."""
        if self._items and isinstance(last := self._items[-1], Paragraph):
            last.keep = True

    def new_page(self) -> None:
        """What follows starts on a new page."""
        self._new_page = True

    def begin_part(self, setup: PartSetup) -> None:
        """What follows is a part of the paper with its own page numbers."""
        if self._items:
            self._end_section(first=self._part is None)
        self._part = setup

    def xml(self) -> str:
        """Everything, the last part's ``w:sectPr`` at the end."""
        if not self._items or self._follows_table:
            self.add(self._tiny())
        last = self._section(first=self._part is None)
        return "".join(item.xml() for item in self._items) + last

    @property
    def _follows_table(self) -> bool:
        return bool(self._items) and isinstance(self._items[-1], _Raw)

    def _tiny(self) -> Paragraph:
        return Paragraph("Normal", "", spacing=_TINY)

    def _end_section(self, *, first: bool) -> None:
        self._new_page = False
        last = self._items[-1]
        if not isinstance(last, Paragraph) or last.section:
            last = self._tiny()
            self._items.append(last)
        last.section = self._section(first=first)

    def _section(self, *, first: bool) -> str:
        setup = self.setup
        part = self._part or PartSetup(
            setup.numbers, head_left=setup.head_left, head_right=setup.head_right, head_on_first=setup.head_on_first
        )
        return self.section_xml(part, first)


def bookmark(heading: int) -> str:
    """The name of a heading's bookmark."""
    return f"_Toc{10000 + heading}"


def page_margins(setup: PageSetup) -> str:
    """``w:pgSz`` and ``w:pgMar``: A4 (upright or on its side) and the margins, head and foot where the printed paper has them."""
    margins = setup.margins

    def mm(value: float) -> int:
        return twips(value * MM_PT)

    head = mm(max(margins.top_mm * 0.5, 6))
    foot = mm(min(11, margins.bottom_mm * 0.4))
    lies = ' w:orient="landscape"' if margins.landscape else ""
    return (
        f'<w:pgSz w:w="{mm(margins.page_width_mm)}" w:h="{mm(margins.page_height_mm)}"{lies}/>'
        f'<w:pgMar w:top="{mm(margins.top_mm)}" w:right="{mm(margins.right_mm)}" w:bottom="{mm(margins.bottom_mm)}" '
        f'w:left="{mm(margins.left_mm)}" w:header="{head}" w:footer="{foot}" w:gutter="0"/>'
    )
