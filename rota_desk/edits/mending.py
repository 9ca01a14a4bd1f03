"""Putting a finding right: one mend is one undoable step."""

from __future__ import annotations

from rota_desk.edits.assignments import find_assignment, hand_over, remove_assignment
from rota_desk.edits.sessions import retime_session
from rota_desk.edits.told import note_agreement
from rota_desk.errors import Refusal
from rota_desk.queries.mends import Mend, MendKind
from rota_desk.unit_of_work import UnitOfWork


def put_right(work: UnitOfWork, *, mend: Mend) -> None:
    """Do a mend: other times, somebody else on it, the person off it, or what was agreed."""
    if mend.kind in (MendKind.LATER_START, MendKind.EARLIER_END):
        retime_session(work, session=mend.session_id, start=mend.start, end=mend.end)
        return
    if mend.kind is MendKind.AGREED:
        note_agreement(work, changes=mend.changes, agreed_by=mend.agreed_by)
        return
    placed = find_assignment(work, session=mend.session_id, clinician=mend.clinician_id)
    if placed is None:
        raise Refusal("That person is not on this session any more. Look at the finding again.")
    if mend.instead is not None:
        hand_over(work, assignment=placed.id, clinician=mend.instead)
    else:
        remove_assignment(work, assignment=placed.id)
