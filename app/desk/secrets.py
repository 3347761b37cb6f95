"""Secrets of this machine (tokens, passwords): a file of its own that only its owner may read, and never the journal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically

HTTP_TOKEN = "outbox.http.token"
MAIL_PASSWORD = "outbox.mail.password"


class SecretStore:
    """Reads and writes ``secrets.json``. A value is never shown, logged or exported; a broken file counts as empty.

    The backup of a data folder does not take it along: on another machine secrets are typed again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str:
        """The secret of this name, "" for none."""
        return self._read().get(name, "")

    def knows(self, name: str) -> bool:
        """Whether there is a secret of this name."""
        return bool(self.get(name))

    def set(self, name: str, value: str) -> None:
        """Keep it ("" forgets it), whole or not at all; ``Fault("secret_not_saved")`` where the disk refuses."""
        kept = {**self._read(), name: value}
        if not value:
            kept.pop(name)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.encode(kept), private=True)
        except OSError as error:
            raise Fault("secret_not_saved", {"path": str(self._path), "why": error.strerror or str(error)}) from error

    def _read(self) -> Mapping[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            return {}
