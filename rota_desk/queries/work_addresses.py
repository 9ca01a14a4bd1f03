"""The e-mail address at which each person is written to about the rota."""

from __future__ import annotations

from sqlalchemy import select

from models import ContactDetail
from models.types import ContactKind
from rota_desk.unit_of_work import Reading


def work_addresses(read: Reading) -> dict[int, str]:
    """Each clinician's address, the one confirmed last; private ones are left alone."""
    found = read.all(
        select(ContactDetail)
        .where(ContactDetail.kind == ContactKind.EMAIL, ContactDetail.private.is_(False))
        .order_by(ContactDetail.last_confirmed.is_not(None), ContactDetail.last_confirmed)
    )
    return {one.clinician_id: one.value for one in found if "@" in one.value}
