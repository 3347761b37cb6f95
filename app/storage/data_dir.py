"""The folder in which one desk keeps everything: which file is where, and a copy of all of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import msgspec
from platformdirs import user_data_path

from app.journal.port import verify
from app.kernel.errors import Fault
from app.kernel.whole_file import sync_folder
from app.storage.archive import ENDINGS
from app.storage.sqlite import faults
from app.storage.sqlite_journal import open_journal

APP_NAME = "zhishou"

_UNFINISHED = shutil.ignore_patterns("*.tmp", "*.part", ".*")
"""What is being written, or is somebody's work folder."""


class Backup(msgspec.Struct, frozen=True):
    """A finished copy: where it is, how many journal entries and documents it holds. Its chain was verified.

    ``maps_left_out`` and ``maps_bytes``: files of base maps that are too large for a daily copy and are carried by the regional
    package instead (0 where there are none).
    """

    path: Path
    entries: int
    documents: int
    maps_left_out: int = 0
    maps_bytes: int = 0


class DataDir:
    """The places of one desk's files. Making one touches nothing; ``create`` makes the folders."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = default_path() if path is None else path

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.path / "journal.sqlite"

    @property
    def telemetry(self) -> Path:
        """The file of sampled positions."""
        return self.path / "telemetry.sqlite"

    @property
    def search(self) -> Path:
        """The full-text index. Made again from the journal; not part of a backup."""
        return self.path / "search.sqlite"

    @property
    def documents(self) -> Path:
        """The archive of issued documents."""
        return self.path / "documents"

    @property
    def layers(self) -> Path:
        """The imported layers of the map."""
        return self.path / "layers"

    @property
    def rulebooks(self) -> Path:
        """The desk's own reporting rulebooks, a folder each; they replace those of the program that have their name."""
        return self.path / "rulebooks"

    @property
    def scenarios(self) -> Path:
        """The desk's own scenarios of drills, a folder each; they replace those of the program that have their name."""
        return self.path / "scenarios"

    @property
    def drills(self) -> Path:
        """The drills held here: a whole folder of a second desk each, with a journal of its own."""
        return self.path / "drills"

    @property
    def cache(self) -> Path:
        """What can be made again: tiles, thumbnails. Not part of a backup."""
        return self.path / "cache"

    @property
    def gazetteer(self) -> Path:
        """Imported gazetteers: names with their places."""
        return self.path / "gazetteer"

    @property
    def roads(self) -> Path:
        """Road networks."""
        return self.path / "roads"

    @property
    def maps(self) -> Path:
        """Files of base maps: gigabytes, not part of a backup."""
        return self.path / "maps"

    @property
    def map_book(self) -> Path:
        """Which base maps were registered and chosen."""
        return self.path / "maps.json"

    @property
    def logs(self) -> Path:
        """The program's own log files."""
        return self.path / "logs"

    @property
    def survival(self) -> Path:
        """Survival packs that are kept up to date. Made again from the journal; not part of a backup."""
        return self.path / "survival"

    @property
    def settings(self) -> Path:
        """Settings of this machine."""
        return self.path / "settings.json"

    @property
    def secrets(self) -> Path:
        """Tokens and passwords of this machine, for its owner's eyes only. Not part of a backup."""
        return self.path / "secrets.json"

    def create(self) -> DataDir:
        """Make the folders that are missing. ``Fault("data_dir_unusable", {path, why, detail})`` where that is not possible.

        ``why``: ``not_a_folder``, ``read_only``, ``cannot_create``. An existing read-only folder with a journal can still be
        read: use ``open_journal`` on it without ``create``.
        """
        if self.path.exists() and not self.path.is_dir():
            raise self._unusable("not_a_folder")
        try:
            for folder in (self.path, self.documents, self.cache, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable("read_only" if self.path.is_dir() else "cannot_create", str(error)) from error
        if not os.access(self.path, os.W_OK):
            raise self._unusable("read_only")
        return self

    @property
    def is_writable(self) -> bool:
        """Whether files can be made in it."""
        return self.path.is_dir() and os.access(self.path, os.W_OK)

    def backup(self, to: Path) -> Backup:
        """Copy journal, telemetry, documents, layers, road networks, names, own rulebooks and scenarios, drills, the book of base
        maps and settings into the new folder ``to`` while the desk goes on working. Base maps themselves stay (see ``Backup``);
        keys of map services too.

        The journal's copy is one moment of it; its chain is verified before ``to`` gets its name, so a folder of that name
        is always a whole backup. ``Fault("backup_failed", {why, path, detail})`` else; then no ``to`` is left. The document
        of an entry in the copy is in the copy: files are copied after the journal, and none is ever removed.
        """
        if to.exists():
            raise _failed(to, "exists")
        draft = to.with_name(f"{to.name}.partial")
        try:
            with faults("backup_failed", to):
                shutil.rmtree(draft, ignore_errors=True)
                draft.mkdir(parents=True)
                result = self._copy(draft, to)
                os.replace(draft, to)
                sync_folder(to.parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        return result

    def _copy(self, draft: Path, to: Path) -> Backup:
        entries = 0
        if self.journal.exists():
            copy_database(self.journal, draft / self.journal.name)
            entries = _verified(draft / self.journal.name, to)
        if self.telemetry.exists():
            copy_database(self.telemetry, draft / self.telemetry.name)
        if self.settings.exists():
            shutil.copy2(self.settings, draft / self.settings.name)
        for folder in (self.layers, self.roads, self.gazetteer, self.rulebooks, self.scenarios):
            if folder.is_dir():
                shutil.copytree(folder, draft / folder.name, ignore=_UNFINISHED)
        for journal in sorted(self.drills.glob(f"*/{self.journal.name}")):  # each is a desk's whole folder
            place = draft / self.drills.name / journal.parent.name
            place.mkdir(parents=True)
            DataDir(journal.parent)._copy(place, to)
        if self.map_book.exists():
            (draft / self.map_book.name).write_bytes(_without_keys(self.map_book.read_bytes()))
        documents = 0
        if self.documents.is_dir():
            shutil.copytree(self.documents, draft / self.documents.name, ignore=shutil.ignore_patterns("*.tmp"))
            documents = _count(draft / self.documents.name)
        maps = [one for one in self.maps.rglob("*") if one.is_file()] if self.maps.is_dir() else []
        return Backup(to, entries, documents, len(maps), sum(one.stat().st_size for one in maps))

    def restore(self, backup: Path) -> Backup:
        """Make of a backup the desk of this folder, which must hold no journal yet; what the backup does not hold stays.

        The chain is verified first and the journal gets its place last, so that a folder with a journal is always a whole desk.
        ``Fault("restore_failed", {why, path, detail})``: ``exists``, ``not_a_backup``, ``journal_damaged``, a disk that refuses.
        """
        journal = backup / self.journal.name
        if self.journal.exists():
            raise _not_restored(self.path, "exists")
        if not journal.is_file():
            raise _not_restored(backup, "not_a_backup")
        draft = self.path / f"{self.journal.name}.partial"
        with faults("restore_failed", self.path):
            entries = _verified(journal, backup, "restore_failed")
            self.create()
            for name in (self.telemetry.name, self.settings.name, self.map_book.name):
                if (backup / name).is_file():
                    shutil.copy2(backup / name, self.path / name)
            folders = (self.documents, self.layers, self.roads, self.gazetteer, self.rulebooks, self.scenarios, self.drills)
            for name in (one.name for one in folders):
                if (backup / name).is_dir():
                    shutil.copytree(backup / name, self.path / name, dirs_exist_ok=True)
            shutil.copy2(journal, draft)
            os.replace(draft, self.journal)
            sync_folder(self.path)
        return Backup(self.path, entries, _count(self.documents))

    def _unusable(self, why: str, detail: str = "") -> Fault:
        return Fault("data_dir_unusable", {"path": str(self.path), "why": why, "detail": detail})


def default_path() -> Path:
    """The right place on this system for this user (``%LOCALAPPDATA%``, ``~/.local/share`` …)."""
    return user_data_path(APP_NAME, appauthor=False, roaming=False)


def copy_database(source: Path, target: Path) -> None:
    """One moment of a SQLite file, copied while others write to it. Raises ``sqlite3.Error`` or ``OSError``."""
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # the copy is one file, readable on read-only media


def _without_keys(book: bytes) -> bytes:
    """The book of base maps without the keys of map services, which never leave a computer; as it is where it is no such book."""
    try:
        told = msgspec.json.decode(book)
    except msgspec.DecodeError:
        return book
    entries = told.get("entries", ()) if isinstance(told, dict) else ()
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            entry.pop("key", None)
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def _verified(journal: Path, to: Path, code: str = "backup_failed") -> int:
    copy = open_journal(journal, read_only=True)
    try:
        entries, damage = verify(copy.read())
    finally:
        copy.close()
    if damage is not None:
        raise Fault(code, {"why": "journal_damaged", "path": str(to), "detail": f"{damage.why} {damage.seq}"})
    return entries


def _not_restored(path: Path, why: str) -> Fault:
    return Fault("restore_failed", {"why": why, "path": str(path), "detail": ""})


def _failed(to: Path, why: str) -> Fault:
    return Fault("backup_failed", {"why": why, "path": str(to), "detail": ""})


def _count(folder: Path) -> int:
    """How many documents an archive holds."""
    return sum(1 for ending in ENDINGS for _ in folder.rglob(f"*.{ending}"))
