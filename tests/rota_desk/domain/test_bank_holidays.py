"""Bank holidays against the statutory tables of three nations."""

import datetime as dt

import pytest

from rota_desk.domain.bank_holidays import bank_holidays_of, bank_holidays_within

# Statute rules as published by GOV.UK (Open Government Licence v3.0); dates are facts.
PUBLISHED = {
    ("england-and-wales", 2026): "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    ("england-and-wales", 2027): "1/1 26/3 29/3 3/5 31/5 30/8 27/12 28/12",
    ("england-and-wales", 2028): "3/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
    ("scotland", 2026): "1/1 2/1 3/4 4/5 25/5 15/6 3/8 30/11 25/12 28/12",
    ("scotland", 2027): "1/1 4/1 26/3 3/5 31/5 2/8 30/11 27/12 28/12",
    ("scotland", 2028): "3/1 4/1 14/4 1/5 29/5 7/8 30/11 25/12 26/12",
    ("northern-ireland", 2026): "1/1 17/3 3/4 6/4 4/5 25/5 13/7 31/8 25/12 28/12",
    ("northern-ireland", 2027): "1/1 17/3 26/3 29/3 3/5 31/5 12/7 30/8 27/12 28/12",
}


@pytest.mark.parametrize(("nation", "year"), PUBLISHED)
def test_the_days_are_those_published(nation: str, year: int) -> None:
    found = " ".join(f"{day.day}/{day.month}" for day in bank_holidays_of(nation, year))
    assert found == PUBLISHED[nation, year]


def test_a_leave_year_may_hold_ten() -> None:
    found = bank_holidays_within("england-and-wales", dt.date(2026, 4, 1), dt.date(2027, 4, 1))
    assert len(found) == 10


def test_a_substitute_day_says_so() -> None:
    found = bank_holidays_of("england-and-wales", 2026)
    assert found[dt.date(2026, 12, 28)] == "Boxing Day (substitute day)"
