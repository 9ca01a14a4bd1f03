"""Sessions delivered against the plan."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from rota_desk.domain.delivery import (
    Outcome,
    Tone,
    credited,
    expected_by_calendar,
    expected_by_days,
    expected_linear,
    variance,
)
from rota_desk.domain.facts import PlanLine
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import tolerance

EXPECTED = expected_linear(Fraction(210), weeks_gone=Fraction(20), weeks_available=Fraction(42))
ALLOWED = tolerance(load("ENG-CONS-2003"), dt.date(2026, 11, 2))


def test_twenty_of_forty_two_weeks_expect_a_hundred_of_two_hundred_and_ten() -> None:
    assert EXPECTED == 100


@pytest.mark.parametrize(
    ("delivered", "share", "tone"),
    [
        (96, Fraction(-4, 100), Tone.FINE),
        (95, Fraction(-5, 100), Tone.FINE),
        (92, Fraction(-8, 100), Tone.AMBER),
        (90, Fraction(-10, 100), Tone.AMBER),
        (113, Fraction(13, 100), Tone.RED),
    ],
)
def test_a_variance_has_a_tone(delivered: int, share: Fraction, tone: Tone) -> None:
    found = variance(credit=Fraction(delivered), expected=EXPECTED)
    assert found == share
    assert ALLOWED.tone(share) is tone


def test_without_anything_expected_there_is_no_variance() -> None:
    assert variance(credit=Fraction(3), expected=Fraction(0)) is None


def test_days_gone_are_taken_where_leave_is_not_recorded() -> None:
    assert expected_by_days(Fraction(210), days_gone=73) == 42


def test_what_is_credited_and_what_is_not() -> None:
    each = [(outcome, Fraction(1)) for outcome in Outcome]
    assert credited(each) == 4
    assert credited([(Outcome.OWN_REQUEST, Fraction(1)), (Outcome.EXTRA_PAID, Fraction(2))]) == 0


def monday_list() -> PlanLine:
    return PlanLine(1, 0, dt.time(8), dt.time(12), "DCC", sessions=Decimal(1))


def test_the_calendar_asks_for_no_bank_holiday_mondays_and_no_leave() -> None:
    first, last = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
    mondays = expected_by_calendar([monday_list()], first, last)
    holidays = {dt.date(2026, 4, 6), dt.date(2026, 5, 4), dt.date(2026, 5, 25)}
    away = {dt.date(2026, 6, 1), dt.date(2026, 6, 2)}
    less = expected_by_calendar([monday_list()], first, last, holidays=holidays, away=away)
    assert (int(mondays), int(less)) == (13, 9)


def test_a_flexible_line_and_one_of_no_sessions_stand_in_no_calendar() -> None:
    first, last = dt.date(2026, 11, 2), dt.date(2026, 11, 8)
    flexible = PlanLine(1, None, dt.time(8), dt.time(12), "DCC", sessions=Decimal(1))
    nothing = PlanLine(1, 0, dt.time(8), dt.time(12), "DCC")
    half = PlanLine(1, 0, dt.time(8), dt.time(12), "DCC", sessions=Decimal("0.5"))
    assert expected_by_calendar([flexible, nothing], first, last) == 0
    assert expected_by_calendar([half, monday_list()], first, last) == Fraction(3, 2)


def test_outcomes_and_tones_are_told_in_words() -> None:
    assert [one.value for one in Outcome] == [
        "delivered",
        "cancelled late by the employer",
        "elsewhere for the trust",
        "time shift paid back",
        "cancelled on request",
        "private work",
        "extra and paid",
    ]
    assert [one.value for one in Tone] == ["fine", "amber", "red"]


def test_a_year_is_expected_evenly_over_its_available_weeks() -> None:
    found = expected_linear(Fraction(84), weeks_gone=Fraction(3), weeks_available=Fraction(42))
    assert found == 6
