"""Ways to reach people, and when each was last confirmed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Clinician, ContactDetail
from models.types import ContactKind
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def add_contact(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: ContactKind,
    value: str,
    confirmed: bool = True,
    private: bool = False,
) -> int:
    """Add a way to reach somebody, confirmed today unless said otherwise; answers its number."""
    person = work.get(Clinician, clinician)
    _refuse(work, clinician, kind, value, None)
    detail = work.add(
        ContactDetail(
            clinician_id=clinician,
            kind=kind,
            value=value.strip(),
            last_confirmed=work.today if confirmed else None,
            private=private,
        )
    )
    work.label = f"Add the {kind.value} of {person.name}"
    return detail.id


def change_contact(
    work: UnitOfWork, *, contact: int, kind: ContactKind, value: str, private: bool = False
) -> None:
    """Change a way to reach somebody; a new number counts as confirmed today."""
    detail = work.get(ContactDetail, contact)
    _refuse(work, detail.clinician_id, kind, value, contact)
    if (detail.kind, detail.value) != (kind, value.strip()):
        detail.last_confirmed = work.today
    detail.kind, detail.value, detail.private = kind, value.strip(), private
    work.label = f"Change the {kind.value} of {_name(work, detail)}"


def confirm_contact(work: UnitOfWork, *, contact: int, day: dt.date | None = None) -> None:
    """Note that a way to reach somebody was tried and is right; today without a day."""
    detail = work.get(ContactDetail, contact)
    confirmed = day or work.today
    if confirmed > work.today:
        raise Refusal("A contact cannot be confirmed on a day to come.")
    detail.last_confirmed = confirmed
    work.label = f"Confirm the {detail.kind.value} of {_name(work, detail)}"


def confirm_contacts(work: UnitOfWork, *, clinician: int) -> int:
    """Note that every way to reach somebody is right today; answers how many."""
    person = work.get(Clinician, clinician)
    details = work.all(select(ContactDetail).where(ContactDetail.clinician_id == clinician))
    if not details:
        raise Refusal(f"{person.name} has no contacts yet. Add one first.")
    for detail in details:
        detail.last_confirmed = work.today
    work.label = f"Confirm the contacts of {person.name}"
    return len(details)


def remove_contact(work: UnitOfWork, *, contact: int) -> None:
    """Remove a way to reach somebody."""
    detail = work.get(ContactDetail, contact)
    work.label = f"Remove the {detail.kind.value} of {_name(work, detail)}"
    work.remove(detail)


def _refuse(
    work: UnitOfWork, clinician: int, kind: ContactKind, value: str, itself: int | None
) -> None:
    if not value.strip():
        raise Refusal("Give the number or address.")
    if kind is ContactKind.EMAIL and "@" not in value:
        raise Refusal(f'"{value.strip()}" is no e-mail address; it needs an @.')
    if kind is not ContactKind.EMAIL and not any(letter.isdigit() for letter in value):
        raise Refusal(f'"{value.strip()}" is no number to ring. Give its digits.')
    same = work.one(
        select(ContactDetail).where(
            ContactDetail.clinician_id == clinician,
            ContactDetail.kind == kind,
            ContactDetail.value == value.strip(),
        )
    )
    if same is not None and same.id != itself:
        raise Refusal(f"{value.strip()} is there already. Confirm it instead.")


def _name(work: UnitOfWork, detail: ContactDetail) -> str:
    return work.get(Clinician, detail.clinician_id).name
