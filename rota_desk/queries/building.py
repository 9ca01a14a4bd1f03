"""The ground a period is built on: plans, patterns, requirements, and who is away."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Clinician,
    JobPlan,
    JobPlanLine,
    PatternLaying,
    PatternPlace,
    PlanException,
    Post,
    PostHolding,
)
from models.types import (
    ActivityKind,
    GapCause,
    SessionSource,
)
from rota_desk.domain.requirement import Asked
from rota_desk.domain.span import midnight
from rota_desk.planning.cycle import Repeat
from rota_desk.planning.diary import AwaySpan
from rota_desk.planning.draw import Drawn, Extra, Held, Line, Need, Place, Rolling, Work
from rota_desk.planning.shortfall import minimum_on
from rota_desk.queries.asked_lines import asked_lines
from rota_desk.queries.away_spans import away_spans
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
EVERY_DAY = (ActivityKind.SHIFT, ActivityKind.ON_CALL)


@dataclass(frozen=True)
class Ground:
    """All that building a period needs to know, as plain values; both days are included."""

    first: dt.date
    last: dt.date
    holidays: frozenset[dt.date]
    lines: tuple[Line, ...]
    rolling: tuple[Rolling, ...]
    requirements: tuple[Asked, ...]
    works: Mapping[int, Work]
    away: tuple[AwaySpan, ...]
    titles: Mapping[int, str]
    on_call: frozenset[int]  # activities that leave the day's sessions as they are
    extras: tuple[Extra, ...] = ()
    built_extras: frozenset[int] = frozenset()  # by the number of their exception
    built_shifts: frozenset[tuple[SessionSource, int, dt.date]] = frozenset()
    standing: Mapping[tuple[int, dt.date], int] = field(default_factory=dict)

    @cached_property
    def _lines(self) -> Mapping[int, Line]:
        return {one.line_id: one for one in self.lines}

    def line(self, number: int) -> Line | None:
        """A line of a plan in force here, by its number."""
        return self._lines.get(number)

    def there(self, need: Need) -> bool:
        """Whether a need that is no line's has its session already."""
        if need.exception_id is not None:
            return need.exception_id in self.built_extras
        return (need.source, need.activity_id, need.day) in self.built_shifts

    def required(self, work: Work, day: dt.date) -> int | None:
        """What the cover requirements ask for, None where they are silent."""
        return minimum_on(self.requirements, work, day, self.holidays)


def ground(read: Reading, *, first: dt.date, last: dt.date) -> Ground:
    """The ground of a period, both days included."""
    works = _works(read)
    built = list(_built(read, first, last))
    once = _exceptions(read, first, last)
    return Ground(
        first=first,
        last=last,
        holidays=frozenset(bank_holidays(read, start=first, end=last + DAY)),
        lines=tuple(_lines(read, works, once, first, last)),
        extras=tuple(_extras(read, works, once)),
        built_extras=frozenset(one.id for one in once if one.session_id is not None),
        rolling=tuple(_rolling(read, works)),
        requirements=asked_lines(read),
        works=works,
        away=tuple(away_spans(read, first=first, last=last)),
        titles={number: work.name for number, work in works.items()},
        on_call=frozenset(
            one.id for one in read.all(select(Activity)) if one.kind is ActivityKind.ON_CALL
        ),
        built_shifts=frozenset((one.source, one.activity_id, one.start.date()) for one in built),
        standing=_standing(built),
    )


def standing_work(
    read: Reading, *, first: dt.date, last: dt.date
) -> dict[tuple[int, dt.date], int]:
    """How many are wanted on what stands now, by activity and day."""
    return _standing(_built(read, first, last))


def displacements(base: Ground, shifts: Iterable[Drawn]) -> Iterator[AwaySpan]:
    """Whoever stands on a pattern's day is not free for the own plan's sessions."""
    for one in shifts:
        if one.need.activity_id in base.on_call:
            continue
        for clinician in one.standing:
            yield AwaySpan(
                clinician_id=clinician,
                start=one.need.start,
                end=one.need.end,
                cause=GapCause.MOVED,
                text=f"On {base.titles[one.need.activity_id].lower()}",
            )


def _works(read: Reading) -> dict[int, Work]:
    return {one.id: _work(one) for one in read.all(select(Activity))}


def _work(activity: Activity) -> Work:
    return Work(
        activity_id=activity.id,
        name=activity.name,
        starts=activity.starts,
        ends=activity.ends,
        slot=activity.slot,
        wanted=activity.cover_wanted if activity.needs_cover else 0,
        every_day=activity.kind in EVERY_DAY,
    )


def _built(read: Reading, first: dt.date, last: dt.date) -> Iterator[ClinicalSession]:
    yield from read.all(
        select(ClinicalSession)
        .where(ClinicalSession.start >= midnight(first))
        .where(ClinicalSession.start < midnight(last + DAY))
        .order_by(ClinicalSession.id)
    )


def _standing(built: Iterable[ClinicalSession]) -> dict[tuple[int, dt.date], int]:
    wanted: Counter[tuple[int, dt.date]] = Counter()
    for one in built:
        wanted[one.activity_id, one.start.date()] += one.cover_wanted
    return dict(wanted)


def _exceptions(read: Reading, first: dt.date, last: dt.date) -> tuple[PlanException, ...]:
    within = select(PlanException).where(PlanException.day >= first, PlanException.day <= last)
    return tuple(read.all(within.order_by(PlanException.id)))


@dataclass(frozen=True, slots=True)
class _Followers:
    """Who follows a plan, and the name of the post where it is a post's."""

    holders: Mapping[int, list[Held]]
    posts: Mapping[int, str]
    serving: Mapping[int, Held]

    def of(self, plan: JobPlan) -> tuple[tuple[Held, ...], str]:
        """The people, with the post's name."""
        if plan.post_id is None:
            return (self.serving[plan.clinician_id or 0],), ""
        return tuple(self.holders.get(plan.post_id, ())), self.posts[plan.post_id]


def _followers(read: Reading) -> _Followers:
    return _Followers(
        holders=_holders(read),
        posts={one.id: one.name for one in read.all(select(Post))},
        serving={one.id: _service(one) for one in read.all(select(Clinician))},
    )


def _lines(
    read: Reading,
    works: Mapping[int, Work],
    once: Iterable[PlanException],
    first: dt.date,
    last: dt.date,
) -> Iterator[Line]:
    following = _followers(read)
    fallen: dict[int, set[dt.date]] = defaultdict(set)
    for one in once:
        if one.job_plan_line_id is not None:
            fallen[one.job_plan_line_id].add(one.day)
    found = read.rows(
        select(JobPlan, JobPlanLine)
        .join(JobPlanLine, JobPlanLine.job_plan_id == JobPlan.id)
        .where(JobPlan.start <= last, JobPlan.end.is_(None) | (JobPlan.end > first))
        .where(JobPlanLine.activity_id.is_not(None), JobPlanLine.weekday.is_not(None))
        .order_by(JobPlan.id, JobPlanLine.id)
    )
    for plan, line in found:
        followers, post = following.of(plan)
        yield Line(
            line_id=line.id,
            work=works[line.activity_id],
            repeat=repeat_of(plan, line),
            starts=line.starts,
            ends=line.ends,
            slot=line.slot,
            followers=followers,
            room_id=line.room_id,
            post=post,
            fallen=frozenset(fallen[line.id]),
        )


def _extras(
    read: Reading, works: Mapping[int, Work], once: Iterable[PlanException]
) -> Iterator[Extra]:
    following = _followers(read)
    for one in once:
        if one.activity_id is None or not one.starts or not one.ends or not one.slot:
            continue
        plan = read.get(JobPlan, one.job_plan_id)
        if one.day < plan.start or (plan.end is not None and one.day >= plan.end):
            continue
        followers, post = following.of(plan)
        yield Extra(
            exception_id=one.id,
            work=works[one.activity_id],
            day=one.day,
            starts=one.starts,
            ends=one.ends,
            slot=one.slot,
            followers=followers,
            room_id=one.room_id,
            post=post,
        )


def _service(clinician: Clinician) -> Held:
    return Held(clinician.id, clinician.joined, clinician.leaves)


def repeat_of(plan: JobPlan, line: JobPlanLine) -> Repeat:
    """When a line of a plan comes round."""
    return Repeat(
        cycle_start=plan.start,
        cycle_weeks=plan.cycle_weeks,
        weekday=line.weekday,
        week=line.week,
        nth_of_month=line.nth_of_month,
        until=plan.end,
    )


def _holders(read: Reading) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    for one in read.all(select(PostHolding).order_by(PostHolding.start)):
        found[one.post_id].append(Held(one.clinician_id, one.start, one.end))
    return found


def rollings(read: Reading, *, pattern: int | None = None) -> tuple[Rolling, ...]:
    """Every pattern as it is laid, or one, by pattern and day of begin."""
    return tuple(_rolling(read, _works(read), pattern))


def _rolling(
    read: Reading, works: Mapping[int, Work], pattern: int | None = None
) -> Iterator[Rolling]:
    laid = select(PatternLaying).order_by(PatternLaying.pattern_id, PatternLaying.start)
    if pattern is not None:
        laid = laid.where(PatternLaying.pattern_id == pattern)
    places = _places(read)
    for one in read.all(laid):
        yield Rolling(
            start=one.start,
            weeks=one.lines["weeks"],
            work=_laid_work(one.lines["cells"], works),
            places=tuple(places.get(one.id, ())),
            until=one.end,
            pattern_id=one.pattern_id,
        )


def _laid_work(
    cells: Iterable[list[Any]], works: Mapping[int, Work]
) -> dict[tuple[int, int], tuple[Work, ...]]:
    there: dict[tuple[int, int], list[Work]] = defaultdict(list)
    for week, weekday, activity, starts, ends in cells:
        if activity in works:
            there[week, weekday].append(_at_times(works[activity], starts, ends))
    return {key: tuple(each) for key, each in there.items()}


def _at_times(work: Work, starts: str | None, ends: str | None) -> Work:
    if starts is None or ends is None:
        return work
    return replace(work, starts=dt.time.fromisoformat(starts), ends=dt.time.fromisoformat(ends))


def _places(read: Reading) -> dict[int, list[Place]]:
    holders, posts = _holders(read), {one.id: one.name for one in read.all(select(Post))}
    serving = {one.id: _service(one) for one in read.all(select(Clinician))}
    found: dict[int, list[Place]] = defaultdict(list)
    for one in read.all(select(PatternPlace).order_by(PatternPlace.id)):
        if one.post_id is not None:
            place = Place(posts[one.post_id], one.line, tuple(holders[one.post_id]))
        else:
            place = Place("", one.line, (serving[one.clinician_id or 0],))
        found[one.laying_id].append(place)
    return found
