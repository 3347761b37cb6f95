"""Rulebooks go out as files and come in from files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.catalog.rulebook_file import book_yaml, read_book_file
from app.domain.reporting.model import Rulebook
from app.kernel.errors import BadFile, Fault
from app.kernel.whole_file import write_atomically
from app.ui.kit.dialogs import open_path, save_path, tell
from app.ui.kit.i18n import translate
from app.ui.panels.reports.rulebooks.steps import begin_file
from app.ui.services import Services

_YAML = "YAML (*.yaml *.yml)"
_EXCEL = "Excel (*.xlsx)"


async def import_book(services: Services, parent: QWidget) -> str:
    """Let a person choose a file and begin a draft with what it says; the key of the draft, "" where none was made."""
    path = await open_path(parent, translate("Rulebooks", "Import a rulebook"), Path.home(), (_YAML, _EXCEL))
    return "" if path is None else await import_file(services, parent, path)


async def import_file(services: Services, parent: QWidget, path: Path) -> str:
    """Begin a draft with what this file says; the key of the draft, "" where none was made.

    What keeps it from being approved is for the editor to show; a file of which nothing can be used says why.
    """
    from app.exchange.rulebook_sheet import read_sheet  # noqa: PLC0415 - openpyxl takes a while to load

    reference = services.workspace.desk.reference
    read = read_sheet if path.suffix.lower() == ".xlsx" else read_book_file
    try:
        book, _ = read(path, reference)
    except BadFile as bad:
        said = "\n".join(services.wording.problem(one) for one in bad.problems[:40])
        await tell(parent, translate("Rulebooks", "This file cannot be imported"), said)
        return ""
    return await begin_file(services, parent, book)


async def export_book(services: Services, parent: QWidget, book: Rulebook) -> Path | None:
    """Let a person choose a place and write the rulebook there, as its suffix says; the file that was written."""
    suggested = Path.home() / f"{book.id}-{book.version}.yaml"
    target = await save_path(parent, translate("Rulebooks", "Export the rulebook"), suggested, (_YAML, _EXCEL))
    return None if target is None else export_file(services, target, book)


def export_file(services: Services, target: Path, book: Rulebook) -> Path | None:
    """Write the rulebook to this file, whole or not at all, and say so."""
    from app.exchange.rulebook_sheet import write_sheet  # noqa: PLC0415 - openpyxl takes a while to load

    try:
        if target.suffix.lower() == ".xlsx":
            write_sheet(target, book)
        else:
            write_atomically(target, book_yaml(book).encode())
    except OSError as error:
        fault = Fault("document_not_written", {"path": str(target), "detail": error.strerror or str(error)})
        services.navigator.say(services.explain(fault), "alarm")
        return None
    except Fault as fault:
        services.navigator.say(services.explain(fault), "alarm")
        return None
    services.navigator.say(translate("Rulebooks", "Written: {file}").format(file=str(target)), "ok")
    return target
