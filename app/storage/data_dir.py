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
from app.storage.sqlite import faults
from app.storage.sqlite_journal import open_journal

APP_NAME = "zhishou"


class Backup(msgspec.Struct, frozen=True):
    """A finished copy: where it is, how many journal entries and documents it holds. Its chain was verified."""

    path: Path
    entries: int
    documents: int


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
    def cache(self) -> Path:
        """What can be made again: tiles, thumbnails. Not part of a backup."""
        return self.path / "cache"

    @property
    def gazetteer(self) -> Path:
        """Imported gazetteers: names with their places. Made again from map data; not part of a backup."""
        return self.path / "gazetteer"

    @property
    def logs(self) -> Path:
        """The program's own log files."""
        return self.path / "logs"

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
        """Copy journal, telemetry, documents, layers and settings into the new folder ``to`` while the desk goes on working.

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
        if self.layers.is_dir():
            shutil.copytree(self.layers, draft / self.layers.name, ignore=shutil.ignore_patterns("*.tmp"))
        documents = 0
        if self.documents.is_dir():
            shutil.copytree(self.documents, draft / self.documents.name, ignore=shutil.ignore_patterns("*.tmp"))
            documents = sum(1 for _ in (draft / self.documents.name).rglob("*.pdf"))
        return Backup(to, entries, documents)

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


def _verified(journal: Path, to: Path) -> int:
    copy = open_journal(journal, read_only=True)
    try:
        entries, damage = verify(copy.read())
    finally:
        copy.close()
    if damage is not None:
        raise Fault("backup_failed", {"why": "journal_damaged", "path": str(to), "detail": f"{damage.why} {damage.seq}"})
    return entries


def _failed(to: Path, why: str) -> Fault:
    return Fault("backup_failed", {"why": why, "path": str(to), "detail": ""})
