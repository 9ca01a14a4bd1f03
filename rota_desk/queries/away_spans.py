"""Who is away between two days, as the builder's diary takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, select

from models import Absence, Clinician, LeaveRequest, LeaveStep, Unavailability
from models.types import GapCause, LeaveKind, LeaveState, UnavailabilityKind
from rota_desk.domain.span import midnight
from rota_desk.planning.diary import AwaySpan
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.picture.aways import leave_span, occurrences
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
LEAVE_WORDS = {
    LeaveKind.ANNUAL: "annual leave",
    LeaveKind.STUDY: "study leave",
    LeaveKind.PROFESSIONAL: "professional leave",
}
ELSEWHERE_WORDS = {
    UnavailabilityKind.NON_WORKING_DAY: "a non-working day",
    UnavailabilityKind.OUTSIDE_COMMITMENT: "an outside commitment",
    UnavailabilityKind.PROTECTED_TEACHING: "protected teaching",
    UnavailabilityKind.NOT_STARTED: "not started yet",
}


def away_spans(read: Reading, *, first: dt.date, last: dt.date) -> Iterator[AwaySpan]:
    """Who is away between two days, both included: on leave, absent or elsewhere."""
    yield from _on_leave(read, first, last)
    yield from _absent(read, first, last)
    yield from _elsewhere(read, first, last)


def _on_leave(read: Reading, first: dt.date, last: dt.date) -> Iterator[AwaySpan]:
    answered = {
        row[0]: row[1]
        for row in read.rows(
            select(LeaveStep.leave_request_id, func.max(LeaveStep.at))
            .where(LeaveStep.state == LeaveState.APPROVED)
            .group_by(LeaveStep.leave_request_id)
        )
    }
    names = {one.id: one.name for one in read.all(select(Clinician))}
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day <= last, LeaveRequest.last_day >= first - DAY)
        .order_by(LeaveRequest.id)
    ):
        start, end = leave_span(leave)
        study = leave.kind in {LeaveKind.STUDY, LeaveKind.PROFESSIONAL}
        yield AwaySpan(
            clinician_id=leave.clinician_id,
            start=start,
            end=end,
            cause=GapCause.STUDY_LEAVE if study else GapCause.LEAVE,
            text=f"{names[leave.clinician_id]}: {LEAVE_WORDS.get(leave.kind, 'leave')}",
            known_at=answered.get(leave.id),
        )


def _absent(read: Reading, first: dt.date, last: dt.date) -> Iterator[AwaySpan]:
    """An absence without a last day clears the days the leave desk clears; it never says why."""
    clears = dt.timedelta(days=leave_figures(read).open_absence_clears_days)
    for one in read.all(
        select(Absence)
        .where(Absence.first_day <= last)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= first - DAY))
        .order_by(Absence.id)
    ):
        yield AwaySpan(
            clinician_id=one.clinician_id,
            start=midnight(one.first_day),
            end=midnight((one.last_day or max(one.first_day, read.today) + clears) + DAY),
            cause=GapCause.ABSENCE,
            text="Unavailable",
            known_at=one.reported_at,
        )


def _elsewhere(read: Reading, first: dt.date, last: dt.date) -> Iterator[AwaySpan]:
    names = {one.id: one.name for one in read.all(select(Clinician))}
    begin, until = midnight(first - DAY), midnight(last + 2 * DAY)
    for one in read.all(select(Unavailability).order_by(Unavailability.id)):
        for start, end in occurrences(one, begin, until):
            words = ELSEWHERE_WORDS.get(one.kind, "unavailable")
            yield AwaySpan(
                clinician_id=one.clinician_id,
                start=start,
                end=end,
                cause=GapCause.TEMPLATE_HOLE,
                text=f"{names[one.clinician_id]}: {words}",
            )
