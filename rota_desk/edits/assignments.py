"""Putting people on sessions, and taking, moving and swapping them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Swap
from models.types import Accounting, AssignmentRole, AssignmentSource, GapCause, SwapState
from rota_desk.edits.gaps import STANDING, names_of, settle_gap, settle_gaps
from rota_desk.edits.told import Noted, agreeing, note_change, note_changes, people_by_name
from rota_desk.errors import Refusal
from rota_desk.queries.supernumerary import beside_on
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
    placed = assign_to_all(
        work,
        sessions=[session],
        clinician=clinician,
        role=role,
        source=source,
        accounting=accounting,
    )
    return placed[0].id


def assign_to_all(
    work: UnitOfWork,
    *,
    sessions: Sequence[int],
    clinician: int,
    role: AssignmentRole = AssignmentRole.LEAD,
    source: AssignmentSource = AssignmentSource.HAND,
    accounting: Accounting = Accounting.PLANNED,
) -> list[Assignment]:
    """Put a clinician on many sessions at once; all or none."""
    if not sessions:
        raise Refusal("No session is chosen. Choose gaps, or sessions that want somebody.")
    there = work.get_all(ClinicalSession, sessions)
    person = work.get(Clinician, clinician)
    for one in there:
        refuse_unless_standing(one)
    if _on_any(work, [one.id for one in there], clinician):
        raise Refusal(f"{person.name} is on this session already.")
    placed = [
        Assignment(
            session_id=one.id,
            clinician_id=clinician,
            uid=new_uid(),
            role=role,
            source=source,
            accounting=accounting,
            changed_at=work.stamp,
        )
        for one in there
    ]
    work.add_all(placed)
    settle_gaps(work, sessions=there)
    note_changes(work, [Noted(one, clinician, f"{person.name} added") for one in there])
    work.label = f"Assign {person.name} to {session_words(work, there[0])}"
    return placed


def remove_assignment(
    work: UnitOfWork,
    *,
    assignment: int,
    cause: GapCause = GapCause.UNKNOWN,
    text: str = "",
) -> None:
    """Take a clinician off a session; the need stays, in the ledger, with its cause."""
    remove_assignments(work, assignments=[assignment], cause=cause, text=text)


def remove_assignments(
    work: UnitOfWork,
    *,
    assignments: Sequence[int],
    cause: GapCause = GapCause.UNKNOWN,
    text: str = "",
) -> list[ClinicalSession]:
    """Take clinicians off their sessions at once; answers the sessions, each once."""
    if not assignments:
        raise Refusal("Nobody is planned there. Choose a cell with somebody in it.")
    placed = work.get_all(Assignment, assignments)
    sessions = {
        one.id: one
        for one in work.among(
            ClinicalSession, ClinicalSession.id, (one.session_id for one in placed)
        )
    }
    names = names_of(work, (one.clinician_id for one in placed))
    left: dict[int, list[int]] = {}
    for one in placed:
        left.setdefault(one.session_id, []).append(one.clinician_id)
    work.remove_all(placed)
    settle_gaps(work, sessions=list(sessions.values()), cause=cause, text=text, left=left)
    note_changes(
        work,
        [
            Noted(
                sessions[one.session_id],
                one.clinician_id,
                f"{names[one.clinician_id]} taken off",
            )
            for one in placed
        ],
    )
    first = placed[0]
    there = session_words(work, sessions[first.session_id])
    work.label = f"Take {names[first.clinician_id]} off {there}"
    return list(sessions.values())


def _on_any(work: UnitOfWork, sessions: Sequence[int], clinician: int) -> bool:
    """Whether somebody is on any of these sessions."""
    theirs = select(Assignment.id).where(Assignment.clinician_id == clinician)
    return bool(work.rows_among(theirs, Assignment.session_id, sessions))


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
    return hand_over_all(work, assignments=[assignment], clinician=clinician)[0].id


def hand_over_all(
    work: UnitOfWork, *, assignments: Sequence[int], clinician: int
) -> list[Assignment]:
    """Put another clinician in the place of others on their sessions; all or none."""
    if not assignments:
        raise Refusal("Nobody is planned there. Choose cells with somebody in them.")
    placed = work.get_all(Assignment, assignments)
    person = work.get(Clinician, clinician)
    numbers = [one.session_id for one in placed]
    if len(set(numbers)) < len(numbers) or _on_any(work, numbers, clinician):
        raise Refusal(f"{person.name} is on this session already.")
    there = {one.id: one for one in work.among(ClinicalSession, ClinicalSession.id, numbers)}
    for session in there.values():
        refuse_unless_standing(session)
    names = names_of(work, (one.clinician_id for one in placed))
    fresh = [
        Assignment(
            session_id=one.session_id,
            clinician_id=clinician,
            uid=new_uid(),
            role=one.role,
            source=AssignmentSource.COVER,
            changed_at=work.stamp,
        )
        for one in placed
    ]
    notes = [
        Noted(there[one.session_id], number, words)
        for one in placed
        for number, words in (
            (one.clinician_id, f"{names[one.clinician_id]} taken off"),
            (clinician, f"{person.name} added"),
        )
    ]
    work.remove_all(placed)
    work.add_all(fresh)
    settle_gaps(work, sessions=list(there.values()))
    note_changes(work, notes)
    work.label = f"Give {session_words(work, there[numbers[0]])} to {person.name}"
    return fresh


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
    both = one.clinician_id, other.clinician_id
    with agreeing(work, people_by_name(work, *both) if consent.strip() else {}):
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
        settle_gap(work, session=there)
    work.label = f"Swap {mine.name} and {theirs.name}"


def change_role(work: UnitOfWork, *, assignment: int, role: AssignmentRole) -> None:
    """Say whether the clinician leads, trains or is supernumerary there."""
    placed = work.get(Assignment, assignment)
    there = work.get(ClinicalSession, placed.session_id)
    _refuse_beside(work, placed.clinician_id, there)
    placed.role = role
    _moved(work, placed)
    settle_gap(work, session=there)
    note_change(work, session=there, clinician=placed.clinician_id, what="role changed")
    work.label = f"Change a role on {session_words(work, there)}"


def _refuse_beside(work: UnitOfWork, clinician: int, session: ClinicalSession) -> None:
    """Whoever is supernumerary by the day is so on every session."""
    told = beside_on(work, day=session.start.date()).get(clinician)
    if told is not None:
        name = work.get(Clinician, clinician).name
        raise Refusal(f"{name} is {told}. End that on People first.")


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
