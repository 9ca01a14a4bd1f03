"""Whom and which days a change set touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Row, select

from models import Assignment, ClinicalSession, Clinician, RoomBooking
from models.guards import PUBLISHED
from models.types import Repeat
from rota_desk.changes import Change, ChangeSet, Scope
from rota_desk.unit_of_work import Reading

UNDATED = frozenset(
    {
        *("contract", "permission", "activity", "room", "site", "department", "setting"),
        *("bank_holiday", "distance", "kit", "cover_requirement", "held_skill"),
        "local_rule",
        "counting_term",
    }
)
DAY_COLUMNS = (
    *("start", "end", "day", "first_day", "last_day", "starts_on", "ends_on"),
    *("since", "until"),
)
PERSON_COLUMNS = ("clinician_id", "first_clinician_id", "second_clinician_id", "owner_id")
OF_A_VERSION = frozenset(PUBLISHED) - {"publication"}  # told by the version's own days
OPEN_END = dt.timedelta(days=365)
REPEATED = dt.timedelta(weeks=13)  # what a booking without a last day is looked at


def scope_of(read: Reading, *, changes: ChangeSet) -> Scope:
    """The people and days that have to be judged and drawn again after these changes."""
    own = [change for change in changes.changes if change.record not in OF_A_VERSION]
    sessions = {number for change in own for number in _sessions(change)}
    people = {number for change in own for number in _people(change)}
    days = [day for change in own for day in _days(change)]
    days += [day for change in own for day in _of_booking(read, change)]
    days += [day for change in own for day in _of_joining(read, change)]
    for start, end, on in _of_sessions(read, sessions):
        days += (start.date(), end.date())
        people |= set() if on is None else {on}
    return Scope(
        clinicians=frozenset(people),
        first=min(days, default=None),
        last=max(days, default=None),
        everything=bool(changes.records() & UNDATED),
        records=changes.records(),
    )


def _sessions(change: Change) -> Iterator[int]:
    if change.record == ClinicalSession.__tablename__:
        yield change.id
    for column in ("session_id", "first_session_id", "second_session_id"):
        yield from _numbers(change.fact(column))


def _people(change: Change) -> Iterator[int]:
    if change.record == "clinician":
        yield change.id
    for column in PERSON_COLUMNS:
        yield from _numbers(change.fact(column))


def _days(change: Change) -> Iterator[dt.date]:
    for column in DAY_COLUMNS:
        for value in change.fact(column):
            if isinstance(value, dt.datetime):
                yield value.date()
            elif isinstance(value, dt.date):
                yield value
    if change.record == "absence" and None in change.fact("last_day"):
        yield from (day + OPEN_END for day in change.fact("first_day"))


def _of_booking(read: Reading, change: Change) -> Iterator[dt.date]:
    """How far a booking without a last day is looked at, and when one stands that is equipped."""
    if change.record == "room_booking":
        endless = {Repeat.NEVER} != set(change.fact("repeats"))
        if endless and None in change.fact("until"):
            yield from (moment.date() + REPEATED for moment in _moments(change.fact("start")))
    if change.record == "kit_use":
        for number in _numbers(change.fact("booking_id")):
            booking = read.find(RoomBooking, number)
            if booking is not None:
                yield from (booking.start.date(), booking.end.date())


def _of_joining(read: Reading, change: Change) -> Iterator[dt.date]:
    """The first day that a schedule or a starter's details are about."""
    if change.record == "joining":
        for number in _numbers(change.fact("clinician_id")):
            person = read.find(Clinician, number)
            if person is not None and person.joined is not None:
                yield person.joined


def _moments(values: Iterable[object]) -> Iterator[dt.datetime]:
    yield from (value for value in values if isinstance(value, dt.datetime))


def _numbers(values: Iterable[object]) -> Iterator[int]:
    yield from (value for value in values if isinstance(value, int))


def _of_sessions(
    read: Reading, numbers: Collection[int]
) -> Sequence[Row[dt.datetime, dt.datetime, int | None]]:
    """When sessions are, and everybody on them, a row for each."""
    there = select(ClinicalSession.start, ClinicalSession.end, Assignment.clinician_id).outerjoin(
        Assignment, Assignment.session_id == ClinicalSession.id
    )
    return read.rows_among(there, ClinicalSession.id, numbers)
