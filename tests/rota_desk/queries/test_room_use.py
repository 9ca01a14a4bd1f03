"""Room use: the rulebook's own story as numbers, and sums that agree."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.rooms import offer_room_to_service, release_session, take_released_session
from rota_desk.edits.sessions import close_session
from rota_desk.queries.room_use import RoomUse, Use
from rota_desk.queries.room_use_page import room_use_page

WEEK = dt.date(2027, 1, 18)
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path, clock)
    yield desk
    desk.close()


def on(clock: FixedClock, day: dt.date) -> None:
    clock.moment = dt.datetime.combine(day, dt.time(10), dt.UTC)


def measured(desk: Desk) -> RoomUse:
    return desk.ask(room_use_page, start=WEEK, end=WEEK + 7 * DAY).use


def test_kept_reused_failed_and_late_sessions_count_as_the_rulebook_says(
    desk: Desk, clock: FixedClock
) -> None:
    okafor = build.a_clinician(desk, "Dr M Okafor", contract=None)
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    room = build.a_room(desk)
    kept, failed, lent, late = (
        build.a_list(desk, WEEK + number * DAY, room=room, on=[okafor], owner=okafor).id
        for number in range(4)
    )
    for session in (failed, lent):
        desk.do(release_session, session=session, reason="Annual leave")
    desk.do(take_released_session, session=failed, clinician=khan.id)
    desk.do(offer_room_to_service, session=lent, service="Surgery")
    on(clock, dt.date(2026, 12, 15))
    desk.do(release_session, session=late, reason="Annual leave")
    desk.do(close_session, session=failed, reason="No anaesthetist")
    on(clock, WEEK + 7 * DAY)
    found = measured(desk)
    assert kept
    assert found.by_owner == (
        Use(
            name="Dr M Okafor",
            planned=4,
            past=4,
            run=1,
            dropped=3,
            in_time=2,
            reused=1,
            failed=1,
            owners_loss=1,
            points=0,
            capacity=0,
        ),
    )
    assert found.by_room[0].planned == found.by_service[0].planned == found.whole.planned == 4


def test_a_closure_agreed_in_time_is_not_planned_any_more(desk: Desk) -> None:
    session = build.a_list(desk, WEEK, room=build.a_room(desk)).id
    assert measured(desk).whole.planned == 1
    desk.do(close_session, session=session, reason="Refurbishment")
    assert measured(desk).whole.planned == 0
