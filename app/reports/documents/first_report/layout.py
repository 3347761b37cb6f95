"""The first report on paper: geometry and type of GB/T 9704-2012 (facts file §4.1), a red mast and rule."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from app.desk.jobs import Progress
from app.reports.documents.first_report.content import ID, FirstReport, content
from app.reports.documents.phrases import Phrases, check_code
from app.reports.documents.press import OFFICIAL_MARGINS, Look, press
from app.reports.documents.sheet import HorizontalRule, Ink, Words, broken_at_gaps
from app.reports.documents.spec import DocumentInput, Rendered
from app.reports.kit.faces import FaceRole
from app.reports.kit.shape import Run
from app.reports.kit.style import MM_PT, OFFICIAL, OFFICIAL_LEADING_PT, Align, Style

_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=44, leading_pt=56, align=Align.CENTRE, tracking_pt=6, red=True)
_LINE = OFFICIAL.plain.but(align=Align.LEFT, tracking_pt=0)
_IMPRINT = Style(size_pt=14, leading_pt=22, align=Align.LEFT, indent_pt=14, right_indent_pt=14)


def make(given: DocumentInput, progress: Progress) -> Rendered:
    """The first report as a PDF."""
    report = content(given)
    words = Phrases(given)
    foot = words.say("footer", at=words.full_stamp(given.now), by=words.clip(given.actor, 20), code=check_code(ID, report))
    look = Look(
        title=f"{report.masthead} {report.title}", author=report.org, margins=OFFICIAL_MARGINS, foot=foot,
        number=lambda page, _pages: f"— {page} —", drill=words.say("drill") if given.drill else "", official=True,
    )
    return press(lambda ink: _blocks(report, given.lang, ink), look, given.fonts, progress)


def _blocks(report: FirstReport, lang: str, ink: Ink) -> Sequence[Flowable]:
    body = OFFICIAL.body if lang == "zh" else OFFICIAL.body.but(align=Align.LEFT)
    blocks: list[Flowable] = [
        Words(report.urgency, OFFICIAL.urgent, ink),
        Words(report.masthead, _MAST if lang == "zh" else _MAST.but(size_pt=28, leading_pt=40, tracking_pt=0), ink),
        Spacer(1, OFFICIAL_LEADING_PT / 2),
        _line(report, ink),
        HorizontalRule(2, red=True, before_pt=4 * MM_PT - 6, after_pt=OFFICIAL_LEADING_PT * 0.9),
        Words(broken_at_gaps(report.title, OFFICIAL.title, ink, OFFICIAL_MARGINS.width_mm * MM_PT), OFFICIAL.title, ink),
        Spacer(1, OFFICIAL_LEADING_PT * 0.6),
        Words(report.addressee, OFFICIAL.plain.but(align=Align.LEFT), ink),
        Words(report.opening, body, ink),
    ]
    for section in report.sections:
        blocks.append(Words(section.heading, OFFICIAL.level1, ink))
        blocks += [Words(text, body, ink) for text in section.paragraphs]
    blocks += [Words(text, body, ink) for text in (report.missing, report.closing) if text]
    signature = OFFICIAL.plain.but(align=Align.RIGHT, right_indent_pt=4 * 16)
    blocks.append(
        KeepTogether(
            [
                Spacer(1, OFFICIAL_LEADING_PT), Words(report.signature, signature, ink), Words(report.date, signature, ink),
                Words(report.contact, body, ink), Spacer(1, OFFICIAL_LEADING_PT / 2), *_imprint(report, ink),
            ]
        )
    )
    return blocks


def _line(report: FirstReport, ink: Ink) -> Table:
    """Number at the left, sign-off at the right, above the red rule."""
    cells = [Words(report.number, _LINE, ink), Words(report.sign_off, _LINE.but(align=Align.RIGHT), ink)]
    looks = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    return Table([cells], colWidths=[94 * MM_PT, 62 * MM_PT], style=looks, hAlign="LEFT")


def _imprint(report: FirstReport, ink: Ink) -> list[Flowable]:
    said: list[str | Run] = []
    for number, pair in enumerate(report.imprint):
        said += [Run(("　" if number else "") + pair.label, role=FaceRole.HEITI), f" {pair.value}"]
    return [HorizontalRule(1.0), Words(said, _IMPRINT, ink), HorizontalRule(1.0)]
