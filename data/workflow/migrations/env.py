"""Alembic runs this: on the connection it was given, inside the transaction that is already open."""

from alembic import context

from data.workflow._base import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
