"""The brief on its page: a red mast, the first glance in a ruled box, five paragraphs, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer, Table

from app.desk.jobs import Progress
from app.reports.documents.leader_brief.content import ID, LeaderBrief, content, versions
from app.reports.documents.phrases import Pair, Phrases, check_code
from app.reports.documents.press import Look, Margins, press
from app.reports.documents.sheet import HorizontalRule, Ink, Words, broken_at_gaps, grid
from app.reports.documents.spec import DocumentInput, Rendered
from app.reports.kit.faces import FaceRole
from app.reports.kit.shape import Run
from app.reports.kit.style import MM_PT, Align, Style

_MARGINS = Margins(18, 24, 21, 26)
_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=36, leading_pt=42, align=Align.CENTRE, tracking_pt=14, red=True)
_READERS = Style(role=FaceRole.KAITI, size_pt=13, leading_pt=18, align=Align.CENTRE)
_LINE = Style(role=FaceRole.FANGSONG, size_pt=13, leading_pt=19, align=Align.LEFT)
_URGENT = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=19, align=Align.LEFT)
_TITLE = Style(
    role=FaceRole.XIAOBIAOSONG, size_pt=20, leading_pt=29, align=Align.CENTRE, balanced=True, before_pt=8, after_pt=6
)
_LABEL = Style(role=FaceRole.HEITI, size_pt=12, leading_pt=17, align=Align.LEFT)
_GLANCE = Style(role=FaceRole.FANGSONG, size_pt=12.5, leading_pt=17, align=Align.LEFT)
_BODY = Style(role=FaceRole.FANGSONG, size_pt=12, leading_pt=18.5, first_indent_chars=2, after_pt=1)
_SIZES = (_BODY, *(_BODY.but(size_pt=size, leading_pt=leading) for size, leading in ((13, 20), (14, 22), (15, 24), (16, 26))))
"""Body type, smallest first."""
_FOOT = Style(role=FaceRole.FANGSONG, size_pt=11, leading_pt=16, align=Align.LEFT)


def make(given: DocumentInput, progress: Progress) -> Rendered:
    """The brief on exactly one page: the longest version that fits in the smallest type, then the largest type for it."""
    words = Phrases(given)
    candidates = list(versions(content(given), words.say("ellipsis")))
    fitting: Rendered | None = None
    chosen = 0
    low, high = 0, len(candidates) - 1
    while low <= high:
        middle = low if fitting is None and low == 0 else (low + high) // 2
        made = _set(given, candidates[middle], words, _SIZES[0], progress)
        if made.pages == 1:
            fitting, chosen, high = made, middle, middle - 1
        else:
            low = middle + 1
    if fitting is None:
        raise ValueError("the shortest brief is longer than a page")
    for body in _SIZES[1:]:
        larger = _set(given, candidates[chosen], words, body, progress)
        if larger.pages > 1:
            break
        fitting = larger
    return fitting


def _set(given: DocumentInput, brief: LeaderBrief, words: Phrases, body: Style, progress: Progress) -> Rendered:
    foot = words.say("footer", at=words.full_stamp(given.now), by=words.clip(given.actor, 20), code=check_code(ID, brief))
    look = Look(
        title=f"{brief.masthead} {brief.title}", author=brief.desk, margins=_MARGINS, foot=foot,
        number=lambda page, pages: words.say("page", page=page, pages=pages),
        drill=words.say("drill") if given.drill else "",
    )
    return press(lambda ink: _blocks(brief, words, body, ink), look, given.fonts, progress)


def _blocks(brief: LeaderBrief, words: Phrases, body: Style, ink: Ink) -> Sequence[Flowable]:
    wide = _MARGINS.width_mm
    right = _LINE.but(align=Align.RIGHT)
    blocks: list[Flowable] = [
        _bare([[Words(brief.urgency, _URGENT, ink), Words(brief.stage, _URGENT.but(align=Align.RIGHT), ink)]], ink),
        Words(brief.masthead, _MAST, ink),
        Words(words.say("in_brackets", text=brief.readers).strip(), _READERS, ink),
        _bare(
            [
                [Words(brief.issue, _LINE, ink), Words(brief.sign_off, right, ink)],
                [Words(brief.desk, _LINE, ink), Words(brief.date, right, ink)],
            ],
            ink,
        ),
        HorizontalRule(2.2, red=True, before_pt=3),
        Words(broken_at_gaps(brief.title, _TITLE, ink, wide * MM_PT), _TITLE, ink),
        grid(
            [[Words(pair.label, _LABEL, ink), Words(pair.value, _GLANCE, ink)] for pair in brief.glance],
            (39, wide - 39), shaded=(0,),
        ),
        Spacer(1, 4),
    ]
    blocks += [Words([Run(one.lead, role=FaceRole.HEITI), Run(one.text)], body, ink) for one in brief.paragraphs]
    if brief.left_out:
        blocks.append(Words(words.say("brief.left_out", count=brief.left_out), _FOOT, ink))
    blocks += [HorizontalRule(0.9, before_pt=5, after_pt=2), _foot(brief.foot, ink)]
    return blocks


def _foot(pairs: tuple[Pair, ...], ink: Ink) -> Flowable:
    cells = [Words([Run(pair.label, role=FaceRole.HEITI), Run(f"　{pair.value}")], _FOOT, ink) for pair in pairs]
    return _bare([cells[:2], cells[2:]], ink)


def _bare(rows: list[list[Words]], ink: Ink) -> Table:
    """Rows of two halves without rules."""
    half = _MARGINS.width_mm * MM_PT / 2
    looks = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    looks += [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    return Table(rows, colWidths=[half, half], style=looks, hAlign="LEFT")
