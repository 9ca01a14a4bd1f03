"""Sessions as plans and patterns last put them: what differs from it was changed by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from models import AuditChange, AuditEntry, ClinicalSession
from rota_desk.changes import plain
from rota_desk.unit_of_work import Reading

Facts = Mapping[str, Any]  # columns as the audit trail keeps them
PLANNING = frozenset(
    {
        "build_period",
        "follow_plan",
        "change_plan_from",
        "lay_pattern",
        "take_up_post",
        "give_up_post",
    }
)  # edits
BY_HAND = ("start", "end", "slot", "room_id", "cover_wanted", "points", "note")
AT_ONCE = 500  # numbers in one question


def as_planned(read: Reading, *, sessions: Sequence[int]) -> dict[int, Facts]:
    """The facts of sessions as they were made, or as planning changed them since, by number."""
    found: dict[int, dict[str, Any]] = {}
    for number, after, edit in _written(read, sessions):
        if after is not None and (number not in found or edit in PLANNING):
            found.setdefault(number, {}).update(after)
    return dict(found)


def _written(
    read: Reading, sessions: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    for start in range(0, len(sessions), AT_ONCE):
        rows = read.rows(
            select(AuditChange.record_id, AuditChange.after, AuditEntry.edit)
            .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
            .where(AuditChange.record == ClinicalSession.__tablename__)
            .where(AuditChange.record_id.in_(sessions[start : start + AT_ONCE]))
            .order_by(AuditChange.id)
        )
        yield from ((row[0], row[1], row[2]) for row in rows)


def changed_by_hand(
    session: ClinicalSession, facts: Facts, columns: Iterable[str] = BY_HAND
) -> frozenset[str]:
    """The columns of a session that are not as planning put them."""
    return frozenset(
        column
        for column in columns
        if column in facts and plain(getattr(session, column)) != facts[column]
    )


def planned_day(session: ClinicalSession, facts: Facts) -> dt.date:
    """The day on which planning put a session, wherever it stands now."""
    start = facts.get("start")
    return dt.datetime.fromisoformat(start).date() if start else session.start.date()
