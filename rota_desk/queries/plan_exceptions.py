"""One-off changes to coming weeks of job plans, told in a line each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, JobPlan, JobPlanLine, PlanException, Post, Room
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """A day on which a plan is otherwise, once: what, why and who said so."""

    id: int
    plan_id: int
    owner: str
    day: dt.date
    what: str  # "no Clinic 13:30–17:30" or "also Endoscopy list 08:30–12:30 in E1"
    reason: str
    by: str
    built: bool

    @property
    def words(self) -> str:
        """The change in a line: "Tue 12 Jan: no Clinic 13:30–17:30 (course)"."""
        return f"{day_words(self.day)}: {self.what} ({self.reason})"


def plan_exceptions(
    read: Reading,
    *,
    first: dt.date,
    last: dt.date | None = None,
    plan: int | None = None,
) -> tuple[ExceptionView, ...]:
    """Every change from a day on, until another where one is given, by day and owner."""
    found = select(PlanException, JobPlan).join(JobPlan, JobPlan.id == PlanException.job_plan_id)
    found = found.where(PlanException.day >= first)
    if last is not None:
        found = found.where(PlanException.day <= last)
    if plan is not None:
        found = found.where(PlanException.job_plan_id == plan)
    views = [_view(read, one, whose) for one, whose in read.rows(found)]
    return tuple(sorted(views, key=lambda one: (one.day, one.owner, one.id)))


def _view(read: Reading, one: PlanException, plan: JobPlan) -> ExceptionView:
    return ExceptionView(
        id=one.id,
        plan_id=plan.id,
        owner=_owner(read, plan),
        day=one.day,
        what=_out(read, one.job_plan_line_id) if one.job_plan_line_id else _beside(read, one),
        reason=one.reason,
        by=one.by,
        built=one.session_id is not None,
    )


def _owner(read: Reading, plan: JobPlan) -> str:
    if plan.clinician_id is not None:
        return read.get(Clinician, plan.clinician_id).name
    return read.get(Post, plan.post_id or 0).name


def _out(read: Reading, number: int) -> str:
    line = read.get(JobPlanLine, number)
    name = line.title or read.get(Activity, line.activity_id or 0).name
    return f"no {name} {line.starts:%H:%M}–{line.ends:%H:%M}"


def _beside(read: Reading, one: PlanException) -> str:
    name = read.get(Activity, one.activity_id or 0).name
    room = f" in {read.get(Room, one.room_id).code}" if one.room_id else ""
    return f"also {name} {one.starts:%H:%M}–{one.ends:%H:%M}{room}"
