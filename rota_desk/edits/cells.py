"""Edits of cells of the rota: filling, clearing, pasting and carrying, one step each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician
from models.types import Slot
from rota_desk.edits.assignments import (
    assign,
    find_assignment,
    hand_over,
    move_assignment,
    remove_assignment,
    swap_assignments,
)
from rota_desk.edits.gaps import STANDING
from rota_desk.edits.sessions import add_session, remove_session, retime_session
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words


class Carry(StrEnum):
    """What is done with an entry that is carried to another cell."""

    MOVE = "move"
    COPY = "copy"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class CellFill:
    """One code for one person's day, as it is typed or pasted."""

    clinician: int
    day: dt.date
    slot: Slot | None  # None: the activity's own
    code: str
    over: bool = False  # what the person has in the same part of the day gives way


def fill_cell(
    work: UnitOfWork,
    *,
    clinician: int,
    day: dt.date,
    slot: Slot | None,
    code: str,
    over: bool = False,
) -> int:
    """Put a person on an activity by its code; answers the assignment's number.

    An uncovered session of that activity, day and slot is filled first; otherwise one is added.
    With `over` their other work in that part of the day gives way: its need stays as a gap.
    """
    activity = _activity(work, code)
    wanted = slot if activity.slot in {Slot.AM, Slot.PM} and slot in {Slot.AM, Slot.PM} else None
    if over:
        same, others = _work_in(work, clinician, activity.id, day, wanted or activity.slot)
        if others:
            clear_cells(work, assignments=others)
        if same is not None:
            return same
    session = _uncovered(work, activity.id, day, wanted or activity.slot, clinician)
    if session is None:
        starts, ends = _times(activity, wanted)
        session = add_session(
            work,
            activity=activity.id,
            day=day,
            starts=starts,
            ends=ends,
            slot=wanted or activity.slot,
            owner=clinician,
        )
    return assign(work, session=session, clinician=clinician)


def fill_cells(work: UnitOfWork, *, fills: Sequence[CellFill]) -> int:
    """Fill many cells in one step; answers how many were filled. All or none."""
    for fill in fills:
        fill_cell(
            work,
            clinician=fill.clinician,
            day=fill.day,
            slot=fill.slot,
            code=fill.code,
            over=fill.over,
        )
    work.label = f"Fill {count_words(len(fills), 'cell')}"
    return len(fills)


def clear_cells(work: UnitOfWork, *, assignments: Sequence[int]) -> int:
    """Take the people off; needs that must be covered stay as gaps, the rest goes with them."""
    if not assignments:
        raise Refusal("Nobody is planned there. Choose a cell with somebody in it.")
    label = ""
    for number in assignments:
        placed = work.get(Assignment, number)
        session = work.get(ClinicalSession, placed.session_id)
        remove_assignment(work, assignment=number)
        label = work.label
        if session.cover_wanted == 0 and _nobody(work, session.id):
            remove_session(work, session=session.id)
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


def _activity(work: UnitOfWork, code: str) -> Activity:
    activity = work.one(select(Activity).where(func.lower(Activity.code) == code.strip().lower()))
    if activity is None:
        raise Refusal(f'No activity has the code "{code.strip()}". Choose one from the list.')
    return activity


def _times(activity: Activity, slot: Slot | None) -> tuple[dt.time, dt.time]:
    """The activity's times, moved to the other half day when it is planned there."""
    if slot is None or slot is activity.slot:
        return activity.starts, activity.ends
    half = {Slot.AM: -1, Slot.PM: 1}[slot]
    shift = dt.timedelta(hours=_HALF_DAY * half)
    return _shifted(activity.starts, shift), _shifted(activity.ends, shift)


_HALF_DAY = 5  # hours from a morning list's start to an afternoon one's, 08:30 to 13:30


def _shifted(clock: dt.time, by: dt.timedelta) -> dt.time:
    return (dt.datetime.combine(dt.date.min + dt.timedelta(days=1), clock) + by).time()


def _uncovered(
    work: UnitOfWork, activity: int, day: dt.date, slot: Slot, clinician: int
) -> int | None:
    """The first session there that is short of somebody, this person not being one of them."""
    work.flush()
    begin = dt.datetime.combine(day, dt.time())
    found = work.rows(
        select(ClinicalSession.id)
        .outerjoin(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(ClinicalSession.activity_id == activity, ClinicalSession.slot == slot)
        .where(ClinicalSession.start >= begin)
        .where(ClinicalSession.start < begin + dt.timedelta(days=1))
        .where(ClinicalSession.state.in_(STANDING))
        .group_by(ClinicalSession.id)
        .having(func.count(Assignment.id) < ClinicalSession.cover_wanted)
        .order_by(ClinicalSession.id)
    )
    for (session,) in found:
        if find_assignment(work, session=session, clinician=clinician) is None:
            return int(session)
    return None


def _work_in(
    work: UnitOfWork, clinician: int, activity: int, day: dt.date, slot: Slot
) -> tuple[int | None, list[int]]:
    """A person's assignment to an activity in a part of a day, if any, and their others there."""
    begin = dt.datetime.combine(day, dt.time())
    found = work.rows(
        select(Assignment.id, ClinicalSession.activity_id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == clinician, ClinicalSession.slot == slot)
        .where(ClinicalSession.start >= begin)
        .where(ClinicalSession.start < begin + dt.timedelta(days=1))
        .where(ClinicalSession.state.in_(STANDING))
        .order_by(Assignment.id)
    )
    same = next((number for number, of in found if of == activity), None)
    return same, [number for number, _of in found if number != same]


def _count(work: UnitOfWork, session: int) -> int:
    work.flush()
    counted = select(func.count(Assignment.id)).where(Assignment.session_id == session)
    return int(work.rows(counted)[0][0])


def _nobody(work: UnitOfWork, session: int) -> bool:
    return _count(work, session) == 0


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
