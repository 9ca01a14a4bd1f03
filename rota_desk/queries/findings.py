"""What the rules find in a period, or in what an edit touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from models import Waiver
from rota_desk.changes import Scope
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.unit_of_work import Reading

REACH = dt.timedelta(days=15)  # what a rest or a run before or after a change can depend on
DAY = dt.timedelta(days=1)
LONGEST_ACT = dt.timedelta(days=92)  # an open-ended absence is judged this far ahead


def findings_between(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[Finding, ...]:
    """Every breach and advisory that touches the days from `start` until before `end`."""
    whose = None if clinician is None else {clinician}
    picture = snapshot(
        read, start=start - REACH, end=end + REACH, clinicians=whose, needs=(start, end)
    )
    found = judge(picture, on=start)
    return _waived(read, (one for one in found if _touches(one, start, end)))


def findings_in_scope(read: Reading, *, scope: Scope) -> tuple[Finding, ...]:
    """What is found for the people and days a change touched, and the days around them."""
    if scope.first is None or scope.last is None:
        first = last = read.today
    else:
        first, last = scope.first, min(scope.last, scope.first + LONGEST_ACT)
    picture = snapshot(
        read,
        start=first - 2 * REACH,
        end=last + 2 * REACH,
        clinicians=scope.clinicians,
        needs=(first, last + DAY),
    )
    found = judge(picture, on=first)
    near = (one for one in found if _touches(one, first - REACH, last + REACH))
    return _waived(read, near)


def _touches(one: Finding, start: dt.date, end: dt.date) -> bool:
    if one.start is None or one.end is None:
        return True
    return one.start.date() < end and one.end.date() >= start


def _waived(read: Reading, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Turn what was knowingly accepted into an advisory that says who accepted it."""
    waivers = read.all(select(Waiver))
    if not waivers:
        return tuple(found)
    return tuple(_as_waived(one, waivers) for one in found)


def _as_waived(one: Finding, waivers: Iterable[Waiver]) -> Finding:
    if one.severity is Severity.STATUTORY:
        return one
    for waiver in waivers:
        if _is_about(waiver, one):
            accepted = f"{one.message} Accepted by {waiver.waived_by}: {waiver.reason}"
            return replace(one, verdict=Verdict.ADVISORY, message=accepted)
    return one


def _is_about(waiver: Waiver, one: Finding) -> bool:
    if waiver.rule_id != one.rule or one.start is None or one.end is None:
        return False
    same_person = waiver.clinician_id in (None, one.clinician_id)
    same_session = waiver.session_id is None or waiver.session_id in one.session_ids
    return same_person and same_session and waiver.start < one.end and one.start < waiver.end
