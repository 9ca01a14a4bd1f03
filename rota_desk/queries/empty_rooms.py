"""Rooms that will stand empty: why, what they hold, until when, who was offered them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import Gap, GapAction, RoomBooking
from models.types import GapActionKind, Milestone, SessionState
from rota_desk.domain.said import day as day_words
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of
from rota_desk.queries.board_lines import FALLEN, concerns
from rota_desk.queries.bookings import standing_bookings
from rota_desk.queries.moments import wall_time
from rota_desk.queries.sites import RoomFacts, room_list
from rota_desk.queries.six_four_two import decide_on
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading


class Empty(StrEnum):
    """Why a room will stand empty."""

    RELEASED = "released, to be taken"
    NOBODY = "nobody on it yet"
    ENDED = "will not run, the room is free"


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom a room was offered, when, and what they said."""

    whom: str
    day: dt.date
    answer: str

    @property
    def words(self) -> str:
        """The offer with its answer, for the desk alone: "Surgery, Tue 10 Nov: by Friday"."""
        said = f"{self.whom}, {day_words(self.day)}"
        return f"{said}: {self.answer}" if self.answer else said


@dataclass(frozen=True, slots=True)
class EmptyRoom:
    """A room at a time at which, as things stand, nobody will be in it."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    room: RoomFacts
    title: str  # what it was for
    empty: Empty
    decide_by: dt.date | None  # the next milestone's last day; None where it is past
    offered: tuple[Offer, ...]  # while it is released


@dataclass(frozen=True, slots=True)
class EmptyRooms:
    """What stands empty in some days, half-open."""

    start: dt.date
    end: dt.date
    rooms: tuple[EmptyRoom, ...]

    def count(self, empty: Empty) -> int:
        """How many stand empty for a reason."""
        return sum(one.empty is empty for one in self.rooms)


def empty_rooms(read: Reading, *, start: dt.date, end: dt.date) -> EmptyRooms:
    """Every session's room that nobody will use, of the days from `start` until before `end`.

    Nothing is left out silently: what was released and is not taken yet, what stands with nobody,
    and what was cancelled or closed while no other holds the room.
    """
    rooms = {one.room_id: one for one in room_list(read)}
    rota = standing_rota(read, start=start, end=end)
    lent = {
        one.session_id
        for one in read.all(select(RoomBooking).where(RoomBooking.session_id.is_not(None)))
    }
    taken, told = _taken(read, rota, start, end), offers(read, [one.id for one in rota.sessions])
    found = []
    for session in rota.sessions:
        empty = _why(session, rota) if concerns(session, rooms) else None
        if empty is None or session.id in lent or session.start < read.wall:
            continue
        if empty is Empty.ENDED and _is_held(session, taken):
            continue
        found.append(
            EmptyRoom(
                session_id=session.id,
                start=session.start,
                end=session.end,
                room=rooms[session.room_id or 0],
                title=session.name,
                empty=empty,
                decide_by=_decide_by(read, session.start.date()),
                offered=told.get(session.id, ()) if empty is Empty.RELEASED else (),
            )
        )
    return EmptyRooms(start, end, tuple(sorted(found, key=lambda one: (one.start, one.room.code))))


def offers(read: Reading, sessions: Iterable[int]) -> Mapping[int, tuple[Offer, ...]]:
    """To whom each session was offered, the first first."""
    found: dict[int, list[Offer]] = defaultdict(list)
    for session, one in read.rows(
        select(Gap.session_id, GapAction)
        .join(GapAction, GapAction.gap_id == Gap.id)
        .where(Gap.session_id.in_(list(sessions)), GapAction.kind == GapActionKind.OFFERED)
        .order_by(GapAction.at, GapAction.id)
    ):
        found[session].append(Offer(one.whom, wall_time(read, one.at).date(), one.answer))
    return {session: tuple(lines) for session, lines in found.items()}


def _why(session: Session, rota: Rota) -> Empty | None:
    if session.state is SessionState.RELEASED:
        return Empty.RELEASED
    if session.state in FALLEN:
        return Empty.ENDED
    return Empty.NOBODY if session.wanted and not rota.counted(session.id) else None


def _taken(
    read: Reading, rota: Rota, start: dt.date, end: dt.date
) -> Mapping[int, list[tuple[dt.datetime, dt.datetime]]]:
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    for one in rota.sessions:
        if one.room_id is not None and rota.stands(one):
            found[one.room_id].append((one.start, one.end))
    for held in standing_bookings(read, begin=midnight(start), until=midnight(end)):
        found[held.booking.room_id].append((held.start, held.end))
    return found


def _is_held(session: Session, taken: Mapping[int, list[tuple[dt.datetime, dt.datetime]]]) -> bool:
    return any(
        start < session.end and end > session.start
        for start, end in taken.get(session.room_id or 0, ())
    )


def _decide_by(read: Reading, day: dt.date) -> dt.date | None:
    """The last day of the next milestone that the week still has."""
    week = monday_of(day)
    days = [
        decide_on(read, week=week, milestone=milestone)
        for milestone in (Milestone.SIX, Milestone.FOUR, Milestone.TWO)
    ]
    return next((one for one in days if one >= read.today), None)
