"""Calendars that several people look at: a room's, an activity's, the on-call rotas'."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from models.types import ActivityKind
from rota_desk.queries.calendar_identity import calendar_identity
from rota_desk.queries.clinician_calendar import clinician_names
from rota_desk.queries.cover import FELL
from rota_desk.queries.last_touched import NEVER, touched_between
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading


class Of(StrEnum):
    """What a shared calendar is of."""

    ROOM = "room"
    ACTIVITY = "activity"
    ON_CALL = "on-call"


@dataclass(frozen=True, slots=True)
class SharedSession:
    """A session with everybody on it; wall times of the department's zone."""

    uid: str
    start: dt.datetime
    end: dt.datetime
    name: str
    place: str
    people: tuple[str, ...]  # empty: a gap
    needs_cover: bool
    sequence: int
    changed: dt.datetime  # UTC, without a zone


@dataclass(frozen=True, slots=True)
class SharedCalendar:
    """One room's, activity's or on-call rota's sessions."""

    id: int
    name: str
    zone: str
    sessions: tuple[SharedSession, ...]


def shared_calendars(
    read: Reading, *, of: Of, start: dt.date, end: dt.date
) -> tuple[SharedCalendar, ...]:
    """A calendar for each room, activity or on-call rota with anything from `start` on."""
    rota = standing_rota(read, start=start, end=end)
    names = clinician_names(read)
    named = calendar_identity(read)
    touches = touched_between(read, start=start, end=end)
    titles: dict[int, str] = {}
    found: dict[int, list[SharedSession]] = {}
    for session in rota.sessions:
        key = _key(session, of)
        if session.state in FELL or key is None:
            continue
        titles[key] = session.place if of is Of.ROOM else session.name
        touch = touches.get(session.id, NEVER)
        found.setdefault(key, []).append(
            SharedSession(
                uid=named("session", session.id),
                start=session.start,
                end=session.end,
                name=session.name,
                place=session.place,
                people=_people(rota, session, names),
                needs_cover=session.needs_cover,
                sequence=touch.number,
                changed=touch.at,
            )
        )
    return tuple(
        SharedCalendar(key, titles[key], read.zone.key, tuple(found[key])) for key in sorted(found)
    )


def _key(session: Session, of: Of) -> int | None:
    if of is Of.ROOM:
        return session.room_id
    if of is Of.ON_CALL and session.kind is not ActivityKind.ON_CALL:
        return None
    return session.activity_id


def _people(rota: Rota, session: Session, names: dict[int, str]) -> tuple[str, ...]:
    return tuple(names[one.clinician_id] for one in rota.on.get(session.id, ()))
