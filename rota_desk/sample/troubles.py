"""The sample's troubles: one of each kind that a coordinator meets, in the weeks on view."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import (
    Authorisation,
    ClinicalSession,
    LeaveExclusion,
    LeaveRequest,
    RoomBooking,
    Swap,
    Waiver,
)
from models.types import (
    AssignmentRole,
    AssignmentSource,
    BookingKind,
    GapCause,
    SessionState,
    SwapState,
)
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.gaps import leave_gap_open
from rota_desk.edits.sessions import add_session, cancel_session, retime_session
from rota_desk.sample.author import Author
from rota_desk.sample.find import assignment_on, free_room, on_line, session_on
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 1, 2, 3, 4, 6


def lay_troubles(author: Author, scene: Scene) -> None:
    """Change the rota of this week and the next as it goes in life."""
    _night_then_day(author, scene)
    _short_rest(author, scene)
    _too_much_in_a_week(author, scene)
    _long_handover(author, scene)
    _working_on_leave(author, scene)
    _in_two_places(author, scene)
    _not_permitted(author, scene)
    _rooms(author, scene)
    _one_too_many(author, scene)
    _accepted(author, scene)
    _swaps(author, scene)


def _take_over(scene: Scene, code: str, day: dt.date, who: str) -> None:
    """Put somebody in the place of whoever stands on a shift that day, or in its gap."""
    session = session_on(scene, code, day)
    if session is None:
        return
    placed = assignment_on(scene, session)
    if placed is None:
        assign(scene.work, session=session.id, clinician=scene.person(who))
    elif placed.clinician_id != scene.person(who):
        hand_over(scene.work, assignment=placed.id, clinician=scene.person(who))


def _free(scene: Scene, code: str, day: dt.date, who: str) -> None:
    """Take somebody off a day's ordinary shift."""
    session = session_on(scene, code, day)
    placed = assignment_on(scene, session, who) if session else None
    if placed is not None:
        remove_assignment(
            scene.work, assignment=placed.id, cause=GapCause.MOVED, text="Moved to cover"
        )


def _night_then_day(author: Author, scene: Scene) -> None:
    """The weekend's night doctor covers a long day on Tuesday: 23 hours of rest."""
    day = scene.anchor.day(0, TUESDAY)
    who = on_line(scene, "SHO", 7, day)
    with author.at(scene.anchor.ago(2, "11:05"), reason="Colleague unavailable; nobody else free"):
        _take_over(scene, "LD", day, who)


def _short_rest(author: Author, scene: Scene) -> None:
    """A long day, and an early start for an induction the morning after."""
    day = scene.anchor.day(1, TUESDAY)
    who = on_line(scene, "SHO", 8, day)
    with author.at(scene.anchor.ago(1, "14:20"), reason="Swap of long days, agreed by both"):
        _take_over(scene, "LD", day, who)
        _free(scene, "SD", day, who)
        _free(scene, "SD", day + DAY, who)
        early = add_session(
            scene.work,
            activity=scene.activities["SD"].id,
            day=day + DAY,
            starts=dt.time(7),
            ends=dt.time(16),
            cover_wanted=1,
            note="Induction of new starters",
        )
        assign(scene.work, session=early, clinician=scene.person(who))


def _too_much_in_a_week(author: Author, scene: Scene) -> None:
    """Four nights, then the long days of Sunday and Monday: 75 hours in seven days."""
    sunday = scene.anchor.day(1, SUNDAY)
    who = on_line(scene, "SHO", 5, sunday)
    with author.at(scene.anchor.ago(1, "15:45"), reason="Offered to help, two colleagues away"):
        _take_over(scene, "LD", sunday, who)
        _take_over(scene, "LD", sunday + DAY, who)
        _free(scene, "SD", sunday + DAY, who)


def _long_handover(author: Author, scene: Scene) -> None:
    """A long day whose end was moved for a handover: over 13 hours."""
    day = scene.anchor.day(1, THURSDAY)
    end = dt.datetime.combine(day, dt.time(21, 45))
    with author.at(scene.anchor.ago(3, "10:30"), reason="Handover with the night team") as work:
        session = session_on(scene, "LD", day)
        if session is not None:
            retime_session(work, session=session.id, start=session.start, end=end)


def _working_on_leave(author: Author, scene: Scene) -> None:
    """Dr Whitcombe comes in for a list during leave; Dr Fenwick's leave leaves one list out."""
    with author.at(scene.anchor.ago(1, "16:40"), reason="Says he can do the list"):
        _come_in_all_the_same(scene, "whitcombe")
    with author.at(
        scene.anchor.ago(20, "12:10"), reason="Worked all the same, at her wish"
    ) as work:
        kept = session_on(scene, "EN", scene.anchor.day(1, THURSDAY), "fenwick")
        leave = _leave_of(scene, "fenwick", scene.anchor.day(1, 0))
        if kept is not None and leave is not None:
            work.add(LeaveExclusion(leave_request_id=leave.id, session_id=kept.id))
            _put_on(scene, kept, "fenwick")


def _come_in_all_the_same(scene: Scene, who: str) -> None:
    """Put somebody who is on leave back on their first list of the week that nobody covers."""
    monday = scene.anchor.day(0, 0)
    own = scene.work.all(
        select(ClinicalSession)
        .where(ClinicalSession.owner_id == scene.person(who), ClinicalSession.cover_wanted > 0)
        .where(ClinicalSession.state == SessionState.PLANNED)
        .where(ClinicalSession.start >= dt.datetime.combine(monday + DAY, dt.time()))
        .where(ClinicalSession.start < dt.datetime.combine(monday + 5 * DAY, dt.time()))
        .order_by(ClinicalSession.start)
    )
    open_ones = [one for one in own if assignment_on(scene, one) is None]
    for session in (open_ones or own)[:1]:
        assign(
            scene.work,
            session=session.id,
            clinician=scene.person(who),
            source=AssignmentSource.EXCEPTION,
        )


def _put_on(scene: Scene, session: ClinicalSession | None, who: str) -> None:
    if session is not None and assignment_on(scene, session) is None:
        assign(
            scene.work,
            session=session.id,
            clinician=scene.person(who),
            source=AssignmentSource.EXCEPTION,
        )


def _leave_of(scene: Scene, key: str, first: dt.date) -> LeaveRequest | None:
    return scene.work.one(
        select(LeaveRequest).where(
            LeaveRequest.clinician_id == scene.person(key), LeaveRequest.first_day == first
        )
    )


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


def _one_too_many(author: Author, scene: Scene) -> None:
    """A second operator where one is wanted, and a trainee who does not count."""
    with author.at(scene.anchor.ago(3, "11:11"), reason="List runs with two operators") as work:
        session = session_on(scene, "EN", scene.anchor.day(1, WEDNESDAY), starts="13:30")
        if session is not None:
            assign(work, session=session.id, clinician=scene.person("obi"))
        taught = session_on(scene, "EN", scene.anchor.day(1, FRIDAY), starts="13:30")
        if taught is not None:
            assign(
                work,
                session=taught.id,
                clinician=scene.person("rowan"),
                role=AssignmentRole.SUPERNUMERARY,
            )


def _accepted(author: Author, scene: Scene) -> None:
    """What was authorised and accepted knowingly, and a gap that is left open."""
    anchor = scene.anchor
    with author.at(anchor.ago(30, "10:00"), label="Authorise a limit") as work:
        for key in ("rowan", "castellan", "said"):
            work.add(
                Authorisation(
                    rule_id="rd-weekend-1in3",
                    since=anchor.first - 60 * DAY,
                    until=anchor.last + 60 * DAY,
                    clinician_id=scene.person(key),
                    authorised_by="Dr M Okafor and the Guardian",
                    authorised_at=work.stamp,
                    reason="Small registrar tier; reviewed every six months",
                )
            )
    start = dt.datetime.combine(anchor.day(0, THURSDAY), dt.time(13))
    with author.at(anchor.ago(4, "12:30"), label="Accept a finding") as work:
        work.add(
            Waiver(
                rule_id="desk-double-booked",
                start=start,
                end=start + dt.timedelta(hours=5),
                waived_by=scene.manager,
                waived_at=work.stamp,
                reason="Chairs the regional meeting by video from the clinic",
                clinician_id=scene.person("okafor"),
            )
        )
    _left_open(author, scene)


def _left_open(author: Author, scene: Scene) -> None:
    with author.at(scene.anchor.ago(2, "17:00")) as work:
        session = session_on(scene, "RW", scene.anchor.changeover + 5 * DAY)
        if session is not None and assignment_on(scene, session) is None:
            leave_gap_open(
                work,
                session=session.id,
                decision="Post advertised; the ward consultant covers until it is filled",
                decide_by=scene.anchor.changeover,
            )


def _swaps(author: Author, scene: Scene) -> None:
    """A swap that waits for an answer, and one that was declined."""
    with author.at(scene.anchor.ago(1, "18:20"), label="Note swaps that were proposed") as work:
        first, second = (
            session_on(scene, "LD", scene.anchor.day(week, day)) for week, day in ((2, 1), (3, 5))
        )
        for state in (SwapState.PROPOSED, SwapState.DECLINED):
            if first is not None and second is not None:
                work.add(
                    Swap(
                        first_clinician_id=scene.person("cole"),
                        second_clinician_id=scene.person("brandt"),
                        first_session_id=first.id,
                        second_session_id=second.id,
                        state=state,
                        consent="" if state is SwapState.PROPOSED else "No, exam the day after",
                    )
                )
