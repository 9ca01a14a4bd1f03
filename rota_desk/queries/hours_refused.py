"""Why hours cannot be written by hand into somebody's account, in a sentence; empty: they can."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, Contract
from models.types import ContractCode, HoursKind
from rota_desk.rules.contract import load
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

DAY_LONG = Decimal(24)
REPORTED = (ContractCode.ENG_RD_2016, ContractCode.LED_LOCAL)  # by exception report


def contract_against(read: Reading, *, person: Clinician, day: dt.date) -> str:
    """What the contract that holds on a day has against it."""
    held = read.one(
        select(Contract)
        .where(Contract.clinician_id == person.id, Contract.start <= day)
        .where(Contract.end.is_(None) | (Contract.end > day))
        .order_by(Contract.start.desc())
    )
    if held is None:
        return f"{person.name} has no contract on {day_and_year(day)}. Check the day."
    if held.code in REPORTED:
        return (
            f"Extra hours of {person.name} go into the exception-reporting system and stay there;"
            " nothing of them is written here."
        )
    if "annualised" not in load(held.code.value).tables:
        return (
            f"The contract of {person.name} ({held.code.value}) counts no hours by the year."
            " Sessions owed stand on the session statement."
        )
    return ""


def hours_against(*, kind: HoursKind, hours: Decimal) -> str:
    """What the hours themselves have against it."""
    if not hours:
        return "Give the number of hours, such as 1.5."
    if kind is HoursKind.ADJUSTED:
        return ""
    if hours < 0:
        return "Hours are above nothing. To take hours off, choose “Put right”."
    if hours > DAY_LONG and kind is not HoursKind.TOIL_PAID:
        return "A day has 24 hours. Write a line for each day."
    return ""
