"""The places of a period that nobody fills, session by session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, ClinicalSession, Gap, Room
from models.types import GapState
from rota_desk.queries.cover import FELL, on_days, people_there
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that wants more people than it has."""

    session_id: int
    title: str  # "Endoscopy list, E2"
    start: dt.datetime
    end: dt.datetime
    short: int  # people
    left_open: str = ""  # that it was decided to leave it so, and why


def open_places(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    sessions: Collection[int] | None = None,
) -> tuple[OpenSession, ...]:
    """Every session from `start` until before `end` that is short and has not begun, by time.

    `sessions` asks for some of them alone.
    """
    have = people_there()
    rows = read.rows(
        select(ClinicalSession, Activity.name, Room.code, Gap, have)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Room, Room.id == ClinicalSession.room_id)
        .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
        .where(Activity.needs_cover, ClinicalSession.state.not_in(FELL))
        .where(on_days(start, end), ClinicalSession.start > read.wall)
        .where(ClinicalSession.cover_wanted > have)
        .order_by(ClinicalSession.start, Activity.order, ClinicalSession.id)
    )
    return tuple(
        OpenSession(
            there.id,
            f"{name}, {room}" if room else name,
            there.start,
            there.end,
            there.cover_wanted - count,
            _left_open(gap),
        )
        for there, name, room, gap, count in rows
        if sessions is None or there.id in sessions
    )


def _left_open(gap: Gap | None) -> str:
    if gap is None or gap.state is not GapState.LEFT_OPEN:
        return ""
    return f"left open on purpose: {gap.decision.rstrip('.')}"
