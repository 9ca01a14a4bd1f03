"""Leave: asked for, answered, taken back. Every step keeps who, when and why."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import (
    ClinicalSession,
    Clinician,
    LeaveExclusion,
    LeaveLimit,
    LeaveRequest,
    LeaveStep,
)
from models.types import GapCause, LeaveKind, LeavePart, LeaveState, LimitStance
from rota_desk.edits.away import put_back, take_off
from rota_desk.edits.leave_refusals import (
    refuse_days,
    refuse_far,
    refuse_gone,
    refuse_life_event,
    refuse_overlap,
    waiting,
)
from rota_desk.edits.told import agreeing
from rota_desk.errors import Refusal
from rota_desk.queries.leave_effect import limit_counts
from rota_desk.queries.leave_limits import leave_limits
from rota_desk.queries.leave_words import kind_phrase
from rota_desk.queries.life_event import is_owed
from rota_desk.queries.snapshot import leave_span
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words, span_words

CAUSE_OF = {LeaveKind.STUDY: GapCause.STUDY_LEAVE, LeaveKind.PROFESSIONAL: GapCause.STUDY_LEAVE}


def request_leave(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: LeaveKind,
    first: dt.date,
    last: dt.date,
    first_part: LeavePart = LeavePart.WHOLE,
    last_part: LeavePart = LeavePart.WHOLE,
    note: str = "",
    course: str = "",
    place: str = "",
    fees: Decimal | None = None,
    requested_by: str = "",
    life_event: bool = False,
) -> int:
    """Ask for leave, both days included; answers the request's number.

    Days asked for before the person has started are kept as promised.
    """
    person = work.get(Clinician, clinician)
    request = LeaveRequest(
        clinician_id=clinician,
        kind=kind,
        first_day=first,
        last_day=last,
        first_part=first_part,
        last_part=_last_part(first, last, first_part, last_part),
        requested_at=work.stamp,
        requested_by=requested_by.strip() or work.who,
        note=note.strip(),
        course=course.strip(),
        place=place.strip(),
        fees=fees,
        promised=person.joined is not None and work.today < person.joined,
        life_event=life_event,
    )
    _refuse_sums(fees)
    refuse_days(request, person)
    refuse_life_event(work, request, person)
    refuse_far(work, request)
    refuse_overlap(work, request, person)
    work.add(request)
    _step(work, request, LeaveState.REQUESTED, note.strip())
    work.label = f"Ask for {_words(request, person)}"
    return request.id


def change_leave(
    work: UnitOfWork,
    *,
    leave: int,
    first: dt.date,
    last: dt.date,
    first_part: LeavePart = LeavePart.WHOLE,
    last_part: LeavePart = LeavePart.WHOLE,
    reason: str = "",
    life_event: bool | None = None,
) -> None:
    """Change the days of a request that waits for its answer, or what they are for."""
    request, person = waiting(work, leave)
    before = span_words(request.first_day, request.last_day)
    request.first_day, request.last_day = first, last
    request.first_part = first_part
    request.last_part = _last_part(first, last, first_part, last_part)
    if life_event is not None:
        request.life_event = life_event
    refuse_days(request, person)
    refuse_life_event(work, request, person)
    refuse_far(work, request)
    refuse_overlap(work, request, person)
    _step(work, request, LeaveState.REQUESTED, reason.strip() or f"Days changed, was {before}")
    work.label = f"Change {_words(request, person)}"


def approve_leave(
    work: UnitOfWork, *, leave: int, note: str = "", overrule: str = "", by: str = ""
) -> int:
    """Approve a request: they are taken off, each need stays as a gap; answers how many.

    Sessions that the request leaves out are worked all the same. A limit that blocks is passed
    with a reason only (`overrule`), which is kept with the step; it does not hold leave up that
    has to be granted.
    """
    request, person = waiting(work, leave)
    refuse_overlap(work, request, person)
    refuse_gone(request, person)
    note = "; ".join(part for part in (note.strip(), _overruled(work, request, overrule)) if part)
    request.state = LeaveState.APPROVED
    _step(work, request, LeaveState.APPROVED, note, by=by)
    start, end = leave_span(request)
    with agreeing(work, {person.id: person.name}):
        taken = take_off(
            work,
            clinician=person.id,
            start=start,
            end=end,
            cause=CAUSE_OF.get(request.kind, GapCause.LEAVE),
            text=person.name,
            keep=_left_out(work, leave),
        )
    work.label = f"Approve {_words(request, person)}"
    return taken


def decline_leave(work: UnitOfWork, *, leave: int, reason: str) -> None:
    """Decline a request and say why; the days are given back."""
    request, person = waiting(work, leave)
    if not reason.strip():
        raise Refusal("Say why the leave is declined; the person is owed a reason.")
    _end(work, request, LeaveState.DECLINED, reason)
    work.label = f"Decline {_words(request, person)}"


def withdraw_leave(work: UnitOfWork, *, leave: int, reason: str = "") -> None:
    """Take a request back before it is answered, at the person's own wish."""
    request, person = waiting(work, leave)
    _end(work, request, LeaveState.WITHDRAWN, reason)
    work.label = f"Withdraw {_words(request, person)}"


def cancel_leave(
    work: UnitOfWork, *, leave: int, reason: str, back_on_the_rota: bool = True
) -> int:
    """Cancel approved leave and say why; answers how many sessions they are back on.

    They come back to what they left and nobody has filled since, from now on.
    """
    request = work.hold(LeaveRequest, leave)
    person = work.get(Clinician, request.clinician_id)
    if request.state is not LeaveState.APPROVED:
        raise Refusal("Only approved leave can be cancelled; decline or withdraw the request.")
    if not reason.strip():
        raise Refusal("Say why the leave is cancelled.")
    _end(work, request, LeaveState.CANCELLED, reason)
    work.label = f"Cancel {_words(request, person)}"
    if not back_on_the_rota:
        return 0
    start, end = leave_span(request)
    causes = (CAUSE_OF.get(request.kind, GapCause.LEAVE),)
    return put_back(work, clinician=person.id, start=start, end=end, causes=causes)


def note_study(
    work: UnitOfWork,
    *,
    leave: int,
    course: str,
    place: str = "",
    fees: Decimal | None = None,
    budget: Decimal | None = None,
    evidence: str = "",
) -> None:
    """Write down the course, the fees asked, what was agreed of them, and the evidence."""
    request = work.get(LeaveRequest, leave)
    person = work.get(Clinician, request.clinician_id)
    if request.kind not in CAUSE_OF:
        raise Refusal("Only study and professional leave has a course.")
    _refuse_sums(fees, budget)
    request.course, request.place = course.strip(), place.strip()
    request.fees, request.budget = fees, budget
    request.evidence = evidence.strip()
    work.label = f"Course of {_words(request, person)}"


def _refuse_sums(*sums: Decimal | None) -> None:
    if any(one is not None and one < 0 for one in sums):
        raise Refusal("Fees and budget cannot be below nothing.")


def leave_out_session(work: UnitOfWork, *, leave: int, session: int) -> int:
    """Say that a session inside the leave is worked all the same; answers the line's number."""
    request, there = work.get(LeaveRequest, leave), work.get(ClinicalSession, session)
    start, end = leave_span(request)
    if there.end <= start or there.start >= end:
        raise Refusal("That session does not lie inside the leave.")
    if session in _left_out(work, leave):
        raise Refusal("That session is left out already.")
    line = work.add(LeaveExclusion(leave_request_id=leave, session_id=session))
    work.label = "Work a session during leave"
    return line.id


def take_in_session(work: UnitOfWork, *, leave: int, session: int) -> None:
    """Take a session that was to be worked all the same back into the leave."""
    request = work.get(LeaveRequest, leave)
    line = work.one(
        select(LeaveExclusion).where(
            LeaveExclusion.leave_request_id == leave, LeaveExclusion.session_id == session
        )
    )
    if line is None:
        raise Refusal("That session was not left out of the leave.")
    work.remove(line)
    work.label = "Take a session into leave"
    if request.state is LeaveState.APPROVED:
        there, person = (
            work.get(ClinicalSession, session),
            work.get(Clinician, request.clinician_id),
        )
        take_off(
            work,
            clinician=person.id,
            start=there.start,
            end=there.end,
            cause=CAUSE_OF.get(request.kind, GapCause.LEAVE),
            text=person.name,
        )


def _end(work: UnitOfWork, request: LeaveRequest, state: LeaveState, reason: str) -> None:
    request.state = state
    _step(work, request, state, reason.strip())


def _step(
    work: UnitOfWork, request: LeaveRequest, state: LeaveState, reason: str, *, by: str = ""
) -> None:
    who = by or work.who
    work.add(
        LeaveStep(leave_request_id=request.id, state=state, at=work.stamp, by=who, reason=reason)
    )


def _overruled(work: UnitOfWork, request: LeaveRequest, reason: str) -> str:
    """What is written of limits that block and are passed; a refusal without a reason."""
    _hold_limits(work, request)
    counts = limit_counts(work, request=request)
    blocked = [one for one in counts if one.over and one.stance is LimitStance.BLOCK]
    if not blocked:
        return reason.strip()
    said = "; ".join(
        f"{one.name}: {one.away} away on {day_words(one.day)}, at most {one.limit}"
        for one in blocked
    )
    why = reason.strip() or ("has to be granted" if is_owed(work, request) else "")
    if not why:
        raise Refusal(
            f"{said}. Offer other days, or approve all the same with a reason, which is kept."
        )
    return f"Limit passed ({said}): {why}"


def _hold_limits(work: UnitOfWork, request: LeaveRequest) -> None:
    """Keep the limits that block from every other desk, so that two never give the last place."""
    end = request.last_day + dt.timedelta(days=1)
    for limit in leave_limits(work, start=request.first_day, end=end):
        blocks = limit.stance is LimitStance.BLOCK and request.clinician_id in limit.whom
        if blocks and limit.id is not None:
            work.hold(LeaveLimit, limit.id)


def _left_out(work: UnitOfWork, leave: int) -> frozenset[int]:
    lines = work.all(select(LeaveExclusion).where(LeaveExclusion.leave_request_id == leave))
    return frozenset(line.session_id for line in lines)


def _last_part(
    first: dt.date, last: dt.date, first_part: LeavePart, last_part: LeavePart
) -> LeavePart:
    """On a single day the first part says it all."""
    return first_part if first == last else last_part


def _words(request: LeaveRequest, person: Clinician) -> str:
    days = span_words(request.first_day, request.last_day)
    return f"{kind_phrase(request.kind)} of {person.name}, {days}"
