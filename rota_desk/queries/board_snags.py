"""What a meeting has to know of a session that looks used: its day, its room, its people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from models import Clinician
from models.types import ActivityKind, BookingKind
from rota_desk.domain.open_hours import open_hours
from rota_desk.domain.span import midnight
from rota_desk.queries.away_spans import away_spans
from rota_desk.queries.bookings import Standing, standing_bookings
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.sites import RoomFacts
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)


def snags_of(
    read: Reading, week: dt.date, rota: Rota, rooms: Mapping[int, RoomFacts]
) -> Mapping[int, tuple[str, ...]]:
    """Why sessions of a week cannot simply be confirmed, by session.

    Bank holidays, rooms that are closed or held twice, people who are away or on call then
    (rulebook, section G: what the six-week milestone looks at).
    """
    found: dict[int, list[str]] = defaultdict(list)
    days = bank_holidays(read, start=week, end=week + WEEK)
    for number, said in (
        *_on_holidays(rota, days),
        *_in_rooms(read, week, rota, rooms),
        *_of_people(read, week, rota),
    ):
        if said not in found[number]:
            found[number].append(said)
    return {number: tuple(lines) for number, lines in found.items()}


def _on_holidays(rota: Rota, days: Mapping[dt.date, str]) -> Iterator[tuple[int, str]]:
    for session in rota.sessions:
        name = days.get(session.start.date())
        if name:
            yield session.id, f"bank holiday: {name}"


def _in_rooms(
    read: Reading, week: dt.date, rota: Rota, rooms: Mapping[int, RoomFacts]
) -> Iterator[tuple[int, str]]:
    others = standing_bookings(read, begin=midnight(week), until=midnight(week + WEEK))
    held: dict[int, list[Standing]] = defaultdict(list)
    for one in others:
        held[one.booking.room_id].append(one)
    standing: dict[int, list[Session]] = defaultdict(list)
    for session in rota.sessions:
        if session.room_id is not None and rota.stands(session):
            standing[session.room_id].append(session)
    for room, sessions in standing.items():
        for session in sessions:
            yield from ((session.id, said) for said in _met(session, held[room], sessions))
            there = rooms.get(room)
            if there and open_hours(there.hours).outside(session.start, session.end):
                yield session.id, "outside the room's opening hours"


def _met(session: Session, held: list[Standing], sessions: list[Session]) -> Iterator[str]:
    for one in held:
        meets = one.start < session.end and one.end > session.start
        if meets and one.booking.session_id != session.id:
            closed = one.booking.kind is BookingKind.CLOSURE
            title = one.booking.title
            yield f"room closed: {title}" if closed else f"room also held for {title}"
    for other in sessions:
        if other.id != session.id and other.start < session.end and other.end > session.start:
            yield f"room also held for {other.name}"


def _of_people(read: Reading, week: dt.date, rota: Rota) -> Iterator[tuple[int, str]]:
    """Whoever stands on a session and is away, or on call, at the same time."""
    names = {one.id: one.name for one in read.all(select(Clinician))}
    away = list(away_spans(read, first=week, last=week + WEEK - DAY))
    calls = [one for one in rota.sessions if one.kind is ActivityKind.ON_CALL]
    for session in rota.sessions:
        for placed in rota.on.get(session.id, ()):
            who = placed.clinician_id
            if any(
                one.clinician_id == who and one.start < session.end and one.end > session.start
                for one in away
            ):
                yield session.id, f"{names[who]} is away then"
            if session.kind is not ActivityKind.ON_CALL and any(
                one.start < session.end
                and one.end > session.start
                and any(each.clinician_id == who for each in rota.on.get(one.id, ()))
                for one in calls
            ):
                yield session.id, f"{names[who]} is on call then"
