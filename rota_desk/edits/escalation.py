"""The ladder of escalation, and going up it for a gap."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from models import ClinicalSession, EscalationStep, LogEntry
from models.types import GapActionKind, LogCategory
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.log import close_log, write_log
from rota_desk.errors import Refusal
from rota_desk.queries.escalation import session_words
from rota_desk.unit_of_work import UnitOfWork

LONGEST = 7 * 24 * 60  # minutes; a step that comes later helps nobody


def save_escalation_step(
    work: UnitOfWork,
    *,
    role: str,
    name: str = "",
    reach: str = "",
    after_minutes: int = 0,
    step: int | None = None,
) -> int:
    """Put a step at the end of the ladder, or change one; answers its number."""
    if not role.strip():
        raise Refusal("Say whom to go to: a role such as duty manager.")
    if not 0 <= after_minutes <= LONGEST:
        raise Refusal("Give the wait in whole minutes, from 0 up to a week.")
    there = work.get(EscalationStep, step) if step is not None else None
    if there is None:
        last = work.rows(select(func.max(EscalationStep.place)))[0][0] or 0
        there = work.add(EscalationStep(place=int(last) + 1, role=role.strip()))
    there.role, there.name = role.strip(), name.strip()
    there.reach, there.after_minutes = reach.strip(), after_minutes
    work.label = f"Escalation: {there.role}"
    return there.id


def move_escalation_step(work: UnitOfWork, *, step: int, by: int) -> None:
    """Move a step up (-1) or down (1) the ladder."""
    there = work.get(EscalationStep, step)
    order = list(
        work.all(select(EscalationStep).order_by(EscalationStep.place, EscalationStep.id))
    )
    here = order.index(there)
    to = here + by
    if not 0 <= to < len(order):
        raise Refusal("It is at that end of the ladder already.")
    order.insert(to, order.pop(here))
    _renumber(order)
    work.label = f"Escalation: {there.role} is step {to + 1}"


def remove_escalation_step(work: UnitOfWork, *, step: int) -> None:
    """Take a step off the ladder; what was logged of it stays."""
    there = work.get(EscalationStep, step)
    role = there.role
    work.remove(there)
    _renumber(work.all(select(EscalationStep).order_by(EscalationStep.place, EscalationStep.id)))
    work.label = f"Escalation: without {role}"


def escalate_gap(work: UnitOfWork, *, session: int, step: int, answer: str = "") -> int:
    """Go to a step of the ladder for a gap: in the gap's ledger, and open in the log.

    What stood open in the log of the steps before is closed: there is one entry to follow.
    Answers the number of the log entry.
    """
    there, what = work.get(EscalationStep, step), work.get(ClinicalSession, session)
    whom = f"{there.role}, {there.name}" if there.name else there.role
    record_gap_action(
        work,
        session=session,
        kind=GapActionKind.ESCALATED,
        whom=whom,
        answer=answer.strip(),
    )
    _close_steps_before(work, session, whom)
    said = f": {answer.strip()}" if answer.strip() else ", no answer yet"
    number = write_log(
        work,
        text=f"{session_words(work, what)} uncovered. Escalated to {whom}{said}",
        category=LogCategory.ESCALATION,
        session=session,
        due=work.today,
    )
    work.label = f"Escalate to {whom}"
    return number


def _close_steps_before(work: UnitOfWork, session: int, whom: str) -> None:
    """Close the entries of this gap's escalation that stand open, each as it was last put."""
    told = select(LogEntry).where(
        LogEntry.session_id == session, LogEntry.category == LogCategory.ESCALATION
    )
    entries = work.all(told.order_by(LogEntry.id))
    corrected = {one.corrects_id for one in entries}
    for one in entries:
        if one.done_at is None and one.id not in corrected:
            close_log(work, entry=one.id, word=f"Gone on to {whom}")


def _renumber(order: Sequence[EscalationStep]) -> None:
    for place, one in enumerate(order, start=1):
        one.place = place
