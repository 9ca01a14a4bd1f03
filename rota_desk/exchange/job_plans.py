"""`job-plans`: one row a line of somebody's, or some post's, job plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from models import JobPlan, JobPlanLine, Post
from models.base import Base
from models.types import Category, Slot, StaffGroup
from rota_desk.exchange.names import Names
from rota_desk.exchange.people import PERSON, person_cells
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY, LONGEST_CYCLE = 0, 26
FLEXIBLE = ("", "week", "year")
PLAN = (
    Column("post", "the post whose plan it is, where no person is named"),
    Column("post_group", "how holders of the post are grouped", of=StaffGroup),
    Column("post_grade", "grade of the post", most=SHORT),
    Column("plan_from", "first Monday of the plan", Kind.DAY, needed=True),
    Column("plan_to", "first day no longer in force", Kind.DAY),
    Column("cycle_weeks", "weeks of the cycle", Kind.WHOLE, most=LONGEST_CYCLE),
    Column("contracted_pas", "programmed activities contracted", Kind.NUMBER),
    Column("agreed_on", "day it was agreed", Kind.DAY),
)
LINE = (
    Column(
        "line", "place of the line in the plan, from 1; empty: a plan without lines", Kind.WHOLE
    ),
    Column("week", "week of the cycle; empty: every week", Kind.WHOLE, most=LONGEST_CYCLE),
    Column("weekday", "Mon … Sun; empty for a flexible line", most=9),
    Column("start", "start of the line", Kind.CLOCK),
    Column("end", "end; not after the start means next day", Kind.CLOCK),
    Column("category", "job-plan category", of=Category),
    Column("activity", "code of the activity", most=SHORT),
    Column("title", "words where there is no activity"),
    Column("slot", "part of the day", of=Slot),
    Column("room", "code of the room", most=SHORT),
    Column("sessions", "sessions it counts for", Kind.NUMBER),
    Column("pa", "programmed activities; empty: reckoned from the times", Kind.NUMBER),
    Column("nth_of_month", "only the nth such weekday of a month", Kind.WHOLE, most=5),
    Column("flexible", "empty, week or year: when it is done is left open", most=4),
    Column("per_year", "times a year; a line on any days of the year needs it", Kind.NUMBER),
)
_PLAN_FACTS = {
    "plan_from": "start",
    "plan_to": "end",
    "cycle_weeks": "cycle_weeks",
    "contracted_pas": "contracted_pas",
    "agreed_on": "agreed_on",
}
_LINE_FACTS = {
    "week": "week",
    "start": "starts",
    "end": "ends",
    "category": "category",
    "title": "title",
    "slot": "slot",
    "sessions": "sessions",
    "pa": "pas",
    "nth_of_month": "nth_of_month",
    "flexible": "flexible",
    "per_year": "per_year",
}
_OF_A_LINE = ("start", "end", "category", "slot")


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    lines: dict[int, list[JobPlanLine]] = defaultdict(list)
    for line in read.all(select(JobPlanLine).order_by(JobPlanLine.id)):
        lines[line.job_plan_id].append(line)
    for plan in sorted(read.all(select(JobPlan)), key=lambda one: names.plans[one.id]):
        if not wanted.person(plan.clinician_id) or not wanted.open(plan.start, plan.end):
            continue
        cells = _plan_cells(names, plan)
        if not lines[plan.id]:
            yield Found(0, cells)
        for line in lines[plan.id]:
            yield Found(line.id, {**cells, **_line_cells(names, line)})


def _plan_cells(names: Names, plan: JobPlan) -> dict[str, Value]:
    post = names.posts[plan.post_id] if plan.post_id else None
    return {
        **person_cells(names, plan.clinician_id),
        "post": post.name if post else "",
        "post_group": post.group if post else None,
        "post_grade": post.grade if post else "",
        **{name: getattr(plan, fact) for name, fact in _PLAN_FACTS.items()},
    }


def _line_cells(names: Names, line: JobPlanLine) -> dict[str, Value]:
    return {
        **{name: getattr(line, fact) for name, fact in _LINE_FACTS.items()},
        "line": names.lines[line.id][1],
        "weekday": "" if line.weekday is None else WEEKDAYS[line.weekday],
        "activity": names.activities[line.activity_id].code if line.activity_id else "",
        "room": names.room_codes[line.room_id] if line.room_id else "",
    }


def _key(cells: Cells) -> tuple[Value, ...]:
    whose = cells.get("assignment_number") or cells.get("clinician") or cells.get("post")
    return whose, cells.get("plan_from"), cells.get("line")


def _put(row: Taking) -> Base | None:
    plan = _plan(row)
    if row.cells.get("line") is None:
        return None
    _refuse_holes(row)
    empty: dict[str, Value] = {"title": "", "sessions": 0, "flexible": ""}
    facts: dict[str, object] = dict(row.facts(_LINE_FACTS, empty=empty))
    facts["job_plan_id"] = plan.id
    if row.has("weekday"):
        facts["weekday"] = weekday_of(row.text("weekday"))
    if row.has("activity"):
        facts["activity_id"] = row.named("activity", row.names.activity_numbers, "activity")
    if row.has("room"):
        facts["room_id"] = row.named("room", row.names.room_numbers, "room")
    return settled(row, JobPlanLine, facts)


def _refuse_holes(row: Taking) -> None:
    """A line needs its times, category and slot, and a weekday unless it is flexible."""
    for name in _OF_A_LINE:
        if row.cells.get(name) is None and (row.has(name) or row.number is None):
            raise NotTaken("a line of a job plan needs it: fill it in.", name)
    if row.text("flexible") not in FLEXIBLE:
        raise NotTaken("it is none of week and year, nor empty.", "flexible")
    if _no_number(row):
        raise NotTaken("a line on any days of the year needs how many times.", "per_year")
    told = row.text("weekday") or row.text("flexible")
    if not told and (row.has("weekday") or row.number is None):
        raise NotTaken("a line that is not flexible needs its weekday.", "weekday")
    for name in ("week", "nth_of_month"):
        if row.cells.get(name) == 0:
            raise NotTaken("it counts from 1.", name)


def _no_number(row: Taking) -> bool:
    """Whether a line on any days of the year would be left without its number of times."""
    there = row.work.get(JobPlanLine, row.number) if row.number is not None else None
    told = there is None or row.has("flexible")
    flexible = row.text("flexible") if told or there is None else there.flexible
    told = there is None or row.has("per_year")
    number = row.cells.get("per_year") if told or there is None else there.per_year
    return flexible == "year" and not number


def weekday_of(text: str) -> int | None:
    """The weekday of its name, none for an empty one."""
    if not text:
        return None
    short = text[:3].title()
    if short not in WEEKDAYS:
        raise NotTaken(f"it is none of {', '.join(WEEKDAYS)}.", "weekday")
    return WEEKDAYS.index(short)


def _plan(row: Taking) -> JobPlan:
    """The plan of a row, made where there is none, with what the row says of it."""
    start = row.day("plan_from")
    person = row.maybe_who("assignment_number", "clinician")
    post = None if person else _post(row)
    if start is None or (person is None and post is None):
        raise NotTaken("a plan needs a person or a post, and its first day.", "clinician")
    if start.weekday() != MONDAY:
        raise NotTaken("a job plan starts on a Monday.", "plan_from")
    until = row.day("plan_to")
    if until and until <= start:
        raise NotTaken("it ends before it starts: correct one of the days.", "plan_to")
    if row.cells.get("cycle_weeks") == 0:
        raise NotTaken("a cycle has at least one week.", "cycle_weeks")
    facts = row.facts(_PLAN_FACTS, empty={"cycle_weeks": 1})
    plan = _plan_there(row, person, post, start)
    if plan is None:
        plan = row.work.add(JobPlan(start=start, clinician_id=person, post_id=post))
    for attribute, value in facts.items():
        setattr(plan, attribute, value)
    return plan


def _plan_there(
    row: Taking, person: int | None, post: int | None, start: object
) -> JobPlan | None:
    whose = JobPlan.clinician_id == person if person else JobPlan.post_id == post
    return row.work.one(select(JobPlan).where(whose, JobPlan.start == start))


def _post(row: Taking) -> int | None:
    name = row.text("post")
    there = next((one for one in row.names.posts.values() if one.name == name), None)
    if there is None and name:
        group = StaffGroup(row.text("post_group") or StaffGroup.RESIDENT)
        there = row.work.add(Post(name=name, group=group, grade=row.text("post_grade")))
        row.names.posts[there.id] = there
        row.made.append(f"the post {name}")
    elif there is not None and row.has("post_group"):
        there.group = StaffGroup(row.text("post_group") or there.group)
        there.grade = row.text("post_grade")
    return there.id if there else None


JOB_PLANS = ExchangeTable(
    kind="job-plans",
    says="Job plans of people and posts, one row a line.",
    level=Level.SHARED,
    columns=(*PERSON, *PLAN, *LINE),
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "rooms"),
    people=(("assignment_number", "clinician"),),
)
