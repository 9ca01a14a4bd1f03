"""What bank and agency owe and are owed: requests without an answer, shifts not passed on."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import ClinicalSession, CoverRequest
from models.types import CoverRequestState
from rota_desk.domain.cover_road import OPEN
from rota_desk.queries.cover import FELL
from rota_desk.queries.due import Deadline, state_of
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words

WEEK = dt.timedelta(weeks=1)


def bank_due(read: Reading) -> Iterator[Deadline]:
    """Requests that wait, due by the first shift; worked shifts, due before the month is out."""
    found = read.rows(
        select(CoverRequest.state, ClinicalSession.start, ClinicalSession.end)
        .join(ClinicalSession, ClinicalSession.id == CoverRequest.session_id)
        .where(CoverRequest.state.in_((*OPEN, CoverRequestState.FILLED)))
        .where(CoverRequest.passed_on.is_(None), ClinicalSession.state.not_in(FELL))
    )
    filled = CoverRequestState.FILLED
    waiting = sorted(start.date() for state, start, _end in found if state is not filled)
    worked = sorted(
        start.date() for state, start, end in found if state is filled and end <= read.wall
    )
    if waiting:
        yield _waiting(read.today, waiting)
    if worked:
        yield _worked(read.today, worked)


def _waiting(today: dt.date, days: list[dt.date]) -> Deadline:
    count, first = len(days), days[0]
    return Deadline(
        kind="bank-answers",
        title=f"{count_words(count, 'bank request')} waiting",
        detail=f"Bank or agency has not filled {'it' if count == 1 else 'them'};"
        f" the first shift {'was' if first < today else 'is'} on {day_words(first)}",
        due=first,
        state=state_of(today, first, WEEK),
        place="bank",
        count=count,
    )


def _worked(today: dt.date, days: list[dt.date]) -> Deadline:
    """Those of earlier months are overdue."""
    count, first = len(days), days[0]
    due = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return Deadline(
        kind="bank-papers",
        title=f"{count_words(count, 'bank shift')} to pass on",
        detail=f"Worked and not passed on for payment; the first was on {day_words(first)}",
        due=due,
        state=state_of(today, due, WEEK),
        place="bank",
        count=count,
    )
