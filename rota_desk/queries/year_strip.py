"""The year planner: people down, days across, a letter for each day away, a count each day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from models import Clinician
from models.types import StaffGroup
from rota_desk.queries.away_days import AwayDays, AwayMark, away_days
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class StripDay:
    """The head of a day's column."""

    day: dt.date
    weekend: bool
    holiday: str
    today: bool


@dataclass(frozen=True, slots=True)
class StripRow:
    """A person's year: one mark a day, or none; `here` is False before joining, after leaving."""

    clinician_id: int
    name: str
    grade: str
    marks: tuple[AwayMark | None, ...]
    here_from: int  # the first column on which they are here
    here_until: int  # the column from which they are gone


@dataclass(frozen=True, slots=True)
class StripGroup:
    """A staff group with its people, how many are away each day, and the limit (0: none)."""

    group: StaffGroup
    title: str
    limit: int
    counts: tuple[int, ...]  # approved and unavailable
    asked: tuple[int, ...]  # waiting for an answer besides
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class YearStrip:
    """Days across and groups down, ready to be drawn."""

    days: tuple[StripDay, ...]
    groups: tuple[StripGroup, ...]
    year: tuple[dt.date, dt.date]  # the leave year, half-open

    @property
    def start(self) -> dt.date:
        """The first day shown."""
        return self.days[0].day


def year_strip(
    read: Reading, *, start: dt.date | None = None, end: dt.date | None = None
) -> YearStrip:
    """The days from `start` until before `end`; the present leave year without them."""
    year = leave_year(read, on=start or read.today)
    begin, until = start or year[0], end or year[1]
    holidays = bank_holidays(read, start=begin, end=until)
    days = tuple(
        _day(read, begin + DAY * number, holidays) for number in range((until - begin).days)
    )
    people = read.all(
        select(Clinician)
        .where(Clinician.leaves.is_(None) | (Clinician.leaves > begin))
        .where(Clinician.joined.is_(None) | (Clinician.joined < until))
        .order_by(Clinician.name)
    )
    marks = away_days(read, start=begin, end=until)
    return YearStrip(days, tuple(_groups(read, people, marks, days)), year)


def _day(read: Reading, day: dt.date, holidays: Mapping[dt.date, str]) -> StripDay:
    return StripDay(day, day.weekday() >= _SATURDAY, holidays.get(day, ""), day == read.today)


def _groups(
    read: Reading, people: Sequence[Clinician], marks: AwayDays, days: Sequence[StripDay]
) -> Iterator[StripGroup]:
    limits = leave_figures(read).away_limit
    order = list(StaffGroup)
    in_order = sorted(people, key=lambda one: order.index(one.group))
    for group, members in groupby(in_order, key=lambda one: one.group):
        there = [(person, marks.get(person.id, {})) for person in members]
        rows = tuple(_row(person, own, days) for person, own in there)
        theirs = [own for _person, own in there]
        yield StripGroup(
            group=group,
            title=GROUPS[group],
            limit=limits.get(group, 0),
            counts=_counts(theirs, days, asked=False),
            asked=_counts(theirs, days, asked=True),
            rows=rows,
        )


def _row(
    person: Clinician, marks: Mapping[dt.date, AwayMark], days: Sequence[StripDay]
) -> StripRow:
    first = days[0].day
    shown: list[AwayMark | None] = [None] * len(days)
    for day, mark in marks.items():
        shown[(day - first).days] = mark
    here_from = max((person.joined - first).days, 0) if person.joined else 0
    here_until = min((person.leaves - first).days, len(days)) if person.leaves else len(days)
    return StripRow(
        clinician_id=person.id,
        name=person.name,
        grade=person.grade,
        marks=tuple(shown),
        here_from=here_from,
        here_until=here_until,
    )


def _counts(
    marks: Iterable[Mapping[dt.date, AwayMark]], days: Sequence[StripDay], *, asked: bool
) -> tuple[int, ...]:
    """How many are away on each day; few days of a year have a mark."""
    away = Counter(day for own in marks for day, mark in own.items() if mark.asked is asked)
    return tuple(away[one.day] for one in days)
