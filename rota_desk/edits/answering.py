"""An answer for cover and what follows from it, in one step."""

from __future__ import annotations

from models import Clinician, GapAction
from models.types import AskOutcome, AssignmentSource, GapActionKind
from rota_desk.edits.assignments import assign, find_assignment, remove_assignment
from rota_desk.edits.gaps import answer_ask, record_gap_action
from rota_desk.edits.told import agreeing, people_by_name
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def ask_for_cover(
    work: UnitOfWork,
    *,
    session: int,
    kind: GapActionKind,
    clinician: int | None = None,
    whom: str = "",
    answer: str = "",
    outcome: AskOutcome | None = None,
    put_on: bool = True,
) -> int:
    """Log who was asked for a gap; whoever says yes at once is put on it, unless not `put_on`."""
    number = record_gap_action(
        work,
        session=session,
        kind=kind,
        clinician=clinician,
        whom=whom,
        answer=answer,
        outcome=outcome,
    )
    if put_on and clinician is not None and outcome is AskOutcome.ACCEPTED:
        _put_on(work, session, clinician)
    return number


def _put_on(work: UnitOfWork, session: int, who: int) -> None:
    """Put whoever accepted on the session; the step is named for both."""
    label = work.label
    with agreeing(work, people_by_name(work, who)):
        assign(work, session=session, clinician=who, source=AssignmentSource.COVER)
    work.label = f"{label}: {work.label[0].lower()}{work.label[1:]}"


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
    if outcome is AskOutcome.ACCEPTED:
        _put_on(work, session, who)
    else:
        _take_off(work, session, who)


def _take_off(work: UnitOfWork, session: int, who: int) -> None:
    """Take whoever withdrew off the session, where they stand on it."""
    placed = find_assignment(work, session=session, clinician=who)
    if placed is None:
        return
    name, label = work.get(Clinician, who).name, work.label
    with agreeing(work, people_by_name(work, who)):
        remove_assignment(work, assignment=placed.id, text=f"{name} accepted and withdrew")
    work.label = f"{label}: {work.label[0].lower()}{work.label[1:]}"
