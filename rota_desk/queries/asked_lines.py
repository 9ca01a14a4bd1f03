"""The cover requirements as plain values, and who of the department is whom they ask for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, CoverRequirement, HeldSkill
from models.types import ActivityKind
from rota_desk.domain.cover_count import Present
from rota_desk.domain.requirement import Asked
from rota_desk.unit_of_work import Reading

EVERY_DAY = (ActivityKind.SHIFT, ActivityKind.ON_CALL)  # what goes on at bank holidays
Held = tuple[str, dt.date, dt.date | None]  # a skill, from, until


def asked_lines(
    read: Reading,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    idle: bool = False,
) -> tuple[Asked, ...]:
    """Every line of the requirements that holds on one of the days, by its number.

    A line of work that needs no cover any more asks for nobody: it is told with `idle` only.
    """
    found = (
        select(CoverRequirement, Activity.kind)
        .join(Activity, Activity.id == CoverRequirement.activity_id)
        .order_by(CoverRequirement.id)
    )
    if not idle:
        found = found.where(Activity.needs_cover)
    if start is not None:
        found = found.where(CoverRequirement.end.is_(None) | (CoverRequirement.end > start))
    if end is not None:
        found = found.where(CoverRequirement.start < end)
    return tuple(
        Asked(
            id=one.id,
            activity_id=one.activity_id,
            slot=one.slot,
            minimum=one.minimum,
            start=one.start,
            until=one.end,
            target=one.target,
            weekday=one.weekday,
            site_id=one.site_id,
            grade=one.grade,
            skill=one.skill,
            bank_holiday=one.bank_holiday,
            every_day=kind in EVERY_DAY,
        )
        for one, kind in read.rows(found)
    )


@dataclass(frozen=True, slots=True)
class Faculty:
    """Everybody's grade and dated skills."""

    grades: Mapping[int, str]
    held: Mapping[int, Collection[Held]]

    def present(self, clinician: int, day: dt.date) -> Present:
        """Somebody on a day, with the skills that are valid then."""
        skills = frozenset(
            skill
            for skill, start, end in self.held.get(clinician, ())
            if start <= day and (end is None or day < end)
        )
        return Present(clinician, self.grades.get(clinician, ""), skills)


def faculty(read: Reading) -> Faculty:
    """Who has which grade and which skills, these in small letters."""
    held: dict[int, list[Held]] = defaultdict(list)
    for one in read.all(select(HeldSkill)):
        held[one.clinician_id].append((one.skill.casefold(), one.start, one.end))
    grades: dict[int, str] = {
        row[0]: row[1] for row in read.rows(select(Clinician.id, Clinician.grade))
    }
    return Faculty(grades, held)
