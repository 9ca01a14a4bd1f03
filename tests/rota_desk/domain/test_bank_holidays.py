"""Bank holidays against the statutory tables of three nations."""

import csv
import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from rota_desk.domain import bank_holidays
from rota_desk.domain.bank_holidays import (
    NATIONS,
    bank_holidays_of,
    bank_holidays_within,
    reckoned,
)

TABLE = Path(__file__).parent / "cases" / "bank_holidays.csv"


def published() -> dict[tuple[str, int], dict[dt.date, bool]]:
    """Give the table's days by nation and year, each with whether it is a substitute."""
    found: dict[tuple[str, int], dict[dt.date, bool]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = dt.date.fromisoformat(row["date"])
            year = found.setdefault((row["jurisdiction"], day.year), {})
            year[day] = row["substitute"] == "yes"
    return found


PUBLISHED = published()


def test_the_table_holds_three_nations_and_five_years() -> None:
    assert sorted(PUBLISHED) == sorted(product(NATIONS, range(2024, 2029)))
    assert sum(map(len, PUBLISHED.values())) == 136


@pytest.mark.parametrize(("nation", "year"), PUBLISHED)
def test_the_days_are_those_published(nation: str, year: int) -> None:
    found = bank_holidays_of(nation, year)
    assert {day: "substitute day" in name for day, name in found.items()} == PUBLISHED[
        nation, year
    ]


def test_a_leave_year_may_hold_ten() -> None:
    found = bank_holidays_within("england-and-wales", dt.date(2026, 4, 1), dt.date(2027, 4, 1))
    assert len(found) == 10


def test_a_substitute_day_says_so() -> None:
    found = bank_holidays_of("england-and-wales", 2026)
    assert found[dt.date(2026, 12, 28)] == "Boxing Day (substitute day)"


@pytest.mark.parametrize("nation", NATIONS)
def test_the_table_says_what_the_library_reckons_and_years_beyond_it_are_reckoned(
    nation: str,
) -> None:
    years = range(2018, 2038)
    assert {year: bank_holidays_of(nation, year) for year in years} == {
        year: reckoned(nation, year) for year in years
    }


def test_a_nation_nobody_knows_has_the_days_of_england_and_wales() -> None:
    assert bank_holidays_of("elsewhere", 2026) == bank_holidays_of("england-and-wales", 2026)
    assert NATIONS == {
        "england-and-wales": "England and Wales",
        "scotland": "Scotland",
        "northern-ireland": "Northern Ireland",
    }


def test_days_are_given_from_the_first_until_before_the_end() -> None:
    christmas, boxing = dt.date(2026, 12, 25), dt.date(2026, 12, 28)
    new_year = dt.date(2027, 1, 1)
    assert list(bank_holidays_within("scotland", christmas, new_year)) == [christmas, boxing]
    assert list(bank_holidays_within("england-and-wales", boxing, new_year)) == [boxing]
    assert list(bank_holidays_within("scotland", new_year, dt.date(2027, 1, 5))) == [
        new_year, dt.date(2027, 1, 4),
    ]  # fmt: skip


def test_what_stands_in_the_table_is_not_reckoned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(nation: str, year: int) -> dict[dt.date, str]:
        pytest.fail(f"reckoned {nation} {year}")

    known = bank_holidays_of("scotland", 2026)
    bank_holidays_of.cache_clear()
    monkeypatch.setattr(bank_holidays, "reckoned", again)
    assert bank_holidays_of("scotland", 2026) == known


def test_only_the_years_of_the_period_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def known(_: str, year: int) -> dict[dt.date, str]:
        asked.append(year)
        return {dt.date(year, 1, 1): "New Year's Day"}

    monkeypatch.setattr(bank_holidays, "bank_holidays_of", known)
    found = bank_holidays_within("scotland", dt.date(2025, 12, 1), dt.date(2027, 1, 1))
    assert (asked, list(found)) == ([2025, 2026, 2027], [dt.date(2026, 1, 1)])
