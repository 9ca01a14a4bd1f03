"""Job plans: their versions and their lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Clinician,
    JobPlan,
    JobPlanLine,
    PlanException,
    Post,
    Room,
)
from models.types import Category, Slot
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import DAYS, day_words

LONGEST_CYCLE = 26  # weeks


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What a line of a job plan says.

    `week` None means every week of the cycle; `nth_of_month` the first, second ... such weekday;
    a flexible line ("week" or "year") stands on no day. `pas` None: reckoned from the times.
    """

    starts: dt.time
    ends: dt.time
    category: Category
    slot: Slot
    activity: int | None = None
    title: str = ""
    weekday: int | None = None
    week: int | None = None
    nth_of_month: int | None = None
    room: int | None = None
    sessions: Decimal = Decimal(0)
    pas: Decimal | None = None
    flexible: str = ""
    per_year: Decimal | None = None


def save_job_plan(
    work: UnitOfWork,
    *,
    start: dt.date,
    clinician: int | None = None,
    post: int | None = None,
    cycle_weeks: int = 1,
    contracted_pas: Decimal | None = None,
    agreed_on: dt.date | None = None,
    note: str = "",
) -> int:
    """Keep the job plan of a clinician or a post that starts on a Monday; answers its number.

    A plan that starts on that day is changed; otherwise a new one is begun.
    """
    _refuse_odd_plan(start, clinician, post, cycle_weeks)
    if clinician is not None:
        work.get(Clinician, clinician)
    if post is not None:
        work.get(Post, post)
    plan = _plan_from(work, start, clinician, post)
    if plan is None:
        plan = work.add(JobPlan(start=start, clinician_id=clinician, post_id=post))
    plan.cycle_weeks = cycle_weeks
    plan.contracted_pas, plan.agreed_on, plan.note = contracted_pas, agreed_on, note
    _refuse_lines_outside(work, plan)
    work.flush()
    work.label = f"Save the job plan of {owner_words(work, plan)}"
    return plan.id


def add_plan_line(work: UnitOfWork, *, plan: int, facts: LineFacts) -> int:
    """Add a line to a job plan; answers the line's number."""
    return add_plan_lines(work, plan=plan, lines=(facts,))[0]


def add_plan_lines(work: UnitOfWork, *, plan: int, lines: Sequence[LineFacts]) -> list[int]:
    """Add several lines to a job plan in one act; answers their numbers."""
    owner = work.get(JobPlan, plan)
    for facts in lines:
        _refuse_odd_line(work, owner, facts)
    made = [_line(plan, facts) for facts in lines]
    work.add_all(made)
    work.label = f"Add to the job plan of {owner_words(work, owner)}"
    return [line.id for line in made]


def change_plan_line(work: UnitOfWork, *, line: int, facts: LineFacts) -> None:
    """Give a line of a job plan other facts; sessions built from it stay as they are."""
    there = work.get(JobPlanLine, line)
    owner = work.get(JobPlan, there.job_plan_id)
    _refuse_odd_line(work, owner, facts)
    fresh = _line(owner.id, facts)
    for name in _COLUMNS:
        setattr(there, name, getattr(fresh, name))
    work.flush()
    work.label = f"Change the job plan of {owner_words(work, owner)}"


def remove_plan_line(work: UnitOfWork, *, line: int) -> None:
    """Take a line out of a job plan that has not been used yet; else start a new version."""
    there = work.get(JobPlanLine, line)
    owner = work.get(JobPlan, there.job_plan_id)
    _refuse_built(work, line)
    work.remove(there)
    work.label = f"Take a line out of the job plan of {owner_words(work, owner)}"


def start_new_version(work: UnitOfWork, *, plan: int, monday: dt.date) -> int:
    """End a job plan and begin the same lines again from a Monday; answers the new number.

    The weeks of the cycle go on as before: what fell on a date falls on it still.
    """
    old = work.get(JobPlan, plan)
    if monday.weekday():
        raise Refusal("A job plan starts on a Monday. Choose the Monday of that week.")
    if monday <= old.start or (old.end is not None and monday >= old.end):
        raise Refusal("The new version has to start after the present one and before its end.")
    fresh = work.add(
        JobPlan(
            start=monday,
            clinician_id=old.clinician_id,
            post_id=old.post_id,
            end=old.end,
            cycle_weeks=old.cycle_weeks,
            contracted_pas=old.contracted_pas,
        )
    )
    old.end = monday
    lines = plan_lines_of(work, plan)
    copies = [_copy(line, fresh.id, week_in(old, line.week, monday)) for line in lines]
    work.add_all(copies)
    _carry_exceptions(work, plan, fresh, dict(zip((one.id for one in lines), copies, strict=True)))
    work.label = f"New job plan for {owner_words(work, fresh)} from {day_words(monday)}"
    return fresh.id


def _carry_exceptions(
    work: UnitOfWork, plan: int, fresh: JobPlan, lines: Mapping[int, JobPlanLine]
) -> None:
    """Hand the one-off changes to coming days on to the version that is in force then."""
    later = select(PlanException).where(
        PlanException.job_plan_id == plan, PlanException.day >= fresh.start
    )
    for one in work.all(later):
        one.job_plan_id = fresh.id
        if one.job_plan_line_id is not None:
            one.job_plan_line_id = lines[one.job_plan_line_id].id
    work.flush()


def plan_lines_of(work: UnitOfWork, plan: int) -> list[JobPlanLine]:
    """The lines of a plan, in the order they were written."""
    lines = select(JobPlanLine).where(JobPlanLine.job_plan_id == plan).order_by(JobPlanLine.id)
    return list(work.all(lines))


def facts_of_line(line: JobPlanLine) -> LineFacts:
    """What a line says, to be written elsewhere."""
    return LineFacts(
        starts=line.starts,
        ends=line.ends,
        category=line.category,
        slot=line.slot,
        activity=line.activity_id,
        title=line.title,
        weekday=line.weekday,
        week=line.week,
        nth_of_month=line.nth_of_month,
        room=line.room_id,
        sessions=line.sessions,
        pas=line.pas,
        flexible=line.flexible,
        per_year=line.per_year,
    )


def owner_words(work: UnitOfWork, plan: JobPlan) -> str:
    """Whose plan it is: a person's name or a post's."""
    if plan.clinician_id is not None:
        return work.get(Clinician, plan.clinician_id).name
    return work.get(Post, plan.post_id or 0).name


_COLUMNS = (
    "category",
    "slot",
    "starts",
    "ends",
    "activity_id",
    "title",
    "week",
    "weekday",
    "nth_of_month",
    "room_id",
    "sessions",
    "pas",
    "flexible",
    "per_year",
)


def _line(plan: int, facts: LineFacts) -> JobPlanLine:
    """A line as it is kept: an nth weekday of the month stands in no week of the cycle."""
    in_cycle = facts.nth_of_month is None and not facts.flexible
    return JobPlanLine(
        job_plan_id=plan,
        category=facts.category,
        slot=facts.slot,
        starts=facts.starts,
        ends=facts.ends,
        activity_id=facts.activity,
        title=facts.title.strip(),
        week=facts.week if in_cycle else None,
        weekday=facts.weekday,
        nth_of_month=facts.nth_of_month,
        room_id=facts.room,
        sessions=facts.sessions,
        pas=facts.pas,
        flexible=facts.flexible,
        per_year=facts.per_year,
    )


def _copy(line: JobPlanLine, plan: int, week: int | None) -> JobPlanLine:
    facts = {name: getattr(line, name) for name in _COLUMNS} | {"week": week}
    return JobPlanLine(job_plan_id=plan, **facts)


def week_in(plan: JobPlan, week: int | None, monday: dt.date) -> int | None:
    """The number that a week of a plan's cycle has in a version which begins on a Monday."""
    if week is None:
        return None
    gone = (monday - plan.start).days // len(DAYS)
    return (week - 1 - gone) % plan.cycle_weeks + 1


def _plan_from(
    work: UnitOfWork, start: dt.date, clinician: int | None, post: int | None
) -> JobPlan | None:
    return work.one(
        select(JobPlan).where(
            JobPlan.start == start, JobPlan.clinician_id == clinician, JobPlan.post_id == post
        )
    )


def _refuse_odd_plan(
    start: dt.date, clinician: int | None, post: int | None, cycle_weeks: int
) -> None:
    if (clinician is None) == (post is None):
        raise Refusal("A job plan belongs to one person or to one post. Choose which.")
    if start.weekday():
        raise Refusal("A job plan starts on a Monday. Choose the Monday of that week.")
    if not 1 <= cycle_weeks <= LONGEST_CYCLE:
        raise Refusal(f"A cycle has 1 to {LONGEST_CYCLE} weeks.")


def _refuse_lines_outside(work: UnitOfWork, plan: JobPlan) -> None:
    late = [line.week or 0 for line in plan_lines_of(work, plan.id)]
    if max(late, default=0) > plan.cycle_weeks:
        raise Refusal(
            f"There are lines in week {max(late)}. "
            "Move or remove them before shortening the cycle."
        )


def _refuse_odd_line(work: UnitOfWork, plan: JobPlan, facts: LineFacts) -> None:
    if facts.activity is not None:
        work.get(Activity, facts.activity)
    elif not facts.title.strip():
        raise Refusal("Choose an activity, or write what the line is for.")
    if facts.room is not None:
        work.get(Room, facts.room)
    if facts.week is not None and not 1 <= facts.week <= plan.cycle_weeks:
        raise Refusal(f"This plan has {plan.cycle_weeks} weeks; there is no week {facts.week}.")
    if not facts.flexible and facts.weekday is None:
        raise Refusal("Choose a day of the week, or make the line flexible.")
    if facts.flexible == "year" and not facts.per_year:
        raise Refusal("Write how many times a year it is done; without a number nobody owes it.")
    if facts.weekday is not None and not 0 <= facts.weekday < len(DAYS):
        raise Refusal("A week has seven days; choose one of Monday to Sunday.")


def _refuse_built(work: UnitOfWork, line: int) -> None:
    used = work.one(select(ClinicalSession).where(ClinicalSession.job_plan_line_id == line))
    if used is not None:
        raise Refusal(
            "Sessions have been built from this line. "
            "Start a new version of the job plan from a Monday, and take it out there."
        )
