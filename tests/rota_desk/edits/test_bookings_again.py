"""Bookings that come again: one time is moved or left out, the others stay."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import Room, RoomBooking
from models.types import BookingKind, Repeat
from rota_desk.desk import Desk
from rota_desk.edits.bookings import (
    book_room,
    cancel_booking,
    change_booking,
    close_room,
    move_booking,
)
from rota_desk.edits.kit import add_kit, change_kit, promise_kit, remove_kit
from rota_desk.edits.sites import change_room
from rota_desk.errors import Refusal
from rota_desk.queries.free_rooms import free_rooms
from rota_desk.queries.rooms import room_diary

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def weekly(desk: Desk, room: Room, until: dt.date | None = None) -> int:
    start, end = at(MONDAY, "13:30"), at(MONDAY, "17:00")
    return desk.do(
        book_room,
        room=room.id,
        start=start,
        end=end,
        title="Stoma clinic",
        kind=BookingKind.OTHER_SERVICE,
        repeats=Repeat.WEEKLY,
        until=until,
    ).value


def held(desk: Desk, weeks: int = 4) -> list[str]:
    diary = desk.ask(room_diary, start=MONDAY, days=7 * weeks)
    return [
        f"{one.start:%d %b %H:%M} {one.code} {line.code}"
        for line in diary.rooms
        for cell in line.cells
        for one in cell.holdings
    ]


def test_a_weekly_booking_stands_each_week_until_its_last_day(desk: Desk) -> None:
    weekly(desk, build.a_room(desk), until=MONDAY + 2 * WEEK)
    assert desk.can_undo == "Book Room E1, Mon 9 Nov, weekly, for Stoma clinic"
    assert held(desk) == [f"{day} Nov 13:30 Stoma clinic E1" for day in ("09", "16", "23")]


def test_one_time_is_left_out_and_comes_back_with_undo(desk: Desk) -> None:
    booking = weekly(desk, build.a_room(desk), until=MONDAY + 2 * WEEK)
    desk.do(cancel_booking, booking=booking, day=MONDAY + WEEK)
    assert desk.can_undo == "Cancel the booking Stoma clinic, Mon 16 Nov"
    assert held(desk) == [f"{day} Nov 13:30 Stoma clinic E1" for day in ("09", "23")]
    desk.undo()
    assert len(held(desk)) == 3
    desk.do(cancel_booking, booking=booking)
    assert held(desk) == []


def test_one_time_is_moved_and_the_others_stay(desk: Desk) -> None:
    booking = weekly(desk, build.a_room(desk), until=MONDAY + 2 * WEEK)
    other, day = build.a_room(desk, "E2"), MONDAY + WEEK
    desk.do(move_booking, booking=booking, room=other.id, start=at(day, "09:00"), day=day)
    assert held(desk) == [
        "09 Nov 13:30 Stoma clinic E1",
        "23 Nov 13:30 Stoma clinic E1",
        "16 Nov 09:00 Stoma clinic E2",
    ]


def test_a_clash_in_a_later_week_is_told_when_the_series_is_booked(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_session(desk, "EN", MONDAY + 2 * WEEK, "13:00", "17:00", room=room)
    start, end = at(MONDAY, "13:30"), at(MONDAY, "17:00")
    done = desk.do(
        book_room,
        room=room.id,
        start=start,
        end=end,
        title="Stoma clinic",
        repeats=Repeat.FORTNIGHTLY,
    )
    assert [(one.rule, one.start) for one in done.gained] == [
        ("rm-double", at(MONDAY + 2 * WEEK, "13:30"))
    ]


def test_a_room_closed_every_month_cannot_be_booked_then(desk: Desk) -> None:
    room = build.a_room(desk)
    start, end = at(MONDAY, "08:00"), at(MONDAY, "12:00")
    desk.do(
        close_room,
        room=room.id,
        start=start,
        end=end,
        reason="Water test",
        repeats=Repeat.MONTHLY,
    )
    later = dt.date(2026, 12, 14)  # the second Monday again
    with pytest.raises(Refusal, match=r"closed on Mon 14 Dec \(Water test\)"):
        desk.do(
            book_room,
            room=room.id,
            start=at(later, "09:00"),
            end=at(later, "10:00"),
            title="Teaching",
        )


@pytest.mark.parametrize(
    ("repeats", "until", "said"),
    [
        (Repeat.NEVER, MONDAY, "Say how often it repeats"),
        (Repeat.WEEKLY, MONDAY - WEEK, "last day lies before the first"),
    ],
)
def test_a_repetition_that_makes_no_sense_is_refused(
    desk: Desk, repeats: Repeat, until: dt.date, said: str
) -> None:
    booking = weekly(desk, build.a_room(desk))
    with pytest.raises(Refusal, match=said):
        desk.do(change_booking, booking=booking, title="Stoma", repeats=repeats, until=until)


def test_what_lasts_for_days_cannot_repeat(desk: Desk) -> None:
    start, end = at(MONDAY, "08:00"), at(MONDAY + WEEK, "08:00")
    with pytest.raises(Refusal, match="longer than a day"):
        desk.do(
            close_room,
            room=build.a_room(desk).id,
            start=start,
            end=end,
            reason="Works",
            repeats=Repeat.WEEKLY,
        )


def test_equipment_in_two_rooms_at_once_is_told_and_not_blocked(desk: Desk) -> None:
    room, other = build.a_room(desk), build.a_room(desk, "E2")
    first, second = build.a_list(desk, room=room), build.a_list(desk, room=other)
    stack = desk.do(add_kit, name="Ultrasound stack", room=room.id).value
    desk.do(promise_kit, kit=[stack], session=first.id)
    done = desk.do(promise_kit, kit=[stack], session=second.id)
    assert [(one.rule, one.measured) for one in done.gained] == [("desk-double-kit", 240)]
    assert "Endoscopy list in Room E1 and Endoscopy list in Room E2" in done.gained[0].message
    gone = desk.do(promise_kit, kit=[], session=first.id)
    assert [one.rule for one in gone.lost] == ["desk-double-kit"]


def test_equipment_has_a_name_of_its_own_and_goes_with_its_promises(desk: Desk) -> None:
    room = build.a_room(desk)
    stack = desk.do(add_kit, name="Stack", room=room.id).value
    for name, said in ((" ", "Give the equipment a name"), ("Stack", "called Stack already")):
        with pytest.raises(Refusal, match=said):
            desk.do(add_kit, name=name, room=room.id)
    desk.do(change_kit, kit=stack, name="Stack 1", room=room.id)
    booking = weekly(desk, room)
    desk.do(promise_kit, kit=[stack], booking=booking)
    (holding,) = desk.ask(room_diary, start=MONDAY).rooms[0].cells[0].holdings
    assert (holding.kit, holding.repeats) == (("Stack 1",), True)
    desk.do(remove_kit, kit=stack)
    assert desk.ask(room_diary, start=MONDAY).rooms[0].cells[0].holdings[0].kit == ()
    desk.undo()
    assert desk.ask(room_diary, start=MONDAY).rooms[0].cells[0].holdings[0].kit == ("Stack 1",)


def test_a_room_is_free_within_its_own_hours_and_told_outside_them(desk: Desk) -> None:
    room = build.a_room(desk)
    desk.do(
        change_room,
        room=room.id,
        name=room.name,
        kind=room.kind,
        points_capacity=12,
        hours="mon-thu 9-12; mon 13-17",
    )
    there = build.found(desk, Room, room.id)
    assert there is not None
    assert there.hours == "Mon 09:00-12:00; Mon 13:00-17:00; Tue-Thu 09:00-12:00"
    diary = desk.ask(room_diary, start=MONDAY, days=7)
    free = [[one.hours for one in cell.free] for cell in diary.rooms[0].cells]
    assert free[0] == ["09:00–12:00", "13:00–17:00"]
    assert free[4:] == [[], [], []]
    late = (at(MONDAY, "16:00"), at(MONDAY, "18:00"))
    done = desk.do(book_room, room=room.id, start=late[0], end=late[1], title="Teaching")
    assert [(one.rule, one.measured) for one in done.gained] == [("desk-shut-room", 60)]


def test_hours_that_say_nothing_are_refused_with_an_example(desk: Desk) -> None:
    room = build.a_room(desk)
    with pytest.raises(Refusal, match="Write it like Mon-Fri 08:00-18:00"):
        desk.do(change_room, room=room.id, name="E1", kind=room.kind, hours="office hours")


def test_free_rooms_hold_the_points_asked_for_the_smallest_first(desk: Desk) -> None:
    build.a_room(desk, "E1", points=12)
    build.a_room(desk, "E2", points=10)
    build.a_room(desk, "E3", points=8)
    start, end = at(MONDAY, "09:00"), at(MONDAY, "13:00")
    found = desk.ask(free_rooms, start=start, end=end, points=10)
    assert [one.code for one in found] == ["E2", "E1"]


def test_every_booking_keeps_its_own_record(desk: Desk) -> None:
    booking = weekly(desk, build.a_room(desk))
    desk.do(cancel_booking, booking=booking, day=MONDAY)
    desk.do(change_booking, booking=booking, title="Stoma", repeats=Repeat.NEVER)
    (there,) = build.every(desk, RoomBooking)
    assert (there.repeats, there.until, there.left_out) == (Repeat.NEVER, None, "")
