"""A duty that nobody has yet: a session, or an activity on a day, as a rule would see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models import Activity, ClinicalSession
from models.types import ActivityKind
from rota_desk.domain.snapshot import Duty, DutyKind
from rota_desk.domain.times import span_on
from rota_desk.queries.snapshot import WHOLE_SHIFTS, may_do
from rota_desk.unit_of_work import Reading


def session_duty(read: Reading, *, session: int, clinician: int) -> Duty:
    """A session as if this person stood on it."""
    there = read.get(ClinicalSession, session)
    duty = _duty(read, there.activity_id, there.start, there.end, clinician)
    return replace(duty, session_id=there.id, room_id=there.room_id)


def activity_duty(read: Reading, *, activity: int, day: dt.date, clinician: int) -> Duty:
    """An activity at its usual times on a day, as if this person did it."""
    work = read.get(Activity, activity)
    start, end = span_on(day, work.starts, work.ends)
    return _duty(read, activity, start, end, clinician)


def _duty(
    read: Reading, activity: int, start: dt.datetime, end: dt.datetime, clinician: int
) -> Duty:
    work = read.get(Activity, activity)
    on_call = work.kind is ActivityKind.ON_CALL
    hours = work.on_call_hours
    return Duty(
        clinician_id=clinician,
        start=start,
        end=end,
        kind=DutyKind.ON_CALL if on_call else DutyKind.SHIFT,
        work_minutes=int(hours * 60) if on_call and hours is not None else None,
        episodes=work.on_call_episodes if on_call else None,
        activity=work.name,
        activity_id=activity,
        permitted=not work.needs_permission
        or clinician in may_do(read, activity=activity, day=start.date()),
        joins=work.kind not in WHOLE_SHIFTS,
    )
