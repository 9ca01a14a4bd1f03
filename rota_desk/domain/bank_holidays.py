"""Bank holidays of a nation of the United Kingdom, by the substitute day where there is one."""

import datetime as dt
from functools import cache

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

    A Saturday or Sunday that has a substitute day is left out, for the substitute is the holiday.
    A nation that is not known has the days of England and Wales.
    """
    from holidays import country_holidays

    subdivision = _SUBDIVISIONS.get(nation, "ENG")
    found = dict(country_holidays("GB", subdiv=subdivision, years=[year]).items())
    replaced = {name.removesuffix(_OBSERVED) for name in found.values() if _OBSERVED in name}
    return {
        day: name.replace(_OBSERVED, " (substitute day)")
        for day, name in sorted(found.items())
        if not (day.weekday() >= _SATURDAY and name in replaced)
    }


def bank_holidays_within(nation: str, start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """The bank holidays from `start` until before `end`."""
    return {
        day: name
        for year in range(start.year, end.year + 1)
        for day, name in bank_holidays_of(nation, year).items()
        if start <= day < end
    }
