"""Alembic asks this file how to run; the connection and its transaction come from the caller."""

from alembic import context

from lib.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
