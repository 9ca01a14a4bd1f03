"""The coordinator's log: written, corrected beside what was said, closed and opened again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import ClinicalSession, Clinician, LogEntry, LogStep, Reminder
from models.types import LogCategory, LogStepKind
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words


def write_log(
    work: UnitOfWork,
    *,
    text: str,
    category: LogCategory = LogCategory.NOTE,
    session: int | None = None,
    clinician: int | None = None,
    owner: str = "",
    due: dt.date | None = None,
) -> int:
    """Write an entry, tied to a session or a person where there is one; answers its number.

    It is whoever writes it's own unless somebody else is named, and open until it is closed.
    """
    _refuse_empty(text, "Write what was said or happened.")
    if session is not None:
        work.get(ClinicalSession, session)
    if clinician is not None:
        work.get(Clinician, clinician)
    entry = work.add(
        LogEntry(
            at=work.stamp,
            by=work.who,
            category=category,
            text=text.strip(),
            owner=owner.strip() or work.who,
            session_id=session,
            clinician_id=clinician,
            due=due,
        )
    )
    work.label = f"Log: {category.value}"
    return entry.id


def correct_log(
    work: UnitOfWork, *, entry: int, text: str, category: LogCategory | None = None
) -> int:
    """Write an entry that stands in for one that was wrong; what was said stays to be read.

    Whose it is, when it is due and whether it is done go over to the new one; answers its number.
    """
    there = _newest(work, entry)
    _refuse_empty(text, "Write what is right; what was said before is kept beside it.")
    if (text.strip(), category or there.category) == (there.text, there.category):
        raise Refusal("That is what the entry says already. Write what is right instead.")
    corrected = work.add(
        LogEntry(
            at=work.stamp,
            by=work.who,
            category=category or there.category,
            text=text.strip(),
            owner=there.owner,
            session_id=there.session_id,
            clinician_id=there.clinician_id,
            due=there.due,
            done_at=there.done_at,
            corrects_id=there.id,
        )
    )
    work.label = "Correct a log entry"
    return corrected.id


def close_log(work: UnitOfWork, *, entry: int, word: str = "") -> None:
    """Close an entry with a word of how it ended."""
    there = _newest(work, entry)
    if there.done_at is not None:
        raise Refusal("This entry is closed already.")
    there.done_at = work.stamp
    _step(work, there, LogStepKind.CLOSED, word)
    work.label = "Close a log entry"


def reopen_log(work: UnitOfWork, *, entry: int, word: str) -> None:
    """Open a closed entry again, and say why."""
    there = _newest(work, entry)
    if there.done_at is None:
        raise Refusal("This entry is open.")
    _refuse_empty(word, "Say in a word why it is opened again.")
    there.done_at = None
    _step(work, there, LogStepKind.REOPENED, word)
    work.label = "Reopen a log entry"


def put_off_log(
    work: UnitOfWork, *, entry: int, due: dt.date | None = None, word: str = ""
) -> None:
    """Bring an entry forward on another day, or on none."""
    there = _open(work, entry)
    if due is not None and due < work.today:
        raise Refusal("Choose today or a day to come; the past cannot be looked forward to.")
    if due == there.due:
        raise Refusal(f"It is due {_on(due)} already.")
    said = f"from {_on(there.due)} to {_on(due)}"
    there.due = due
    _step(work, there, LogStepKind.PUT_OFF, f"{said}: {word.strip()}" if word.strip() else said)
    work.label = f"Log entry due {_on(due)}"


def hand_log(work: UnitOfWork, *, entry: int, owner: str, word: str = "") -> None:
    """Hand an entry to somebody else."""
    there = _open(work, entry)
    _refuse_empty(owner, "Say whose it is from now on.")
    if owner.strip() == there.owner:
        raise Refusal(f"It is {there.owner}'s already.")
    said = f"from {there.owner or 'nobody'} to {owner.strip()}"
    there.owner = owner.strip()
    _step(work, there, LogStepKind.HANDED, f"{said}: {word.strip()}" if word.strip() else said)
    work.label = f"Hand a log entry to {owner.strip()}"


def bring_forward(
    work: UnitOfWork,
    *,
    due: dt.date,
    text: str,
    owner: str = "",
    clinician: int | None = None,
) -> int:
    """Note something to be thought of on a day; answers the reminder's number."""
    _refuse_empty(text, "Write what has to be thought of.")
    if clinician is not None:
        work.get(Clinician, clinician)
    reminder = work.add(
        Reminder(
            due=due,
            text=text.strip(),
            owner=owner.strip() or work.who,
            clinician_id=clinician,
        )
    )
    work.label = f"Bring forward on {day_words(due)}"
    return reminder.id


def finish_reminder(work: UnitOfWork, *, reminder: int) -> None:
    """Note that a bring-forward date has been seen to."""
    there = work.get(Reminder, reminder)
    if there.done_on is not None:
        raise Refusal(f"It was seen to on {day_and_year(there.done_on)} already.")
    there.done_on = work.today
    work.label = "Reminder seen to"


def _newest(work: UnitOfWork, entry: int) -> LogEntry:
    """The entry, which nothing has corrected since."""
    there = work.hold(LogEntry, entry)
    if work.one(select(LogEntry).where(LogEntry.corrects_id == there.id)) is not None:
        raise Refusal("This entry has been corrected since. Look at the newer one.")
    return there


def _open(work: UnitOfWork, entry: int) -> LogEntry:
    there = _newest(work, entry)
    if there.done_at is not None:
        raise Refusal("This entry is closed. Reopen it first.")
    return there


def _step(work: UnitOfWork, entry: LogEntry, kind: LogStepKind, word: str) -> None:
    step = LogStep(entry_id=entry.id, at=work.stamp, by=work.who, kind=kind, word=word.strip())
    work.add(step)


def _refuse_empty(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refusal(sentence)


def _on(day: dt.date | None) -> str:
    return f"on {day_words(day)}" if day is not None else "on no day"
