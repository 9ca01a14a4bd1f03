"""Many cells of a job plan's week at once: filled, painted, pasted, cleared as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from models import Activity, JobPlan, JobPlanLine
from models.types import Slot
from rota_desk.edits.job_plans import (
    LineFacts,
    add_plan_lines,
    facts_of_line,
    owner_words,
    plan_lines_of,
    remove_plan_line,
)
from rota_desk.errors import Refusal
from rota_desk.planning.halves import usual_times
from rota_desk.planning.typed import Part, parts_of
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import DAYS, count_words

HALVES = (Slot.AM, Slot.PM)


@dataclass(frozen=True, slots=True)
class PlanFill:
    """What a cell of the week gets: codes as they are typed, or lines as they were copied.

    "EN" takes the place of what is there, "+EN" comes beside it, nothing or a dot clears the cell.
    `week` None is every week of the cycle.
    """

    weekday: int
    slot: Slot
    text: str = ""
    lines: tuple[LineFacts, ...] = ()
    week: int | None = None


def fill_plan(work: UnitOfWork, *, plan: int, fills: Sequence[PlanFill]) -> int:
    """Fill cells of a plan's week; answers how many. All are refused where one makes no sense."""
    owner = work.get(JobPlan, plan)
    if not fills:
        raise Refusal("There is nothing to put in. Copy a line first.")
    for fill in fills:
        wanted = tuple(_wanted(work, fill))
        if not fill.text.startswith("+"):
            _clear(work, owner, fill)
        if wanted:
            add_plan_lines(work, plan=plan, lines=wanted)
    what = _label(fills)
    work.label = f"{what} in the job plan of {owner_words(work, owner)}"
    return len(fills)


def _label(fills: Sequence[PlanFill]) -> str:
    if len(fills) > 1:
        return f"Fill {count_words(len(fills), 'cell')}"
    (one,) = fills
    what = one.text.strip("+ ") or ("a copied line" if one.lines else "Nothing")
    return f"{what} on {DAYS[one.weekday]}"


def _wanted(work: UnitOfWork, fill: PlanFill) -> Iterator[LineFacts]:
    for line in fill.lines:
        starts, ends = line.starts, line.ends
        if line.slot is not fill.slot and {line.slot, fill.slot} == set(HALVES):
            starts, ends = usual_times(line.starts, line.ends, line.slot, fill.slot)
        yield replace(
            line, weekday=fill.weekday, week=fill.week, slot=fill.slot, starts=starts, ends=ends
        )
    for part in parts_of(fill.text):
        if isinstance(part, str):
            raise Refusal(f'"{part}" is no code. Type one such as EN, or EN 08:30-12:30.')
        yield _line_of(_activity(work, part.code), part, fill)


def _line_of(activity: Activity, part: Part, fill: PlanFill) -> LineFacts:
    slot = fill.slot if {activity.slot, fill.slot} <= set(HALVES) else activity.slot
    starts, ends = usual_times(activity.starts, activity.ends, activity.slot, slot)
    return LineFacts(
        starts=part.starts or starts,
        ends=part.ends or ends,
        category=activity.category,
        slot=slot,
        activity=activity.id,
        weekday=fill.weekday,
        week=fill.week,
        sessions=activity.sessions,
    )


def _activity(work: UnitOfWork, code: str) -> Activity:
    found = work.one(select(Activity).where(func.lower(Activity.code) == code.lower()))
    if found is None:
        raise Refusal(f'No activity has the code "{code}". Choose one from the list.')
    return found


def _clear(work: UnitOfWork, plan: JobPlan, fill: PlanFill) -> None:
    """Take out what stands in the cell; a line of every week stays in the others."""
    for line in plan_lines_of(work, plan.id):
        if not _stands_in(line, fill):
            continue
        others = _other_weeks(plan, line, fill)
        facts = facts_of_line(line)
        remove_plan_line(work, line=line.id)
        if others:
            kept = [replace(facts, week=week) for week in others]
            add_plan_lines(work, plan=plan.id, lines=kept)


def _stands_in(line: JobPlanLine, fill: PlanFill) -> bool:
    placed = not line.flexible and line.nth_of_month is None
    here = line.weekday == fill.weekday and line.slot is fill.slot
    return placed and here and (None in {line.week, fill.week} or line.week == fill.week)


def _other_weeks(plan: JobPlan, line: JobPlanLine, fill: PlanFill) -> list[int]:
    if line.week is not None or fill.week is None:
        return []
    return [week for week in range(1, plan.cycle_weeks + 1) if week != fill.week]
