"""What people can do that a requirement asks for: held, renewed, ended."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select

from models import Clinician, HeldSkill
from rota_desk.edits.requirements import known_skill
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


def record_skill(
    work: UnitOfWork,
    *,
    clinician: int,
    skill: str,
    start: dt.date,
    end: dt.date | None = None,
    evidence: str = "",
) -> int:
    """Say that somebody has a skill, until it has to be renewed; answers its number."""
    person, name = work.get(Clinician, clinician), known_skill(work, skill)
    if not name:
        raise Refusal("Name the skill in a word or two, such as ALS or ERCP.")
    if end is not None and end <= start:
        raise Refusal("It would lapse before it begins. Turn the two days round.")
    held = select(HeldSkill).where(
        HeldSkill.clinician_id == clinician,
        HeldSkill.skill == name,
        or_(HeldSkill.end.is_(None), HeldSkill.end > start),
    )
    if end is not None:
        held = held.where(HeldSkill.start < end)
    there = work.one(held.order_by(HeldSkill.start).limit(1))
    if there is not None:
        until = f" until {day_and_year(there.end)}" if there.end else ""
        raise Refusal(f"{person.name} has {name} already{until}. Renew or end that line instead.")
    given = work.add(
        HeldSkill(
            clinician_id=clinician, skill=name, start=start, end=end, evidence=evidence.strip()
        )
    )
    work.label = f"{person.name} has {name}"
    return given.id


def renew_skill(work: UnitOfWork, *, skill: int, end: dt.date | None, evidence: str = "") -> None:
    """Say until when a skill is valid now; without a day it does not lapse."""
    there = work.get(HeldSkill, skill)
    if end is not None and end <= there.start:
        raise Refusal(
            f"The skill begins on {day_and_year(there.start)}; remove it if they never had it."
        )
    there.end = end
    there.evidence = evidence.strip() or there.evidence
    until = f" until {day_and_year(end)}" if end else ", does not lapse"
    work.label = f"{_words(work, there)}{until}"


def remove_skill(work: UnitOfWork, *, skill: int) -> None:
    """Remove a skill that was recorded by mistake."""
    there = work.get(HeldSkill, skill)
    work.label = f"{_words(work, there)}: removed"
    work.remove(there)


def _words(work: UnitOfWork, there: HeldSkill) -> str:
    return f"{work.get(Clinician, there.clinician_id).name}, {there.skill}"
