"""Copies of a rota file: made by SQLite itself, verified, named by their moment, twenty kept."""

import datetime as dt
import filecmp
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from models import migrate
from models.integrity import check_file, check_folder, thorough_look
from models.refusal import CannotOpen, Refusal
from models.sqlite import connect, driver
from models.trouble import sentence_for

KEPT = 20
OPENING = "open"
STAMP = "%Y%m%d-%H%M%S"
COMPANIONS = ("-wal", "-journal", "-shm")


def folder_for(path: Path) -> Path:
    """Where the copies of a rota lie."""
    return path.parent / "backups"


def backups_of(path: Path) -> tuple[Path, ...]:
    """The verified copies of a rota, oldest first."""
    return tuple(sorted(_named(path, r"\.sqlite")))


def _named(path: Path, ending: str) -> list[Path]:
    """The files that bear this rota's name, a moment and a reason."""
    pattern = re.compile(re.escape(path.stem) + r"-\d{8}-\d{6}-.+" + ending)
    return [copy for copy in folder_for(path).glob("*") if pattern.fullmatch(copy.name)]


@dataclass(frozen=True, slots=True)
class Unverified:
    """A copy that is made and not yet looked at; it counts for nothing until it is kept."""

    of: Path
    half: Path
    place: Path
    reason: str


def copy_out(engine: Engine, path: Path, *, reason: str, moment: dt.datetime) -> Unverified:
    """Let SQLite copy an open rota as it stands; edits wait meanwhile, some 2 ms a megabyte."""
    place = _place_for(path, reason, moment)
    half = place.with_suffix(".half")
    try:
        folder_for(path).mkdir(exist_ok=True)
        _clear_halves(path)
        copy_pages(engine, half)
    except (OSError, driver().Error) as error:
        _clear_halves(path)
        raise _not_backed_up(path, error) from error
    return Unverified(path, half, place, reason)


def keep(copy: Unverified) -> Path:
    """Verify a copy, give it its name, and let the oldest beyond twenty go.

    On opening, a copy that equals the newest one is not kept twice.
    """
    try:
        newest = backups_of(copy.of)[-1:]
        same = copy.reason == OPENING and newest
        if same and filecmp.cmp(copy.half, newest[0], shallow=False):
            return newest[0]
        verify(copy.half)
        to_disk(copy.half)
        copy.half.replace(copy.place)
    except (OSError, driver().Error) as error:
        raise _not_backed_up(copy.of, error) from error
    finally:
        _clear_halves(copy.of)
    _let_oldest_go(copy.of)
    return copy.place


def verify(copy: Path) -> str:
    """Check every page, index and reference of a copy; answer its revision, or refuse it."""
    check_file(copy)
    try:
        with closing(connect(copy)) as connection:
            broken = thorough_look(connection)
            revision = _revision_in(connection)
    except driver().Error as error:
        raise CannotOpen(f"{copy.name} is damaged; choose another backup.") from error
    if broken:
        raise CannotOpen(f"{copy.name} is damaged ({broken[0]}); choose another backup.")
    if revision not in migrate.REVISIONS:
        raise CannotOpen(
            f"{copy.name} was written by a newer Rota Desk than this one; "
            "install the newer program."
        )
    return revision


def restore(path: Path, copy: Path, *, moment: dt.datetime) -> Path | None:
    """Put a verified copy in a closed rota's place; answer where the present file was kept.

    The copy is complete beside the rota before it takes its place in one step.
    """
    if not copy.exists():
        raise CannotOpen(f"There is no backup {copy.name}; see `rota-desk database info`.")
    verify(copy)
    check_folder(path)
    half = path.with_name(path.name + ".half")
    try:
        shutil.copyfile(copy, half)
        to_disk(half)
        kept = _set_aside(path, moment)
        half.replace(path)
    except OSError as error:
        raise _not_restored(path, error) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return kept


def _place_for(path: Path, reason: str, moment: dt.datetime) -> Path:
    """A name such as rota-20261123-081200-open.sqlite, by this machine's wall clock.

    It is later than every other copy's, so that names keep their order when the clock goes back.
    """
    words = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "backup"
    wall = moment.astimezone().replace(tzinfo=None)
    for newest in backups_of(path)[-1:]:
        wall = max(wall, _stamped(path, newest) + dt.timedelta(seconds=1))
    return folder_for(path) / f"{path.stem}-{wall:{STAMP}}-{words}.sqlite"


def _stamped(path: Path, copy: Path) -> dt.datetime:
    """The wall time in a copy's name; the beginning of time where that is no time."""
    digits = copy.name[len(path.stem) + 1 :][:15]
    try:
        return dt.datetime.strptime(digits, STAMP)  # noqa: DTZ007 - wall time of this machine
    except ValueError:
        return dt.datetime(1970, 1, 1)  # noqa: DTZ001 - likewise


def copy_pages(engine: Engine, half: Path) -> None:
    """Let SQLite copy its pages through the connection that holds the file.

    Nobody waits here until the copy is on the disk for certain: `to_disk` sees to that.
    """
    half.unlink(missing_ok=True)
    held = engine.raw_connection()
    try:
        with closing(connect(half, create=True)) as copy:
            source = held.driver_connection
            if source is None:
                raise Refusal("The rota was closed meanwhile; open it again.")
            copy.execute("PRAGMA synchronous=OFF").fetchall()
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        held.close()


def _revision_in(connection: sqlite3.Connection) -> str:
    """The revision written in a copy; empty when it has none."""
    named = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
    if not connection.execute(named).fetchone()[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _clear_halves(path: Path) -> None:
    """Remove copies that were not finished, also those of a program that died meanwhile."""
    for half in _named(path, r"\.half.*"):
        with suppress(OSError):
            half.unlink()


def _let_oldest_go(path: Path) -> None:
    """Keep the last twenty; one that cannot be removed now goes next time."""
    for old in backups_of(path)[:-KEPT]:
        with suppress(OSError):
            old.unlink()


def _set_aside(path: Path, moment: dt.datetime) -> Path | None:
    """Keep the present file, and what SQLite had not yet folded in, under a backup's name."""
    if not path.exists():
        return None
    folder_for(path).mkdir(exist_ok=True)
    place = _place_for(path, "before-restore", moment)
    half = place.with_suffix(".half")  # a name that counts for nothing, should we die here
    shutil.copyfile(path, half)
    to_disk(half)
    half.replace(place)
    for ending in COMPANIONS:
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(place.with_name(place.name + ending))
    return place


def to_disk(path: Path) -> None:
    """Wait until a file is on the disk and not only in memory."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _not_backed_up(path: Path, error: BaseException) -> Refusal:
    """The answer when no copy could be made."""
    return Refusal(f"{path.name} could not be backed up: {_because(error)}")


def _not_restored(path: Path, error: BaseException) -> Refusal:
    """The answer when a copy could not be put in place."""
    return Refusal(f"{path.name} could not be restored: {_because(error)}")


def _because(error: BaseException) -> str:
    """Why, in one plain sentence."""
    plain = sentence_for(error, "The folder")
    if plain:
        return plain[0].lower() + plain[1:]
    reason = getattr(error, "strerror", None) or str(error)
    return f"{reason}; check the folder and its disk."
