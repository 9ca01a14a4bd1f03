"""Limits on leave: how many of some people may be away on a day."""

from __future__ import annotations

import datetime as dt

from models import Activity, LeaveLimit, Site
from models.types import LimitStance, StaffGroup
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def set_leave_limit(
    work: UnitOfWork,
    *,
    name: str,
    most: int,
    stance: LimitStance = LimitStance.WARN,
    group: StaffGroup | None = None,
    grade: str = "",
    site: int | None = None,
    activity: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    note: str = "",
    limit: int | None = None,
) -> int:
    """Set a limit, a new one or one that is there (`limit`); answers its number."""
    if not name.strip():
        raise Refusal("Give the limit a name, such as Christmas week.")
    if most < 0:
        raise Refusal("A limit is a number of people, at least 0.")
    if first is not None and last is not None and last < first:
        raise Refusal("The limit ends before it begins. Turn the two days round.")
    if site is not None:
        work.get(Site, site)
    if activity is not None:
        work.get(Activity, activity)
    there = work.get(LeaveLimit, limit) if limit is not None else None
    if there is None:
        there = work.add(LeaveLimit(name=name.strip(), most=most))
    there.name, there.most, there.stance = name.strip(), most, stance
    there.group, there.grade = group, grade.strip()
    there.site_id, there.activity_id = site, activity
    there.first_day, there.last_day, there.note = first, last, note.strip()
    work.label = f"Limit on leave: {there.name}, at most {most} away"
    return there.id


def remove_leave_limit(work: UnitOfWork, *, limit: int) -> None:
    """Remove a limit; what was answered under it stays answered."""
    there = work.get(LeaveLimit, limit)
    work.label = f"Remove the limit on leave {there.name}"
    work.remove(there)
