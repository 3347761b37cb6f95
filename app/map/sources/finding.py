"""Files and folders that may be base maps: what form they have, what they are called, what they weigh."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import zlib
from collections.abc import Collection
from pathlib import Path

from app.desk.maps import OWN_DRAWING, SourceForm
from app.map.sources.port import bad

_FORMS = {".mbtiles": SourceForm.MBTILES, ".pmtiles": SourceForm.PMTILES}
_MOST_FOUND = 200
_COUNTED_FILES = 20_000


def form_of(path: Path) -> SourceForm:
    """By what name it goes; ``BadFile`` for a file that is no base map."""
    if path.is_dir():
        return SourceForm.FOLDER
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise bad(path, "map_form_unknown", ending=path.suffix or "-")
    return form


def found_in(folder: Path) -> tuple[Path, ...]:
    """Base maps that lie in this folder, by name; drafts (dot, ``.part``) are not looked at."""
    try:
        entries = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    found = [
        path.absolute()
        for path in entries
        if not path.name.startswith(".") and ((path.suffix.lower() in _FORMS and path.is_file()) or is_tile_folder(path))
    ]
    return tuple(found[:_MOST_FOUND])


def is_tile_folder(path: Path) -> bool:
    """Whether there are folders in it that are named by zooms."""
    if not path.is_dir():
        return False
    with os.scandir(path) as entries:
        return any(entry.name.isascii() and entry.name.isdigit() and len(entry.name) < 3 and entry.is_dir() for entry in entries)


def free_id(name: str, taken: Collection[str]) -> str:
    """An id for addresses and command lines, made of this name and not yet taken; the same name gives the same id."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:24]
    if not slug or not name.isascii():
        slug = f"map-{zlib.crc32(name.encode()):08x}"
    wanted, number = slug, 2
    while wanted in taken or wanted == OWN_DRAWING:
        wanted, number = f"{slug}-{number}", number + 1
    return wanted


def size_of(path: Path) -> int:
    """Bytes on the disk; of a folder with very many files what the first of them take."""
    if not path.is_dir():
        return path.stat().st_size if path.exists() else 0
    total = seen = 0
    for folder, _folders, names in os.walk(path):
        for name in names:
            seen += 1
            if seen > _COUNTED_FILES:
                return total
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(folder, name)).st_size
    return total


def remove_files(path: Path) -> None:
    """The file with what SQLite left beside it, or the folder, is gone. Raises ``OSError``."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
        return
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
