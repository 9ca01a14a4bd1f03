"""The use of rooms as a map: rooms down; weeks, or the parts of a week, across."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.types import Slot
from rota_desk.domain.said import DAYS
from rota_desk.domain.times import monday_of
from rota_desk.queries.room_use import Measured, Use, use_of
from rota_desk.words import day_words

PARTS = {Slot.AM: "AM", Slot.PM: "PM", Slot.EVENING: "Eve", Slot.NIGHT: "Night", Slot.DAY: "Day"}
FAR = Fraction(1, 10)  # this much below the target is marked as far below
Cells = dict[tuple[str, str], list[Measured]]


@dataclass(frozen=True, slots=True)
class UseLine:
    """A room with its use in each column."""

    name: str
    cells: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class UseMap:
    """Rooms down and columns across; the last line is all rooms together."""

    heads: tuple[str, ...]
    lines: tuple[UseLine, ...]


def mapped(measures: Iterable[Measured], *, by_week: bool) -> UseMap:
    """The use of each room by week, or by weekday and part of the day."""
    found = [one for one in measures if one.planned]
    order = sorted({_place(one, by_week=by_week) for one in found})
    cells: Cells = defaultdict(list)
    for one in found:
        head = _head(_place(one, by_week=by_week), by_week=by_week)
        cells[f"{one.room.name}, {one.room.site}", head].append(one)
        cells["All rooms", head].append(one)
    heads = tuple(_head(place, by_week=by_week) for place in order)
    names = sorted({name for name, _head_of in cells if name != "All rooms"})
    return UseMap(
        heads,
        tuple(
            UseLine(name, tuple(use_of(head, cells.get((name, head), ())) for head in heads))
            for name in (*names, *(("All rooms",) if names else ()))
        ),
    )


def _place(one: Measured, *, by_week: bool) -> tuple[int, int]:
    day = one.session.start.date()
    if by_week:
        return monday_of(day).toordinal(), 0
    return day.weekday(), tuple(PARTS).index(one.session.slot)


def _head(place: tuple[int, int], *, by_week: bool) -> str:
    if by_week:
        return day_words(dt.date.fromordinal(place[0])).partition(" ")[2]
    return f"{DAYS[place[0]]} {tuple(PARTS.values())[place[1]]}"
