"""A file of unknown origin as far as it has to be known: its hash, and what in it looks like a check code."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from app.desk.issued import codes_in
from app.desk.jobs import Progress
from app.kernel.errors import Fault

SUFFIXES = (".pdf", ".docx", ".txt")
"""The kinds of files that papers are let out as."""

_CHUNK = 1 << 20
_MOST_READ = 40 << 20
"""A larger file is hashed, but not looked into."""
_MOST_PART = 8 << 20
_MOST_PAGES = 200
_TAG = re.compile(r"<[^>]*>")
_WORD_PARTS = re.compile(r"word/(document|footer\d*|header\d*)\.xml")


class FileRead(msgspec.Struct, frozen=True):
    """What a file is: ``codes`` are the check codes that stand in it, as far as it could be looked into."""

    name: str
    size_bytes: int
    sha256: str
    codes: frozenset[str]


def read(path: Path, progress: Progress) -> FileRead:
    """Hash the file and look for check codes; call it in a job. ``Fault("paper_check_unreadable")`` where it cannot be read."""
    digest, head = hashlib.sha256(), bytearray()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            done = 0
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                if size <= _MOST_READ:
                    head.extend(chunk)
                progress.report(done / max(size, done), path.name)
    except OSError as error:
        raise Fault("paper_check_unreadable", {"path": str(path), "detail": error.strerror or str(error)}) from error
    return FileRead(path.name, done, digest.hexdigest(), codes_in(_text(bytes(head), path.suffix.lower())))


def _text(data: bytes, suffix: str) -> str:
    """The text of the file; "" where it is not what its name says: then there is nothing in it to be found."""
    if suffix == ".pdf":
        return _pdf_text(data)
    if suffix == ".docx":
        return _word_text(data)
    return data.decode("utf-8", "replace")


def _pdf_text(data: bytes) -> str:
    document, buffer = QPdfDocument(None), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        pages = min(document.pageCount(), _MOST_PAGES) if document.status() == QPdfDocument.Status.Ready else 0
        return "\n".join(document.getAllText(page).text() for page in range(pages))
    finally:
        document.close()
        buffer.close()


def _word_text(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [one for one in package.infolist() if _WORD_PARTS.fullmatch(one.filename)]
            texts = [package.open(one).read(_MOST_PART).decode("utf-8", "replace") for one in parts]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return ""
    return "\n".join(_TAG.sub("", one) for one in texts)
