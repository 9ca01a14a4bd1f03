"""The room diary: who holds what, clashes, free time, released sessions, closures."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models.types import BookingKind, RoomKind, SessionState
from rota_desk.desk import Desk
from rota_desk.domain.room_time import HoldingKind
from rota_desk.queries.free_rooms import free_rooms
from rota_desk.queries.rooms import room_diary


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def test_a_day_of_a_room_shows_who_holds_it_and_what_is_free(desk: Desk) -> None:
    room = build.a_room(desk)
    person = build.a_clinician(desk, contract=None)
    build.a_list(desk, on=[person], room=room)
    build.a_booking(desk, room, at(MONDAY, "13:30"), at(MONDAY, "17:00"))
    diary = desk.ask(room_diary, start=MONDAY)
    (line,) = diary.rooms
    (cell,) = line.cells
    assert (line.name, line.site, line.points_capacity) == ("Room E1", "North", 12)
    assert [one.words for one in cell.holdings] == [
        "Endoscopy list 08:30–12:30, Dr A Patel",
        "Stoma clinic 13:30–17:00, another service",
    ]
    assert [one.hours for one in cell.free] == ["12:30–13:30", "17:00–18:00"]


def test_overlapping_holdings_clash_and_stand_in_lanes(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_list(desk, room=room)
    build.a_booking(desk, room, at(MONDAY, "12:00"), at(MONDAY, "14:00"))
    diary = desk.ask(room_diary, start=MONDAY)
    assert [one.words for one in diary.clashes] == [
        "Room E1, Mon 9 Nov: Endoscopy list 08:30–12:30 and Stoma clinic 12:00–14:00"
    ]
    holdings = diary.rooms[0].cells[0].holdings
    assert [(one.lane, one.lanes, one.clash) for one in holdings] == [
        (0, 2, "Stoma clinic 12:00–14:00"),
        (1, 2, "Endoscopy list 08:30–12:30"),
    ]


def test_what_touches_does_not_clash(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_list(desk, room=room)
    build.a_booking(desk, room, at(MONDAY, "12:30"), at(MONDAY, "14:00"))
    diary = desk.ask(room_diary, start=MONDAY)
    assert (diary.clashes, [one.lanes for one in diary.rooms[0].cells[0].holdings]) == ((), [1, 1])


def test_a_released_session_shows_and_leaves_its_room_free(desk: Desk) -> None:
    room = build.a_room(desk)
    owner = build.a_clinician(desk, contract=None)
    session = build.a_session(
        desk, "EN", MONDAY, room=room, owner=owner, state=SessionState.RELEASED
    )
    diary = desk.ask(room_diary, start=MONDAY)
    assert [(one.session_id, one.kind, one.who) for one in diary.released] == [
        (session.id, HoldingKind.RELEASED, "given up by Dr A Patel")
    ]
    assert [one.hours for one in diary.rooms[0].cells[0].free] == ["08:00–18:00"]
    assert diary.clashes == ()


def test_a_session_without_its_room_is_listed(desk: Desk) -> None:
    build.a_room(desk)
    session = build.a_list(desk)
    diary = desk.ask(room_diary, start=MONDAY)
    assert [(one.session_id, one.kind) for one in diary.roomless] == [
        (session.id, RoomKind.ENDOSCOPY)
    ]


def test_a_closure_takes_the_room_and_says_why(desk: Desk) -> None:
    room = build.a_room(desk)
    build.a_booking(
        desk,
        room,
        at(MONDAY, "00:00"),
        at(MONDAY, "24:00"),
        kind=BookingKind.CLOSURE,
        title="Deep clean",
    )
    diary = desk.ask(room_diary, start=MONDAY, days=2)
    first, second = diary.rooms[0].cells
    assert [one.words for one in first.holdings] == ["Closed 00:00–24:00, closed, Deep clean"]
    assert first.free == ()
    assert len(second.free) == 1


def test_a_night_before_still_holds_the_morning(desk: Desk) -> None:
    room = build.a_room(desk, "W", kind=RoomKind.WARD)
    build.a_session(desk, "NT", MONDAY - dt.timedelta(days=1), room=room)
    diary = desk.ask(room_diary, start=MONDAY)
    cell = diary.rooms[0].cells[0]
    assert ([one.code for one in cell.holdings], [one.hours for one in cell.free]) == (
        ["NT"],
        ["09:00–18:00"],
    )


def test_free_rooms_are_found_by_kind_site_and_time(desk: Desk) -> None:
    north, south = build.a_site(desk), build.a_site(desk, "S", "South")
    taken = build.a_room(desk, "E1", site=north)
    build.a_room(desk, "E2", site=south)
    build.a_room(desk, "C1", kind=RoomKind.CLINIC, site=north)
    build.a_list(desk, room=taken)
    start, end = at(MONDAY, "12:00"), at(MONDAY, "13:00")
    every = desk.ask(free_rooms, start=start, end=end)
    endoscopy = desk.ask(free_rooms, start=start, end=end, kind=RoomKind.ENDOSCOPY)
    north_only = desk.ask(free_rooms, start=start, end=end, site=north.id)
    later = desk.ask(free_rooms, start=at(MONDAY, "12:30"), end=end, kind=RoomKind.ENDOSCOPY)
    assert [[one.code for one in each] for each in (every, endoscopy, north_only, later)] == [
        ["C1", "E2"],
        ["E2"],
        ["C1"],
        ["E1", "E2"],
    ]
