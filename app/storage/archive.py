"""The bytes of issued documents, each a file named by its own hash: what was sent can be shown for ever, unchanged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from app.kernel.errors import Fault
from app.kernel.whole_file import sync_folder, write_atomically

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ENDINGS = ("pdf", "docx", "txt")
"""Of the files in the archive."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Archive:
    """Documents under ``<root>/<incident id>/<sha256>.<ending>``. Nothing is overwritten: the same bytes are the same file.

    The ending is that of what the bytes are: pdf, docx or txt.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def store(self, incident_id: str, data: bytes) -> str:
        """Keep these bytes, durable; returns their SHA-256 in hex, for ``IssueDocument``.

        ``Fault("document_not_written")`` where the disk refuses: then no part of a file is left.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._named(incident_id, sha256, ending_of(data))
        try:
            if path.is_file() and path.read_bytes() == data:
                return sha256
            path.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(path.parent.parent)
            write_atomically(path, data)
        except OSError as error:
            raise Fault("document_not_written", {"path": str(path), "detail": str(error)}) from error
        return sha256

    def read(self, incident_id: str, sha256: str) -> bytes:
        """The bytes, proven to be those that were issued.

        Faults: ``document_missing`` (no such file), ``document_damaged`` (the bytes are not the ones issued).
        """
        path = self.path(incident_id, sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Fault("document_missing", {"path": str(path), "detail": str(error)}) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Fault("document_damaged", {"path": str(path)})
        return data

    def holds(self, incident_id: str, sha256: str) -> bool:
        """Whether there is a file for this document (its bytes are checked when it is read)."""
        return self.path(incident_id, sha256).is_file()

    def path(self, incident_id: str, sha256: str) -> Path:
        """Where a document is, or would be as a PDF; ``Fault("document_name_bad")`` for names that could leave the archive."""
        places = [self._named(incident_id, sha256, ending) for ending in ENDINGS]
        return next((place for place in places if place.is_file()), places[0])

    def _named(self, incident_id: str, sha256: str, ending: str) -> Path:
        if not _SAFE_ID.fullmatch(incident_id) or not _SHA256.fullmatch(sha256):
            raise Fault("document_name_bad", {"incident": incident_id, "sha256": sha256})
        return self.root / incident_id / f"{sha256}.{ending}"


def ending_of(data: bytes) -> str:
    """The ending of a file with these bytes: those of a PDF and of a Word file begin in their own way, the rest is text."""
    return "pdf" if data.startswith(b"%PDF-") else "docx" if data.startswith(b"PK\x03\x04") else "txt"
