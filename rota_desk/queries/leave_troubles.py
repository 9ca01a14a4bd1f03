"""What is wrong with leave and absence besides what the rules find in the rota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Absence, Assignment, ClinicalSession, Clinician, FixedLeave, LeaveRequest
from models.types import LeaveKind, LeaveState, LimitStance
from rota_desk.domain.leave_arithmetic import amount_words
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.leave_balance import balance_title, leave_balances
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.leave_limits import counts_over
from rota_desk.queries.leave_words import kind_phrase
from rota_desk.queries.life_event import is_owed
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year, day_words, span_words

DAY = dt.timedelta(days=1)
COUNTED = (LeaveKind.ANNUAL, LeaveKind.STUDY, LeaveKind.LIEU)


@dataclass(frozen=True, slots=True)
class LeaveTrouble:
    """One thing to put right, in words that may be shared: an absence never says why."""

    rule: str
    clinician_id: int | None
    name: str
    first: dt.date
    last: dt.date
    message: str
    grave: bool = True


def leave_troubles(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[LeaveTrouble, ...]:
    """What meets the days from `start` until before `end`, by first day and name."""
    found = (
        *worked_while_absent(read, start, end),
        *_absent_on_leave(read, start, end),
        *_talks_and_notes(read, start, end),
        *_late_answers(read),
        *_outside_service(read, start, end),
        *_over_limits(read, start, end),
        *_overdrawn(read, start),
        *_fixed_without_agreement(read, start, end),
        *declined_though_owed(read, start, end),
    )
    mine = (one for one in found if clinician in {None, one.clinician_id})
    return tuple(sorted(mine, key=lambda one: (one.first, one.name, one.rule)))


def _absences(read: Reading, start: dt.date, end: dt.date) -> list[tuple[Absence, str]]:
    rows = read.rows(
        select(Absence, Clinician.name)
        .join(Clinician, Clinician.id == Absence.clinician_id)
        .where(Absence.first_day < end)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= start))
    )
    return [(row[0], row[1]) for row in rows]


def worked_while_absent(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """An absence without a last day, and work since (abs-close)."""
    for absence, name in _absences(read, start, end):
        if absence.last_day is not None:
            continue
        worked = read.rows(
            select(ClinicalSession.start)
            .join(Assignment, Assignment.session_id == ClinicalSession.id)
            .where(Assignment.clinician_id == absence.clinician_id)
            .where(ClinicalSession.state.not_in(FELL))
            .where(ClinicalSession.start >= midnight(absence.first_day + DAY))
            .where(ClinicalSession.start < read.wall)
            .order_by(ClinicalSession.start)
        )
        if worked:
            first = worked[0][0].date()
            yield LeaveTrouble(
                "abs-close",
                absence.clinician_id,
                name,
                first,
                first,
                f"unavailable from {day_and_year(absence.first_day)} without a last day, and on"
                f" the rota since ({day_words(first)}). Close the absence, or take them off",
            )


def _absent_on_leave(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """An absence that falls on approved leave (abs-conflict)."""
    for absence, name in _absences(read, start, end):
        last = absence.last_day or max(read.today, absence.first_day)
        for leave in read.all(
            select(LeaveRequest)
            .where(LeaveRequest.clinician_id == absence.clinician_id)
            .where(LeaveRequest.state == LeaveState.APPROVED)
            .where(LeaveRequest.first_day <= last, LeaveRequest.last_day >= absence.first_day)
        ):
            both = max(leave.first_day, absence.first_day), min(leave.last_day, last)
            seen = absence.fit_note_seen is not None
            then = "the days are given back" if seen else "with a fit note the days are given back"
            kind = kind_phrase(leave.kind) if leave.kind in COUNTED else "leave"
            yield LeaveTrouble(
                "abs-conflict",
                absence.clinician_id,
                name,
                *both,
                f"unavailable on {kind}, {span_words(*both)}; {then}",
                grave=not seen,
            )


def _talks_and_notes(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """Talks on return that are overdue, and fit notes that are due and were not seen."""
    late = dt.timedelta(days=leave_figures(read).return_talk_overdue_days)
    for absence, name in _absences(read, start, end):
        whom = absence.clinician_id, name
        last = absence.last_day
        if last is not None and absence.return_talk_done is None and last + late <= read.today:
            said = f"talk on return overdue since {day_words(absence.return_talk_due or last)}"
            yield LeaveTrouble("abs-rtw", *whom, last, last, said)
        due = absence.fit_note_due
        if due is not None and absence.fit_note_seen is None and due <= read.today:
            said = f"fit note due since {day_words(due)} and not seen"
            yield LeaveTrouble("abs-selfcert", *whom, due, due, said)


def _late_answers(read: Reading) -> Iterator[LeaveTrouble]:
    """Requests that wait for longer than the department allows itself."""
    figures = leave_figures(read)
    rows = read.rows(
        select(LeaveRequest, Clinician.name)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(LeaveRequest.state == LeaveState.REQUESTED)
    )
    for request, name in rows:
        waited = (read.stamp - request.requested_at).days
        if waited > figures.answer_days:
            days = span_words(request.first_day, request.last_day)
            said = f"has waited {count_words(waited, 'day')} for an answer about {days}"
            yield LeaveTrouble(
                "leave-answer",
                request.clinician_id,
                name,
                request.first_day,
                request.last_day,
                f"{said}; {figures.answer_days} are allowed",
            )


def _outside_service(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """Leave on days before somebody starts or after they left."""
    rows = read.rows(
        select(LeaveRequest, Clinician)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(LeaveRequest.state.in_((LeaveState.APPROVED, LeaveState.REQUESTED)))
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
    )
    for request, person in rows:
        early = person.joined is not None and request.first_day < person.joined
        late = person.leaves is not None and request.last_day >= person.leaves
        if early or late:
            days = span_words(request.first_day, request.last_day)
            when = f"not here yet until {day_words(person.joined)}" if early else "no longer here"
            yield LeaveTrouble(
                "leave-outside",
                person.id,
                person.name,
                request.first_day,
                request.last_day,
                f"leave {days} on days {when}; cancel or change it",
            )


def _over_limits(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """Days on which more are away than a limit allows."""
    for _limit, count in counts_over(read, start=start, end=end):
        said = f"{count.away} away on {day_words(count.day)}, at most {count.limit}"
        grave = count.stance is LimitStance.BLOCK
        yield LeaveTrouble(
            "leave-limit", None, count.name, count.day, count.day, said, grave=grave
        )


def _overdrawn(read: Reading, start: dt.date) -> Iterator[LeaveTrouble]:
    for kind in COUNTED:
        for one in leave_balances(read, kind=kind, on=start):
            if one.known and one.left < 0:
                said = f"{amount_words(-one.left, one.unit)} more booked than they have"
                yield LeaveTrouble(
                    "leave-overdrawn",
                    one.clinician_id,
                    one.name,
                    one.year_start,
                    one.year_end - DAY,
                    f"{balance_title(one)}: {said}",
                )


def _fixed_without_agreement(
    read: Reading, start: dt.date, end: dt.date
) -> Iterator[LeaveTrouble]:
    """Leave that a post fixes and that nobody agreed to (rd-al-fixed)."""
    rows = read.rows(
        select(LeaveRequest, Clinician.name)
        .join(FixedLeave, FixedLeave.leave_request_id == LeaveRequest.id)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(LeaveRequest.state == LeaveState.APPROVED, FixedLeave.agreed == "")
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
    )
    for request, name in rows:
        days = span_words(request.first_day, request.last_day)
        yield LeaveTrouble(
            "rd-al-fixed",
            request.clinician_id,
            name,
            request.first_day,
            request.last_day,
            f"fixed leave {days} without an agreement on file; note with whom it was agreed",
            grave=False,
        )


def declined_though_owed(read: Reading, start: dt.date, end: dt.date) -> Iterator[LeaveTrouble]:
    """Leave that had to be granted and was declined (rd-al-life-event); what for stays unsaid.

    It is no finding of a rule: those stand in documents, and its name alone would tell.
    """
    rows = read.rows(
        select(LeaveRequest, Clinician.name)
        .join(Clinician, Clinician.id == LeaveRequest.clinician_id)
        .where(LeaveRequest.state == LeaveState.DECLINED, LeaveRequest.life_event)
        .where(LeaveRequest.first_day < end, LeaveRequest.last_day >= start)
    )
    for request, name in rows:
        if is_owed(read, request) and not _given_after_all(read, request):
            days = span_words(request.first_day, request.last_day)
            yield LeaveTrouble(
                "leave-owed",
                request.clinician_id,
                name,
                request.first_day,
                request.last_day,
                f"leave {days} was declined and had to be granted; the request says why."
                " Ask for the days again and approve them",
            )


def _given_after_all(read: Reading, request: LeaveRequest) -> bool:
    again = select(LeaveRequest).where(
        LeaveRequest.clinician_id == request.clinician_id,
        LeaveRequest.state == LeaveState.APPROVED,
        LeaveRequest.first_day <= request.first_day,
        LeaveRequest.last_day >= request.last_day,
    )
    return read.one(again) is not None
