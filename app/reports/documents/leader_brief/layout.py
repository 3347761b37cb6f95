"""The brief on its page: a red mast, the first glance in a ruled box, five paragraphs, the foot."""

from __future__ import annotations

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.leader_brief.content import ID, LeaderBrief, content, versions
from app.reports.documents.phrases import Phrases, broken_at_gaps
from app.reports.documents.press import default_fonts
from app.reports.documents.spec import DocumentInput, Draft, PaperFormat
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Ends,
    FaceRole,
    KeyValueGrid,
    Margins,
    PageSetup,
    PictureRow,
    Prose,
    Rule,
    Shown,
    Style,
    TextLike,
    height_pt,
)

MARGINS = Margins(top_mm=20, right_mm=24, bottom_mm=29, left_mm=26)
"""A brief is no official letter: its page has the room that three pictures need."""
_SETUP = PageSetup(margins=MARGINS)
_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=36, leading_pt=40, align=Align.CENTRE, tracking_pt=14, red=True)
_READERS = Style(role=FaceRole.KAITI, size_pt=13, leading_pt=17, align=Align.CENTRE)
_LINE = Style(role=FaceRole.FANGSONG, size_pt=13, leading_pt=18, align=Align.LEFT)
_URGENT = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=18, align=Align.LEFT)
_TITLE = Style(
    role=FaceRole.XIAOBIAOSONG, size_pt=20, leading_pt=26, align=Align.CENTRE, balanced=True, before_pt=4, after_pt=2
)
_BODY = Style(role=FaceRole.FANGSONG, size_pt=12, leading_pt=16.5, first_indent_chars=2)
_SMALL = _BODY.but(size_pt=11, leading_pt=14.5)
"""English says the same in more room."""
_SIZES = (_BODY, *(_BODY.but(size_pt=size, leading_pt=leading) for size, leading in ((13, 19.5), (14, 21.5), (15, 24), (16, 27))))
"""Body type, smallest first."""
_FOOT = Style(role=FaceRole.FANGSONG, size_pt=11, leading_pt=15, align=Align.LEFT)
_CAPTION = Style(role=FaceRole.FANGSONG, size_pt=9.5, leading_pt=12, align=Align.CENTRE)
_WIDE_BLANK = "\u3000"
_ABREAST, _PICTURE_MM = 3, 24
_HAIR_PT = 0.01
_GLANCE = DENSE.with_cells(12, 15.5, head_size_pt=11.5, head_align=Align.LEFT)


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """The brief on exactly one page: the longest version that fits in the smallest type, then the largest type for it.

    On a machine without a Chinese face nothing can be measured: then the whole brief is set in the smallest type (for Word and
    text; a PDF cannot be made there).
    """
    words = Phrases(given)
    whole = content(given)
    candidates = list(versions(whole, words.paper("ellipsis"), 1 if given.lang == "zh" else 2))
    sizes = _SIZES if given.lang == "zh" else (_SMALL, *_SIZES)
    fonts = given.fonts or default_fonts()

    def holds(brief: LeaderBrief, body: Style) -> bool:
        if progress.should_stop():
            raise Cancelled
        return height_pt(_blocks(brief, words, body, given), _SETUP, fonts) <= MARGINS.text_height_pt + _HAIR_PT

    try:
        low, high = 0, len(candidates)
        while low < high:
            middle = low if low == 0 and high == len(candidates) else (low + high) // 2
            low, high = (low, middle) if holds(candidates[middle], sizes[0]) else (middle + 1, high)
        if low == len(candidates):
            raise ValueError("the shortest brief is longer than a page")
        chosen, body = candidates[low], sizes[0]
        for larger in sizes[1:]:
            if not holds(chosen, larger):
                break
            body = larger
    except Fault as fault:
        if fault.code != "no_chinese_font" or given.wanted is PaperFormat.PDF:
            raise
        chosen, body = whole, sizes[0]
    title = f"{chosen.masthead} {chosen.title}"
    return draft(ID, chosen, _blocks(chosen, words, body, given), given, title, margins=MARGINS)


def _blocks(brief: LeaderBrief, words: Phrases, body: Style, given: DocumentInput) -> list[Block]:
    blocks: list[Block] = [
        Ends(f"{brief.urgency}{_WIDE_BLANK}{brief.stage}".strip(), brief.sign_off, _URGENT),
        Prose(brief.masthead, _MAST),
        Prose(words.paper("in_brackets", text=brief.readers).strip(), _READERS),
        Ends(f"{brief.issue}{_WIDE_BLANK}{brief.desk}", brief.date, _LINE),
        Rule(red=True, weight_pt=2.2, before_pt=3, after_pt=2),
        Prose(broken_at_gaps(brief.title, MARGINS.text_width_pt / _TITLE.size_pt), _TITLE),
        KeyValueGrid([(pair.label, pair.value) for pair in brief.glance], _GLANCE, columns=1, name_share=0.34),
    ]
    blocks += [Prose([heavy(one.lead), one.text], body) for one in brief.paragraphs]
    if brief.left_out:
        blocks.append(Prose(words.paper("brief.left_out", count=brief.left_out), _FOOT))
    shown = [Shown(given.pictures.get(one.sha256, b""), one.caption) for one in brief.pictures]
    if brief.has_map and given.map_png is not None:
        shown.insert(0, Shown(given.map_png, words.paper("brief.map")))
    if shown:
        unreadable = words.paper("dossier.photograph_unreadable")
        blocks.append(PictureRow(shown, _CAPTION, height_mm=_PICTURE_MM, columns=_ABREAST, unreadable=unreadable))
    blocks.append(Rule(weight_pt=0.9, before_pt=4, after_pt=2))
    blocks += [Prose(line, _FOOT) for line in (brief.to, brief.copies) if line]
    said: list[TextLike] = [(heavy(one.label), f"  {one.value}") for one in brief.foot]
    blocks += [Ends(said[at], said[at + 1], _FOOT) for at in range(0, len(said), 2)]
    return blocks
