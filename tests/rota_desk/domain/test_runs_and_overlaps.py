"""Runs of dates, and things that stand at the same time."""

import datetime as dt

from rota_desk.domain.facts import Booking, Duty
from rota_desk.domain.overlaps import clock_minutes, common_time, crowded, overlapping
from rota_desk.domain.runs import runs
from rota_desk.domain.timeline import Stretch


def on(day: int) -> Stretch:
    start = dt.datetime(2026, 11, 1, 9) + dt.timedelta(days=day)
    duty = Duty(1, start, start + dt.timedelta(hours=8))
    return Stretch(day * 1440, day * 1440 + 480, day * 1440, day * 1440 + 480, (duty,))


def booked(start: int, end: int) -> Booking:
    day = dt.datetime(2026, 11, 2)
    return Booking(1, day + dt.timedelta(hours=start), day + dt.timedelta(hours=end))


def test_a_free_date_ends_a_run_and_two_duties_of_a_date_count_once() -> None:
    found = runs([on(3), on(1), on(2), on(2), on(5)], lambda one: one.day)
    assert [(one.days, len(one.stretches)) for one in found] == [((1, 2, 3), 4), ((5,), 1)]


def test_the_last_of_a_run_is_the_duty_that_ends_last() -> None:
    long, short = on(1)._replace(end=5000), on(2)
    (run,) = runs([long, short], lambda one: one.day)
    assert (run.first, run.last, run.length) == (long, long, 2)


def test_bridges_neither_count_nor_end_a_run() -> None:
    def days(*bridges: int) -> list[tuple[int, ...]]:
        return [one.days for one in runs([on(1), on(4)], lambda one: one.day, bridges=bridges)]

    assert days(2, 3) == [(1, 4)]
    assert days(2) == days(3) == days() == [(1,), (4,)]


def test_duties_of_the_same_date_keep_the_order_of_their_starts() -> None:
    early, late = on(1), on(1)._replace(start=2000)
    (run,) = runs([late, early], lambda one: 3 if one is late else 2)
    assert run.stretches == (early, late)
    first, second = runs([on(5), late, early], lambda one: one.day)
    assert (first.stretches, second.stretches) == ((early, late), (on(5),))


def test_no_duties_are_no_run() -> None:
    assert list(runs([], lambda one: one.day)) == []


def test_each_pair_that_shares_time_is_given_once_the_earlier_first() -> None:
    long, early, late = booked(9, 17), booked(9, 12), booked(12, 15)
    assert list(overlapping([late, long, early])) == [(early, long), (long, late)]


def test_what_two_share_is_measured_by_the_clock() -> None:
    start, end = common_time(booked(9, 13), booked(12, 17))
    assert clock_minutes(start, end) == 60
    assert clock_minutes(start, start + dt.timedelta(seconds=119)) == 1


def test_two_or_more_at_a_time_are_a_crowd_until_one_is_left() -> None:
    def crowds(*things: tuple[int, int]) -> list[tuple[int, int, int]]:
        found = crowded(booked(start, end) for start, end in things)
        return [(start.hour, end.hour, most) for start, end, most in found]

    assert crowds((9, 17)) == crowds((9, 12), (12, 15)) == crowds() == []
    assert crowds((9, 12), (10, 14)) == [(10, 12, 2)]
    assert crowds((11, 13), (9, 17), (10, 12)) == [(10, 13, 3)]
    assert crowds((9, 17), (10, 11), (12, 15), (13, 14)) == [(10, 11, 2), (12, 15, 3)]
    assert crowds((9, 12), (9, 12), (9, 12), (9, 12)) == [(9, 12, 4)]
    assert crowds((9, 12), (10, 14), (12, 15)) == [(10, 12, 2), (12, 14, 2)]
    assert crowds((9, 12), (10, 10)) == []
