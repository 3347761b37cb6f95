"""The repository as files: what is tracked, and what of it is source."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "build", "dist", "node_modules", "__pycache__"}


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the project, as paths from its root: git's list, or the disk's without git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    else:
        files = (path for path in ROOT.rglob("*") if path.is_file() and _ours(path))
        names = [path.relative_to(ROOT).as_posix() for path in files]
    return tuple(sorted(names))


def _ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    made = any(part.endswith((".egg-info", "_cache", ".pyc", ".qm")) for part in parts)
    return not made and _NOT_OURS.isdisjoint(parts)


def sources(folder: str, suffix: str = ".py") -> tuple[str, ...]:
    """The tracked files of one folder with this ending."""
    return tuple(name for name in tracked() if name.startswith(f"{folder}/") and name.endswith(suffix))


def text_of(name: str) -> str | None:
    """The text of a tracked file, or nothing where it is not text."""
    raw = (ROOT / name).read_bytes()
    if b"\0" in raw:
        return None
    return raw.decode("utf-8", errors="replace")
