"""Adding, changing and ending sessions: the need itself."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Gap, Room
from models.base import Base
from models.types import GapState, SessionSource, SessionState, Slot
from rota_desk.domain.times import span_on
from rota_desk.edits.assignments import session_words
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.session_states import turn
from rota_desk.edits.told import note_change
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
    there = work.get(ClinicalSession, session)
    words = session_words(work, there)
    if is_named(work, there):
        raise Refusal(
            f"{words} is named by a claim, a swap or a booking and cannot be removed. "
            "Cancel it instead."
        )
    for placed in _assignments(work, session):
        note_change(work, session=there, clinician=placed.clinician_id, what="session removed")
    work.remove(there)
    work.label = f"Remove {words}"


def cancel_session(work: UnitOfWork, *, session: int, reason: str) -> None:
    """Cancel a session with its reason; whoever stood there is free."""
    _end(work, session, SessionState.CANCELLED, reason)


def close_session(work: UnitOfWork, *, session: int, reason: str) -> None:
    """Close a session that will not run."""
    _end(work, session, SessionState.CLOSED, reason)


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
    for placed in _assignments(work, session):
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


def _end(work: UnitOfWork, session: int, state: SessionState, reason: str) -> None:
    if not reason.strip():
        raise Refusal(f"Say why the session is {state.value}.")
    there = work.get(ClinicalSession, session)
    turn(work, there, state, reason.strip())
    for placed in _assignments(work, session):
        note_change(work, session=there, clinician=placed.clinician_id, what=state.value)
        work.remove(placed)
    gap = work.one(select(Gap).where(Gap.session_id == session))
    if gap is not None:
        gap.state = GapState.CLOSED
    work.label = f"{state.value.capitalize()}: {session_words(work, there)}"


def _assignments(work: UnitOfWork, session: int) -> list[Assignment]:
    return list(work.all(select(Assignment).where(Assignment.session_id == session)))


def _raise_sequences(work: UnitOfWork, session: int) -> None:
    for placed in _assignments(work, session):
        placed.sequence += 1
        placed.changed_at = work.stamp


def is_named(work: UnitOfWork, session: ClinicalSession) -> bool:
    """Whether a record that stays, such as a claim or a swap, names the session."""
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            for key in attribute.columns[0].foreign_keys:
                if key.column.table.name == "clinical_session" and key.ondelete != "CASCADE":
                    there = getattr(mapper.class_, attribute.key) == session.id
                    if work.one(select(mapper.class_).where(there)) is not None:
                        return True
    return False
