"""Bank holidays of a nation of the United Kingdom, by the substitute day where there is one."""

import datetime as dt
from functools import cache

from resources import read_text

ENGLAND_AND_WALES = "england-and-wales"
SCOTLAND = "scotland"
NORTHERN_IRELAND = "northern-ireland"
NATIONS = {
    ENGLAND_AND_WALES: "England and Wales",
    SCOTLAND: "Scotland",
    NORTHERN_IRELAND: "Northern Ireland",
}
_SUBDIVISIONS = {ENGLAND_AND_WALES: "ENG", SCOTLAND: "SCT", NORTHERN_IRELAND: "NIR"}
_OBSERVED = " (observed)"
_SATURDAY = 5


@cache
def bank_holidays_of(nation: str, year: int) -> dict[dt.date, str]:
    """The bank holidays of a calendar year, each with its name, in order of date.

    A nation that is not known has the days of England and Wales.
    """
    known = nation if nation in NATIONS else ENGLAND_AND_WALES
    table = _table(known)
    return table[year] if year in table else reckoned(known, year)


def reckoned(nation: str, year: int) -> dict[dt.date, str]:
    """The year's days by the `holidays` library, which the table is made from.

    A Saturday or Sunday that has a substitute day is left out, for the substitute is the holiday.
    """
    from holidays import country_holidays  # takes a tenth of a second, and is seldom needed

    found = dict(country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=[year]).items())
    replaced = {name.removesuffix(_OBSERVED) for name in found.values() if _OBSERVED in name}
    return {
        day: name.replace(_OBSERVED, " (substitute day)")
        for day, name in sorted(found.items())
        if not (day.weekday() >= _SATURDAY and name in replaced)
    }


@cache
def _table(nation: str) -> dict[int, dict[dt.date, str]]:
    """The days that stand in resources/bank_holidays, by year."""
    years: dict[int, dict[dt.date, str]] = {}
    for line in read_text("bank_holidays", f"{nation}.csv").splitlines()[1:]:
        day, name = line.split(",", 1)
        held = dt.date.fromisoformat(day)
        years.setdefault(held.year, {})[held] = name
    return years


def bank_holidays_within(nation: str, start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """The bank holidays from `start` until before `end`."""
    return {
        day: name
        for year in range(start.year, end.year + 1)
        for day, name in bank_holidays_of(nation, year).items()
        if start <= day < end
    }
