"""Secret calendar addresses: given to a person, withdrawn when they have spread."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from sqlalchemy import select

from models import CalendarAddress, Clinician
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words

LENGTH = 20  # bytes of chance, 40 letters


def give_calendar_addresses(work: UnitOfWork, *, clinicians: Collection[int]) -> int:
    """Give each of them a secret address unless they have one; answers how many were given."""
    having = {
        one.clinician_id
        for one in work.all(select(CalendarAddress).where(CalendarAddress.withdrawn_at.is_(None)))
    }
    wanting = [number for number in dict.fromkeys(clinicians) if number not in having]
    for number in wanting:
        work.get(Clinician, number)
    work.add_all([_fresh(work, number) for number in wanting])
    work.label = f"Give {count_words(len(wanting), 'calendar address', 'calendar addresses')}"
    return len(wanting)


def renew_calendar_address(work: UnitOfWork, *, clinician: int) -> None:
    """Withdraw a person's address and give another; the old one is served no more."""
    person = work.get(Clinician, clinician)
    _withdraw(work, clinician)
    work.add(_fresh(work, clinician))
    work.label = f"Renew the calendar address of {person.name}"


def withdraw_calendar_address(work: UnitOfWork, *, clinician: int) -> None:
    """Withdraw a person's address; their calendar is served no more."""
    person = work.get(Clinician, clinician)
    if not _withdraw(work, clinician):
        raise Refusal(f"{person.name} has no calendar address to withdraw.")
    work.label = f"Withdraw the calendar address of {person.name}"


def _withdraw(work: UnitOfWork, clinician: int) -> int:
    standing = work.all(
        select(CalendarAddress).where(
            CalendarAddress.clinician_id == clinician, CalendarAddress.withdrawn_at.is_(None)
        )
    )
    for one in standing:
        one.withdrawn_at = work.stamp
    return len(standing)


def _fresh(work: UnitOfWork, clinician: int) -> CalendarAddress:
    return CalendarAddress(
        clinician_id=clinician, secret=secrets.token_hex(LENGTH), made_at=work.stamp
    )
