"""How far apart sites are: typed once, used for mileage and for travel between sessions."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from models import Distance, Site
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork

FURTHEST_MILES, LONGEST_MINUTES = 1000, 24 * 60


def set_distance(
    work: UnitOfWork,
    *,
    first: int,
    second: int,
    miles: Decimal | None = None,
    minutes: int | None = None,
) -> int:
    """Say how far apart two sites are, both ways; what is not known is None."""
    one, other = work.get(Site, min(first, second)), work.get(Site, max(first, second))
    if one.id == other.id:
        raise Refusal("Choose two different sites.")
    _refuse_nonsense(miles, minutes)
    there = _between(work, one.id, other.id)
    if there is None:
        there = Distance(
            first_site_id=one.id, second_site_id=other.id, miles=miles, minutes=minutes
        )
        work.add(there)
    there.miles, there.minutes = miles, minutes
    work.label = f"Set the way between {one.name} and {other.name}"
    return there.id


def forget_distance(work: UnitOfWork, *, first: int, second: int) -> None:
    """Forget how far apart two sites are."""
    one, other = work.get(Site, min(first, second)), work.get(Site, max(first, second))
    there = _between(work, one.id, other.id)
    if there is None:
        raise Refusal(f"The way between {one.name} and {other.name} is not known.")
    work.label = f"Forget the way between {one.name} and {other.name}"
    work.remove(there)


def _between(work: UnitOfWork, first: int, second: int) -> Distance | None:
    return work.one(
        select(Distance).where(Distance.first_site_id == first, Distance.second_site_id == second)
    )


def _refuse_nonsense(miles: Decimal | None, minutes: int | None) -> None:
    if miles is None and minutes is None:
        raise Refusal("Give the miles, the minutes, or both.")
    if miles is not None and not 0 <= miles <= FURTHEST_MILES:
        raise Refusal(f"Miles are between 0 and {FURTHEST_MILES}.")
    if minutes is not None and not 0 <= minutes <= LONGEST_MINUTES:
        raise Refusal(f"Minutes are between 0 and {LONGEST_MINUTES}.")
