"""Putting an entry down somewhere on the rota, whatever the rows are."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Post, PostHolding
from rota_desk.edits.assignments import assign, hand_over, move_assignment, swap_assignments
from rota_desk.edits.cells import Carry, carry, plan_again_on
from rota_desk.edits.rooms import put_session_in_room
from rota_desk.edits.sessions import retime_session
from rota_desk.errors import Refusal
from rota_desk.queries.sheet import By, Entry, EntryKind
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


def put_down(
    work: UnitOfWork,
    *,
    entry: Entry,
    by: By,
    row: int,
    day: dt.date,
    onto: Entry | None,
    mode: Carry,
) -> None:
    """Put an entry on a row and a day: a person's, a post's holder's, a room's, an activity's.

    `onto` is what stands there already, if anything.
    """
    if entry.session_id is None:
        raise Refusal(f"{entry.title} is changed where it was recorded, not on the rota.")
    if by in {By.PERSON, By.POST}:
        person = _holder(work, row, day) if by is By.POST else row or entry.clinician_id
        carry(
            work,
            session=entry.session_id,
            assignment=entry.assignment_id,
            mode=mode,
            clinician=person,
            day=day,
            onto_session=onto.session_id if onto else None,
            onto_assignment=onto.assignment_id if onto else None,
        )
    elif onto is not None and onto.session_id not in {None, entry.session_id}:
        _onto_session(work, entry, onto, mode)
    elif by is By.ROOM:
        _into_room(work, entry, row, day, mode)
    else:
        _along_activity(work, entry, row, day, mode)


def put_person(work: UnitOfWork, *, clinician: int, onto: Entry | None) -> None:
    """Put a person, picked up by their name, on what stands in a cell."""
    if onto is None or onto.session_id is None:
        raise Refusal("There is no session to put anybody on. Type a code to plan one.")
    if onto.assignment_id is None:
        assign(work, session=onto.session_id, clinician=clinician)
    else:
        hand_over(work, assignment=onto.assignment_id, clinician=clinician)


def _holder(work: UnitOfWork, post: int, day: dt.date) -> int:
    """Who holds a post on a day."""
    held = work.one(
        select(PostHolding)
        .where(PostHolding.post_id == post, PostHolding.start <= day)
        .where(PostHolding.end.is_(None) | (PostHolding.end > day))
    )
    if held is None:
        name = work.get(Post, post).name
        raise Refusal(f"Nobody holds {name} on {day_words(day)}. Say who does under People.")
    return held.clinician_id


def _onto_session(work: UnitOfWork, entry: Entry, onto: Entry, mode: Carry) -> None:
    """Put the entry's person on another session, or exchange both sessions' people."""
    if entry.assignment_id is None:
        raise Refusal("Nobody stands on it. Carry a person onto it instead.")
    target = onto.session_id or 0
    if mode is Carry.SWAP:
        if onto.assignment_id is None:
            raise Refusal("A swap needs somebody on both sides. Drop it on somebody's session.")
        swap_assignments(work, first=entry.assignment_id, second=onto.assignment_id)
    elif mode is Carry.COPY:
        person = work.get(Assignment, entry.assignment_id).clinician_id
        assign(work, session=target, clinician=person)
    else:
        move_assignment(work, assignment=entry.assignment_id, to_session=target)
        if onto.kind is EntryKind.WORK:
            work.label = f"{work.label}, beside who is there"


def _into_room(work: UnitOfWork, entry: Entry, room: int, day: dt.date, mode: Carry) -> None:
    """Move or repeat a session in a room, on that day."""
    session = work.get(ClinicalSession, entry.session_id or 0)
    _only_moved(mode)
    if mode is Carry.COPY:
        fresh = plan_again_on(work, session=session, person=entry.clinician_id, day=day)
        session = work.get(ClinicalSession, fresh)
    elif not _to_day(work, session, day) and session.room_id == room:
        raise Refusal("It stands there already. Choose another room or day.")
    if session.room_id != room:
        put_session_in_room(work, session=session.id, room=room)


def _along_activity(
    work: UnitOfWork, entry: Entry, activity: int, day: dt.date, mode: Carry
) -> None:
    session = work.get(ClinicalSession, entry.session_id or 0)
    if session.activity_id != activity:
        there, here = work.get(Activity, activity), work.get(Activity, session.activity_id)
        raise Refusal(
            f"It is {here.name}, that row is {there.name}. "
            "Drop the person on one of its sessions, or stay in the row."
        )
    _only_moved(mode)
    if mode is Carry.COPY:
        plan_again_on(work, session=session, person=entry.clinician_id, day=day)
    elif not _to_day(work, session, day):
        raise Refusal("It stands there already. Choose another day.")


def _only_moved(mode: Carry) -> None:
    if mode is Carry.SWAP:
        raise Refusal("A swap needs somebody on both sides. Drop it on somebody's session.")


def _to_day(work: UnitOfWork, session: ClinicalSession, day: dt.date) -> bool:
    apart = day - session.start.date()
    if not apart:
        return False
    retime_session(work, session=session.id, start=session.start + apart, end=session.end + apart)
    return True
