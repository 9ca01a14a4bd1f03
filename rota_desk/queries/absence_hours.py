"""Hours away by category and day, as the days ahead are planned with; no sensitive reason."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Contract
from rota_desk.queries.away_days import away_days
from rota_desk.rules.contract import load
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
WORKING_DAYS = 5  # of a week, over which contracted hours are spread
MINUTES = 60


@dataclass(frozen=True, slots=True)
class AbsenceHours:
    """One category over some days."""

    category: str
    hours: tuple[Fraction, ...]  # one for each day
    people: int

    @property
    def total(self) -> Fraction:
        """All hours of the days."""
        return sum(self.hours, Fraction(0))


def absence_hours(read: Reading, *, start: dt.date, end: dt.date) -> tuple[AbsenceHours, ...]:
    """Contracted hours of people away from Monday to Friday, by category, most first.

    A day is a fifth of the contracted week, half of it where only a half day is taken. Requests
    that wait for an answer are left out.
    """
    a_day = _hours_a_day(read, start)
    days = [start + number * DAY for number in range((end - start).days)]
    sums: dict[str, dict[dt.date, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    people: dict[str, set[int]] = defaultdict(set)
    for clinician, marks in away_days(read, start=start, end=end).items():
        for day, mark in marks.items():
            if mark.asked or day.weekday() >= WORKING_DAYS or clinician not in a_day:
                continue
            share = Fraction(1, 2) if mark.half else Fraction(1)
            title = mark.title[:1].upper() + mark.title[1:]
            sums[title][day] += a_day[clinician] * share
            people[title].add(clinician)
    found = [
        AbsenceHours(title, tuple(by_day[day] for day in days), len(people[title]))
        for title, by_day in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, one.category)))


def contracted_hours(read: Reading, *, start: dt.date, end: dt.date) -> Fraction:
    """Contracted hours of everybody from Monday to Friday, as the contracts stand on the first."""
    days = sum(
        (start + number * DAY).weekday() < WORKING_DAYS for number in range((end - start).days)
    )
    return sum(_hours_a_day(read, start).values(), Fraction(0)) * days


def _hours_a_day(read: Reading, day: dt.date) -> Mapping[int, Fraction]:
    """A fifth of each person's contracted week."""
    found: dict[int, Fraction] = {}
    for one in read.all(
        select(Contract)
        .where(Contract.start <= day, Contract.end.is_(None) | (Contract.end > day))
        .order_by(Contract.start)
    ):
        if one.weekly_hours is not None:
            found[one.clinician_id] = Fraction(one.weekly_hours) / WORKING_DAYS
        elif one.contracted_pas is not None:
            a_pa = Fraction(_plain_minutes(one.code.value, day), MINUTES)
            found[one.clinician_id] = Fraction(one.contracted_pas) * a_pa / WORKING_DAYS
    return found


def _plain_minutes(code: str, day: dt.date) -> int:
    """What a programmed activity is worth in plain time under a contract."""
    return pa_terms(load(code).means(day)).plain_minutes
