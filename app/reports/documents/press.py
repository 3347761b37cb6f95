"""The one press: a draft in, a paper out, as PDF, Word or text. Here every document is masked, and marked as a drill's.

What a paper says is written once, in its draft; the three formats read the same blocks.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import msgspec
import platformdirs

from app.catalog.locations import program_files
from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault
from app.reports.documents.masking import OPEN, Mask
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import About, DocumentSpec, Draft, Paper, PaperFormat, PaperInput
from app.reports.kit import Block, Contents, FontLibrary, Prose, Rendered, RenderStopped, Together, render
from app.reports.kit.plain import write_plain
from app.reports.kit.shape import as_runs
from app.reports.kit.single import render_single

_DRAFTED, _DONE = 0.2, 1.0
"""The share of the work that is done with the draft, and with the paper."""


@lru_cache(maxsize=1)
def default_fonts() -> FontLibrary:
    """The faces of this machine and those that came with the program."""
    cache = platformdirs.user_cache_path("zhishou", appauthor=False) / "fonts"
    return FontLibrary((program_files().resources / "fonts",), cache)


def made(spec: DocumentSpec, given: PaperInput, wanted: PaperFormat, progress: Progress) -> Paper:
    """The document in the format that is wanted.

    ``Fault("no_chinese_font")`` for a PDF on a machine without a face; ``Cancelled`` soon after the job is told to stop.
    """
    given = replace(given, wanted=wanted, veil=veil_of(spec, given), fonts=given.fonts or default_fonts())
    return pressed(drafted(spec, given, progress), wanted, given.fonts or default_fonts(), progress)


def drafted(spec: DocumentSpec, given: PaperInput, progress: Progress) -> Draft:
    """The draft as it goes to the press: every text masked once more (a net below the masking of its content), the mark of a
    drill over every page, and on papers that stay in the room the words that say so."""
    veil = veil_of(spec, given)
    draft = spec.draft(given if given.veil is veil else replace(given, veil=veil), progress)
    progress.report(_DRAFTED)
    words = Phrases(given)
    setup = msgspec.structs.replace(draft.setup, of_total=words.paper("page_of_total", page="{page}", pages="{pages}"))
    blocks = draft.blocks
    if given.drill:
        setup = msgspec.structs.replace(setup, watermark=words.paper("drill"))
        if given.wanted is not PaperFormat.PDF:
            blocks = tuple(_marked(one, f"【{setup.watermark}】") for one in blocks)
    if spec.inside and spec.about in (About.LIST, About.AREA):
        setup = msgspec.structs.replace(setup, foot=words.paper("inside", foot=setup.foot))
    return replace(draft, blocks=veil.over(blocks), setup=setup, meta=veil.over(draft.meta))


def _marked(block: Block, mark: str) -> Block:
    """The block with a drill's mark at the head of every heading: Word and text are cut up and sent on in pieces."""
    if isinstance(block, Together):
        return msgspec.structs.replace(block, blocks=tuple(_marked(one, mark) for one in block.blocks))
    if isinstance(block, Prose) and block.style.outline_level >= 0:
        return msgspec.structs.replace(block, text=(mark, *as_runs(block.text)))
    return block


def veil_of(spec: DocumentSpec, given: PaperInput) -> Mask:
    """The mask of this paper: none for papers that stay in the room, and for one that somebody wants whole."""
    if spec.inside or given.unmasked:
        return OPEN
    return given.veil or given.masking()


def pressed(draft: Draft, wanted: PaperFormat, fonts: FontLibrary, progress: Progress) -> Paper:
    """A draft in this format; see ``made``."""
    try:
        if wanted is PaperFormat.TXT:
            paper = _text(draft)
        elif wanted is PaperFormat.PDF:
            made_ = _printed(draft, fonts, progress)
            paper = Paper(made_.pdf, made_.pages, made_.missing, PaperFormat.PDF, draft.code, made_.faces)
        else:
            paper = _word(draft, fonts, progress)
    except RenderStopped as stopped:
        raise Cancelled from stopped
    progress.report(_DONE)
    return paper


def _printed(draft: Draft, fonts: FontLibrary, progress: Progress) -> Rendered:
    if draft.sheet is not None:
        return render_single(draft.sheet.size_mm, draft.sheet.paint, fonts, draft.meta, should_stop=progress.should_stop)
    return render(
        draft.blocks, draft.setup, fonts, draft.meta, should_stop=progress.should_stop,
        progress=lambda share: progress.report(_DRAFTED + (_DONE - _DRAFTED) * share),
    )  # fmt: skip


def _word(draft: Draft, fonts: FontLibrary, progress: Progress) -> Paper:
    """Word's file; the page numbers of a table of contents are those of the print, where this machine can print."""
    from app.reports.kit.docx import write_docx  # noqa: PLC0415 - python-docx takes a while to load

    pages = 0
    heading_pages: tuple[str, ...] = ()
    if any(isinstance(block, Contents) for block in draft.blocks):
        try:
            print_ = _printed(draft, fonts, progress)
            pages, heading_pages = print_.pages, print_.heading_pages
        except Fault as fault:
            if fault.code != "no_chinese_font":
                raise
    made_ = write_docx(draft.blocks, draft.setup, draft.meta, pages=heading_pages, should_stop=progress.should_stop)
    return Paper(made_.docx, pages, made_.missing, PaperFormat.DOCX, draft.code)


def _text(draft: Draft) -> Paper:
    """Plain text; what runs along the foot of a page stands once at its end, the mark of a drill at its head too."""
    plain = write_plain(draft.blocks)
    lines = [f"【{draft.setup.watermark}】\n"] if draft.setup.watermark else []
    lines.append(plain.text)
    if draft.setup.foot:
        lines.append(f"\n{draft.setup.foot}\n")
    return Paper("".join(lines).encode("utf-8"), 0, plain.missing, PaperFormat.TXT, draft.code)
