"""Annualised hours."""

import datetime as dt
from fractions import Fraction

from rota_desk.domain.annualised import (
    HoursSoFar,
    contract_hours,
    share_unavailable,
    toil_expires,
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


def test_time_in_lieu_expires_on_the_same_day_or_the_months_last() -> None:
    assert toil_expires(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert toil_expires(dt.date(2026, 9, 15), 3) == dt.date(2026, 12, 15)
    assert toil_expires(dt.date(2026, 10, 1), 3) == dt.date(2027, 1, 1)
