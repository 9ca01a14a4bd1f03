"""Finding people and sessions of the sample by what they do."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Room, RoomBooking
from models.types import RoomKind
from rota_desk.sample.leave import line_of
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)


def on_line(scene: Scene, rota: str, line: int, day: dt.date) -> str:
    """Whose post of a rota ("SHO", "On-call") is on a line in a day's week, by short name."""
    for key in scene.people:
        there = line_of(scene, key, day)
        if there == (rota, line):
            return key
    return ""


def session_on(
    scene: Scene, code: str, day: dt.date, who: str = "", starts: str = ""
) -> ClinicalSession | None:
    """The first session of an activity on a day, owned by or with this person on it."""
    begin = dt.datetime.combine(day, dt.time())
    wanted = (
        select(ClinicalSession)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Activity.code == code)
        .where(ClinicalSession.start >= begin, ClinicalSession.start < begin + DAY)
        .order_by(ClinicalSession.id)
    )
    if starts:
        wanted = wanted.where(
            ClinicalSession.start == dt.datetime.combine(day, dt.time.fromisoformat(starts))
        )
    if who:
        mine = select(Assignment.session_id).where(Assignment.clinician_id == scene.person(who))
        wanted = wanted.where(
            ClinicalSession.id.in_(mine) | (ClinicalSession.owner_id == scene.person(who))
        )
    return scene.work.one(wanted)


def assignment_on(scene: Scene, session: ClinicalSession, who: str = "") -> Assignment | None:
    """Somebody's assignment on a session, or the first there."""
    wanted = select(Assignment).where(Assignment.session_id == session.id).order_by(Assignment.id)
    if who:
        wanted = wanted.where(Assignment.clinician_id == scene.person(who))
    return scene.work.one(wanted)


def free_room(scene: Scene, start: dt.datetime, end: dt.datetime) -> int | None:
    """An endoscopy room in which nothing stands then."""
    taken = select(ClinicalSession.room_id).where(
        ClinicalSession.start < end,
        ClinicalSession.end > start,
        ClinicalSession.room_id.is_not(None),
    )
    kept = select(RoomBooking.room_id).where(RoomBooking.start < end, RoomBooking.end > start)
    room = scene.work.one(
        select(Room)
        .where(Room.kind == RoomKind.ENDOSCOPY, Room.id.not_in(taken), Room.id.not_in(kept))
        .order_by(Room.id)
    )
    return room.id if room else None


def first_on(scene: Scene, code: str, day: dt.date) -> str:
    """Who stands on an activity on a day, by short name; nobody is empty."""
    session = session_on(scene, code, day)
    placed = assignment_on(scene, session) if session else None
    if placed is None:
        return ""
    return next(key for key, one in scene.people.items() if one.id == placed.clinician_id)
