"""One list of blocks, three ways out: a PDF, a Word file, plain text. What all papers about a plan share on the page kit."""

from __future__ import annotations

from collections.abc import Sequence

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.press import default_fonts
from app.reports.documents.spec import PaperFormat, PlanPaper, PlanPaperInput
from app.reports.kit import Block, Contents, Meta, PageSetup, Rendered, RenderStopped, render
from app.reports.kit.plain import write_plain

_SUBJECT_MOST = 60


def setup_of(words: PlanWords, setup: PageSetup) -> PageSetup:
    """The setup with the foot of the version and the mark of a drill or of a version that is not in force."""
    return PageSetup(
        numbers=setup.numbers, watermark=words.mark, head_left=setup.head_left, head_right=setup.head_right,
        head_on_first=setup.head_on_first, foot=words.foot, margins=setup.margins,
    )  # fmt: skip


def pressed(
    story: Sequence[Block], setup: PageSetup, title: str, given: PlanPaperInput, wanted: PaperFormat, progress: Progress
) -> PlanPaper:
    """The paper in the format that is wanted. ``setup`` is complete (``setup_of``).

    ``Fault("no_chinese_font")`` for a PDF on a machine without a face; ``Cancelled`` soon after the job is told to stop.
    """
    words = PlanWords(given)
    meta = Meta(
        title=words.clip(title, 120), author=words.clip(words.text(given.plan.owner) or given.place, _SUBJECT_MOST),
        subject=words.clip(given.wording.say(f"plan_type.{given.plan.type}"), _SUBJECT_MOST),
        keywords=words.clip(f"{given.plan.id} {words.version} {words.check_code}", _SUBJECT_MOST),
        created_at_epoch_s=int(given.now.timestamp()),
    )  # fmt: skip
    progress.report(0.2)
    try:
        if wanted is PaperFormat.TXT:
            plain = write_plain(story)
            return _done(PlanPaper(plain.text.encode("utf-8"), 0, plain.missing), progress)
        if wanted is PaperFormat.PDF:
            made = _printed(story, setup, meta, given, progress)
            return _done(PlanPaper(made.pdf, made.pages, made.missing), progress)
        return _done(_word(story, setup, meta, given, progress), progress)
    except RenderStopped as stopped:
        raise Cancelled from stopped


def _printed(story: Sequence[Block], setup: PageSetup, meta: Meta, given: PlanPaperInput, progress: Progress) -> Rendered:
    return render(story, setup, given.fonts or default_fonts(), meta, should_stop=progress.should_stop)


def _word(story: Sequence[Block], setup: PageSetup, meta: Meta, given: PlanPaperInput, progress: Progress) -> PlanPaper:
    """Word's file; the page numbers of a table of contents are those of the print, where this machine can print."""
    from app.reports.kit.docx import write_docx  # noqa: PLC0415 - python-docx takes a while to load

    pages = 0
    heading_pages: tuple[str, ...] = ()
    if any(isinstance(block, Contents) for block in story):
        try:
            print_ = _printed(story, setup, meta, given, progress)
            pages, heading_pages = print_.pages, print_.heading_pages
        except Fault as fault:
            if fault.code != "no_chinese_font":
                raise
    progress.report(0.7)
    made = write_docx(story, setup, meta, pages=heading_pages, should_stop=progress.should_stop)
    return PlanPaper(made.docx, pages, made.missing)


def _done(paper: PlanPaper, progress: Progress) -> PlanPaper:
    progress.report(1.0)
    return paper
