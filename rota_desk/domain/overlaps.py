"""Pairs of things that stand at the same time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

_PAIR = 2


class Timed(Protocol):
    """Anything with a half-open span of wall time."""

    @property
    def start(self) -> dt.datetime:
        """Its first moment."""
        ...

    @property
    def end(self) -> dt.datetime:
        """The moment after its last."""
        ...


T = TypeVar("T", bound=Timed)


def overlapping(things: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Give each pair that shares a minute, the earlier first; touching is not sharing."""
    open_: list[T] = []
    for thing in sorted(things, key=lambda one: (one.start, one.end)):
        open_ = [one for one in open_ if one.end > thing.start]
        yield from ((one, thing) for one in open_)
        open_.append(thing)


def crowded(things: Iterable[Timed]) -> Iterator[tuple[dt.datetime, dt.datetime, int]]:
    """Give each span in which two or more things stand at the same time, and how many at most."""
    moments = [turn for one in things for turn in ((one.start, 1), (one.end, -1))]
    standing = most = 0
    begun: dt.datetime | None = None
    for moment, change in sorted(moments):
        standing += change
        if change > 0 and standing == _PAIR:
            begun, most = moment, 0
        most = max(most, standing)
        if change < 0 and standing == 1 and begun is not None and begun < moment:
            yield begun, moment, most


def common_time(one: Timed, other: Timed) -> tuple[dt.datetime, dt.datetime]:
    """Give the start and end of what two overlapping things share."""
    return max(one.start, other.start), min(one.end, other.end)


def clock_minutes(start: dt.datetime, end: dt.datetime) -> int:
    """Count the minutes from one wall time to another by the clock."""
    return (end - start) // dt.timedelta(minutes=1)
