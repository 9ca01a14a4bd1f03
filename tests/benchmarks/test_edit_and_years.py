"""Judging after one edit: the same with one year and with ten years in the file."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from pathlib import Path

import pytest
from build import NOW, a_desk, a_long_day, a_resident
from sqlalchemy import insert, select

from models import Assignment, ClinicalSession
from models.base import Base
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign

PEOPLE, ROUNDS, GOAL = 60, 15, 1.2
MONDAY = dt.date(2026, 11, 9)


def filled(folder: Path, years: int) -> tuple[Desk, int, int]:
    """A desk with so many years of sixty people's long days, a free session and a free person."""
    folder.mkdir()
    desk = a_desk(folder)
    people = [a_resident(desk, f"Dr {number}").id for number in range(PEOPLE)]
    free = a_long_day(desk, MONDAY + dt.timedelta(days=2))
    days = 365 * years
    first = MONDAY - dt.timedelta(days=days - 30)
    with desk.database.session() as session:
        put = session.connection()
        put.execute(
            insert(Base.metadata.tables[ClinicalSession.__tablename__]),
            [
                _session(free, first + dt.timedelta(days=number // 20))
                for number in range(days * 20)
            ],
        )
        numbers = session.scalars(select(ClinicalSession.id).where(ClinicalSession.id > free.id))
        put.execute(
            insert(Base.metadata.tables[Assignment.__tablename__]),
            [_placed(one, people[place % PEOPLE]) for place, one in enumerate(numbers.all())],
        )
        session.commit()
    return desk, free.id, people[0]


def _session(like: ClinicalSession, day: dt.date) -> dict[str, object]:
    begin = dt.datetime.combine(day, dt.time(8))
    return {
        "activity_id": like.activity_id,
        "start": begin,
        "end": begin + dt.timedelta(hours=12.5),
        "slot": "day",
        "cover_wanted": 1,
        "state": "planned",
        "state_reason": "",
        "state_by": "",
        "source": "plan",
        "note": "",
    }


def _placed(session: int, whom: int) -> dict[str, object]:
    return {
        "session_id": session,
        "clinician_id": whom,
        "uid": f"{session}@bench",
        "sequence": 0,
        "role": "lead",
        "source": "plan",
        "accounting": "planned",
        "changed_at": NOW.replace(tzinfo=None),
        "note": "",
    }


def judging(desk: Desk, session: int, person: int) -> float:
    """The median time of an edit tried and judged, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        desk.preview(assign, session=session, clinician=person)
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_an_edit_is_judged_as_quickly_with_ten_years_in_the_file(tmp_path: Path) -> None:
    one, ten = filled(tmp_path / "one", 1), filled(tmp_path / "ten", 10)
    judging(*one), judging(*ten)
    year, decade = judging(*one), judging(*ten)
    print(
        f"\none edit, judged: 1 year {year:.1f} ms, 10 years {decade:.1f} ms, "
        f"ratio {decade / year:.2f} (goal at most {GOAL})"
    )
    one[0].close()
    ten[0].close()
    assert decade / year < 2
