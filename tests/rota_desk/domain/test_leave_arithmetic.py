"""Counting leave: halves, weekends, bank holidays, non-working days and the year's edges."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from rota_desk.domain.leave_arithmetic import (
    CountedDay,
    LeaveSpan,
    amount_words,
    count_leave,
    hundredths,
    leave_year_of,
)
from rota_desk.domain.working_week import Half, Share, Why, WorkingWeek

MONDAY = dt.date(2026, 12, 21)
CHRISTMAS = {dt.date(2026, 12, 25): "Christmas Day", dt.date(2026, 12, 28): "Boxing Day"}


def day(number: int, month: int = 12, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def test_a_week_is_five_days_and_its_weekend_is_named() -> None:
    counted = count_leave(LeaveSpan(day(7), day(13)), WorkingWeek())
    assert counted.total == Decimal(5)
    assert counted.working() == "5 days; not counted: 2 weekends"


def test_bank_holidays_inside_leave_are_not_debited() -> None:
    counted = count_leave(LeaveSpan(day(21), day(31)), WorkingWeek(bank_holidays=CHRISTMAS))
    assert counted.total == Decimal(7)
    assert counted.working() == "7 days; not counted: 2 weekends, 2 bank holidays"


def test_half_days_at_both_ends_count_half_each() -> None:
    span = LeaveSpan(day(7), day(9), from_midday=True, until_midday=True)
    assert count_leave(span, WorkingWeek()).days == (
        CountedDay(day(7), Decimal("0.5"), Why.HALF_DAY),
        CountedDay(day(8), Decimal(1), Why.LEAVE),
        CountedDay(day(9), Decimal("0.5"), Why.HALF_DAY),
    )


def test_a_morning_counts_half() -> None:
    span = LeaveSpan(day(7), day(7), until_midday=True)
    assert count_leave(span, WorkingWeek()).total == Decimal("0.5")


def test_half_a_bank_holiday_debits_nothing() -> None:
    span = LeaveSpan(day(25), day(25), from_midday=True)
    assert count_leave(span, WorkingWeek(bank_holidays=CHRISTMAS)).total == 0


def test_weekdays_that_are_not_worked_are_not_debited() -> None:
    three_days = WorkingWeek(weekdays=frozenset({0, 1, 2}))
    counted = count_leave(LeaveSpan(day(7), day(13)), three_days)
    assert counted.total == Decimal(3)
    assert counted.free_of_debit(Why.NON_WORKING) == 2


def test_a_non_working_date_is_not_debited() -> None:
    week = WorkingWeek(off=frozenset({day(9)}))
    assert count_leave(LeaveSpan(day(7), day(11)), week).total == Decimal(4)


def test_days_beyond_the_leave_year_are_left_to_the_next() -> None:
    span = LeaveSpan(day(29, 3, 2027), day(2, 4, 2027))
    year = (dt.date(2026, 4, 1), dt.date(2027, 4, 1))
    counted = count_leave(span, WorkingWeek(), year=year)
    assert (counted.total, counted.free_of_debit(Why.OUTSIDE_YEAR)) == (Decimal(3), 2)


def test_days_given_back_debit_nothing() -> None:
    span = LeaveSpan(day(7), day(11))
    assert count_leave(span, WorkingWeek(), given_back={day(8), day(9)}).total == Decimal(3)


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (dt.date(2026, 3, 31), dt.date(2025, 4, 1)),
        (dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
        (dt.date(2027, 3, 31), dt.date(2026, 4, 1)),
    ],
)
def test_a_leave_year_begins_on_its_day(on: dt.date, start: dt.date) -> None:
    end = start.replace(year=start.year + 1)
    assert leave_year_of(on, month=4, day_of_month=1) == (start, end)


def test_a_leave_year_from_the_29th_of_february_begins_on_the_first_of_march() -> None:
    year = leave_year_of(dt.date(2026, 5, 1), month=2, day_of_month=29)
    assert year == (dt.date(2026, 3, 1), dt.date(2027, 3, 1))


@pytest.mark.parametrize(
    ("number", "words"),
    [("1.000", "1 day"), ("30.000", "30 days"), ("16.200", "16.2 days"), ("-0.5", "−0.5 days")],
)
def test_amounts_are_said_without_needless_zeros(number: str, words: str) -> None:
    assert amount_words(Decimal(number), "day") == words


# What went wrong in other programs (the market review, 3.4).


def test_a_morning_off_costs_half_a_day_where_no_afternoon_is_worked() -> None:
    mornings = WorkingWeek(off_halves=frozenset({(day(7), Half.PM)}))
    morning = LeaveSpan(day(7), day(7), until_midday=True)
    whole, afternoon = LeaveSpan(day(7), day(7)), LeaveSpan(day(7), day(7), from_midday=True)
    debits = [count_leave(span, mornings).total for span in (morning, whole, afternoon)]
    assert debits == [Decimal("0.5"), Decimal("0.5"), Decimal(0)]


def test_several_days_with_a_half_day_are_neither_a_day_short_nor_long() -> None:
    span = LeaveSpan(day(7), day(10), until_midday=True)
    assert count_leave(span, WorkingWeek()).total == Decimal("3.5")


def test_half_a_bank_holiday_leaves_half_a_day_to_take() -> None:
    week = WorkingWeek(half_holidays={day(24): Half.PM})
    assert count_leave(LeaveSpan(day(23), day(24)), week).total == Decimal("1.5")
    afternoon = LeaveSpan(day(24), day(24), from_midday=True)
    assert count_leave(afternoon, week).total == 0


def test_a_week_pressed_into_three_days_costs_a_week_and_never_more() -> None:
    three = frozenset((day(number), half) for number in (10, 11) for half in Half)
    week = WorkingWeek(off_halves=three, shares=(Share(day(1), Fraction(5), Fraction(3)),))
    counted = count_leave(LeaveSpan(day(7), day(13)), week)
    assert [each.debit for each in counted.days[:3]] == [
        Decimal("1.67"), Decimal("1.66"), Decimal("1.67"),
    ]  # fmt: skip
    assert counted.total == Decimal(5)


def test_a_part_timers_week_costs_their_week_where_nobody_knows_the_free_day() -> None:
    week = WorkingWeek(shares=(Share(day(1), Fraction(4), Fraction(5)),))
    counted = count_leave(LeaveSpan(day(7), day(13)), week)
    assert counted.total == Decimal(4)
    assert counted.working() == "4 days; not counted: 2 weekends, 1 day beyond a whole week's"


def test_leave_by_the_hour_takes_shifts_as_long_as_they_are() -> None:
    shifts = {day(7): Decimal("1.56"), day(12): Decimal("1.56")}  # a Monday, a Saturday
    counted = count_leave(LeaveSpan(day(7), day(13)), WorkingWeek(shifts=shifts))
    assert counted.total == Decimal("3.12")


def test_leave_by_the_hour_says_of_each_date_what_it_cost_and_why() -> None:
    shifts = {day(7): Decimal("1.55"), day(8): Decimal("1.55"), day(9): Decimal(1)}
    week = WorkingWeek(shifts=shifts, bank_holidays={day(11): "A holiday"})
    span = LeaveSpan(day(7), day(13), from_midday=True)
    assert count_leave(span, week).days == (
        CountedDay(day(7), Decimal("0.78"), Why.HALF_DAY),
        CountedDay(day(8), Decimal("1.55"), Why.LEAVE),
        CountedDay(day(9), Decimal(1), Why.LEAVE),
        CountedDay(day(10), Decimal(0), Why.NON_WORKING),
        CountedDay(day(11), Decimal(0), Why.BANK_HOLIDAY),
        CountedDay(day(12), Decimal(0), Why.WEEKEND),
        CountedDay(day(13), Decimal(0), Why.WEEKEND),
    )


def test_each_date_that_costs_nothing_says_why() -> None:
    year = (day(8), day(20))
    week = WorkingWeek(
        weekdays=frozenset({0, 1, 2, 3}),
        shares=(Share(day(1), Fraction(2), Fraction(5)),),
        off_halves=frozenset({(day(10), Half.AM)}),
    )
    span = LeaveSpan(day(7), day(12), until_midday=False)
    assert count_leave(span, week, year=year, given_back={day(8), day(12)}).days == (
        CountedDay(day(7), Decimal(0), Why.OUTSIDE_YEAR),
        CountedDay(day(8), Decimal(0), Why.NON_WORKING),
        CountedDay(day(9), Decimal(1), Why.LEAVE),
        CountedDay(day(10), Decimal("0.5"), Why.HALF_DAY),
        CountedDay(day(11), Decimal(0), Why.NON_WORKING),
        CountedDay(day(12), Decimal(0), Why.WEEKEND),
    )


def test_the_afternoon_of_a_day_worked_in_the_morning_alone_is_no_working_day() -> None:
    mornings = WorkingWeek(off_halves=frozenset({(day(7), Half.PM)}))
    afternoon = LeaveSpan(day(7), day(7), from_midday=True)
    assert count_leave(afternoon, mornings).days == (
        CountedDay(day(7), Decimal(0), Why.NON_WORKING),
    )


def test_days_beyond_a_whole_weeks_are_named_and_those_of_another_year_once() -> None:
    half = WorkingWeek(shares=(Share(day(1), Fraction(3), Fraction(5)),))
    span = LeaveSpan(day(7), day(15))
    year = (day(1), day(14))
    counted = count_leave(span, half, year=year)
    assert counted.days[3] == CountedDay(day(10), Decimal(0), Why.FULL_WEEK)
    assert counted.working() == (
        "3 days; not counted: 2 weekends, 2 days beyond a whole week's, 2 outside the leave year"
    )
    assert count_leave(LeaveSpan(day(7), day(8)), half).working() == "2 days"
    none = WorkingWeek(shares=(Share(day(1), Fraction(0), Fraction(5)),))
    assert count_leave(LeaveSpan(day(7), day(8)), none).total == 0


def test_hundredths_go_half_away_from_nought_and_whole_numbers_stay() -> None:
    assert str(hundredths(Fraction(1, 200))) == "0.01"
    assert str(hundredths(Fraction(-1, 200))) == "-0.01"
    assert str(hundredths(Fraction(4, 2))) == "2"


def test_a_leave_year_from_a_day_that_april_lacks_begins_on_its_last() -> None:
    assert leave_year_of(dt.date(2026, 4, 30), month=4, day_of_month=31) == (
        dt.date(2026, 4, 30), dt.date(2027, 4, 30),
    )  # fmt: skip
    assert leave_year_of(dt.date(2024, 2, 29), month=2, day_of_month=29) == (
        dt.date(2024, 2, 29), dt.date(2025, 3, 1),
    )  # fmt: skip


def test_a_week_costs_what_is_known_on_its_day_and_the_first_before() -> None:
    half, most = Share(day(8), Fraction(5, 2), Fraction(3)), Share(day(10), Fraction(4))
    week = WorkingWeek(shares=(half, most))
    assert [week.share_on(day(number)) for number in (1, 8, 9, 10, 11)] == [
        half, half, half, most, most,
    ]  # fmt: skip
    assert WorkingWeek().share_on(day(1)) == Share(dt.date.min)
    assert [half.worth, most.worth, Share(day(1), Fraction(5), Fraction(3)).worth] == [
        1, 1, Fraction(5, 3),
    ]  # fmt: skip
    assert Share(day(1), Fraction(5), Fraction(0)).worth == 1


def test_why_a_day_costs_nothing_is_told_apart() -> None:
    off, holiday = day(9), {day(8): "A holiday", day(9): "Another", day(12): "A third"}
    week = WorkingWeek(
        weekdays=frozenset({1, 2, 3, 4}), off=frozenset({off}), bank_holidays=holiday
    )
    assert [week.why_not(day(number)) for number in range(7, 14)] == [
        Why.NON_WORKING,
        Why.BANK_HOLIDAY,
        Why.NON_WORKING,
        None,
        None,
        Why.WEEKEND,
        Why.WEEKEND,
    ]
    half = WorkingWeek(
        off_halves=frozenset({(day(10), Half.AM)}), half_holidays={day(10): Half.PM}
    )
    assert half.why_not(day(10)) is Why.NON_WORKING
    assert half.worked(day(10)) == {Half.PM}


def test_a_week_is_debited_by_its_shifts_from_monday_to_sunday() -> None:
    def weeks(shift: int) -> list[bool]:
        week = WorkingWeek(shifts={day(shift): Decimal(1)})
        return [week.shift_week(day(number)) for number in (6, 7, 13, 14)]

    assert weeks(7) == weeks(13) == weeks(10) == [False, True, True, False]
    assert weeks(14) == [False, False, False, True]
    assert not WorkingWeek().shift_week(day(7))


def test_a_week_in_which_the_share_changes_costs_each_part_by_its_own() -> None:
    whole, less = Share(day(1)), Share(day(9), Fraction(3))  # full time until Tuesday, then 0.6
    week = WorkingWeek(shares=(whole, less))
    counted = count_leave(LeaveSpan(day(7), day(11)), week)
    assert [one.debit for one in counted.days] == [1, 1, 1, Decimal("0.8"), 0]
    assert counted.days[-1].why is Why.FULL_WEEK
    assert count_leave(LeaveSpan(day(14), day(18)), week).total == 3
    more = WorkingWeek(shares=(Share(day(1), Fraction(3)), Share(day(9))))
    assert count_leave(LeaveSpan(day(7), day(11)), more).total == Decimal("4.2")
