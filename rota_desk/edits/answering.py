"""An answer for cover and what follows from it, in one step."""

from __future__ import annotations

from models import GapAction
from models.types import AskOutcome, AssignmentSource
from rota_desk.edits.assignments import assign
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
    """Note what somebody said who was asked; with `session` whoever accepts is put on it."""
    answer_ask(work, action=action, outcome=outcome, words=words)
    if session is None:
        return
    who = work.get(GapAction, action).clinician_id
    if who is None or outcome is not AskOutcome.ACCEPTED:
        raise Refusal("Only somebody of the list who accepts can be put on. Choose who it is.")
    label = work.label
    with agreeing(work, people_by_name(work, who)):
        assign(work, session=session, clinician=who, source=AssignmentSource.COVER)
    work.label = f"{label}: {work.label[0].lower()}{work.label[1:]}"
