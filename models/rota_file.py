"""A rota file: made whole or not at all, held by one program, checked before it is used."""

import datetime as dt
import sqlite3
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models import lock, migrate, sqlite
from models.integrity import check_file, check_folder, is_anothers, quick_look
from models.refusal import CannotOpen
from models.trouble import cannot_open

LONGEST_SHOWN = 120  # characters of a name in a sentence


def placed(target: str | Path) -> tuple[Path, bool]:
    """The full path of a rota file, and whether something is there."""
    try:
        path = Path(target).expanduser().resolve()
        return path, path.exists()
    except (OSError, ValueError, RuntimeError) as error:
        shown = str(target).replace("\0", "?")
        short = shown if len(shown) < LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
        raise CannotOpen(f"{short} is no place where a file can lie; choose another.") from error


def make(path: Path, *, create: bool) -> None:
    """Make a new rota under another name first, so that no half-made file ever has its name."""
    if not create:
        raise CannotOpen(
            f"There is no rota at {path}; "
            "make one with `rota-desk database new`, or choose another."
        )
    check_folder(path)
    half = path.with_name(path.name + ".new")
    engine = sqlite.engine_on(partial(sqlite.connect, half, create=True))
    try:
        half.unlink(missing_ok=True)
        _fill(engine)
        half.rename(path)
    except (OSError, SQLAlchemyError, sqlite.driver().Error) as error:
        raise cannot_open(error, path.name) from error
    finally:
        engine.dispose()
        half.unlink(missing_ok=True)


def _fill(engine: Engine) -> None:
    """Mark an empty file as ours and make every table, then let it go."""
    with engine.connect() as connection:
        mark = f"PRAGMA application_id={sqlite.APPLICATION_ID}"
        migrate.raw(connection).execute(mark).fetchall()
    migrate.upgrade(engine)
    engine.dispose()


def hold(path: Path, moment: dt.datetime, program: str) -> Engine:
    """Take hold of a rota file and check it; it may be older than the program."""
    lock.claim_here(path, moment)
    with ExitStack() as on_failure:
        on_failure.callback(lock.release_here, path)
        check_file(path)
        engine = sqlite.engine_on(partial(_held, path))
        on_failure.callback(engine.dispose)
        try:
            _look_inside(engine, path)
            with engine.connect() as connection:
                migrate.check_revision(connection, path.name, program)
        except (SQLAlchemyError, sqlite.driver().Error) as error:
            raise _not_held(error, path, moment) from error
        on_failure.pop_all()
    return engine


def _held(path: Path) -> sqlite3.Connection:
    """A connection that keeps everybody else out."""
    connection = sqlite.connect(path)
    try:
        sqlite.take_hold(connection)
    except sqlite.driver().Error:
        connection.close()
        raise
    return connection


def _look_inside(engine: Engine, path: Path) -> None:
    """Run the quick check; refuse a damaged file."""
    with engine.connect() as connection:
        broken = quick_look(migrate.raw(connection))
    if broken:
        raise CannotOpen(f"{path.name} is damaged ({broken[0]}); restore the newest backup.")


def _not_held(error: BaseException, path: Path, moment: dt.datetime) -> CannotOpen:
    """The answer when a file could not be held: somebody else has it, or it is broken."""
    if "locked" in str(error):
        return lock.open_elsewhere(path, moment)
    return cannot_open(error, path.name)


def fold_in(path: Path, moment: dt.datetime) -> None:
    """Make sure nobody holds a rota, and let SQLite fold its last commits into it.

    A file that SQLite cannot read is left as it is: that is why it is being replaced.
    """
    if not path.exists():
        return
    if is_anothers(path):
        raise CannotOpen(
            f"{path.name} is another program's database, not a rota; choose another file."
        )
    try:
        _held(path).close()
    except sqlite.driver().Error as error:
        if "locked" in str(error):
            raise lock.open_elsewhere(path, moment) from error
