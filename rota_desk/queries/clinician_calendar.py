"""What goes into each clinician's calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, LeaveRequest
from models.types import AssignmentRole, LeaveKind, LeavePart, LeaveState
from rota_desk.queries.calendar_identity import Identity, calendar_identity
from rota_desk.queries.cover import FELL, on_days
from rota_desk.queries.last_touched import NEVER, Touch, touched_between
from rota_desk.queries.standing import Placed, Rota, Session, standing_rota
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
    name: str  # the activity
    room: str  # its short name
    place: str  # room and site in words
    role: str = ""
    others: tuple[str, ...] = ()  # who is there too
    sequence: int = 0  # rises with every edit that touches the session, undo included
    changed: dt.datetime = NEVER.at  # UTC, without a zone
    session_id: int = 0

    @property
    def summary(self) -> str:
        """The activity and where it is: "Endoscopy list, E4"."""
        return f"{self.name}, {self.room}" if self.room else self.name

    @property
    def told(self) -> tuple[object, ...]:
        """What a person has to be told again when it differs."""
        return (self.start, self.end, self.name, self.place, self.role)


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
    zone: str
    duties: tuple[CalendarDuty, ...]
    leave: tuple[CalendarLeave, ...] = ()


def clinician_calendars(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[ClinicianCalendar, ...]:
    """The calendar of everybody who is rostered or away from `start` until before `end`."""
    duties = calendar_duties(read, start=start, end=end)
    leave = _leave(read, start, end)
    people = read.all(select(Clinician).order_by(Clinician.id))
    return tuple(
        ClinicianCalendar(
            clinician_id=person.id,
            name=person.name,
            zone=read.zone.key,
            duties=tuple(duties.get(person.id, ())),
            leave=tuple(leave.get(person.id, ())),
        )
        for person in people
        if (clinician is None and (person.id in duties or person.id in leave))
        or person.id == clinician
    )


def calendar_duties(
    read: Reading, *, start: dt.date, end: dt.date
) -> dict[int, list[CalendarDuty]]:
    """Everybody's duties that stand from `start` until before `end`, by clinician."""
    rota = standing_rota(read, start=start, end=end)
    sessions = {one.id: one for one in rota.sessions if one.state not in FELL}
    touches = touched_between(read, start=start, end=end)
    uids = _uids(read, start, end)
    names = clinician_names(read)
    found: dict[int, list[CalendarDuty]] = {}
    for placed in rota.placed:
        session = sessions.get(placed.session_id)
        if session is not None:
            others = _others(rota, placed, names)
            touch = touches.get(session.id, NEVER)
            duty = _duty(session, placed, uids[placed.id], others, touch)
            found.setdefault(placed.clinician_id, []).append(duty)
    return found


def clinician_names(read: Reading) -> dict[int, str]:
    """Everybody's name as it stands on the rota."""
    return {row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.name))}


def _uids(read: Reading, start: dt.date, end: dt.date) -> dict[int, str]:
    found = read.rows(
        select(Assignment.id, Assignment.uid)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(on_days(start, end))
    )
    return {row[0]: row[1] for row in found}


def _others(rota: Rota, placed: Placed, names: dict[int, str]) -> tuple[str, ...]:
    return tuple(
        names[one.clinician_id]
        for one in rota.on[placed.session_id]
        if one.clinician_id != placed.clinician_id
    )


def _duty(
    session: Session, placed: Placed, uid: str, others: tuple[str, ...], touch: Touch
) -> CalendarDuty:
    return CalendarDuty(
        uid=uid,
        start=session.start,
        end=session.end,
        name=session.name,
        room=session.room,
        place=session.place,
        role=ROLES[placed.role],
        others=others,
        sequence=touch.number,
        changed=touch.at,
        session_id=session.id,
    )


def _leave(read: Reading, start: dt.date, end: dt.date) -> dict[int, list[CalendarLeave]]:
    found: dict[int, list[CalendarLeave]] = {}
    named = calendar_identity(read)
    for leave in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        found.setdefault(leave.clinician_id, []).extend(_leave_days(leave, named))
    return found


def _leave_days(leave: LeaveRequest, named: Identity) -> Iterator[CalendarLeave]:
    """A request as days; a half day at either end stands for itself."""
    one_day = leave.first_day == leave.last_day
    half = ""
    if one_day and leave.first_part is not LeavePart.WHOLE:
        half = "morning" if leave.first_part is LeavePart.AM else "afternoon"
    yield CalendarLeave(
        uid=named("leave", leave.id),
        first_day=leave.first_day,
        last_day=leave.last_day,
        summary=OPEN_KINDS.get(leave.kind, "Unavailable"),
        part=half,
        changed=leave.requested_at,
    )
