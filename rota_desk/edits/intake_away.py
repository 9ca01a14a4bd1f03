"""Leave and sickness that a roster shows, day by day, recorded as spans."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Absence, LeaveRequest, LeaveStep
from models.types import AbsenceKind, LeaveKind, LeavePart, LeaveState
from rota_desk.intake.matching import half_of
from rota_desk.intake.plan import PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

LEAVE = {
    "annual_leave": LeaveKind.ANNUAL,
    "study_leave": LeaveKind.STUDY,
    "professional_leave": LeaveKind.PROFESSIONAL,
}
LIVE = (LeaveState.REQUESTED, LeaveState.APPROVED)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Away:
    clinician: int
    kind: str
    first: dt.date
    last: dt.date
    part: LeavePart


def record_away(
    work: UnitOfWork, *, duties: Sequence[PlannedDuty], people: Mapping[str, int], file: str
) -> tuple[int, int]:
    """Record days of leave as approved requests and sickness as absence, days in a row as one.

    Answers how many were recorded and how many days were there already.
    """
    taken = _days_taken(work, duties)
    fresh = [duty for duty in duties if duty.day not in taken[people[duty.person]]]
    spans = list(_spans(fresh, people))
    for span in spans:
        _record(work, span, f"from {file}")
    return len(spans), len(duties) - len(fresh)


def _days_taken(work: UnitOfWork, duties: Sequence[PlannedDuty]) -> dict[int, set[dt.date]]:
    """Give the days on which each person is away already."""
    taken: dict[int, set[dt.date]] = defaultdict(set)
    if not duties:
        return taken
    first, last = min(duty.day for duty in duties), max(duty.day for duty in duties)
    leave = select(LeaveRequest).where(
        LeaveRequest.state.in_(LIVE),
        LeaveRequest.first_day <= last,
        LeaveRequest.last_day >= first,
    )
    for request in work.all(leave):
        taken[request.clinician_id] |= set(_days(request.first_day, request.last_day))
    for absence in work.all(select(Absence).where(Absence.first_day <= last)):
        taken[absence.clinician_id] |= set(_days(absence.first_day, absence.last_day or last))
    return taken


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _spans(duties: Sequence[PlannedDuty], people: Mapping[str, int]) -> Iterator[_Away]:
    """Yield the runs of days in a row of one person and kind; a half day stands by itself."""
    open_span: _Away | None = None
    days = {(people[duty.person], duty.day): duty for duty in duties}
    for (clinician, day), duty in sorted(days.items(), key=lambda item: item[0]):
        half = half_of(duty.code)
        here = _Away(clinician, duty.kind, day, day, LeavePart(half.lower() or "whole"))
        if open_span and _goes_on(open_span, here):
            open_span = _Away(clinician, duty.kind, open_span.first, day, open_span.part)
            continue
        if open_span:
            yield open_span
        open_span = here
    if open_span:
        yield open_span


def _goes_on(span: _Away, here: _Away) -> bool:
    same = (span.clinician, span.kind, span.part) == (here.clinician, here.kind, here.part)
    return same and span.part is LeavePart.WHOLE and here.first == span.last + ONE_DAY


def _record(work: UnitOfWork, span: _Away, note: str) -> None:
    if span.kind not in LEAVE:
        work.add(
            Absence(
                clinician_id=span.clinician,
                kind=AbsenceKind.SICKNESS,
                first_day=span.first,
                last_day=span.last,
                note=note,
            )
        )
        return
    request = LeaveRequest(
        clinician_id=span.clinician,
        kind=LEAVE[span.kind],
        first_day=span.first,
        last_day=span.last,
        first_part=span.part,
        last_part=span.part,
        state=LeaveState.APPROVED,
        requested_at=work.stamp,
        requested_by=work.who,
        note=note,
    )
    work.add(request)
    work.add(
        LeaveStep(
            leave_request_id=request.id,
            state=LeaveState.APPROVED,
            at=work.stamp,
            by=work.who,
            reason=note,
        )
    )
