"""The coordinator's log as the next person needs it: open items, what came in, what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from models import ClinicalSession, Clinician, LogEntry, Reminder
from models.types import LogCategory
from rota_desk.queries.escalation import session_words
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading

AHEAD = dt.timedelta(days=14)  # how far bring-forward dates are looked ahead


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of the log as it stands after corrections; wall times."""

    entry_id: int
    at: dt.datetime  # when it was first written
    by: str
    category: LogCategory
    text: str
    owner: str
    who: str  # the person it is about, or nothing
    due: dt.date | None
    done: dt.datetime | None
    age: int  # days since it was written
    overdue: bool
    clinician_id: int | None = None
    session_id: int | None = None
    day: dt.date | None = None  # of the session it is about
    about: str = ""  # the session, in words
    corrected: int = 0  # how often it was put right; what was said before is kept


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A bring-forward date that is not done."""

    reminder_id: int
    due: dt.date
    text: str
    owner: str
    who: str
    overdue: bool
    clinician_id: int | None = None


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
    stamp = begin.replace(tzinfo=read.zone).astimezone(dt.UTC).replace(tzinfo=None)
    standing = read.all(select(LogEntry).where(LogEntry.done_at.is_(None)))
    lately = read.all(
        select(LogEntry)
        .where(or_(LogEntry.at >= stamp, LogEntry.done_at >= stamp))
        .order_by(LogEntry.at.desc(), LogEntry.id.desc())
    )
    return OpenLog(
        moment=read.wall,
        open=tuple(sorted(log_lines(read, standing), key=_soonest)),
        lately=log_lines(read, lately),
        since=begin,
        reminders=reminders(read, until=read.today + AHEAD),
    )


def log_lines(read: Reading, entries: Iterable[LogEntry]) -> tuple[LogLine, ...]:
    """Entries as lines, in their order, without those that were put right by a newer one."""
    corrected = {
        one.corrects_id: one
        for one in read.all(select(LogEntry).where(LogEntry.corrects_id.is_not(None)))
    }
    names = {row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.name))}
    older = {one.id: one for one in corrected.values()}
    return tuple(
        _line(read, entry, _first(read, entry, older), names)
        for entry in entries
        if entry.id not in corrected
    )


def _first(read: Reading, entry: LogEntry, older: dict[int, LogEntry]) -> Sequence[LogEntry]:
    """The entry and those it stands in for, the newest first."""
    chain = [entry]
    while chain[-1].corrects_id is not None:
        before = chain[-1].corrects_id
        chain.append(older[before] if before in older else read.get(LogEntry, before))
    return chain


def _line(
    read: Reading, entry: LogEntry, chain: Sequence[LogEntry], names: dict[int, str]
) -> LogLine:
    at = wall_time(read, chain[-1].at)
    session = read.find(ClinicalSession, entry.session_id) if entry.session_id else None
    gone = "a session that is gone" if entry.session_id else ""
    return LogLine(
        entry_id=entry.id,
        at=at,
        by=entry.by,
        category=entry.category,
        text=entry.text,
        owner=entry.owner,
        who=names.get(entry.clinician_id or 0, ""),
        due=entry.due,
        done=wall_time(read, entry.done_at) if entry.done_at else None,
        age=(read.today - at.date()).days,
        overdue=entry.done_at is None and entry.due is not None and entry.due < read.today,
        clinician_id=entry.clinician_id,
        session_id=session.id if session else None,
        day=session.start.date() if session else None,
        about=session_words(read, session) if session else gone,
        corrected=len(chain) - 1,
    )


def _soonest(line: LogLine) -> tuple[bool, dt.date, dt.datetime]:
    return not line.overdue, line.due or dt.date.max, line.at


def reminders(read: Reading, *, until: dt.date | None = None) -> tuple[ReminderLine, ...]:
    """The bring-forward dates that are not done, soonest first; up to a day where one is given."""
    wanted = select(Reminder).where(Reminder.done_on.is_(None))
    if until is not None:
        wanted = wanted.where(Reminder.due <= until)
    names = {row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.name))}
    return tuple(
        ReminderLine(
            reminder_id=one.id,
            due=one.due,
            text=one.text,
            owner=one.owner,
            who=names.get(one.clinician_id or 0, ""),
            overdue=one.due < read.today,
            clinician_id=one.clinician_id,
        )
        for one in read.all(wanted.order_by(Reminder.due, Reminder.id))
    )
