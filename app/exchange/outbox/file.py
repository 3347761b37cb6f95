"""A folder (a USB stick, a shared drive): one sub-folder a report, there whole or not at all, with its own checksums."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from app.desk.outbox import Delivery, Parcel
from app.domain.sending.model import AttemptResult
from app.exchange.outbox.packet import DOCUMENT_NAME, as_json
from app.kernel.clock import to_local
from app.kernel.whole_file import sync_folder

SUMS = "SHA256SUMS"
REPORT = "report.json"


class FileSender:
    """Writes into one folder. The same report again finds itself there and is not written twice."""

    simulated = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, parcel: Parcel) -> Delivery:
        """Leave the report there."""
        return await asyncio.get_running_loop().run_in_executor(None, self._write, parcel)

    def _write(self, parcel: Parcel) -> Delivery:
        if not self._folder.is_dir():
            return Delivery(AttemptResult.UNREACHABLE, str(self._folder))
        place = self._folder / folder_name(parcel)
        draft = self._folder / f".{place.name}.{secrets.token_hex(4)}.part"
        try:
            if place.is_dir():
                if is_whole(place):
                    return Delivery(AttemptResult.SENT, place.name)
                os.replace(place, place.with_name(f"{place.name}.broken-{secrets.token_hex(4)}"))
            _fill(draft, parcel)
            os.replace(draft, place)
            sync_folder(self._folder)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            return Delivery(AttemptResult.UNREACHABLE, error.strerror or type(error).__name__)
        return Delivery(AttemptResult.SENT, place.name)


def folder_name(parcel: Parcel) -> str:
    """Made of codes alone, so that no outside text becomes a path; the same report has the same name."""
    one = parcel.transmission
    return f"{to_local(one.queued_at):%Y%m%d-%H%M%S}-{one.stage.value}-{one.number}-{one.key[:32]}" if one.key.isalnum() else (
        f"{to_local(one.queued_at):%Y%m%d-%H%M%S}-{hashlib.sha256(one.key.encode()).hexdigest()[:32]}"
    )


def is_whole(place: Path) -> bool:
    """Whether every file that the checksums name is there as it was written. ``OSError`` where the disk fails."""
    sums = place / SUMS
    if not sums.is_file():
        return False
    for line in sums.read_text(encoding="ascii").splitlines():
        sha256, _, name = line.partition("  ")
        file = place / name
        if name not in (REPORT, DOCUMENT_NAME) or not file.is_file():
            return False
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            return False
    return True


def _fill(draft: Path, parcel: Parcel) -> None:
    files = {REPORT: as_json(parcel)}
    if parcel.document:
        files[DOCUMENT_NAME] = parcel.document
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    draft.mkdir()
    for name, data in (*files.items(), (SUMS, sums.encode("ascii"))):
        with open(draft / name, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    sync_folder(draft)
