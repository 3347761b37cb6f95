"""What plans and scenarios share: a folder of files with one hash over all of them, one of them prose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.catalog.yaml_source import read_bytes
from app.kernel.errors import BadFile, Problem


def sealed(folder: Path, names: Iterable[str]) -> tuple[str, tuple[Problem, ...]]:
    """SHA-256 (hex) over the files in this order, each behind its length in 8 bytes, and the problems of those not read.

    Where there is a problem the hash is that of the others, and of no use.
    """
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for name in names:
        try:
            raw = read_bytes(folder / name, f"{folder.name}/{name}")
        except BadFile as bad:
            problems += bad.problems
            continue
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest(), tuple(problems)


def read_prose(path: Path, name: str) -> str:
    """The file as text; ``BadFile`` where it is missing, unreadable, too large or not UTF-8. ``name`` is said in the problem."""
    try:
        return read_bytes(path, name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile((Problem(name, 1, "", "not_utf8"),)) from error
