"""What a person can do that a requirement may ask for, and what has to be renewed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import HeldSkill
from rota_desk.queries.settings import count_setting
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill with its days, in words; its kind is good, warning, danger or soft."""

    id: int
    skill: str
    start: dt.date
    end: dt.date | None
    evidence: str
    kind: str
    words: str  # "ALS until 14 Jan 2027, to be renewed"


def skill_list(read: Reading, *, clinician: int) -> tuple[SkillLine, ...]:
    """The skills of somebody, those that lapsed included, by name."""
    warn = count_setting(read, key="cover.skill_warn_days") * DAY
    found = read.all(select(HeldSkill).where(HeldSkill.clinician_id == clinician))
    return tuple(
        _line(one, read.today, warn)
        for one in sorted(found, key=lambda one: (one.skill.casefold(), one.start))
    )


def _line(held: HeldSkill, today: dt.date, warn: dt.timedelta) -> SkillLine:
    kind, said = _standing(held, today, warn)
    return SkillLine(
        held.id, held.skill, held.start, held.end, held.evidence, kind, f"{held.skill}{said}"
    )


def _standing(held: HeldSkill, today: dt.date, warn: dt.timedelta) -> tuple[str, str]:
    if held.start > today:
        return "soft", f" from {day_and_year(held.start)}"
    if held.end is None:
        return "good", ""
    last = day_and_year(held.end - DAY)
    if held.end <= today:
        return "danger", f", lapsed: last valid {last}"
    if held.end <= today + warn:
        return "warning", f" until {last}, to be renewed"
    return "good", f" until {last}"
