"""How the board says a session, a week and a decision."""

import datetime as dt

from models.types import Milestone, Slot
from rota_desk.domain.said import day
from rota_desk.domain.six_four_two import weeks_of
from rota_desk.queries.board_lines import Ask, BoardLine
from rota_desk.queries.lock_changes import LockChange
from rota_desk.queries.six_four_two import Board, BoardWeek
from rota_desk.words import count_words, day_and_year

SLOTS = {Slot.AM: "AM", Slot.PM: "PM", Slot.EVENING: "Eve", Slot.NIGHT: "Night", Slot.DAY: "Day"}
WEEKS = {Milestone.SIX: "Six weeks", Milestone.FOUR: "Four weeks", Milestone.TWO: "Two weeks"}
SHAPES = {"danger": "triangle", "warning": "diamond", "notice": "circle", "good": "circle-check"}


def when(line: BoardLine | LockChange) -> str:
    """The day and part of the day: "Mon 28 Dec AM"."""
    if isinstance(line, LockChange):
        return f"{day(line.start.date())} {line.start:%H:%M}"
    return f"{day(line.start.date())} {SLOTS[line.slot]}"


def whose(line: BoardLine) -> str:
    """Who stands there, or who is missing and why."""
    if line.ask in (Ask.USED, Ask.LENT):
        return line.who or line.title
    return ", ".join(part for part in (line.owner, line.cause) if part) or line.title


def standing(line: BoardLine, *, overdue: bool = False) -> tuple[str, str]:
    """What the session asks or what was decided, with the kind of its colour."""
    if line.decided is not None:
        note = f": {line.decided.note}" if line.decided.note else ""
        return f"{line.decided.decision}{note}", "good"
    if line.snags and line.ask is Ask.USED:
        return line.snags[0], "danger" if overdue else "warning"
    if line.ask is Ask.EMPTY:
        return line.late or str(line.ask.value), "danger" if overdue or line.late else "warning"
    if line.ask is Ask.RELEASED:
        return line.late or str(line.ask.value), "danger" if overdue else "notice"
    return str(line.ask.value), "good" if line.ask is Ask.LENT else "soft"


def spoken(line: BoardLine) -> str:
    """A session in a sentence, for reading aloud and for the tip."""
    said, _kind = standing(line)
    before = ", ".join(f"{one.decision} at {weeks_of(one.milestone)} weeks" for one in line.before)
    parts = (
        f"{when(line)} {line.start:%H:%M}–{line.end:%H:%M}",
        f"{line.title}, {line.room_name}",
        whose(line),
        said,
        line.late if line.late != said else "",
        *(one for one in line.snags if one != said),
        before,
    )
    return "; ".join(part for part in parts if part) + "."


def holiday_words(week: BoardWeek) -> str:
    """The bank holidays of a week: "bank holiday Mon 28 Dec"."""
    days = ", ".join(day(one) for one in sorted(week.holidays))
    return f"bank holiday {days}" if days else ""


def week_words(week: BoardWeek) -> str:
    """The days of a week: "Mon 28 Dec – Sun 3 Jan"."""
    return f"{day(week.week)} – {day(week.week + dt.timedelta(days=6))}"


def due_words(week: BoardWeek) -> str:
    """By when the week is decided, and that this is late."""
    by = day(week.decide_by)
    return f"▲ Overdue since {by}" if week.overdue else f"To decide by {by}"


def head_words(board: Board) -> str:
    """The meeting in a line: day, chair, what is open."""
    open_ones = sum(len(one.to_settle) for one in board.weeks)
    parts = [f"Meeting of {day_and_year(board.meeting)}"]
    if board.holiday:
        parts.append(f"▲ {board.holiday}, a bank holiday")
    if board.chair:
        parts.append(f"chaired by {board.chair}")
    parts.append(f"{open_ones} to decide" if open_ones else "nothing left to decide")
    if board.unsigned:
        changes = count_words(len(board.unsigned), "change")
        parts.append(f"▲ {changes} after the lock unsigned")
    if board.closed is not None:
        parts.append("closed")
    return " · ".join(parts)
