"""The first tables: versions and their blobs, the audit log, contacts, decisions, erasures, backups."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables, and the triggers that keep the audit log append-only."""
    _authors()
    _versions()
    _audit()
    _contacts()
    _memory()
    _plain_on_disk()


def _authors() -> None:
    op.create_table(
        "authors",
        Column("author_id", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("salt", Text, nullable=False),
        PrimaryKeyConstraint("author_id", name="pk_authors"),
        UniqueConstraint("name", name="uq_authors_name"),
    )


def _versions() -> None:
    op.create_table(
        "blobs",
        Column("sha256", Text, nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    op.create_table(
        "versions",
        Column("version_id", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("parent", Text),
        Column("restored_from", Text),
        Column("author_id", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("committed_at", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("source_name", Text),
        Column("source_sha256", Text),
        Column("as_of", Date, nullable=False),
        Column("first_roll_on", Date, nullable=False),
        Column("receipts_complete", Text, nullable=False),
        Column("headline", Text, nullable=False),
        Column("salt", Text, nullable=False),
        PrimaryKeyConstraint("version_id", name="pk_versions"),
        UniqueConstraint("number", name="uq_versions_number"),
        UniqueConstraint("parent", name="uq_versions_parent"),
        ForeignKeyConstraint(["parent"], ["versions.version_id"], name="fk_versions_parent"),
        ForeignKeyConstraint(["restored_from"], ["versions.version_id"], name="fk_versions_restored_from"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_versions_author_id"),
    )
    op.create_index("ix_versions_source_sha256", "versions", ["source_sha256"])
    op.create_table(
        "version_tables",
        Column("version_id", Text, nullable=False),
        Column("table_name", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("rows", Integer, nullable=False),
        PrimaryKeyConstraint("version_id", "table_name", name="pk_version_tables"),
        ForeignKeyConstraint(["version_id"], ["versions.version_id"], name="fk_version_tables_version_id"),
        ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_version_tables_sha256"),
    )
    op.create_index("ix_version_tables_sha256", "version_tables", ["sha256"])


def _audit() -> None:
    op.create_table(
        "audit",
        Column("seq", Integer, nullable=False, autoincrement=False),
        Column("at", Text, nullable=False),
        Column("author_id", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("previous", Text, nullable=False),
        Column("hash", Text, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    refused = "the audit log is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_no_{verb} BEFORE {verb.upper()} ON audit "
                f"BEGIN SELECT RAISE(ABORT, '{refused}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refused}'; END $$"
    )
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def _contacts() -> None:
    op.create_table(
        "contacts",
        Column("contact_id", Text, nullable=False),
        Column("city_id", Text, nullable=False),
        Column("person", Text),
        Column("role", Text),
        Column("channel", Text),
        Column("address", Text),
        Column("holder", Text),
        Column("last_contact_on", Date),
        Column("consent_on", Date),
        Column("source", Text),
        Column("provenance", Text),
        Column("added_at", Text, nullable=False),
        PrimaryKeyConstraint("contact_id", name="pk_contacts"),
    )
    op.create_table(
        "contact_changes",
        Column("seq", Integer, nullable=False),
        Column("batch", Text, nullable=False),
        Column("contact_id", Text, nullable=False),
        Column("before", Text),
        Column("after", Text),
        Column("at", Text, nullable=False),
        Column("author_id", Text, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_contact_changes"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_contact_changes_author_id"),
    )
    op.create_index("ix_contact_changes_batch", "contact_changes", ["batch"])
    op.create_index("ix_contact_changes_contact_id", "contact_changes", ["contact_id"])


def _memory() -> None:
    op.create_table(
        "decisions",
        Column("kind", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("decided_at", Text, nullable=False),
        Column("author_id", Text, nullable=False),
        PrimaryKeyConstraint("kind", "key", name="pk_decisions"),
        ForeignKeyConstraint(["author_id"], ["authors.author_id"], name="fk_decisions_author_id"),
    )
    op.create_table(
        "erasures",
        Column("seq", Integer, nullable=False),
        Column("contact_sha256", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("removed", Text, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_erasures"),
    )
    op.create_table(
        "backups",
        Column("seq", Integer, nullable=False),
        Column("path", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("keep_until", Date, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_backups"),
    )


def _plain_on_disk() -> None:
    """What is erased must be gone from the files, and that must be possible to show by looking for its bytes.

    PostgreSQL keeps frequent values of a column for its planner, where no erasure would find them, and packs
    large values so that no search would.
    """
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE blobs ALTER COLUMN content SET STORAGE EXTERNAL")
    columns = {
        "contacts": ("person", "role", "address", "source"),
        "contact_changes": ("before", "after"),
        "versions": ("note", "title", "source_name"),
        "decisions": ("key", "value"),
        "blobs": ("content",),
    }
    for table, names in columns.items():
        for name in names:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" SET STATISTICS 0')
