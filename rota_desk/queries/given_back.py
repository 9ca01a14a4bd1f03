"""Days of leave that are given back because certified sickness fell on them (rd-al-sick)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from models import Absence
from models.types import AbsenceKind
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


def days_given_back(
    read: Reading, *, clinicians: Collection[int], start: dt.date, end: dt.date
) -> dict[int, frozenset[dt.date]]:
    """The dates of sickness with a fit note seen, by person, from `start` until before `end`."""
    found: dict[int, frozenset[dt.date]] = defaultdict(frozenset)
    for one in read.all(
        select(Absence)
        .where(Absence.clinician_id.in_(clinicians), Absence.kind == AbsenceKind.SICKNESS)
        .where(Absence.fit_note_seen.is_not(None), Absence.first_day < end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= start))
    ):
        first, last = max(one.first_day, start), min(one.last_day or read.today, end - DAY)
        days = range((last - first).days + 1)
        found[one.clinician_id] |= {first + DAY * number for number in days}
    return found
