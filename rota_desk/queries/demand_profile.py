"""Need against have of a round-the-clock service, by the half-hour."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, HourlyDemand
from models.hourly_demand import BANK_HOLIDAY
from rota_desk.domain.span import midnight
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.standing import Rota, standing_rota
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, moment_words

DAY = dt.timedelta(days=1)
HALF = dt.timedelta(minutes=30)
HALVES = 48  # of a day, by the clock on the wall


@dataclass(frozen=True, slots=True)
class HalfHour:
    """Half an hour by the clock: people needed, and people there for all of it."""

    start: dt.datetime
    need: Decimal
    have: int

    @property
    def short(self) -> Decimal:
        """People missing, never below 0."""
        return max(self.need - self.have, Decimal(0))

    @property
    def over(self) -> Decimal:
        """People beyond the need, never below 0."""
        return max(self.have - self.need, Decimal(0))


@dataclass(frozen=True, slots=True)
class DemandDay:
    """A day of a service, half-hour by half-hour."""

    day: dt.date
    holiday: str  # its name, or empty
    halves: tuple[HalfHour, ...]

    @property
    def hours_short(self) -> Decimal:
        """Hours of people missing; a surplus at noon never meets the need of the night."""
        return sum((one.short for one in self.halves), Decimal(0)) / 2

    @property
    def hours_over(self) -> Decimal:
        """Hours of people beyond the need."""
        return sum((one.over for one in self.halves), Decimal(0)) / 2

    @property
    def hours_needed(self) -> Decimal:
        """Hours of people needed."""
        return sum((one.need for one in self.halves), Decimal(0)) / 2

    @property
    def worst(self) -> HalfHour | None:
        """The half-hour that misses most; None where nothing is short."""
        worst = max(self.halves, key=lambda one: one.short, default=None)
        return worst if worst is not None and worst.short else None


@dataclass(frozen=True, slots=True)
class DemandProfile:
    """A service over some days."""

    service: str
    services: tuple[str, ...]  # every service that has a demand
    activities: tuple[str, ...]  # by whose sessions it is met
    start: dt.date
    end: dt.date
    days: tuple[DemandDay, ...]

    @property
    def hours_short(self) -> Decimal:
        """Hours of people missing over all days."""
        return sum((one.hours_short for one in self.days), Decimal(0))

    @property
    def hours_over(self) -> Decimal:
        """Hours of people beyond the need over all days."""
        return sum((one.hours_over for one in self.days), Decimal(0))

    @property
    def hours_needed(self) -> Decimal:
        """Hours of people needed over all days."""
        return sum((one.hours_needed for one in self.days), Decimal(0))


def demand_profile(
    read: Reading, *, start: dt.date, end: dt.date, service: str = ""
) -> DemandProfile:
    """Need against have of a service until before `end`; the first one if none is named."""
    rows = read.all(
        select(HourlyDemand).order_by(HourlyDemand.service, HourlyDemand.start, HourlyDemand.id)
    )
    services = tuple(dict.fromkeys(one.service for one in rows))
    chosen = service if service in services else next(iter(services), "")
    works = [one for one in read.all(select(Activity)) if chosen and one.service == chosen]
    own = [one for one in rows if one.service == chosen]
    rota = standing_rota(read, start=start - DAY, end=end)
    there = _there(rota, {one.id for one in works}, start, end)
    holidays = bank_holidays(read, start=start, end=end)
    return DemandProfile(
        service=chosen,
        services=services,
        activities=tuple(f"{one.code}  {one.name}" for one in works),
        start=start,
        end=end,
        days=tuple(
            DemandDay(day, holidays.get(day, ""), tuple(_halves(own, day, holidays, there)))
            for day in _days(start, end)
        ),
    )


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (start + number * DAY for number in range((end - start).days))


def _halves(
    rows: Iterable[HourlyDemand],
    day: dt.date,
    holidays: Mapping[dt.date, str],
    there: Mapping[dt.datetime, int],
) -> Iterator[HalfHour]:
    needs = _needs(rows, day, holiday=day in holidays)
    for number in range(HALVES):
        start = midnight(day) + number * HALF
        yield HalfHour(start, needs.get(number, Decimal(0)), there.get(start, 0))


def _needs(rows: Iterable[HourlyDemand], day: dt.date, *, holiday: bool) -> Mapping[int, Decimal]:
    """The people needed in each half-hour of a day, by its number.

    A bank holiday has its own rows, where there are any; of several the one that began last. A
    row on the hour holds until the next hour, unless one on the half-hour says otherwise.
    """
    held = [one for one in rows if one.start <= day and (one.end is None or day < one.end)]
    own = [one for one in held if one.weekday == BANK_HOLIDAY] if holiday else []
    said = own or [one for one in held if one.weekday == day.weekday()]
    since = max((one.start for one in said), default=day)
    found: dict[int, Decimal] = {}
    for one in sorted((one for one in said if one.start == since), key=lambda one: one.starts):
        number = (one.starts.hour * 60 + one.starts.minute) // 30
        found[number] = one.people
        if number % 2 == 0:
            found[number + 1] = one.people
    return found


def _there(
    rota: Rota, activities: set[int], start: dt.date, end: dt.date
) -> Mapping[dt.datetime, int]:
    """How many people are there for the whole of each half-hour."""
    found: dict[dt.datetime, int] = defaultdict(int)
    for one in rota.sessions:
        if one.activity_id in activities and rota.stands(one):
            have = rota.counted(one.id)
            at = max(_next_half(one.start), midnight(start))
            while have and at + HALF <= one.end and at < midnight(end):
                found[at] += have
                at += HALF
    return found


def _next_half(moment: dt.datetime) -> dt.datetime:
    past = (moment - dt.datetime.combine(moment.date(), dt.time())) % HALF
    return moment + (HALF - past if past else dt.timedelta())


def people_words(people: Decimal) -> str:
    """People of a need, which may be parts of one: "12.5", "3"."""
    return f"{people.normalize():f}"


def profile_sentence(found: DemandProfile) -> str:
    """What a profile comes to: hours needed, short and over, and the worst half-hour."""
    if not found.service:
        return "No demand is on file."
    worst = max(
        (one.worst for one in found.days if one.worst), key=lambda one: one.short, default=None
    )
    said = (
        f"{people_words(found.hours_needed)} h needed, {people_words(found.hours_short)} h short,"
        f" {people_words(found.hours_over)} h over"
    )
    if worst is None:
        return f"{said}; every half-hour is met."
    missing = (
        count_words(1, "person") if worst.short == 1 else f"{people_words(worst.short)} people"
    )
    return f"{said}. Worst: {moment_words(worst.start)}, {missing} short."
