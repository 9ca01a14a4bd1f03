"""The worked examples of the rulebook's section G that need a rota and a clock."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import build
import pytest
from build import at

from models.types import Milestone
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.bookings import book_room
from rota_desk.edits.distances import set_distance
from rota_desk.edits.list_run import record_run
from rota_desk.edits.rooms import release_session, take_released_session
from rota_desk.edits.sessions import close_session
from rota_desk.edits.six_four_two import lock_in_meeting, sign_for_change
from rota_desk.queries.room_ran import Ran, Spare
from rota_desk.queries.room_use_page import room_use_page
from rota_desk.queries.six_four_two import Board, six_four_two

WEEK = dt.date(2027, 1, 18)
SIX, FOUR, TWO = dt.date(2026, 12, 7), dt.date(2026, 12, 21), dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path, clock)
    build.a_department(desk)
    yield desk
    desk.close()


def on(clock: FixedClock, day: dt.date) -> None:
    clock.moment = dt.datetime.combine(day, dt.time(10), dt.UTC)


def board(desk: Desk, meeting: dt.date) -> Board:
    return desk.ask(six_four_two, meeting=meeting)


def test_the_week_of_18_january_is_decided_on_its_three_days(desk: Desk) -> None:
    looked_at = {
        (one.milestone, one.decide_by)
        for meeting in (SIX, FOUR, TWO)
        for one in board(desk, meeting).weeks
        if one.week == WEEK
    }
    assert looked_at == {(Milestone.SIX, SIX), (Milestone.FOUR, FOUR), (Milestone.TWO, TWO)}


def test_a_booked_list_changed_on_6_january_is_a_change_after_the_lock(
    desk: Desk, clock: FixedClock
) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr B Khan")
    session = build.a_list(desk, WEEK, room=build.a_room(desk))
    placed = build.assigned(desk, session, patel)
    on(clock, TWO)
    desk.do(lock_in_meeting, session=session.id, at=Sitting(TWO, Milestone.TWO))
    on(clock, dt.date(2027, 1, 6))
    desk.do(remove_assignment, assignment=placed.id)
    desk.do(assign, session=session.id, clinician=khan.id)
    (change,) = board(desk, dt.date(2027, 1, 11)).unsigned
    assert (change.what, change.locked.date()) == ("Dr A Patel, now Dr B Khan", TWO)
    desk.do(sign_for_change, session=session.id, approver="J Penrose", reason="Swap agreed")
    (signed,) = board(desk, dt.date(2027, 1, 11)).changes
    assert signed.approver == "J Penrose"


@pytest.mark.parametrize(
    ("approved", "in_time", "loss"),
    [(dt.date(2026, 12, 1), 1, 0), (dt.date(2026, 12, 15), 0, 1)],
)
def test_released_taken_and_closed_is_the_owners_loss_only_when_given_up_late(
    desk: Desk, clock: FixedClock, approved: dt.date, in_time: int, loss: int
) -> None:
    owner, other = build.a_clinician(desk), build.a_clinician(desk, "Dr B Khan")
    session = build.a_list(desk, WEEK, room=build.a_room(desk), on=[owner], owner=owner).id
    on(clock, approved)
    desk.do(release_session, session=session, reason="Annual leave")
    on(clock, FOUR)
    desk.do(take_released_session, session=session, clinician=other.id)
    on(clock, TWO)
    desk.do(close_session, session=session, reason="No anaesthetist")
    whole = desk.ask(room_use_page, start=WEEK, end=WEEK + 7 * DAY).use.whole
    assert (whole.dropped, whole.in_time, whole.failed, whole.owners_loss) == (1, in_time, 1, loss)


def test_overlapping_bookings_and_the_way_between_sites_are_told(desk: Desk) -> None:
    north, south = build.a_site(desk), build.a_site(desk, "S", "South")
    room, far = build.a_room(desk), build.a_room(desk, "E5", site=south)
    khan = build.a_clinician(desk, "Dr B Khan")
    build.a_list(desk, WEEK, room=room, on=[khan])
    double = desk.do(
        book_room, room=room.id, start=at(WEEK, "12:00"), end=at(WEEK, "13:00"), title="Surgery"
    )
    assert [(one.rule, one.measured) for one in double.gained] == [("rm-double", 30)]
    afternoon = build.a_session(desk, "EN", WEEK, "12:59", "17:00", room=far)
    late = desk.do(assign, session=afternoon.id, clinician=khan.id)
    assert [(one.rule, one.measured) for one in late.gained] == [("desk-travel", 1)]
    desk.undo()
    desk.do(set_distance, first=north.id, second=south.id, minutes=29)
    assert desk.do(assign, session=afternoon.id, clinician=khan.id).gained == ()


def test_a_double_booking_is_counted_for_its_session(desk: Desk) -> None:
    room, khan = build.a_room(desk), build.a_clinician(desk, "Dr B Khan")
    build.a_list(desk, WEEK, room=room, on=[khan], owner=khan)
    build.a_list(desk, WEEK + DAY, room=room, on=[khan], owner=khan)
    build.a_booking(desk, room, at(WEEK, "12:00"), at(WEEK, "13:00"))
    found = desk.ask(room_use_page, start=WEEK, end=WEEK + 7 * DAY).use
    assert [(one.name, one.planned, one.double) for one in found.by_room] == [
        ("Room E1, North", 2, 1)
    ]
    assert found.whole.double == 1


def test_how_lists_ran_is_measured_of_the_lists_that_say_it(desk: Desk, clock: FixedClock) -> None:
    on(clock, WEEK + 7 * DAY)
    khan = build.a_clinician(desk, "Dr B Khan")
    room = build.a_room(desk)
    for day, began, ended, cases, touch in (
        (WEEK, "08:45", "12:00", 6, 180),  # as late and as early as is spared
        (WEEK + DAY, "08:50", "11:40", 8, 300),  # 5 and 20 minutes beyond; touch above the plan
        (WEEK + 2 * DAY, "08:30", "13:00", 7, None),
        (WEEK + 3 * DAY, None, None, 0, None),  # not one case: it counts as cancelled
    ):
        there = build.a_list(desk, day, room=room, on=[khan], owner=khan).id
        desk.do(
            record_run,
            session=there,
            began=at(day, began) if began else None,
            ended=at(day, ended) if ended else None,
            cases=cases,
            touch=touch,
        )
    build.a_list(desk, WEEK + 4 * DAY, room=room, on=[khan], owner=khan)  # says nothing
    use = desk.ask(room_use_page, start=WEEK, end=WEEK + 7 * DAY).use
    assert (use.whole.planned, use.whole.run) == (5, 4)
    assert use.spare == Spare(late=15, early=30)
    ran = use.whole.ran
    assert ran == Ran(
        began=3, late=1, late_minutes=5,
        ended=3, early=1, early_minutes=20,
        counted=3, cases=21,
        touch=180 + 240, touch_planned=480,
    )  # fmt: skip
    shares = (ran.late_share, ran.early_share, ran.cases_each, ran.touch_share)
    assert shares == (Fraction(1, 3), Fraction(1, 3), Fraction(7), Fraction(7, 8))
    assert use.by_owner[0].ran == ran


def test_lists_that_say_nothing_measure_nothing() -> None:
    ran = Ran()
    shares = (ran.late_share, ran.early_share, ran.cases_each, ran.touch_share)
    assert (ran.known, shares) == (False, (None, None, None, None))
