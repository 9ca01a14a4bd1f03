"""Who works what, and who may."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import or_, select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Permission,
    Room,
)
from models.types import Accounting, ActivityKind, AssignmentSource
from rota_desk.domain.snapshot import (
    Duty,
    DutyKind,
)
from rota_desk.queries.cover import FELL
from rota_desk.queries.picture.horizon import BEGIN, THESE, UNTIL, Horizon
from rota_desk.unit_of_work import Reading

WHOLE_SHIFTS = (ActivityKind.SHIFT, ActivityKind.ON_CALL)
# A sum has no index: the days choose the sessions and these the people, so that what somebody did
# in other years is never looked at.
_BY_SESSION = Assignment.clinician_id + 0
PAID_EXTRA = or_(
    Assignment.accounting == Accounting.EXTRA,
    Assignment.source.in_((AssignmentSource.BANK, AssignmentSource.EXTRA)),
)


_EVERYBODYS = (
    select(
        Assignment.id,
        Assignment.clinician_id,
        ClinicalSession.id,
        ClinicalSession.start,
        ClinicalSession.end,
        ClinicalSession.room_id,
        Activity.id,
        Activity.name,
        Activity.kind,
        Activity.needs_permission,
        Activity.on_call_hours,
        Activity.on_call_episodes,
        Room.site_id,
        PAID_EXTRA,
    )
    .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .outerjoin(Room, Room.id == ClinicalSession.room_id)
    .where(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
    .where(_BY_SESSION.is_not(None), ClinicalSession.state.not_in(FELL))
    .order_by(ClinicalSession.start, Assignment.id)
)
_ALLOWED = select(
    Permission.clinician_id, Permission.activity_id, Permission.start, Permission.end
)
_THEY_ALLOWED = _ALLOWED.where(Permission.clinician_id.in_(THESE))
_THEIRS = _EVERYBODYS.where(_BY_SESSION.in_(THESE))


def duties_of(read: Reading, horizon: Horizon) -> Iterator[Duty]:
    """Each duty that starts on the days, by start, with whether it is permitted."""
    allowed = _permissions(read, horizon)
    asked = _EVERYBODYS if horizon.clinicians is None else _THEIRS
    found = read.rows(asked, horizon.facts)
    for row in found:
        (
            placed,
            whom,
            session,
            start,
            end,
            room,
            activity,
            title,
            kind,
            asks,
            hours,
            times,
            site,
            extra,
        ) = row
        on_call = kind is ActivityKind.ON_CALL
        yield Duty(
            clinician_id=whom,
            start=start,
            end=end,
            kind=DutyKind.ON_CALL if on_call else DutyKind.SHIFT,
            work_minutes=int(hours * 60) if on_call and hours is not None else None,
            episodes=times if on_call else None,
            activity=title,
            session_id=session,
            assignment_id=placed,
            activity_id=activity,
            room_id=room,
            site_id=site,
            permitted=not asks or _may(allowed[(whom, activity)], start.date()),
            joins=kind not in WHOLE_SHIFTS,
            extra=bool(extra),
        )


def _permissions(
    read: Reading, horizon: Horizon
) -> dict[tuple[int, int], list[tuple[dt.date, dt.date | None]]]:
    held: dict[tuple[int, int], list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    asked = _ALLOWED if horizon.clinicians is None else _THEY_ALLOWED
    for whom, activity, start, end in read.rows(asked, horizon.facts):
        held[(whom, activity)].append((start, end))
    return held


def may_do(read: Reading, *, activity: int, day: dt.date) -> frozenset[int]:
    """Who is permitted an activity on a day."""
    return frozenset(
        whom
        for (whom, what), held in _permissions(read, Horizon(day, day)).items()
        if what == activity and _may(held, day)
    )


def _may(held: list[tuple[dt.date, dt.date | None]], day: dt.date) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in held)
