"""The coordinator's log as the next person needs it: open items, what came in, what falls due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select

from models import Clinician, LogEntry, Reminder
from models.types import LogCategory
from rota_desk.unit_of_work import Reading

AHEAD = dt.timedelta(days=14)  # how far bring-forward dates are looked ahead


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of the log; wall times."""

    entry_id: int
    at: dt.datetime
    by: str
    category: LogCategory
    text: str
    owner: str
    who: str  # the person it is about, or nothing
    due: dt.date | None
    done: dt.datetime | None
    age: int  # days since it was written
    overdue: bool


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A bring-forward date that is not done."""

    due: dt.date
    text: str
    owner: str
    who: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class OpenLog:
    """The state of the log at a moment."""

    moment: dt.datetime
    open: tuple[LogLine, ...]  # overdue first, then by due day, the oldest first
    lately: tuple[LogLine, ...]  # written or done since, newest first
    since: dt.datetime
    reminders: tuple[ReminderLine, ...]


def open_log(read: Reading, *, since: dt.datetime | None = None) -> OpenLog:
    """The open items, what happened since a wall moment (yesterday's midnight), and reminders."""
    yesterday = dt.datetime.combine(read.today - dt.timedelta(days=1), dt.time())
    begin = since or yesterday
    names = {row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.name))}
    stamp = begin.replace(tzinfo=read.zone).astimezone(dt.UTC).replace(tzinfo=None)
    standing = read.all(select(LogEntry).where(LogEntry.done_at.is_(None)))
    lately = read.all(
        select(LogEntry)
        .where(or_(LogEntry.at >= stamp, LogEntry.done_at >= stamp))
        .order_by(LogEntry.at.desc(), LogEntry.id.desc())
    )
    open_lines = (_line(read, one, names) for one in standing)
    return OpenLog(
        moment=read.wall,
        open=tuple(sorted(open_lines, key=_soonest)),
        lately=tuple(_line(read, one, names) for one in lately),
        since=begin,
        reminders=tuple(_reminders(read, names)),
    )


def _line(read: Reading, entry: LogEntry, names: dict[int, str]) -> LogLine:
    at = _wall(read, entry.at)
    return LogLine(
        entry_id=entry.id,
        at=at,
        by=entry.by,
        category=entry.category,
        text=entry.text,
        owner=entry.owner,
        who=names.get(entry.clinician_id or 0, ""),
        due=entry.due,
        done=_wall(read, entry.done_at) if entry.done_at else None,
        age=(read.today - at.date()).days,
        overdue=entry.done_at is None and entry.due is not None and entry.due < read.today,
    )


def _wall(read: Reading, stamp: dt.datetime) -> dt.datetime:
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)


def _soonest(line: LogLine) -> tuple[bool, dt.date, dt.datetime]:
    return not line.overdue, line.due or dt.date.max, line.at


def _reminders(read: Reading, names: dict[int, str]) -> list[ReminderLine]:
    found = read.all(
        select(Reminder)
        .where(Reminder.done_on.is_(None), Reminder.due <= read.today + AHEAD)
        .order_by(Reminder.due, Reminder.id)
    )
    return [
        ReminderLine(
            due=one.due,
            text=one.text,
            owner=one.owner,
            who=names.get(one.clinician_id or 0, ""),
            overdue=one.due < read.today,
        )
        for one in found
    ]
