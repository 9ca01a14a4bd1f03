"""Everybody's leave of a year with its working, for the balances on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.types import LeaveKind
from rota_desk.queries.leave_balance import LeaveBalance, leave_balances, leave_year
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class LeaveAccount:
    """The balances of a leave year, half-open, by group and name."""

    start: dt.date
    end: dt.date
    today: dt.date
    annual: tuple[LeaveBalance, ...]
    study: tuple[LeaveBalance, ...]  # those who have any, or took some

    @property
    def overdrawn(self) -> tuple[LeaveBalance, ...]:
        """Those who booked more than they have."""
        return tuple(one for one in (*self.annual, *self.study) if one.known and one.left < 0)


def leave_account(read: Reading, *, on: dt.date, clinician: int | None = None) -> LeaveAccount:
    """Annual and study leave of the leave year in which a day lies, of all or of one person."""
    start, end = leave_year(read, on=on)
    whom = None if clinician is None else (clinician,)
    annual = leave_balances(read, on=on, clinicians=whom)
    study = leave_balances(read, kind=LeaveKind.STUDY, on=on, clinicians=whom)
    used = tuple(one for one in study if one.allowed or one.taken or one.booked)
    return LeaveAccount(start, end, read.today, annual, used)
