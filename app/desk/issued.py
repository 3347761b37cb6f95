"""The papers that left this desk, of whatever they were about, and whether a file is one of them."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from app.desk.workspace import Archive
from app.domain.incident.model import IssuedDocument
from app.domain.sending.model import OUTBOX_SHELF
from app.domain.state import State
from app.kernel.errors import Fault

DESK_SHELF = OUTBOX_SHELF
"""Where the archive keeps papers that are about no incident: what is sent of them lies there too."""

_GROUP, _GAP = "([0-9a-f]{4})", "[ \u00a0\u2009]?"
_CODE = re.compile(rf"(?<![0-9a-f]){_GAP.join([_GROUP] * 4)}(?![0-9a-f])")


class Issue(msgspec.Struct, frozen=True):
    """One paper that left the desk; ``incident_id`` and ``number`` are "" for one that is about no incident."""

    incident_id: str
    number: str
    paper: IssuedDocument

    @property
    def shelf(self) -> str:
        """The folder of the archive that has its bytes."""
        return self.incident_id or DESK_SHELF


class KeptState(StrEnum):
    """What became of the bytes that were kept."""

    VALID = "valid"
    CHANGED = "changed"
    GONE = "gone"


def issues(state: State, incident_id: str | None = None) -> tuple[Issue, ...]:
    """The papers of one incident ("" for those about none), of everything for ``None``; the latest first."""
    found = [Issue("", "", paper) for paper in state.documents] if not incident_id else []
    for of in state.incidents.values():
        if incident_id is None or of.id == incident_id:
            found.extend(Issue(of.id, of.number, paper) for paper in of.documents)
    return tuple(sorted(found, key=lambda one: (one.paper.at, one.paper.id), reverse=True))


def kept_state(archive: Archive, issue: Issue) -> KeptState:
    """Whether the kept bytes are those that were issued. Reads the file: call it in a job."""
    try:
        kept_bytes(archive, issue)
    except Fault as fault:
        return KeptState.CHANGED if fault.code == "document_damaged" else KeptState.GONE
    return KeptState.VALID


def kept_bytes(archive: Archive, issue: Issue) -> bytes:
    """The bytes as they were issued; ``Fault`` where they are gone or were changed. Reads the file: call it in a job."""
    return archive.read(issue.shelf, issue.paper.sha256)


def codes_in(text: str) -> frozenset[str]:
    """Everything in a text that looks like a check code, as papers print it."""
    return frozenset(" ".join(found.groups()) for found in _CODE.finditer(text.lower()))
