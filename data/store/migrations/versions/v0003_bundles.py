"""Frozen reports, their parts, and the links that open them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables; as in 0001, PostgreSQL keeps no copies of texts and packs nothing."""
    _bundles()
    _links()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE bundles ALTER COLUMN manifest SET STORAGE EXTERNAL")
        op.execute("ALTER TABLE bundles ALTER COLUMN manifest SET STATISTICS 0")
        op.execute("ALTER TABLE links ALTER COLUMN label SET STATISTICS 0")


def _bundles() -> None:
    op.create_table(
        "bundles",
        Column("bundle_id", Text, nullable=False),
        Column("manifest", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("author_id", Text, nullable=False),
        PrimaryKeyConstraint("bundle_id", name="pk_bundles"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_bundles_author_id"),
    )
    op.create_table(
        "bundle_parts",
        Column("bundle_id", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        PrimaryKeyConstraint("bundle_id", "name", name="pk_bundle_parts"),
        ForeignKeyConstraint(["bundle_id"], ["bundles.bundle_id"], name="fk_bundle_parts_bundle_id"),
        ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_bundle_parts_sha256"),
    )
    op.create_index("ix_bundle_parts_sha256", "bundle_parts", ["sha256"])


def _links() -> None:
    op.create_table(
        "links",
        Column("link_id", Text, nullable=False),
        Column("bundle_id", Text, nullable=False),
        Column("label", Text, nullable=False),
        Column("token_sha256", Text, nullable=False),
        Column("passcode", Text),
        Column("made_at", Text, nullable=False),
        Column("expires_at", Text, nullable=False),
        Column("revoked_at", Text),
        Column("author_id", Text, nullable=False),
        Column("opens", Integer, nullable=False),
        Column("last_opened_at", Text),
        Column("misses", Integer, nullable=False),
        Column("wait_until", Text),
        PrimaryKeyConstraint("link_id", name="pk_links"),
        UniqueConstraint("token_sha256", name="uq_links_token_sha256"),
        ForeignKeyConstraint(["bundle_id"], ["bundles.bundle_id"], name="fk_links_bundle_id"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_links_author_id"),
    )
    op.create_index("ix_links_bundle_id", "links", ["bundle_id"])
