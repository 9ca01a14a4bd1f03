"""Days lost to absence, of an episode and of the department; who and why stay apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Absence, Clinician, Contract
from models.types import AbsenceKind
from rota_desk.domain.days_lost import HeldShare, fte_days
from rota_desk.unit_of_work import Reading

DAY, YEAR = dt.timedelta(days=1), dt.timedelta(days=365)
Held = Mapping[int, Sequence[HeldShare]]


@dataclass(frozen=True, slots=True)
class SicknessRate:
    """What sickness cost in some days, both included, in days by the share of full time."""

    first: dt.date
    last: dt.date
    lost: Fraction
    available: Fraction

    @property
    def rate(self) -> Fraction:
        """The share of the days there were that was lost."""
        return self.lost / self.available if self.available else Fraction(0)


def held_shares(read: Reading) -> Held:
    """Each person's shares of full time; a later contract ends the one before it."""
    found: dict[int, list[HeldShare]] = defaultdict(list)
    for one in read.all(select(Contract).order_by(Contract.clinician_id, Contract.start)):
        mine = found[one.clinician_id]
        if mine and (mine[-1].end is None or mine[-1].end > one.start):
            mine[-1] = HeldShare(mine[-1].start, one.start, mine[-1].share)
        mine.append(HeldShare(one.start, one.end, Fraction(one.wte)))
    return found


def days_lost(read: Reading, held: Held, absence: Absence) -> Fraction:
    """What an episode cost so far, its last day included; an open one until today."""
    last = absence.last_day or max(read.today, absence.first_day)
    return fte_days(held.get(absence.clinician_id, ()), absence.first_day, last)


def sickness_rate(read: Reading) -> SicknessRate:
    """The twelve months up to yesterday, of everybody who was here."""
    first, last = read.today - YEAR, read.today - DAY
    held = held_shares(read)
    lost = available = Fraction(0)
    for person in read.all(select(Clinician)):
        since = max(first, person.joined or first)
        until = min(last, person.leaves - DAY) if person.leaves else last
        if since <= until:
            available += fte_days(held.get(person.id, ()), since, until)
    for absence in read.all(
        select(Absence)
        .where(Absence.kind == AbsenceKind.SICKNESS, Absence.first_day <= last)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= first))
    ):
        until = min(absence.last_day or last, last)
        lost += fte_days(held.get(absence.clinician_id, ()), max(absence.first_day, first), until)
    return SicknessRate(first, last, lost, available)
