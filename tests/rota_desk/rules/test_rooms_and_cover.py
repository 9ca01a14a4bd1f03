"""What the rules of rooms and cover measure, whole: where, how much, about whom, the words."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from build import at

from rota_desk.domain.facts import Asking, Booking, Duty, DutyKind, Person, Trainee
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.ways import UNKNOWN, Ways
from rota_desk.rules.contract import Terms, load
from rota_desk.rules.cover.missing_skill import MissingSkill
from rota_desk.rules.cover.unsupervised_trainee import UnsupervisedTrainee
from rota_desk.rules.rooms.double_booked_kit import DoubleBookedKit
from rota_desk.rules.rooms.no_time_to_travel import NoTimeToTravel
from rota_desk.rules.rooms.overfull_list import OverfullList
from rota_desk.rules.rooms.shut_room import ShutRoom
from rota_desk.rules.rule import About, DepartmentRule, Measure
from rota_desk.rules.screening.duties import no_time_to_travel

DAY = dt.date(2026, 11, 4)
NINE, ONE, TWO, SIX = (at(DAY, clock) for clock in ("09:00", "13:00", "14:00", "18:00"))
TERMS: Terms = None  # type: ignore[assignment]  # these rules ask nothing of the terms


def rota(**known: Any) -> Snapshot:  # noqa: ANN401 - facts by name
    return Snapshot(ZoneInfo("Europe/London"), DAY, DAY + dt.timedelta(days=3), **known)


def found(rule: DepartmentRule, **known: Any) -> list[Measure]:  # noqa: ANN401 - facts by name
    return list(rule.measure(rota(**known), TERMS))


def test_a_grade_that_is_lacking_names_its_activity_sessions_and_people() -> None:
    lacks = Asking(NINE, ONE, 2, 1, 1, 3, "ST with ALS", 7, "Ward round", (40, 41))
    bare = Asking(TWO, SIX, 1, 0, 1, 2, "F")
    met = Asking(NINE, ONE, 1, 1, 0, 3, "F", 7, "Ward round", (40,))
    assert found(MissingSkill(), askings=(met, lacks, bare)) == [
        Measure(
            NINE,
            ONE,
            1,
            about=About(session_ids=(40, 41), name="Ward round"),
            note="Ward round asks for 2 ST with ALS and has 1 among 3",
        ),
        Measure(TWO, SIX, 1, about=About(), note="session asks for 1 F and has 0 among 2"),
    ]
    assert dict(MissingSkill.says) == {"": "{note}, {span}"}


def test_a_trainee_alone_is_named_with_session_and_room() -> None:
    alone = Trainee(3, "Dr Amberley", 40, NINE, ONE, trained=False, activity="Clinic", room_id=5)
    led = Trainee(3, "Dr Amberley", 41, TWO, SIX, trained=True, activity="Clinic")
    bare = Trainee(4, "Dr Birch", 42, TWO, SIX, trained=False)
    assert found(UnsupervisedTrainee(), trainees=(led, alone, bare)) == [
        Measure(
            NINE,
            ONE,
            1,
            about=About(session_ids=(40,), room_id=5, name="Dr Amberley", clinician_id=3),
            note="Dr Amberley on Clinic",
        ),
        Measure(
            TWO,
            SIX,
            1,
            about=About(session_ids=(42,), name="Dr Birch", clinician_id=4),
            note="Dr Birch on a session",
        ),
    ]
    assert dict(UnsupervisedTrainee.says) == {
        "": "{note}, {span}: nobody beside them who may do it alone"
    }


def test_kit_in_two_rooms_names_both_and_the_minutes_they_share() -> None:
    first = Booking(3, NINE, TWO, "List", "Theatre 3", session_id=40, kit=("Stack", "C-arm"))
    second = Booking(4, ONE, SIX, "Clinic", "Room 4", kit=("C-arm", "Stack"))
    same = Booking(3, NINE, ONE, "Repair", "Theatre 3", kit=("C-arm",))
    note = "List in Theatre 3 and Clinic in Room 4"
    assert found(DoubleBookedKit(), bookings=(second, first, same)) == [
        Measure(ONE, TWO, 60, about=About((40,), room_id=3, name=kit), note=note)
        for kit in ("C-arm", "Stack")
    ]
    assert dict(DoubleBookedKit.says) == {"": "{note} need it at once for {measured}, {span}"}


def test_points_of_a_list_are_held_against_its_capacity() -> None:
    bookings = (
        Booking(3, NINE, ONE, "Morning", "Room 3", session_id=40, points=13, capacity=11),
        Booking(4, TWO, SIX, "Afternoon", "Room 4", points=5, capacity=12),
        Booking(5, TWO, SIX, "No points", "Room 5", capacity=12),
        Booking(6, TWO, SIX, "No capacity", "Room 6", points=12),
    )
    assert found(OverfullList(), bookings=bookings) == [
        Measure(NINE, ONE, 2, about=About((40,), room_id=3, name="Room 3"),
                note="Morning with 13 points of 11"),
        Measure(TWO, SIX, 0, about=About((), room_id=4, name="Room 4"),
                note="Afternoon with 5 points of 12"),
    ]  # fmt: skip
    assert dict(OverfullList.says) == {"": "{note}, {measured} over, {span}"}


def test_a_room_in_use_while_shut_names_what_stands_there() -> None:
    bookings = (
        Booking(3, NINE, ONE, "Clinic", "Room 3", session_id=40, closed=30),
        Booking(4, NINE, ONE, "Open", "Room 4"),
        Booking(5, TWO, SIX, "", "Room 5", closed=1),
    )
    assert found(ShutRoom(), bookings=bookings) == [
        Measure(NINE, ONE, 30, about=About((40,), room_id=3, name="Room 3"), note="Clinic"),
        Measure(TWO, SIX, 1, about=About((), room_id=5, name="Room 5"), note="A booking"),
    ]
    assert dict(ShutRoom.says) == {
        "": "{note} is outside the room's opening hours for {measured}, {span}"
    }


def duty(start: dt.datetime, end: dt.datetime, site: int | None, **more: Any) -> Duty:  # noqa: ANN401 - facts by name
    return Duty(1, start, end, activity=more.pop("activity", "List"), site_id=site, **more)


def travels(*duties: Duty) -> list[Measure]:
    there = rota(
        people=(Person(1, "Dr Amberley"),), duties=duties, ways=Ways({}, {(1, 2): 75}, 30)
    )
    return list(NoTimeToTravel().measure(there.timelines[0], TERMS))


def test_too_little_time_between_sites_tells_both_duties_and_the_way() -> None:
    before, after = duty(NINE, ONE, 1), duty(TWO, SIX, 2, activity="Clinic")
    assert travels(before, after) == [
        Measure(
            ONE,
            TWO,
            15,
            duties=(before, after),
            note="60 min from List to Clinic at another site, 75 min away",
        )
    ]
    assert dict(NoTimeToTravel.says) == {"": "{note}; {measured} too little, {span}"}


@pytest.mark.parametrize(
    ("second", "missing"),
    [
        (duty(TWO, SIX, 1), []),
        (duty(TWO, SIX, None), []),
        (duty(ONE - dt.timedelta(minutes=1), SIX, 2), []),
        (duty(ONE, SIX, 2), [75]),
        (duty(TWO, SIX, 3), [0]),
        (duty(ONE, SIX, 2, kind=DutyKind.ON_CALL), []),
    ],
)
def test_only_a_change_of_site_between_shifts_is_travelled(
    second: Duty, missing: list[int]
) -> None:
    assert [one.value for one in travels(duty(NINE, ONE, 1), second)] == missing


def test_whoever_works_at_two_sites_is_suspected_and_nobody_else() -> None:
    people = tuple(Person(number, f"Dr {number}") for number in (1, 2, 3, 4))
    sites = [(1, 5), (2, 5), (9, 5), (3, None), (1, 5), (2, None), (9, 6), (2, 6), (3, 6)]
    duties = tuple(Duty(who, NINE, ONE, site_id=site) for who, site in sites)
    (terms,) = load("DESK").terms("rooms.no_time_to_travel", DAY)

    def suspected(ways: Ways) -> list[bool]:
        return list(no_time_to_travel(rota(people=people, duties=duties, ways=ways), terms))

    assert suspected(Ways({}, {}, 1)) == [False, True, False, False]
    assert suspected(Ways({}, {(5, 6): 1}, 0)) == [False, True, False, False]
    assert suspected(UNKNOWN) == [False, False, False, False]
