"""Whoever reads the file directly finds views with stable names and nothing restricted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from build import MONDAY, a_desk, an_absence, approved_leave
from wards import a_small_ward

from models.types import AbsenceKind
from models.views import VIEWS
from rota_desk.edits.absences import describe_absence


def _ward(folder: Path) -> Path:
    desk = a_desk(folder)
    people = list(a_small_ward(desk).values())
    approved_leave(desk, people[0], MONDAY)
    away = an_absence(desk, people[1], MONDAY, MONDAY)
    desk.do(
        describe_absence,
        absence=away.id,
        kind=AbsenceKind.SICKNESS,
        reason_code="S25",
        note="SHINGLESMARK",
    )
    desk.close()
    return folder / "rota.sqlite"


def _read(file: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_every_view_answers_a_reader_who_cannot_write(tmp_path: Path) -> None:
    file = _ward(tmp_path)
    counts = {name: _read(file, f"SELECT count(*) FROM {name}")[0][0] for name in VIEWS}
    assert counts == {
        "bi_people": 6,
        "bi_activities": 4,
        "bi_rooms": 2,
        "bi_sessions": 18,
        "bi_assignments": 17,
        "bi_away": 2,
        "bi_claims": 0,
        "bi_gaps": 0,
        "bi_cover_needed": 0,
        "bi_skills": 0,
        "bi_hourly_demand": 0,
        "bi_dates": 9,
    }
    assert _read(file, "SELECT date, week_start, weekday FROM bi_dates LIMIT 1") == [
        ("2026-11-09", "2026-11-09", 1)
    ]


def test_no_view_says_why_somebody_is_away(tmp_path: Path) -> None:
    file = _ward(tmp_path)
    told = [str(_read(file, f"SELECT * FROM {name}")) for name in VIEWS]
    assert not any(word in text for text in told for word in ("S25", "sick", "SHINGLES"))
    assert _read(file, "SELECT kind FROM bi_away ORDER BY kind") == [("annual",), ("unavailable",)]


def test_a_view_that_was_taken_away_is_there_again_at_the_next_opening(tmp_path: Path) -> None:
    file = _ward(tmp_path)
    connection = sqlite3.connect(file)
    connection.execute("DROP VIEW bi_sessions")
    connection.commit()
    connection.close()
    from models.database import open_database

    open_database(file).close()
    assert len(_read(file, "SELECT * FROM bi_sessions")) == 18
