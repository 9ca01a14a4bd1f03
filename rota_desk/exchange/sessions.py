"""`sessions`: one row a session, shift or on-call period: the need, whoever stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import Select, select

from models import Assignment, ClinicalSession
from models.base import Base
from models.types import SessionSource, SessionState, Slot
from rota_desk.domain.discretion import discreet
from rota_desk.domain.list_run import MOST_CASES, NotThisList, check_run
from rota_desk.domain.span import midnight
from rota_desk.exchange.kit import MUCH, PROMISED, promise, promised
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
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("session", "what other tables call it; empty in a new row: made from the next columns"),
    Column("activity", "code of the activity", needed=True, most=SHORT),
    Column("activity_name", "its whole name", told=True),
    Column("date", "the day it starts", Kind.DAY, told=True),
    Column("start", "start by the clock on the wall", Kind.MOMENT, needed=True),
    Column("end", "end by the clock on the wall", Kind.MOMENT, needed=True),
    Column("slot", "part of the day; empty in a new row: the activity's", of=Slot),
    Column("room", "code of the room", most=SHORT),
    Column("cover_wanted", "people wanted", Kind.WHOLE, most=999),
    Column("state", "where it stands", of=SessionState),
    Column("state_reason", "why, where it does not run", most=10**6),
    Column("state_by", "who decided that"),
    Column("state_at", "when", Kind.STAMP),
    Column("source", "where it came from", of=SessionSource),
    Column("owner_number", "assignment number of the person whose session it is by plan", most=40),
    Column("owner", "their name"),
    Column("plan", "the job plan it was built from"),
    Column("plan_line", "the line of that plan", Kind.WHOLE),
    Column("points", "endoscopy points booked", Kind.WHOLE),
    Column("points_done", "endoscopy points done", Kind.WHOLE),
    Column("case_mix", "cases booked, counts only: 4 COL + 3 OGD", most=MUCH),
    Column("training", "a trainee operates", Kind.YES_NO),
    Column("began", "when the first case began", Kind.MOMENT),
    Column("ended", "when the last case ended", Kind.MOMENT),
    Column("cases_done", "how many cases were done; never who", Kind.WHOLE, most=MOST_CASES),
    Column("touch_minutes", "minutes with a case under way", Kind.WHOLE),
    PROMISED,
)
_FACTS = {
    name: name
    for name in ("start", "end", "slot", "cover_wanted", "state", "state_reason", "state_by")
} | {
    name: name
    for name in (
        *("state_at", "source", "points", "points_done", "case_mix", "training"),
        *("began", "ended", "cases_done", "touch_minutes"),
    )
}
_EMPTY: dict[str, Value] = {
    "cover_wanted": 1,
    "state": SessionState.PLANNED,
    "state_reason": "",
    "state_by": "",
    "source": SessionSource.IMPORT,
    "case_mix": "",
    "training": False,
}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    mine = _of(read, wanted.clinician)
    kit = promised(read, bookings=False)

    def order(one: ClinicalSession) -> tuple[dt.datetime, str, int]:
        return one.start, names.activities[one.activity_id].code, one.id

    for one in sorted(read.all(_asked(wanted)), key=order):
        if wanted.clinician is None or one.owner_id == wanted.clinician or one.id in mine:
            yield Found(one.id, {**_cells(names, one), "kit": kit.get(one.id, "")})


def _asked(wanted: Wanted) -> Select[ClinicalSession]:
    """Sessions of the days asked for."""
    question = select(ClinicalSession)
    if wanted.start is not None:
        question = question.where(ClinicalSession.start >= midnight(wanted.start))
    if wanted.end is not None:
        question = question.where(ClinicalSession.start < midnight(wanted.end))
    return question


def _of(read: Reading, clinician: int | None) -> frozenset[int]:
    """The sessions on which a person stands."""
    if clinician is None:
        return frozenset()
    placed = read.all(select(Assignment).where(Assignment.clinician_id == clinician))
    return frozenset(one.session_id for one in placed)


def _cells(names: Names, one: ClinicalSession) -> dict[str, Value]:
    activity = names.activities[one.activity_id]
    line = names.lines[one.job_plan_line_id] if one.job_plan_line_id else None
    return {
        **{name: getattr(one, fact) for name, fact in _FACTS.items()},
        "session": names.sessions[one.id],
        "activity": activity.code,
        "activity_name": activity.name,
        "date": one.start.date(),
        "room": names.room_codes[one.room_id] if one.room_id else "",
        "state_reason": discreet(one.state_reason),
        "owner_number": names.number_of(one.owner_id),
        "owner": names.name_of(one.owner_id),
        "plan": line[0] if line else "",
        "plan_line": line[1] if line else None,
    }


def _key(cells: Cells) -> tuple[Value, ...]:
    if cells.get("session"):
        return (cells["session"],)
    start = cells.get("start")
    at = f"{start:%Y-%m-%d %H:%M}" if isinstance(start, dt.datetime) else ""
    owner = cells.get("owner_number") or cells.get("owner")
    return (f"{cells.get('activity')} {at}" + (f" {owner}" if owner else ""),)


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty=_EMPTY))
    if row.has("activity"):
        facts["activity_id"] = row.named("activity", row.names.activity_numbers, "activity")
    _check_span(row)
    if row.cells.get("slot") is None and (row.number is None or row.has("slot")):
        number = row.names.activity_numbers[row.text("activity")]
        facts["slot"] = row.names.activities[number].slot
    if row.has("room"):
        facts["room_id"] = row.named("room", row.names.room_numbers, "room")
    if row.has("owner") or row.has("owner_number"):
        facts["owner_id"] = row.maybe_who("owner_number", "owner")
    if row.has("plan"):
        facts["job_plan_line_id"] = _line(row)
    promise(row, bookings=False)
    return settled(row, ClinicalSession, facts)


def _check_span(row: Taking) -> None:
    there = row.work.get(ClinicalSession, row.number) if row.number else None
    start = row.moment("start") or (there.start if there else None)
    end = row.moment("end") or (there.end if there else None)
    if start and end and end <= start:
        raise NotTaken("it ends before it starts: correct one of the times.", "end")
    if start and end:
        _check_ran(row, there, start, end)


def _check_ran(
    row: Taking, there: ClinicalSession | None, start: dt.datetime, end: dt.datetime
) -> None:
    began = row.moment("began") if row.has("began") else (there.began if there else None)
    ended = row.moment("ended") if row.has("ended") else (there.ended if there else None)
    try:
        check_run(start, end, began, ended)
    except NotThisList as said:
        raise NotTaken(str(said), "ended" if row.has("ended") else "began") from said


def _line(row: Taking) -> int | None:
    """The line of a job plan that a row names."""
    plan, place = row.text("plan"), row.cells.get("plan_line")
    if not plan:
        return None
    number = row.names.line_numbers.get((plan, place if isinstance(place, int) else 0))
    if number is None:
        raise NotTaken("the desk has no such line of a job plan: import job-plans first.", "plan")
    return number


SESSIONS = ExchangeTable(
    kind="sessions",
    says="What has to be done: lists, clinics, shifts, on-call periods, one row a session.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("clinicians", "activities", "rooms", "job-plans"),
    without="session",
    people=(("owner_number", "owner"),),
)
