"""What evidence is and why it was attached; the changes of an agency, such as its new name, as append-only events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLE = "agency_events"


def upgrade() -> None:
    """Adds the columns, the table and its triggers."""
    op.add_column("attachments", sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.add_column("attachments", sa.Column("is_draft", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("attachments", sa.Column("note", sa.Text, nullable=False, server_default=""))
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency_id", sa.Integer, sa.ForeignKey("agencies.id", name="fk_agency_events_agency"), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_events_agency", _TABLE, ["agency_id", "id"])
    _forbid_changes()


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table(_TABLE)
    for column in ("note", "is_draft", "title"):
        op.drop_column("attachments", column)


def _forbid_changes() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {_TABLE}_no_{action.lower()} BEFORE {action} ON {_TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{_TABLE} is append-only'); END"
            )
    if dialect == "postgresql":  # the function stands since the first migration
        op.execute(
            f"CREATE TRIGGER {_TABLE}_append_only BEFORE UPDATE OR DELETE ON {_TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION spbe_append_only()"
        )
