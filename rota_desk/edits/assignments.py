"""Putting people on sessions, and taking, moving and swapping them."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Swap
from models.types import Accounting, AssignmentRole, AssignmentSource, GapCause, SwapState
from rota_desk.edits.gaps import STANDING, settle_gap
from rota_desk.edits.told import note_change
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


def assign(
    work: UnitOfWork,
    *,
    session: int,
    clinician: int,
    role: AssignmentRole = AssignmentRole.LEAD,
    source: AssignmentSource = AssignmentSource.HAND,
    accounting: Accounting = Accounting.PLANNED,
) -> int:
    """Put a clinician on a session; answers the assignment's number."""
    there, person = work.get(ClinicalSession, session), work.get(Clinician, clinician)
    refuse_unless_standing(there)
    if find_assignment(work, session=session, clinician=clinician) is not None:
        raise Refusal(f"{person.name} is on this session already.")
    placed = Assignment(
        session_id=session,
        clinician_id=clinician,
        uid=new_uid(),
        role=role,
        source=source,
        accounting=accounting,
        changed_at=work.stamp,
    )
    work.add(placed)
    settle_gap(work, session=there)
    note_change(work, session=there, clinician=clinician, what=f"{person.name} added")
    work.label = f"Assign {person.name} to {session_words(work, there)}"
    return placed.id


def remove_assignment(
    work: UnitOfWork,
    *,
    assignment: int,
    cause: GapCause = GapCause.UNKNOWN,
    text: str = "",
) -> None:
    """Take a clinician off a session; the need stays, in the ledger, with its cause."""
    placed = work.get(Assignment, assignment)
    there = work.get(ClinicalSession, placed.session_id)
    person = work.get(Clinician, placed.clinician_id)
    work.remove(placed)
    settle_gap(work, session=there, cause=cause, text=text, clinician=person.id)
    note_change(work, session=there, clinician=person.id, what=f"{person.name} taken off")
    work.label = f"Take {person.name} off {session_words(work, there)}"


def move_assignment(work: UnitOfWork, *, assignment: int, to_session: int) -> int:
    """Move a clinician from one session to another; answers the assignment's number."""
    placed = work.get(Assignment, assignment)
    if placed.session_id == to_session:
        raise Refusal("That is the session where they are already. Choose another.")
    here, there = (
        work.get(ClinicalSession, placed.session_id),
        work.get(ClinicalSession, to_session),
    )
    refuse_unless_standing(there)
    person = work.get(Clinician, placed.clinician_id)
    if find_assignment(work, session=to_session, clinician=person.id) is not None:
        raise Refusal(f"{person.name} is on that session already.")
    placed.session_id = to_session
    _moved(work, placed)
    settle_gap(work, session=here, cause=GapCause.MOVED, clinician=person.id)
    settle_gap(work, session=there)
    note_change(work, session=here, clinician=person.id, what=f"{person.name} moved away")
    note_change(work, session=there, clinician=person.id, what=f"{person.name} moved here")
    work.label = f"Move {person.name} to {session_words(work, there)}"
    return placed.id


def hand_over(work: UnitOfWork, *, assignment: int, clinician: int) -> int:
    """Put another clinician in somebody's place on the same session."""
    placed, person = work.get(Assignment, assignment), work.get(Clinician, clinician)
    if placed.clinician_id == clinician:
        raise Refusal(f"{person.name} is on this session already.")
    if find_assignment(work, session=placed.session_id, clinician=clinician) is not None:
        raise Refusal(f"{person.name} is on this session already.")
    there = work.get(ClinicalSession, placed.session_id)
    refuse_unless_standing(there)
    before = work.get(Clinician, placed.clinician_id)
    role, source = placed.role, AssignmentSource.COVER
    work.remove(placed)
    fresh = Assignment(
        session_id=there.id,
        clinician_id=clinician,
        uid=new_uid(),
        role=role,
        source=source,
        changed_at=work.stamp,
    )
    work.add(fresh)
    note_change(work, session=there, clinician=before.id, what=f"{before.name} taken off")
    note_change(work, session=there, clinician=clinician, what=f"{person.name} added")
    work.label = f"Give {session_words(work, there)} to {person.name}"
    return fresh.id


def swap_assignments(work: UnitOfWork, *, first: int, second: int, consent: str = "") -> int:
    """Exchange the clinicians of two sessions in one act; answers the swap's number."""
    one, other = work.get(Assignment, first), work.get(Assignment, second)
    if one.clinician_id == other.clinician_id:
        raise Refusal("A swap needs two people. Choose somebody else's session.")
    if one.session_id == other.session_id:
        raise Refusal("Both are on the same session; there is nothing to swap.")
    swap = Swap(
        first_clinician_id=one.clinician_id,
        second_clinician_id=other.clinician_id,
        first_session_id=one.session_id,
        second_session_id=other.session_id,
        state=SwapState.AGREED,
        agreed_at=work.stamp,
        consent=consent,
    )
    exchange(work, one, other)
    work.add(swap)
    return swap.id


def exchange(work: UnitOfWork, one: Assignment, other: Assignment) -> None:
    """Let two people stand on each other's session, and tell both."""
    for number in (one.session_id, other.session_id):
        refuse_unless_standing(work.get(ClinicalSession, number))
    mine, theirs = work.get(Clinician, one.clinician_id), work.get(Clinician, other.clinician_id)
    _refuse_double(work, mine, other.session_id)
    _refuse_double(work, theirs, one.session_id)
    one.session_id, other.session_id = other.session_id, one.session_id
    for placed in (one, other):
        placed.source = AssignmentSource.SWAP
        _moved(work, placed)
    for placed in (other, one):
        there = work.get(ClinicalSession, placed.session_id)
        note_change(work, session=there, clinician=mine.id, what=f"swapped with {theirs.name}")
        note_change(work, session=there, clinician=theirs.id, what=f"swapped with {mine.name}")
    work.label = f"Swap {mine.name} and {theirs.name}"


def give_away(work: UnitOfWork, placed: Assignment, *, clinician: int) -> None:
    """Let somebody take a session over by agreement, nothing coming back."""
    fresh = hand_over(work, assignment=placed.id, clinician=clinician)
    work.get(Assignment, fresh).source = AssignmentSource.SWAP


def change_role(work: UnitOfWork, *, assignment: int, role: AssignmentRole) -> None:
    """Say whether the clinician leads, trains or is supernumerary there."""
    placed = work.get(Assignment, assignment)
    placed.role = role
    _moved(work, placed)
    there = work.get(ClinicalSession, placed.session_id)
    settle_gap(work, session=there)
    note_change(work, session=there, clinician=placed.clinician_id, what="role changed")
    work.label = f"Change a role on {session_words(work, there)}"


def find_assignment(work: UnitOfWork, *, session: int, clinician: int) -> Assignment | None:
    """The assignment of a clinician on a session, if there is one."""
    return work.one(
        select(Assignment).where(
            Assignment.session_id == session, Assignment.clinician_id == clinician
        )
    )


def refuse_unless_standing(session: ClinicalSession) -> None:
    """Nobody can be put on a session that was cancelled, released or closed."""
    if session.state not in STANDING:
        raise Refusal(
            f"This session was {session.state.value}. Plan it again before putting anybody on it."
        )


def session_words(work: UnitOfWork, session: ClinicalSession) -> str:
    """A session in a label: "Endoscopy list, Tue 10 Nov"."""
    activity = work.get(Activity, session.activity_id)
    return f"{activity.name}, {day_words(session.start.date())}"


def new_uid() -> str:
    """A calendar identity that follows the assignment for ever."""
    return f"{uuid4().hex}@rota-desk"


def _moved(work: UnitOfWork, placed: Assignment) -> None:
    placed.sequence += 1
    placed.changed_at = work.stamp


def _refuse_double(work: UnitOfWork, person: Clinician, session: int) -> None:
    if find_assignment(work, session=session, clinician=person.id) is not None:
        raise Refusal(f"{person.name} is on that session already.")
