"""The papers: each a folder with ``content.py`` (state → content values) and ``layout.py`` (content → a ``Draft`` of kit blocks).

May import: kernel, domain, catalog, desk, the page kit. ``content.py`` never imports reportlab or the kit. Must not:
read the clock, ask the desk, or import another document's folder; what several papers say alike is in ``story`` and
``phrases``.

Invariants: what is not known is printed as 正在核实, never guessed; names and numbers of persons are masked in every paper
(``masking``, applied by ``press`` alone) unless it stays in the duty room for calling people (``DocumentSpec.inside``) or somebody
wanted it whole and gave a reason; the same input gives the same bytes; each paper carries a check code of its content.

Decision: a folder that defines ``SPEC`` is a document, and nothing else names it: ``DOCUMENTS`` has all of them by id, ``about``
those about one kind of thing. Every document comes as PDF, Word and text from one list of blocks (``press``), so that no content is
written twice. The page kit is loaded when the first draft is made.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from app.desk.jobs import Progress
from app.reports.documents.spec import (
    EVERY_ROLE,
    About,
    DocumentInput,
    DocumentSpec,
    Draft,
    ListGroup,
    ListPaperInput,
    Paper,
    PaperFormat,
    PaperInput,
    PlanPaperInput,
)

__all__ = [
    "DOCUMENTS", "EVERY_ROLE", "About", "DocumentInput", "DocumentSpec", "Draft", "ListGroup", "ListPaperInput", "Paper",
    "PaperFormat", "PaperInput", "PlanPaperInput", "about", "input_of", "make",
]  # fmt: skip


def _discover() -> tuple[DocumentSpec, ...]:
    packages = (importlib.import_module(f"{__name__}.{part.name}") for part in pkgutil.iter_modules(__path__) if part.ispkg)
    return tuple(package.SPEC for package in packages if hasattr(package, "SPEC"))


DOCUMENTS: Mapping[str, DocumentSpec] = MappingProxyType({one.id: one for one in _discover()})
"""Every document by its id."""


def about(*things: About) -> Mapping[str, DocumentSpec]:
    """The documents about these, by id."""
    return {one.id: one for one in DOCUMENTS.values() if one.about in things}


def make(document: str, given: PaperInput, wanted: PaperFormat, progress: Progress) -> Paper:
    """The document in the format that is wanted: see ``press.made``. Loads the page kit; ``KeyError`` for no document's id."""
    from app.reports.documents.press import made  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return made(DOCUMENTS[document], given, wanted, progress)


def input_of(document: str, fields: Mapping[str, Any]) -> PaperInput:
    """The input of a document, of plain fields: the groups of a list may be plain triples, a map comes as its ``picture`` with
    ``signs`` and the fields of a paper about an incident."""
    thing = DOCUMENTS[document].about
    if thing in (About.INCIDENT, About.AREA):
        return DocumentInput(**fields)
    if thing is About.PLAN:
        return PlanPaperInput(**fields)
    if thing is About.LIST:
        groups = tuple(group if isinstance(group, ListGroup) else ListGroup(*group) for group in fields["groups"])
        return ListPaperInput(**{**fields, "groups": groups})
    if thing is About.MAP:
        from app.reports.documents.map_sheet import composed_of  # noqa: PLC0415 - this package is what it is a part of

        return composed_of(fields["picture"], fields, fields["signs"])
    if thing is About.FORMS:
        from app.reports.documents.blank_form import FormsInput  # noqa: PLC0415 - as above

        return FormsInput(**fields)
    if thing is About.DRILL:
        from app.reports.documents.drill_input import DrillPaperInput  # noqa: PLC0415 - as above

        return DrillPaperInput(**fields)
    if thing is About.PACK:
        from app.reports.documents.survival_pack import PackInput  # noqa: PLC0415 - as above

        return PackInput(**fields)
    from app.reports.documents.fax_cover import CoverInput  # noqa: PLC0415 - as above

    return CoverInput(**fields)
