"""How many may be away at once: the department's standing figures, and its limits with a term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, LeaveLimit, Permission, Site
from models.types import LimitStance, StaffGroup
from rota_desk.queries.away_days import AwayDays, away_days
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.unit_of_work import Reading
from rota_desk.words import span_words

DAY = dt.timedelta(days=1)
_SATURDAY = 5
STANCE_WORDS = {
    LimitStance.OFF: "off",
    LimitStance.WARN: "warns",
    LimitStance.BLOCK: "blocks without a reason",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of some people may be away on a day; `id` is None for a standing figure."""

    id: int | None
    name: str
    most: int
    stance: LimitStance
    whom: frozenset[int]
    first: dt.date | None = None
    last: dt.date | None = None  # included

    def binds(self, clinician: int, day: dt.date) -> bool:
        """Whether it speaks of a person on a day; weekends are nobody's leave."""
        after = self.first is None or self.first <= day
        return after and (self.last is None or day <= self.last) and clinician in self.whom


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit in the list: whom, when, how many, and what it does."""

    id: int
    name: str
    whom: str
    when: str
    most: int
    stance: LimitStance
    stance_words: str
    group: StaffGroup | None
    grade: str
    site_id: int | None
    activity_id: int | None
    first: dt.date | None
    last: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many whom a limit binds would be away on a day."""

    day: dt.date
    away: int
    limit: int  # 0: no limit
    name: str = ""
    stance: LimitStance = LimitStance.WARN

    @property
    def over(self) -> bool:
        """Whether that is more than the limit."""
        return self.away > self.limit and (bool(self.limit) or bool(self.name))


def leave_limits(read: Reading, *, start: dt.date, end: dt.date) -> tuple[Limit, ...]:
    """The limits in force on any day from `start` until before `end`; those off are left out."""
    people = read.all(select(Clinician).order_by(Clinician.id))
    groups: dict[StaffGroup, set[int]] = {}
    for person in people:
        groups.setdefault(person.group, set()).add(person.id)
    standing = [
        Limit(None, f"{GROUPS[group]} away at once", most, LimitStance.WARN, frozenset(whom))
        for group, most in leave_figures(read).away_limit.items()
        if (whom := groups.get(group))
    ]
    own = read.all(
        select(LeaveLimit)
        .where(LeaveLimit.stance != LimitStance.OFF)
        .where(LeaveLimit.first_day.is_(None) | (LeaveLimit.first_day < end))
        .where(LeaveLimit.last_day.is_(None) | (LeaveLimit.last_day >= start))
        .order_by(LeaveLimit.id)
    )
    able = _able(read, {one.activity_id for one in own if one.activity_id is not None})
    return (*standing, *(_limit(one, people, able) for one in own))


def limit_lines(read: Reading) -> tuple[LimitLine, ...]:
    """Every limit that was set, also those that are off, in order of their names."""
    sites = {one.id: one.name for one in read.all(select(Site))}
    activities = {one.id: one.name for one in read.all(select(Activity))}
    found = read.all(select(LeaveLimit).order_by(LeaveLimit.name, LeaveLimit.id))
    return tuple(_line(one, sites, activities) for one in found)


def counts_over(
    read: Reading, *, start: dt.date, end: dt.date
) -> tuple[tuple[Limit, DayCount], ...]:
    """Each day on which more are away than a limit allows; requests do not count yet."""
    limits = leave_limits(read, start=start, end=end)
    away = away_days(read, start=start, end=end)
    days = working_days(read, start=start, end=end)
    found = []
    for limit in limits:
        for day in days:
            if any(limit.binds(person, day) for person in limit.whom):
                count = away_of(limit, away, day)
                if count > limit.most:
                    said = DayCount(day, count, limit.most, limit.name, limit.stance)
                    found.append((limit, said))
    return tuple(found)


def fullest_days(
    limits: tuple[Limit, ...], away: AwayDays, days: tuple[dt.date, ...], *, clinician: int
) -> Iterator[DayCount]:
    """For each limit that binds a person, the day with most away, this person included.

    Others' requests are not counted.
    """
    for limit in limits:
        counts = [
            DayCount(
                day,
                1 + away_of(limit, away, day, but=clinician),
                limit.most,
                limit.name,
                limit.stance,
            )
            for day in days
            if limit.binds(clinician, day)
        ]
        fullest = max(counts, key=lambda one: one.away, default=None)
        if fullest is not None:
            yield fullest


def away_of(limit: Limit, away: AwayDays, day: dt.date, *, but: int | None = None) -> int:
    """How many whom a limit binds are away on a day, unanswered requests left out."""
    marks = (away.get(person, {}).get(day) for person in limit.whom if person != but)
    return sum(mark is not None and not mark.asked for mark in marks)


def working_days(read: Reading, *, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """The days from Monday to Friday that are no bank holidays."""
    holidays = bank_holidays(read, start=start, end=end)
    days = (start + DAY * number for number in range((end - start).days))
    return tuple(day for day in days if day.weekday() < _SATURDAY and day not in holidays)


def _able(read: Reading, activities: set[int]) -> Mapping[int, frozenset[int]]:
    """Who may do each activity, at any time."""
    found: dict[int, frozenset[int]] = {}
    for person, activity in read.rows(
        select(Permission.clinician_id, Permission.activity_id).where(
            Permission.activity_id.in_(activities)
        )
    ):
        found[activity] = found.get(activity, frozenset()) | {person}
    return found


def _limit(
    one: LeaveLimit, people: Sequence[Clinician], able: Mapping[int, frozenset[int]]
) -> Limit:
    whom = frozenset(
        person.id
        for person in people
        if (one.group is None or person.group is one.group)
        and (not one.grade or person.grade.casefold() == one.grade.casefold())
        and (one.site_id is None or person.base_site_id == one.site_id)
        and (one.activity_id is None or person.id in able.get(one.activity_id, ()))
    )
    return Limit(one.id, one.name, one.most, one.stance, whom, one.first_day, one.last_day)


def _line(one: LeaveLimit, sites: Mapping[int, str], activities: Mapping[int, str]) -> LimitLine:
    whom = [
        GROUPS[one.group] if one.group else "",
        one.grade,
        f"at {sites.get(one.site_id, 'a site')}" if one.site_id else "",
        f"who do {activities.get(one.activity_id, 'an activity')}" if one.activity_id else "",
    ]
    return LimitLine(
        id=one.id,
        name=one.name,
        whom=", ".join(part for part in whom if part) or "everybody",
        when=_when(one.first_day, one.last_day),
        most=one.most,
        stance=one.stance,
        stance_words=STANCE_WORDS[one.stance],
        group=one.group,
        grade=one.grade,
        site_id=one.site_id,
        activity_id=one.activity_id,
        first=one.first_day,
        last=one.last_day,
        note=one.note,
    )


def _when(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None and last is not None:
        return span_words(first, last)
    if first is not None:
        return f"from {span_words(first, first)}"
    return f"until {span_words(last, last)}" if last is not None else "always"
