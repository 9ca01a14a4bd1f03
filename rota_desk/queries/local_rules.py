"""The department's own rules, each as a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, LocalRule
from models.types import LocalRuleKind, StaffGroup
from rota_desk.domain.said import MONTHS
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.unit_of_work import Reading

KIND_WORDS = {
    LocalRuleKind.SPACING: "Days between two duties of a kind",
    LocalRuleKind.CEILING: "Duties of a kind in some days",
    LocalRuleKind.BEFORE_LEAVE: "A free evening before annual leave",
    LocalRuleKind.APART: "Two people kept apart",
}


@dataclass(frozen=True, slots=True)
class LocalRuleLine:
    """A rule of the department as it is read, and what it was made of."""

    rule_id: int
    kind: LocalRuleKind
    says: str
    whom: str
    when: str
    reason: str
    start: dt.date
    end: dt.date | None
    activity_id: int | None
    days: int | None
    count: int | None
    clock: dt.time | None
    clinician_id: int | None
    other_id: int | None
    group: StaffGroup | None


def local_rules(read: Reading) -> tuple[LocalRuleLine, ...]:
    """Every rule of the department in the order they were made, also those that are over."""
    activities = {one.id: one.name for one in read.all(select(Activity))}
    people = {one.id: one.name for one in read.all(select(Clinician))}
    found = read.all(select(LocalRule).order_by(LocalRule.id))
    return tuple(_line(one, activities, people) for one in found)


def _line(
    one: LocalRule, activities: Mapping[int, str], people: Mapping[int, str]
) -> LocalRuleLine:
    until = f" until before {_day(one.end)}" if one.end else ""
    apart = one.kind is LocalRuleKind.APART
    whom = people.get(one.clinician_id or 0, "") or (GROUPS[one.group] if one.group else "")
    return LocalRuleLine(
        rule_id=one.id,
        kind=one.kind,
        says=local_rule_words(
            one.kind,
            activity=activities.get(one.activity_id or 0, ""),
            days=one.days,
            count=one.count,
            clock=one.clock,
        ),
        whom=_pair(one, people) if apart else whom or "Everybody",
        when=f"from {_day(one.start)}{until}",
        reason=one.reason,
        start=one.start,
        end=one.end,
        activity_id=one.activity_id,
        days=one.days,
        count=one.count,
        clock=one.clock,
        clinician_id=one.clinician_id,
        other_id=one.other_id,
        group=one.group,
    )


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _pair(one: LocalRule, people: Mapping[int, str]) -> str:
    return f"{people.get(one.clinician_id or 0, '')} and {people.get(one.other_id or 0, '')}"


def local_rule_words(
    kind: LocalRuleKind,
    *,
    activity: str = "",
    days: int | None = None,
    count: int | None = None,
    clock: dt.time | None = None,
) -> str:
    """Say what a rule asks: "Endoscopy list: at most 3 in any 7 days"."""
    if kind is LocalRuleKind.SPACING:
        return f"{activity}: at least {days} days apart"
    if kind is LocalRuleKind.CEILING:
        within = "on one day" if days == 1 else f"in any {days} days"
        return f"{activity}: at most {count} {within}"
    if kind is LocalRuleKind.BEFORE_LEAVE:
        return f"No duty past {clock:%H:%M} before annual leave"
    return "Not on duty on the same day"
