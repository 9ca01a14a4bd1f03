"""What changed at the desk since a moment, newest first, each with where it can be looked at."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import AuditChange, AuditEntry, ClinicalSession
from models.restricted import ACTUAL_HOURS
from models.types import AuditKind
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading

KINDS = {AuditKind.DO: "", AuditKind.UNDO: "taken back: ", AuditKind.REDO: "done again: "}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One act at the desk."""

    at: dt.datetime  # wall time
    who: str
    words: str
    reason: str
    records: int
    session_id: int | None  # of an act about one session
    clinician_id: int | None
    day: dt.date | None


def changes_since(read: Reading, *, since: dt.datetime, most: int = 60) -> tuple[ChangeLine, ...]:
    """The acts since a wall moment; nothing of hours really worked."""
    stamp = since.replace(tzinfo=read.zone).astimezone(dt.UTC).replace(tzinfo=None)
    entries = read.all(
        select(AuditEntry).where(AuditEntry.at >= stamp).order_by(AuditEntry.id.desc()).limit(most)
    )
    changed: dict[int, list[AuditChange]] = defaultdict(list)
    numbers = [one.id for one in entries]
    for one in read.all(select(AuditChange).where(AuditChange.entry_id.in_(numbers))):
        changed[one.entry_id].append(one)
    return tuple(
        _line(read, one, changed[one.id])
        for one in entries
        if not any(change.record in ACTUAL_HOURS for change in changed[one.id])
    )


def _line(read: Reading, entry: AuditEntry, changes: Sequence[AuditChange]) -> ChangeLine:
    sessions = {one.session_id for one in changes if one.session_id is not None}
    people = {one.clinician_id for one in changes if one.clinician_id is not None}
    only = next(iter(sessions)) if len(sessions) == 1 else None
    session = read.find(ClinicalSession, only) if only is not None else None
    return ChangeLine(
        at=wall_time(read, entry.at),
        who=entry.who,
        words=f"{KINDS[entry.kind]}{entry.label}",
        reason=entry.reason,
        records=len(changes),
        session_id=session.id if session else None,
        clinician_id=next(iter(people)) if len(people) == 1 else None,
        day=session.start.date() if session else None,
    )
