"""What leave is counted in, and what a day of it is worth in that unit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from models import Clinician, Contract
from models.types import LeaveUnit, StaffGroup
from rota_desk.domain.leave_entitlement import DAYS_A_WEEK, LeaveTerms
from rota_desk.queries.readings import readings
from rota_desk.queries.settings import setting
from rota_desk.rules.contract import load
from rota_desk.rules.entitlement import leave_terms
from rota_desk.rules.readings import Readings
from rota_desk.unit_of_work import Reading

UNIT_WORDS = {
    LeaveUnit.DAYS: "day",
    LeaveUnit.HOURS: "hour",
    LeaveUnit.SESSIONS: "session",
    LeaveUnit.PAS: "PA",
}
SESSIONS_PER_DAY = Fraction(2)  # a morning and an afternoon
CHOSEN = (StaffGroup.CONSULTANT, StaffGroup.SPECIALTY, StaffGroup.RESIDENT)


@dataclass(frozen=True, slots=True)
class LeaveBasis:
    """What a contract means for leave from its first day until its last.

    `per_day` is what a day of leave is worth in each unit the contract can be counted in.
    """

    code: str
    start: dt.date
    end: dt.date  # first day no longer in force
    share: Fraction  # of full time
    service_from: dt.date | None
    terms: LeaveTerms | None  # None where the contract says nothing of leave
    usual: LeaveUnit
    per_day: dict[LeaveUnit, Fraction]


def leave_bases(
    read: Reading, *, clinicians: Collection[int], end: dt.date, since: dt.date | None = None
) -> dict[int, tuple[LeaveBasis, ...]]:
    """Each person's contracts that begin before a day, in order, as leave sees them.

    Each speaks with the figures of its first day, or of `since` if that is later: the first day
    of the year that ends with `end` where none is given.
    """
    since = since or a_year_before(end)
    wanted = select(Clinician.id, Clinician.group, Clinician.grade)
    people = {row[0]: row for row in read.rows(wanted.where(Clinician.id.in_(clinicians)))}
    units = {
        group: LeaveUnit(str(setting(read, key=f"leave.counted_in.{group.value}")))
        for group in CHOSEN
    }
    found: dict[int, list[Contract]] = defaultdict(list)
    for contract in read.all(
        select(Contract)
        .where(Contract.clinician_id.in_(clinicians), Contract.start < end)
        .order_by(Contract.start)
    ):
        found[contract.clinician_id].append(contract)
    chosen = readings(read)
    return {
        person: tuple(
            _bases(contracts, units.get(group, LeaveUnit.DAYS), since, chosen, grade=grade)
        )
        for person, contracts in found.items()
        for _number, group, grade in (people[person],)
    }


def a_year_before(day: dt.date) -> dt.date:
    """The same date of the year before; of a leap day the first of March."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return dt.date(day.year - 1, 3, 1)


def basis_on(bases: Sequence[LeaveBasis], day: dt.date) -> LeaveBasis | None:
    """The contract in force on a day; before the first, the first."""
    found = bases[0] if bases else None
    for one in bases:
        if one.start <= day:
            found = one
    return found


def per_day(bases: Sequence[LeaveBasis], day: dt.date, unit: LeaveUnit) -> Fraction:
    """What a day of leave costs in a unit; one where the contract does not know the unit."""
    basis = basis_on(bases, day)
    return Fraction(1) if basis is None else basis.per_day.get(unit, Fraction(1))


def _bases(
    contracts: Sequence[Contract],
    unit: LeaveUnit,
    since: dt.date,
    chosen: Readings,
    *,
    grade: str,
) -> Iterator[LeaveBasis]:
    for place, one in enumerate(contracts):
        following = contracts[place + 1].start if place + 1 < len(contracts) else dt.date.max
        known = load(one.code.value)
        day = max(one.start, since)
        terms = leave_terms(known, day, chosen, grade=grade) if known.entitlement else None
        share = _share(one, terms)
        worth = _per_day(one, share)
        hours = terms is not None and terms.kept_in_hours
        wanted = LeaveUnit.HOURS if hours else unit
        yield LeaveBasis(
            code=one.code.value,
            start=one.start,
            end=min(following, one.end or dt.date.max),
            share=share,
            service_from=one.service_from,
            terms=terms,
            usual=wanted if wanted in worth or hours else LeaveUnit.DAYS,
            per_day={**worth, **(_hours_of(terms) if hours and terms else {})},
        )


def _share(contract: Contract, terms: LeaveTerms | None) -> Fraction:
    """The share of full time, never above one: by the hours where leave is kept in hours."""
    if terms is not None and terms.kept_in_hours and contract.weekly_hours is not None:
        return min(Fraction(contract.weekly_hours) / terms.full_time_hours, Fraction(1))
    return min(Fraction(contract.wte), Fraction(1))


def _per_day(contract: Contract, share: Fraction) -> dict[LeaveUnit, Fraction]:
    days = DAYS_A_WEEK * share
    worth = {LeaveUnit.DAYS: Fraction(1), LeaveUnit.SESSIONS: SESSIONS_PER_DAY}
    if contract.contracted_pas is not None:
        worth[LeaveUnit.PAS] = Fraction(contract.contracted_pas) / days
    if contract.weekly_hours is not None:
        worth[LeaveUnit.HOURS] = Fraction(contract.weekly_hours) / days
    return worth


def _hours_of(terms: LeaveTerms) -> dict[LeaveUnit, Fraction]:
    return {LeaveUnit.HOURS: terms.full_time_hours / DAYS_A_WEEK}


def unit_of(bases: Sequence[LeaveBasis], day: dt.date) -> LeaveUnit:
    """What somebody's leave is counted in by their contract; days without one."""
    basis = basis_on(bases, day)
    return basis.usual if basis is not None else LeaveUnit.DAYS


def as_decimal(number: Fraction) -> Decimal:
    """A fraction as a decimal of many places, for sums that are rounded once, at their end."""
    return Decimal(number.numerator) / Decimal(number.denominator)
