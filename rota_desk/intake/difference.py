"""A roster beside what it said last time and what the desk has: what is new, changed and gone.

Three accounts are compared, so that an edit at the desk is neither taken back nor doubled by
the next file of the same source. No database.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What becomes of one thing a roster says, or no longer says."""

    ADDED = "new"
    CHANGED = "changed"
    MOVED = "moved to another day"
    REMOVED = "gone"
    KEPT = "left as the desk has it"
    BESIDE = "only at the desk, left alone"


DONE = (Turn.ADDED, Turn.CHANGED, Turn.MOVED, Turn.REMOVED)


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One thing said of one person: work on an activity, or time away."""

    clinician: int
    start: dt.datetime
    end: dt.datetime
    sort: int  # the activity's number; below 0 a kind of being away

    @property
    def day(self) -> dt.date:
        """The day it begins on."""
        return self.start.date()

    @property
    def away(self) -> bool:
        """Whether it is time away."""
        return self.sort < 0


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it was, and what it becomes."""

    turn: Turn
    before: Said | None
    after: Said | None

    @property
    def said(self) -> Said:
        """What it is about: the new where there is one."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has one of the two
        return found


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the source said last, what it says now, and what the desk has.

    `imported` is what an import of this source brought and no other source says too; `covered`
    answers whether the file speaks of a person's day, and plainly.
    """

    last: frozenset[Said]
    now: frozenset[Said]
    desk: frozenset[Said]
    imported: frozenset[Said]
    covered: Callable[[Said], bool]


def differ(accounts: Accounts) -> tuple[Change, ...]:
    """Compare the three accounts, by person and day."""
    last, now, desk = accounts.last, accounts.now, accounts.desk
    gone = {
        one for one in (last - now) & desk if one in accounts.imported and accounts.covered(one)
    }
    fresh = now - desk - last
    changes = [*_paired(gone, fresh)]
    changes += [Change(Turn.KEPT, None, one) for one in (now & last) - desk]
    spoken = {one.sort for one in now | last}
    changes += [
        Change(Turn.BESIDE, one, None)
        for one in desk - now - gone
        if not one.away and one.sort in spoken and accounts.covered(one)
    ]
    return tuple(sorted(changes, key=lambda change: (change.said.clinician, change.said.start)))


def _paired(gone: Iterable[Said], fresh: Iterable[Said]) -> Iterator[Change]:
    """Tell what was changed or moved from what is gone and what is new."""
    left, new = set(gone), set(fresh)
    for turn, alike in ((Turn.CHANGED, _same_sort), (Turn.CHANGED, _same_day), (Turn.MOVED, _day)):
        for before, after in _pairs(left, new, alike):
            left.discard(before)
            new.discard(after)
            yield Change(turn, before, after)
    yield from (Change(Turn.REMOVED, one, None) for one in left)
    yield from (Change(Turn.ADDED, None, one) for one in new)


def _pairs(
    left: Iterable[Said], new: Iterable[Said], alike: Callable[[Said], object]
) -> list[tuple[Said, Said]]:
    """Put together what is alike, in order of time; `None` is like nothing."""
    waiting: dict[object, list[Said]] = {}
    for one in sorted(new):
        if (key := alike(one)) is not None:
            waiting.setdefault(key, []).append(one)
    return [
        (one, waiting[key].pop(0))
        for one in sorted(left)
        if (key := alike(one)) is not None and waiting.get(key)
    ]


def _same_sort(one: Said) -> object:
    return one.clinician, one.day, one.sort


def _same_day(one: Said) -> object:
    return one.clinician, one.day


def _day(one: Said) -> object:
    """The same work at the same time of another day."""
    if one.away:
        return None
    return one.clinician, one.sort, one.start.time(), one.end - one.start
