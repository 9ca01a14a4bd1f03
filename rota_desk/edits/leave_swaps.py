"""Leave approved together with the swaps that make it fit: one step, one undo."""

from __future__ import annotations

from collections.abc import Sequence

from models import Assignment, LeaveRequest
from rota_desk.edits.assignments import find_assignment, hand_over, swap_assignments
from rota_desk.edits.leave import approve_leave
from rota_desk.errors import Refusal
from rota_desk.queries.leave_swaps import Help
from rota_desk.queries.life_event import is_owed
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


def approve_with_help(work: UnitOfWork, *, leave: int, helps: Sequence[Help]) -> int:
    """Swap or hand over each session as agreed, then approve; answers how many are left to fill.

    Every colleague has to have agreed; that is the one who does it to say.
    """
    if not helps:
        raise Refusal("Nobody was found to take the sessions. Offer other days, or decline.")
    request = work.get(LeaveRequest, leave)
    if is_owed(work, request) and any(one.theirs is not None for one in helps):
        raise Refusal(
            "No swap may be asked for this leave, which has to be granted."
            " Approve it, and fill what it leaves open."
        )
    for one in helps:
        mine = _standing(work, one.session, request.clinician_id)
        if one.theirs is None:
            hand_over(work, assignment=mine.id, clinician=one.clinician)
        else:
            theirs = _standing(work, one.theirs, one.clinician)
            swap_assignments(work, first=mine.id, second=theirs.id, consent="for leave")
    said = "; ".join(one.text for one in helps)
    left = approve_leave(work, leave=leave, note=f"With swaps: {said}")
    work.label += f" with {count_words(len(helps), 'swap')}"
    return left


def _standing(work: UnitOfWork, session: int, clinician: int) -> Assignment:
    found = find_assignment(work, session=session, clinician=clinician)
    if found is None:
        raise Refusal("The rota has changed since the swap was found. Look at the request again.")
    return found
