"""Programmed activities: plain and premium time, cycles, clashes, dates."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import (
    PaTerms,
    clashes,
    line_pa,
    occurrences,
    plan_totals,
    share_of_week,
    split_minutes,
    weeks_available,
)

CONSULTANTS = PaTerms(plain_minutes=240, premium_minutes=180, plain_from=420, plain_to=1140)
MON, TUE, FRI, SAT, SUN = 0, 1, 4, 5, 6


def line(weekday: int | None, start: str, end: str, **more: Any) -> PlanLine:  # noqa: ANN401 - facts by name
    begins, ends = dt.time.fromisoformat(start), dt.time.fromisoformat(end)
    return PlanLine(1, weekday, begins, ends, category=more.pop("category", "DCC"), **more)


def test_a_friday_evening_is_split_at_seven() -> None:
    assert split_minutes(line(FRI, "16:00", "22:00"), CONSULTANTS) == (180, 180)
    assert line_pa(line(FRI, "16:00", "22:00"), CONSULTANTS) == Fraction(7, 4)


def test_a_sunday_night_ends_in_mondays_plain_time() -> None:
    assert split_minutes(line(SUN, "20:00", "09:00"), CONSULTANTS) == (120, 660)


def test_a_figure_in_the_line_replaces_its_pa_and_leaves_its_hours() -> None:
    tariff = line(MON, "08:00", "12:00", pa=Decimal("1.25"))
    totals = plan_totals([tariff], CONSULTANTS, Fraction(42))
    assert (totals.total, totals.plain_hours) == (Fraction(5, 4), Fraction(4))


def test_an_alternate_week_counts_half_and_an_nth_weekday_twelve_times_a_year() -> None:
    assert share_of_week(line(MON, "08:00", "12:00", week=1, cycle_weeks=2)) == Fraction(1, 2)
    assert share_of_week(line(MON, "08:00", "12:00", nth_of_month=2)) == Fraction(12, 52)


def test_forty_two_weeks_are_left_of_a_year() -> None:
    days = {"annual": Fraction(32), "public": Fraction(8), "study": Fraction(10)}
    assert weeks_available(**days) == 42


def test_lines_clash_in_the_weeks_they_share() -> None:
    first = line(TUE, "08:00", "12:00", week=1, cycle_weeks=2)
    second = line(TUE, "11:00", "13:00", week=2, cycle_weeks=2)
    fourth = line(TUE, "11:00", "13:00", week=3, cycle_weeks=4)
    weekly = line(TUE, "11:00", "13:00")
    assert clashes([first, second]) == []
    assert clashes([first, fourth]) == [(first, fourth)]
    assert clashes([second, weekly]) == [(second, weekly)]


def test_a_sunday_night_clashes_with_the_monday_of_the_week_after() -> None:
    night = line(SUN, "20:00", "09:00", week=1, cycle_weeks=2)
    this_monday = line(MON, "08:00", "12:00", week=1, cycle_weeks=2)
    next_monday = line(MON, "08:00", "12:00", week=2, cycle_weeks=2)
    assert clashes([night, this_monday]) == []
    assert clashes([night, next_monday]) == [(night, next_monday)]


def test_a_line_falls_on_its_dates() -> None:
    november = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    monday = dt.date(2026, 11, 2)
    other_week = line(TUE, "20:00", "08:00", week=2, cycle_weeks=2, cycle_start=monday)
    third = line(TUE, "08:00", "12:00", nth_of_month=3)
    over = line(TUE, "08:00", "12:00", valid_to=dt.date(2026, 11, 10))
    assert [start.day for start, _ in occurrences(other_week, *november)] == [10, 24]
    assert [end.day for _, end in occurrences(other_week, *november)] == [11, 25]
    assert [start.day for start, _ in occurrences(third, *november)] == [17]
    assert [start.day for start, _ in occurrences(over, *november)] == [3]


@given(st.integers(0, 6), st.integers(0, 1439), st.integers(0, 1439))
def test_plain_time_is_every_weekday_minute_from_seven_to_seven(
    weekday: int, start: int, end: int
) -> None:
    clock = [dt.time(*divmod(minute, 60)).isoformat("minutes") for minute in (start, end)]
    plan = line(weekday, clock[0], clock[1])
    stop = end if end > start else end + 1440
    week = [(weekday * 1440 + minute) % 10080 for minute in range(start, stop)]
    plain = sum(minute < 5 * 1440 and 420 <= minute % 1440 < 1140 for minute in week)
    assert split_minutes(plan, CONSULTANTS) == (plain, len(week) - plain)


def test_lines_that_touch_do_not_clash_and_one_minute_more_does() -> None:
    morning, noon = line(TUE, "08:00", "12:00"), line(TUE, "12:00", "13:00")
    early = line(TUE, "07:00", "08:01")
    assert clashes([morning, noon]) == []
    assert clashes([morning, early]) == [(morning, early)]


def test_a_monday_clashes_with_the_sunday_night_of_the_week_before_in_either_order() -> None:
    night = line(SUN, "20:00", "09:00", week=1, cycle_weeks=2)
    next_monday = line(MON, "08:00", "12:00", week=2, cycle_weeks=2)
    touching = line(MON, "09:00", "12:00", week=2, cycle_weeks=2)
    assert clashes([next_monday, night]) == [(next_monday, night)]
    assert clashes([touching, night]) == []


def test_lines_of_cycles_of_two_and_three_weeks_meet_at_last() -> None:
    second_of_two = line(TUE, "08:00", "12:00", week=2, cycle_weeks=2)
    first_of_three = line(TUE, "11:00", "13:00", week=1, cycle_weeks=3)
    second_of_four = line(TUE, "11:00", "13:00", week=2, cycle_weeks=4)
    third_of_four = line(TUE, "11:00", "13:00", week=3, cycle_weeks=4)
    assert clashes([second_of_two, first_of_three]) == [(second_of_two, first_of_three)]
    assert clashes([second_of_four, third_of_four]) == []
    night = line(SUN, "20:00", "09:00", week=1, cycle_weeks=4)
    monday = line(MON, "08:00", "12:00", week=2, cycle_weeks=4)
    before = line(MON, "08:00", "12:00", week=4, cycle_weeks=4)
    assert clashes([night, monday, before]) == [(night, monday)]


def test_lines_without_a_day_clash_with_nothing() -> None:
    plain = line(MON, "08:00", "12:00")
    flexible = line(None, "08:00", "12:00")
    assert clashes([plain, flexible]) == []


def test_a_category_of_its_own_is_added_to_those_of_the_plan() -> None:
    lines = [line(MON, "08:00", "12:00", category="ZZZ")] * 2
    totals = plan_totals(lines, CONSULTANTS, Fraction(42))
    assert totals.pa["ZZZ"] == 2


def test_the_nth_weekday_is_counted_from_the_first() -> None:
    year = (dt.date(2026, 11, 1), dt.date(2026, 12, 31))

    def days(nth: int) -> list[int]:
        sundays = line(SUN, "08:00", "09:00", nth_of_month=nth)
        return [start.day for start, _ in occurrences(sundays, *year)]

    assert (days(1), days(2), days(5)) == ([1, 6], [8, 13], [29])


def test_a_line_of_a_whole_day_ends_on_the_next_and_holds_from_its_first_day() -> None:
    monday = dt.date(2026, 11, 2)
    whole = line(MON, "08:00", "08:00", valid_from=monday)
    (found,) = occurrences(whole, monday, monday)
    assert found == (dt.datetime(2026, 11, 2, 8), dt.datetime(2026, 11, 3, 8))


def test_a_cycle_without_a_first_monday_falls_on_every_week() -> None:
    fortnight = (dt.date(2026, 11, 2), dt.date(2026, 11, 15))
    loose = line(MON, "08:00", "12:00", week=2, cycle_weeks=2)
    every = line(MON, "08:00", "12:00", cycle_weeks=2, cycle_start=fortnight[0])
    assert [start.day for start, _ in occurrences(loose, *fortnight)] == [2, 9]
    assert [start.day for start, _ in occurrences(every, *fortnight)] == [2, 9]


def test_a_line_of_every_week_counts_whole_however_long_the_cycle_is() -> None:
    assert share_of_week(line(MON, "08:00", "12:00", cycle_weeks=2)) == 1


def test_an_unplaced_line_is_plain_and_ones_own_time_carries_nothing() -> None:
    assert split_minutes(line(None, "08:30", "12:00"), CONSULTANTS) == (210, 0)
    assert line_pa(line(MON, "08:00", "12:00", category="PRIV"), CONSULTANTS) == 0
    assert line_pa(line(MON, "08:00", "12:00", category="NWD"), CONSULTANTS) == 0


def test_the_first_and_second_of_three_weeks_never_meet() -> None:
    first = line(TUE, "08:00", "12:00", week=1, cycle_weeks=3)
    second = line(TUE, "08:00", "12:00", week=2, cycle_weeks=3)
    assert clashes([first, second]) == []


def test_external_work_carries_programmed_activities_and_private_work_does_not() -> None:
    lines = [
        line(MON, "08:00", "12:00", category=category)
        for category in ("DCC", "SPA", "APA", "EXT", "PRIV", "NWD")
    ]
    totals = plan_totals(lines, CONSULTANTS, Fraction(42))
    assert totals.total == 4
    assert {category: totals.pa[category] for category in ("DCC", "SPA", "APA", "EXT")} == {
        "DCC": 1, "SPA": 1, "APA": 1, "EXT": 1,
    }  # fmt: skip


def test_so_many_times_a_year_are_spread_over_the_weeks_that_leave_leaves() -> None:
    any_day = line(
        None, "08:00", "12:00", sessions=Decimal(1), weeks_per_year=Decimal(21),
        times_a_week=Fraction(21, 42), activity="List",
    )  # fmt: skip
    totals = plan_totals([any_day], CONSULTANTS, Fraction(42))
    assert (totals.total, totals.sessions_per_year) == (Fraction(1, 2), {"List": Fraction(21)})


def test_an_nth_weekday_clashes_with_the_week_and_with_the_same_nth_only() -> None:
    third = line(TUE, "08:00", "12:00", nth_of_month=3)
    also_third = line(TUE, "11:00", "13:00", nth_of_month=3)
    first = line(TUE, "11:00", "13:00", nth_of_month=1)
    weekly = line(TUE, "11:30", "12:30", week=2, cycle_weeks=2)
    assert clashes([third, also_third]) == [(third, also_third)]
    assert clashes([third, first]) == []
    assert clashes([third, weekly]) == [(third, weekly)]
