"""What changed on locked lists, who signed for it, and what nobody signed for yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    LockException,
    Room,
    SessionStep,
)
from models.base import Json
from models.types import SessionState
from rota_desk.queries.cover import FELL, on_days
from rota_desk.queries.moments import wall_time
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class LockChange:
    """A locked list that no longer stands as it was locked; moments are wall time."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    title: str
    locked: dt.datetime
    what: str  # "Dr A Patel, now nobody"
    approver: str = ""  # nobody has signed yet
    reason: str = ""
    signed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    rooms: Mapping[int, str]
    people: Mapping[int, str]
    activities: Mapping[int, str]


def lock_changes(read: Reading, *, start: dt.date, end: dt.date) -> tuple[LockChange, ...]:
    """The changes after the lock of sessions that start in these days, unsigned ones first."""
    locks = _locks(read, start, end)
    there = read.all(select(ClinicalSession).where(ClinicalSession.id.in_(locks)))
    now = as_it_stands(read, there)
    changed = [one for one in there if now[one.id] != locks[one.id].stood]
    if not changed:
        return ()
    signed = _signatures(read, start, end)
    names = _names(read)
    found = [
        _change(read, one, locks[one.id], signed.get(one.id), now[one.id], names)
        for one in changed
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.approver), one.start, one.session_id)))


def _names(read: Reading) -> _Names:
    return _Names(
        {one.id: one.name for one in read.all(select(Room))},
        {one.id: one.name for one in read.all(select(Clinician))},
        {one.id: one.name for one in read.all(select(Activity))},
    )


def as_it_stands(read: Reading, sessions: Sequence[ClinicalSession]) -> dict[int, Json]:
    """What a lock holds fast of each session: room, times, people, and whether it stands."""
    numbers = [one.id for one in sessions]
    people: dict[int, list[int]] = defaultdict(list)
    for session, clinician in read.rows(
        select(Assignment.session_id, Assignment.clinician_id)
        .where(Assignment.session_id.in_(numbers))
        .order_by(Assignment.clinician_id)
    ):
        people[session].append(clinician)
    return {
        one.id: {
            "room": one.room_id,
            "start": one.start.isoformat(),
            "end": one.end.isoformat(),
            "people": people[one.id],
            "stands": one.state not in FELL,
        }
        for one in sessions
    }


def _locks(read: Reading, start: dt.date, end: dt.date) -> dict[int, SessionStep]:
    """The newest lock of each session of these days."""
    found = read.all(
        select(SessionStep)
        .join(ClinicalSession, ClinicalSession.id == SessionStep.session_id)
        .where(on_days(start, end), SessionStep.state == SessionState.LOCKED)
        .order_by(SessionStep.id)
    )
    return {one.session_id: one for one in found}


def _signatures(read: Reading, start: dt.date, end: dt.date) -> dict[int, LockException]:
    """The newest signature for each session of these days."""
    found = read.all(
        select(LockException)
        .join(ClinicalSession, ClinicalSession.id == LockException.session_id)
        .where(on_days(start, end))
        .order_by(LockException.id)
    )
    return {one.session_id: one for one in found}


def _change(  # noqa: PLR0917 - the facts of one line
    read: Reading,
    there: ClinicalSession,
    lock: SessionStep,
    by: LockException | None,
    now: Json,
    names: _Names,
) -> LockChange:
    covers = by is not None and by.at >= lock.at and by.stood == now
    return LockChange(
        session_id=there.id,
        start=there.start,
        end=there.end,
        title=", ".join(
            (names.activities[there.activity_id], names.rooms.get(there.room_id or 0, "no room"))
        ),
        locked=wall_time(read, lock.at),
        what=difference(lock.stood or {}, now, names.rooms, names.people),
        approver=by.approver if by is not None and covers else "",
        reason=by.reason if by is not None and covers else "",
        signed=wall_time(read, by.at) if by is not None and covers else None,
    )


def difference(
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    rooms: Mapping[int, str],
    people: Mapping[int, str],
) -> str:
    """Say what changed between two pictures of a session: "Dr A Patel, now Dr B Khan"."""
    if was["stands"] and not now["stands"]:
        return "no longer runs"
    parts = []
    if was["people"] != now["people"]:
        parts.append(f"{_people(was, people)}, now {_people(now, people)}")
    if was["room"] != now["room"]:
        parts.append(f"{_room(was, rooms)}, now {_room(now, rooms)}")
    if (was["start"], was["end"]) != (now["start"], now["end"]):
        parts.append(f"{_times(was)}, now {_times(now)}")
    return "; ".join(parts)


def _people(stood: Mapping[str, Any], names: Mapping[int, str]) -> str:
    return " and ".join(names.get(one, "somebody") for one in stood["people"]) or "nobody"


def _room(stood: Mapping[str, Any], names: Mapping[int, str]) -> str:
    return names.get(stood["room"], "no room")


def _times(stood: Mapping[str, Any]) -> str:
    start, end = (dt.datetime.fromisoformat(stood[key]) for key in ("start", "end"))
    return f"{start:%d %b %H:%M}–{end:%H:%M}".lstrip("0")
