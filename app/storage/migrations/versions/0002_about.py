"""An index by incident: the timeline of one incident is read without scanning the whole journal."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index what each body says about its incident; the bodies themselves stay as they were hashed."""
    op.execute("CREATE INDEX entries_about ON entries (json_extract(CAST(body AS TEXT), '$.incident_id'), seq)")


def downgrade() -> None:
    """There is no way back: a journal is never taken apart."""
    raise NotImplementedError("a journal is never taken apart")
