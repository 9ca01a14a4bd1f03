"""The department's own rules: set, changed and removed; the rota is judged by them at once."""

from __future__ import annotations

import datetime as dt

from models import Activity, Clinician, LocalRule
from models.types import LocalRuleKind, StaffGroup
from rota_desk.errors import Refusal
from rota_desk.queries.local_rules import local_rule_words
from rota_desk.unit_of_work import UnitOfWork

MOST_DAYS = 14  # a rule is judged from what lies so near
MOST_COUNT = 2 * MOST_DAYS
OF_ACTIVITY = (LocalRuleKind.SPACING, LocalRuleKind.CEILING)


def set_local_rule(
    work: UnitOfWork,
    *,
    kind: LocalRuleKind,
    start: dt.date,
    end: dt.date | None = None,
    activity: int | None = None,
    days: int | None = None,
    count: int | None = None,
    clock: dt.time | None = None,
    clinician: int | None = None,
    other: int | None = None,
    group: StaffGroup | None = None,
    reason: str = "",
    rule: int | None = None,
) -> int:
    """Set a rule of the department, a new one or one that is there (`rule`); answers its number.

    It holds from `start` until before `end`. What a kind has no use for is left out.
    """
    if end is not None and end <= start:
        raise Refusal("The rule would end before it begins. Turn the two days round.")
    apart = kind is LocalRuleKind.APART
    _refuse_odd(clinician, other, group, apart=apart)
    activity = _activity(work, activity) if kind in OF_ACTIVITY else None
    days = _days(days, kind) if kind in OF_ACTIVITY else None
    count = _count(count) if kind is LocalRuleKind.CEILING else None
    clock = _clock(clock) if kind is LocalRuleKind.BEFORE_LEAVE else None
    clinician, other = _whom(work, clinician), _whom(work, other if apart else None)
    there = LocalRule(kind=kind, start=start) if rule is None else work.get(LocalRule, rule)
    there.kind, there.start, there.end, there.reason = kind, start, end, reason.strip()
    there.activity_id, there.days, there.count, there.clock = activity, days, count, clock
    there.clinician_id, there.other_id, there.group = clinician, other, None if apart else group
    if rule is None:
        work.add(there)
    work.label = f"The department's rule: {_said(work, there)}"
    return there.id


def remove_local_rule(work: UnitOfWork, *, rule: int) -> None:
    """Remove a rule of the department, also for the days that are gone."""
    there = work.get(LocalRule, rule)
    work.label = f"Remove the department's rule: {_said(work, there)}"
    work.remove(there)


def _activity(work: UnitOfWork, activity: int | None) -> int:
    if activity is None:
        raise Refusal("Choose the activity that the rule is about.")
    return work.get(Activity, activity).id


def _days(days: int | None, kind: LocalRuleKind) -> int:
    least = 2 if kind is LocalRuleKind.SPACING else 1
    if days is None or not least <= days <= MOST_DAYS:
        raise Refusal(f"Give the days as a whole number from {least} to {MOST_DAYS}.")
    return days


def _count(count: int | None) -> int:
    if count is None or not 1 <= count <= MOST_COUNT:
        raise Refusal(f"Give how many are allowed, from 1 to {MOST_COUNT}.")
    return count


def _clock(clock: dt.time | None) -> dt.time:
    if clock is None:
        raise Refusal("Give the time from which the evening is kept free, such as 18:00.")
    return clock


def _whom(work: UnitOfWork, person: int | None) -> int | None:
    return None if person is None else work.get(Clinician, person).id


def _refuse_odd(
    clinician: int | None, other: int | None, group: StaffGroup | None, *, apart: bool
) -> None:
    if not apart:
        if clinician is not None and group is not None:
            raise Refusal("A rule is for one person or for a group, not for both. Choose one.")
    elif clinician is None or other is None:
        raise Refusal("Choose the two people who are kept apart.")
    elif clinician == other:
        raise Refusal("Choose two different people.")


def _said(work: UnitOfWork, there: LocalRule) -> str:
    if there.kind is LocalRuleKind.APART:
        numbers = (there.clinician_id, there.other_id)
        names = [work.get(Clinician, one).name for one in numbers if one is not None]
        return f"{' and '.join(names)} kept apart"
    activity = work.get(Activity, there.activity_id).name if there.activity_id else ""
    return local_rule_words(
        there.kind, activity=activity, days=there.days, count=there.count, clock=there.clock
    )
