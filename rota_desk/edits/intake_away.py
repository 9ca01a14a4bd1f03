"""Leave and sickness that a roster shows, day by day, recorded as spans and taken back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Absence, LeaveRequest, LeaveStep
from models.types import AbsenceKind, LeavePart, LeaveState
from rota_desk.edits.intake_accounts import (
    LEAVE,
    NOTE,
    ONE_DAY,
    days_between,
)
from rota_desk.intake.difference import Said
from rota_desk.intake.kept import source_called
from rota_desk.intake.matching import half_of
from rota_desk.intake.plan import PlannedDuty
from rota_desk.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Away:
    clinician: int
    kind: str
    first: dt.date
    last: dt.date
    part: LeavePart


def record_away(work: UnitOfWork, *, said: Mapping[Said, PlannedDuty], file: str) -> int:
    """Record days of leave as approved requests and sickness as absence, days in a row as one."""
    spans = list(_spans([(one.clinician, duty) for one, duty in said.items()]))
    for span in spans:
        _record(work, span, f"{NOTE}{file}")
    return len(spans)


def take_back(work: UnitOfWork, *, gone: Iterable[Said], file: str) -> int:
    """Take back days away that a file no longer shows; what is left of a span stays."""
    days = {(one.clinician, one.day) for one in gone}
    if not days:
        return 0
    records: list[LeaveRequest | Absence] = [
        *work.all(select(LeaveRequest).where(LeaveRequest.state == LeaveState.APPROVED)),
        *work.all(select(Absence).where(Absence.last_day.is_not(None))),
    ]
    mine = [one for one in records if _brought(one.note, source_called(file))]
    for record in mine:
        span = list(days_between(record.first_day, record.last_day or record.first_day))
        left = [day for day in span if (record.clinician_id, day) not in days]
        if len(left) < len(span):
            _shorten(work, record, left, file)
    return len(days)


def _brought(note: str, source: str) -> bool:
    return note.startswith(NOTE) and source_called(note.removeprefix(NOTE)) == source


def _shorten(
    work: UnitOfWork, record: LeaveRequest | Absence, left: Sequence[dt.date], file: str
) -> None:
    """End a span that a file brought, and record again the days of it that the file still has."""
    kinds = {kind: name for name, kind in LEAVE.items()}
    kind = kinds[record.kind] if isinstance(record, LeaveRequest) else "sick"
    if isinstance(record, LeaveRequest):
        record.state = LeaveState.CANCELLED
        _step(work, record, LeaveState.CANCELLED, f"no longer in {file}")
    else:
        work.remove(record)
    spans: list[_Away] = []
    for day in left:
        here = _Away(record.clinician_id, kind, day, day, LeavePart.WHOLE)
        if spans and _goes_on(spans[-1], here):
            here = _Away(record.clinician_id, kind, spans.pop().first, day, LeavePart.WHOLE)
        spans.append(here)
    for span in spans:
        _record(work, span, f"{NOTE}{file}")


def _spans(duties: Sequence[tuple[int, PlannedDuty]]) -> Iterator[_Away]:
    """Yield the runs of days in a row of one person and kind; a half day stands by itself."""
    open_span: _Away | None = None
    days = {(clinician, duty.day, half_of(duty.code)): duty for clinician, duty in duties}
    for (clinician, day, half), duty in sorted(days.items(), key=lambda item: item[0]):
        if half and (clinician, day, "") in days:
            continue
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
    _step(work, request, LeaveState.APPROVED, note)


def _step(work: UnitOfWork, request: LeaveRequest, state: LeaveState, reason: str) -> None:
    work.add(
        LeaveStep(
            leave_request_id=request.id, state=state, at=work.stamp, by=work.who, reason=reason
        )
    )
