"""Groups and scenarios that somebody saved under a name."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table; as in 0001, PostgreSQL keeps no copies of its texts for its planner."""
    op.create_table(
        "saved",
        Column("seq", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("code", Text),
        Column("at", Text, nullable=False),
        Column("author_id", Text, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_saved"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_saved_author_id"),
    )
    op.create_index("ix_saved_kind", "saved", ["kind"])
    if op.get_bind().dialect.name == "postgresql":
        for name in ("name", "code"):
            op.execute(f"ALTER TABLE saved ALTER COLUMN {name} SET STATISTICS 0")
