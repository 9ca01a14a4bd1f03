import datetime as dt

import pytest

from rota_desk.planning.cycle import Repeat, each_day, nth_of_month, week_of_cycle

MONDAY = dt.date(2026, 11, 9)
SUNDAY = dt.date(2026, 11, 15)


def days(repeat: Repeat, last: dt.date) -> list[dt.date]:
    return [day for day in each_day(MONDAY, last) if repeat.falls_on(day)]


def test_a_weekly_line_falls_every_week() -> None:
    repeat = Repeat(MONDAY, cycle_weeks=1, weekday=2)
    assert days(repeat, dt.date(2026, 11, 29)) == [
        dt.date(2026, 11, 11),
        dt.date(2026, 11, 18),
        dt.date(2026, 11, 25),
    ]


def test_the_last_week_of_four_falls_once_in_four() -> None:
    repeat = Repeat(MONDAY, cycle_weeks=4, weekday=0, week=4)
    assert days(repeat, dt.date(2027, 1, 3)) == [dt.date(2026, 11, 30), dt.date(2026, 12, 28)]


def test_the_second_tuesday_of_the_month() -> None:
    repeat = Repeat(MONDAY, cycle_weeks=1, weekday=1, nth_of_month=2)
    assert days(repeat, dt.date(2026, 12, 31)) == [dt.date(2026, 11, 10), dt.date(2026, 12, 8)]


def test_nothing_falls_before_the_start_or_from_the_end_on() -> None:
    repeat = Repeat(MONDAY, cycle_weeks=1, weekday=0, until=dt.date(2026, 11, 16))
    assert [repeat.falls_on(dt.date(2026, 11, day)) for day in (2, 9, 16)] == [False, True, False]


def test_a_flexible_line_never_falls() -> None:
    repeat = Repeat(MONDAY, cycle_weeks=1, weekday=None)
    assert days(repeat, SUNDAY) == []


@pytest.mark.parametrize(
    ("weeks_later", "line", "expected"), [(0, 1, 1), (0, 8, 8), (1, 8, 1), (7, 1, 8), (8, 3, 3)]
)
def test_a_post_rolls_from_line_to_line(weeks_later: int, line: int, expected: int) -> None:
    day = SUNDAY + dt.timedelta(weeks=weeks_later)
    assert week_of_cycle(day, MONDAY, 8, line) == expected


@pytest.mark.parametrize(("day", "expected"), [(1, 1), (7, 1), (8, 2), (28, 4), (29, 5)])
def test_the_nth_of_a_month_counts_in_sevens(day: int, expected: int) -> None:
    assert nth_of_month(dt.date(2026, 11, day)) == expected
