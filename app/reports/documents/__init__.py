"""The papers: each a folder with ``content.py`` (state → content values) and ``layout.py`` (content → kit blocks).

May import: kernel, domain, catalog, desk, the page kit. ``content.py`` never imports reportlab or the kit. Must not:
read the clock, ask the desk, or import another document's folder; what several papers say alike is in ``story`` and
``phrases``.

Invariants: what is not known is printed as 正在核实, never guessed; names and numbers of callers are masked in every
paper that leaves the room (``leader_brief``, ``first_report``), and full in the dossier that stays
(``incident_report``); the same input gives the same bytes; each paper carries a check code of its content.

A plan's own papers print its lists in full: telephone lists are made to be used; the caller decides which part of the
contact book is handed in, and the list says what it may be used for.

Decision: a folder that defines ``SPEC`` is a document: about an incident (``DocumentSpec``, found by ``DOCUMENTS``), about a
plan (``PlanDocumentSpec``, found by ``PLAN_DOCUMENTS``) or a list (``ListDocumentSpec``, found by ``LIST_DOCUMENTS``); nothing
else names it. A plan's papers come as PDF, Word and text from one list of blocks (``plan_press``), so that no content is
written twice.
``map_sheet`` defines none: it is about a piece of the earth, needs the page's picture of exactly that piece, and is made by
whoever has a map (``map_sheet.make``).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from app.reports.documents.spec import (
    EVERY_ROLE,
    DocumentInput,
    DocumentSpec,
    ListDocumentSpec,
    ListGroup,
    ListPaperInput,
    PaperFormat,
    PlanDocumentSpec,
    PlanPaper,
    PlanPaperInput,
)

__all__ = [
    "DOCUMENTS",
    "EVERY_ROLE",
    "LIST_DOCUMENTS",
    "PLAN_DOCUMENTS",
    "DocumentInput",
    "DocumentSpec",
    "ListDocumentSpec",
    "ListGroup",
    "ListPaperInput",
    "PaperFormat",
    "PlanDocumentSpec",
    "PlanPaper",
    "PlanPaperInput",
]


def _discover() -> tuple[DocumentSpec | PlanDocumentSpec | ListDocumentSpec, ...]:
    packages = (importlib.import_module(f"{__name__}.{part.name}") for part in pkgutil.iter_modules(__path__) if part.ispkg)
    return tuple(package.SPEC for package in packages if hasattr(package, "SPEC"))


_FOUND = _discover()

DOCUMENTS: Mapping[str, DocumentSpec] = MappingProxyType({one.id: one for one in _FOUND if isinstance(one, DocumentSpec)})
"""Every document about an incident, by its id."""

PLAN_DOCUMENTS: Mapping[str, PlanDocumentSpec] = MappingProxyType(
    {one.id: one for one in _FOUND if isinstance(one, PlanDocumentSpec)}
)
"""Every document about a plan, by its id."""

LIST_DOCUMENTS: Mapping[str, ListDocumentSpec] = MappingProxyType(
    {one.id: one for one in _FOUND if isinstance(one, ListDocumentSpec)}
)
"""Every list that is printed without an incident or a plan, by its id."""
