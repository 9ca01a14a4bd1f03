"""Opening a rota: what can go wrong is one plain sentence, and nothing is touched."""

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from models import Clinician, lock, sqlite
from models.database import Database, open_database
from models.refusal import CannotOpen, Refusal
from models.types import StaffGroup

NEWER = "house_of_2031"
ROOT = Path(__file__).parents[2]


def _reason(target: str | Path, *, create: bool = False) -> str:
    with pytest.raises(CannotOpen) as caught:
        open_database(target, program_version="0.1.0", create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def _unmodified(path: Path) -> Callable[[], bool]:
    before = path.read_bytes()
    return lambda: path.read_bytes() == before


def test_a_new_file_is_a_whole_rota_with_the_settings_that_keep_it_safe(tmp_path: Path) -> None:
    database = open_database(tmp_path / "rota.sqlite", create=True)
    with database.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "locking_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "trusted_schema",
                "cell_size_check",
                "application_id",
            )
        }
    broken = database.check()
    database.close()
    assert settings == {
        "journal_mode": "wal" if sqlite.wal_is_safe(sqlite.version()) else "truncate",
        "locking_mode": "exclusive",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": int.from_bytes(b"ROTA", "big"),
    }
    assert broken == ()
    assert [path.name for path in tmp_path.iterdir()] == ["rota.sqlite"]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_its_reset_is_mended(
    version: tuple[int, int, int], *, safe: bool
) -> None:
    assert sqlite.wal_is_safe(version) is safe


def test_pythons_own_sqlite_serves_when_the_wheel_is_missing(
    rota_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    assert sqlite.driver() is sqlite3
    database = open_database(rota_file)
    journal = database.info().journal
    _add_somebody(database)
    made = database.backup_now("by hand")
    database.close()
    wal = sqlite.wal_is_safe(sqlite.version())
    assert (journal, made.exists()) == ("wal" if wal else "truncate", True)


def _add_somebody(database: Database, name: str = "Dr A Fennimore") -> None:
    with database.session() as session:
        session.add(Clinician(name=name, group=StaffGroup.RESIDENT))
        session.commit()


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "rota.sqlite"
    assert _reason(path) == (
        f"There is no rota at {path}; make one with `rota-desk database new`, or choose another."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "~nobody-of-that-name/rota.sqlite", "x" * 5000])
def test_a_name_that_no_file_can_have_is_told(name: str) -> None:
    for create in (False, True):
        assert "is no place where a file can lie" in _reason(name, create=create)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    assert _reason(folder / "rota.sqlite", create=True) == (
        f"The folder {folder} is not there; make it, or choose another."
    )


def test_a_folder_is_no_rota(tmp_path: Path) -> None:
    assert _reason(tmp_path) == (f"{tmp_path.name} is a folder; choose the rota file inside it.")


def test_an_empty_file_is_no_rota(tmp_path: Path) -> None:
    path = tmp_path / "rota.sqlite"
    path.touch()
    for create in (False, True):
        assert _reason(path, create=create) == (
            "rota.sqlite is empty; restore a backup, or remove it and make a new rota."
        )
    assert path.stat().st_size == 0


def test_a_renamed_spreadsheet_is_no_rota(tmp_path: Path) -> None:
    path = tmp_path / "rota.sqlite"
    path.write_text("Date,Ward\n2026-11-09,Dr A Fennimore\n" * 50, encoding="utf-8")
    same = _unmodified(path)
    assert _reason(path) == ("rota.sqlite is not a rota: it is no database file; choose another.")
    assert same()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photo (id INTEGER)")
    other.commit()
    other.close()
    same = _unmodified(path)
    assert _reason(path, create=True) == (
        "photos.sqlite is another program's database, not a rota; choose another file."
    )
    assert same()
    assert [found.name for found in tmp_path.iterdir()] == ["photos.sqlite"]


def test_a_file_cut_short_is_told_as_damaged(rota_file: Path) -> None:
    whole = rota_file.read_bytes()
    for length in (50, 100, 4096, len(whole) // 2):
        rota_file.write_bytes(whole[:length])
        assert _reason(rota_file).startswith("rota.sqlite is damaged")
    rota_file.write_bytes(whole)
    open_database(rota_file).close()


def test_a_file_with_a_spoilt_page_is_told_as_damaged(rota_file: Path) -> None:
    spoilt = bytearray(rota_file.read_bytes())
    spoilt[4096 : 4096 * 3] = b"\xa5" * 8192
    rota_file.write_bytes(spoilt)
    same = _unmodified(rota_file)
    assert _reason(rota_file).startswith("rota.sqlite is damaged")
    assert same()


def test_a_read_only_file_is_told(rota_file: Path) -> None:
    rota_file.chmod(0o444)
    assert _reason(rota_file) == (
        "rota.sqlite is read-only; allow writing to it, or copy it to a folder of your own."
    )
    rota_file.chmod(0o644)


@pytest.mark.parametrize(
    ("refused", "where", "sentence"),
    [
        (os.R_OK, "rota.sqlite", "rota.sqlite may not be read by you; ask its owner to share it."),
        (
            os.W_OK,
            "rota.sqlite",
            "rota.sqlite is read-only; allow writing to it, or copy it to a folder of your own.",
        ),
        (
            os.W_OK,
            "",
            "The folder of rota.sqlite is read-only; allow writing to it, or choose another.",
        ),
    ],
)
def test_what_the_system_does_not_allow_is_told(
    rota_file: Path, monkeypatch: pytest.MonkeyPatch, refused: int, where: str, sentence: str
) -> None:
    allowed, place = os.access, rota_file.parent / where

    def asked(path: Path, mode: int) -> bool:
        return (path, mode) != (place, refused) and allowed(path, mode)

    monkeypatch.setattr(os, "access", asked)
    assert _reason(rota_file) == sentence


# Windows has no such marks; what it does not allow is played to every system just above.
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such marks")
def test_a_file_nobody_may_read_is_told(rota_file: Path) -> None:
    rota_file.chmod(0o200)
    assert _reason(rota_file) == ("rota.sqlite may not be read by you; ask its owner to share it.")


# A Windows folder takes no such mark; one that may not be written is played to every system above.
@pytest.mark.skipif(sys.platform == "win32", reason="a Windows folder is never read-only")
def test_a_read_only_folder_is_told(rota_file: Path) -> None:
    rota_file.parent.chmod(0o555)
    try:
        said = [_reason(rota_file), _reason(rota_file.with_name("new.sqlite"), create=True)]
    finally:
        rota_file.parent.chmod(0o755)
    assert said == [
        "The folder of rota.sqlite is read-only; allow writing to it, or choose another.",
        "The folder of new.sqlite is read-only; allow writing to it, or choose another.",
    ]


def test_a_newer_rota_is_refused_and_left_alone(rota_file: Path) -> None:
    _stamp(rota_file, NEWER)
    same = _unmodified(rota_file)
    assert _reason(rota_file) == (
        "rota.sqlite was written by a newer Rota Desk than this one (0.1.0); "
        "install the newer program."
    )
    assert same()


def _stamp(path: Path, revision: str) -> None:
    connection = sqlite.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def test_an_unknown_kind_of_database_is_told() -> None:
    assert _reason("mysql://someone@somewhere/rota") == (
        "mysql is no database this program knows; "
        "give a file, or postgresql+psycopg://user@server/name."
    )


def test_an_address_that_is_none_is_told() -> None:
    assert _reason("postgres ql://::/") == (
        "The database address cannot be read; write postgresql+psycopg://user@server/name."
    )


def test_a_second_opener_in_this_program_is_told_who_has_it(rota_file: Path) -> None:
    since = dt.datetime(2026, 11, 10, 8, 12).astimezone()
    first = open_database(rota_file, now=lambda: since)
    lock.note_beside(rota_file).write_text(
        json.dumps({"user": "klowe", "host": "WARD-PC", "pid": 7, "since": "2026-11-10T08:12"}),
        encoding="utf-8",
    )
    said = []
    for later in (since, since + dt.timedelta(days=1)):
        with pytest.raises(CannotOpen) as caught:
            open_database(rota_file, now=lambda later=later: later)  # type: ignore[misc]
        said.append(str(caught.value))
    first.close()
    assert said == [
        "rota.sqlite is open on WARD-PC by klowe since 08:12; close it there first.",
        "rota.sqlite is open on WARD-PC by klowe since 10 November 08:12; close it there first.",
    ]
    open_database(rota_file).close()


OPEN_ELSEWHERE = """
import sys
from models.database import open_database
database = open_database(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_second_opener_in_another_program_is_told_who_has_it(rota_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OPEN_ELSEWHERE, str(rota_file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        holder = lock.holder_of(rota_file)
        said = _reason(rota_file)
        other.kill()
    assert holder is not None
    assert holder.pid == other.pid
    assert said.startswith(f"rota.sqlite is open on {holder.host} by {holder.user} since ")
    assert lock.note_beside(rota_file).exists()
    open_database(rota_file).close()  # a note left by a dead program stops nobody
    assert not lock.note_beside(rota_file).exists()


def test_a_holder_without_a_note_is_told_all_the_same(rota_file: Path) -> None:
    other = sqlite.connect(rota_file)
    sqlite.take_hold(other)
    said = _reason(rota_file)
    other.close()
    assert said == "rota.sqlite is open in another program; close it there first."


def test_a_failed_opening_lets_go_of_everything(rota_file: Path) -> None:
    whole = rota_file.read_bytes()
    _stamp(rota_file, NEWER)
    _reason(rota_file)
    rota_file.write_bytes(whole)
    open_database(rota_file).close()
    assert sorted(path.name for path in rota_file.parent.iterdir()) == ["rota.sqlite"]


def test_a_full_disk_refuses_the_edit_and_loses_nothing(rota_file: Path) -> None:
    database = open_database(rota_file)
    _add_somebody(database)
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Refusal) as caught:
        _add_somebody(database, "Dr B" + "x" * 2_000_000)
    _, *broken = ("", *database.check())
    with database.session(reading=True) as session:
        names = session.execute(text("SELECT name FROM clinician")).scalars().all()
    database.close()
    assert str(caught.value) == (
        "The disk is full; make room, then do it again. Nothing was changed."
    )
    assert (names, broken) == (["Dr A Fennimore"], [])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this person may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        # Only Linux's administrator mounts one; the driver's own full disk is tried just above.
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(database: Database) -> int:
    """Add people until the disk is full; answer how many were kept."""
    for number in range(500):
        try:
            _add_somebody(database, f"Dr {number} {'x' * 20_000}")
        except Refusal:
            return number
    raise AssertionError("the disk never filled")


def test_a_really_full_disk_refuses_everything_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "rota.sqlite"
    database = open_database(path, create=True)
    kept = _fill(database)
    with pytest.raises(Refusal, match=r"could not be backed up: the disk is full"):
        database.backup_now()
    database.close()
    with suppress(OSError):
        (small_disk / "the rest").write_bytes(b"x" * 2_000_000)
    said = _reason(small_disk / "second.sqlite", create=True)
    assert said == "The disk is full; make room, then do it again. Nothing was changed."
    database = open_database(path)
    with database.session(reading=True) as session:
        count = session.execute(text("SELECT count(*) FROM clinician")).scalar_one()
    broken, trouble = database.check(), database.backup_trouble
    database.close()
    assert (count, broken) == (kept, ())
    assert trouble.startswith("rota.sqlite could not be backed up: the disk is full")
    assert not (small_disk / "second.sqlite").exists()


def test_a_question_of_another_thread_waits_for_the_edit_and_sees_it_whole(
    rota_file: Path,
) -> None:
    database = open_database(rota_file)
    seen: list[int] = []

    def count() -> None:
        with database.session(reading=True) as question:
            seen.append(question.execute(text("SELECT count(*) FROM clinician")).scalar_one())

    with database.session() as session:
        session.add(Clinician(name="Dr A Fennimore", group=StaffGroup.RESIDENT))
        session.flush()
        worker = threading.Thread(target=count)
        worker.start()
        worker.join(0.2)
        assert seen == []
        session.commit()
    worker.join()
    database.close()
    assert seen == [1]


def test_an_unanswering_server_is_told() -> None:
    said = _reason("postgresql+psycopg://klowe@127.0.0.1:1/rota")
    assert said == "The database server 127.0.0.1/rota does not answer; check it is running."


def test_a_missing_database_on_a_server_is_told(server: str) -> None:
    said = _reason(server.replace("/postgres?", "/nowhere?"))
    assert said == "The database server here/nowhere has no such database or user."


def test_an_empty_server_database_is_filled_only_when_asked(
    new_server_database: Callable[[], str],
) -> None:
    address = new_server_database()
    assert "has no rota in it; run `rota-desk database new`" in _reason(address)
    open_database(address, create=True).close()
    database = open_database(address)
    assert database.info().revision == database.info().newest_revision
    database.close()


def test_another_programs_server_database_is_left_alone(
    new_server_database: Callable[[], str],
) -> None:
    address = new_server_database()
    database = open_database(address, create=True)
    with database.engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEWER}'"))
    database.close()
    assert "was written by a newer Rota Desk than this one (0.1.0)" in _reason(address)
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE clinician CASCADE"))
    database.engine.dispose()
    assert "is another program's database, not a rota" in _reason(address, create=True)


def test_a_file_reached_by_two_ways_is_one_file(rota_file: Path) -> None:
    first = open_database(rota_file.parent / "beside" / ".." / rota_file.name)
    assert _reason(rota_file) == _reason(rota_file.parent / "." / "x" / ".." / rota_file.name)
    assert "is open" in _reason(rota_file)
    first.close()


# Windows makes links for administrators alone; two ways to one file are tried just above.
@pytest.mark.skipif(sys.platform == "win32", reason="needs a privilege there")
def test_a_file_reached_by_two_names_is_one_file(rota_file: Path) -> None:
    link = rota_file.with_name("link.sqlite")
    link.symlink_to(rota_file)
    first = open_database(link)
    with pytest.raises(CannotOpen):
        open_database(rota_file)
    first.close()


def test_a_copy_keeps_its_rows_apart(rota_file: Path) -> None:
    twin = Path(shutil.copyfile(rota_file, rota_file.with_name("twin.sqlite")))
    first, second = open_database(rota_file), open_database(twin)
    _add_somebody(first)
    with second.session(reading=True) as session:
        assert session.execute(text("SELECT count(*) FROM clinician")).scalar_one() == 0
    first.close()
    second.close()
