"""Recording hours really worked, where this desk keeps them at all; never why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import select

from models import ActualCall, ActualDuty, ClinicalSession, Clinician
from rota_desk.domain.call_times import Call
from rota_desk.errors import Refusal
from rota_desk.queries.restricted_actual_hours import KEPT_HERE
from rota_desk.queries.settings import yes_no_setting
from rota_desk.unit_of_work import UnitOfWork

LONGEST = dt.timedelta(hours=48)


def record_actual_hours(
    work: UnitOfWork,
    *,
    clinician: int,
    session: int,
    start: dt.datetime,
    end: dt.datetime,
    breaks_missed: int = 0,
    calls: Sequence[Call] = (),
) -> int:
    """Record when a duty was really worked, in wall times; what stood there is replaced.

    `calls` are the stretches of work within on-call from home. Answers the record's number.
    """
    _refuse_unless_kept(work)
    person = work.get(Clinician, clinician)
    work.get(ClinicalSession, session)
    _refuse_span(start, end, breaks_missed)
    _refuse_calls(start, end, calls)
    kept = _kept(work, clinician, session)
    if kept is None:
        kept = ActualDuty(clinician_id=clinician, session_id=session, start=start, end=end)
        work.add(kept)
    kept.start, kept.end, kept.breaks_missed = start, end, breaks_missed
    for old in work.all(select(ActualCall).where(ActualCall.actual_duty_id == kept.id)):
        work.remove(old)
    work.add_all([ActualCall(actual_duty_id=kept.id, start=one, end=two) for one, two in calls])
    work.label = f"Record hours of {person.name}"
    return kept.id


def remove_actual_hours(work: UnitOfWork, *, actual: int) -> None:
    """Take a record of hours really worked away."""
    _refuse_unless_kept(work)
    kept = work.get(ActualDuty, actual)
    person = work.get(Clinician, kept.clinician_id)
    work.remove(kept)
    work.label = f"Remove hours of {person.name}"


def _refuse_unless_kept(work: UnitOfWork) -> None:
    if not yes_no_setting(work, key=KEPT_HERE):
        raise Refusal(
            "Hours really worked are not kept at this desk. See Settings, Local figures."
        )


def _kept(work: UnitOfWork, clinician: int, session: int) -> ActualDuty | None:
    return work.one(
        select(ActualDuty).where(
            ActualDuty.clinician_id == clinician, ActualDuty.session_id == session
        )
    )


def _refuse_span(start: dt.datetime, end: dt.datetime, breaks_missed: int) -> None:
    if end <= start:
        raise Refusal("The work has to end after it began. Check both times.")
    if end - start > LONGEST:
        raise Refusal("Nobody works longer than two days on end. Check both times.")
    if not 0 <= breaks_missed <= 9:  # noqa: PLR2004 - one digit, as the form has it
        raise Refusal("Breaks missed: a number from 0 to 9.")


def _refuse_calls(start: dt.datetime, end: dt.datetime, calls: Sequence[Call]) -> None:
    for begun, over in calls:
        if over <= begun or begun < start or over > end:
            said = f"{begun:%H:%M}-{over:%H:%M}"
            raise Refusal(f"The call {said} does not lie within the duty. Check its times.")
    for before, after in pairwise(sorted(calls)):
        if after[0] < before[1]:
            said = f"{after[0]:%H:%M}-{after[1]:%H:%M}"
            raise Refusal(f"The call {said} begins before the one before it is over.")
