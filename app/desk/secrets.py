"""Secrets of this machine (tokens, passwords): a file of its own that only its owner may read, and never the journal."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.kernel.errors import Fault

HTTP_TOKEN = "outbox.http.token"
MAIL_PASSWORD = "outbox.mail.password"
OWNER_ONLY = 0o600


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
        part = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(kept))
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise Fault("secret_not_saved", {"path": str(self._path), "why": error.strerror or str(error)}) from error

    def _read(self) -> Mapping[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            return {}
