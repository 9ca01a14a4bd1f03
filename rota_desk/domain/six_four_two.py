"""The 6-4-2 calendar: which weeks a meeting looks at, by when they are decided, what is late.

Rulebook, section G: T is the Monday of the session's week; its milestones lie six, four and two
weeks before. A milestone on a day that is not worked is decided on the working day before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.types import Milestone, SessionState
from rota_desk.domain.times import monday_of

WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)
SATURDAY = 5
ASKS = {
    Milestone.SIX: "Leave is locked: each session is used or released",
    Milestone.FOUR: "Released sessions are reallocated; every list has its team",
    Milestone.TWO: "Lists are locked; what nobody staffs is closed",
}
HORIZONS = (Milestone.SIX, Milestone.FOUR, Milestone.TWO)


def weeks_of(milestone: Milestone) -> int:
    """How many weeks ahead a milestone looks."""
    return int(milestone.value)


def milestone_day(week: dt.date, milestone: Milestone) -> dt.date:
    """The day so many weeks before the Monday of a day's week."""
    return monday_of(week) - weeks_of(milestone) * WEEK


def worked_day(day: dt.date, holidays: Container[dt.date]) -> dt.date:
    """The day itself, or the last one before it that is neither weekend nor bank holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day -= DAY
    return day


def first_monday_from(day: dt.date) -> dt.date:
    """The first Monday on or after a day: the milestone that a meeting on it decides."""
    return day + (-day.weekday() % 7) * DAY


def week_at(meeting: dt.date, milestone: Milestone) -> dt.date:
    """The Monday of the week that a meeting looks at for a milestone."""
    return first_monday_from(meeting) + weeks_of(milestone) * WEEK


def meeting_on_or_after(day: dt.date, weekday: int, holidays: Container[dt.date]) -> dt.date:
    """The next weekly meeting: on its weekday, or on the working day before a day off."""
    slot = day + ((weekday - day.weekday()) % 7) * DAY
    held = worked_day(slot, holidays)
    return held if held >= day else worked_day(slot + WEEK, holidays)


def meeting_before(day: dt.date, weekday: int, holidays: Container[dt.date]) -> dt.date:
    """The last weekly meeting before a day."""
    slot = day + ((weekday - day.weekday()) % 7) * DAY
    held = worked_day(slot, holidays)
    return held if held < day else worked_day(slot - WEEK, holidays)


def notice_given(known: dt.date, session: dt.date) -> int:
    """Days from when something was known to the Monday of the session's week."""
    return (monday_of(session) - known).days


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting, by its day, at one of its three looks."""

    day: dt.date
    milestone: Milestone

    @property
    def week(self) -> dt.date:
        """The Monday of the week it looks at."""
        return week_at(self.day, self.milestone)


class Fate(StrEnum):
    """What became of a session that was given up, or of one that was kept."""

    KEPT = "kept"
    DROPPED = "dropped"  # given up, and nobody has taken it yet
    REUSED = "dropped-reused"
    REUSED_FAILED = "dropped-reused-failed"  # taken by somebody, and closed all the same
    UNUSED = "dropped-unused"  # closed with nobody having taken it


@dataclass(frozen=True, slots=True)
class Step:
    """A session came into a state on a day."""

    state: SessionState
    day: dt.date


@dataclass(frozen=True, slots=True)
class Story:
    """A session's road: its fate, the notice with which it was dropped, and whose loss it is."""

    fate: Fate
    notice: int | None  # days before the Monday of its week; None where it was kept
    late: bool
    owners_loss: bool  # counts against the use of its first owner


def story_of(
    session: dt.date,
    steps: Sequence[Step],
    *,
    due: int,
    lent: bool = False,
    known: dt.date | None = None,
) -> Story:
    """Derive a session's fate from its steps, oldest first; `due` is the notice in days.

    The notice runs from the day on which the reason was known, such as leave approved, where
    that lies before the step. Given up in time and taken by others it is no loss of its owner,
    even when it fails in the end; given up late it is, whatever becomes of it.
    """
    dropped = next((one for one in steps if one.state in _GIVEN_UP), None)
    planned_again = steps and steps[-1].state is SessionState.PLANNED
    if dropped is None or planned_again:
        return Story(Fate.KEPT, None, late=False, owners_loss=False)
    notice = notice_given(min(dropped.day, known or dropped.day), session)
    fate = _fate(steps, lent=lent)
    late = notice < due
    lost = fate in (Fate.UNUSED, Fate.DROPPED)
    return Story(fate, notice, late=late, owners_loss=late or lost)


_GIVEN_UP = (SessionState.RELEASED, SessionState.CANCELLED, SessionState.CLOSED)
_ENDED = (SessionState.CANCELLED, SessionState.CLOSED)


def _fate(steps: Sequence[Step], *, lent: bool) -> Fate:
    taken = lent or any(one.state is SessionState.REALLOCATED for one in steps)
    ended = steps[-1].state in _ENDED
    if taken:
        return Fate.REUSED_FAILED if ended and not lent else Fate.REUSED
    if ended:
        return Fate.UNUSED
    return Fate.DROPPED if steps[-1].state is SessionState.RELEASED else Fate.REUSED
