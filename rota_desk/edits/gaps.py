"""The ledger of gaps: opening one where somebody leaves a need behind, and what was tried."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, Clinician, Gap, GapAction
from models.types import AssignmentRole, GapActionKind, GapCause, GapState, SessionState
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words, person_words

STANDING = (
    SessionState.PLANNED,
    SessionState.REALLOCATED,
    SessionState.LOCKED,
    SessionState.RUN,
)


def settle_gap(
    work: UnitOfWork,
    *,
    session: ClinicalSession,
    cause: GapCause = GapCause.UNKNOWN,
    text: str = "",
    clinician: int | None = None,
) -> None:
    """Open, reopen or close the ledger's line of a session after its cover changed."""
    gap = work.one(select(Gap).where(Gap.session_id == session.id))
    if _short(work, session):
        words = text or (person_words(work, clinician) if clinician is not None else "")
        _open(work, gap, session=session, cause=cause, words=words, clinician=clinician)
    elif gap is not None and gap.state is GapState.OPEN:
        gap.state = GapState.FILLED


def note_gap_cause(work: UnitOfWork, *, session: int, cause: GapCause, text: str = "") -> None:
    """Say why a session is uncovered."""
    gap = _gap_of(work, session)
    gap.cause, gap.cause_text = cause, text
    work.label = "Note the cause of a gap"


def record_gap_action(
    work: UnitOfWork,
    *,
    session: int,
    kind: GapActionKind,
    clinician: int | None = None,
    whom: str = "",
    answer: str = "",
) -> int:
    """Log who was asked for a gap, or what was tried, and the answer."""
    gap = _gap_of(work, session)
    name = work.get(Clinician, clinician).name if clinician is not None else whom
    action = GapAction(
        gap_id=gap.id,
        kind=kind,
        at=work.stamp,
        by=work.who,
        clinician_id=clinician,
        whom=name,
        answer=answer,
    )
    work.add(action)
    work.label = f"{kind.value.replace('_', ' ').capitalize()} {name}".strip()
    return action.id


def leave_gap_open(
    work: UnitOfWork, *, session: int, decision: str, decide_by: dt.date | None = None
) -> None:
    """Leave a gap open knowingly, with the decision in words."""
    if not decision.strip():
        raise Refusal("Say why the gap is left open.")
    gap = _gap_of(work, session)
    gap.state, gap.decision, gap.decide_by = GapState.LEFT_OPEN, decision.strip(), decide_by
    there = work.get(ClinicalSession, session)
    work.label = f"Leave the gap of {day_words(there.start.date())} open"


def _short(work: UnitOfWork, session: ClinicalSession) -> bool:
    if session.state not in STANDING or session.cover_wanted == 0:
        return False
    counted = select(func.count(Assignment.id)).where(
        Assignment.session_id == session.id,
        Assignment.role != AssignmentRole.SUPERNUMERARY,
    )
    work.flush()
    return int(work.rows(counted)[0][0]) < session.cover_wanted


def _open(
    work: UnitOfWork,
    gap: Gap | None,
    *,
    session: ClinicalSession,
    cause: GapCause,
    words: str,
    clinician: int | None,
) -> None:
    if gap is None:
        work.add(
            Gap(
                session_id=session.id,
                cause=cause,
                known_at=work.stamp,
                cause_text=words,
                clinician_id=clinician,
            )
        )
    elif gap.state is not GapState.OPEN:
        gap.state, gap.cause, gap.cause_text = GapState.OPEN, cause, words
        gap.known_at, gap.clinician_id = work.stamp, clinician


def _gap_of(work: UnitOfWork, session: int) -> Gap:
    there = work.get(ClinicalSession, session)
    settle_gap(work, session=there)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is None:
        raise Refusal("This session is covered; there is no gap to write about.")
    return gap
