"""What was being edited and not saved yet: one small file per open draft, gone once the draft is kept or given up.

The journal keeps for ever what it is given, so half-typed words do not belong there; a crash must not take them either.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from pathlib import Path

import msgspec

from app.domain.planning.model import Extraction, Origin, PlanContent, version_key
from app.kernel.errors import Fault
from app.kernel.whole_file import sync_folder, write_atomically

_log = logging.getLogger(__name__)

LARGEST_BYTES = 16 * 1024 * 1024
"""A file beyond it was not written here."""


class Unsaved(msgspec.Struct, frozen=True):
    """A draft as it stood at ``at`` (aware UTC), with what the editor has to know to go on with it.

    ``key`` is the name that the draft was opened under; a new plan may carry another id by now. ``stored``: the journal
    knows an earlier state of it.
    """

    key: str
    at: datetime
    content: PlanContent
    origin: Origin = Origin.EDITED
    based_on: str = ""
    extraction: Extraction | None = None
    answers: tuple[str, ...] = ()
    stored: bool = False

    @property
    def target(self) -> str:
        """The name that the draft has now."""
        return version_key(self.content.plan.id, self.content.plan.version)


class RecoveryFiles:
    """The recovery files of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, unsaved: Unsaved) -> None:
        """Keep this state of the draft, whole or not at all; ``Fault("recovery_not_written")`` where the disk refuses."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(unsaved.key), msgspec.json.encode(unsaved))
        except OSError as error:
            raise Fault("recovery_not_written", {"why": error.strerror or str(error)}) from error

    def read(self, key: str) -> Unsaved | None:
        """What was left of the draft with this name, ``None`` for nothing; a file that cannot be read is moved aside."""
        return self._read(self._path(key))

    def all(self) -> tuple[Unsaved, ...]:
        """Everything that was left, newest first."""
        found = [self._read(path) for path in sorted(self._folder.glob("*.json"))]
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.at, reverse=True))

    def drop(self, key: str) -> None:
        """Forget what was left of this draft: it was kept, or nobody wants it. ``Fault("recovery_not_written")``."""
        path = self._path(key)
        try:
            if path.exists():
                path.unlink()
                sync_folder(self._folder)
        except OSError as error:
            raise Fault("recovery_not_written", {"why": error.strerror or str(error)}) from error

    def _read(self, path: Path) -> Unsaved | None:
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise ValueError("too large")
            return msgspec.json.decode(path.read_bytes(), type=Unsaved)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
            _log.warning("recovery file %s cannot be read: %s", path.name, error)
            self._move_aside(path)
            return None

    def _move_aside(self, path: Path) -> None:
        try:
            path.replace(path.with_suffix(".broken"))
        except OSError as error:
            _log.warning("recovery file %s cannot be moved aside: %s", path.name, error)

    def _path(self, key: str) -> Path:
        """Names are typed by people: the file is named by a hash of it."""
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
