"""Edits of cells of the rota: clearing and carrying, one step each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician
from rota_desk.edits.assignments import (
    assign,
    hand_over,
    move_assignment,
    remove_assignments,
    swap_assignments,
)
from rota_desk.edits.sessions import add_session, remove_sessions, retime_session
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words


class Carry(StrEnum):
    """What is done with an entry that is carried to another cell."""

    MOVE = "move"
    COPY = "copy"
    SWAP = "swap"


def clear_cells(work: UnitOfWork, *, assignments: Sequence[int]) -> int:
    """Take the people off; needs that must be covered stay as gaps, the rest goes with them."""
    sessions = remove_assignments(work, assignments=assignments)
    label = work.label
    free = {one.id: one for one in sessions if one.cover_wanted == 0}
    still = work.rows_among(select(Assignment.session_id), Assignment.session_id, free)
    left = free.keys() - {number for (number,) in still}
    remove_sessions(work, sessions=[one for number, one in free.items() if number in left])
    few = len(assignments) == 1
    work.label = label if few else f"Clear {count_words(len(assignments), 'cell')}"
    return len(assignments)


def carry(
    work: UnitOfWork,
    *,
    session: int,
    assignment: int | None,
    mode: Carry,
    clinician: int | None,
    day: dt.date,
    onto_session: int | None = None,
    onto_assignment: int | None = None,
) -> None:
    """Carry a session or the person on it to another cell: a person's day, or a session there.

    Onto another person it is handed over (or shared, when copied), onto another day it is
    retimed, onto a gap the person moves there, onto somebody's session with SWAP both change.
    """
    if mode is Carry.SWAP:
        _swap(work, assignment, onto_assignment)
    elif assignment is None:
        _offer(work, session, clinician, day)
    elif onto_session is not None and onto_assignment is None:
        _onto_gap(work, assignment, onto_session, mode)
    elif clinician is not None:
        _onto_person(work, session, assignment, mode, clinician=clinician, day=day)
    else:
        raise Refusal("Nothing can be put there. Drop it on a person's day or on a gap.")


def _swap(work: UnitOfWork, first: int | None, second: int | None) -> None:
    if first is None or second is None:
        raise Refusal("A swap needs somebody on both sides. Drop it on another person's session.")
    swap_assignments(work, first=first, second=second)


def _offer(work: UnitOfWork, session: int, clinician: int | None, day: dt.date) -> None:
    there = work.get(ClinicalSession, session)
    if clinician is None:
        raise Refusal("Drop the session on a person.")
    if there.start.date() != day:
        raise Refusal(f"This session is on {day_words(there.start.date())}. Drop it there.")
    assign(work, session=session, clinician=clinician)


def _onto_gap(work: UnitOfWork, assignment: int, session: int, mode: Carry) -> None:
    if mode is Carry.COPY:
        assign(work, session=session, clinician=work.get(Assignment, assignment).clinician_id)
    else:
        move_assignment(work, assignment=assignment, to_session=session)


def _onto_person(
    work: UnitOfWork, session: int, assignment: int, mode: Carry, *, clinician: int, day: dt.date
) -> None:
    there, placed = work.get(ClinicalSession, session), work.get(Assignment, assignment)
    person = work.get(Clinician, clinician)
    apart = day - there.start.date()
    if mode is Carry.COPY and apart:
        plan_again_on(work, session=there, person=clinician, day=day)
        return
    if mode is Carry.COPY:
        assign(work, session=session, clinician=clinician)
        return
    if not apart and placed.clinician_id == clinician:
        raise Refusal(f"{person.name} is there already. Choose another cell.")
    if placed.clinician_id != clinician:
        hand_over(work, assignment=assignment, clinician=clinician)
    if apart:
        retime_session(work, session=session, start=there.start + apart, end=there.end + apart)
        work.label = f"Move a session to {person.name}, {day_words(day)}"


def plan_again_on(
    work: UnitOfWork, *, session: ClinicalSession, person: int | None, day: dt.date
) -> int:
    """Plan the same work again on another day, with somebody or as a gap; answers its number."""
    fresh = add_session(
        work,
        activity=session.activity_id,
        day=day,
        starts=session.start.time(),
        ends=session.end.time(),
        slot=session.slot,
        room=session.room_id,
        owner=person,
    )
    if person is not None:
        assign(work, session=fresh, clinician=person)
    return fresh
