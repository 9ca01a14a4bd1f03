"""How people are reached at work: bleep, mobile, e-mail; never what they keep private."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from models import ContactDetail
from models.types import ContactKind
from rota_desk.unit_of_work import Reading

ORDER = (ContactKind.BLEEP, ContactKind.MOBILE, ContactKind.LANDLINE, ContactKind.EMAIL)


def reaching(read: Reading) -> dict[int, tuple[str, ...]]:
    """Each clinician's ways in the order in which they are tried: "bleep 4711"."""
    found: dict[int, list[ContactDetail]] = defaultdict(list)
    for one in read.all(
        select(ContactDetail).where(ContactDetail.private.is_(False)).order_by(ContactDetail.id)
    ):
        found[one.clinician_id].append(one)
    return {
        number: tuple(
            f"{one.kind.value} {one.value}"
            for one in sorted(ways, key=lambda one: ORDER.index(one.kind))
        )
        for number, ways in found.items()
    }
