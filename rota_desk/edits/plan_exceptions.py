"""One-off changes to weeks of a job plan that are not built yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, ClinicalSession, JobPlan, JobPlanLine, PlanException, Room
from models.types import Slot
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of
from rota_desk.edits.job_plans import owner_words, plan_lines_of
from rota_desk.errors import Refusal
from rota_desk.queries.building import repeat_of
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Beside:
    """An activity that comes beside the plan, on one day."""

    day: dt.date
    activity: int
    slot: Slot
    starts: dt.time
    ends: dt.time  # not after `starts`: next day
    room: int | None = None


def except_week(
    work: UnitOfWork,
    *,
    plan: int,
    reason: str,
    out: Sequence[tuple[int, dt.date]] = (),
    beside: Sequence[Beside] = (),
) -> list[int]:
    """Change coming days of a plan once: lines that fall out, activities that come beside.

    Both at once is a move. Building obeys them; a week that is built is changed on the Rota.
    """
    owner = work.get(JobPlan, plan)
    if not reason.strip():
        raise Refusal("Say why in a few words; it is kept with the change.")
    if not out and not beside:
        raise Refusal("Choose a line that falls out, or an activity that comes beside the plan.")
    for day in {day for _, day in out} | {one.day for one in beside}:
        _refuse_day(work, owner, day)
    made = [_fallen(work, owner, line, day, reason.strip()) for line, day in out]
    made += [_come(work, owner, one, reason.strip()) for one in beside]
    work.add_all(made)
    days = " and ".join(sorted({day_words(one.day) for one in made}))
    work.label = f"Change the plan of {owner_words(work, owner)} once: {days}"
    return [one.id for one in made]


def take_back_exceptions(work: UnitOfWork, *, exceptions: Sequence[int]) -> None:
    """Let days of a plan be again as the plan says, where they are not built yet."""
    found = [work.get(PlanException, number) for number in exceptions]
    if not found:
        raise Refusal("Choose the changes to take back.")
    for one in found:
        plan = work.get(JobPlan, one.job_plan_id)
        _refuse_built(work, plan, one.day)
        if one.session_id is not None:
            raise Refusal(f"{day_words(one.day)} is built. Change it on the Rota.")
    whose = owner_words(work, work.get(JobPlan, found[0].job_plan_id))
    for one in found:
        work.remove(one)
    work.label = f"Take back a change to the plan of {whose}"


def _fallen(
    work: UnitOfWork, plan: JobPlan, line: int, day: dt.date, reason: str
) -> PlanException:
    there = work.get(JobPlanLine, line)
    if there.job_plan_id != plan.id or not repeat_of(plan, there).falls_on(day):
        raise Refusal(f"This line does not come round on {day_words(day)}. Choose another day.")
    twice = select(PlanException).where(
        PlanException.job_plan_line_id == line, PlanException.day == day
    )
    if work.one(twice) is not None:
        raise Refusal(f"This line falls out on {day_words(day)} already.")
    return PlanException(
        job_plan_id=plan.id,
        day=day,
        at=work.stamp,
        by=work.who,
        reason=reason,
        job_plan_line_id=line,
    )


def _come(work: UnitOfWork, plan: JobPlan, one: Beside, reason: str) -> PlanException:
    work.get(Activity, one.activity)
    if one.room is not None:
        work.get(Room, one.room)
    return PlanException(
        job_plan_id=plan.id,
        day=one.day,
        at=work.stamp,
        by=work.who,
        reason=reason,
        activity_id=one.activity,
        slot=one.slot,
        starts=one.starts,
        ends=one.ends,
        room_id=one.room,
    )


def _refuse_day(work: UnitOfWork, plan: JobPlan, day: dt.date) -> None:
    if day < work.today:
        raise Refusal(f"{day_words(day)} is past. Choose a coming day.")
    if day < plan.start or (plan.end is not None and day >= plan.end):
        raise Refusal(f"The plan is not in force on {day_words(day)}. Choose its other version.")
    _refuse_built(work, plan, day)


def _refuse_built(work: UnitOfWork, plan: JobPlan, day: dt.date) -> None:
    """A week that stands on the rota is changed there, where everybody sees it."""
    monday = monday_of(day)
    numbers = [line.id for line in plan_lines_of(work, plan.id)]
    built = (
        select(ClinicalSession)
        .where(ClinicalSession.job_plan_line_id.in_(numbers))
        .where(ClinicalSession.start >= midnight(monday))
        .where(ClinicalSession.start < midnight(monday + WEEK))
        .limit(1)
    )
    if work.one(built) is not None:
        raise Refusal(
            f"The week of {day_words(monday)} is built already. Change the session on the Rota."
        )
