"""Copies are made by themselves, are whole, and can be put back."""

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from models import Clinician, sqlite
from models.backup import KEPT, backups_of, verify
from models.database import Database, open_database, restore_database
from models.migrate import newest
from models.refusal import CannotOpen, Refusal
from models.types import StaffGroup

MORNING = dt.datetime(2026, 11, 10, 8, 12).astimezone()


def _clock(moment: dt.datetime = MORNING) -> Callable[[], dt.datetime]:
    return lambda: moment


def _add(database: Database, name: str) -> None:
    with database.session() as session:
        session.add(Clinician(name=name, group=StaffGroup.RESIDENT))
        session.commit()
    database.edit_committed()


def _names(path: Path) -> list[str]:
    database = open_database(path)
    with database.session(reading=True) as session:
        names = session.execute(text("SELECT name FROM clinician ORDER BY id")).scalars().all()
    database.close()
    return list(names)


def _endings(path: Path) -> list[str]:
    return [copy.name for copy in backups_of(path)]


@pytest.fixture
def filled(rota_file: Path) -> Path:
    """A closed rota with one clinician in it."""
    database = open_database(rota_file, now=_clock())
    _add(database, "Dr A Fennimore")
    database.close()
    return rota_file


def test_an_empty_rota_is_not_backed_up_on_opening(rota_file: Path) -> None:
    open_database(rota_file).close()
    assert backups_of(rota_file) == ()


def test_a_rota_is_backed_up_on_opening_as_it_was_found(filled: Path) -> None:
    database = open_database(filled, now=_clock())
    _add(database, "Dr B Greatorex")
    database.close()
    assert _endings(filled) == ["rota-20261110-081200-open.sqlite"]
    (copy,) = backups_of(filled)
    assert verify(copy) == newest()
    assert [found.name for found in copy.parent.iterdir()] == [copy.name]
    assert _names(copy) == ["Dr A Fennimore"]


def test_opening_an_unchanged_rota_again_keeps_no_second_copy(filled: Path) -> None:
    for hour in range(5):
        open_database(filled, now=_clock(MORNING + dt.timedelta(hours=hour))).close()
    assert _endings(filled) == ["rota-20261110-081200-open.sqlite"]


def test_every_hundred_edits_are_backed_up(rota_file: Path) -> None:
    database = open_database(rota_file, now=_clock())
    for _ in range(198):
        database.edit_committed()
    _add(database, "Dr A Fennimore")
    database.finish_backup()
    during = _endings(rota_file)
    _add(database, "Dr B Greatorex")
    database.close()
    after = _endings(rota_file)
    assert during == ["rota-20261110-081200-edits.sqlite"]
    assert after == [*during, "rota-20261110-081201-edits.sqlite"]
    assert [_names(copy) for copy in backups_of(rota_file)] == [
        [],
        ["Dr A Fennimore", "Dr B Greatorex"],
    ]


def test_the_last_twenty_are_kept_and_other_files_are_left_alone(filled: Path) -> None:
    database = open_database(filled, now=_clock())
    other = filled.parent / "backups" / "other-20200101-000000-open.sqlite"
    other.write_bytes(b"another rota's")
    for _ in range(KEPT + 3):
        database.backup_now("By hand!")
    database.close()
    names = _endings(filled)
    assert len(names) == KEPT
    assert (names[0], names[-1]) == (
        "rota-20261110-081204-by-hand.sqlite",
        "rota-20261110-081223-by-hand.sqlite",
    )
    assert other.exists()


def test_a_backup_that_cannot_be_made_never_fails_the_edit(
    filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (filled.parent / "backups").write_text("in the way", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        database = open_database(filled, now=_clock())
    trouble = database.backup_trouble
    for _ in range(99):
        database.edit_committed()
    _add(database, "Dr B Greatorex")
    with pytest.raises(Refusal) as caught:
        database.backup_now()
    database.close()
    assert trouble == str(caught.value)
    assert trouble.startswith("rota.sqlite could not be backed up: ")
    assert trouble in caplog.text
    assert len(_names(filled)) == 2


def test_a_server_database_is_not_backed_up_here(server: str, empty_house: str) -> None:
    del empty_house
    database = open_database(server.replace("/postgres?", "/empty_house?"))
    with pytest.raises(Refusal, match="backed up on its server"):
        database.backup_now()
    database.close()
    with pytest.raises(Refusal, match="restored on its server"):
        restore_database(server, Path("copy.sqlite"))


def _a_copy(filled: Path) -> Path:
    database = open_database(filled, now=_clock())
    copy = database.backup_now("by hand")
    _add(database, "Dr B Greatorex")
    database.close()
    return copy


def test_a_backup_is_put_back_and_the_present_rota_kept(filled: Path) -> None:
    copy = _a_copy(filled)
    kept = restore_database(filled, copy, now=_clock(MORNING + dt.timedelta(hours=1)))
    assert _names(filled) == ["Dr A Fennimore"]
    assert kept is not None
    assert kept.name == "rota-20261110-091200-before-restore.sqlite"
    assert _names(kept) == ["Dr A Fennimore", "Dr B Greatorex"]
    assert restore_database(filled, kept, now=_clock()) is not None
    assert _names(filled) == ["Dr A Fennimore", "Dr B Greatorex"]


def test_a_lost_rota_is_put_back(filled: Path) -> None:
    copy = _a_copy(filled)
    filled.unlink()
    assert restore_database(filled, copy, now=_clock()) is None
    assert _names(filled) == ["Dr A Fennimore"]


def test_a_damaged_rota_is_replaced_and_kept_aside(filled: Path) -> None:
    copy = _a_copy(filled)
    filled.write_bytes(b"spoilt" * 1000)
    wal = filled.with_name(filled.name + "-wal")
    wal.write_bytes(b"of the old file")
    kept = restore_database(filled, copy, now=_clock())
    assert _names(filled) == ["Dr A Fennimore"]
    assert kept is not None
    assert kept.read_bytes() == b"spoilt" * 1000
    assert not wal.exists()


def test_a_damaged_backup_is_not_put_back(filled: Path) -> None:
    copy = _a_copy(filled)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:8192] + b"\xa5" * 8192 + whole[16384:])
    with pytest.raises(CannotOpen, match="is damaged") as caught:
        restore_database(filled, copy, now=_clock())
    assert "\n" not in str(caught.value)
    assert len(_names(filled)) == 2


def test_a_newer_programs_backup_is_not_put_back(filled: Path) -> None:
    copy = _a_copy(filled)
    connection = sqlite.connect(copy)
    connection.execute("UPDATE alembic_version SET version_num = 'house_of_2031'")
    connection.close()
    with pytest.raises(CannotOpen, match="written by a newer Rota Desk"):
        restore_database(filled, copy, now=_clock())
    assert len(_names(filled)) == 2


def test_a_missing_backup_is_told(filled: Path) -> None:
    with pytest.raises(CannotOpen) as caught:
        restore_database(filled, filled.with_name("nothing.sqlite"), now=_clock())
    assert str(caught.value) == (
        "There is no backup nothing.sqlite; see `rota-desk database info`."
    )


def test_an_open_rota_is_not_replaced(filled: Path) -> None:
    copy = _a_copy(filled)
    database = open_database(filled, now=_clock())
    with pytest.raises(CannotOpen, match="close it there first"):
        restore_database(filled, copy, now=_clock())
    database.close()
    assert len(_names(filled)) == 2


def test_the_commits_in_the_journal_of_a_killed_program_are_in_the_kept_copy(
    filled: Path,
) -> None:
    copy = _a_copy(filled)
    half = filled.with_name("half.sqlite")
    open_one = open_database(filled, now=_clock())
    _add(open_one, "Dr C Hollis")
    half.write_bytes(filled.read_bytes())
    journal = filled.with_name(filled.name + "-wal")
    half.with_name("half.sqlite-wal").write_bytes(journal.read_bytes())
    open_one.close()
    kept = restore_database(half, copy, now=_clock())
    assert kept is not None
    assert _names(kept) == ["Dr A Fennimore", "Dr B Greatorex", "Dr C Hollis"]
    assert _names(half) == ["Dr A Fennimore"]


def test_a_copy_that_a_dead_program_left_half_made_goes_with_the_next_one(filled: Path) -> None:
    database = open_database(filled, now=_clock())
    folder = filled.parent / "backups"
    for left in ("rota-20261110-080000-edits.half", "rota-20261110-080000-edits.half-journal"):
        (folder / left).write_bytes(b"half")
    database.backup_now()
    database.close()
    assert {found.suffix for found in folder.iterdir()} == {".sqlite"}


def test_another_programs_database_is_not_replaced(filled: Path) -> None:
    copy = _a_copy(filled)
    other = filled.with_name("photos.sqlite")
    connection = sqlite.connect(other, create=True)
    connection.execute("CREATE TABLE photo (id INTEGER)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(CannotOpen, match="another program's database"):
        restore_database(other, copy, now=_clock())
    assert other.read_bytes() == before


def test_the_rota_set_aside_by_a_restore_bears_a_backups_name_only_when_it_is_whole(
    rota_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(rota_file)
    copy = database.backup_now()
    database.close()
    before = backups_of(rota_file)

    written = iter(("the copy", "the rota set aside"))

    def pulled_plug(_file: int) -> None:
        if next(written) == "the rota set aside":
            raise KeyboardInterrupt

    monkeypatch.setattr("models.backup.os.fsync", pulled_plug)
    with pytest.raises(KeyboardInterrupt):
        restore_database(rota_file, copy)
    assert backups_of(rota_file) == before
