"""Annual leave asked for a life-changing event: whether the contract asks that it be granted.

What it is for is private: it is told at the desk alone, and stands on no document.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Contract, LeaveRequest
from models.types import LeaveKind
from rota_desk.domain.notice import notice_days
from rota_desk.queries.picture.horizon import local_day
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import LifeEventTerms, life_event_terms
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

WEEK = 7


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What the contract says of a request for a life-changing event."""

    notice: int  # days from asking to the first day
    terms: LifeEventTerms

    @property
    def owed(self) -> bool:
        """Whether it has to be granted, without a swap."""
        return self.notice >= self.terms.notice_days

    @property
    def ahead(self) -> str:
        """How long before it was asked for: "6 weeks", "43 days"."""
        return _weeks(max(self.notice, 0))

    def sentence(self) -> str:
        """What that means for the answer, in words for the desk."""
        said = f"Life-changing event, asked {self.ahead} ahead"
        if self.owed:
            return f"{said}: has to be granted; no swap may be asked ({self.terms.clause})"
        due = _weeks(self.terms.notice_days)
        return f"{said}: less than {due}, so it need not be granted; weigh it all the same"

    def answered(self, how: str) -> str:
        """What was owed, and what was answered: granted or declined."""
        said = f"Life-changing event, asked {self.ahead} ahead: had to be granted"
        return f"{said}, and was {how} ({self.terms.clause})"

    def if_declined(self) -> str:
        """What comes of declining what is owed."""
        return (
            f"{self.sentence()}. A decline is kept with its reason, and is told as trouble until"
            " the days are given."
        )


def life_event(read: Reading, request: LeaveRequest) -> LifeEvent | None:
    """What binds the answer to a request; nothing where it is for no such event."""
    if not request.life_event:
        return None
    terms = life_event_clause(
        read, clinician=request.clinician_id, kind=request.kind, first=request.first_day
    )
    if terms is None:
        return None
    asked = local_day(read, request.requested_at)
    return LifeEvent(notice_days(asked, request.first_day), terms)


def is_owed(read: Reading, request: LeaveRequest) -> bool:
    """Whether a request has to be granted, and no swap may be asked for it."""
    found = life_event(read, request)
    return found is not None and found.owed


def life_event_clause(
    read: Reading, *, clinician: int, kind: LeaveKind, first: dt.date
) -> LifeEventTerms | None:
    """What the contract in force on the first day says of such leave; only annual leave is."""
    if kind is not LeaveKind.ANNUAL:
        return None
    held = read.one(
        select(Contract)
        .where(Contract.clinician_id == clinician, Contract.start <= first)
        .where(Contract.end.is_(None) | (Contract.end > first))
        .order_by(Contract.start.desc())
    )
    return None if held is None else life_event_terms(load(held.code.value), first)


def _weeks(days: int) -> str:
    weeks, rest = divmod(days, WEEK)
    return count_words(days, "day") if rest or not weeks else count_words(weeks, "week")
