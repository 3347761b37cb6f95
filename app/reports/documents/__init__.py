"""The papers: each a folder with ``content.py`` (state → content values) and ``layout.py`` (content → kit blocks).

May import: kernel, domain, catalog, desk, the page kit. ``content.py`` never imports reportlab or the kit. Must not:
read the clock, ask the desk, or import another document's folder; what several papers say alike is in ``story`` and
``phrases``.

Invariants: what is not known is printed as 正在核实, never guessed; names and numbers of callers are masked in every
paper that leaves the room (``leader_brief``, ``first_report``), and full in the dossier that stays
(``incident_report``); the same input gives the same bytes; each paper carries a check code of its content.

Decision: a folder that defines ``SPEC: DocumentSpec`` is a document; ``DOCUMENTS`` finds it, nothing else names it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from app.reports.documents.spec import DocumentInput, DocumentSpec

__all__ = ["DOCUMENTS", "DocumentInput", "DocumentSpec"]


def _discover() -> Mapping[str, DocumentSpec]:
    found: dict[str, DocumentSpec] = {}
    for part in pkgutil.iter_modules(__path__):
        if part.ispkg:
            spec: DocumentSpec = importlib.import_module(f"{__name__}.{part.name}").SPEC
            found[spec.id] = spec
    return MappingProxyType(found)


DOCUMENTS: Mapping[str, DocumentSpec] = _discover()
"""Every document by its id."""
