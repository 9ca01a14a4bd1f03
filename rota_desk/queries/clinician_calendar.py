"""What goes into each clinician's calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Assignment, Clinician, LeaveRequest
from models.types import AssignmentRole, LeaveKind, LeavePart, LeaveState
from rota_desk.queries.cover import FELL
from rota_desk.queries.standing import Session, standing_rota
from rota_desk.unit_of_work import Reading

OPEN_KINDS = {
    LeaveKind.ANNUAL: "Annual leave",
    LeaveKind.STUDY: "Study leave",
    LeaveKind.PROFESSIONAL: "Professional leave",
    LeaveKind.TOIL: "Time off in lieu",
    LeaveKind.LIEU: "Lieu day",
}
ROLES = {
    AssignmentRole.LEAD: "",
    AssignmentRole.TRAINEE: "as trainee",
    AssignmentRole.SUPERVISED: "supervised",
    AssignmentRole.SUPERNUMERARY: "supernumerary",
}


@dataclass(frozen=True, slots=True)
class CalendarDuty:
    """One duty as a calendar shows it; wall times of the department's zone."""

    uid: str
    start: dt.datetime
    end: dt.datetime
    summary: str
    place: str
    description: str
    sequence: int
    changed: dt.datetime  # UTC, without a zone


@dataclass(frozen=True, slots=True)
class CalendarLeave:
    """Leave as whole days, both included, or as a half day's hours."""

    uid: str
    first_day: dt.date
    last_day: dt.date
    summary: str
    part: str  # "", "morning" or "afternoon": of a single day
    changed: dt.datetime  # UTC, without a zone


@dataclass(frozen=True, slots=True)
class ClinicianCalendar:
    """One clinician's duties and approved leave of a period."""

    clinician_id: int
    name: str
    department: str
    zone: str
    duties: tuple[CalendarDuty, ...]
    leave: tuple[CalendarLeave, ...]


def clinician_calendars(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[ClinicianCalendar, ...]:
    """The calendar of everybody who is rostered or away from `start` until before `end`."""
    duties = _duties(read, start, end)
    leave = _leave(read, start, end)
    people = read.all(select(Clinician).order_by(Clinician.id))
    return tuple(
        ClinicianCalendar(
            clinician_id=person.id,
            name=person.name,
            department="",
            zone=read.zone.key,
            duties=tuple(duties.get(person.id, ())),
            leave=tuple(leave.get(person.id, ())),
        )
        for person in people
        if (clinician is None and (person.id in duties or person.id in leave))
        or person.id == clinician
    )


def _duties(read: Reading, start: dt.date, end: dt.date) -> dict[int, list[CalendarDuty]]:
    rota = standing_rota(read, start=start, end=end)
    sessions = {one.id: one for one in rota.sessions if one.state not in FELL}
    names = {person.id: person.name for person in read.all(select(Clinician))}
    found: dict[int, list[CalendarDuty]] = {}
    numbers = {one.id for one in rota.placed}
    records = {
        one.id: one for one in read.all(select(Assignment).where(Assignment.id.in_(numbers)))
    }
    for placed in rota.placed:
        session = sessions.get(placed.session_id)
        if session is None:
            continue
        others = [
            names[one.clinician_id]
            for one in rota.on[session.id]
            if one.clinician_id != placed.clinician_id
        ]
        duty = _duty(session, records[placed.id], others)
        found.setdefault(placed.clinician_id, []).append(duty)
    return found


def _duty(session: Session, placed: Assignment, others: list[str]) -> CalendarDuty:
    role = ROLES[placed.role]
    lines = [
        f"Role: {role}" if role else "",
        f"With: {', '.join(others)}" if others else "",
    ]
    return CalendarDuty(
        uid=placed.uid,
        start=session.start,
        end=session.end,
        summary=f"{session.name}, {session.room}" if session.room else session.name,
        place=session.place,
        description="\n".join(line for line in lines if line),
        sequence=placed.sequence,
        changed=placed.changed_at or dt.datetime(2000, 1, 1),  # noqa: DTZ001 - UTC by convention
    )


def _leave(read: Reading, start: dt.date, end: dt.date) -> dict[int, list[CalendarLeave]]:
    found: dict[int, list[CalendarLeave]] = {}
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        found.setdefault(leave.clinician_id, []).extend(_leave_days(leave))
    return found


def _leave_days(leave: LeaveRequest) -> Iterator[CalendarLeave]:
    """A request as days; a half day at either end stands for itself."""
    one_day = leave.first_day == leave.last_day
    half = ""
    if one_day and leave.first_part is not LeavePart.WHOLE:
        half = "morning" if leave.first_part is LeavePart.AM else "afternoon"
    yield CalendarLeave(
        uid=f"leave-{leave.id}@rota-desk",
        first_day=leave.first_day,
        last_day=leave.last_day,
        summary=OPEN_KINDS.get(leave.kind, "Unavailable"),
        part=half,
        changed=leave.requested_at,
    )
