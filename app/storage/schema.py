"""The tables as SQLAlchemy Core sees them. Their making and changing is in ``migrations``."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

journal = MetaData()

entries = Table(
    "entries",
    journal,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("command_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""Journal lines, column for column a ``Sealed``: the body is stored as the bytes that were hashed."""

snapshots = Table(
    "snapshots",
    journal,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    Column("form", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
)
"""The newest snapshots; ``body_hash`` (SHA-256) finds a changed byte, since no chain covers a snapshot."""
