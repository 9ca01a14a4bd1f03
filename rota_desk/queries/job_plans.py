"""Job plans week by week, with their sums against the contract and their clashes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Select, select

from models import Activity, Clinician, JobPlan, JobPlanLine, Post, Room
from models.types import Category, Slot, StaffGroup
from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import (
    PaTerms,
    line_pa,
    plan_totals,
)
from rota_desk.queries.plan_clashes import clash_words
from rota_desk.queries.plan_holders import holder_lines
from rota_desk.queries.plan_sheet import PlanSheet, plan_sheet
from rota_desk.unit_of_work import Reading
from rota_desk.words import DAYS

ENOUGH = Decimal("0.05")  # PA; less is the same figure (rulebook, jp-pa-sum)
PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class PlanLineView:
    """A line as it stands in the week editor; `pas` are those of one occurrence."""

    id: int
    week: int | None  # None: every week of the cycle
    weekday: int | None
    nth_of_month: int | None
    slot: Slot
    starts: dt.time
    ends: dt.time
    category: Category
    activity_id: int | None
    code: str
    title: str
    tint: str
    room_id: int | None
    room: str
    sessions: Decimal
    pas: Decimal | None  # None where the contract knows no programmed activities
    own_pas: Decimal | None  # as written in the line, in place of what the times come to
    flexible: str
    per_year: Decimal | None
    clashes: bool
    own_title: str = ""  # as written in the line, beside its activity or in its place

    @property
    def times(self) -> str:
        """The clock times: "08:30–12:30"."""
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One week of the cycle: lines of Monday to Sunday, each day by time."""

    number: int
    days: tuple[tuple[PlanLineView, ...], ...]
    pas: Decimal | None  # of this week's placed lines


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A dated version of the same owner's plan."""

    plan_id: int
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class JobPlanSum:
    """A job plan in the list: whose it is and what it comes to."""

    plan_id: int
    owner: str
    group: StaffGroup
    clinician_id: int | None
    post_id: int | None
    start: dt.date
    end: dt.date | None
    cycle_weeks: int
    agreed_on: dt.date | None
    total: Decimal | None  # PA a week; None where the contract knows none
    contracted: Decimal | None
    hours: Decimal  # clock hours a week, without private work and days off
    clashes: int

    @property
    def difference(self) -> Decimal | None:
        """Planned less contracted, None where either is not known."""
        if self.total is None or self.contracted is None:
            return None
        return self.total - self.contracted

    @property
    def matches(self) -> bool:
        """Whether the plan comes to the contract, within a twentieth of a PA."""
        return self.difference is None or abs(self.difference) <= ENOUGH

    @property
    def words(self) -> str:
        """The sum against the contract in a sentence."""
        if self.total is None:
            return f"{self.hours:.1f} h a week"
        if self.difference is None:
            return f"{self.total:.2f} PA planned; no contracted figure is kept"
        planned = f"{self.total:.2f} PA planned, {self.contracted:.2f} contracted"
        if self.matches:
            return f"{planned}: they agree"
        much = "too many" if self.difference > 0 else "missing"
        return f"{planned}: {abs(self.difference):.2f} {much}"


@dataclass(frozen=True, slots=True)
class JobPlanView:
    """A job plan for the week editor."""

    summary: JobPlanSum
    note: str
    weeks: tuple[PlanWeek, ...]
    unplaced: tuple[PlanLineView, ...]  # flexible lines, and those of an nth weekday
    by_category: tuple[tuple[Category, Decimal], ...]  # PA a week
    clash_words: tuple[str, ...]
    versions: tuple[PlanVersion, ...]
    holders: tuple[str, ...] = ()  # of a post: who holds it now and next


def job_plan_week(
    read: Reading,
    *,
    clinician: int | None = None,
    post: int | None = None,
    plan: int | None = None,
    day: dt.date | None = None,
) -> JobPlanView | None:
    """One plan by its number, or the plan of a person or post on a day (today); None without."""
    there = _plan(read, clinician, post, plan, day or read.today)
    if there is None:
        return None
    sheet = plan_sheet(read, there)
    looks = _looks(read, sheet)
    return JobPlanView(
        summary=_summary(read, sheet),
        note=there.note,
        weeks=tuple(_week(number, looks) for number in range(1, there.cycle_weeks + 1)),
        unplaced=tuple(one for one in looks if one.flexible or one.nth_of_month is not None),
        by_category=_by_category(sheet),
        clash_words=clash_words(read, sheet),
        versions=_versions(read, there),
        holders=holder_lines(read, post=there.post_id) if there.post_id is not None else (),
    )


def job_plans(
    read: Reading, *, day: dt.date | None = None, coming: bool = False
) -> tuple[JobPlanSum, ...]:
    """Every plan in force on a day (today), by group and name, with its sums.

    With `coming` also the first to begin later, of those who have none in force.
    """
    when = day or read.today
    found = list(read.all(_in_force(select(JobPlan), when)))
    if coming:
        found += _coming(read, when, {(one.clinician_id, one.post_id) for one in found})
    sums = [_summary(read, plan_sheet(read, plan)) for plan in found]
    order = list(StaffGroup)
    return tuple(sorted(sums, key=lambda one: (order.index(one.group), one.owner)))


def _coming(
    read: Reading, day: dt.date, known: set[tuple[int | None, int | None]]
) -> Iterator[JobPlan]:
    for plan in read.all(select(JobPlan).where(JobPlan.start > day).order_by(JobPlan.start)):
        owner = (plan.clinician_id, plan.post_id)
        if owner not in known:
            known.add(owner)
            yield plan


def _plan(
    read: Reading, clinician: int | None, post: int | None, plan: int | None, day: dt.date
) -> JobPlan | None:
    if plan is not None:
        return read.find(JobPlan, plan)
    owned = select(JobPlan).where(JobPlan.clinician_id == clinician, JobPlan.post_id == post)
    there = read.one(_in_force(owned, day))
    return there or read.one(owned.order_by(JobPlan.start.desc()))


def _in_force(plans: Select[JobPlan], day: dt.date) -> Select[JobPlan]:
    return plans.where(JobPlan.start <= day, JobPlan.end.is_(None) | (JobPlan.end > day)).order_by(
        JobPlan.id
    )


def _summary(read: Reading, sheet: PlanSheet) -> JobPlanSum:
    plan, totals = sheet.plan, sheet.totals
    owner, group = _owner(read, plan)
    return JobPlanSum(
        plan_id=plan.id,
        owner=owner,
        group=group,
        clinician_id=plan.clinician_id,
        post_id=plan.post_id,
        start=plan.start,
        end=plan.end,
        cycle_weeks=plan.cycle_weeks,
        agreed_on=plan.agreed_on,
        total=_decimal(totals.total) if totals else None,
        contracted=sheet.contracted,
        hours=_hours(sheet.values),
        clashes=len(sheet.clashing),
    )


def _owner(read: Reading, plan: JobPlan) -> tuple[str, StaffGroup]:
    if plan.clinician_id is not None:
        person = read.get(Clinician, plan.clinician_id)
        return person.name, person.group
    post = read.get(Post, plan.post_id or 0)
    return post.name, post.group


def _hours(values: Iterable[PlanLine]) -> Decimal:
    """Clock hours a week; reckoned with a PA of one hour, plain and premium alike."""
    an_hour = PaTerms(plain_minutes=60, premium_minutes=60, plain_from=0, plain_to=24 * 60)
    totals = plan_totals(values, an_hour, Fraction(0))
    return _decimal(totals.plain_hours + totals.premium_hours)


def _by_category(sheet: PlanSheet) -> tuple[tuple[Category, Decimal], ...]:
    totals = sheet.totals
    if totals is None:
        return ()
    return tuple((Category(name), _decimal(pas)) for name, pas in totals.pa.items() if pas)


def _looks(read: Reading, sheet: PlanSheet) -> tuple[PlanLineView, ...]:
    activities = {one.id: one for one in read.all(select(Activity))}
    rooms = {one.id: one.code for one in read.all(select(Room))}
    clashing = {line.line_id for pair in sheet.clashing for line in pair}
    return tuple(
        _look(
            line,
            value,
            activities.get(line.activity_id or 0),
            room=rooms.get(line.room_id or 0, ""),
            terms=sheet.terms,
            clashing=line.id in clashing,
        )
        for line, value in zip(sheet.lines, sheet.values, strict=True)
    )


def _look(
    line: JobPlanLine,
    value: PlanLine,
    activity: Activity | None,
    *,
    room: str,
    terms: PaTerms | None,
    clashing: bool,
) -> PlanLineView:
    return PlanLineView(
        id=line.id,
        week=line.week,
        weekday=line.weekday,
        nth_of_month=line.nth_of_month,
        slot=line.slot,
        starts=line.starts,
        ends=line.ends,
        category=line.category,
        activity_id=line.activity_id,
        code=activity.code if activity else "",
        title=line.title or (activity.name if activity else ""),
        tint=activity.tint if activity else "grey",
        room_id=line.room_id,
        room=room,
        sessions=line.sessions,
        pas=_decimal(line_pa(value, terms)) if terms else None,
        own_pas=line.pas,
        flexible=line.flexible,
        per_year=line.per_year,
        clashes=clashing,
        own_title=line.title,
    )


def _week(number: int, looks: tuple[PlanLineView, ...]) -> PlanWeek:
    there = [
        one
        for one in looks
        if one.week in (None, number) and not one.flexible and one.nth_of_month is None
    ]
    days = tuple(
        tuple(one for one in there if one.weekday == weekday) for weekday in range(len(DAYS))
    )
    known = [one.pas for one in there if one.pas is not None]
    return PlanWeek(number, days, sum(known, Decimal(0)) if known else None)


def _versions(read: Reading, plan: JobPlan) -> tuple[PlanVersion, ...]:
    owned = select(JobPlan).where(
        JobPlan.clinician_id == plan.clinician_id, JobPlan.post_id == plan.post_id
    )
    return tuple(
        PlanVersion(one.id, one.start, one.end) for one in read.all(owned.order_by(JobPlan.start))
    )


def _decimal(value: Fraction) -> Decimal:
    """A sum to the three places that are kept (rulebook, jp-rounding)."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)
