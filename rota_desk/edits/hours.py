"""Hours written by hand: each line with its reason; the account itself is always reckoned."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, HoursPosting, LeaveRequest
from models.types import HoursKind, LeaveKind, LeaveState
from rota_desk.domain.leave_arithmetic import plain_number
from rota_desk.errors import Refusal
from rota_desk.queries.hours_refused import contract_against, hours_against
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words

AHEAD = (HoursKind.ADJUSTED, HoursKind.TOIL_TAKEN)  # what may lie ahead
SAID = {
    HoursKind.WORKED: "worked besides the rota",
    HoursKind.ADJUSTED: "put right",
    HoursKind.TOIL_EARNED: "earned in lieu",
    HoursKind.TOIL_TAKEN: "taken in lieu",
    HoursKind.TOIL_PAID: "in lieu paid",
}


def post_hours(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: HoursKind,
    day: dt.date,
    hours: Decimal,
    reason: str,
) -> int:
    """Write a line into somebody's account of hours; answers its number."""
    person = work.get(Clinician, clinician)
    against = contract_against(work, person=person, day=day)
    if against := against or hours_against(kind=kind, hours=hours):
        raise Refusal(against)
    if day > work.today and kind not in AHEAD:
        raise Refusal(f"{day_and_year(day)} is still to come. Write it down when it is over.")
    if kind is HoursKind.TOIL_TAKEN:
        _refuse_taken_twice(work, person, day)
    if not reason.strip():
        raise Refusal("Say what the hours are for; it stands on the person's statement.")
    line = work.add(
        HoursPosting(
            clinician_id=clinician,
            kind=kind,
            day=day,
            hours=hours,
            reason=reason.strip(),
            at=work.stamp,
            by=work.who,
        )
    )
    work.label = f"{_words(kind, hours)}: {person.name}, {day_words(day)}"
    return line.id


def take_hours_back(work: UnitOfWork, *, posting: int, reason: str) -> None:
    """Take a line written by hand out of the account and say why; the audit trail keeps both."""
    line = work.get(HoursPosting, posting)
    person = work.get(Clinician, line.clinician_id)
    if not reason.strip():
        raise Refusal("Say why the line is taken back; it is kept with the change.")
    words = _words(line.kind, line.hours)
    day = day_words(line.day)
    work.label = f"Take back {words}: {person.name}, {day} ({reason.strip()})"
    work.remove(line)


def _words(kind: HoursKind, hours: Decimal) -> str:
    return f"{plain_number(hours)} h {SAID[kind]}"


def _refuse_taken_twice(work: UnitOfWork, person: Clinician, day: dt.date) -> None:
    there = work.one(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id == person.id, LeaveRequest.kind == LeaveKind.TOIL)
        .where(LeaveRequest.state == LeaveState.APPROVED)
        .where(LeaveRequest.first_day <= day, LeaveRequest.last_day >= day)
    )
    if there is not None:
        raise Refusal(
            f"{person.name} has approved TOIL on {day_and_year(day)} already; it is counted."
        )
