"""What people stand on the rota for, in hours that pass; paid extra work is left out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sqlalchemy import func, select

from models import Assignment, ClinicalSession
from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.span import instant, midnight
from rota_desk.queries.picture.duties import PAID_EXTRA, duties_of
from rota_desk.queries.picture.horizon import Horizon
from rota_desk.unit_of_work import Reading

HOUR = 60


@dataclass(frozen=True, slots=True)
class HoursWorked:
    """A duty with the hours it counts for; what overlaps an earlier one counts once."""

    start: dt.datetime
    end: dt.datetime
    what: str
    hours: Fraction
    on_call: bool = False

    @property
    def day(self) -> dt.date:
        """The day on which it begins, and for which it counts."""
        return self.start.date()


def hours_worked(
    read: Reading, *, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, tuple[HoursWorked, ...]]:
    """The duties of some people that begin from `start` until before `end`, in order."""
    duties = duties_of(read, Horizon(start, end, frozenset(clinicians)))
    extra = _paid_extra(read, clinicians, start, end)
    found: dict[int, list[HoursWorked]] = defaultdict(list)
    reached: dict[int, dt.datetime] = {}
    for duty in sorted(duties, key=lambda one: (one.start, one.end)):
        if duty.assignment_id in extra:
            continue
        person = duty.clinician_id
        found[person].append(_counted(read, duty, reached.get(person, duty.start)))
        if duty.kind is DutyKind.SHIFT:
            reached[person] = max(duty.end, reached.get(person, duty.end))
    return {person: tuple(found[person]) for person in clinicians}


def first_rota_day(read: Reading) -> dt.date | None:
    """The first day on which anything stands on the rota."""
    found = read.rows(select(func.min(ClinicalSession.start)))[0][0]
    return found.date() if found is not None else None


def _counted(read: Reading, duty: Duty, reached: dt.datetime) -> HoursWorked:
    if duty.kind is DutyKind.ON_CALL:
        hours = Fraction(duty.work_minutes or 0, HOUR)
        return HoursWorked(duty.start, duty.end, duty.activity, hours, on_call=True)
    start = min(max(duty.start, reached), duty.end)
    minutes = instant(duty.end, read.zone) - instant(start, read.zone)
    return HoursWorked(duty.start, duty.end, duty.activity, _hours(minutes))


@lru_cache(maxsize=1024)
def _hours(minutes: int) -> Fraction:
    """Few lengths are ever worked, many times each."""
    return Fraction(minutes, HOUR)


def _paid_extra(
    read: Reading, clinicians: Collection[int], start: dt.date, end: dt.date
) -> frozenset[int]:
    """What is paid besides the contract: extra and bank work."""
    rows = read.rows(
        select(Assignment.id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id.in_(clinicians))
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
        .where(
            PAID_EXTRA,
        )
    )
    return frozenset(row[0] for row in rows)
