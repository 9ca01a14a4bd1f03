"""A year of 5,000 claims with all their checks, beside one indexed query for each claim."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from sqlalchemy import select

from models import Assignment, ClinicalSession, WliClaim
from models.types import AssignmentSource, ClaimState, SessionSource, SessionState, Slot
from rota_desk.desk import Desk
from rota_desk.queries.claim_evidence import claims_evidence
from rota_desk.unit_of_work import Reading, UnitOfWork

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
PEOPLE, EACH = 50, 100
MONDAY = dt.date(2025, 11, 3)
WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Fifty consultants with a plan and a year's lists, and a hundred claims each."""
    desk = build.a_desk(tmp_path)
    build.a_rate_card(desk)
    rooms = [build.a_room(desk, f"E{number}").id for number in range(10)]
    activity = build.an_activity(desk)
    for number in range(PEOPLE):
        person = build.a_clinician(desk, f"Dr {number:02d}")
        plan = build.a_job_plan(desk, person, start=MONDAY)
        for weekday in (0, 1, 2, 3):
            build.a_plan_line(desk, plan, "EN", weekday)
        build.approved_leave(desk, person, MONDAY + 20 * WEEK, MONDAY + 21 * WEEK)
        desk.do(_lay_year, person=person.id, activity=activity.id, rooms=rooms)
    yield desk
    desk.close()


def _lay_year(work: UnitOfWork, *, person: int, activity: int, rooms: list[int]) -> None:
    """A year's lists of the plan, and Saturdays and evenings that are claimed."""
    plan = [
        (_session(activity, MONDAY + week * WEEK + day * DAY, "08:30", "12:30", None), None)
        for week in range(52)
        for day in range(4)
    ]
    extra = [
        (_session(activity, MONDAY + week * WEEK + day * DAY, starts, ends, room), (week, day))
        for week in range(50)
        for day, starts, ends in ((5, "08:00", "12:00"), (1, "18:00", "21:00"))
        for room in [rooms[(person + week) % len(rooms)]]
    ]
    work.add_all([session for session, _ in (*plan, *extra)])
    work.add_all(
        [
            Assignment(
                session_id=session.id,
                clinician_id=person,
                uid=f"{session.id}@rota-desk",
                source=AssignmentSource.PLAN,
            )
            for session, _ in (*plan, *extra)
        ]
    )
    work.add_all(
        [
            WliClaim(
                reference=f"W{person}-{session.id}",
                clinician_id=person,
                start=session.start,
                end=session.end,
                activity_id=activity,
                state=ClaimState.CLAIMED,
                session_id=session.id,
                room_id=session.room_id,
                quantity=Decimal(4),
                amount=Decimal(800),
                patients=8,
            )
            for session, claimed in extra
            if claimed
        ]
    )


def _session(
    activity: int, day: dt.date, starts: str, ends: str, room: int | None
) -> ClinicalSession:
    return ClinicalSession(
        activity_id=activity,
        start=build.at(day, starts),
        end=build.at(day, ends),
        slot=Slot.AM,
        room_id=room,
        state=SessionState.PLANNED,
        source=SessionSource.HAND,
    )


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _one_query_each(read: Reading) -> None:
    """The least that any check needs: the claims of that person at that time, by the index."""
    for there in read.all(select(WliClaim)):
        read.rows(
            select(WliClaim.id).where(
                WliClaim.clinician_id == there.clinician_id,
                WliClaim.start >= there.start - DAY,
                WliClaim.start < there.end,
            )
        )


def test_a_year_of_five_thousand_claims(desk: Desk) -> None:
    plain = seconds(lambda: desk.ask(_one_query_each))
    ours = seconds(lambda: desk.ask(claims_evidence))
    each = ours / (PEOPLE * EACH) * 1000
    print(
        f"\n{PEOPLE * EACH} claims: one indexed query each {plain:.2f} s, every check {ours:.2f} s"
        f" ({each:.2f} ms a claim); ratio {ours / plain:.1f}"
    )
    assert len(desk.ask(claims_evidence, start=MONDAY, end=MONDAY + WEEK)) == PEOPLE * 2
    assert ours / plain < 50
