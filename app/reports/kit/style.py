"""Type styles: the official set of GB/T 9704-2012 and a denser one for dossiers. Sizes in points."""

from __future__ import annotations

import enum

import msgspec

from app.reports.kit.faces import FaceRole

MM_PT = 72 / 25.4
TEXT_WIDTH_PT = 156 * MM_PT
TEXT_HEIGHT_PT = 225 * MM_PT
_BODY_PT = 16
OFFICIAL_LEADING_PT = (TEXT_HEIGHT_PT - _BODY_PT) / 21
"""22 lines fill the 225 mm of the text area from the top of the first to the foot of the last (GB/T 9704-2012 5.2.3).

So a line is a character and 7/8 of one (3.2 of the standard says so), a hair less: 29.61 pt. The fixed 28.95 pt that offices
set in Word (``WORD_LEADING_PT``) counts the white below the last line too, which Word cannot leave out."""
WORD_LEADING_PT = 28.95
"""The line that puts 22 on a page in Word and WPS."""
_LINE_GAP_PT = OFFICIAL_LEADING_PT - _BODY_PT
GRID_TRACKING_PT = TEXT_WIDTH_PT / 28 - 16
"""28 characters of 16 pt fill the 156 mm of a line exactly: each is set 0.2 pt closer."""


class Align(enum.StrEnum):
    """How lines stand between the margins."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(msgspec.Struct, frozen=True):
    """How a paragraph is set.

    ``first_indent_chars`` moves its first line in (negative: a hanging indent), ``indent_pt`` all lines;
    ``hanging`` is how a paragraph begins whose later lines stand below what follows it (``附件：1. ``);
    ``tracking_pt`` is added to each full-width character; ``balanced`` breaks as 梯形/菱形;
    ``keep_with_next`` keeps it on the page of what follows; ``outline_level`` (0 is the top) puts it among
    the PDF's bookmarks.
    """

    role: FaceRole = FaceRole.FANGSONG
    size_pt: float = 16
    leading_pt: float = OFFICIAL_LEADING_PT
    first_indent_chars: float = 0
    indent_pt: float = 0
    right_indent_pt: float = 0
    align: Align = Align.JUSTIFY
    tracking_pt: float = 0
    before_pt: float = 0
    after_pt: float = 0
    red: bool = False
    balanced: bool = False
    keep_with_next: bool = False
    outline_level: int = -1
    hanging: str = ""

    @property
    def white_below_pt(self) -> float:
        """The white between a line and the next; below the last line of a page it may hang over."""
        return max(self.leading_pt - self.size_pt, 0.0)

    @property
    def em_pt(self) -> float:
        """How far one full-width character reaches."""
        return self.size_pt + self.tracking_pt

    @property
    def on_grid(self) -> bool:
        """Whether its lines stand on the 22 lines of an official page."""
        return abs(self.leading_pt - OFFICIAL_LEADING_PT) < 1e-6

    def but(self, **changes: object) -> Style:
        """The same style with some fields changed."""
        return msgspec.structs.replace(self, **changes)


class Styles(msgspec.Struct, frozen=True):
    """One coherent set of styles; documents name the part a text plays, never a size."""

    title: Style
    body: Style
    level1: Style
    level2: Style
    level3: Style
    plain: Style
    """Body without first-line indent (addressee, signature)."""
    cell: Style
    cell_head: Style
    cell_number: Style
    caption: Style
    note: Style
    """Small print: sources, imprint."""
    urgent: Style
    """密级、紧急程度: 黑体, flush left."""

    def with_cells(
        self, size_pt: float, leading_pt: float, *, head_size_pt: float = 0, head_leading_pt: float = 0,
        head_align: Align | None = None,
    ) -> Styles:  # fmt: skip
        """The same set with the cells of tables in another size; their heads have it too, unless another is named (0: the same).
        Cells of numbers stay as they are."""
        head = self.cell_head.but(
            size_pt=head_size_pt or size_pt, leading_pt=head_leading_pt or leading_pt, align=head_align or self.cell_head.align,
        )
        return msgspec.structs.replace(self, cell=self.cell.but(size_pt=size_pt, leading_pt=leading_pt), cell_head=head)


def _official() -> Styles:
    body = Style(first_indent_chars=2, tracking_pt=GRID_TRACKING_PT)
    cell = Style(size_pt=12, leading_pt=18, align=Align.LEFT)
    return Styles(
        title=Style(
            role=FaceRole.XIAOBIAOSONG,
            size_pt=22,
            leading_pt=22 + _LINE_GAP_PT,
            align=Align.CENTRE,
            balanced=True,
            keep_with_next=True,
            outline_level=0,
        ),
        body=body,
        level1=body.but(role=FaceRole.HEITI, keep_with_next=True, outline_level=1),
        level2=body.but(role=FaceRole.KAITI, keep_with_next=True, outline_level=2),
        level3=body,
        plain=body.but(first_indent_chars=0),
        cell=cell,
        cell_head=cell.but(role=FaceRole.HEITI, align=Align.CENTRE),
        cell_number=cell.but(align=Align.RIGHT),
        caption=Style(size_pt=12, leading_pt=18, align=Align.CENTRE, after_pt=6, balanced=True),
        note=Style(size_pt=14, leading_pt=22, align=Align.LEFT),
        urgent=body.but(role=FaceRole.HEITI, first_indent_chars=0, align=Align.LEFT),
    )


def _dense() -> Styles:
    body = Style(role=FaceRole.FANGSONG, size_pt=12, leading_pt=19.5, first_indent_chars=2)
    cell = Style(role=FaceRole.FANGSONG, size_pt=10.5, leading_pt=15, align=Align.LEFT)
    return Styles(
        title=Style(
            role=FaceRole.XIAOBIAOSONG,
            size_pt=18,
            leading_pt=27,
            align=Align.CENTRE,
            balanced=True,
            after_pt=6,
            keep_with_next=True,
            outline_level=0,
        ),
        body=body,
        level1=body.but(
            role=FaceRole.HEITI,
            first_indent_chars=0,
            size_pt=13,
            before_pt=9,
            after_pt=4,
            keep_with_next=True,
            outline_level=1,
        ),
        level2=body.but(
            role=FaceRole.KAITI,
            first_indent_chars=0,
            before_pt=5,
            after_pt=2,
            keep_with_next=True,
            outline_level=2,
        ),
        level3=body,
        plain=body.but(first_indent_chars=0),
        cell=cell,
        cell_head=cell.but(role=FaceRole.HEITI, align=Align.CENTRE),
        cell_number=cell.but(align=Align.RIGHT),
        caption=Style(size_pt=10.5, leading_pt=15, align=Align.CENTRE, after_pt=4, balanced=True),
        note=Style(size_pt=9, leading_pt=13, align=Align.LEFT),
        urgent=body.but(role=FaceRole.HEITI, first_indent_chars=0, size_pt=13, align=Align.LEFT),
    )


OFFICIAL = _official()
"""GB/T 9704-2012: 16 pt body, 22 lines of 28 characters."""
DENSE = _dense()
"""Dossiers, logs, lists: same margins, 12 pt body."""
