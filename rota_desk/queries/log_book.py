"""The whole log, searched and filtered, and the history of one entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import LogEntry, LogStep
from models.types import LogCategory, LogStepKind
from rota_desk.queries.moments import wall_time
from rota_desk.queries.open_log import LogLine, log_lines
from rota_desk.unit_of_work import Reading

CATEGORIES = {
    LogCategory.CALL: "Call",
    LogCategory.MESSAGE: "Message",
    LogCategory.PROBLEM: "Problem",
    LogCategory.ESCALATION: "Escalation",
    LogCategory.LATENESS: "Lateness",
    LogCategory.NOTE: "Note",
}
STEPS = {
    LogStepKind.CLOSED: "closed",
    LogStepKind.REOPENED: "reopened",
    LogStepKind.PUT_OFF: "due moved",
    LogStepKind.HANDED: "handed over",
}


class Standing(StrEnum):
    """Which entries are looked at."""

    OPEN = "open"
    MINE = "mine"
    DUE = "due"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LogBook:
    """The entries that fit, newest first, and how many there are of each standing."""

    today: dt.date
    lines: tuple[LogLine, ...]
    counts: dict[Standing, int]


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What was said or done about an entry, at a wall moment."""

    at: dt.datetime
    by: str
    words: str


def log_book(
    read: Reading,
    *,
    standing: Standing = Standing.OPEN,
    owner: str = "",
    category: LogCategory | None = None,
    said: str = "",
) -> LogBook:
    """The entries of a standing; `owner` is whoever "mine" means, `said` any words of the line."""
    every = log_lines(
        read, read.all(select(LogEntry).order_by(LogEntry.at.desc(), LogEntry.id.desc()))
    )
    typed = said.casefold().split()
    fitting = [
        one
        for one in every
        if category in (None, one.category) and all(word in _read(one) for word in typed)
    ]
    parts = {
        part: [one for one in fitting if _is(one, part, owner, read.today)] for part in Standing
    }
    return LogBook(
        today=read.today,
        lines=tuple(parts[standing]),
        counts={part: len(lines) for part, lines in parts.items()},
    )


def _is(line: LogLine, standing: Standing, owner: str, today: dt.date) -> bool:
    is_open = line.done is None
    match standing:
        case Standing.OPEN:
            return is_open
        case Standing.MINE:
            return is_open and line.owner == owner
        case Standing.DUE:
            return is_open and line.due is not None and line.due <= today
        case Standing.DONE:
            return not is_open
        case Standing.ALL:
            return True


def _read(line: LogLine) -> str:
    parts = (CATEGORIES[line.category], line.text, line.owner, line.by, line.who, line.about)
    return " ".join(parts).casefold()


def log_history(read: Reading, *, entry: int) -> tuple[HistoryStep, ...]:
    """What was said first, every correction, and every step, oldest first."""
    return tuple(sorted(_history(read, entry), key=lambda one: one.at))


def _history(read: Reading, entry: int) -> Iterator[HistoryStep]:
    there: LogEntry | None = read.get(LogEntry, entry)
    while there is not None:
        begun = "written" if there.corrects_id is None else "put right"
        words = f"{begun}: {CATEGORIES[there.category].lower()}, “{there.text}”"
        yield HistoryStep(wall_time(read, there.at), there.by, words)
        steps = read.all(select(LogStep).where(LogStep.entry_id == there.id).order_by(LogStep.id))
        for one in steps:
            word = f": {one.word}" if one.word else ""
            yield HistoryStep(wall_time(read, one.at), one.by, f"{STEPS[one.kind]}{word}")
        before = there.corrects_id
        there = read.find(LogEntry, before) if before is not None else None
