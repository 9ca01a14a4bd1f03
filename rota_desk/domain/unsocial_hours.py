"""Unsocial hours of Agenda for Change staff: which hours of a shift, at which rate."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from zoneinfo import ZoneInfo

from rota_desk.domain.span import DAY, Span, midnight

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class UnsocialTerms:
    """When the weekday night is, and the two rates of each band, in percent.

    Rates are (Saturday and weekday night, Sunday and public holiday). `half_pays`: hours in the
    window count also where they are half of the shift or less (open point O-14).
    """

    night_from: int  # minutes after midnight
    night_to: int
    rates: Mapping[str, tuple[Fraction, Fraction]]
    half_pays: bool = True


def unsocial_hours(
    start: dt.datetime,
    end: dt.datetime,
    *,
    zone: ZoneInfo,
    terms: UnsocialTerms,
    holidays: Collection[dt.date] = (),
) -> tuple[Fraction, Fraction]:
    """Give the hours at the lower and at the higher rate, elapsed time.

    A weekday shift with more than half of its time in the night qualifies whole; Saturdays,
    Sundays and public holidays count by the hour from midnight to midnight.
    """
    parts = list(_parts(start, end, zone, terms, holidays))
    shift = Span(start, end).length(zone)
    weekday, night, lower, higher = (_sum(parts, kind) for kind in ("day", "night", "sat", "sun"))
    if night * 2 > shift:
        night += weekday
    elif not terms.half_pays:
        night = dt.timedelta()
    return _hours(night + lower), _hours(higher)


def _parts(
    start: dt.datetime,
    end: dt.datetime,
    zone: ZoneInfo,
    terms: UnsocialTerms,
    holidays: Collection[dt.date],
) -> Iterator[tuple[str, dt.timedelta]]:
    day = start.date()
    while midnight(day) < end:
        for kind, opens, closes in _windows(day, terms, holidays):
            window = Span(midnight(day) + opens, midnight(day) + closes)
            common = window.common(Span(start, end))
            if common is not None:
                yield kind, common.length(zone)
        day += dt.timedelta(days=1)


def _windows(
    day: dt.date, terms: UnsocialTerms, holidays: Collection[dt.date]
) -> Iterator[tuple[str, dt.timedelta, dt.timedelta]]:
    if day in holidays or day.weekday() == _SUNDAY:
        yield "sun", _minutes(0), _minutes(DAY)
    elif day.weekday() == _SATURDAY:
        yield "sat", _minutes(0), _minutes(DAY)
    else:
        yield "night", _minutes(0), _minutes(terms.night_to)
        yield "day", _minutes(terms.night_to), _minutes(terms.night_from)
        yield "night", _minutes(terms.night_from), _minutes(DAY)


def _minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def _sum(parts: list[tuple[str, dt.timedelta]], wanted: str) -> dt.timedelta:
    return sum((length for kind, length in parts if kind == wanted), dt.timedelta())


def _hours(length: dt.timedelta) -> Fraction:
    return Fraction(length // dt.timedelta(minutes=1), 60)
