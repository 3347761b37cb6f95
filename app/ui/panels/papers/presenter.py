"""What the papers panel shows beside the preview. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.incident.model import Incident
from app.domain.state import State
from app.kernel.clock import to_local

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


class IncidentChoice(msgspec.Struct, frozen=True):
    """An incident to choose: the open ones first, the latest first."""

    id: str
    text: str


class IssuedRow(msgspec.Struct, frozen=True):
    """A paper that left the desk."""

    id: str
    sha256: str
    document: str
    title: str
    pages: int
    by: str
    at: datetime


def incident_choices(state: State, describer: Describer) -> tuple[IncidentChoice, ...]:
    """Every incident with its number and name."""
    ordered = sorted(state.incidents.values(), key=lambda of: (of.is_open, of.aware_at), reverse=True)
    return tuple(IncidentChoice(of.id, f"{of.number}  {describer.incident_title(of)}") for of in ordered)


def issued_rows(of: Incident | None, titles: Mapping[str, str]) -> tuple[IssuedRow, ...]:
    """The papers of an incident that left the desk, the latest first."""
    if of is None:
        return ()
    return tuple(
        IssuedRow(one.id, one.sha256, one.document, titles.get(one.document, one.document), one.pages, one.by, one.at)
        for one in reversed(of.documents)
    )


def file_name(of: Incident, title: str) -> str:
    """``20260718-02-<document>.pdf``, with nothing in it that a file system refuses."""
    return f"{of.number}-{_NOT_IN_NAMES.sub('_', title).strip(' .') or 'document'}.pdf"


def file_name_of(at: datetime, title: str) -> str:
    """The same for a paper about no incident: by its day and minute."""
    return f"{to_local(at):%Y%m%d-%H%M}-{_NOT_IN_NAMES.sub('_', title).strip(' .') or 'document'}.pdf"


def missing_words(missing: tuple[str, ...], words: Wording) -> str:
    """Which characters no font has, each with its code; "" for none."""
    if not missing:
        return ""
    named = words.say("list.separator").join(f"{char} (U+{ord(char[0]):04X})" for char in missing[:_NAMED])
    return words.say("paper.missing", characters=named, count=len(missing))


def titles(documents: Mapping[str, Any], words: Wording) -> dict[str, str]:
    """The documents' titles by id, in the order of the registry."""
    return {document_id: words.text(spec.title) for document_id, spec in documents.items()}


_NAMED = 12
