"""Whether there is enough time in lieu for what is asked, on the day it would be taken."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from models import LeaveRequest
from models.types import LeaveKind, LeaveState, LeaveUnit
from rota_desk.domain.leave_arithmetic import count_leave
from rota_desk.queries.away_days import span_of
from rota_desk.queries.hours_account import HoursAccount, hours_accounts
from rota_desk.queries.hours_words import hours
from rota_desk.queries.leave_units import leave_bases, per_day
from rota_desk.queries.working_weeks import working_weeks
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


def toil_effect(read: Reading, *, request: LeaveRequest) -> tuple[str, str] | None:
    """A kind and a sentence; nothing where it is no TOIL, answered, or no ledger is kept."""
    if request.kind is not LeaveKind.TOIL or request.state is not LeaveState.REQUESTED:
        return None
    person = request.clinician_id
    accounts = hours_accounts(read, on=request.first_day, clinicians=(person,))
    if not accounts:
        return None
    asked, there = _asked(read, request), _there(accounts[0], request.first_day)
    if asked > there:
        return "danger", f"{hours(asked)} h in lieu asked, {hours(there)} h there by then"
    return "good", f"{hours(asked)} h in lieu asked of {hours(there)} h there by then"


def _there(account: HoursAccount, day: dt.date) -> Fraction:
    """What stands in the ledger when a day begins, with all that is booked or runs out by then."""
    lines = (*account.toil.lines, *account.toil_ahead)
    return next((one.balance for one in reversed(lines) if one.move.day <= day), Fraction(0))


def _asked(read: Reading, request: LeaveRequest) -> Fraction:
    person, span = request.clinician_id, span_of(request)
    week = working_weeks(read, clinicians=[person], start=span.first, end=span.last + DAY)[person]
    bases = leave_bases(read, clinicians=[person], end=span.last + DAY, since=span.first).get(
        person, ()
    )
    return sum(
        (
            Fraction(each.debit) * per_day(bases, each.day, LeaveUnit.HOURS)
            for each in count_leave(span, week).days
        ),
        Fraction(0),
    )
