"""Putting a flexible line of a job plan on a day of the rota."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, JobPlan, JobPlanLine
from rota_desk.domain.span import midnight
from rota_desk.edits.assignments import assign
from rota_desk.edits.sessions import add_session
from rota_desk.errors import Refusal
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.flexible_days import holder_on
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)


def place_flexible(work: UnitOfWork, *, line: int, day: dt.date) -> int:
    """Do a flexible line on a day: a session short of somebody is filled, else one is added.

    Answers the assignment's number. What is placed so is a hand's work: building leaves it.
    """
    there = work.get(JobPlanLine, line)
    plan = work.get(JobPlan, there.job_plan_id)
    if not there.flexible or there.activity_id is None:
        raise Refusal("Choose a flexible line with an activity; the others have their own days.")
    if day < plan.start or (plan.end is not None and day >= plan.end):
        raise Refusal(f"The plan is not in force on {day_words(day)}. Choose another day.")
    whom = holder_on(work, plan, day)
    if whom is None:
        raise Refusal(f"Nobody holds the post on {day_words(day)}. Choose another day.")
    session = _short(work, there, day, whom) or add_session(
        work,
        activity=there.activity_id,
        day=day,
        starts=there.starts,
        ends=there.ends,
        slot=there.slot,
        room=there.room_id,
        owner=whom,
    )
    placed = assign(work, session=session, clinician=whom)
    what = work.get(Activity, there.activity_id).name
    name = work.get(Clinician, whom).name
    work.label = f"Place {what} of the plan of {name} on {day_words(day)}"
    return placed


def _short(work: UnitOfWork, line: JobPlanLine, day: dt.date, whom: int) -> int | None:
    """A session of the day and its part that wants somebody, and not this person twice."""
    counted = (
        select(func.count(Assignment.id))
        .where(Assignment.session_id == ClinicalSession.id)
        .where(counts())
        .scalar_subquery()
    )
    theirs = select(Assignment.session_id).where(Assignment.clinician_id == whom)
    found = work.one(
        select(ClinicalSession)
        .where(ClinicalSession.activity_id == line.activity_id)
        .where(ClinicalSession.slot == line.slot, ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(day))
        .where(ClinicalSession.start < midnight(day + DAY))
        .where(ClinicalSession.cover_wanted > counted, ClinicalSession.id.not_in(theirs))
        .order_by(ClinicalSession.start, ClinicalSession.id)
        .limit(1)
    )
    return found.id if found else None
