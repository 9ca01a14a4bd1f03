"""Rates of mileage: confirmed ones, the department's own, and what has still to be entered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import ExpenseLine, MileageRate
from models.types import ExpenseKind, Vehicle
from rota_desk.domain.mileage import MileageBook, Rate, Unknown, known_rates, mileage_book
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading

_MONTHS = {"april": 4, "july": 7}


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate as the Settings page lists it; `first` is None where it has to be entered."""

    vehicle: Vehicle
    valid_from: dt.date
    first: Decimal | None
    beyond: Decimal | None
    tier: int | None
    source: str
    rate_id: int | None = None  # the department's own


def mileage_rates(read: Reading) -> MileageBook:
    """Every rate that prices a journey here."""
    own = read.all(select(MileageRate).order_by(MileageRate.valid_from, MileageRate.id))
    return mileage_book(
        Rate(
            one.vehicle,
            one.valid_from,
            one.first_rate,
            one.first_rate if one.beyond_rate is None else one.beyond_rate,
            one.tier_miles,
            one.source,
        )
        for one in own
    )


def mileage_rate_list(read: Reading) -> tuple[RateLine, ...]:
    """Every entry, the newest first; the department's own before the one it stands for."""
    own = [
        RateLine(
            *(one.vehicle, one.valid_from, one.first_rate, one.beyond_rate),
            *(one.tier_miles, one.source, one.id),
        )
        for one in read.all(select(MileageRate))
    ]
    kept = {(one.vehicle, one.valid_from) for one in own}
    brought = [_line(one) for one in known_rates() if (one.vehicle, one.valid_from) not in kept]
    order = list(Vehicle)
    return tuple(
        sorted(
            (*own, *brought),
            key=lambda one: (-one.valid_from.toordinal(), order.index(one.vehicle)),
        )
    )


def rates_wanted(read: Reading) -> tuple[Unknown, ...]:
    """The rates that journeys on record wait for, each once, by the day from which they hold."""
    book = mileage_rates(read)
    found: dict[tuple[Vehicle, dt.date], Unknown] = {}
    for vehicle, day, passengers in read.rows(
        select(ExpenseLine.vehicle, ExpenseLine.day, ExpenseLine.passengers)
        .where(ExpenseLine.kind == ExpenseKind.MILEAGE, ExpenseLine.brought_forward.is_(False))
        .distinct()
    ):
        asked = (vehicle, Vehicle.PASSENGER) if passengers else (vehicle,)
        for one in (book.on(kind, day) for kind in asked):
            if isinstance(one, Unknown):
                found[one.vehicle, one.valid_from] = one
    return tuple(sorted(found.values(), key=lambda one: (one.valid_from, one.vehicle)))


def mileage_month(read: Reading) -> int:
    """The month with whose first day the mileage year begins (rulebook, O-13)."""
    return _MONTHS[str(setting(read, key="readings.mileage_year"))]


def _line(one: Rate | Unknown) -> RateLine:
    if isinstance(one, Unknown):
        return RateLine(one.vehicle, one.valid_from, None, None, None, one.why)
    beyond = one.beyond if one.tier is not None else None
    return RateLine(one.vehicle, one.valid_from, one.first, beyond, one.tier, one.source)
