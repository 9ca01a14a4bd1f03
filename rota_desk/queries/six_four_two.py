"""The 6-4-2 board: the weeks a meeting looks at, what each session asks, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import SixFourTwoMeeting
from models.types import Milestone
from rota_desk.domain.six_four_two import (
    ASKS,
    HORIZONS,
    Sitting,
    meeting_before,
    meeting_on_or_after,
    milestone_day,
    worked_day,
)
from rota_desk.domain.times import monday_of
from rota_desk.queries.board_lines import BoardLine, board_lines, concerns, drop_notice
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.late_leave import LateLeave, asked_leave, late_leave
from rota_desk.queries.lock_changes import LockChange, lock_changes
from rota_desk.queries.moments import wall_time
from rota_desk.queries.settings import count_setting
from rota_desk.queries.sites import RoomFacts, room_list
from rota_desk.queries.standing import standing_rota
from rota_desk.unit_of_work import Reading

WEEK = dt.timedelta(weeks=1)
INSIDE = 2  # weeks from this one on, whose lists are locked


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """A week at one of its milestones."""

    milestone: Milestone
    week: dt.date
    decide_by: dt.date
    asks: str
    overdue: bool
    lines: tuple[BoardLine, ...]
    late_leave: tuple[LateLeave, ...]
    holidays: Mapping[dt.date, str]  # bank holidays of the week

    @property
    def to_settle(self) -> tuple[BoardLine, ...]:
        """The sessions that need a decision of their own."""
        return tuple(one for one in self.lines if one.to_settle)

    @property
    def to_confirm(self) -> tuple[BoardLine, ...]:
        """The used sessions that can be confirmed together."""
        return tuple(one for one in self.lines if one.open and not one.to_settle)

    @property
    def settled(self) -> tuple[BoardLine, ...]:
        """What is decided, lent or ended."""
        return tuple(one for one in self.lines if not one.open)


@dataclass(frozen=True, slots=True)
class Board:
    """A meeting, its three weeks, and the changes after the lock."""

    meeting: dt.date
    chair: str
    present: str
    note: str
    holiday: str  # the bank holiday that the meeting day itself is
    held: bool  # somebody opened its record
    closed: dt.datetime | None  # wall time
    weeks: tuple[BoardWeek, ...]
    changes: tuple[LockChange, ...]

    @property
    def unsigned(self) -> tuple[LockChange, ...]:
        """The changes after the lock that nobody signed for yet."""
        return tuple(one for one in self.changes if not one.approver)


def next_meeting(read: Reading, *, day: dt.date | None = None) -> dt.date:
    """The next weekly meeting on or after a day, today's included."""
    weekday = count_setting(read, key="rooms.meeting_weekday")
    since = day or read.today
    return meeting_on_or_after(since, weekday, _holidays(read, since))


def last_meeting(read: Reading, *, day: dt.date) -> dt.date:
    """The weekly meeting before a day."""
    weekday = count_setting(read, key="rooms.meeting_weekday")
    return meeting_before(day, weekday, _holidays(read, day))


def decide_by(read: Reading, at: Sitting) -> dt.date:
    """The last working day on which the week's milestone can be decided in time."""
    return decide_on(read, week=at.week, milestone=at.milestone)


def decide_on(read: Reading, *, week: dt.date, milestone: Milestone) -> dt.date:
    """The last working day on which a week's milestone can be decided in time."""
    day = milestone_day(week, milestone)
    return worked_day(day, _holidays(read, day))


def six_four_two(read: Reading, *, meeting: dt.date) -> Board:
    """The board of a meeting day: its weeks at six, four and two, and what changed inside."""
    there = read.one(select(SixFourTwoMeeting).where(SixFourTwoMeeting.day == meeting))
    holidays = _holidays(read, meeting)
    rooms = {one.room_id: one for one in room_list(read)}
    return Board(
        meeting=meeting,
        holiday=holidays.get(meeting, ""),
        chair=there.chair if there else "",
        present=there.present if there else "",
        note=there.note if there else "",
        held=there is not None,
        closed=wall_time(read, there.closed_at) if there and there.closed_at else None,
        weeks=tuple(
            board_week(read, Sitting(meeting, milestone), rooms, holidays)
            for milestone in HORIZONS
        ),
        changes=_inside(read, meeting),
    )


def board_week(
    read: Reading,
    at: Sitting,
    rooms: Mapping[int, RoomFacts],
    holidays: Mapping[dt.date, str],
) -> BoardWeek:
    """A week of sessions at a milestone: the open ones by day and room, then the settled ones."""
    week = at.week
    rota = standing_rota(read, start=week, end=week + WEEK)
    decide_by = worked_day(milestone_day(week, at.milestone), holidays)
    leave = tuple(asked_leave(read, week))
    lines = tuple(board_lines(read, at, rota, rooms, leave))
    return BoardWeek(
        milestone=at.milestone,
        week=week,
        decide_by=decide_by,
        asks=ASKS[at.milestone],
        overdue=decide_by < read.today and any(one.open for one in lines),
        lines=lines,
        late_leave=tuple(
            late_leave(leave, rota, lambda one: concerns(one, rooms), due=drop_notice(read))
        ),
        holidays={day: name for day, name in holidays.items() if week <= day < week + WEEK},
    )


def _inside(read: Reading, meeting: dt.date) -> tuple[LockChange, ...]:
    start = monday_of(meeting)
    end = start + (INSIDE + 1) * WEEK
    return lock_changes(read, start=start, end=end)


def _holidays(read: Reading, around: dt.date) -> dict[dt.date, str]:
    return bank_holidays(read, start=around - 8 * WEEK, end=around + 8 * WEEK)
