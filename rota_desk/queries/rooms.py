"""Rooms by day: who holds which, when; what clashes, what was released, what is free."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician, Room, Site
from models.types import BookingKind, Repeat, RoomKind, SessionState
from rota_desk.domain.open_hours import open_hours
from rota_desk.domain.overlaps import common_time, overlapping
from rota_desk.domain.points import capacity_of
from rota_desk.domain.room_time import (
    FreeTime,
    Holding,
    HoldingKind,
    RoomHours,
    free_times,
    laid_out,
)
from rota_desk.domain.span import midnight
from rota_desk.domain.times import days_from
from rota_desk.queries.bookings import standing_bookings
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.empty_rooms import Offer, offers
from rota_desk.queries.list_points import training_share
from rota_desk.queries.picture.bookings import promised_kit
from rota_desk.queries.room_ran import facts_of, spare_minutes
from rota_desk.queries.settings import count_setting, time_setting
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

_SATURDAY = 5
BOOKED = (RoomKind.ENDOSCOPY, RoomKind.CLINIC, RoomKind.THEATRE)  # held by one at a time
FALLEN = (SessionState.CANCELLED, SessionState.CLOSED)


@dataclass(frozen=True, slots=True)
class RoomCell:
    """One room on one day."""

    day: dt.date
    holdings: tuple[Holding, ...]
    free: tuple[FreeTime, ...]


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room over the days shown."""

    room_id: int
    code: str
    name: str
    site_id: int
    site: str
    kind: RoomKind
    points_capacity: int
    equipment: str
    hours: str
    cells: tuple[RoomCell, ...]


@dataclass(frozen=True, slots=True)
class RoomDay:
    """The head of a day's column."""

    day: dt.date
    weekend: bool
    holiday: str
    today: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two holdings of one room that share time."""

    room_id: int
    start: dt.datetime
    end: dt.datetime
    words: str


@dataclass(frozen=True, slots=True)
class Roomless:
    """A session that needs a room and has none."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    code: str
    title: str
    who: str
    kind: RoomKind


@dataclass(frozen=True, slots=True)
class RoomDiary:
    """All rooms over some days, grouped by site."""

    days: tuple[RoomDay, ...]
    opens: dt.time
    closes: dt.time
    rooms: tuple[RoomLine, ...]
    clashes: tuple[Clash, ...]
    released: tuple[Holding, ...]
    roomless: tuple[Roomless, ...]


def room_diary(read: Reading, *, start: dt.date, days: int = 1) -> RoomDiary:
    """The rooms of so many days from `start` on: held, clashing, released, free."""
    shown = days_from(start, days)
    end = start + dt.timedelta(days=days)
    rota = standing_rota(read, start=start - dt.timedelta(days=1), end=end)
    names = _names(read)
    found = (*_sessions(read, rota, names), *_bookings(read, start, end))
    hours = _hours_of_rooms(read)
    by_room = {room: laid_out(held) for room, held in _by_room(found).items()}
    lines = [
        _line(room, site, by_room.get(room.id, ()), shown, hours)
        for room, site in _rooms(read, start, end, set(by_room))
    ]
    within = [one for one in found if one.start.date() >= start]
    return RoomDiary(
        days=tuple(_heads(read, shown)),
        opens=hours.opens,
        closes=hours.closes,
        rooms=tuple(lines),
        clashes=tuple(_clashes(lines, by_room, start)),
        released=tuple(sorted(filter(_is_released, within), key=lambda one: one.start)),
        roomless=tuple(_roomless(read, rota, names, start)),
    )


def _is_released(one: Holding) -> bool:
    return one.kind is HoldingKind.RELEASED


def _hours_of_rooms(read: Reading) -> RoomHours:
    opens = time_setting(read, key="rooms.day_starts")
    closes = time_setting(read, key="rooms.day_ends")
    shortest = dt.timedelta(minutes=count_setting(read, key="rooms.shortest_free"))
    return RoomHours(opens, closes if opens < closes else dt.time(23, 59), shortest)


def _names(read: Reading) -> dict[int, str]:
    return {one.id: one.name for one in read.all(select(Clinician))}


def _sessions(read: Reading, rota: Rota, names: dict[int, str]) -> Iterator[Holding]:
    kit, _bookings_kit = promised_kit(read)
    told = offers(read, [one.id for one in rota.sessions if one.state is SessionState.RELEASED])
    share, rooms = training_share(read), {one.id: one for one in read.all(select(Room))}
    spare = spare_minutes(read)
    for session in rota.sessions:
        if session.room_id is None or session.state in FALLEN:
            continue
        released = session.state is SessionState.RELEASED
        room = rooms[session.room_id]
        yield Holding(
            kind=HoldingKind.RELEASED if released else HoldingKind.SESSION,
            room_id=session.room_id,
            start=session.start,
            end=session.end,
            code=session.code,
            title=session.name,
            who=_who(rota, session, names),
            clinicians=tuple(one.clinician_id for one in rota.on.get(session.id, ())),
            tint=session.tint,
            session_id=session.id,
            points=session.points,
            capacity=capacity_of(
                room.points_capacity,
                training=session.training,
                share=share,
                typed=room.training_points,
            ),
            training=session.training,
            kit=kit.get(session.id, ()),
            ran=facts_of(session, spare).words,
            reason=_offered(told.get(session.id, ())) if released else "",
        )


def _offered(given: Sequence[Offer]) -> str:
    said = "; ".join(one.words for one in given)
    return f"offered to {said or 'nobody yet'}"


def _who(rota: Rota, session: Session, names: dict[int, str]) -> str:
    there = [names.get(one.clinician_id, "") for one in rota.on.get(session.id, ())]
    if there:
        return " and ".join(there)
    if session.state is SessionState.RELEASED:
        return f"given up by {names.get(session.owner_id or 0, 'its owner')}"
    return "nobody yet" if session.wanted else ""


def _bookings(read: Reading, start: dt.date, end: dt.date) -> Iterator[Holding]:
    _sessions_kit, kit = promised_kit(read)
    for stands in standing_bookings(read, begin=midnight(start), until=midnight(end)):
        one = stands.booking
        if one.kind is BookingKind.SESSION and one.session_id is not None:
            continue  # the session itself is shown
        closed = one.kind is BookingKind.CLOSURE
        yield Holding(
            kind=HoldingKind(one.kind.value),
            room_id=one.room_id,
            start=stands.start,
            end=stands.end,
            code="Closed" if closed else one.title,
            title="Closed" if closed else one.title,
            who="" if closed or one.booked_by == one.title else one.booked_by,
            booking_id=one.id,
            reason=one.title if closed else one.note,
            kit=kit.get(one.id, ()),
            repeats=one.repeats is not Repeat.NEVER,
        )


def _by_room(found: Iterable[Holding]) -> dict[int, list[Holding]]:
    sorted_out: dict[int, list[Holding]] = defaultdict(list)
    for one in found:
        sorted_out[one.room_id].append(one)
    return sorted_out


def _rooms(
    read: Reading, start: dt.date, end: dt.date, used: set[int]
) -> Iterator[tuple[Room, Site]]:
    """Rooms that are open on one of the days, or that something stands in all the same."""
    for room, site in read.rows(
        select(Room, Site)
        .join(Site, Site.id == Room.site_id)
        .order_by(Site.outlying, Site.name, Room.kind, Room.name)
    ):
        opened = room.opened is None or room.opened < end
        still = room.closed_from is None or room.closed_from > start
        if (opened and still) or room.id in used:
            yield room, site


def _line(
    room: Room,
    site: Site,
    held: Sequence[Holding],
    shown: Sequence[dt.date],
    hours: RoomHours,
) -> RoomLine:
    return RoomLine(
        room_id=room.id,
        code=room.code,
        name=room.name,
        site_id=site.id,
        site=site.name,
        kind=room.kind,
        points_capacity=room.points_capacity,
        equipment=room.equipment,
        hours=room.hours,
        cells=tuple(_cell(room, held, day, hours) for day in shown),
    )


def _cell(
    room: Room,
    held: Sequence[Holding],
    day: dt.date,
    hours: RoomHours,
) -> RoomCell:
    begin, until = midnight(day), midnight(day + dt.timedelta(days=1))
    there = tuple(one for one in held if one.start < until and one.end > begin)
    shut = (room.opened is not None and day < room.opened) or (
        room.closed_from is not None and day >= room.closed_from
    )
    free = () if shut else tuple(free_times(there, day, hours, open_hours(room.hours)))
    return RoomCell(day, there, free)


def _heads(read: Reading, shown: Sequence[dt.date]) -> Iterator[RoomDay]:
    holidays = bank_holidays(read, start=shown[0], end=shown[-1] + dt.timedelta(days=1))
    today = read.today
    for day in shown:
        yield RoomDay(day, day.weekday() >= _SATURDAY, holidays.get(day, ""), day == today)


def _clashes(
    lines: Iterable[RoomLine], by_room: dict[int, tuple[Holding, ...]], start: dt.date
) -> Iterator[Clash]:
    for line in lines:
        taking = [one for one in by_room.get(line.room_id, ()) if one.takes]
        for one, other in overlapping(taking):
            begin, until = common_time(one, other)
            if begin.date() >= start:
                words = (
                    f"{line.name}, {day_words(begin.date())}: {one.title} {one.hours}"
                    f" and {other.title} {other.hours}"
                )
                yield Clash(line.room_id, begin, until, words)


def _roomless(
    read: Reading, rota: Rota, names: dict[int, str], start: dt.date
) -> Iterator[Roomless]:
    kinds = {one.id: one.room_kind for one in read.all(select(Activity))}
    for one in rota.sessions:
        kind = kinds.get(one.activity_id)
        if (
            one.room_id is None
            and kind in BOOKED
            and rota.stands(one)
            and one.start.date() >= start
        ):
            who = _who(rota, one, names)
            yield Roomless(one.id, one.start, one.end, one.code, one.name, who, kind)
