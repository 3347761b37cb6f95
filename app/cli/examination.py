"""What ``doctor`` looks at: interpreter, Qt, fonts, catalogue, translations, the map page, the data folder and its journal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from app.cli.doors import Need
from app.cli.screen import has_screen
from app.cli.session import Session
from app.journal.port import verify
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.map.page import ensure_page, page_key

OLDEST, NEWEST = (3, 11), (3, 13)
LRELEASE = "pyside6-lrelease"
_PROBE = ".doctor"


def examine(session: Session, *, prepare: bool) -> tuple[Need, ...]:
    """Everything, the program first. ``prepare`` makes what the first start would otherwise have to wait for."""
    return (
        _python(),
        *session.doors.examine_qt(),
        _screen(),
        *_catalogue(session),
        _translations(session.doors.files.resources / "i18n", prepare=prepare),
        *session.doors.examine_fonts(prepare),
        _folder(session),
        _map_page(session.doors.cache_dir(session.data) / "map", prepare=prepare),
        _journal(session),
    )


def _python() -> Need:
    version = ".".join(str(part) for part in sys.version_info[:3])
    fits = OLDEST <= sys.version_info[:2] <= NEWEST
    return Need("python", "ok" if fits else "broken", "ok" if fits else "version", facts={"version": version})


def _screen() -> Need:
    return Need("screen", "ok", "ok") if has_screen() else Need("screen", "lacking", "none")


def _catalogue(session: Session) -> Iterator[Need]:
    counts = {"plans": str(len(session.reference.plans)), "kinds": str(len(session.reference.kinds))}
    for problem in session.loaded.problems:
        yield Need("catalogue", "lacking", "problem", detail=session.wording.problem(problem))
    if not session.loaded.problems:
        yield Need("catalogue", "ok", "ok", facts=counts)


def _translations(folder: Path, *, prepare: bool) -> Need:
    stale = [source for source in sorted(folder.glob("*.ts")) if _is_stale(source)]
    if prepare and stale:
        said = _compile(stale)
        if said:
            return Need("translations", "lacking", "failed", detail=said)
        stale = [source for source in stale if _is_stale(source)]
    if stale:
        return Need("translations", "lacking", "stale", facts={"files": ", ".join(one.name for one in stale)})
    return Need("translations", "ok", "ok")


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".qm")
    return not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(sources: list[Path]) -> str:
    """Make the compiled translations; returns what went wrong, "" where nothing did."""
    tool = shutil.which(LRELEASE, path=str(Path(sys.executable).parent)) or shutil.which(LRELEASE)
    if tool is None:
        return LRELEASE
    for source in sources:
        command = [tool, "-silent", str(source), "-qm", str(source.with_suffix(".qm"))]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if ended.returncode:
            return (ended.stderr or ended.stdout).strip()[-300:]
    return ""


def _folder(session: Session) -> Need:
    place = session.doors.data_dir(session.data)
    facts = {"path": str(place)}
    there = next(one for one in (place, *place.parents) if one.exists())
    if not there.is_dir():
        return Need("folder", "broken", "not_a_folder", "desk", facts)
    if there != place:
        writable = os.access(there, os.W_OK)
        return Need("folder", "ok" if writable else "broken", "new" if writable else "cannot_create", "desk", facts)
    probe = place / _PROBE
    try:
        write_atomically(probe, b"")
        probe.unlink()
    except OSError as error:
        return Need("folder", "broken", "read_only", "desk", facts, error.strerror or str(error))
    free_mb = shutil.disk_usage(place).free // 1_000_000
    facts["free"] = str(free_mb)
    return Need("folder", "ok" if free_mb > 200 else "lacking", "ok" if free_mb > 200 else "nearly_full", "desk", facts)


def _map_page(folder: Path, *, prepare: bool) -> Need:
    try:
        version = metadata.version("folium")
    except metadata.PackageNotFoundError:
        version = ""
    if prepare:
        try:
            ensure_page(folder)
        except OSError as error:
            return Need("map_page", "lacking", "failed", detail=error.strerror or str(error))
    there = (folder / page_key() / "index.html").is_file()
    return Need("map_page", "ok" if there else "lacking", "ok" if there else "missing", facts={"version": version})


def _journal(session: Session) -> Need:
    if not session.doors.has_journal(session.data):
        return Need("journal", "ok", "none", "desk")
    try:
        journal = session.doors.read_journal(session.data)
        try:
            entries, damage = verify(journal.read())
        finally:
            journal.close()
    except Fault as fault:
        return Need("journal", "broken", "unreadable", "desk", detail=session.wording.fault(fault))
    if damage is None:
        return Need("journal", "ok", "ok", "desk", {"entries": str(entries)})
    return Need("journal", "broken", "damaged", "desk", {"seq": str(damage.seq)}, damage.why)
