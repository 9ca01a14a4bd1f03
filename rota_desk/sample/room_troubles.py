"""The sample's troubles with rooms and with who may do what."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import (
    ClinicalSession,
    Kit,
    RoomBooking,
)
from models.types import (
    BookingKind,
    GapCause,
)
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.kit import promise_kit
from rota_desk.edits.sessions import add_session, cancel_session, retime_session
from rota_desk.sample.author import Author
from rota_desk.sample.find import assignment_on, free_room, session_on
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 1, 2, 3, 4, 6


def lay_room_troubles(author: Author, scene: Scene) -> None:
    """Two places at once, a list that is not permitted, a room taken twice and one closed."""
    _in_two_places(author, scene)
    _not_permitted(author, scene)
    _rooms(author, scene)


def _in_two_places(author: Author, scene: Scene) -> None:
    """Dr Nakamura stands on two lists at once; Dr Okafor chairs a meeting from the clinic."""
    with author.at(scene.anchor.ago(1, "09:50"), reason="Second list offered") as work:
        second = _extra(scene, "EN", scene.anchor.day(1, 0), "13:30")
        assign(work, session=second, clinician=scene.person("nakamura"))
    with author.at(scene.anchor.ago(5, "12:00"), reason="By video from the clinic") as work:
        meeting = add_session(
            work,
            activity=scene.activities["MD"].id,
            day=scene.anchor.day(0, THURSDAY),
            starts=dt.time(16),
            ends=dt.time(17),
            cover_wanted=0,
            note="Regional meeting, by video",
        )
        assign(work, session=meeting, clinician=scene.person("okafor"))


def _not_permitted(author: Author, scene: Scene) -> None:
    """Dr Marsh on an ERCP list, which Dr Marsh may not do alone."""
    with author.at(scene.anchor.ago(2, "13:15"), reason="To keep the list") as work:
        day = scene.anchor.day(1, FRIDAY)
        own = session_on(scene, "EN", day, "marsh", "08:30")
        placed = assignment_on(scene, own, "marsh") if own else None
        if placed is not None:
            remove_assignment(
                work, assignment=placed.id, cause=GapCause.MOVED, text="Moved to the ERCP list"
            )
        extra = _extra(scene, "EC", day, "08:30")
        assign(work, session=extra, clinician=scene.person("marsh"))


def _extra(scene: Scene, code: str, day: dt.date, starts: str) -> int:
    """One more list of four hours, in a room that is free."""
    start = dt.datetime.combine(day, dt.time.fromisoformat(starts))
    end = start + dt.timedelta(hours=4)
    return add_session(
        scene.work,
        activity=scene.activities[code].id,
        day=day,
        starts=start.time(),
        ends=end.time(),
        room=free_room(scene, start, end),
    )


def _rooms(author: Author, scene: Scene) -> None:
    """A room promised to another service while a list stands in it, and a room that is closed."""
    with author.at(scene.anchor.ago(4, "10:05"), label="Book rooms") as work:
        clash = session_on(scene, "EN", scene.anchor.day(1, THURSDAY), starts="13:30")
        if clash is not None and clash.room_id is not None:
            work.add(
                RoomBooking(
                    room_id=clash.room_id,
                    kind=BookingKind.OTHER_SERVICE,
                    start=clash.start,
                    end=clash.end - dt.timedelta(hours=2),
                    title="Respiratory bronchoscopy",
                    booked_by="Respiratory bookings",
                )
            )
        for title, room, week, day in (
            ("Research meeting", "M1", 0, WEDNESDAY),
            ("New starters' welcome", "M1", 1, 0),
        ):
            start = dt.datetime.combine(scene.anchor.day(week, day), dt.time(12, 30))
            work.add(
                RoomBooking(
                    room_id=scene.rooms[room].id,
                    kind=BookingKind.ONE_OFF,
                    start=start,
                    end=start + dt.timedelta(hours=1),
                    title=title,
                    booked_by=scene.coordinator,
                )
            )
    _close_a_room(author, scene)
    _promise_kit(author, scene)
    _no_time_to_travel(author, scene)


def _no_time_to_travel(author: Author, scene: Scene) -> None:
    """Dr Nakamura's outreach clinic is put back, and the next list begins at another site."""
    with author.at(scene.anchor.ago(2, "15:30"), reason="Late start at Westvale") as work:
        day = scene.anchor.day(1, FRIDAY)
        clinic = session_on(scene, "OR", day, "nakamura")
        if clinic is not None:
            half = dt.timedelta(minutes=30)
            start, end = clinic.start + half, clinic.end + half
            retime_session(work, session=clinic.id, start=start, end=end)


def _promise_kit(author: Author, scene: Scene) -> None:
    """The ultrasound stack promised to two rooms on one morning."""
    with author.at(scene.anchor.ago(3, "11:20"), label="Equipment for two lists") as work:
        start = dt.datetime.combine(scene.anchor.day(1, TUESDAY), dt.time(8, 30))
        lists = work.all(
            select(ClinicalSession)
            .where(ClinicalSession.start == start, ClinicalSession.room_id.is_not(None))
            .where(ClinicalSession.points.is_not(None))
            .order_by(ClinicalSession.room_id)
        )
        stack = work.one(select(Kit).where(Kit.name == "Ultrasound stack"))
        if stack is not None:
            for one in lists[:2]:
                promise_kit(work, kit=[stack.id], session=one.id)


def _close_a_room(author: Author, scene: Scene) -> None:
    day = scene.anchor.day(3, FRIDAY)
    room = scene.rooms["E1"]
    with author.at(scene.anchor.ago(6, "09:15"), reason="Ventilation test") as work:
        work.add(
            RoomBooking(
                room_id=room.id,
                kind=BookingKind.CLOSURE,
                start=dt.datetime.combine(day, dt.time(7)),
                end=dt.datetime.combine(day, dt.time(19)),
                title="Closed: ventilation test",
                booked_by="Estates",
            )
        )
        for starts in ("08:30", "13:30"):
            session = _in_room(scene, room.id, day, starts)
            if session is not None:
                cancel_session(work, session=session.id, reason="Room closed: ventilation test")


def _in_room(scene: Scene, room: int, day: dt.date, starts: str) -> ClinicalSession | None:
    """The session that starts in a room at a time."""
    start = dt.datetime.combine(day, dt.time.fromisoformat(starts))
    return scene.work.one(
        select(ClinicalSession).where(
            ClinicalSession.room_id == room, ClinicalSession.start == start
        )
    )
