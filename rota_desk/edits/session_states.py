"""A session comes into a state: one place for all, so that each change keeps its moment."""

from __future__ import annotations

from collections.abc import Sequence

from models import ClinicalSession, SessionStep
from models.base import Json
from models.types import SessionState
from rota_desk.queries.lock_changes import as_it_stands
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
