"""The journal: entries that cannot be changed, and snapshots of the state."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x5A485348
"""``ZHSH``: tells the ``file`` command, and us, whose file this is."""

GUARDS = (
    """
    CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'journal entries are numbered without gaps'); END
    """,
    """
    CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END
    """,
    """
    CREATE TRIGGER entries_remain BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'journal entries are never removed'); END
    """,
)


def upgrade() -> None:
    """Make both tables and the guards that keep the journal append-only."""
    texts = ("at", "actor", "seat", "origin", "cause", "command_id", "kind")
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("body", "prev_hash", "hash")),
    )
    op.create_table(
        "snapshots",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("body_hash", sa.LargeBinary, nullable=False),
    )
    for guard in GUARDS:
        op.execute(guard)
    op.execute(f"PRAGMA application_id={APPLICATION_ID}")


def downgrade() -> None:
    """There is no way back: a journal is never taken apart."""
    raise NotImplementedError("a journal is never taken apart")
