"""Who is away on which day: one mark for each person and day, in the order of what matters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute

from models import Absence, LeaveRequest
from models.types import LeavePart, LeaveState
from rota_desk.domain.leave_arithmetic import LeaveSpan
from rota_desk.queries.leave_words import LETTERS, UNAVAILABLE, kind_phrase
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AwayMark:
    """What stands on a person's day: leave by its letter, or "U" for unavailable."""

    letter: str
    title: str  # "annual leave", "Unavailable"
    asked: bool = False  # not answered yet
    half: str = ""  # am, pm or empty
    leave_id: int | None = None


AwayDays = dict[int, dict[dt.date, AwayMark]]
ABSENT = AwayMark(UNAVAILABLE, "Unavailable")


def away_days(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    clinicians: Collection[int] | None = None,
) -> AwayDays:
    """Leave approved or asked for, and absence, from `start` until before `end`, by person.

    An absence hides leave, approved leave hides a request.
    """
    marks: AwayDays = defaultdict(dict)
    for request in _requests(read, start, end, clinicians):
        for day, mark in _of_request(request, start, end):
            there = marks[request.clinician_id].get(day)
            if there is None or there.asked:
                marks[request.clinician_id][day] = mark
    for absence in _absences(read, start, end, clinicians):
        last = min(absence.last_day or end, end - DAY)
        for day in _each(max(absence.first_day, start), last):
            marks[absence.clinician_id][day] = ABSENT
    return marks


def span_of(request: LeaveRequest) -> LeaveSpan:
    """A request's days as leave arithmetic counts them."""
    single = request.first_day == request.last_day
    morning = request.last_part is LeavePart.AM or (single and request.first_part is LeavePart.AM)
    afternoon = request.first_part is LeavePart.PM or (
        single and request.last_part is LeavePart.PM
    )
    return LeaveSpan(request.first_day, request.last_day, afternoon, morning)


def _of_request(
    request: LeaveRequest, start: dt.date, end: dt.date
) -> Iterator[tuple[dt.date, AwayMark]]:
    span = span_of(request)
    asked, letter = request.state is LeaveState.REQUESTED, LETTERS.get(request.kind, UNAVAILABLE)
    title = kind_phrase(request.kind) if request.kind in LETTERS else ABSENT.title
    for day in _each(max(span.first, start), min(span.last, end - DAY)):
        half = ""
        if day == span.first and span.from_midday:
            half = "pm"
        elif day == span.last and span.until_midday:
            half = "am"
        yield day, AwayMark(letter, title, asked, half, request.id)


def _each(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def _requests(
    read: Reading, start: dt.date, end: dt.date, clinicians: Collection[int] | None
) -> Collection[LeaveRequest]:
    return read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)))
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
        .where(_whose(LeaveRequest.clinician_id, clinicians))
        .order_by(LeaveRequest.requested_at, LeaveRequest.id)
    )


def _absences(
    read: Reading, start: dt.date, end: dt.date, clinicians: Collection[int] | None
) -> Collection[Absence]:
    return read.all(
        select(Absence)
        .where(Absence.first_day < end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= start))
        .where(_whose(Absence.clinician_id, clinicians))
    )


def _whose(
    column: InstrumentedAttribute[int], clinicians: Collection[int] | None
) -> ColumnElement[bool]:
    return true() if clinicians is None else column.in_(clinicians)
