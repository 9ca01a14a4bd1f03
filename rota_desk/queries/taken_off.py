"""What somebody was taken off because they are away, as the audit trail keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from models import Assignment, AuditChange, AuditEntry, ClinicalSession
from models.types import GapCause
from rota_desk.unit_of_work import Reading

Facts = Mapping[str, Any]  # columns as the audit trail keeps them
FOR_ABSENCE = frozenset({"record_absence", "note_absence", "free_absence", "close_absence"})
FOR_LEAVE = frozenset(
    {
        *("approve_leave", "ask_for_leave", "answer_by_rule", "approve_with_help"),
        *("fix_leave", "take_in_session"),
    }
)


def taken_off_away(
    read: Reading,
    *,
    clinician: int,
    start: dt.datetime,
    end: dt.datetime,
    causes: Collection[GapCause],
) -> dict[int, Facts]:
    """How they stood on the sessions of a wall span that they left last for one of these causes.

    By the session's number. What was handed to somebody else in the same act is left out.
    """
    edits = FOR_ABSENCE if GapCause.ABSENCE in causes else FOR_LEAVE
    rows = read.rows(
        select(AuditChange, AuditEntry.edit)
        .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
        .join(ClinicalSession, ClinicalSession.id == AuditChange.session_id)
        .where(AuditChange.record == Assignment.__tablename__)
        .where(AuditChange.clinician_id == clinician)
        .where(ClinicalSession.start >= start, ClinicalSession.start < end)
        .order_by(AuditChange.id)
    )
    last = {one.session_id: (one, edit) for one, edit in rows if one.session_id is not None}
    left = {
        session: one
        for session, (one, edit) in last.items()
        if one.after is None and one.before and edit in edits
    }
    handed = _handed_over(read, [one.entry_id for one in left.values()])
    return {
        session: one.before or {}
        for session, one in left.items()
        if (one.entry_id, session) not in handed
    }


def _handed_over(read: Reading, entries: Collection[int]) -> frozenset[tuple[int, int | None]]:
    """The sessions to which some acts put somebody."""
    added = select(AuditChange).where(
        AuditChange.entry_id.in_(set(entries)), AuditChange.record == Assignment.__tablename__
    )
    return frozenset((one.entry_id, one.session_id) for one in read.all(added) if one.after)
