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
    stood = as_it_stands(work, [session])[session.id] if state is SessionState.LOCKED else None
    work.add(_step(work, session, state, reason, stood))


def lock_sessions(work: UnitOfWork, sessions: Sequence[ClinicalSession]) -> None:
    """Lock many sessions as they stand."""
    stood = as_it_stands(work, sessions)
    locked = SessionState.LOCKED
    work.add_all([_step(work, one, locked, "", stood[one.id]) for one in sessions])


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
