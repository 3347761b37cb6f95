"""Everything about printing one paper: asks, folds, prints with progress. For any part of the window that has a paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk.jobs import Jobs
from app.kernel.errors import Fault
from app.ui.kit.drill_mark import marked_title
from app.ui.kit.i18n import translate
from app.ui.kit.working import watched
from app.ui.panels.papers import make, printing
from app.ui.panels.papers.print_dialog import ask_file, ask_wish
from app.ui.panels.papers.print_wish import PrintWish


async def ask_print(parent: QWidget | None, name: str, pages: int, folder: Path) -> tuple[PrintWish, Path | None] | None:
    """How it is printed, and into which file where that is no printer; ``None`` for Escape in either question."""
    wish = await ask_wish(parent, name, pages, booklet=make.booklet_of() is not None)
    if wish is None:
        return None
    if wish.printer:
        return wish, None
    file = await ask_file(parent, folder / f"{name}.pdf")
    return (wish, file) if file is not None else None


async def print_bytes(
    jobs: Jobs, pdf: bytes, wish: PrintWish, name: str, file: Path | None, tell: printing.Tell | None = None
) -> int:
    """Print as wished; how many pages went. Faults as ``printing.print_pdf`` and the booklet's own."""
    fold = make.booklet_of() if wish.booklet else None
    if wish.booklet and fold is None:
        raise Fault("part_not_loaded", {"detail": "booklet"})
    if fold is not None:
        folding: Callable[[bytes, str], bytes] = fold
        pdf = await jobs.run(lambda _progress: folding(pdf, wish.booklet))
    return await printing.print_pdf(jobs, pdf, wish, name, file, tell)


async def print_paper(jobs: Jobs, parent: QWidget, name: str, pdf: bytes, pages: int) -> int | None:
    """Ask and print, with the progress in a dialog, in a drill under a name that says so; how many pages went, ``None`` for Escape.
    Faults as ``print_bytes``."""
    name = marked_title(name, parent)
    asked = await ask_print(parent, name, pages, Path.home())
    if asked is None:
        return None
    wish, file = asked
    return await watched(
        parent, translate("Papers", "Printing: {name}").format(name=name),
        lambda tell: print_bytes(jobs, pdf, wish, name, file, tell),
    )
