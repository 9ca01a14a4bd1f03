"""Everybody's time at once, in columns and by dates: what a screen of the rules looks at."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from rota_desk.domain.columns import Columns
from rota_desk.domain.facts import Away, AwayKind, Person
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.shift_kinds import Nights
from rota_desk.domain.span import DAY, day_number, midnight_instants, wall_minute
from rota_desk.domain.stretches import NEVER, Stretches, latest, lay_stretches

_SATURDAY, _THURSDAY = 5, 3  # the first date of all was a Thursday
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, eq=False)
class Everybody:
    """The stretches of all people of a picture, and their sums by person and date.

    Sums are kept in tables with a row for each person and a column for each date of the horizon,
    and one more for the day after it. For whoever is `odd` none of this can be relied on.
    """

    zone: ZoneInfo
    first: dt.date
    days: int
    columns: Columns
    stretches: Stretches
    odd: Flags
    mixed: Flags  # who has a stretch of duties that start on several dates
    aways: tuple[tuple[int, Away], ...]  # with the place of the person
    _nights: dict[Nights, Flags] = field(default_factory=dict)
    _counts: dict[tuple[int, Nights], tuple[Ints, Ints, Ints]] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.columns.people

    @property
    def first_day(self) -> int:
        """The number of the horizon's first date."""
        return day_number(self.first)

    def nobody(self) -> Flags:
        """Give a fresh list of people in which nobody is marked."""
        return np.zeros(self.people, np.bool_)

    def marked(self, who: Ints) -> Flags:
        """Mark these people."""
        marks = self.nobody()
        marks[who] = True
        return marks

    @cached_property
    def calls(self) -> Stretches:
        """The on-call periods alone."""
        return self.stretches.rows(self.stretches.on_call)

    @cached_property
    def shifts(self) -> Stretches:
        """The shifts alone."""
        every = self.stretches
        return every.rows(~every.on_call) if every.on_call.any() else every

    def are_nights(self, nights: Nights) -> Flags:
        """Tell of each stretch whether it is a shift and a night."""
        if nights not in self._nights:
            self._nights[nights] = _are_nights(self.stretches, nights)
        return self._nights[nights]

    def counts(self, days: int, nights: Nights) -> tuple[Ints, Ints, Ints]:
        """Count each person's nights, weekends of shifts and on-call periods in so many days."""
        at = (days, nights)
        if at not in self._counts:
            beyond, every = self.first_day + days, self.stretches
            early = every.day < beyond
            shifts = early & ~every.on_call
            weekend = np.unique(_weekends(every.rows(shifts)))
            counted = (
                every.who[self.are_nights(nights) & early],
                weekend // NEVER,
                every.who[early & every.on_call],
            )
            a, b, c = (np.bincount(one, minlength=self.people) for one in counted)
            self._counts[at] = (a, b, c)
        return self._counts[at]

    def midnights(self, count: int) -> Ints:
        """Give the elapsed minutes at the first so many midnights of the horizon."""
        return np.array(midnight_instants(self.first_day, count, self.zone), np.int64)

    @cached_property
    def gap(self) -> Ints:
        """The minutes from the end of each shift to the person's next, `NEVER` after the last."""
        shifts = self.shifts
        gap = np.full(len(shifts.who), NEVER)
        gap[:-1][shifts.same] = (shifts.start[1:] - shifts.end[:-1])[shifts.same]
        return gap

    @cached_property
    def by_day(self) -> Ints:
        """Minutes of work in what starts on each date."""
        every = self.stretches
        return self.table(every.who, every.day, every.work)

    @cached_property
    def done(self) -> Ints:
        """Minutes of work in what started before each date."""
        done = np.zeros((self.people, self.days + 1), np.int64)
        np.cumsum(self.by_day[:, :-1], axis=1, out=done[:, 1:])
        return done

    @cached_property
    def left(self) -> tuple[Ints, Ints]:
        """Work left at each midnight of what had started: not less than, and not more than."""
        every, midnights = self.stretches, self.midnights(self.days + 1)
        width, number = self.days + 1, 0
        least, most = np.zeros((2, self.people * width), np.int64)
        rows = np.flatnonzero(every.last_day > every.day)
        while len(rows):
            number += 1
            column = every.day[rows] + number - self.first_day
            rows, column = rows[column <= self.days], column[column <= self.days]
            past, to_come = (
                midnights[column] - every.start[rows],
                every.end[rows] - midnights[column],
            )
            work = every.work[rows]
            real = np.minimum(work, every.length[rows])
            place = every.who[rows] * width + column
            np.add.at(least, place, np.maximum(0, real - past))
            np.add.at(most, place, np.clip(to_come, 0, work))
            rows = rows[every.last_day[rows] > every.day[rows] + number]
        return least.reshape(-1, width), most.reshape(-1, width)

    def table(self, who: Ints, day: Ints, minutes: Ints) -> Ints:
        """Add minutes up by person and date."""
        width = self.days + 1
        sums = np.zeros(self.people * width, np.int64)
        np.add.at(sums, who * width + (day - self.first_day), minutes)
        return sums.reshape(self.people, width)

    def rest_after(self, rows: Ints, ends: Ints | None = None) -> Ints:
        """Give no more than the rest from each of these stretches to the person's next.

        `ends`: a later moment from which it is measured. `NEVER` where no next is seen.
        """
        end = self.stretches.end[rows] if ends is None else ends
        until, following = self._around
        return np.where(until[rows] > end, 0, following[rows] - end)

    @cached_property
    def _around(self) -> tuple[Ints, Ints]:
        """Until when somebody is on call that began by then, and when the next stretch starts."""
        every = self.stretches
        following = np.full(len(every.who), NEVER)
        following[:-1][every.same] = every.start[1:][every.same]
        if not every.on_call.any():
            return np.full(len(every.who), -NEVER), following
        return latest(every.who, np.where(every.on_call, every.end, -NEVER // 2)), following

    def away(self, kinds: Iterable[AwayKind]) -> Flags:
        """Tell of each person and date whether somebody is away for one of these reasons."""
        wanted = frozenset(kinds)
        found = np.zeros((self.people, self.days + 1), np.bool_)
        for place, one in self.aways:
            if one.kind in wanted:
                first = day_number(one.start) - self.first_day
                last = day_number(one.end - _MINUTE) - self.first_day
                found[place, max(0, first) : max(0, min(last + 1, self.days))] = True
        return found


def lay_everybody(
    columns: Columns,
    people: Sequence[Person],
    aways: Iterable[Away],
    *,
    zone: ZoneInfo,
    first: dt.date,
    days: int,
) -> Everybody:
    """Measure everybody's duties at once."""
    stretches, odd, mixed = lay_stretches(columns)
    place = {person.clinician_id: number for number, person in enumerate(people)}
    known = tuple((place[one.clinician_id], one) for one in aways if one.clinician_id in place)
    return Everybody(zone, first, days, columns, stretches, odd, mixed, known)


def _are_nights(every: Stretches, nights: Nights) -> Flags:
    begins = every.wall_start % DAY
    ends = begins + every.template
    held = np.zeros(len(begins), np.int64)
    for day in range(-1, int(ends.max(initial=0)) // DAY + 1):
        opens, closes = day * DAY + nights.start, (day + 1) * DAY + nights.end
        held += np.maximum(0, np.minimum(ends, closes) - np.maximum(begins, opens))
    found: Flags = (held >= nights.holds) & ~every.on_call
    return found


def _weekends(shifts: Stretches) -> Ints:
    """Name each weekend on which somebody's shift starts by the person and its Saturday."""
    weekday = (shifts.day + _THURSDAY) % 7
    rows = weekday >= _SATURDAY
    named: Ints = (shifts.who * NEVER + shifts.day - weekday + _SATURDAY)[rows]
    return named


def away_minutes(aways: Sequence[tuple[int, Away]]) -> tuple[Ints, Ints, Ints]:
    """Give whose each time away is, and its start and end by the clock on the wall."""
    return (
        np.array([place for place, _ in aways], np.int64),
        np.array([wall_minute(one.start) for _, one in aways], np.int64),
        np.array([wall_minute(one.end) for _, one in aways], np.int64),
    )
