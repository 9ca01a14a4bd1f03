"""Endoscopy capacity: each list with its points, and what the weeks ahead hold for who waits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from models import DemandCount
from rota_desk.domain.points import NotCases, Tariff, cases_of, what_fits
from rota_desk.queries.list_points import procedures
from rota_desk.queries.room_use import Measured, measured
from rota_desk.unit_of_work import Reading

WEEK = dt.timedelta(weeks=1)
FORMULAS = (
    ("Capacity", "points of every list that is planned; a training list holds its own share"),
    ("Booked", "points booked on those lists"),
    ("Free", "capacity − booked, list by list; one booked beyond its capacity counts none"),
    ("Demand", "people who wait × points of the procedure, where its points are known"),
    ("Weeks to clear", "demand ÷ (capacity ÷ weeks shown)"),
)


@dataclass(frozen=True, slots=True)
class ListLine:
    """An endoscopy list with what it holds: capacity, booked and done apart."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    room: str
    title: str
    who: str
    training: bool
    case_mix: str
    capacity: int
    booked: int | None
    done: int | None
    fits: str  # the procedures that still fit whole

    @property
    def left(self) -> int | None:
        """Points left, below none where the list is over; None where nothing is booked yet."""
        return None if self.booked is None else self.capacity - self.booked


@dataclass(frozen=True, slots=True)
class DemandOf:
    """How many wait for a procedure, by the columns of the table, and the points they take."""

    procedure: str
    waits: tuple[int, ...]
    people: int
    each: int | None  # points that one takes; None: not known here

    @property
    def points(self) -> int | None:
        """The points that all of them would take; None where they are not known."""
        return None if self.each is None else self.each * self.people


@dataclass(frozen=True, slots=True)
class Capacity:
    """The lists of some weeks against the last table of who waits."""

    start: dt.date
    end: dt.date
    lists: tuple[ListLine, ...]
    counted: dt.date | None  # the day of the table
    heads: tuple[str, ...]
    demand: tuple[DemandOf, ...]

    @property
    def weeks(self) -> int:
        """How many weeks are shown, begun ones too."""
        return max(1, -(-(self.end - self.start) // WEEK))

    @property
    def capacity(self) -> int:
        """Points that all the lists may hold."""
        return sum(one.capacity for one in self.lists)

    @property
    def booked(self) -> int:
        """Points booked on them."""
        return sum(one.booked or 0 for one in self.lists)

    @property
    def done(self) -> int:
        """Points done on them."""
        return sum(one.done or 0 for one in self.lists)

    @property
    def free(self) -> int:
        """Points not booked; a list booked beyond its capacity takes none from the others."""
        return sum(max(0, one.capacity - (one.booked or 0)) for one in self.lists)

    @property
    def training(self) -> int:
        """How many are training lists."""
        return sum(one.training for one in self.lists)

    @property
    def wanted(self) -> int:
        """Points that all who wait would take."""
        return sum(one.points or 0 for one in self.demand)

    @property
    def weeks_to_clear(self) -> Fraction | None:
        """How many weeks such as these all who wait would take; None without lists or demand."""
        if not self.capacity or not self.demand:
            return None
        return Fraction(self.wanted * self.weeks, self.capacity)


def endoscopy_capacity(read: Reading, *, start: dt.date, end: dt.date) -> Capacity:
    """The endoscopy lists that stand from `start` until before `end`, and who waits."""
    return held(read, measured(read, start, end), start=start, end=end)


def held(read: Reading, measures: Iterable[Measured], *, start: dt.date, end: dt.date) -> Capacity:
    """The lists among sessions that were measured already, and who waits."""
    known = procedures(read)
    lists = [
        ListLine(
            session_id=one.session.id,
            start=one.session.start,
            end=one.session.end,
            room=one.room.name,
            title=one.session.name,
            who=one.who,
            training=one.session.training,
            case_mix=one.session.case_mix,
            capacity=one.capacity,
            booked=one.session.points,
            done=one.session.points_done,
            fits=_fits(one.capacity - (one.session.points or 0), known),
        )
        for one in measures
        if one.capacity is not None and one.stands
    ]
    day = read.rows(select(func.max(DemandCount.day)))[0][0]
    heads, demand = _demand(read, day, known)
    return Capacity(start, end, tuple(lists), day, heads, demand)


def _fits(left: int, known: Tariff) -> str:
    return ", ".join(one.code for one in what_fits(left, known))


def _demand(
    read: Reading, day: dt.date | None, known: Tariff
) -> tuple[tuple[str, ...], tuple[DemandOf, ...]]:
    found = read.all(select(DemandCount).where(DemandCount.day == day).order_by(DemandCount.id))
    heads = tuple(dict.fromkeys(one.waits for one in found))
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for one in found:
        people[one.procedure][one.waits] = one.people
    return heads, tuple(
        DemandOf(
            procedure=name,
            waits=tuple(waits.get(head, 0) for head in heads),
            people=sum(waits.values()),
            each=_each(name, known),
        )
        for name, waits in people.items()
    )


def _each(name: str, known: Tariff) -> int | None:
    """The points of a procedure; None where it is not known by its name."""
    try:
        cases = cases_of(f"1 {name}", known)
    except NotCases:
        return None
    return sum(known[code].points for code in cases)
