"""Alembic's entry: runs the steps on the connection that it is given, inside the caller's transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    transactional_ddl=False,  # the caller holds one transaction around all steps: all of them or none
)
context.run_migrations()
