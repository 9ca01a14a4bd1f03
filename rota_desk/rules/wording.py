"""How a finding says figures and moments: 9 h 30 min, Tue 10 Nov 21:30."""

import datetime as dt
from fractions import Fraction
from functools import lru_cache

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT = {"hours": "h", "minutes": "min", "ratio": "ratio", "pas": "PA", "percent": "%"}


@lru_cache(maxsize=4096)
def moment(when: dt.datetime) -> str:
    """Say a moment of the wall's clock; midnight is said with its date."""
    return f"{day(when)} {when.hour:02}:{when.minute:02}"


def span(start: dt.datetime, end: dt.datetime) -> str:
    """Say a span; an end on the same date is said by its time alone."""
    same = start.date() == end.date()
    return (
        f"{moment(start)} to {end.hour:02}:{end.minute:02}"
        if same
        else f"{moment(start)} to {moment(end)}"
    )


def day(when: dt.date) -> str:
    """Say a date by weekday, day and month, in English whatever the machine speaks."""
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"


def length(minutes: Fraction | int) -> str:
    """Say a length of time in hours and minutes, to the minute."""
    hours, rest = divmod(round(minutes), 60)
    if not rest:
        return f"{hours} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


@lru_cache(maxsize=4096)
def quantity(value: Fraction | int, unit: str) -> str:
    """Say a quantity with its unit; ratios as one in so many."""
    if unit in ("hours", "minutes"):
        return length(value)
    if unit == "ratio":
        return _ratio(Fraction(value))
    if unit == "pas":
        return f"{float(value):.3g} PA" if value < 1 else f"{_trimmed(float(value))} PA"
    if unit in ("percent", "share"):
        return f"{_trimmed(float(value * 100 if unit == 'share' else value))} %"
    shown = _trimmed(float(value))
    return f"{shown} {_one(unit)}" if value == 1 else f"{shown} {unit}"


def _one(unit: str) -> str:
    if unit == "people":
        return "person"
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _ratio(value: Fraction) -> str:
    if not value:
        return "none"
    return f"1 in {_trimmed(float(1 / value))}"


def _trimmed(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=4096)
def in_unit(value: Fraction | int, unit: str) -> float:
    """Give a kept quantity as a decimal of its unit: minutes become decimal hours."""
    return round(float(value / 60 if unit == "hours" else value), 4)


def short(unit: str) -> str:
    """Give a unit as scripts know it: h, PA, or the word itself."""
    return _SHORT.get(unit, unit)
