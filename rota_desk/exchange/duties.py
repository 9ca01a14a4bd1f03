"""`duties`: one row a shift or an on-call period of a person, as `check duties` reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from uuid import uuid4

from models import Activity, Assignment, ClinicalSession
from models.base import Base
from models.types import ActivityKind, AssignmentRole, AssignmentSource, SessionSource
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
from rota_desk.queries.snapshot import WHOLE_SHIFTS
from rota_desk.unit_of_work import Reading


class DutyWord(StrEnum):
    """How `check duties` calls a duty."""

    SHIFT = "shift"
    NROC = "nroc"


COLUMNS = (
    Column("person", "the person's name"),
    Column("start", "start by the clock on the wall", Kind.MOMENT, needed=True),
    Column("end", "end by the clock on the wall", Kind.MOMENT, needed=True),
    Column("kind", "shift, or nroc: non-resident on-call", told=True, of=DutyWord),
    Column("work_hours", "hours of work expected in an on-call period", Kind.NUMBER, told=True),
    Column("episodes", "times of being called expected in one", Kind.WHOLE, told=True),
    Column("assignment_number", "the person's ESR assignment number", most=40),
    Column("activity", "code of the activity", needed=True, most=SHORT),
    Column("session", "the session's name in `sessions`"),
    Column("role", "what they do there", of=AssignmentRole),
)


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    whole = {number for number, one in names.activities.items() if one.kind in WHOLE_SHIFTS}
    pairs = [pair for pair in placed(read, wanted) if pair[1].activity_id in whole]

    def order(pair: tuple[Assignment, ClinicalSession]) -> tuple[str, dt.datetime, int]:
        return names.person_key(pair[0].clinician_id), pair[1].start, pair[1].id

    for one, session in sorted(pairs, key=order):
        activity = names.activities[session.activity_id]
        yield Found(
            one.id,
            {
                "person": names.name_of(one.clinician_id),
                "assignment_number": names.number_of(one.clinician_id),
                "start": session.start,
                "end": session.end,
                **_on_call(activity),
                "activity": activity.code,
                "session": names.sessions[session.id],
                "role": one.role,
            },
        )


def _on_call(activity: Activity) -> dict[str, Value]:
    if activity.kind is not ActivityKind.ON_CALL:
        return {"kind": DutyWord.SHIFT, "work_hours": None, "episodes": None}
    hours: Decimal | None = activity.on_call_hours
    return {"kind": DutyWord.NROC, "work_hours": hours, "episodes": activity.on_call_episodes}


def _key(cells: Cells) -> tuple[Value, ...]:
    who = cells.get("assignment_number") or cells.get("person")
    return who, cells.get("activity"), cells.get("start"), cells.get("end")


def _put(row: Taking) -> Base | None:
    if row.number is not None:
        role = row.facts({"role": "role"}, empty={"role": AssignmentRole.LEAD})
        return settled(row, Assignment, dict(role))
    clinician = row.who("assignment_number", "person")
    session = _session(row)
    facts = row.facts({"role": "role"}, empty={"role": AssignmentRole.LEAD})
    return settled(
        row,
        Assignment,
        {
            **facts,
            "session_id": session,
            "clinician_id": clinician,
            "uid": f"{uuid4().hex}@rota-desk",
            "source": AssignmentSource.IMPORT,
            "changed_at": row.work.stamp,
        },
    )


def _session(row: Taking) -> int:
    """The duty's session: the one that stands at its time, made where there is none."""
    start, end = row.moment("start"), row.moment("end")
    number = row.named("activity", row.names.activity_numbers, "activity")
    if start is None or end is None or number is None:
        raise NotTaken("a duty needs its activity, start and end.", "start")
    if end <= start:
        raise NotTaken("it ends before it starts: correct one of the times.", "end")
    if row.text("session") in row.names.session_numbers:
        return row.names.session_numbers[row.text("session")]
    activity = row.names.activities[number]
    there = row.names.sessions_at.setdefault((activity.code, start), [])
    for one in there:
        if row.work.get(ClinicalSession, one).end == end:
            return one
    session = row.work.add(
        ClinicalSession(
            activity_id=number,
            start=start,
            end=end,
            slot=activity.slot,
            cover_wanted=activity.cover_wanted if activity.needs_cover else 0,
            source=SessionSource.IMPORT,
        )
    )
    there.append(session.id)
    row.made.append("sessions for duties that had none")
    return session.id


DUTIES = ExchangeTable(
    kind="duties",
    says="Shifts and on-call periods, one row a duty of a person, as `check duties` reads them.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "sessions", "assignments"),
    people=(("assignment_number", "person"),),
)
