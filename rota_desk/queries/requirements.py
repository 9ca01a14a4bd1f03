"""The cover requirements as they are read and changed: a line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, CoverRequirement, HeldSkill, Site
from models.types import Slot
from rota_desk.domain.weekdays import weekday_words
from rota_desk.queries.asked_lines import asked_lines
from rota_desk.unit_of_work import Reading

PARTS = {
    Slot.AM: "morning",
    Slot.PM: "afternoon",
    Slot.EVENING: "evening",
    Slot.NIGHT: "night",
    Slot.DAY: "whole day",
}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """What is needed, with its words: a line for every day, or one for each of its weekdays."""

    ids: tuple[int, ...]
    activity_id: int
    code: str
    name: str
    slot: Slot
    minimum: int
    target: int | None
    start: dt.date
    end: dt.date | None
    weekdays: tuple[int, ...]  # none: every day
    site_id: int | None
    site: str
    grade: str
    skill: str
    whom: str  # "ST with ALS", or "anybody"
    bank_holiday: bool
    standing: str  # "in force", "ended", "from 1 Feb 2027"

    @property
    def when(self) -> str:
        """The days and part of the day: "Mon to Fri, morning"."""
        return f"{days_words(self.weekdays, holiday=self.bank_holiday)}, {PARTS[self.slot]}"


@dataclass(frozen=True, slots=True)
class Requirements:
    """Every line, and what can be chosen for one."""

    lines: tuple[RequirementLine, ...]
    skills: tuple[str, ...]


def requirements(read: Reading, *, past: bool = False) -> Requirements:
    """The lines in force and to come, by activity; with `past` also those that ended."""
    works = {one.id: one for one in read.all(select(Activity))}
    sites = {one.id: one.name for one in read.all(select(Site))}
    whom = {one.id: one.whom for one in asked_lines(read, idle=True)}
    alike: dict[tuple[object, ...], list[CoverRequirement]] = {}
    for one in read.all(select(CoverRequirement).order_by(CoverRequirement.weekday)):
        if past or one.end is None or one.end > read.today:
            alike.setdefault(_likeness(one), []).append(one)
    lines = [
        RequirementLine(
            ids=tuple(each.id for each in own),
            activity_id=one.activity_id,
            code=works[one.activity_id].code,
            name=works[one.activity_id].name,
            slot=one.slot,
            minimum=one.minimum,
            target=one.target,
            start=one.start,
            end=one.end,
            weekdays=_weekdays(own),
            site_id=one.site_id,
            site=sites.get(one.site_id or 0, ""),
            grade=one.grade,
            skill=one.skill,
            whom=whom[one.id] or "anybody",
            bank_holiday=one.bank_holiday,
            standing=_standing(read, one),
        )
        for own in alike.values()
        for one in own[:1]
    ]
    order = {number: (one.order, one.code) for number, one in works.items()}
    lines.sort(key=lambda one: (order[one.activity_id], one.bank_holiday, _weight(one)))
    return Requirements(tuple(lines), skill_names(read))


def skill_names(read: Reading) -> tuple[str, ...]:
    """Every skill that somebody has or a requirement asks for."""
    found = {row[0] for row in read.rows(select(HeldSkill.skill).distinct())}
    found |= {row[0] for row in read.rows(select(CoverRequirement.skill).distinct())}
    return tuple(sorted((one for one in found if one), key=str.casefold))


def requirement_words(read: Reading, lines: Sequence[CoverRequirement]) -> str:
    """What is needed, in a label: "Endoscopy list, Mon to Fri, 8"."""
    line = lines[0]
    activity = read.get(Activity, line.activity_id)
    days = days_words(_weekdays(lines), holiday=line.bank_holiday)
    whom = f" {line.grade or line.skill}" if line.grade or line.skill else ""
    return f"{activity.name}, {days}, {line.minimum}{whom}"


def days_words(weekdays: tuple[int, ...], *, holiday: bool) -> str:
    """On which days something is needed: "every day", "Mon to Fri", "bank holidays"."""
    days = weekday_words(weekdays)
    if not holiday:
        return days
    return f"bank holidays on {days}" if weekdays else "bank holidays"


def _weekdays(lines: Sequence[CoverRequirement]) -> tuple[int, ...]:
    return tuple(sorted(one.weekday for one in lines if one.weekday is not None))


def _likeness(line: CoverRequirement) -> tuple[object, ...]:
    """What the weekdays of one need have in common; every day stands by itself."""
    where = (line.activity_id, line.slot, line.site_id, line.grade, line.skill, line.bank_holiday)
    return *where, line.minimum, line.target, line.start, line.end, line.weekday is None


def _standing(read: Reading, line: CoverRequirement) -> str:
    if line.end is not None and line.end <= read.today:
        return "ended"
    return "in force" if line.start <= read.today else "to come"


def _weight(line: RequirementLine) -> tuple[object, ...]:
    place = list(Slot).index(line.slot), line.site, line.grade, line.skill
    return *place, line.weekdays, line.start
