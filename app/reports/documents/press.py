"""What all papers do on the page kit: faces, foot with moment, person and check code, the mark of a drill."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import platformdirs

from app.catalog.locations import program_files
from app.desk.jobs import Cancelled, Progress
from app.reports.documents.phrases import Phrases, check_code
from app.reports.documents.spec import Printable
from app.reports.kit import (
    Block,
    FaceRole,
    FontLibrary,
    Margins,
    Meta,
    PageNumbers,
    PageSetup,
    Rendered,
    RenderStopped,
    Run,
    render,
)


def heavy(text: str) -> Run:
    """A word set off without colour."""
    return Run(text, role=FaceRole.HEITI)


@lru_cache(maxsize=1)
def default_fonts() -> FontLibrary:
    """The faces of this machine and those that came with the program."""
    cache = platformdirs.user_cache_path("zhishou", appauthor=False) / "fonts"
    return FontLibrary((program_files().resources / "fonts",), cache)


def printed(
    document: str, content: msgspec.Struct, story: Sequence[Block], given: Printable,
    title: str, progress: Progress,
    *, numbers: PageNumbers = PageNumbers.OF_TOTAL, margins: Margins | None = None,
) -> Rendered:
    """The PDF of a story. ``Fault("no_chinese_font")`` without a face; ``Cancelled`` soon after the job is told to stop."""
    words = Phrases(given)
    foot = words.paper(
        "footer", at=words.full_stamp(given.now), by=words.clip(given.actor, 14), code=check_code(document, content)
    )
    watermark = words.paper("drill") if given.drill else ""
    setup = PageSetup(numbers=numbers, watermark=watermark, foot=foot, margins=margins or Margins())
    meta = Meta(title=words.clip(title, 120), author=words.clip(given.place, 60), created_at_epoch_s=int(given.now.timestamp()))
    progress.report(0.3)
    try:
        made = render(story, setup, given.fonts or default_fonts(), meta, should_stop=progress.should_stop)
    except RenderStopped as stopped:
        raise Cancelled from stopped
    progress.report(1.0)
    return made
