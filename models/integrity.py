"""Whether a file is a rota at all, and whether everything in it is whole."""

import os
import sqlite3
import stat
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from models.base import Base
from models.refusal import CannotOpen
from models.sqlite import APPLICATION_ID, MAGIC

HEADER = 100  # bytes; sqlite.org/fileformat.html section 1.3
APPLICATION_ID_AT = 68


def check_file(path: Path) -> None:
    """Refuse what can be seen to be no usable rota without opening it as a database."""
    if path.is_dir():
        raise CannotOpen(f"{path.name} is a folder; choose the rota file inside it.")
    if path.exists() and not path.is_file():
        raise CannotOpen(f"{path.name} is no ordinary file; choose a rota file.")
    _check_permissions(path)
    _check_header(path)


def _check_permissions(path: Path) -> None:
    """Refuse what may not be read or written; the marks count even for an administrator."""
    if not _allowed(path, os.R_OK, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH):
        raise CannotOpen(f"{path.name} may not be read by you; ask its owner to share it.")
    if not _allowed(path, os.W_OK, stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise CannotOpen(
            f"{path.name} is read-only; allow writing to it, or copy it to a folder of your own."
        )
    check_folder(path)


def check_folder(path: Path) -> None:
    """Refuse a file in a folder that is missing or in which nothing may be written."""
    folder = path.parent
    if not folder.is_dir():
        raise CannotOpen(f"The folder {folder} is not there; make it, or choose another.")
    marks = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    if not os.access(folder, os.W_OK) or (os.name == "posix" and not _marked(folder, marks)):
        raise CannotOpen(
            f"The folder of {path.name} is read-only; allow writing to it, or choose another."
        )


def _allowed(path: Path, access: int, marks: int) -> bool:
    """Tell whether this person may, and whether the file is marked so that anybody may."""
    return os.access(path, access) and _marked(path, marks)


def _marked(path: Path, marks: int) -> bool:
    return bool(path.stat().st_mode & marks)


def _check_header(path: Path) -> None:
    """Read the first hundred bytes: SQLite's own mark, then ours."""
    header = _header(path)
    if not header:
        raise CannotOpen(
            f"{path.name} is empty; restore a backup, or remove it and make a new rota."
        )
    if not header.startswith(MAGIC):
        raise CannotOpen(f"{path.name} is not a rota: it is no database file; choose another.")
    if len(header) < HEADER:
        raise CannotOpen(f"{path.name} is damaged: it is cut short; restore the newest backup.")
    if is_anothers(path):
        raise CannotOpen(
            f"{path.name} is another program's database, not a rota; choose another file."
        )


def is_anothers(path: Path) -> bool:
    """Tell whether a file is a whole SQLite database that does not bear our mark."""
    header = _header(path)
    mark = int.from_bytes(header[APPLICATION_ID_AT : APPLICATION_ID_AT + 4], "big")
    return len(header) == HEADER and header.startswith(MAGIC) and mark != APPLICATION_ID


def _header(path: Path) -> bytes:
    """The first hundred bytes of a file, fewer when it has fewer."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise CannotOpen(f"{path.name} cannot be opened: {reason}.") from error


def quick_look(connection: sqlite3.Connection) -> tuple[str, ...]:
    """SQLite's quick check: what is broken, nothing when all is well."""
    return _said(connection, "quick_check")


def thorough_look(connection: sqlite3.Connection) -> tuple[str, ...]:
    """SQLite's full check with every index, and every reference: what is broken."""
    broken = _said(connection, "integrity_check")
    return broken or orphans(connection)


def orphans(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Rows that name a record which is not there."""
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(f"{table} row {row} names a missing {parent}" for table, row, parent, _ in found)


def _said(connection: sqlite3.Connection, check: str) -> tuple[str, ...]:
    rows = connection.execute(f"PRAGMA {check}").fetchall()
    return tuple(str(row[0]) for row in rows if row[0] != "ok")


def missing_columns(connection: Connection) -> tuple[str, ...]:
    """Tables and columns of the nouns that a database does not have."""
    there = inspect(connection).get_multi_columns()
    columns = {name: {column["name"] for column in found} for (_, name), found in there.items()}
    missing = [
        f"the column {column.name} of {table.name} is missing"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name in columns and column.name not in columns[table.name]
    ]
    gone = (name for name in Base.metadata.tables if name not in columns)
    return (*(f"the table {name} is missing" for name in gone), *missing)


def row_counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table, by name."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: connection.execute(text(f"SELECT count(*) FROM {quote(table)}")).scalar_one()  # noqa: S608 - names come from the database itself
        for table in sorted(inspect(connection).get_table_names())
    }
