"""Duties as columns of whole minutes, by person and start, for what is asked of everybody."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from rota_desk.domain.facts import Duty, DutyKind, Person
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.span import DAY, WallMinutes, day_number, instant, minutes_ahead
from rota_desk.domain.spots import Spots
from rota_desk.domain.timeline import Minutes

_LONGEST = 2 * 366 * DAY  # minutes; a duty that lasts longer is measured by itself
_AROUND = 8  # days either side of the horizon whose offset from UTC is looked up at once


@dataclass(frozen=True, eq=False)
class Columns:
    """The duties that start within a horizon, each a row; one person's stand together.

    `who` and `duty` are places in the picture's people and duties. Minutes are as in a
    `Stretch`: elapsed, and by the clock on the wall.
    """

    people: int
    duty: Ints
    who: Ints
    start: Ints
    end: Ints
    wall_start: Ints
    wall_end: Ints
    on_call: Flags
    work: Ints
    counts: Flags  # as work
    joins: Flags
    permitted: Flags

    def of(self, place: int) -> tuple[list[int], tuple[Minutes, ...]]:
        """Give the places of one person's duties, by start, and their minutes."""
        return self._rows(slice(*self._bounds[place : place + 2]))

    def on(self, place: int, spots: Spots) -> tuple[list[int], tuple[Minutes, ...]]:
        """Give the places of one person's duties that start in some spots, and their minutes."""
        return self._rows(self._bounds[place] + self.among(place, spots))

    def among(self, place: int, spots: Spots) -> Ints:
        """Say which of one person's duties, by start, start in some spots."""
        first, last = self._bounds[place : place + 2]
        return spots.on(place, self._day[first:last])

    @cached_property
    def _day(self) -> Ints:
        """The number of the date on which each starts."""
        return self.wall_start // DAY

    @cached_property
    def _bounds(self) -> list[int]:
        """The row at which each person's duties begin, and the row after all."""
        bounds: list[int] = np.searchsorted(self.who, np.arange(self.people + 1)).tolist()
        return bounds

    @cached_property
    def _sides(self) -> Ints:
        """The place and the minutes of each duty, below each other."""
        return np.stack((self.duty, self.start, self.end, self.wall_start, self.wall_end))

    def _rows(self, rows: Ints | slice) -> tuple[list[int], tuple[Minutes, ...]]:
        duty, *minutes = self._sides[:, rows].tolist()
        return duty, tuple(zip(*minutes, strict=True))


def columns_of(
    duties: Sequence[Duty],
    people: Sequence[Person],
    *,
    zone: ZoneInfo,
    first: dt.date,
    beyond: dt.date,
) -> Columns:
    """Resolve duties to minutes; those that start outside the horizon are left out."""
    starts, ends = _walls(duties)
    whose = _places(duties, people)
    opens, closes = day_number(first) * DAY, day_number(beyond) * DAY
    duty = _in_order(whose, starts, ends, (whose >= 0) & (starts >= opens) & (starts < closes))
    in_place = len(duty) == len(duties) and bool((duty[1:] > duty[:-1]).all())
    rows = slice(None) if in_place else duty
    wall_start, wall_end = starts[rows], ends[rows]
    around = (day_number(first) - _AROUND, day_number(beyond) + _AROUND)
    start = _instants(wall_start, around, zone, lambda row: duties[duty[row]].start)
    end = _instants(wall_end, around, zone, lambda row: duties[duty[row]].end)
    joins, on_call, counts, permitted = (one[rows] for one in _marks(duties))
    work = np.maximum(0, end - start)
    work[on_call] = [duties[at].work_minutes or 0 for at in duty[on_call].tolist()]
    return Columns(
        people=len(people),
        duty=duty,
        who=whose[rows],
        start=start,
        end=np.maximum(start, end),
        wall_start=wall_start,
        wall_end=wall_end,
        on_call=on_call,
        work=work,
        counts=counts,
        joins=joins,
        permitted=permitted,
    )


def _walls(duties: Sequence[Duty]) -> tuple[Ints, Ints]:
    """Give the starts and the ends by the clock on the wall."""
    minute, count = WallMinutes().__getitem__, len(duties)
    return (
        np.fromiter(map(minute, [one.start for one in duties]), np.int64, count),
        np.fromiter(map(minute, [one.end for one in duties]), np.int64, count),
    )


def _places(duties: Sequence[Duty], people: Sequence[Person]) -> Ints:
    """Give the place among the people of whose each duty is, -1 where nobody is known."""
    place = {person.clinician_id: number for number, person in enumerate(people)}
    whose = np.fromiter([one.clinician_id for one in duties], np.int64, len(duties))
    fresh = np.flatnonzero(np.concatenate(([True], whose[1:] != whose[:-1]))[: len(whose)])
    found = np.array([place.get(one, -1) for one in whose[fresh].tolist()], np.int64)
    return np.repeat(found, np.diff(fresh, append=len(whose)))


def _marks(duties: Sequence[Duty]) -> tuple[Flags, Flags, Flags, Flags]:
    """Say of each duty whether it joins, is on call, counts as work and is permitted.

    Most are shifts that count and are permitted; the others are looked at one by one.
    """
    plain, other = DutyKind.SHIFT, 2
    told = [
        one.joins if one.kind is plain and one.counts_as_work and one.permitted else other
        for one in duties
    ]
    found = np.frombuffer(bytes(told), np.uint8)
    joins, on_call, counts, permitted = found == 1, found > other, found <= other, found <= other
    rows = np.flatnonzero(found == other)
    others = [duties[at] for at in rows.tolist()]
    joins[rows] = [one.joins for one in others]
    on_call[rows] = [one.kind is DutyKind.ON_CALL for one in others]
    counts[rows] = [one.counts_as_work for one in others]
    permitted[rows] = [one.permitted for one in others]
    return joins, on_call, counts, permitted


def _in_order(whose: Ints, starts: Ints, ends: Ints, known: Flags) -> Ints:
    """Give the places of the known duties by person, start and end; of like ones the first."""
    if known.all() and _ordered(whose, starts, ends):
        return np.arange(len(whose))
    places = np.flatnonzero(known)
    if len(places):
        start = starts[places] - starts[places].min()
        length = np.clip(ends[places] - starts[places], 0, _LONGEST)
        key = (whose[places] * (start.max() + 1) + start) * (_LONGEST + 1) + length
        places = places[np.argsort(key, kind="stable")]
    return places


def _ordered(whose: Ints, starts: Ints, ends: Ints) -> bool:
    """Whether duties stand by person, start and end already."""
    end = ends[1:] >= ends[:-1]
    start = (starts[1:] > starts[:-1]) | ((starts[1:] == starts[:-1]) & end)
    return bool(((whose[1:] > whose[:-1]) | ((whose[1:] == whose[:-1]) & start)).all())


def _instants(
    walls: Ints, around: tuple[int, int], zone: ZoneInfo, wall: Callable[[int], dt.datetime]
) -> Ints:
    """Count elapsed minutes up to each wall time, one by one on the days of a clock change."""
    ahead = [minutes_ahead(day, zone) for day in range(*around)]
    plain = np.array([one is not None for one in ahead], np.bool_)
    offsets = np.array([one or 0 for one in ahead], np.int64)
    day = walls // DAY - around[0]
    inside = (day >= 0) & (day < len(offsets))
    if not inside.all():
        day = np.where(inside, day, 0)
    minutes = walls - offsets[day]
    known: dict[tuple[dt.datetime, int], int] = {}
    for row in np.flatnonzero(~(inside & plain[day])).tolist():
        at = wall(row)
        if (at, at.fold) not in known:
            known[at, at.fold] = instant(at, zone)
        minutes[row] = known[at, at.fold]
    return minutes
