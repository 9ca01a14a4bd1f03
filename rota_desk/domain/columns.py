"""Duties as columns of whole minutes, by person and start, for what is asked of everybody."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
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
        first, last = self._bounds[place : place + 2]
        return self._rows(first + spots.on(place, self.wall_start[first:last] // DAY))

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
    place = {person.clinician_id: number for number, person in enumerate(people)}
    starts, ends = _walls(duties)
    whose = np.array([place.get(one.clinician_id, -1) for one in duties], np.int64)
    opens, closes = day_number(first) * DAY, day_number(beyond) * DAY
    duty = _in_order(whose, starts, ends, (whose >= 0) & (starts >= opens) & (starts < closes))
    known = _at(duties, duty)
    wall_start, wall_end = starts[duty], ends[duty]
    around = (day_number(first) - _AROUND, day_number(beyond) + _AROUND)
    start = _instants(wall_start, around, zone, lambda row: known[row].start)
    end = _instants(wall_end, around, zone, lambda row: known[row].end)
    on_call = _on_call(known)
    work = np.maximum(0, end - start)
    for row in np.flatnonzero(on_call).tolist():
        work[row] = known[row].work_minutes or 0
    return Columns(
        people=len(people),
        duty=duty,
        who=whose[duty],
        start=start,
        end=np.maximum(start, end),
        wall_start=wall_start,
        wall_end=wall_end,
        on_call=on_call,
        work=work,
        counts=_marks(known, "counts_as_work"),
        joins=_marks(known, "joins"),
        permitted=_marks(known, "permitted"),
    )


def _walls(duties: Sequence[Duty]) -> tuple[Ints, Ints]:
    """Give the starts and the ends by the clock on the wall."""
    minute = WallMinutes().__getitem__
    starts, ends = (
        np.fromiter(map(minute, map(attrgetter(side), duties)), np.int64, len(duties))
        for side in ("start", "end")
    )
    return starts, ends


def _on_call(duties: Sequence[Duty]) -> Flags:
    """Mark the on-call periods; most rotas have none."""
    kinds = list(map(attrgetter("kind"), duties))
    if kinds.count(DutyKind.SHIFT) == len(kinds):
        return np.zeros(len(kinds), np.bool_)
    return np.array([kind is DutyKind.ON_CALL for kind in kinds], np.bool_)


def _marks(duties: Sequence[Duty], name: str) -> Flags:
    """Say of each duty whether something holds."""
    return np.frombuffer(bytes(map(attrgetter(name), duties)), np.bool_)


def _at(duties: Sequence[Duty], places: Ints) -> Sequence[Duty]:
    """Give the duties at these places; all of them as they are where they stand in order."""
    if len(places) == len(duties) and (places == np.arange(len(duties))).all():
        return duties
    return [duties[place] for place in places.tolist()]


def _in_order(whose: Ints, starts: Ints, ends: Ints, known: Flags) -> Ints:
    """Give the places of the known duties by person, start and end; of like ones the first."""
    places = np.flatnonzero(known)
    if not len(places):
        return places
    start = starts[places] - starts[places].min()
    length = np.clip(ends[places] - starts[places], 0, _LONGEST)
    key = (whose[places] * (start.max() + 1) + start) * (_LONGEST + 1) + length
    if not (np.diff(key) < 0).any():
        return places
    return places[np.argsort(key, kind="stable")]


def _instants(
    walls: Ints, around: tuple[int, int], zone: ZoneInfo, wall: Callable[[int], dt.datetime]
) -> Ints:
    """Count elapsed minutes up to each wall time, one by one on the days of a clock change."""
    ahead = [minutes_ahead(day, zone) for day in range(*around)]
    plain = np.array([one is not None for one in ahead], np.bool_)
    offsets = np.array([one or 0 for one in ahead], np.int64)
    day = walls // DAY - around[0]
    inside = (day >= 0) & (day < len(offsets))
    day = np.where(inside, day, 0)
    minutes = walls - offsets[day]
    for row in np.flatnonzero(~(inside & plain[day])).tolist():
        minutes[row] = instant(wall(row), zone)
    return minutes
