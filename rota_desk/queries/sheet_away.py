"""Why somebody is not there, as entries of a sheet: leave, absence, commitments elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import (
    Absence,
    LeaveRequest,
    Unavailability,
)
from models.types import (
    LeaveKind,
    LeaveState,
    Slot,
    UnavailabilityKind,
)
from rota_desk.domain.span import midnight
from rota_desk.queries.picture.aways import leave_span, occurrences
from rota_desk.queries.sheet import Entry, EntryKind
from rota_desk.queries.standing import Rota
from rota_desk.unit_of_work import Reading

LEAVE_CODES = {
    LeaveKind.ANNUAL: ("AL", "Annual leave"),
    LeaveKind.STUDY: ("SL", "Study leave"),
    LeaveKind.PROFESSIONAL: ("PL", "Professional leave"),
    LeaveKind.SPECIAL: ("U", "Unavailable"),
    LeaveKind.TOIL: ("TL", "Time off in lieu of hours"),
    LeaveKind.LIEU: ("LD", "Lieu day"),
    LeaveKind.PARENTAL: ("U", "Unavailable"),
    LeaveKind.UNPAID: ("U", "Unavailable"),
}
ELSEWHERE_CODES = {
    UnavailabilityKind.NON_WORKING_DAY: ("–", "Non-working day"),
    UnavailabilityKind.OUTSIDE_COMMITMENT: ("EX", "Outside commitment"),
    UnavailabilityKind.PRIVATE_PRACTICE: ("EX", "Outside commitment"),
    UnavailabilityKind.PROTECTED_TEACHING: ("TE", "Protected teaching"),
    UnavailabilityKind.NOT_STARTED: ("–", "Not started yet"),
}


def away_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    """Whom, which day and the entry, for everybody who is away; never why where it is private."""
    yield from _leave_entries(read, rota)
    yield from _absence_entries(read, rota)
    yield from _elsewhere_entries(read, rota)


def _leave_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)))
        .where(LeaveRequest.first_day < rota.end, LeaveRequest.last_day >= rota.start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        waiting = leave.state is LeaveState.REQUESTED
        code, title = LEAVE_CODES[leave.kind]
        for day, start, end, slot in _by_day(leave_span(leave), rota):
            yield (
                leave.clinician_id,
                day,
                Entry(
                    kind=EntryKind.REQUESTED if waiting else EntryKind.LEAVE,
                    code=f"{code}?" if waiting else code,
                    suffix="",
                    title=f"{title}, asked for" if waiting else title,
                    slot=slot,
                    start=start,
                    end=end,
                    tint="grey",
                    clinician_id=leave.clinician_id,
                    leave_id=leave.id,
                ),
            )


def _absence_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    for absence in read.all(
        select(Absence)
        .where(Absence.first_day < rota.end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= rota.start))
        .order_by(Absence.first_day, Absence.id)
    ):
        last = absence.last_day or max(read.today, absence.first_day)
        span = midnight(absence.first_day), midnight(last + dt.timedelta(days=1))
        for day, start, end, slot in _by_day(span, rota):
            yield (
                absence.clinician_id,
                day,
                _unavailable(absence.clinician_id, ("U", "Unavailable"), start, end, slot),
            )


def _elsewhere_entries(read: Reading, rota: Rota) -> Iterator[tuple[int, dt.date, Entry]]:
    begin, until = midnight(rota.start), midnight(rota.end)
    for one in read.all(
        select(Unavailability)
        .where(Unavailability.start < until)
        .order_by(Unavailability.start, Unavailability.id)
    ):
        for span in occurrences(one, begin, until):
            for day, start, end, slot in _by_day(span, rota):
                yield (
                    one.clinician_id,
                    day,
                    _unavailable(one.clinician_id, ELSEWHERE_CODES[one.kind], start, end, slot),
                )


def _unavailable(
    whom: int, words: tuple[str, str], start: dt.datetime, end: dt.datetime, slot: Slot
) -> Entry:
    code, title = words
    return Entry(
        kind=EntryKind.UNAVAILABLE,
        code=code,
        suffix="",
        title=title,
        slot=slot,
        start=start,
        end=end,
        tint="grey",
        clinician_id=whom,
    )


def _by_day(
    span: tuple[dt.datetime, dt.datetime], rota: Rota
) -> Iterator[tuple[dt.date, dt.datetime, dt.datetime, Slot]]:
    """Cut a span at midnights, keeping the days of the sheet."""
    start, end = span
    day = max(start.date(), rota.start)
    while midnight(day) < end and day < rota.end:
        begins = max(start, midnight(day))
        ends = min(end, midnight(day + dt.timedelta(days=1)))
        yield day, begins, ends, _slot_of(begins, ends)
        day += dt.timedelta(days=1)


def _slot_of(start: dt.datetime, end: dt.datetime) -> Slot:
    if end - start >= dt.timedelta(hours=9):
        return Slot.DAY
    return Slot.AM if start.hour < AFTERNOON else Slot.PM


AFTERNOON = 12
