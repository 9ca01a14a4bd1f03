"""When each session was last touched: the number and moment of its newest audit entry.

The number serves calendars as the sequence of an entry. It only ever rises, also where an edit is
undone, because undoing writes an entry of its own; a count kept in the record would fall back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from models import AuditChange, AuditEntry, ClinicalSession
from rota_desk.queries.cover import on_days
from rota_desk.unit_of_work import Reading

AT_ONCE = 5000  # numbers in one statement
LONG_AGO = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - UTC by convention


@dataclass(frozen=True, slots=True)
class Touch:
    """The newest audit entry that concerns a session."""

    number: int = 0
    at: dt.datetime = LONG_AGO  # UTC, without a zone


NEVER = Touch()


def touched_between(read: Reading, *, start: dt.date, end: dt.date) -> Mapping[int, Touch]:
    """The newest entry of each session from `start` until before `end`, people and gaps too."""
    sessions = select(ClinicalSession.id).where(on_days(start, end))
    newest = (
        select(AuditChange.session_id, func.max(AuditChange.entry_id).label("entry"))
        .where(AuditChange.session_id.in_(sessions))
        .group_by(AuditChange.session_id)
        .subquery()
    )
    found = read.rows(
        select(newest.c.session_id, AuditEntry.id, AuditEntry.at).join(
            AuditEntry, AuditEntry.id == newest.c.entry
        )
    )
    return {session: Touch(number, at) for session, number, at in found}


def touched(read: Reading, *, sessions: Iterable[int]) -> Mapping[int, Touch]:
    """The newest entry of sessions by number, also of those that are gone."""
    wanted = sorted(set(sessions))
    found: dict[int, Touch] = {}
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        rows = read.rows(
            select(AuditChange.session_id, func.max(AuditChange.entry_id), func.max(AuditEntry.at))
            .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
            .where(AuditChange.session_id.in_(some))
            .group_by(AuditChange.session_id)
        )
        found.update({session: Touch(number, at) for session, number, at in rows})
    return found
