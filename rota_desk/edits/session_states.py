"""A session comes into a state: one place for all, so that each change keeps its moment."""

from __future__ import annotations

from collections.abc import Sequence

from models import ClinicalSession, Room, SessionStep
from models.base import Json
from models.types import SessionState
from rota_desk.queries.lock_changes import as_it_stands
from rota_desk.queries.picture.bookings import SHARED_ROOMS
from rota_desk.unit_of_work import UnitOfWork


def turn(work: UnitOfWork, session: ClinicalSession, state: SessionState, reason: str) -> None:
    """Bring a session into a state, and keep when, by whom and why."""
    turn_all(work, [session], state, reason)


def turn_all(
    work: UnitOfWork, sessions: Sequence[ClinicalSession], state: SessionState, reason: str
) -> None:
    """Bring many sessions into a state; what is locked is kept as it stands."""
    stood = as_it_stands(work, sessions) if state is SessionState.LOCKED else {}
    work.add_all([_step(work, one, state, reason, stood.get(one.id)) for one in sessions])


def room_freed(work: UnitOfWork, session: ClinicalSession) -> str:
    """What a label says of the room of a session that ends: "; Endoscopy 1 is free"."""
    if session.room_id is None:
        return ""
    room = work.get(Room, session.room_id)
    return "" if room.kind in SHARED_ROOMS else f"; {room.name} is free"


def _step(
    work: UnitOfWork,
    session: ClinicalSession,
    state: SessionState,
    reason: str,
    stood: Json | None,
) -> SessionStep:
    session.state, session.state_reason = state, reason
    session.state_by, session.state_at = work.who, work.stamp
    return SessionStep(
        session_id=session.id,
        state=state,
        at=work.stamp,
        by=work.who,
        reason=reason,
        stood=stood,
    )
