"""Times away: leave, absences and commitments elsewhere."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select

from models import (
    Absence,
    LeaveExclusion,
    LeaveRequest,
    Unavailability,
)
from models.types import (
    LeaveKind,
    LeavePart,
    LeaveState,
)
from rota_desk.domain.snapshot import (
    Away,
    AwayKind,
)
from rota_desk.domain.span import midnight
from rota_desk.domain.times import MIDDAY
from rota_desk.queries.picture.horizon import BEGIN, BEYOND, FIRST, THESE, UNTIL, Horizon
from rota_desk.unit_of_work import Reading

AWAY_FOR = {
    LeaveKind.ANNUAL: AwayKind.ANNUAL_LEAVE,
    LeaveKind.STUDY: AwayKind.STUDY_LEAVE,
    LeaveKind.PROFESSIONAL: AwayKind.PROFESSIONAL_LEAVE,
    LeaveKind.TOIL: AwayKind.TOIL,
}

_EXCLUDED = select(LeaveExclusion.leave_request_id, LeaveExclusion.session_id)
_LEAVE = (
    select(LeaveRequest)
    .where(LeaveRequest.state == LeaveState.APPROVED)
    .where(LeaveRequest.first_day < BEYOND, LeaveRequest.last_day >= FIRST)
    .order_by(LeaveRequest.first_day, LeaveRequest.id)
)
_THEIR_LEAVE = _LEAVE.where(LeaveRequest.clinician_id.in_(THESE))
_ABSENT = (
    select(Absence)
    .where(Absence.first_day < BEYOND)
    .where(Absence.last_day.is_(None) | (Absence.last_day >= FIRST))
)
_THEY_ABSENT = _ABSENT.where(Absence.clinician_id.in_(THESE))
_ENGAGED = select(Unavailability).where(
    Unavailability.start < UNTIL,
    func.coalesce(Unavailability.repeats_weekly_until, Unavailability.end) >= BEGIN,
)
_THEY_ENGAGED = _ENGAGED.where(Unavailability.clinician_id.in_(THESE))


def _leave(read: Reading, horizon: Horizon) -> Iterator[Away]:
    kept: dict[int, list[int]] = defaultdict(list)
    for request, session in read.rows(_EXCLUDED):
        kept[request].append(session)
    asked = _LEAVE if horizon.clinicians is None else _THEIR_LEAVE
    for leave in read.all(asked, horizon.facts):
        start, end = leave_span(leave)
        kind = AWAY_FOR.get(leave.kind, AwayKind.SPECIAL_LEAVE)
        yield Away(leave.clinician_id, start, end, kind, leave.id, tuple(kept[leave.id]))


def leave_span(leave: LeaveRequest) -> tuple[dt.datetime, dt.datetime]:
    """The wall span of a request: from midnight or midday, until midday or midnight."""
    afternoon, morning = leave.first_part is LeavePart.PM, leave.last_part is LeavePart.AM
    one_day = leave.first_day == leave.last_day
    morning = morning or (one_day and leave.first_part is LeavePart.AM)
    begin = MIDDAY if afternoon else dt.time()
    start = dt.datetime.combine(leave.first_day, begin)
    if morning:
        return start, dt.datetime.combine(leave.last_day, MIDDAY)
    return start, midnight(leave.last_day + dt.timedelta(days=1))


def _absences(read: Reading, horizon: Horizon) -> Iterator[Away]:
    asked = _ABSENT if horizon.clinicians is None else _THEY_ABSENT
    for absence in read.all(asked, horizon.facts):
        last = absence.last_day or max(read.today, absence.first_day)  # open: until now
        until = midnight(last + dt.timedelta(days=1))
        yield Away(absence.clinician_id, midnight(absence.first_day), until, AwayKind.SICK)


def _elsewhere(read: Reading, horizon: Horizon) -> Iterator[Away]:
    asked = _ENGAGED if horizon.clinicians is None else _THEY_ENGAGED
    for one in read.all(asked, horizon.facts):
        for start, end in occurrences(one, horizon.begin, horizon.until):
            yield Away(one.clinician_id, start, end, AwayKind.NON_WORKING)


def occurrences(
    one: Unavailability, begin: dt.datetime, until: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The wall spans of a commitment that touch a period: once, or every week until it ends."""
    week, last = dt.timedelta(weeks=1), one.repeats_weekly_until
    start, end = one.start, one.end
    if last is not None and end <= begin:
        skipped = (begin - end) // week
        start, end = start + week * skipped, end + week * skipped
    while start < until:
        if end > begin:
            yield start, end
        start, end = start + week, end + week
        if last is None or start >= last:
            return


def aways_of(read: Reading, horizon: Horizon, _needs: Horizon) -> tuple[Away, ...]:
    """Every time away that touches the days: leave, absences, then commitments."""
    return (*_leave(read, horizon), *_absences(read, horizon), *_elsewhere(read, horizon))
