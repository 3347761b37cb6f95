"""Each block of a story as Word writes it. A block that is not named here cannot be written: ``TypeError``, a bug."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from docx.oxml.ns import nsmap

from app.reports.kit.blocks import (
    Block,
    Drawing,
    DrawnPage,
    Ends,
    NewPage,
    Prose,
    Room,
    Rule,
    SignatureLine,
    Space,
    Together,
)
from app.reports.kit.docx_body import Body, Paragraph, bookmark
from app.reports.kit.docx_text import attribute, field, twips
from app.reports.kit.faces import FaceRole
from app.reports.kit.official import Imprint, Letterhead, Signature
from app.reports.kit.picture import Picture, cleaned
from app.reports.kit.picture_row import PictureRow
from app.reports.kit.sections import Contents, Part
from app.reports.kit.shape import Run
from app.reports.kit.style import MM_PT, OFFICIAL, Align, Style
from app.reports.kit.tables import CELL_SIDE_PT, Cell, KeyValueGrid, Table

_RED = "D10D0D"
_EMU = 12700
_MARK_PT = 36
_MARK_CHARS = 11
"""A letterhead of so many characters stands on one line in ``_MARK_PT``; a longer one is set smaller."""
_LONG_CELL = 500
"""A row with a cell of more characters may be cut between pages."""


@singledispatch
def write(block: Block, body: Body) -> None:
    """Write a block into the body."""
    raise TypeError(f"{type(block).__name__} has no form in Word")


@write.register
def _(block: Prose, body: Body) -> None:
    body.prose(block.text, block.style)


@write.register
def _(block: Space, body: Body) -> None:
    body.space(block.height_pt)


@write.register
def _(block: NewPage, body: Body) -> None:
    body.new_page()


@write.register
def _(block: DrawnPage, body: Body) -> None:
    """Nothing: a page that is painted stays on paper."""


@write.register
def _(block: Part, body: Body) -> None:
    body.begin_part(block.setup)


@write.register
def _(block: Room, body: Body) -> None:
    """Nothing: Word keeps headings with what follows by itself."""


@write.register
def _(block: Together, body: Body) -> None:
    before, last = body.keeping, len(block.blocks) - 1
    for number, one in enumerate(block.blocks):
        body.keeping = before or number < last
        write(one, body)
    body.keeping = before


@write.register
def _(block: Rule, body: Body) -> None:
    colour = _RED if block.red else "000000"
    border = f'<w:bottom w:val="single" w:sz="{_eighths(block.weight_pt)}" w:space="0" w:color="{colour}"/>'
    spacing = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="{twips(block.after_pt)}" '
        f'w:line="{max(twips(block.before_pt), 20)}" w:lineRule="exact"/>'
    )
    body.add(Paragraph("Normal", "", borders=f"<w:pBdr>{border}</w:pBdr>", spacing=spacing))


def _eighths(points: float) -> int:
    return max(2, round(points * 8))


@write.register
def _(block: Ends, body: Body) -> None:
    style = block.style.but(align=Align.LEFT, first_indent_chars=0)
    words = body.runs(block.left, style.role) + "<w:r><w:tab/></w:r>" + body.runs(block.right, style.role)
    body.add(Paragraph(body.book.id_of(style), words, tabs=_right_tab(body.width_pt - style.right_indent_pt)))


def _right_tab(at_pt: float, leader: str = "") -> str:
    dots = f' w:leader="{leader}"' if leader else ""
    return f'<w:tabs><w:tab w:val="right"{dots} w:pos="{twips(at_pt)}"/></w:tabs>'


@write.register
def _(block: SignatureLine, body: Body) -> None:
    style = block.style.but(align=Align.LEFT, first_indent_chars=0)
    part = body.width_pt / max(len(block.labels), 1)
    stops = "".join(
        f'<w:tab w:val="left" w:leader="underscore" w:pos="{twips((n + 1) * part - style.size_pt)}"/>'
        f'<w:tab w:val="left" w:pos="{twips((n + 1) * part)}"/>'
        for n in range(len(block.labels))
    )
    words = "<w:r><w:tab/></w:r>".join(body.runs(label + "：", style.role) + "<w:r><w:tab/></w:r>" for label in block.labels)
    spacing = f'<w:spacing w:before="{twips(6 + style.leading_pt * 0.6)}"/>'
    body.add(Paragraph(body.book.id_of(style), words, tabs=f"<w:tabs>{stops}</w:tabs>", spacing=spacing))


@write.register
def _(block: Drawing, body: Body) -> None:
    body.prose(block.caption, block.style)  # a painted box stays on paper; what it shows has to be said in words beside it


@write.register
def _(block: KeyValueGrid, body: Body) -> None:
    write(block.table(), body)


@write.register
def _(block: Table, body: Body) -> None:
    widths = [twips(width) for width in block.widths(body.width_pt)]
    head = block.head()
    rows = [_row(body, head, widths, head=True)] if head else []
    for cells in block.body():
        body.should_stop()
        rows.append(_row(body, cells, widths, least_pt=block.least_row_pt))
    kind = "single" if block.ruled else "nil"
    grid = "".join(f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="0" w:color="000000"/>' for side, eighths in _GRID)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body.table(
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{grid}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_cell_margins(block.padding_pt)}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell_margins(padding_pt: float) -> str:
    sides = (("top", padding_pt), ("left", CELL_SIDE_PT), ("bottom", padding_pt), ("right", CELL_SIDE_PT))
    said = "".join(f'<w:{side} w:w="{twips(white)}" w:type="dxa"/>' for side, white in sides)
    return f"<w:tblCellMar>{said}</w:tblCellMar>"


_GRID = (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
"""Which lines a table has, and how thick, in eighths of a point."""


def _row(body: Body, cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False, least_pt: float = 0) -> str:
    said: list[str] = []
    column = 0
    longest = 0
    for cell in cells:
        style = cell.style or OFFICIAL.cell
        lines = body.lines(cell.text)
        longest = max(longest, sum(len(run.text) for line in lines for run in line))
        width = sum(widths[column : column + cell.span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        properties += '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if cell.shaded else ""
        id_ = body.book.id_of(style)
        words = "".join(Paragraph(id_, body.runs(line, style.role)).xml() for line in lines)
        said.append(f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>')
        column += cell.span
    properties = "<w:cantSplit/>" if longest <= _LONG_CELL else ""
    properties += f'<w:trHeight w:val="{twips(least_pt)}" w:hRule="atLeast"/>' if least_pt else ""
    properties += "<w:tblHeader/>" if head and longest <= _LONG_CELL else ""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(said)}</w:tr>"


@write.register
def _(block: Contents, body: Body) -> None:
    """A real field, filled with what the printed paper says: Word renews it (F9), and nobody has to before reading."""
    title = block.styles.title
    body.prose(block.title, title.but(outline_level=-1, after_pt=title.leading_pt / 2))
    entries = block.entries(body.headings)
    code = f'TOC \\o "1-{block.deepest}" \\h \\z \\u'
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if not entries:
        body.add(Paragraph("Normal", begin + end))
    for place, (number, heading) in enumerate(entries):
        style = block.style(heading).but(first_indent_chars=0, right_indent_pt=0)
        id_ = body.book.named(style, f"TOC{heading.level}", f"toc {heading.level}")
        page = body.pages[number] if number < len(body.pages) else ""
        name = bookmark(number)
        said = body.runs(heading.text, style.role) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {name} \\h", page)
        words = f'<w:hyperlink w:anchor="{name}" w:history="1">{said}</w:hyperlink>'
        words = (begin if place == 0 else "") + words + (end if place == len(entries) - 1 else "")
        body.add(Paragraph(id_, words, tabs=_right_tab(body.width_pt, "dot")))


@write.register
def _(block: Picture, body: Body) -> None:
    most_wide, most_high = block.max_width_mm * MM_PT, block.max_height_mm * MM_PT
    image = cleaned(block.data, most_wide, most_high)
    centred = block.style.but(align=Align.CENTRE)
    if image is None:
        body.prose(block.unreadable, centred)
    else:
        scale = min(most_wide / image.width, most_high / image.height)
        wide, high = (round(side * scale * _EMU) for side in (image.width, image.height))
        body.drawings += 1
        words = _inline(body.image(image.data), wide, high, body.drawings, block.caption)
        loose = '<w:spacing w:before="80" w:after="40" w:line="240" w:lineRule="auto"/>'
        middle = '<w:jc w:val="center"/>'
        body.add(Paragraph("Normal", words, keep=bool(block.caption), spacing=loose, indent=middle))
    if block.caption:
        body.prose(block.caption, centred)


@write.register
def _(block: PictureRow, body: Body) -> None:
    for one in block.single():
        write(one, body)


def _inline(relation: str, wide: int, high: int, number: int, words: str) -> str:
    picture, main, drawing = nsmap["pic"], nsmap["a"], nsmap["wp"]
    named = f'id="{number}" name="picture{number}" descr={attribute(words)}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
        f'<a:graphic xmlns:a="{main}"><a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}">'
        f'<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


@write.register
def _(block: Letterhead, body: Body) -> None:
    plain = OFFICIAL.plain.but(align=Align.LEFT)
    for words in block.urgency:
        body.prose(words, OFFICIAL.plain if words.isdigit() else OFFICIAL.urgent)
    taken = len(block.urgency) * plain.leading_pt
    size = _MARK_PT if len(block.organ) <= _MARK_CHARS else max(body.width_pt * 0.94 / len(block.organ), 22)
    body.space(max(block.mark_top_mm * MM_PT - taken, 0))
    body.prose(block.organ, block.mark_style(size).but(leading_pt=size * 1.2))
    if block.number or block.signer:
        body.space(block.blank_lines * plain.leading_pt)
    if block.signer:
        side = plain.but(indent_pt=plain.size_pt)
        signer: list[str | Run] = [block.signer_label, Run(block.signer, role=FaceRole.KAITI)]
        words = body.runs(block.number, side.role) + "<w:r><w:tab/></w:r>" + body.runs(signer, side.role)
        body.add(Paragraph(body.book.id_of(side), words, tabs=_right_tab(body.width_pt - side.size_pt)))
    elif block.number:
        body.prose(block.number, plain.but(align=Align.CENTRE))
    write(Rule(red=block.red, weight_pt=1.5, before_pt=4 * MM_PT, after_pt=0), body)


@write.register
def _(block: Signature, body: Body) -> None:
    style: Style = block.style.but(align=Align.RIGHT, first_indent_chars=0, right_indent_pt=4 * block.style.size_pt)
    body.bind_last()
    body.keeping, before = True, body.keeping
    body.space(2 * style.leading_pt)
    body.prose(block.organ, style)
    body.keeping = before
    body.prose(block.date, style)


@write.register
def _(block: Imprint, body: Body) -> None:
    style = OFFICIAL.note.but(indent_pt=14, right_indent_pt=14)
    write(Rule(weight_pt=1.0, before_pt=OFFICIAL.note.leading_pt, after_pt=0), body)
    if block.copies_to:
        body.prose(f"抄送：{block.copies_to}", style)
        write(Rule(weight_pt=0.7, before_pt=1, after_pt=0), body)
    write(Ends(block.issuer, block.issued_on, style), body)
    write(Rule(weight_pt=1.0, before_pt=1, after_pt=0), body)
