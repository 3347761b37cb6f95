"""The page kit: pages, type, tables and stamps after GB/T 9704-2012, for documents to be written with.

May import: kernel, reportlab, pypdf, python-docx, Pillow, fontTools. Must not: know a noun of the field, read the clock, touch
Qt.

A document is a list of blocks, frozen values without fonts, so that its content can be tested without
drawing:

    from app.reports.kit import OFFICIAL as S
    from app.reports.kit import Column, FontLibrary, Letterhead, Meta, PageSetup, Prose, Signature, Table
    from app.reports.kit import mark, render, struck

    story = [
        Letterhead("青石镇人民政府", number="青政报〔2026〕7号", signer="王某"),
        Prose(["青石镇关于", "青石村三组", "房屋火灾", "情况的报告"], S.title),  # runs: no word is torn
        Prose("县政府总值班室：", S.plain),
        Prose(["死亡", struck("1人"), "2人", mark("核实"), "。"], S.body),  # a plain str is fine too
        Prose("一、基本情况", S.level1),
        Table([Column("时间", 1), Column("事项", 4)], [["02:55", "接报"], ["03:05", hostile_text]], S),
        Signature("青石镇人民政府", "2026年7月18日"),
    ]
    # one library for the whole program: the user's own folder first, then the bundled one
    fonts = FontLibrary([config_dir / "fonts", resources / "fonts"], cache_dir / "fonts")
    setup = PageSetup(watermark="演练" if drill else "")
    paper = render(story, setup, fonts, Meta(title="…"), should_stop=stop.is_set)
    paper.pdf, paper.pages, paper.missing  # name the missing characters beside the preview
    leaflet = booklet(paper.pdf, "A3")  # app.reports.kit.booklet: two pages a side, for folding
    # the same story as a Word file and as plain text, without writing it again
    word = write_docx(story, setup, Meta(title="…"), pages=paper.heading_pages)  # app.reports.kit.docx
    text = write_plain(story)  # app.reports.kit.plain

Styles: ``OFFICIAL`` (16 pt, 22 lines of 28 characters) and ``DENSE`` (12 pt, for dossiers, with
``PageSetup(numbers=PageNumbers.OF_TOTAL, foot="打印时刻 … 打印人 … 校验码 …")``); fields title, body,
level1-3, plain, cell, cell_head, cell_number, caption, note, urgent; ``style.but(size_pt=14)`` varies one.
Blocks: Prose, Table, KeyValueGrid, Picture, Rule, Ends, SignatureLine, Drawing, Space, NewPage, DrawnPage, Room, Together, Part
(pages counted anew: cover, body), Contents (with page numbers), Letterhead, Signature, Imprint, ``attachments()``. A
Drawing is painted and stays on paper: in Word and text only its caption is said.

Invariants: text is text (no markup parser ever sees it); a character that no face has is printed as
〔U+XXXX〕 and reported; every face is embedded as a subset; no line starts or ends with a forbidden mark, no date and no number
with its unit is torn; signature and date never stand alone on a page; the same input gives the same bytes; ``render`` may be
called in any thread (one paper at a time), tells its progress and stops within 0.2 s of being asked; time and memory grow
with the paper. A file is PDF/A-2b (``archive`` says what of it is checked and what could not be).

Not met of GB/T 9704-2012: the imprint stands at the foot of the last page, also where that is an odd one (7.4 wants both sides
of a sheet printed and the imprint on an even page; no blank page is made for it); a seal is left room for, not printed; the
faces are those of the machine, free ones where the official ones are not installed.

Decisions: our own line breaker (reportlab's knows Japanese rules only, and those halfway); our own table
flowable (linear time, rows taller than a page); blocks as values (content is testable, and three writers read the same
story: ``flow`` for PDF, ``docx_blocks.write`` for Word, ``plain.said`` for text; the last two are dispatched by type, so that
blocks know no XML); 28 characters of 16 pt are wider than 156 mm, so full-width characters are set 0.2 pt
closer, as WPS does on a grid; 22 lines reach from the upper to the lower edge of the 225 mm, the white below the last one
hangs over (Word cannot do that: there a line is 28.95 pt, and the pages break at the same places).
"""

from app.reports.kit.blocks import (
    Block,
    Drawing,
    DrawnPage,
    Ends,
    NewPage,
    Pen,
    Prose,
    Room,
    Rule,
    SignatureLine,
    Space,
    Together,
    mark,
    struck,
)
from app.reports.kit.charts import Bar, Series, bar_chart, column_chart, line_chart
from app.reports.kit.code import square_code
from app.reports.kit.convert import convert_missing
from app.reports.kit.faces import FaceRole
from app.reports.kit.fonts import FontLibrary, RoleFace
from app.reports.kit.official import Imprint, Letterhead, Signature, attachments
from app.reports.kit.picture import Picture
from app.reports.kit.picture_row import PictureRow, Shown
from app.reports.kit.press import Heading, Press, RenderStopped
from app.reports.kit.render import Rendered, headings_of, height_pt, render
from app.reports.kit.sections import Contents, Part
from app.reports.kit.shape import Run, TextLike, plain_text
from app.reports.kit.sheet import Margins, Meta, PageNumbers, PageSetup, PartSetup
from app.reports.kit.style import DENSE, OFFICIAL, Align, Style, Styles
from app.reports.kit.tables import Cell, Column, KeyValueGrid, Table

__all__ = [
    "DENSE",
    "OFFICIAL",
    "Align",
    "Bar",
    "Block",
    "Cell",
    "Column",
    "Contents",
    "Drawing",
    "DrawnPage",
    "Ends",
    "FaceRole",
    "FontLibrary",
    "Heading",
    "Imprint",
    "KeyValueGrid",
    "Letterhead",
    "Margins",
    "Meta",
    "NewPage",
    "PageNumbers",
    "PageSetup",
    "Part",
    "PartSetup",
    "Pen",
    "Picture",
    "PictureRow",
    "Press",
    "Prose",
    "RenderStopped",
    "Rendered",
    "RoleFace",
    "Room",
    "Rule",
    "Run",
    "Series",
    "Shown",
    "Signature",
    "SignatureLine",
    "Space",
    "Style",
    "Styles",
    "Table",
    "TextLike",
    "Together",
    "attachments",
    "bar_chart",
    "column_chart",
    "convert_missing",
    "headings_of",
    "height_pt",
    "line_chart",
    "mark",
    "plain_text",
    "render",
    "square_code",
    "struck",
]
