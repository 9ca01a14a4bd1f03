"""Changing a job plan from a Monday on, with what is built from it, as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import Activity, Clinician, JobPlan, JobPlanLine
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.building import by_place, drawn_work, make
from rota_desk.edits.following import How, PlanMove, follow
from rota_desk.edits.job_plans import (
    LineFacts,
    add_plan_lines,
    change_plan_line,
    owner_words,
    plan_lines_of,
    remove_plan_line,
    start_new_version,
    week_in,
)
from rota_desk.errors import Refusal
from rota_desk.planning.draw import Drawn
from rota_desk.queries.building import ground
from rota_desk.queries.built_until import built_to
from rota_desk.queries.planned_sessions import Owner, plan_owners, planned_sessions
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of a plan that gets other facts; without a line a new one, without facts it goes."""

    line: int | None = None
    facts: LineFacts | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What moved on the rota as far as it is built, and the days looked at."""

    moves: tuple[PlanMove, ...]
    first: dt.date | None = None  # both included; None: nothing is built
    last: dt.date | None = None

    def of(self, how: How) -> tuple[PlanMove, ...]:
        """What moved in one way, by day."""
        return tuple(
            sorted((one for one in self.moves if one.how is how), key=lambda one: one.day)
        )


@dataclass(frozen=True, slots=True)
class PlanAnswer(Followed):
    """The plan in force from then on, and what followed it."""

    plan: int = 0


def change_plan_from(
    work: UnitOfWork,
    *,
    plan: int,
    monday: dt.date,
    changes: Sequence[LineChange],
    uid: Callable[[], str] = new_uid,
) -> PlanAnswer:
    """Change lines of a job plan from a Monday on, and let what is built follow.

    On the Monday the plan begins it is changed itself, else a new version begins. What was done
    by hand on the rota stays, and is told.
    """
    if not changes:
        raise Refusal("Change, add or take out at least one line.")
    old = work.get(JobPlan, plan)
    lines = plan_lines_of(work, plan)
    number = plan if monday == old.start else start_new_version(work, plan=plan, monday=monday)
    now = dict(zip((one.id for one in lines), plan_lines_of(work, number), strict=True))
    if any(one.line is not None and one.line not in now for one in changes):
        raise Refusal("This line is not in the plan. Choose a line of the plan that is shown.")
    for one in changes:
        facts = one.facts and replace(one.facts, week=week_in(old, one.facts.week, monday))
        _change(work, number, now[one.line] if one.line is not None else None, facts)
    answer = follow_plan(work, plan=number, uid=uid)
    work.label = f"Change the job plan of {owner_words(work, old)} from {day_words(monday)}"
    return answer


def _change(
    work: UnitOfWork, plan: int, line: JobPlanLine | None, facts: LineFacts | None
) -> None:
    if line is None and facts is not None:
        add_plan_lines(work, plan=plan, lines=(facts,))
    elif line is not None and facts is not None:
        change_plan_line(work, line=line.id, facts=facts)
    elif line is not None:
        remove_plan_line(work, line=line.id)


def follow_plan(work: UnitOfWork, *, plan: int, uid: Callable[[], str] = new_uid) -> PlanAnswer:
    """Bring the rota, from today as far as it is built, in line with somebody's plan."""
    there = work.get(JobPlan, plan)
    first, last = max(there.start, work.today), built_to(work)
    if last is None or last < first:
        return PlanAnswer((), plan=plan)
    owner: Owner = (there.clinician_id, there.post_id)
    moves = follow_owner(work, owner=owner, first=first, last=last, uid=uid)
    work.label = f"Bring the rota in line with the job plan of {owner_words(work, there)}"
    return PlanAnswer(moves, first, last, plan=plan)


def follow_owner(
    work: UnitOfWork, *, owner: Owner, first: dt.date, last: dt.date, uid: Callable[[], str]
) -> tuple[PlanMove, ...]:
    """Bring what is built in some days in line with the plans of a person or a post."""
    base = ground(work, first=first, last=last)
    owners = plan_owners(work)
    drawn = {
        place: one
        for place, one in by_place(drawn_work(base)[1]).items()
        if owners[place[0]] == owner
    }
    standing = planned_sessions(work, base=base, drawn=drawn, only=owner)
    moves = follow(work, standing, uid)
    fresh = [one for place, one in drawn.items() if place not in standing.settled]
    make(work, fresh, uid, work.stamp)
    return (*moves, *_new(work, fresh))


def _new(work: UnitOfWork, fresh: Iterable[Drawn]) -> Iterator[PlanMove]:
    titles = {one.id: one.name for one in work.all(select(Activity))}
    names = {one.id: one.name for one in work.all(select(Clinician))}
    for one in fresh:
        need = one.need
        times = f"{need.start:%H:%M}–{need.end:%H:%M}"
        why = f"; {one.hindrances[0].text}" if one.hindrances else ""
        who = names.get(need.owner_id or 0, "")
        yield PlanMove(How.NEW, need.day, titles[need.activity_id], who, f"{times}{why}")
