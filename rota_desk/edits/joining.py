"""Before somebody starts: their details came, their work schedule went out."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Clinician, Joining
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


def record_details_received(
    work: UnitOfWork, *, clinician: int, day: dt.date | None = None
) -> None:
    """Note the day on which the training body's details of a starter came; today without one."""
    person = _starter(work, clinician)
    _of(work, person).details_on = _past(work, day)
    work.label = f"Details of {person.name} received"


def record_schedule_sent(work: UnitOfWork, *, clinician: int, day: dt.date | None = None) -> None:
    """Note the day on which a starter was sent the work schedule; today without one."""
    person = _starter(work, clinician)
    _of(work, person).schedule_on = _past(work, day)
    work.label = f"Work schedule sent to {person.name}"


def _starter(work: UnitOfWork, clinician: int) -> Clinician:
    person = work.get(Clinician, clinician)
    if person.joined is None:
        raise Refusal(f"Give {person.name} a first day first.")
    return person


def _of(work: UnitOfWork, person: Clinician) -> Joining:
    there = work.one(select(Joining).where(Joining.clinician_id == person.id))
    return there if there is not None else work.add(Joining(clinician_id=person.id))


def _past(work: UnitOfWork, day: dt.date | None) -> dt.date:
    chosen = day or work.today
    if chosen > work.today:
        raise Refusal(f"{day_and_year(chosen)} is still to come; note it on the day.")
    return chosen
