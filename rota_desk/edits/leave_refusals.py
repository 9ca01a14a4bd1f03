"""When leave makes no sense: days turned round, over other leave, or answered already."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Clinician, LeaveRequest, LeaveStep
from models.types import LeaveKind, LeavePart, LeaveState
from rota_desk.errors import Refusal
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.leave_words import STATE_WORDS, kind_phrase
from rota_desk.queries.life_event import life_event_clause
from rota_desk.queries.picture.horizon import local_day
from rota_desk.queries.snapshot import leave_span
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words, span_words

DAY = dt.timedelta(days=1)
ANSWERED = {
    LeaveState.APPROVED: "Cancel it if it has to be taken back",
    LeaveState.DECLINED: "Ask again for new days",
    LeaveState.WITHDRAWN: "Ask again if it is wanted after all",
    LeaveState.CANCELLED: "Ask again if it is wanted after all",
}


def waiting(work: UnitOfWork, leave: int) -> tuple[LeaveRequest, Clinician]:
    """The request, kept from every other desk, and whose it is; a refusal once it is answered."""
    request = work.hold(LeaveRequest, leave)
    if request.state is not LeaveState.REQUESTED:
        answer = f"{STATE_WORDS[request.state]} already{_by_whom(work, leave)}"
        raise Refusal(f"This leave was {answer}. {ANSWERED[request.state]}.")
    return request, work.get(Clinician, request.clinician_id)


def _by_whom(work: UnitOfWork, leave: int) -> str:
    """Who gave the last answer, and when: another window may have."""
    steps = select(LeaveStep).where(LeaveStep.leave_request_id == leave)
    step = work.one(steps.order_by(LeaveStep.id.desc()))
    return f", {day_words(local_day(work, step.at))}, {step.by}" if step is not None else ""


def refuse_gone(request: LeaveRequest, person: Clinician) -> None:
    """Nobody is given leave of days on which they are no longer here."""
    if person.leaves is not None and request.last_day >= person.leaves:
        raise Refusal(
            f"{person.name} leaves on {day_and_year(person.leaves)}, before this leave is over."
            " Change its days, or decline it."
        )


def refuse_days(request: LeaveRequest, person: Clinician) -> None:
    """Days have an order, and lie where the person is here."""
    first, last = request.first_day, request.last_day
    if last < first:
        raise Refusal(
            f"The leave ends on {day_and_year(last)}, before it starts on {day_and_year(first)}."
            " Turn the two days round."
        )
    if first < last and request.first_part is LeavePart.AM:
        raise Refusal("Leave over several days cannot begin with a morning only. Ask twice.")
    if first < last and request.last_part is LeavePart.PM:
        raise Refusal("Leave over several days cannot end with an afternoon only. Ask twice.")
    if person.joined is not None and first < person.joined:
        raise Refusal(
            f"{person.name} starts on {day_and_year(person.joined)}. Ask for days from then on."
        )
    if person.leaves is not None and last >= person.leaves:
        raise Refusal(
            f"{person.name} is no longer here from {day_and_year(person.leaves)}."
            " Ask for days before that."
        )


def refuse_life_event(work: UnitOfWork, request: LeaveRequest, person: Clinician) -> None:
    """What leave is for is kept only where the answer turns on it."""
    if not request.life_event:
        return
    if request.kind is not LeaveKind.ANNUAL:
        raise Refusal(
            "Only annual leave is marked as for a life-changing event."
            " Take the mark off, or ask for annual leave."
        )
    bound = life_event_clause(
        work, clinician=person.id, kind=request.kind, first=request.first_day
    )
    if bound is None:
        raise Refusal(
            f"The contract of {person.name} says nothing of life-changing events, so nothing"
            " of them is kept. Take the mark off; the note can tell why it matters."
        )


def years_end(work: UnitOfWork) -> dt.date:
    """The day after the last leave year that is planned yet."""
    end = leave_year(work, on=work.today)[1]
    for _year in range(leave_figures(work).ask_years_ahead):
        end = leave_year(work, on=end)[1]
    return end


def refuse_far(work: UnitOfWork, request: LeaveRequest) -> None:
    """Days of a leave year that nobody plans yet are taken for a slip of the year."""
    end = years_end(work)
    if request.last_day >= end:
        raise Refusal(
            f"{day_and_year(request.last_day)} is too far ahead: leave is asked for until"
            f" {day_and_year(end - DAY)}. Look at the year, or ask nearer the time."
        )


def refuse_overlap(work: UnitOfWork, request: LeaveRequest, person: Clinician) -> None:
    """Nobody is away twice, or asks twice for the same days."""
    start, end = leave_span(request)
    near = select(LeaveRequest).where(
        LeaveRequest.clinician_id == person.id,
        LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)),
        LeaveRequest.first_day <= request.last_day,
        LeaveRequest.last_day >= request.first_day,
    )
    for other in work.all(near.order_by(LeaveRequest.first_day)):
        begins, until = leave_span(other)
        if other.id == request.id or until <= start or begins >= end:
            continue
        days = span_words(other.first_day, other.last_day)
        if other.state is LeaveState.APPROVED:
            raise Refusal(
                f"{person.name} has approved {kind_phrase(other.kind)} {days} already."
                " Choose other days, or cancel that leave first."
            )
        if request.state is LeaveState.REQUESTED and request.id is None:
            raise Refusal(
                f"{person.name} asks for {days} already. Answer that request, or change its days."
            )
