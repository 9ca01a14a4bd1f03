"""The sample's job plans and rolling rotas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from models import DutyPattern, JobPlan, JobPlanLine, PatternLine
from models.types import ActivityKind, Category, ContractCode, OnCallTier, Slot
from rota_desk.edits.job_plans import LineFacts, add_plan_lines, save_job_plan
from rota_desk.edits.on_call import save_on_call_rota
from rota_desk.edits.patterns import start_pattern
from rota_desk.edits.placing import place_flexible
from rota_desk.edits.plan_exceptions import Beside, except_week
from rota_desk.queries.built_until import first_unbuilt_monday
from rota_desk.queries.flexible_days import flexible_days
from rota_desk.sample.facts import rows, table
from rota_desk.sample.scene import Scene

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
AFTERNOON = (dt.time(13, 30), dt.time(17, 30))
FRIDAY = 4
TUESDAY = 1
ON_CALL_PAS = Decimal(1)
AUDITS = "Registrar 3"
EARLY_HALVES = {"marchetti": (1, 3)}  # an hour before the lists, agreed by nobody: half a PA more


def lay_plans(scene: Scene) -> None:
    """Make every job plan from its weeks, then the patterns on the posts."""
    for row in rows("plans"):
        lay_plan(scene, row)
    for facts in table("department")["pattern"]:
        code = ContractCode(facts.get("contract", ContractCode.ENG_RD_2016))
        pattern = scene.work.add(
            DutyPattern(name=facts["name"], weeks=len(facts["weeks"]), contract_code=code)
        )
        _lay_pattern(scene, pattern, facts["weeks"], facts["posts"])
    for facts in table("department")["on_call"]:
        save_on_call_rota(
            scene.work,
            name=facts["name"],
            tier=OnCallTier(facts["tier"]),
            codes=facts["codes"],
            handover=facts["handover"],
        )


def lay_flexible(scene: Scene) -> None:
    """Lately agreed, in time that is counted elsewhere: a monthly meeting, lists on free days."""
    owner = scene.people["fenwick"].id
    plan = scene.work.one(select(JobPlan).where(JobPlan.clinician_id == owner))
    if plan is None:
        return
    lists = LineFacts(
        starts=AFTERNOON[0],
        ends=AFTERNOON[1],
        category=Category.DCC,
        slot=Slot.PM,
        activity=scene.activities["EN"].id,
        sessions=Decimal(1),
        pas=Decimal(0),
        flexible="year",
        per_year=Decimal(6),
    )
    monthly = LineFacts(
        starts=dt.time(12, 30),
        ends=dt.time(13, 30),
        category=Category.SPA,
        slot=Slot.PM,
        activity=scene.activities["TE"].id,
        weekday=TUESDAY,
        nth_of_month=1,
        pas=Decimal(0),
    )
    _, line = add_plan_lines(scene.work, plan=plan.id, lines=(monthly, lists))
    for free in flexible_days(scene.work, line=line)[:1]:
        place_flexible(scene.work, line=line, day=free.day)
    _lay_flexible_of_post(scene)


def _lay_flexible_of_post(scene: Scene) -> None:
    """Whoever holds a registrar's post gives some afternoons in the year to audit."""
    post = scene.posts[AUDITS].id
    plan = scene.work.one(select(JobPlan).where(JobPlan.post_id == post))
    if plan is None:
        return
    audit = LineFacts(
        starts=AFTERNOON[0],
        ends=AFTERNOON[1],
        category=Category.SPA,
        slot=Slot.PM,
        activity=scene.activities["AD"].id,
        title="Audit",
        flexible="year",
        per_year=Decimal(12),
    )
    (line,) = add_plan_lines(scene.work, plan=plan.id, lines=(audit,))
    for free in flexible_days(scene.work, line=line)[-1:]:  # in weeks that are not told yet
        place_flexible(scene.work, line=line, day=free.day)


def lay_exceptions(scene: Scene) -> None:
    """After the last week that is built, a list moves from one day to another, once."""
    work, monday = scene.work, first_unbuilt_monday(scene.work)
    owner = scene.people["marchetti"].id
    plan = work.one(select(JobPlan).where(JobPlan.clinician_id == owner))
    lists = scene.activities["EN"]
    lines = select(JobPlanLine).where(
        JobPlanLine.job_plan_id == (plan.id if plan else 0),
        JobPlanLine.activity_id == lists.id,
        JobPlanLine.week.is_(None),
    )
    line = work.one(lines.order_by(JobPlanLine.id))
    if plan is None or line is None or line.weekday is None:
        return
    day = monday + dt.timedelta(days=line.weekday)
    other = monday + dt.timedelta(days=FRIDAY if line.weekday != FRIDAY else 0)
    except_week(
        work,
        plan=plan.id,
        reason="Theatre closed for maintenance, list moved once",
        out=((line.id, day),),
        beside=(Beside(other, lists.id, line.slot, line.starts, line.ends, line.room_id),),
    )


def lay_plan(scene: Scene, row: dict[str, str]) -> None:
    """Make one job plan from its weeks."""
    person = scene.people.get(row["who"])
    pas = {one["key"]: one["pas"] for one in [*rows("people"), *rows("people_later")]}.get(
        row["who"], ""
    )
    plan = save_job_plan(
        scene.work,
        start=scene.anchor.plans_start,
        clinician=person.id if person else None,
        post=None if person else scene.posts[row["who"]].id,
        cycle_weeks=int(row["cycle_weeks"]),
        contracted_pas=Decimal(pas) if pas else None,
        agreed_on=scene.anchor.plans_start - dt.timedelta(days=20),
    )
    add_plan_lines(scene.work, plan=plan, lines=tuple(_lines(scene, row)))


def _lines(scene: Scene, row: dict[str, str]) -> Iterator[LineFacts]:
    for weekday, name in enumerate(WEEKDAYS):
        for half in ("am", "pm"):
            yield from _half_day(scene, row[f"{name}_{half}"], weekday, half)
    person = scene.people.get(row["who"])
    if person is not None and person.group.value == "consultant":
        yield _on_call_line()
    for weekday in EARLY_HALVES.get(row["who"], ()):
        yield LineFacts(
            starts=dt.time(7, 30),
            ends=dt.time(8, 30),
            category=Category.DCC,
            slot=Slot.AM,
            activity=scene.activities["AD"].id,
            weekday=weekday,
        )


def _half_day(scene: Scene, cell: str, weekday: int, half: str) -> Iterator[LineFacts]:
    """Read "EN:E3|CL:C1": what stands there in the first week of the cycle, and in the next."""
    parts = cell.split("|")
    for week, part in enumerate(parts, start=1):
        if part:
            yield _line(scene, part, weekday, half, week if len(parts) > 1 else None)


def _line(scene: Scene, part: str, weekday: int, half: str, week: int | None) -> LineFacts:
    code, _, room = part.partition(":")
    activity = scene.activities[code]
    starts, ends = (activity.starts, activity.ends) if half == "am" else AFTERNOON
    countable = activity.kind in {ActivityKind.LIST, ActivityKind.CLINIC}
    return LineFacts(
        starts=starts,
        ends=ends,
        category=activity.category,
        slot=Slot(half),
        activity=activity.id,
        weekday=weekday,
        week=week,
        room=scene.rooms[room].id if room else None,
        sessions=Decimal(1) if countable else Decimal(0),
    )


def _on_call_line() -> LineFacts:
    return LineFacts(
        starts=dt.time(17, 30),
        ends=dt.time(21, 30),
        category=Category.DCC,
        slot=Slot.EVENING,
        title="On-call work, predictable and unpredictable",
        flexible="week",
        pas=ON_CALL_PAS,
    )


def _lay_pattern(scene: Scene, pattern: DutyPattern, weeks: list[str], posts: list[str]) -> None:
    scene.work.add_all(
        [
            PatternLine(
                pattern_id=pattern.id,
                week=number,
                weekday=weekday,
                activity_id=scene.activities[code].id,
            )
            for number, week in enumerate(weeks, start=1)
            for weekday, cell in enumerate(week.split())
            for code in cell.split("+")
            if code != "."
        ]
    )
    starts = {scene.posts[post].id: line for line, post in enumerate(posts, start=1)}
    start_pattern(scene.work, pattern=pattern.id, first=scene.anchor.first, starts=starts)
