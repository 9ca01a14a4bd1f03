"""Time in a room: who holds it, what overlaps, and what is left free."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rota_desk.domain.open_hours import ALWAYS, OpenHours
from rota_desk.domain.overlaps import overlapping
from rota_desk.domain.said import span


class HoldingKind(StrEnum):
    """What stands in a room."""

    SESSION = "session"
    RELEASED = "released"  # its room is free to be offered
    OTHER_SERVICE = "other_service"
    ONE_OFF = "one_off"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Holding:
    """A session, booking or closure in a room, between two wall times.

    `lane` and `lanes` part holdings that overlap; `clash` says with what, in words.
    """

    kind: HoldingKind
    room_id: int
    start: dt.datetime
    end: dt.datetime
    code: str
    title: str
    who: str = ""
    clinicians: tuple[int, ...] = ()  # whoever stands on the session
    tint: str = "grey"
    session_id: int | None = None
    booking_id: int | None = None
    reason: str = ""
    points: int | None = None
    capacity: int | None = None  # points that the list may hold
    training: bool = False
    kit: tuple[str, ...] = ()
    repeats: bool = False
    ran: str = ""
    clash: str = ""
    lane: int = 0
    lanes: int = 1

    @property
    def takes(self) -> bool:
        """Whether it takes the room: a released session does not."""
        return self.kind is not HoldingKind.RELEASED

    @property
    def hours(self) -> str:
        """Its times: "08:30–12:30"; both days when it is longer than a day."""
        length = self.end - self.start
        if length > dt.timedelta(days=1):
            return span(self.start, self.end)
        until = "24:00" if self.end.time() == dt.time() else f"{self.end:%H:%M}"
        return f"{self.start:%H:%M}–{until}"

    @property
    def words(self) -> str:
        """The holding in a line, for the inspector and for reading aloud."""
        kind = {
            HoldingKind.RELEASED: "released",
            HoldingKind.CLOSURE: "closed",
            HoldingKind.OTHER_SERVICE: "another service",
            HoldingKind.ONE_OFF: "booked",
        }.get(self.kind, "")
        parts = [f"{self.title} {self.hours}", kind, self.who, self.reason]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """Time at which nobody holds a room, inside the rooms' day."""

    start: dt.datetime
    end: dt.datetime

    @property
    def hours(self) -> str:
        """Its times: "12:30–18:00"."""
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class RoomHours:
    """The hours between which rooms are offered, and the shortest time worth offering."""

    opens: dt.time
    closes: dt.time
    shortest: dt.timedelta


def laid_out(held: Sequence[Holding]) -> tuple[Holding, ...]:
    """Mark clashes and part what overlaps into lanes."""
    words: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for one, other in overlapping([each for each in held if each.takes]):
        words[one.session_id, one.booking_id].append(f"{other.title} {other.hours}")
        words[other.session_id, other.booking_id].append(f"{one.title} {one.hours}")
    marked = [
        replace(one, clash=" and ".join(words[one.session_id, one.booking_id])) for one in held
    ]
    return tuple(_in_lanes(sorted(marked, key=lambda one: (one.start, one.end))))


def _in_lanes(held: Sequence[Holding]) -> Iterator[Holding]:
    group: list[Holding] = []
    for one in held:
        if group and one.start >= max(each.end for each in group):
            yield from _parted(group)
            group = []
        group.append(one)
    yield from _parted(group)


def _parted(group: Sequence[Holding]) -> Iterator[Holding]:
    ends: list[dt.datetime] = []
    lanes: list[int] = []
    for one in group:
        lane = next((number for number, end in enumerate(ends) if end <= one.start), len(ends))
        if lane == len(ends):
            ends.append(one.end)
        ends[lane] = one.end
        lanes.append(lane)
    for one, lane in zip(group, lanes, strict=True):
        yield replace(one, lane=lane, lanes=len(ends))


def free_times(
    there: Iterable[Holding], day: dt.date, hours: RoomHours, own: OpenHours = ALWAYS
) -> Iterator[FreeTime]:
    """Give the time of a day that nobody takes, inside the room's hours and long enough.

    A room without hours of its own keeps the department's.
    """
    usual = (dt.datetime.combine(day, hours.opens), dt.datetime.combine(day, hours.closes))
    for begin, until in own.spans(day) if own.told else (usual,):
        yield from _free_between(there, begin, until, hours.shortest)


def _free_between(
    there: Iterable[Holding], begin: dt.datetime, until: dt.datetime, shortest: dt.timedelta
) -> Iterator[FreeTime]:
    taken = [each for each in there if each.takes and each.end > begin and each.start < until]
    for one in sorted(taken, key=lambda each: each.start):
        if min(one.start, until) - begin >= shortest:
            yield FreeTime(begin, min(one.start, until))
        begin = max(begin, one.end)
    if until - begin >= shortest:
        yield FreeTime(begin, until)
