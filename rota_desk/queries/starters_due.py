"""What is due before somebody starts: their details at twelve weeks, their schedule at eight."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, Joining
from models.types import StaffGroup
from rota_desk.domain.notice import latest_day
from rota_desk.queries.due import Deadline, state_of
from rota_desk.queries.leave_figures import LeaveFigures
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words

WEEK = dt.timedelta(weeks=1)
AFTER = dt.timedelta(weeks=4)  # after the first day it is nobody's deadline any more


@dataclass(frozen=True, slots=True)
class Start:
    """A resident doctor's first day, and when the two things before it were done."""

    clinician_id: int
    name: str
    day: dt.date
    details_on: dt.date | None
    schedule_on: dt.date | None


def starts(read: Reading, *, start: dt.date, end: dt.date) -> tuple[Start, ...]:
    """Residents whose first day lies from `start` until before `end`, by day and name."""
    rows = read.rows(
        select(Clinician, Joining)
        .outerjoin(Joining, Joining.clinician_id == Clinician.id)
        .where(Clinician.group == StaffGroup.RESIDENT)
        .where(Clinician.joined >= start, Clinician.joined < end)
        .order_by(Clinician.joined, Clinician.name)
    )
    return tuple(
        Start(
            person.id,
            person.name,
            person.joined,
            joining.details_on if joining else None,
            joining.schedule_on if joining else None,
        )
        for person, joining in rows
    )


def starters_due(read: Reading, figures: LeaveFigures) -> Iterator[Deadline]:
    """What is still to come or to send, of each day on which somebody starts."""
    ahead = dt.timedelta(days=figures.details_due_days) + 2 * WEEK
    days: dict[dt.date, list[Start]] = defaultdict(list)
    for one in starts(read, start=read.today - AFTER, end=read.today + ahead):
        days[one.day].append(one)
    for day, people in days.items():
        yield from _of(read, figures, day, people)


def _of(
    read: Reading, figures: LeaveFigures, day: dt.date, people: list[Start]
) -> Iterator[Deadline]:
    details = [one for one in people if one.details_on is None and one.schedule_on is None]
    schedules = [one for one in people if one.schedule_on is None]
    for kind, open_ones, before, noun, said in (
        ("starters-details", details, figures.details_due_days, "starter", "details to come"),
        ("starters-schedule", schedules, figures.schedule_due_days, "schedule", "to send"),
    ):
        if not open_ones or day < read.today:
            continue
        due = latest_day(day, before)
        yield Deadline(
            kind=kind,
            title=f"{before // 7} weeks: {count_words(len(open_ones), noun)}, {said}",
            detail=f"Start {day_words(day)}: {', '.join(one.name for one in open_ones)};"
            f" due by {day_words(due)}, {before} days before",
            due=due,
            state=state_of(read.today, due, 2 * WEEK),
            place="people",
            count=len(open_ones),
            clinician_id=open_ones[0].clinician_id,
        )
