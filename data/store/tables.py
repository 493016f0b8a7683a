"""The tables of the store. A new store gets them as they stand here; `migrations/` changes older ones."""

from __future__ import annotations

from typing import Final

from sqlalchemy import DDL, Column, Date, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, event

from data.store.columns import Json, UtcTime

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

AUTHORS: Final = Table(
    "authors",
    metadata,
    Column("author_id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("salt", Text, nullable=False),
)
"""Who did something. Elsewhere stands the id alone, so that the log of what was done holds no name."""

BLOBS: Final = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""One table of one or more versions, as a Parquet file under the hash of its bytes."""

VERSIONS: Final = Table(
    "versions",
    metadata,
    Column("version_id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    # A version has one child at most: the database itself refuses a second one.
    Column("parent", Text, ForeignKey("versions.version_id"), unique=True),
    Column("restored_from", Text, ForeignKey("versions.version_id")),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
    Column("note", Text, nullable=False),
    Column("committed_at", UtcTime, nullable=False),
    Column("title", Text, nullable=False),
    Column("source_name", Text),
    Column("source_sha256", Text, index=True),
    Column("as_of", Date, nullable=False),
    Column("first_roll_on", Date, nullable=False),
    Column("receipts_complete", Json, nullable=False),
    Column("headline", Json, nullable=False),
    # Part of what the version's digest covers. It changes when a name is taken out of the text columns, so
    # that nobody can try names against the digest from before.
    Column("salt", Text, nullable=False),
)

VERSION_TABLES: Final = Table(
    "version_tables",
    metadata,
    Column("version_id", Text, ForeignKey("versions.version_id"), primary_key=True),
    Column("table_name", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("rows", Integer, nullable=False),
)

AUDIT: Final = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Json, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""What was done, in order. Triggers refuse a change; each row's hash covers the one before it."""

CONTACTS: Final = Table(
    "contacts",
    metadata,
    Column("contact_id", Text, primary_key=True),
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
    Column("added_at", UtcTime, nullable=False),
)

CONTACT_CHANGES: Final = Table(
    "contact_changes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("batch", Text, nullable=False, index=True),
    Column("contact_id", Text, nullable=False, index=True),
    Column("before", Json),
    Column("after", Json),
    Column("at", UtcTime, nullable=False),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
)
"""What undo needs. `before` is NULL where the contact was added, `after` where it was removed. What was done
in one go (a form, an upload) is one batch and is undone in one go."""

DECISIONS: Final = Table(
    "decisions",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
)
"""What people told the reader of spreadsheets once, so that it need not ask again."""

SAVED: Final = Table(
    "saved",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("code", Text),
    Column("at", UtcTime, nullable=False),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
)
"""Groups and scenarios under a name, as the code that stands for them in an address; chances of cities to
come to a Congress, and forecasts of one. The last row of a name holds; `code` is NULL where it was taken
away."""

ERASURES: Final = Table(
    "erasures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("contact_sha256", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("removed", Json, nullable=False),
)
"""Who was removed (a hash of the id alone) and which places of which texts went with them."""

BACKUPS: Final = Table(
    "backups",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("keep_until", Date, nullable=False),
)

SNAPSHOTS: Final = Table(
    "bundles",
    metadata,
    Column("bundle_id", Text, key="snapshot_id", primary_key=True),
    Column("manifest", Json, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
)
"""Snapshots: what each says of itself. It never changes; the audit log has its digest."""

SNAPSHOT_PARTS: Final = Table(
    "bundle_parts",
    metadata,
    Column("bundle_id", Text, ForeignKey("bundles.snapshot_id"), key="snapshot_id", primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("blobs.sha256"), nullable=False, index=True),
)

LINKS: Final = Table(
    "links",
    metadata,
    Column("link_id", Text, primary_key=True),
    Column(
        "bundle_id", Text, ForeignKey("bundles.snapshot_id"), key="snapshot_id", nullable=False, index=True
    ),
    Column("label", Text, nullable=False),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("passcode", Text),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("author_id", Text, ForeignKey("authors.author_id"), nullable=False),
    Column("opens", Integer, nullable=False),
    Column("last_opened_at", UtcTime),
    Column("misses", Integer, nullable=False),
    Column("wait_until", UtcTime),
)
"""Ways to open a snapshot. Of the token only its hash is here, of the passcode what argon2 makes of it.
`misses` and `wait_until` are wrong passcodes in a row, and when the next one is looked at."""

_APPEND_ONLY: Final = "the audit log is append-only"
_ON_SQLITE: Final = [
    f"CREATE TRIGGER audit_no_{verb} BEFORE {verb.upper()} ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{_APPEND_ONLY}'); END"
    for verb in ("update", "delete")
]
_REFUSE: Final = f"BEGIN RAISE EXCEPTION '{_APPEND_ONLY}'; END"
_ON_POSTGRESQL: Final = [
    f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {_REFUSE} $$",
    *(
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
    # What is erased must be gone from the files, and a search for its bytes must be able to show that. So
    # large values are not packed, and no frequent values are copied for the planner.
    "ALTER TABLE blobs ALTER COLUMN content SET STORAGE EXTERNAL",
    "ALTER TABLE bundles ALTER COLUMN manifest SET STORAGE EXTERNAL",
    *(
        f'ALTER TABLE {column.table.name} ALTER COLUMN "{column.name}" SET STATISTICS 0'
        for column in (
            *(CONTACTS.c[name] for name in ("person", "role", "address", "source")),
            *(CONTACT_CHANGES.c[name] for name in ("before", "after")),
            *(VERSIONS.c[name] for name in ("note", "title", "source_name")),
            *(DECISIONS.c[name] for name in ("key", "value")),
            *(SAVED.c[name] for name in ("name", "code")),
            *(BLOBS.c.content, SNAPSHOTS.c.manifest, LINKS.c.label),
        )
    ),
]
for _dialect, _statements in (("sqlite", _ON_SQLITE), ("postgresql", _ON_POSTGRESQL)):
    for _statement in _statements:
        ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(metadata, "after_create", ddl)
