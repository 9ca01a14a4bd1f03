"""An answer for cover and what follows from it, in one step."""

from __future__ import annotations

from models import Clinician, GapAction
from models.types import AskOutcome, AssignmentSource
from rota_desk.edits.assignments import assign, find_assignment, remove_assignment
from rota_desk.edits.gaps import answer_ask
from rota_desk.edits.told import agreeing, people_by_name
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def answer_for_cover(
    work: UnitOfWork,
    *,
    action: int,
    outcome: AskOutcome,
    words: str = "",
    session: int | None = None,
) -> None:
    """Note what somebody said who was asked.

    With `session` whoever accepts is put on it, and whoever withdraws is taken off it again.
    """
    answer_ask(work, action=action, outcome=outcome, words=words)
    if session is None:
        return
    who = work.get(GapAction, action).clinician_id
    if who is None or outcome not in {AskOutcome.ACCEPTED, AskOutcome.WITHDRAWN}:
        raise Refusal("Only somebody of the list who accepts can be put on. Choose who it is.")
    label = work.label
    with agreeing(work, people_by_name(work, who)):
        if outcome is AskOutcome.ACCEPTED:
            assign(work, session=session, clinician=who, source=AssignmentSource.COVER)
        elif not _taken_off(work, session, who):
            return
    work.label = f"{label}: {work.label[0].lower()}{work.label[1:]}"


def _taken_off(work: UnitOfWork, session: int, who: int) -> bool:
    """Take whoever withdrew off the session; False when they do not stand there."""
    placed = find_assignment(work, session=session, clinician=who)
    if placed is not None:
        name = work.get(Clinician, who).name
        remove_assignment(work, assignment=placed.id, text=f"{name} accepted and withdrew")
    return placed is not None
