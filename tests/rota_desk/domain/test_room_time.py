"""Time in a room: lanes and clashes of what overlaps, and what is left free."""

import datetime as dt

import pytest
from build import MONDAY, at

from rota_desk.domain.open_hours import open_hours
from rota_desk.domain.room_time import (
    FreeTime,
    Holding,
    HoldingKind,
    RoomHours,
    free_times,
    laid_out,
)

HOURS = RoomHours(dt.time(8), dt.time(18), dt.timedelta(hours=2))
SESSION, RELEASED = HoldingKind.SESSION, HoldingKind.RELEASED


def held(
    number: int, starts: str, ends: str, *, kind: HoldingKind = SESSION, who: str = ""
) -> Holding:
    start, end = at(MONDAY, starts), at(MONDAY, ends)
    return Holding(kind, 1, start, end, "E1", f"List {number}", who, session_id=number)


def test_what_stands_apart_has_one_lane_each_and_no_clash() -> None:
    found = laid_out([held(2, "12:00", "16:00"), held(1, "08:00", "12:00")])
    assert [(one.title, one.clash, one.lane, one.lanes) for one in found] == [
        ("List 1", "", 0, 1),
        ("List 2", "", 0, 1),
    ]


def test_what_overlaps_is_parted_into_as_few_lanes_as_it_needs_and_names_the_other() -> None:
    found = laid_out(
        [
            held(1, "08:00", "12:00"),
            held(2, "09:00", "10:00"),
            held(3, "10:00", "13:00"),
            held(4, "13:00", "14:00"),
        ]
    )
    assert [(one.title, one.clash, one.lane, one.lanes) for one in found] == [
        ("List 1", "List 2 09:00–10:00 and List 3 10:00–13:00", 0, 2),
        ("List 2", "List 1 08:00–12:00", 1, 2),
        ("List 3", "List 1 08:00–12:00", 1, 2),
        ("List 4", "", 0, 1),
    ]


def test_a_lane_is_used_again_once_it_is_free() -> None:
    found = laid_out(
        [
            held(1, "08:00", "12:00"),
            held(2, "08:30", "09:00"),
            held(3, "08:45", "10:00"),
            held(4, "09:00", "09:30"),
            held(5, "09:15", "11:00"),
        ]
    )
    assert [(one.lane, one.lanes) for one in found] == [(0, 4), (1, 4), (2, 4), (1, 4), (3, 4)]


def test_a_released_session_clashes_with_nothing_and_still_has_its_lane() -> None:
    released = held(2, "09:00", "11:00", kind=RELEASED)
    found = laid_out([held(1, "08:00", "12:00"), released])
    assert [(one.takes, one.clash, one.lane) for one in found] == [(True, "", 0), (False, "", 1)]


def test_the_same_start_puts_the_shorter_first() -> None:
    found = laid_out([held(1, "08:00", "12:00"), held(2, "08:00", "09:00")])
    assert [one.title for one in found] == ["List 2", "List 1"]


def test_nothing_held_is_nothing_laid_out() -> None:
    assert laid_out([]) == ()


@pytest.mark.parametrize(
    ("ends", "hours"),
    [("12:30", "08:30–12:30"), ("24:00", "08:30–24:00")],
)
def test_a_holding_says_its_hours(ends: str, hours: str) -> None:
    assert held(1, "08:30", ends).hours == hours


def test_a_holding_longer_than_a_day_says_both_days() -> None:
    start, day = at(MONDAY, "08:00"), dt.timedelta(days=1)
    minute = dt.timedelta(minutes=1)
    whole = Holding(HoldingKind.CLOSURE, 1, start, start + day, "E1", "Deep clean")
    longer = Holding(HoldingKind.CLOSURE, 1, start, start + day + minute, "E1", "Deep clean")
    assert whole.hours == "08:00–08:00"
    assert longer.hours == "Mon 9 Nov 08:00 – Tue 10 Nov 08:01"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SESSION, "List 1 08:00–12:00, Dr A Patel"),
        (RELEASED, "List 1 08:00–12:00, released, Dr A Patel"),
        (HoldingKind.CLOSURE, "List 1 08:00–12:00, closed, Dr A Patel"),
        (HoldingKind.OTHER_SERVICE, "List 1 08:00–12:00, another service, Dr A Patel"),
        (HoldingKind.ONE_OFF, "List 1 08:00–12:00, booked, Dr A Patel"),
    ],
)
def test_a_holding_is_said_in_a_line(kind: HoldingKind, words: str) -> None:
    assert held(1, "08:00", "12:00", kind=kind, who="Dr A Patel").words == words


def test_a_holding_says_its_reason_last() -> None:
    start, end = at(MONDAY, "08:00"), at(MONDAY, "10:00")
    closed = Holding(HoldingKind.CLOSURE, 1, start, end, "E1", "E1", reason="deep clean")
    assert closed.words == "E1 08:00–10:00, closed, deep clean"


def free(*there: Holding) -> list[str]:
    return [one.hours for one in free_times(there, MONDAY, HOURS)]


def test_a_room_nobody_holds_is_free_all_its_day() -> None:
    assert list(free_times((), MONDAY, HOURS)) == [
        FreeTime(at(MONDAY, "08:00"), at(MONDAY, "18:00"))
    ]


def test_what_is_left_is_offered_where_it_is_long_enough() -> None:
    assert free(held(1, "10:00", "13:00"), held(2, "13:00", "16:00")) == [
        "08:00–10:00",
        "16:00–18:00",
    ]
    assert free(held(1, "09:59", "16:01")) == []
    assert free(held(2, "14:00", "18:00"), held(1, "08:00", "12:00")) == ["12:00–14:00"]


def test_a_short_one_inside_a_long_one_frees_nothing() -> None:
    assert free(held(1, "08:00", "15:00"), held(2, "09:00", "10:00")) == ["15:00–18:00"]


def test_what_lies_outside_the_rooms_day_takes_nothing_of_it() -> None:
    assert free(held(1, "06:00", "08:00"), held(2, "19:00", "22:00")) == [
        "08:00–18:00",
    ]


def test_a_released_session_leaves_its_room_free() -> None:
    assert free(held(1, "08:00", "18:00", kind=RELEASED)) == ["08:00–18:00"]


def test_a_room_with_hours_of_its_own_is_free_within_each_of_them() -> None:
    own = open_hours("Mon 07:00-12:00; Mon 13:00-20:00")
    there = [held(1, "06:00", "08:00"), held(2, "13:00", "14:00"), held(3, "17:00", "18:00")]
    assert [one.hours for one in free_times(there, MONDAY, HOURS, own)] == [
        *("08:00–12:00", "14:00–17:00", "18:00–20:00"),
    ]
    assert list(free_times([], MONDAY, HOURS, open_hours("Tue 8-18"))) == []
    assert [one.hours for one in free_times(there, MONDAY, HOURS)] == [
        *("08:00–13:00", "14:00–17:00"),
    ]


def test_what_only_touches_the_hours_takes_nothing_of_them() -> None:
    own = open_hours("Mon 10:00-12:00")
    there = [held(1, "08:00", "10:00"), held(2, "12:00", "15:00")]
    assert list(free_times(there, MONDAY, HOURS, own)) == [
        FreeTime(at(MONDAY, "10:00"), at(MONDAY, "12:00"))
    ]


def test_facts_of_a_holding_that_nobody_gave_are_empty() -> None:
    one = Holding(SESSION, 1, at(MONDAY, "08:00"), at(MONDAY, "12:00"), "E1", "List")
    assert (one.capacity, one.training, one.kit, one.repeats) == (None, False, (), False)
    assert (one.tint, one.reason, one.points, one.clash) == ("grey", "", None, "")


def test_a_lane_is_used_again_as_soon_as_it_is_free() -> None:
    found = laid_out(
        [
            held(1, "08:00", "09:00"),
            held(2, "08:00", "12:00"),
            held(3, "08:30", "10:00"),
            held(4, "09:00", "11:00"),
            held(5, "10:00", "12:00"),
        ]
    )
    assert [(one.title, one.lane, one.lanes) for one in found] == [
        *(("List 1", 0, 3), ("List 2", 1, 3), ("List 3", 2, 3)),
        *(("List 4", 0, 3), ("List 5", 2, 3)),
    ]
