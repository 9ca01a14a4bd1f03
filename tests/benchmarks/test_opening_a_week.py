"""Opening a week in a database of ten years, against the same week in one of one year."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NOW, a_desk, a_list, a_resident, an_activity
from sqlalchemy import insert, select

from models import Assignment, ClinicalSession
from models.base import Base
from rota_desk.desk import Desk
from rota_desk.queries.rota_sheet import rota_sheet

PEOPLE, LISTS_A_DAY, ROUNDS = 60, 60, 15
MONDAY = dt.date(2026, 11, 9)
GOAL = 1.2


def filled(folder: Path, years: int) -> Desk:
    """A desk whose file holds so many years of sixty people's daily sessions."""
    folder.mkdir()
    desk = a_desk(folder)
    people = [a_resident(desk, f"Dr {number}").id for number in range(PEOPLE)]
    an_activity(desk)
    pattern = a_list(desk, MONDAY)
    first = MONDAY - dt.timedelta(days=365 * years - 30)
    with desk.database.session() as session:
        rows = list(_sessions(pattern, first, 365 * years))
        session.connection().execute(
            insert(Base.metadata.tables[ClinicalSession.__tablename__]), rows
        )
        numbers = session.scalars(
            select(ClinicalSession.id).where(ClinicalSession.id > pattern.id)
        ).all()
        session.connection().execute(
            insert(Base.metadata.tables[Assignment.__tablename__]),
            [
                {
                    "session_id": number,
                    "clinician_id": people[place % PEOPLE],
                    "uid": f"{number}@bench",
                    "sequence": 0,
                    "role": "lead",
                    "source": "plan",
                    "accounting": "planned",
                    "changed_at": NOW.replace(tzinfo=None),
                    "note": "",
                }
                for place, number in enumerate(numbers)
            ],
        )
        session.commit()
    return desk


def _sessions(pattern: ClinicalSession, first: dt.date, days: int) -> Iterator[dict[str, object]]:
    for number in range(days):
        day = first + dt.timedelta(days=number)
        for place in range(LISTS_A_DAY):
            begin = dt.datetime.combine(day, dt.time(8 + (place % 2) * 5))
            yield {
                "activity_id": pattern.activity_id,
                "start": begin,
                "end": begin + dt.timedelta(hours=4),
                "slot": "am",
                "cover_wanted": 1,
                "state": "planned",
                "state_reason": "",
                "state_by": "",
                "source": "plan",
                "note": "",
            }


def opening(desk: Desk) -> float:
    """The median time of asking for the week, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        desk.ask(rota_sheet, start=MONDAY, days=7)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_opening_a_week_does_not_depend_on_the_years_in_the_file(tmp_path: Path) -> None:
    one, ten = filled(tmp_path / "one", 1), filled(tmp_path / "ten", 10)
    opening(one), opening(ten)
    year, decade = opening(one), opening(ten)
    print(
        f"\nopening a week: 1 year {year:.1f} ms, 10 years {decade:.1f} ms, "
        f"ratio {decade / year:.2f} (goal at most {GOAL})"
    )
    sheets = [desk.ask(rota_sheet, start=MONDAY, days=7) for desk in (one, ten)]
    one.close()
    ten.close()
    assert [len(sheet.rows) for sheet in sheets] == [
        PEOPLE + 1
    ] * 2  # the same week, with its one gap
