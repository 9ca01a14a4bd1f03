"""The ledger of gaps: opening one where somebody leaves a need behind, and what was tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import func, select

from models import Assignment, ClinicalSession, Clinician, Gap, GapAction
from models.types import AskOutcome, GapActionKind, GapCause, GapState, SessionState
from rota_desk.errors import Refusal
from rota_desk.queries.asks import ASKS
from rota_desk.queries.cover import counts
from rota_desk.queries.day_cover import lacks_whom_is_asked
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

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
    left = {} if clinician is None else {session.id: (clinician,)}
    settle_gaps(work, sessions=[session], cause=cause, text=text, left=left)


def settle_gaps(
    work: UnitOfWork,
    *,
    sessions: Sequence[ClinicalSession],
    cause: GapCause = GapCause.UNKNOWN,
    text: str = "",
    left: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> None:
    """Open, reopen or close the lines of many sessions; `left` names who went from each.

    What was left open knowingly stays so, with its cause, until somebody else goes.
    """
    missing = _missing(work, sessions)
    gaps = {gap.session_id: gap for gap in work.among(Gap, Gap.session_id, missing)}
    openers = {
        number: _opener(left.get(number, ()), short)
        for number, short in missing.items()
        if short > 0 and not _is_open(gaps.get(number))
        if number in left or cause is not GapCause.UNKNOWN or not _is_left(gaps.get(number))
    }
    names = names_of(work, (who for who in openers.values() if who is not None))
    for number, gap in gaps.items():
        if missing[number] <= 0 and (_is_open(gap) or _is_left(gap)):
            gap.state = GapState.FILLED
    fresh = []
    for number, who in openers.items():
        line = gaps.get(number) or Gap(session_id=number, cause=cause, known_at=work.stamp)
        line.state, line.cause, line.clinician_id = GapState.OPEN, cause, who
        line.known_at, line.cause_text = work.stamp, text or names.get(who or 0, "")
        fresh.append(line)
    work.add_all(fresh)


def names_of(work: UnitOfWork, clinicians: Iterable[int]) -> dict[int, str]:
    """The names of clinicians by their numbers."""
    return {one.id: one.name for one in work.among(Clinician, Clinician.id, clinicians)}


def _is_open(gap: Gap | None) -> bool:
    return gap is not None and gap.state is GapState.OPEN


def _is_left(gap: Gap | None) -> bool:
    return gap is not None and gap.state is GapState.LEFT_OPEN


def _opener(left: Sequence[int], short: int) -> int | None:
    """Whose going left the need: the first after whom there were too few."""
    return left[max(len(left) - short, 0)] if left else None


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
    outcome: AskOutcome | None = None,
) -> int:
    """Log who was asked for a gap, or what was tried, and the answer if there is one yet."""
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
        outcome=outcome,
        answered_at=work.stamp if outcome is not None else None,
    )
    work.add(action)
    work.label = f"{kind.value.replace('_', ' ').capitalize()} {name}".strip()
    return action.id


def answer_ask(work: UnitOfWork, *, action: int, outcome: AskOutcome, words: str = "") -> None:
    """Note what somebody who was asked said, now; an answer given before is taken back by it."""
    there = work.get(GapAction, action)
    if there.kind not in ASKS:
        raise Refusal("Only who was asked, or was offered it, can answer. Log a note instead.")
    if outcome is AskOutcome.WITHDRAWN and there.outcome is not AskOutcome.ACCEPTED:
        raise Refusal("They have not accepted yet, so there is nothing to withdraw.")
    there.outcome, there.answered_at = outcome, work.stamp
    there.answer = words.strip() or there.answer
    work.label = f"{there.whom or 'Somebody'}: {outcome.value.replace('_', ' ')}"


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


def _missing(work: UnitOfWork, sessions: Sequence[ClinicalSession]) -> dict[int, int]:
    """How many are missing from each session; none from one that wants nobody or has fallen."""
    work.flush()
    counted = (
        select(Assignment.session_id, func.count(Assignment.id))
        .where(counts())
        .group_by(Assignment.session_id)
    )
    numbers = [one.id for one in sessions]
    there = dict(work.rows_among(counted, Assignment.session_id, numbers))
    wanted = {one.id: one.cover_wanted if one.state in STANDING else 0 for one in sessions}
    return {number: wants - there.get(number, 0) for number, wants in wanted.items()}


def _gap_of(work: UnitOfWork, session: int) -> Gap:
    there = work.get(ClinicalSession, session)
    settle_gap(work, session=there)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is None and lacks_whom_is_asked(work, there):
        gap = work.add(Gap(session_id=session, cause=GapCause.UNKNOWN, known_at=work.stamp))
    if gap is None:
        raise Refusal("This session is covered; there is no gap to write about.")
    return gap
