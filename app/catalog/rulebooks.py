"""Reporting rulebooks (``resources/rulebooks/<id>/rulebook.yaml`` with ``cases.yaml``; a desk's own in its data folder)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.catalog.cases import read_rulebook_cases, require_cases
from app.catalog.yaml_source import read_source
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.domain.reporting.soundness import book_findings
from app.domain.soundness import Found
from app.kernel.errors import BadFile, Problem


def read_rulebooks(
    folder: Path, reference: Reference, *, cases_needed: bool = True
) -> tuple[dict[str, Rulebook], tuple[Problem, ...]]:
    """Every sound rulebook by id, and the problems of the others. A missing folder holds none."""
    books: dict[str, Rulebook] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/rulebook.yaml")):
        try:
            book = read_rulebook(path.parent, reference, cases_needed=cases_needed)
        except BadFile as bad:
            problems += bad.problems
            continue
        books[book.id] = book
    return books, tuple(problems)


def read_rulebook(folder: Path, reference: Reference, *, cases_needed: bool = True) -> Rulebook:
    """One rulebook folder, checked with its cases (which a desk's own may lack). Raises ``BadFile`` with every problem."""
    source = read_source(folder / "rulebook.yaml", f"{folder.name}/rulebook.yaml")
    book = source.convert(Rulebook)
    problems = [source.problem(one) for one in _findings(book, folder.name, reference)]
    if cases_needed or (folder / "cases.yaml").exists():
        try:
            case_source, cases = read_rulebook_cases(folder / "cases.yaml", folder.name)
            require_cases(case_source, cases, reference)
        except BadFile as bad:
            problems += bad.problems
    if problems:
        raise BadFile(tuple(problems))
    return book


def _findings(book: Rulebook, folder_name: str, reference: Reference) -> Iterator[Found]:
    if book.id != folder_name:
        yield ("id",), "folder_name", {"id": book.id, "folder": folder_name}
    yield from book_findings(book, reference)
