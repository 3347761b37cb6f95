"""Photographs → what the tab shows; drops and the clipboard → what is taken in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from app.desk.photographs import SUFFIXES
from app.desk.workspace import Archive
from app.domain.incident.model import Incident, Photograph
from app.domain.incident.photographs import standing
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.ui.kit.i18n import translate


class PhotographRow(msgspec.Struct, frozen=True):
    """A photograph with the line under it."""

    photograph: Photograph
    label: str


class FileIn(msgspec.Struct, frozen=True):
    """A file to be taken in."""

    path: Path

    @property
    def name(self) -> str:
        """Its name."""
        return self.path.name


class PictureIn(msgspec.Struct, frozen=True):
    """A picture without a file: its bytes, and a name for it."""

    data: bytes
    name: str


def present(of: Incident, search: str) -> tuple[PhotographRow, ...]:
    """Those that stand and hold every word searched for, in the order in which they were attached."""
    words = search.casefold().split()
    rows = []
    for number, one in enumerate(standing(of), 1):
        hay = " ".join((one.caption, one.name, one.by, clock(one.taken_at or one.at))).casefold()
        if all(word in hay for word in words):
            rows.append(PhotographRow(one, f"{number}. {one.caption or one.name}\n{clock(one.taken_at or one.at)}"))
    return tuple(rows)


def facts(one: Photograph) -> str:
    """Who attached it, when it was taken, how large it is."""
    taken = translate("Duty", "taken {at}").format(at=clock(one.taken_at)) if one.taken_at else translate("Duty", "time unknown")
    by = translate("Duty", "attached by {by} {at}").format(by=one.by or "—", at=clock(one.at))
    return f"{taken}  ·  {by}  ·  {one.name}  ·  {one.bytes_count / 1024:,.0f} KB"


def clock(at: datetime | None) -> str:
    """Beijing time to the minute."""
    return "" if at is None else to_local(at).strftime("%m-%d %H:%M")


def holds_pictures(data: QMimeData) -> bool:
    """Whether something in it can be taken in."""
    return bool(_files(data)) or data.hasImage()


def pictures_of(data: QMimeData, now: datetime) -> list[FileIn | PictureIn]:
    """The files with a picture's name, else the picture itself (a screen shot, one copied in a browser)."""
    files = _files(data)
    if files:
        return list(files)
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return [PictureIn(bytes(buffer.data().data()), f"{to_local(now):%Y%m%d-%H%M%S}.png")]


def small(archive: Archive, incident_id: str, one: Photograph, most_px: int) -> QImage:
    """A picture for the screen, in any thread; a null one where it cannot be read."""
    try:
        return QImage.fromData(archive.photograph_for_paper(incident_id, one.sha256, one.kind, most_px))
    except Fault:
        return QImage()


def _files(data: QMimeData) -> list[FileIn]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [FileIn(path) for path in paths if path.suffix.lower() in SUFFIXES]
