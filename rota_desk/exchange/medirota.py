"""`medirota` and `clwrota`: one row a person on a session, under the vendor's own headings.

The list of headings is the vendor's (och29/CLWrota, MIT); no real file of theirs was seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select

from models import Assignment, ClinicalSession, Department, Publication, Room
from models.base import Base
from models.types import AssignmentRole, AssignmentSource, SessionSource, Slot
from rota_desk.domain.times import span_on
from rota_desk.exchange.assignments import placed
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.queries.speaking import versions_of
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("date", "the day it starts", Kind.DAY, needed=True),
    Column("day", "the weekday", told=True),
    Column("session", "part of the day", of=Slot, told=True),
    Column("person", "the person's name"),
    Column("assignment_number", "ESR assignment number", most=40),
    Column("gmc_number", "not kept at the desk: empty", told=True),
    Column("role", "what they do there", of=AssignmentRole),
    Column("location", "the room's name", told=True),
    Column("location_type", "what the room is for", told=True),
    Column("location_external_code", "the room's code", most=SHORT),
    Column("title", "words of the session: empty", told=True),
    Column("speciality", "the department", told=True),
    Column("assignment_type", "code of the activity, or its name", needed=True),
    Column("pa_value", "programmed activities", Kind.NUMBER, told=True),
    Column("session_value", "sessions", Kind.NUMBER, told=True),
    Column("start_time", "start by the clock on the wall", Kind.CLOCK, needed=True),
    Column("end_time", "end; not after the start means next day", Kind.CLOCK, needed=True),
    Column("rota_state", "Published or Draft", told=True),
    Column("modified", "last changed, UTC", Kind.STAMP, told=True),
)
HEADINGS = {
    one.name: one.name.replace("_", " ").capitalize().replace("Gmc", "GMC").replace("Pa v", "PA v")
    for one in COLUMNS
}
WHOLE_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    home = read.one(select(Department))
    told = list(versions_of(read.all(select(Publication))))
    rooms = {one.id: one for one in read.all(select(Room))}

    def order(pair: tuple[Assignment, ClinicalSession]) -> tuple[dt.datetime, str, int]:
        one, session = pair
        return session.start, names.person_key(one.clinician_id), session.id

    for one, session in sorted(placed(read, wanted), key=order):
        cells = _cells(names, one, session)
        day = session.start.date()
        published = any(version.tells(day, session.activity_id) for version in told)
        cells |= _room(rooms.get(session.room_id or 0))
        cells["speciality"] = home.name if home else ""
        cells["rota_state"] = "Published" if published else "Draft"
        yield Found(one.id, cells)


def _room(room: Room | None) -> dict[str, Value]:
    return {
        "location": room.name if room else "",
        "location_type": room.kind.value if room else "",
        "location_external_code": room.code if room else "",
    }


def _cells(names: Names, one: Assignment, session: ClinicalSession) -> dict[str, Value]:
    activity = names.activities[session.activity_id]
    return {
        "date": session.start.date(),
        "day": WHOLE_DAYS[session.start.weekday()],
        "session": session.slot,
        "person": names.name_of(one.clinician_id),
        "assignment_number": names.number_of(one.clinician_id),
        "role": one.role,
        "assignment_type": activity.code,
        "pa_value": activity.pas,
        "session_value": activity.sessions,
        "start_time": session.start.time(),
        "end_time": session.end.time(),
        "modified": one.changed_at,
    }


def _key(cells: Cells) -> tuple[Value, ...]:
    who = cells.get("assignment_number") or cells.get("person")
    return who, cells.get("assignment_type"), cells.get("date"), cells.get("start_time")


def _put(row: Taking) -> Base | None:
    role = row.facts({"role": "role"}, empty={"role": AssignmentRole.LEAD})
    if row.number is not None:
        return settled(row, Assignment, dict(role))
    facts: dict[str, object] = {
        **role,
        "clinician_id": row.who("assignment_number", "person"),
        "session_id": _session(row),
        "uid": f"{uuid4().hex}@rota-desk",
        "source": AssignmentSource.IMPORT,
        "changed_at": row.work.stamp,
    }
    return settled(row, Assignment, facts)


def _session(row: Taking) -> int:
    """The session at that time, in that room where one is named; made where there is none."""
    activity = row.names.activities[_activity(row)]
    room = row.named("location_external_code", row.names.room_numbers, "room")
    day, starts, ends = (row.cells[name] for name in ("date", "start_time", "end_time"))
    if not (
        isinstance(day, dt.date) and isinstance(starts, dt.time) and isinstance(ends, dt.time)
    ):
        raise NotTaken("a row needs its date, start and end.", "date")
    start, end = span_on(day, starts, ends)
    there = row.names.sessions_at.setdefault((activity.code, start), [])
    for number in there:
        session = row.work.get(ClinicalSession, number)
        if session.end == end and (room is None or session.room_id == room):
            return number
    session = row.work.add(
        ClinicalSession(
            activity_id=activity.id,
            start=start,
            end=end,
            slot=activity.slot,
            room_id=room,
            cover_wanted=activity.cover_wanted if activity.needs_cover else 0,
            source=SessionSource.IMPORT,
        )
    )
    there.append(session.id)
    row.made.append("sessions that were not there")
    return session.id


def _activity(row: Taking) -> int:
    """The activity of a code, or of a name that one activity has."""
    told = row.text("assignment_type")
    if told in row.names.activity_numbers:
        return row.names.activity_numbers[told]
    named = [
        n for n, one in row.names.activities.items() if one.name.casefold() == told.casefold()
    ]
    if len(named) != 1:
        raise NotTaken(
            "the desk has no activity of that code or name: say in a mapping what it stands for.",
            "assignment_type",
        )
    return named[0]


MEDIROTA = ExchangeTable(
    kind="medirota",
    says="Who stands where, under Medirota's headings, one row a person on a session.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "rooms"),
    people=(("assignment_number", "person"),),
    headings=HEADINGS,
)
CLWROTA = replace(MEDIROTA, kind="clwrota", says=MEDIROTA.says.replace("Medirota", "CLWRota"))
