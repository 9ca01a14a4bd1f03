"""Opening, keeping and closing the department's database: a file on this machine, or a server."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from models import backup, lock, migrate, rota_file, server, sqlite
from models.folder import Probe, machine_probe, refuse_shared_folder
from models.integrity import missing_columns, row_counts, thorough_look
from models.refusal import CannotOpen, Refusal
from models.trouble import cannot_open, tell_plainly
from models.turns import Turns, seats_at

EDITS_BETWEEN_BACKUPS = 100
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


@dataclass(slots=True)
class Database:
    """The department's open database; questions and edits get their sessions here."""

    engine: Engine  # for what is no session: opening, migrating, looking it through
    kind: str
    place: str
    path: Path | None = None
    now: Callable[[], dt.datetime] = moment_now
    backup_trouble: str = ""
    asked: Engine = field(init=False)  # on which sessions ask and do
    _edits: int = 0
    _verifying: threading.Thread | None = None
    _turns: Turns | None = field(init=False, default=None)
    _sessions: dict[tuple[bool, bool], sessionmaker[Session]] = field(init=False)

    def __post_init__(self) -> None:
        self.asked = self.engine
        if self.kind == "sqlite":
            self._turns = Turns(self.engine)
            self.asked = seats_at(self._turns)
        self._sessions = {
            (reading, gives_way): sessionmaker(
                self.asked.execution_options(reading=reading, gives_way=gives_way),
                expire_on_commit=False,
            )
            for reading in (False, True)
            for gives_way in (False, True)
        }

    def session(self, *, reading: bool = False, gives_way: bool = False) -> Session:
        """A new session; a file's one connection is used in turns, questions together.

        An edit waits for the questions of other threads, save for those that give way: these
        lose their turn, and raise `GaveWay` at their next statement. One thread must not nest
        an edit in anything: it would wait for itself.
        """
        return self._sessions[reading, gives_way]()

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
        with self._turns.nobody_sits() if self._turns else nullcontext():
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
        if self._turns is not None:
            self._turns.close()
        self.asked.dispose()
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
    url = server.address(str(target))
    if url is not None:
        engine = server.connect(url, program_version)
        database = Database(engine, "postgresql", server.place_of(url), now=now)
        wishes = {"create": create, "upgrade": bool(upgrade)}
        _ready(database, server.name_of(url), lambda: _bring_server_up(database, url, **wishes))
        return database
    path, there = rota_file.placed(target)
    refuse_shared_folder(path, probe)
    if not there:
        rota_file.make(path, create=create)
    engine = rota_file.hold(path, now(), program_version)
    database = Database(engine, "sqlite", str(path), path=path, now=now)
    wishes = {"upgrade": upgrade is not False, "back_up": back_up}
    _ready(database, path.name, lambda: _bring_file_up(database, path, **wishes))
    lock.leave_note(path, now())
    return database


def is_there(target: str | Path) -> bool:
    """Tell whether something stands at a path, or a rota's tables in a PostgreSQL database."""
    url = server.address(str(target))
    return rota_file.placed(target)[1] if url is None else server.has_a_rota(url)


def restore_database(
    target: str | Path,
    copy: Path,
    *,
    now: Callable[[], dt.datetime] = moment_now,
    probe: Probe = machine_probe,
) -> Path | None:
    """Put a backup in the place of a rota that nobody has open; answer where the old one is."""
    if server.address(str(target)) is not None:
        raise Refusal("A PostgreSQL database is restored on its server; ask who looks after it.")
    path, _ = rota_file.placed(target)
    refuse_shared_folder(path, probe)
    moment = now()
    lock.claim_here(path, moment)
    try:
        rota_file.fold_in(path, moment)
        return backup.restore(path, copy, moment=moment)
    finally:
        lock.release_here(path)


def _ready(database: Database, name: str, bring_up: Callable[[], None]) -> None:
    """Bring a database up to date; close it again when that fails."""
    with ExitStack() as on_failure:
        on_failure.callback(database.close)
        try:
            bring_up()
        except (SQLAlchemyError, sqlite.driver().Error) as error:
            raise cannot_open(error, name) from error
        tell_plainly(database.engine, name)
        if database.asked is not database.engine:
            tell_plainly(database.asked, name)
        on_failure.pop_all()


def _bring_server_up(database: Database, url: URL, *, create: bool, upgrade: bool) -> None:
    """Make the tables of an empty database when asked; refuse one that is not up to date."""
    with database.engine.connect() as connection:
        revision = migrate.revision_of(connection)
    if revision == migrate.newest():
        return
    if not (upgrade if revision else create):
        do = "rota-desk database migrate" if revision else "rota-desk database new"
        what = "is from an older Rota Desk" if revision else "has no rota in it"
        raise CannotOpen(f"{server.name_of(url)} {what}; run `{do}` when nobody else uses it.")
    migrate.upgrade(database.engine)


def _bring_file_up(database: Database, path: Path, *, upgrade: bool, back_up: bool) -> None:
    """Back up, then migrate what is older; a failed backup stops a migration, not an opening."""
    with database.engine.connect() as connection:
        revision = migrate.revision_of(connection)
    if revision == migrate.newest():
        if back_up:
            database.back_up_on_opening()
        migrate.keep_views(database.engine)
        return
    if not upgrade:
        raise CannotOpen(
            f"{path.name} is from an older Rota Desk; run `rota-desk database migrate`."
        )
    database.backup_now("before-upgrade")
    migrate.upgrade(database.engine)
