"""Who changed a session, when and why, newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import AuditChange, AuditEntry
from models.restricted import RESTRICTED
from models.types import AuditKind
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a session's history; `at` is wall time."""

    at: dt.datetime
    who: str
    label: str
    reason: str
    kind: AuditKind


def session_history(read: Reading, *, session: int, most: int = 8) -> tuple[HistoryLine, ...]:
    """The last steps that touched a session or the people on it; nothing that is restricted."""
    found = read.all(
        select(AuditEntry)
        .where(
            AuditEntry.id.in_(
                select(AuditChange.entry_id).where(
                    AuditChange.session_id == session, AuditChange.record.not_in(RESTRICTED)
                )
            )
        )
        .order_by(AuditEntry.id.desc())
        .limit(most)
    )
    return tuple(
        HistoryLine(_wall(read, one.at), one.who, one.label, one.reason, one.kind) for one in found
    )


def _wall(read: Reading, at: dt.datetime) -> dt.datetime:
    return at.replace(tzinfo=dt.UTC).astimezone(read.zone).replace(tzinfo=None)
