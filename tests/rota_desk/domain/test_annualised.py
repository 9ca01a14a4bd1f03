"""Annualised hours."""

import datetime as dt
from fractions import Fraction

from rota_desk.domain.annualised import (
    HoursSoFar,
    contract_hours,
    quarters,
    share_unavailable,
)


def test_a_years_hours_less_leave_and_holidays() -> None:
    target = contract_hours(weekly=Fraction("37.5"), leave_hours=Fraction("307.5"))
    assert (f"{float(target.gross):.2f}", f"{float(target.net):.2f}") == ("1955.36", "1647.86")


def test_a_quarters_balance_with_credit_for_sickness() -> None:
    target = contract_hours(weekly=Fraction("37.5"), leave_hours=Fraction("307.5")).net / 4
    done = HoursSoFar(worked=Fraction(395), absence_credit=Fraction("22.5"))
    assert f"{float(target):.2f}" == "411.97"
    assert f"{float(done.balance(target)):+.2f}" == "+5.53"


def test_time_in_lieu_taken_counts_and_the_year_is_projected() -> None:
    done = HoursSoFar(Fraction(90), Fraction(5), Fraction(5))
    assert done.balance(Fraction(110)) == -10
    assert done.projected(days_gone=73, days_of_year=365) == 500


def test_abstraction_is_what_is_unavailable_of_contracted_hours() -> None:
    assert share_unavailable(unavailable=Fraction(300), contracted=Fraction(1200)) == Fraction(
        1, 4
    )


def test_a_leave_year_is_cut_into_quarters_of_three_months() -> None:
    april = quarters(dt.date(2026, 4, 1), dt.date(2027, 4, 1))
    assert [start for start, _end in april] == [
        dt.date(2026, 4, 1),
        dt.date(2026, 7, 1),
        dt.date(2026, 10, 1),
        dt.date(2027, 1, 1),
    ]
    assert [end for _start, end in april][2:] == [dt.date(2027, 1, 1), dt.date(2027, 4, 1)]


def test_a_quarter_that_would_begin_on_a_missing_day_begins_the_day_after() -> None:
    winter = quarters(dt.date(2026, 11, 30), dt.date(2027, 11, 30))
    assert [start for start, _end in winter][1] == dt.date(2027, 3, 1)


def test_a_quarter_that_would_begin_on_the_last_of_november_begins_in_december() -> None:
    autumn = quarters(dt.date(2026, 8, 31), dt.date(2027, 8, 31))
    assert [start for start, _end in autumn] == [
        dt.date(2026, 8, 31),
        dt.date(2026, 12, 1),
        dt.date(2027, 3, 1),
        dt.date(2027, 5, 31),
    ]
