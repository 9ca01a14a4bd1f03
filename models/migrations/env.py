"""Runs the migrations on the connection that `models.migrate` opened and watches over."""

from alembic import context

import models  # noqa: F401 - every noun registers its table
from models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
