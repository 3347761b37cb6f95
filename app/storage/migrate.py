"""Bring the tables of a journal file to the present form, in this process."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from app.kernel.errors import Fault
from app.storage.migrations import REVISIONS

FOLDER = Path(__file__).with_name("migrations")
"""The steps, as source files (Alembic reads them from the disk, in a frozen bundle too)."""


def revision_of(connection: Connection) -> str:
    """The step at which this file stands; "" for a fresh one. ``Fault("journal_foreign")`` for somebody else's file."""
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        if tables:
            raise Fault("journal_foreign", {"tables": ", ".join(sorted(tables))})
        return ""
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchone()
    return "" if row is None else str(row[0])


def must_be_known(revision: str, path: Path) -> None:
    """``Fault("journal_newer")`` where a newer program wrote this file."""
    if revision and revision not in REVISIONS:
        raise Fault("journal_newer", {"path": str(path), "found": revision, "known": REVISIONS[-1]})


def upgrade(engine: Engine, path: Path) -> None:
    """All missing steps in one transaction: the file is at the newest step afterwards, or as it was."""
    with engine.connect() as connection:
        revision = revision_of(connection)
    must_be_known(revision, path)
    if revision == REVISIONS[-1]:
        return
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        revision = revision_of(connection)  # another process may have done it while we waited for the lock
        must_be_known(revision, path)
        if revision != REVISIONS[-1]:
            _run(connection)


def _run(connection: Connection) -> None:
    # imported here: Alembic takes a fifth of a second to load, and only a new or an old file needs it
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
