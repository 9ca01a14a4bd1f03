"""Rates of mileage that the department enters, each from a day on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import ExpenseLine, MileageRate
from models.types import ExpenseState, Vehicle
from rota_desk.domain.mileage import VEHICLE_WORDS, pence
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

_FIXED = (ExpenseState.APPROVED, ExpenseState.PAID)


def enter_mileage_rate(
    work: UnitOfWork,
    *,
    vehicle: Vehicle,
    valid_from: dt.date,
    first_rate: Decimal,
    beyond_rate: Decimal | None = None,
    tier_miles: int | None = None,
    source: str = "",
) -> int:
    """Enter what a mile earns from a day on, in pounds; lines already approved keep theirs."""
    if first_rate < 0 or (beyond_rate is not None and beyond_rate < 0):
        raise Refusal("A rate cannot be below nothing.")
    if (beyond_rate is None) != (tier_miles is None):
        raise Refusal(
            "A second rate needs the miles after which it holds, and those a second rate."
        )
    if tier_miles is not None and tier_miles <= 0:
        raise Refusal("The miles of the first rate have to be above nothing.")
    if not source.strip():
        raise Refusal("Say where the rate stands: the circular, the letter, or who confirmed it.")
    there = work.one(
        select(MileageRate).where(
            MileageRate.vehicle == vehicle, MileageRate.valid_from == valid_from
        )
    ) or MileageRate(vehicle=vehicle, valid_from=valid_from, first_rate=first_rate)
    there.first_rate, there.beyond_rate = first_rate, beyond_rate
    there.tier_miles, there.source = tier_miles, source.strip()
    work.add(there)
    work.label = (
        f"Enter {pence(first_rate)} a mile for a {VEHICLE_WORDS[vehicle]}"
        f" from {day_and_year(valid_from)}"
    )
    return there.id


def remove_mileage_rate(work: UnitOfWork, *, rate: int) -> None:
    """Take an entry back, while no line was approved by it."""
    there = work.get(MileageRate, rate)
    used = select(ExpenseLine).where(
        ExpenseLine.vehicle == there.vehicle,
        ExpenseLine.day >= there.valid_from,
        ExpenseLine.state.in_(_FIXED),
    )
    if work.one(used) is not None:
        raise Refusal("Lines have been approved by this rate. Enter a new one from a later day.")
    work.label = f"Take back the rate from {day_and_year(there.valid_from)}"
    work.remove(there)
