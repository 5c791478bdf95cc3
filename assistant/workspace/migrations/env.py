"""Alembic's environment: runs on the connection that the caller opened, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from assistant.workspace.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
