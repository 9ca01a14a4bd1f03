"""Adding, changing and ending sessions: the need itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import QueryableAttribute

from models import Activity, Assignment, ClinicalSession, Clinician, Gap, Room
from models.base import Base
from models.types import GapState, SessionSource, SessionState, Slot
from rota_desk.domain.times import span_on
from rota_desk.edits.assignments import session_words
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.session_states import room_freed, turn, turn_all
from rota_desk.edits.standing import those_on
from rota_desk.edits.told import Noted, note_change, note_changes
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def add_session(
    work: UnitOfWork,
    *,
    activity: int,
    day: dt.date,
    starts: dt.time | None = None,
    ends: dt.time | None = None,
    slot: Slot | None = None,
    room: int | None = None,
    cover_wanted: int | None = None,
    source: SessionSource = SessionSource.HAND,
    owner: int | None = None,
    note: str = "",
) -> int:
    """Add a session on a day, at the activity's own times unless others are given."""
    kind = work.get(Activity, activity)
    if room is not None:
        work.get(Room, room)
    if owner is not None:
        work.get(Clinician, owner)
    start, end = span_on(day, starts or kind.starts, ends or kind.ends)
    wanted = kind.cover_wanted if cover_wanted is None else cover_wanted
    _refuse_below_none(wanted)
    session = ClinicalSession(
        activity_id=activity,
        start=start,
        end=end,
        slot=slot or kind.slot,
        room_id=room,
        cover_wanted=wanted if kind.needs_cover else 0,
        source=source,
        owner_id=owner,
        note=note,
    )
    work.add(session)
    settle_gap(work, session=session)
    note_change(work, session=session, clinician=owner, what=f"{kind.name} added")
    work.label = f"Add {session_words(work, session)}"
    return session.id


def remove_session(work: UnitOfWork, *, session: int) -> None:
    """Remove a session and everybody on it, as if it had never been planned."""
    remove_sessions(work, sessions=[work.get(ClinicalSession, session)])


def remove_sessions(work: UnitOfWork, *, sessions: Sequence[ClinicalSession]) -> None:
    """Remove sessions and everybody on them, as if they had never been planned."""
    named = named_sessions(work, (one.id for one in sessions))
    for there in (one for one in sessions if one.id in named):
        refuse_named(work, there)
    by_number = {one.id: one for one in sessions}
    placed = work.among(Assignment, Assignment.session_id, by_number)
    note_changes(
        work,
        [Noted(by_number[one.session_id], one.clinician_id, "session removed") for one in placed],
    )
    labels = [f"Remove {session_words(work, one)}" for one in sessions[:1]]
    work.remove_all(sessions)
    work.label = labels[0] if labels else work.label


def cancel_session(work: UnitOfWork, *, session: int, reason: str) -> None:
    """Cancel a session with its reason; whoever stood there is free."""
    cancel_sessions(work, sessions=[session], reason=reason)


def cancel_sessions(work: UnitOfWork, *, sessions: Sequence[int], reason: str) -> None:
    """Cancel many sessions for one reason; whoever stood there is free."""
    _end(work, sessions, SessionState.CANCELLED, reason)


def close_session(work: UnitOfWork, *, session: int, reason: str) -> None:
    """Close a session that will not run."""
    _end(work, [session], SessionState.CLOSED, reason)


def plan_again(work: UnitOfWork, *, session: int) -> None:
    """Put a cancelled, released or closed session back to planned."""
    there = work.get(ClinicalSession, session)
    if there.state is SessionState.PLANNED:
        raise Refusal("This session is planned already.")
    turn(work, there, SessionState.PLANNED, "")
    settle_gap(work, session=there)
    work.label = f"Plan {session_words(work, there)} again"


def retime_session(
    work: UnitOfWork, *, session: int, start: dt.datetime, end: dt.datetime
) -> None:
    """Give a session other times; both are wall times."""
    if end <= start:
        raise Refusal("A session has to end after it starts. Check both times.")
    there = work.get(ClinicalSession, session)
    there.start, there.end = start, end
    _raise_sequences(work, session)
    settle_gap(work, session=there)
    for placed in those_on(work, session):
        note_change(work, session=there, clinician=placed.clinician_id, what="times changed")
    work.label = f"Change the times of {session_words(work, there)}"


def note_session(work: UnitOfWork, *, session: int, note: str) -> None:
    """Write a note on a session."""
    there = work.get(ClinicalSession, session)
    there.note = note.strip()
    work.label = f"Note on {session_words(work, there)}"


def set_cover(work: UnitOfWork, *, session: int, wanted: int) -> None:
    """Say how many are needed on a session."""
    _refuse_below_none(wanted)
    there = work.get(ClinicalSession, session)
    there.cover_wanted = wanted
    settle_gap(work, session=there)
    work.label = f"Change the cover of {session_words(work, there)}"


def _refuse_below_none(wanted: int) -> None:
    if wanted < 0:
        raise Refusal("Cover cannot be below none.")


def _end(work: UnitOfWork, numbers: Sequence[int], state: SessionState, reason: str) -> None:
    if not numbers:
        raise Refusal("No session is chosen. Choose the sessions to cancel.")
    if not reason.strip():
        raise Refusal(f"Say why the session is {state.value}.")
    there = {one.id: one for one in work.get_all(ClinicalSession, numbers)}
    turn_all(work, list(there.values()), state, reason.strip())
    placed = work.among(Assignment, Assignment.session_id, there)
    note_changes(
        work, [Noted(there[one.session_id], one.clinician_id, state.value) for one in placed]
    )
    work.remove_all(placed)
    for gap in work.among(Gap, Gap.session_id, there):
        gap.state = GapState.CLOSED
    first = there[numbers[0]]
    free = room_freed(work, first) if len(there) == 1 else ""
    work.label = f"{state.value.capitalize()}: {session_words(work, first)}{free}"


def _raise_sequences(work: UnitOfWork, session: int) -> None:
    for placed in those_on(work, session):
        placed.sequence += 1
        placed.changed_at = work.stamp


def is_named(work: UnitOfWork, session: ClinicalSession) -> bool:
    """Whether a record that stays, such as a claim or a swap, names the session."""
    return bool(named_sessions(work, [session.id]))


def refuse_named(work: UnitOfWork, session: ClinicalSession) -> NoReturn:
    """Say that a session cannot be removed, because a record that stays names it."""
    raise Refusal(
        f"{session_words(work, session)} is named by a claim, a swap or a booking and cannot be "
        "removed. Cancel it instead."
    )


def named_sessions(work: UnitOfWork, sessions: Iterable[int]) -> set[int]:
    """The sessions that a record that stays, such as a claim or a swap, names."""
    numbers = tuple(sessions)
    return {
        number
        for column in _naming()
        for (number,) in work.rows_among(select(column), column, numbers)
    }


@cache
def _naming() -> tuple[QueryableAttribute[int], ...]:
    """Where records that stay name a session."""
    return tuple(
        getattr(mapper.class_, attribute.key)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        for key in attribute.columns[0].foreign_keys
        if key.column.table.name == ClinicalSession.__tablename__ and key.ondelete != "CASCADE"
    )
