"""The sample's troubles: one of each kind that a coordinator meets, in the weeks on view."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager

from sqlalchemy import select

from models import (
    ClinicalSession,
    LeaveExclusion,
    LeaveRequest,
)
from models.types import (
    AssignmentRole,
    AssignmentSource,
    GapCause,
    SessionState,
)
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.sessions import add_session, retime_session
from rota_desk.edits.told import agreeing, people_by_name
from rota_desk.sample.accepted import lay_what_was_accepted
from rota_desk.sample.author import Author
from rota_desk.sample.find import assignment_on, on_line, session_on
from rota_desk.sample.room_troubles import lay_room_troubles
from rota_desk.sample.scene import Scene
from rota_desk.unit_of_work import UnitOfWork

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 1, 2, 3, 4, 6


def lay_troubles(author: Author, scene: Scene) -> None:
    """Change the rota of this week and the next as it goes in life."""
    _night_then_day(author, scene)
    _short_rest(author, scene)
    _too_much_in_a_week(author, scene)
    _long_handover(author, scene)
    _working_on_leave(author, scene)
    _trainee_alone(author, scene)
    lay_room_troubles(author, scene)
    lay_what_was_accepted(author, scene)


def _all_agree(work: UnitOfWork, scene: Scene) -> AbstractContextManager[None]:
    """Note that everybody agreed to what is changed meanwhile."""
    return agreeing(work, people_by_name(work, *map(scene.person, scene.people)))


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
    said = "Swap of long days, agreed by both"
    with author.at(scene.anchor.ago(1, "14:20"), reason=said) as work, _all_agree(work, scene):
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
    said = "Offered to help, two colleagues away"
    with author.at(scene.anchor.ago(1, "15:45"), reason=said) as work, _all_agree(work, scene):
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


def _trainee_alone(author: Author, scene: Scene) -> None:
    """Dr Said, who learns endoscopy, is put on a list whose consultant is away."""
    with author.at(scene.anchor.ago(1, "12:15"), reason="Keen to do it; a trainer is looked for"):
        session = _open_list(scene, scene.anchor.day(2, 0))
        if session is not None:
            assign(
                scene.work,
                session=session.id,
                clinician=scene.person("said"),
                role=AssignmentRole.TRAINEE,
            )


def _open_list(scene: Scene, monday: dt.date) -> ClinicalSession | None:
    """The first endoscopy list of a week on which nobody stands."""
    lists = scene.work.all(
        select(ClinicalSession)
        .where(ClinicalSession.activity_id == scene.activities["EN"].id)
        .where(ClinicalSession.state == SessionState.PLANNED)
        .where(ClinicalSession.start >= dt.datetime.combine(monday, dt.time()))
        .where(ClinicalSession.start < dt.datetime.combine(monday + 5 * DAY, dt.time()))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    return next((one for one in lists if assignment_on(scene, one) is None), None)


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
