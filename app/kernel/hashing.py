"""The fingerprint of a file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(value: str) -> bool:
    """Whether this is a SHA-256 as the journal writes it: 64 digits of lower-case hex."""
    return _SHA256.fullmatch(value) is not None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex, read in pieces: a large one costs no memory. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
