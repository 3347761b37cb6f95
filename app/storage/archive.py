"""The bytes of issued documents and of photographs, each a file named by its own hash: shown for ever, unchanged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from app.domain.incident.model import PictureKind
from app.kernel.errors import Fault
from app.kernel.hashing import is_sha256
from app.kernel.whole_file import sync_folder, write_atomically
from app.storage.photograph_file import PAPER_PX, CleanPhotograph, clean, for_paper

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ENDINGS = ("pdf", "docx", "txt")
"""Of the files in the archive."""


class Archive:
    """Documents under ``<root>/<incident id>/<sha256>.<ending>``, photographs beside them. Nothing is overwritten: the same
    bytes are the same file.

    The ending is that of what the bytes are: pdf, docx or txt; that of a photograph its kind.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def store(self, incident_id: str, data: bytes) -> str:
        """Keep these bytes, durable; returns their SHA-256 in hex, for ``IssueDocument``.

        ``Fault("document_not_written")`` where the disk refuses: then no part of a file is left.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        _keep(self._named(incident_id, sha256, ending_of(data)), data)
        return sha256

    def read(self, incident_id: str, sha256: str) -> bytes:
        """The bytes, proven to be those that were issued.

        Faults: ``document_missing`` (no such file), ``document_damaged`` (the bytes are not the ones issued).
        """
        return _proven(self.path(incident_id, sha256), sha256)

    def keep_photograph(self, incident_id: str, data: bytes, name: str) -> tuple[str, CleanPhotograph]:
        """Keep a photograph without anything hidden in it; returns its SHA-256 and what was kept, for ``AttachPhotograph``.

        ``BadFile`` where it is none that may be kept, ``Fault("document_not_written")`` where the disk refuses. Slow (decoded
        and written anew): not in the interface's thread.
        """
        made = clean(data, name)
        sha256 = hashlib.sha256(made.data).hexdigest()
        _keep(self.photograph_path(incident_id, sha256, made.kind), made.data)
        return sha256, made

    def photograph(self, incident_id: str, sha256: str, kind: PictureKind) -> bytes:
        """The bytes of a photograph. Faults: as ``read``."""
        return _proven(self.photograph_path(incident_id, sha256, kind), sha256)

    def photograph_for_paper(self, incident_id: str, sha256: str, kind: PictureKind, most_px: int = PAPER_PX) -> bytes:
        """A photograph as a JPEG of the size that paper shows. Faults: as ``read``."""
        path = self.photograph_path(incident_id, sha256, kind)
        data = _proven(path, sha256)
        try:
            return for_paper(data, most_px)
        except (OSError, ValueError, SyntaxError) as error:
            raise Fault("document_damaged", {"path": str(path)}) from error

    def photograph_path(self, incident_id: str, sha256: str, kind: PictureKind) -> Path:
        """Where a photograph is or would be; ``Fault("document_name_bad")`` as ``path``."""
        return self._named(incident_id, sha256, kind.value)

    def holds(self, incident_id: str, sha256: str) -> bool:
        """Whether there is a file for this document (its bytes are checked when it is read)."""
        return self.path(incident_id, sha256).is_file()

    def path(self, incident_id: str, sha256: str) -> Path:
        """Where a document is, or would be as a PDF; ``Fault("document_name_bad")`` for names that could leave the archive."""
        places = [self._named(incident_id, sha256, ending) for ending in ENDINGS]
        return next((place for place in places if place.is_file()), places[0])

    def _named(self, incident_id: str, sha256: str, ending: str) -> Path:
        if not _SAFE_ID.fullmatch(incident_id) or not is_sha256(sha256):
            raise Fault("document_name_bad", {"incident": incident_id, "sha256": sha256})
        return self.root / incident_id / f"{sha256}.{ending}"


def ending_of(data: bytes) -> str:
    """The ending of a file with these bytes: those of a PDF and of a Word file begin in their own way, the rest is text."""
    return "pdf" if data.startswith(b"%PDF-") else "docx" if data.startswith(b"PK\x03\x04") else "txt"


def _keep(path: Path, data: bytes) -> None:
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
        write_atomically(path, data)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(path), "detail": str(error)}) from error


def _proven(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Fault("document_missing", {"path": str(path), "detail": str(error)}) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Fault("document_damaged", {"path": str(path)})
    return data
