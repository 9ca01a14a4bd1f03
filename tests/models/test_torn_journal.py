"""A journal that was cut short anywhere gives the state before an edit or after it, never half."""

from pathlib import Path

import pytest
from sqlalchemy import text

from models import LogEntry, Reminder, sqlite
from models.database import Database, open_database
from tests.one_of_each import a_record

CUTS = 60


def _edit(database: Database, number: int) -> None:
    with database.session() as session:
        words = f"edit {number}"
        session.add(a_record("log_entry", text=words, session_id=None, clinician_id=None))
        session.add(a_record("reminder", text=words, clinician_id=None))
        session.commit()


def _left(path: Path) -> tuple[int, int]:
    database = open_database(path, back_up=False)
    try:
        assert database.check() == ()
        with database.session(reading=True) as session:
            counts = [
                session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
                for table in (LogEntry.__tablename__, Reminder.__tablename__)
            ]
    finally:
        database.close()
    return counts[0], counts[1]


# An SQLite that is too old keeps no such journal; `test_kill` ends a program in any of them.
@pytest.mark.skipif(not sqlite.wal_is_safe(sqlite.version()), reason="no write-ahead journal here")
def test_a_journal_cut_short_loses_whole_edits_only(rota_file: Path) -> None:
    database = open_database(rota_file)
    for number in range(1, 6):
        _edit(database, number)
    journal = rota_file.with_name(rota_file.name + "-wal")
    file, whole = rota_file.read_bytes(), journal.read_bytes()
    database.close()
    torn = rota_file.with_name("torn.sqlite")
    seen = []
    for cut in (*range(0, len(whole), len(whole) // CUTS), len(whole)):
        torn.write_bytes(file)
        torn.with_name("torn.sqlite-wal").write_bytes(whole[:cut])
        seen.append(_left(torn))
    assert seen == sorted(seen)
    assert set(seen) == {(number, number) for number in range(6)}
