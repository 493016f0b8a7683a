"""Runs inside Alembic: it gets the connection, and the transaction, from data/store/migrate.py."""

from alembic import context

from data.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # on SQLite too, because the connection began its transaction itself
)
with context.begin_transaction():
    context.run_migrations()
