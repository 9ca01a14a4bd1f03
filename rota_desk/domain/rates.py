"""What extra work earns: a rate card's bands laid over a session, split where a band ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from rota_desk.domain.said import day
from rota_desk.domain.span import instant
from rota_desk.errors import Refusal

HOUR, SESSION, PA, LIST, POINT = "hour", "session", "pa", "list", "point"
UNITS = (HOUR, SESSION, PA, LIST, POINT)
WEEKDAY, SATURDAY, SUNDAY, HOLIDAY = "weekday", "saturday", "sunday", "holiday"
DAY_CLASSES = (WEEKDAY, SATURDAY, SUNDAY, HOLIDAY)
_PENNY = Decimal("0.01")
_THOUSANDTH = Decimal("0.001")
_SATURDAY, _SUNDAY = 5, 6
_DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Band:
    """A rate for a class of day between two times of the clock.

    `ends` 00:00 means the end of the day; a band that ends before it starts covers both edges of
    the same date. An empty grade or activity means any.
    """

    day_class: str
    starts: dt.time
    ends: dt.time
    unit: str
    amount: Decimal
    grade: str = ""
    activity: str = ""

    def covers(self, minute: int) -> bool:
        """Whether a minute of the day, 0 to 1439, lies in the band."""
        starts, ends = _minute(self.starts), _minute(self.ends) or _DAY
        if starts < ends:
            return starts <= minute < ends
        return minute >= starts or minute < ends

    def edges(self) -> tuple[int, int]:
        """The minutes of the day at which the band starts and ends."""
        return _minute(self.starts), _minute(self.ends)


@dataclass(frozen=True, slots=True)
class Work:
    """What is priced: when, by whose grade, and how much of a unit other than hours."""

    start: dt.datetime
    end: dt.datetime
    grade: str = ""
    activity: str = ""
    unit: str = HOUR
    quantity: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the work inside one band: `quantity` × `rate` = `amount`."""

    start: dt.datetime
    end: dt.datetime
    quantity: Decimal
    unit: str
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """The parts of a session's price; the whole is the sum of what its parts say."""

    parts: tuple[Part, ...]

    @property
    def quantity(self) -> Decimal:
        """Hours, or whatever the unit is, in all."""
        return sum((part.quantity for part in self.parts), Decimal(0))

    @property
    def amount(self) -> Decimal:
        """Pounds and pence in all."""
        return sum((part.amount for part in self.parts), Decimal(0)).quantize(_PENNY)


def price(
    work: Work, bands: Sequence[Band], *, zone: ZoneInfo, holidays: Collection[dt.date] = ()
) -> Price:
    """Price a session by a card's bands.

    Hours and PAs are split at every band boundary and at midnight; a session, list or point is
    paid whole at the rate that holds when it starts. Hours are elapsed hours. Pence are rounded
    half up in each part.
    """
    if work.end <= work.start:
        raise Refusal("The session has to end after it starts. Check both times.")
    fitting = _fitting(work, bands)
    if work.unit not in (HOUR, PA):
        band = _band_at(work.start, fitting, holidays)
        return Price((_part(work.start, work.end, work.quantity, band),))
    pieces = list(_pieces(work, fitting, holidays))
    if work.unit == HOUR:
        shares = [_hours(start, end, zone) for start, end, _ in pieces]
    else:
        whole = _hours(work.start, work.end, zone)
        shares = [work.quantity * _hours(start, end, zone) / whole for start, end, _ in pieces]
    return Price(
        tuple(
            _part(start, end, share, band)
            for (start, end, band), share in zip(pieces, shares, strict=True)
        )
    )


def day_class(when: dt.date, bands: Iterable[Band], holidays: Collection[dt.date]) -> str:
    """The class of a day on a card; a holiday counts by its weekday where the card has no own."""
    if when in holidays and any(band.day_class == HOLIDAY for band in bands):
        return HOLIDAY
    return {_SATURDAY: SATURDAY, _SUNDAY: SUNDAY}.get(when.weekday(), WEEKDAY)


def _fitting(work: Work, bands: Sequence[Band]) -> list[Band]:
    """The bands of the unit that speak of this grade and activity, closest fit first."""
    usable = [
        band
        for band in bands
        if band.unit == work.unit
        and band.grade in ("", work.grade)
        and band.activity in ("", work.activity)
    ]
    return sorted(usable, key=lambda band: (not band.activity, not band.grade))


def _pieces(
    work: Work, bands: Sequence[Band], holidays: Collection[dt.date]
) -> Iterator[tuple[dt.datetime, dt.datetime, Band]]:
    """Cut the work where a band begins or ends; neighbours at one rate stay one piece."""
    last: tuple[dt.datetime, dt.datetime, Band] | None = None
    for start, end in _cuts(work, bands):
        band = _band_at(start, bands, holidays)
        if last is not None and last[2].amount == band.amount:
            last = (last[0], end, band)
            continue
        if last is not None:
            yield last
        last = (start, end, band)
    if last is not None:
        yield last


def _cuts(work: Work, bands: Sequence[Band]) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    edges = {0} | {edge for band in bands for edge in band.edges()}
    moments = {work.start, work.end}
    midnight = dt.datetime.combine(work.start.date(), dt.time())
    while midnight < work.end:
        for edge in edges:
            moment = midnight + dt.timedelta(minutes=edge)
            if work.start < moment < work.end:
                moments.add(moment)
        midnight += dt.timedelta(days=1)
    ordered = sorted(moments)
    return pairwise(ordered)


def _band_at(moment: dt.datetime, bands: Sequence[Band], holidays: Collection[dt.date]) -> Band:
    wanted = day_class(moment.date(), bands, holidays)
    minute = moment.hour * 60 + moment.minute
    for band in bands:
        if band.day_class == wanted and band.covers(minute):
            return band
    raise Refusal(
        f"The rate card has no rate for {day(moment.date())} at {moment:%H:%M}."
        " Add the band to the card, or check the times."
    )


def _part(start: dt.datetime, end: dt.datetime, quantity: Decimal, band: Band) -> Part:
    amount = (quantity * band.amount).quantize(_PENNY, ROUND_HALF_UP)
    shown = quantity.quantize(_THOUSANDTH, ROUND_HALF_UP).normalize()
    return Part(start, end, shown, band.unit, band.amount, amount)


def _hours(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> Decimal:
    return Decimal(instant(end, zone) - instant(start, zone)) / 60


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute
