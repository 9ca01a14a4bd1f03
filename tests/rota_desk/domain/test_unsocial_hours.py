"""Unsocial hours of Agenda for Change staff."""

import datetime as dt
from fractions import Fraction

import pytest

from rota_desk.domain.snapshot import LONDON
from rota_desk.domain.unsocial_hours import unsocial_hours
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import unsocial_terms
from rota_desk.rules.readings import RULEBOOK, Readings

DAY = dt.date(2026, 11, 2)


def hours(
    start: str, end: str, *, holidays: tuple[dt.date, ...] = (), read: Readings = RULEBOOK
) -> tuple[float, float]:
    low, high = unsocial_hours(
        dt.datetime.fromisoformat(start),
        dt.datetime.fromisoformat(end),
        zone=LONDON,
        terms=unsocial_terms(load("AFC-ENG"), DAY, read),
        holidays=holidays,
    )
    return float(low), float(high)


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        ("2026-11-03T14:00", "2026-11-03T22:00", 2, 0),
        ("2026-11-03T18:00", "2026-11-04T02:00", 8, 0),
        ("2026-11-03T16:00", "2026-11-04T00:00", 4, 0),
        ("2026-11-03T15:59", "2026-11-04T00:01", 4 + 1 / 60, 0),
        ("2026-11-07T22:00", "2026-11-08T06:00", 2, 6),
        ("2026-11-03T08:00", "2026-11-03T16:00", 0, 0),
        ("2026-11-07T09:00", "2026-11-07T17:00", 8, 0),
        ("2026-11-08T09:00", "2026-11-08T17:00", 0, 8),
        ("2026-11-06T20:00", "2026-11-07T04:00", 8, 0),
        ("2026-11-08T22:00", "2026-11-09T07:00", 7, 2),
    ],
)
def test_hours_at_each_rate(start: str, end: str, low: float, high: float) -> None:
    assert hours(start, end) == pytest.approx((low, high))


def test_a_bank_holiday_counts_as_a_sunday_by_the_hour() -> None:
    holidays = (dt.date(2026, 12, 25),)
    assert hours("2026-12-25T18:00", "2026-12-26T02:00", holidays=holidays) == (2, 6)


def test_the_night_of_clock_change_has_its_own_length() -> None:
    assert hours("2026-10-24T22:00", "2026-10-25T06:00") == (2, 7)


def test_half_a_shift_or_less_gives_nothing_where_it_is_read_so() -> None:
    read = RULEBOOK.reading("unsocial_half", "none")
    assert hours("2026-11-03T14:00", "2026-11-03T22:00", read=read) == (0, 0)
    assert hours("2026-11-03T18:00", "2026-11-04T02:00", read=read) == (8, 0)


def test_rates_go_by_the_band() -> None:
    rates = unsocial_terms(load("AFC-ENG"), DAY).rates
    assert rates["1"] == (Fraction(47), Fraction(94))
    assert rates["2"] == (Fraction(41), Fraction(83))
    assert rates["3"] == (Fraction(35), Fraction(69))
    assert rates["4-9"] == (Fraction(30), Fraction(60))


def test_summer_hours_are_counted_by_the_clock_and_end_at_midnight() -> None:
    assert hours("2026-07-07T18:00", "2026-07-08T02:00") == (8, 0)
    assert hours("2026-07-07T16:00", "2026-07-08T00:00") == (4, 0)
    assert hours("2026-10-24T20:00", "2026-10-25T02:00") == (4, 3)
