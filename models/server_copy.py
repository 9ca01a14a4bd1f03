"""A copy of a rota that is kept on a server, as a file on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select, text

from models.base import Base
from models.database import open_database

AT_ONCE = 2000  # rows


def copy_rows(engine: Engine, path: Path) -> None:
    """Write every row of a server's rota into a new file, as they stood at one moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    copy = open_database(path, create=True, back_up=False)
    try:
        at_one_moment = engine.execution_options(isolation_level="REPEATABLE READ")
        with at_one_moment.connect() as there, copy.engine.connect() as here:
            here.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in Base.metadata.sorted_tables:
                here.execute(table.delete())
                for rows in _rows(there, table):
                    here.execute(table.insert(), rows)
            here.commit()
    finally:
        copy.close()


def _rows(there: Connection, table: Table) -> Iterator[Sequence[dict[str, Any]]]:
    found = there.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(table.c.id))
    for part in found.mappings().partitions(AT_ONCE):
        yield [dict(row) for row in part]
