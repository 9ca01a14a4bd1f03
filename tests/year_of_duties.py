"""A department with years of duties in the file, put there at once, for measuring."""

import datetime as dt
from pathlib import Path

from build import NOW, a_desk, a_long_day, a_resident
from sqlalchemy import insert, select

from models import Assignment, ClinicalSession
from models.base import Base
from rota_desk.desk import Desk

MONDAY = dt.date(2026, 11, 9)


def a_year_of_duties(folder: Path, *, people: int, years: int) -> tuple[Desk, int, int]:
    """A desk with years of long days, one in three, a free session and a free person."""
    folder.mkdir()
    desk = a_desk(folder)
    whom = [a_resident(desk, f"Dr {number}").id for number in range(people)]
    free = a_long_day(desk, MONDAY + dt.timedelta(days=2))
    days = 365 * years
    first = MONDAY - dt.timedelta(days=days - 30)
    with desk.database.session() as session:
        put = session.connection()
        put.execute(
            insert(Base.metadata.tables[ClinicalSession.__tablename__]),
            [
                _session(free, first + dt.timedelta(days=number // (people // 3)))
                for number in range(days * (people // 3))
            ],
        )
        numbers = session.scalars(select(ClinicalSession.id).where(ClinicalSession.id > free.id))
        put.execute(
            insert(Base.metadata.tables[Assignment.__tablename__]),
            [_placed(one, whom[place % people]) for place, one in enumerate(numbers.all())],
        )
        session.commit()
    return desk, free.id, whom[0]


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
