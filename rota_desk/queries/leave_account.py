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
    lieu: tuple[
        LeaveBalance, ...
    ]  # in lieu of bank holidays: those who are owed any, or took some

    @property
    def every(self) -> tuple[LeaveBalance, ...]:
        """All balances: annual leave, study leave, days in lieu."""
        return (*self.annual, *self.study, *self.lieu)

    @property
    def overdrawn(self) -> tuple[LeaveBalance, ...]:
        """Those who booked more than they have."""
        return tuple(one for one in self.every if one.known and one.left < 0)


def leave_account(read: Reading, *, on: dt.date, clinician: int | None = None) -> LeaveAccount:
    """Leave and days in lieu of the leave year in which a day lies, of all or of one person."""
    start, end = leave_year(read, on=on)
    whom = None if clinician is None else (clinician,)
    annual = leave_balances(read, on=on, clinicians=whom)
    others = (
        tuple(
            one
            for one in leave_balances(read, kind=kind, on=on, clinicians=whom)
            if one.allowed or one.taken or one.booked
        )
        for kind in (LeaveKind.STUDY, LeaveKind.LIEU)
    )
    return LeaveAccount(start, end, read.today, annual, *others)
