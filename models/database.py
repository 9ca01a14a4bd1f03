"""Opening, keeping and closing the department's database: a file on this machine, or a server."""

import datetime as dt
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from models import backup, lock, migrate, sqlite
from models.folder import Probe, machine_probe, refuse_shared_folder
from models.integrity import (
    check_file,
    check_folder,
    missing_columns,
    quick_look,
    row_counts,
    thorough_look,
)
from models.refusal import CannotOpen, Refusal
from models.trouble import cannot_open, tell_plainly

EDITS_BETWEEN_BACKUPS = 100
LONGEST_SHOWN = 120  # characters of a name in a sentence
_log = logging.getLogger(__name__)


def moment_now() -> dt.datetime:
    """The present moment, aware, in UTC; a desk with its own clock hands that in instead."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a database is and holds, as `database info` tells it."""

    kind: str
    place: str
    revision: str
    newest_revision: str
    engine: str
    journal: str
    size: int  # bytes
    rows: dict[str, int]
    backups: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the opener wants done with a rota that is missing or older."""

    create: bool
    upgrade: bool | None  # None: files yes, servers no
    back_up: bool
    program: str


@dataclass(slots=True)
class Database:
    """The department's open database; questions and edits get their sessions here."""

    engine: Engine
    kind: str
    place: str
    path: Path | None = None
    now: Callable[[], dt.datetime] = moment_now
    backup_trouble: str = ""
    _edits: int = 0
    _verifying: threading.Thread | None = None
    _writing: sessionmaker[Session] = field(init=False)
    _reading: sessionmaker[Session] = field(init=False)

    def __post_init__(self) -> None:
        questions = self.engine.execution_options(reading=True)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(questions, expire_on_commit=False)

    def session(self, *, reading: bool = False) -> Session:
        """A new session; on SQLite it holds the one connection until it is closed.

        A second session of another thread waits for the first; one thread must not nest them.
        """
        return self._reading() if reading else self._writing()

    def defer(self, session: Session) -> None:
        """Let references be broken until the commit, so that undo can go backwards."""
        deferred = "PRAGMA defer_foreign_keys=ON"
        on_server = "SET CONSTRAINTS ALL DEFERRED"
        session.execute(text(deferred if self.kind == "sqlite" else on_server))

    def edit_committed(self) -> None:
        """Count an edit; after every hundredth back up."""
        self._edits += 1
        if self._edits % EDITS_BETWEEN_BACKUPS == 0:
            self.back_up_aside("edits")

    def backup_now(self, reason: str = "by-hand") -> Path:
        """Make a verified copy in the folder `backups` beside the file, between two edits."""
        self.finish_backup()
        made = backup.keep(self._copied(reason))
        self.backup_trouble = ""
        return made

    def back_up_aside(self, reason: str) -> None:
        """Copy the file now and verify the copy in a thread of its own.

        A backup that fails fails nothing else: the log has it, and `backup_trouble` says it.
        """
        if self.path is None:
            return
        self.finish_backup()
        with self._told_later():
            copy = self._copied(reason)
            self._verifying = threading.Thread(target=self._keep, args=(copy,), name="backup")
            self._verifying.start()

    def finish_backup(self) -> None:
        """Wait until the backup under way, if any, is verified and has its name."""
        if self._verifying is not None:
            self._verifying.join()
            self._verifying = None

    def _copied(self, reason: str) -> backup.Unverified:
        if self.path is None:
            raise Refusal(
                "A PostgreSQL database is backed up on its server; ask who looks after it."
            )
        return backup.copy_out(self.engine, self.path, reason=reason, moment=self.now())

    def _keep(self, copy: backup.Unverified) -> None:
        with self._told_later():
            backup.keep(copy)
            self.backup_trouble = ""

    @contextmanager
    def _told_later(self) -> Iterator[None]:
        """Keep a refusal for the log and for whoever shows `backup_trouble`."""
        try:
            yield
        except Refusal as refusal:
            self.backup_trouble = str(refusal)
            _log.warning("%s", refusal)

    def check(self) -> tuple[str, ...]:
        """Look at every page, index and reference, and for every table: what is broken."""
        with self.engine.connect() as connection:
            on_file = self.kind == "sqlite"
            try:
                broken = thorough_look(migrate.raw(connection)) if on_file else ()
            except sqlite.driver().Error as error:
                return (str(cannot_open(error, self.place)),)
            return broken + missing_columns(connection)

    def info(self) -> Particulars:
        """What this database is and holds."""
        with self.engine.connect() as connection:
            on_file = self.kind == "sqlite"
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar() if on_file else ""
            server = connection.dialect.server_version_info or ()
            return Particulars(
                kind=self.kind,
                place=self.place,
                revision=migrate.revision_of(connection),
                newest_revision=migrate.newest(),
                engine=".".join(map(str, sqlite.version() if on_file else server)),
                journal=str(journal),
                size=self.path.stat().st_size if self.path else 0,
                rows=row_counts(connection),
                backups=backup.backups_of(self.path) if self.path else (),
            )

    def close(self) -> None:
        """Let the database go; the file is then complete by itself."""
        self.finish_backup()
        self.engine.dispose()
        if self.path is not None:
            lock.take_note_away(self.path)
            lock.release_here(self.path)

    def back_up_on_opening(self) -> None:
        """Copy the file as it was found, when there is something to lose."""
        with self.engine.connect() as connection:
            rows = row_counts(connection)
        if any(count for table, count in rows.items() if table != "alembic_version"):
            self.back_up_aside(backup.OPENING)


def open_database(
    target: str | Path,
    *,
    create: bool = False,
    upgrade: bool | None = None,
    back_up: bool = True,
    program_version: str = "",
    now: Callable[[], dt.datetime] = moment_now,
    probe: Probe = machine_probe,
) -> Database:
    """Open a rota file by its path, or a PostgreSQL database by its URL.

    With `create`, what is missing is made. Unless `upgrade` says otherwise, an older file is
    brought up to date, after a backup, and an older server is not: others may be using it.
    """
    wish = _Wish(create=create, upgrade=upgrade, back_up=back_up, program=program_version)
    url = _server_url(str(target))
    if url is not None:
        return _open_server(url, wish, now)
    path, there = _placed(target)
    refuse_shared_folder(path, probe)
    if not there:
        _make_file(path, create=create)
    return _open_file(path, wish, now)


def is_there(target: str | Path) -> bool:
    """Tell whether something stands at a path, or a rota's tables in a PostgreSQL database."""
    url = _server_url(str(target))
    if url is None:
        return _placed(target)[1]
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return migrate.revision_of(connection) != ""
    except SQLAlchemyError as error:
        name = f"{url.host or 'here'}/{url.database or ''}"
        raise cannot_open(getattr(error, "orig", None) or error, name) from error
    finally:
        engine.dispose()


def restore_database(
    target: str | Path,
    copy: Path,
    *,
    now: Callable[[], dt.datetime] = moment_now,
    probe: Probe = machine_probe,
) -> Path | None:
    """Put a backup in the place of a rota that nobody has open; answer where the old one is."""
    if _server_url(str(target)) is not None:
        raise Refusal("A PostgreSQL database is restored on its server; ask who looks after it.")
    path, _ = _placed(target)
    refuse_shared_folder(path, probe)
    moment = now()
    lock.claim_here(path, moment)
    try:
        _fold_in(path, moment)
        return backup.restore(path, copy, moment=moment)
    finally:
        lock.release_here(path)


def _placed(target: str | Path) -> tuple[Path, bool]:
    """The full path of a rota file, and whether something is there."""
    try:
        path = Path(target).expanduser().resolve()
        return path, path.exists()
    except (OSError, ValueError, RuntimeError) as error:
        shown = str(target).replace("\0", "?")
        short = shown if len(shown) < LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
        raise CannotOpen(f"{short} is no place where a file can lie; choose another.") from error


def _server_url(target: str) -> URL | None:
    """A PostgreSQL URL with the driver this program brings; nothing when it is a path."""
    if "://" not in target:
        return None
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise CannotOpen(
            "The database address cannot be read; write postgresql+psycopg://user@server/name."
        ) from error
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise CannotOpen(
            f"{url.drivername} is no database this program knows; "
            "give a file, or postgresql+psycopg://user@server/name."
        )
    return url.set(drivername="postgresql+psycopg")


def _open_server(url: URL, wish: _Wish, now: Callable[[], dt.datetime]) -> Database:
    """Open a PostgreSQL database; an empty one is filled only when asked to create."""
    place = url.render_as_string(hide_password=True)
    name = f"{url.host or 'here'}/{url.database or ''}"
    engine = create_engine(url, pool_pre_ping=True)
    try:
        with engine.connect() as connection:
            revision = migrate.check_revision(connection, name, wish.program)
        _bring_server_up(engine, name, revision, wish)
    except SQLAlchemyError as error:
        engine.dispose()
        raise cannot_open(getattr(error, "orig", None) or error, name) from error
    except Refusal:
        engine.dispose()
        raise
    tell_plainly(engine, name)
    return Database(engine, "postgresql", place, now=now)


def _bring_server_up(engine: Engine, name: str, revision: str, wish: _Wish) -> None:
    """Make the tables of an empty database when asked; refuse one that is not up to date."""
    if revision == migrate.newest():
        return
    if not (wish.upgrade if revision else wish.create):
        do = "rota-desk database migrate" if revision else "rota-desk database new"
        what = "is from an older Rota Desk" if revision else "has no rota in it"
        raise CannotOpen(f"{name} {what}; run `{do}` when nobody else uses it.")
    migrate.upgrade(engine)


def _make_file(path: Path, *, create: bool) -> None:
    """Make a new rota under another name first, so that no half-made file ever has its name."""
    if not create:
        raise CannotOpen(
            f"There is no rota at {path}; "
            "make one with `rota-desk database new`, or choose another."
        )
    check_folder(path)
    half = path.with_name(path.name + ".new")
    half.unlink(missing_ok=True)
    engine = sqlite.engine_on(partial(sqlite.connect, half, create=True))
    try:
        with engine.connect() as connection:
            mark = f"PRAGMA application_id={sqlite.APPLICATION_ID}"
            migrate.raw(connection).execute(mark).fetchall()
        migrate.upgrade(engine)
        engine.dispose()
        half.rename(path)
    except (OSError, SQLAlchemyError, sqlite.driver().Error) as error:
        raise cannot_open(getattr(error, "orig", None) or error, path.name) from error
    finally:
        engine.dispose()
        half.unlink(missing_ok=True)


def _open_file(path: Path, wish: _Wish, now: Callable[[], dt.datetime]) -> Database:
    """Take hold of a rota file, check it, and bring it up to date; let it go when that fails."""
    lock.claim_here(path, now())
    engine = sqlite.engine_on(partial(_held, path))
    database = Database(engine, "sqlite", str(path), path=path, now=now)
    try:
        check_file(path)
        _look_inside(engine, path, now())
        with engine.connect() as connection:
            revision = migrate.check_revision(connection, path.name, wish.program)
        _bring_file_up(database, path, revision, wish)
    except (Refusal, SQLAlchemyError, sqlite.driver().Error) as error:
        engine.dispose()
        lock.release_here(path)
        if isinstance(error, Refusal):
            raise
        raise cannot_open(getattr(error, "orig", None) or error, path.name) from error
    tell_plainly(engine, path.name)
    lock.leave_note(path, now())
    return database


def _held(path: Path) -> sqlite3.Connection:
    """A connection that keeps everybody else out."""
    connection = sqlite.connect(path)
    try:
        sqlite.take_hold(connection)
    except sqlite.driver().Error:
        connection.close()
        raise
    return connection


def _look_inside(engine: Engine, path: Path, moment: dt.datetime) -> None:
    """Connect and run the quick check; refuse a file that is held elsewhere or damaged."""
    try:
        held = engine.raw_connection()
    except sqlite.driver().Error as error:
        if "locked" in str(error):
            raise lock.open_elsewhere(path, moment) from error
        raise cannot_open(error, path.name) from error
    except SQLAlchemyError as error:
        if "locked" in str(error):
            raise lock.open_elsewhere(path, moment) from error
        raise
    try:
        source = held.driver_connection
        broken = quick_look(source) if isinstance(source, sqlite.driver().Connection) else ()
    except sqlite.driver().Error as error:
        raise cannot_open(error, path.name) from error
    finally:
        held.close()
    if broken:
        raise CannotOpen(f"{path.name} is damaged ({broken[0]}); restore the newest backup.")


def _bring_file_up(database: Database, path: Path, revision: str, wish: _Wish) -> None:
    """Back up, then migrate what is older; a failed backup stops a migration, not an opening."""
    if revision == migrate.newest():
        if wish.back_up:
            database.back_up_on_opening()
        return
    if wish.upgrade is False:
        raise CannotOpen(
            f"{path.name} is from an older Rota Desk; run `rota-desk database migrate`."
        )
    database.backup_now("before-upgrade")
    migrate.upgrade(database.engine)


def _fold_in(path: Path, moment: dt.datetime) -> None:
    """Make sure nobody holds a rota, and let SQLite fold its last commits into it.

    A file that SQLite cannot read is kept as it is: that is why it is being replaced.
    """
    if not path.exists():
        return
    try:
        connection = sqlite.connect(path)
        try:
            sqlite.take_hold(connection)
        finally:
            connection.close()
    except sqlite.driver().Error as error:
        if "locked" in str(error):
            raise lock.open_elsewhere(path, moment) from error


__all__ = ["Database", "Particulars", "is_there", "open_database", "restore_database"]
