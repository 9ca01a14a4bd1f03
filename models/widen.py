"""Giving a table more columns in a migration, the same on a file and on a server."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


def widen(
    table: str, columns: Sequence[sa.Column[Any]], checks: Sequence[sa.CheckConstraint] = ()
) -> None:
    """Add columns, and checks of them; rows that are there get each column's `server_default`.

    The default itself does not stay. SQLite rebuilds the table, with every check that it had.
    """
    with _batch(table) as wider:
        for column in columns:
            wider.add_column(column)
        for check in checks:
            wider.create_check_constraint(op.f(str(check.name)), str(check.sqltext))
    filled = [column for column in columns if column.server_default is not None]
    if filled:
        with _batch(table) as settled:
            for column in filled:
                settled.alter_column(column.name, server_default=None)


def _batch(table: str) -> AbstractContextManager[BatchOperations]:
    return op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True})
