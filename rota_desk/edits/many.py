"""One act on many cells of the rota: painting, moving, handing over; each is one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models import Assignment, ClinicalSession, Clinician
from rota_desk.edits.assignments import assign_to_all, hand_over_all
from rota_desk.edits.cells import Carry, carry, clear_cells
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.edits.sessions import cancel_sessions
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody on a session, and the person's day they are carried to."""

    session: int
    assignment: int
    clinician: int
    day: dt.date


def move_many(work: UnitOfWork, *, moves: Sequence[Moved]) -> int:
    """Carry many sessions to other days or people; answers how many. All or none."""
    going = [one for one in moves if not _stays(work, one)]
    if not going:
        raise Refusal("They stand there already. Choose another cell.")
    for one in going:
        carry(
            work,
            session=one.session,
            assignment=one.assignment,
            mode=Carry.MOVE,
            clinician=one.clinician,
            day=one.day,
        )
    work.label = f"Move {count_words(len(going), 'session')}"
    return len(going)


def _stays(work: UnitOfWork, one: Moved) -> bool:
    same = work.get(Assignment, one.assignment).clinician_id == one.clinician
    return same and work.get(ClinicalSession, one.session).start.date() == one.day


def brush_cells(
    work: UnitOfWork, *, fills: Sequence[CellFill] = (), cleared: Sequence[int] = ()
) -> int:
    """Brush over cells in one stroke: take people off, or fill; answers how many were touched."""
    if cleared:
        clear_cells(work, assignments=cleared)
        work.label = f"Rub out {count_words(len(cleared), 'cell')}"
    if fills:
        fill_cells(work, fills=fills)
        work.label = f"Paint {count_words(len(fills), 'cell')}"
    if not fills and not cleared:
        raise Refusal("Nothing was brushed over. Draw over cells in the rows of people.")
    return len(fills) + len(cleared)


def hand_over_many(work: UnitOfWork, *, assignments: Sequence[int], clinician: int) -> int:
    """Put one person in the place of others on many sessions; answers on how many."""
    hand_over_all(work, assignments=assignments, clinician=clinician)
    name = work.get(Clinician, clinician).name
    if len(assignments) > 1:
        work.label = f"Give {count_words(len(assignments), 'session')} to {name}"
    return len(assignments)


def assign_many(work: UnitOfWork, *, sessions: Sequence[int], clinician: int) -> int:
    """Put one person on many sessions; answers on how many."""
    assign_to_all(work, sessions=sessions, clinician=clinician)
    if len(sessions) > 1:
        name = work.get(Clinician, clinician).name
        work.label = f"Put {name} on {count_words(len(sessions), 'session')}"
    return len(sessions)


def cancel_many(work: UnitOfWork, *, sessions: Sequence[int], reason: str) -> int:
    """Cancel many sessions for one reason; answers how many."""
    cancel_sessions(work, sessions=sessions, reason=reason)
    if len(sessions) > 1:
        work.label = f"Cancel {count_words(len(sessions), 'session')}"
    return len(sessions)
