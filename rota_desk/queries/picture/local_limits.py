"""The department's own limits, and the days on which it meets whom it keeps apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, LocalRule
from models.types import LocalRuleKind, StaffGroup
from rota_desk.domain.local_limits import (
    Bounds,
    Ceiling,
    LocalLimit,
    Meeting,
    QuietEvening,
    Spacing,
)
from rota_desk.queries.cover import FELL
from rota_desk.queries.picture.horizon import Horizon
from rota_desk.unit_of_work import Reading


def limits_of(read: Reading, horizon: Horizon) -> Iterator[LocalLimit]:
    """The limits of the department that hold on some day of the horizon."""
    found = [one for one in _holding(read, horizon) if one.kind is not LocalRuleKind.APART]
    titles = {one.id: one.name for one in read.all(select(Activity))} if found else {}
    groups = _groups(read, {one.group for one in found if one.group})
    for one in found:
        whose = groups[one.group] if one.group else None
        if one.clinician_id is not None:
            whose = frozenset({one.clinician_id})
        yield _limit(one, Bounds(one.start, one.end, whose), titles)


def meetings_of(read: Reading, horizon: Horizon) -> Iterator[Meeting]:
    """Each day on which two people are on duty whom the department keeps apart then."""
    if horizon.start >= horizon.end:
        return
    apart = [one for one in _holding(read, horizon) if one.kind is LocalRuleKind.APART]
    if not apart:
        return
    people = {number for one in apart for number in (one.clinician_id, one.other_id)}
    names = {
        one.id: one.name for one in read.all(select(Clinician).where(Clinician.id.in_(people)))
    }
    on = _sessions(read, horizon, people)
    for one in apart:
        first, second = one.clinician_id or 0, one.other_id or 0
        for day in sorted(on.get(first, {}).keys() & on.get(second, {}).keys()):
            if one.start <= day and (one.end is None or day < one.end):
                sessions = (*on[first][day], *on[second][day])
                yield Meeting(day, first, names[first], names[second], sessions)


def _holding(read: Reading, horizon: Horizon) -> list[LocalRule]:
    asked = select(LocalRule).where(LocalRule.start < horizon.end)
    asked = asked.where(LocalRule.end.is_(None) | (LocalRule.end > horizon.start))
    return list(read.all(asked.order_by(LocalRule.id)))


def _limit(one: LocalRule, bounds: Bounds, titles: dict[int, str]) -> LocalLimit:
    activity, days = one.activity_id or 0, one.days or 0
    if one.kind is LocalRuleKind.SPACING:
        return Spacing(bounds, activity, titles[activity], days)
    if one.kind is LocalRuleKind.CEILING:
        return Ceiling(bounds, activity, titles[activity], one.count or 0, days)
    return QuietEvening(bounds, one.clock or dt.time())


def _groups(read: Reading, groups: set[StaffGroup]) -> dict[StaffGroup, frozenset[int]]:
    found: dict[StaffGroup, frozenset[int]] = dict.fromkeys(groups, frozenset())
    if groups:
        asked = select(Clinician.group, Clinician.id).where(Clinician.group.in_(groups))
        for group, number in read.rows(asked):
            found[group] |= {number}
    return found


def _sessions(
    read: Reading, horizon: Horizon, people: set[int | None]
) -> dict[int, dict[dt.date, tuple[int, ...]]]:
    """Where these people stand, by person and by the day it starts."""
    found: dict[int, dict[dt.date, tuple[int, ...]]] = {}
    asked = (
        select(Assignment.clinician_id, ClinicalSession.start, ClinicalSession.id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id.in_(people), ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= horizon.begin, ClinicalSession.start < horizon.until)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for who, start, session in read.rows(asked):
        days = found.setdefault(who, {})
        days[start.date()] = (*days.get(start.date(), ()), session)
    return found
