"""SQLite as the desk uses it: one connection, one writer, commits that survive a pulled plug."""

import importlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x524F5441  # "ROTA"
FIRST_LOOK = 400  # milliseconds a second opener waits
WAIT = 5000  # milliseconds once the file is ours
LONGEST_QUESTION = 60.0  # seconds an edit waits for a question that another thread asks


def driver() -> ModuleType:
    """The SQLite that came with the program, else Python's own."""
    try:
        return importlib.import_module("sqlcipher3.dbapi2")
    except ImportError:
        return sqlite3


def version() -> tuple[int, int, int]:
    """The version of the SQLite in use."""
    major, minor, patch = driver().sqlite_version_info
    return major, minor, patch


def wal_is_safe(of: tuple[int, int, int]) -> bool:
    """Tell whether a SQLite is free of the WAL-reset fault (sqlite.org/wal.html#walresetbug)."""
    backported = (3, 50, 7) <= of < (3, 51, 0) or (3, 44, 6) <= of < (3, 45, 0)
    return of >= (3, 51, 3) or backported


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a file with the program's driver and no implied transactions; settings come after."""
    mode = "rwc" if create else "rw"
    connection = driver().connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=FIRST_LOOK / 1000,
    )
    return cast("sqlite3.Connection", connection)


def take_hold(connection: sqlite3.Connection) -> None:
    """Lock the file for this program alone and make every commit durable.

    The exclusive lock comes before the journal mode: WAL then needs no shared memory file.
    """
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    journal = "WAL" if wal_is_safe(version()) else "TRUNCATE"
    connection.execute(f"PRAGMA journal_mode={journal}").fetchall()
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    for setting in (
        f"busy_timeout={WAIT}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()


def engine_on(opening: Callable[[], sqlite3.Connection]) -> Engine:
    """An engine whose pool holds the one connection; a second thread waits until it is free."""
    engine = create_engine(
        "sqlite://",
        creator=opening,
        module=driver(),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=LONGEST_QUESTION,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin for writing at once, unless this is a question, which only reads."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
