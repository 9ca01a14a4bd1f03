"""`list-runs`: one row a list that ran, known by its room and start as theatre systems tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import or_, select

from models import ClinicalSession
from models.base import Base
from rota_desk.domain.list_run import MOST_CASES, NotThisList, check_run
from rota_desk.domain.span import midnight
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.queries.cover import FELL
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("room", "code of the room", needed=True, most=SHORT),
    Column("start", "planned start, as the room diary has it", Kind.MOMENT, needed=True),
    Column("activity", "code of the activity", told=True),
    Column("began", "when the first case began", Kind.MOMENT),
    Column("ended", "when the last case ended", Kind.MOMENT),
    Column("cases_done", "how many cases were done; never who", Kind.WHOLE, most=MOST_CASES),
    Column("touch_minutes", "minutes with a case under way", Kind.WHOLE),
)
FACTS = ("began", "ended", "cases_done", "touch_minutes")
_FACTS = {name: name for name in FACTS}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    if wanted.clinician is not None:
        return
    one = ClinicalSession
    known = or_(*(getattr(one, name).is_not(None) for name in FACTS))
    asked = select(one).where(known, one.room_id.is_not(None))
    if wanted.start is not None:
        asked = asked.where(one.start >= midnight(wanted.start))
    if wanted.end is not None:
        asked = asked.where(one.start < midnight(wanted.end))
    found = read.all(asked)
    for session in sorted(found, key=lambda s: (s.start, names.room_codes[s.room_id or 0], s.id)):
        cells: dict[str, Value] = {name: getattr(session, name) for name in FACTS}
        cells |= {
            "room": names.room_codes[session.room_id or 0],
            "start": session.start,
            "activity": names.activities[session.activity_id].code,
        }
        yield Found(session.id, cells)


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("room"), cells.get("start")


def _put(row: Taking) -> Base | None:
    """Say of the list that stands there how it ran; a list that does not stand is never made."""
    there = _list(row)
    facts = {name: getattr(there, name) for name in FACTS} | row.facts(_FACTS, empty={})
    began, ended = facts["began"], facts["ended"]
    times = [one if isinstance(one, dt.datetime) else None for one in (began, ended)]
    try:
        check_run(there.start, there.end, *times)
    except NotThisList as said:
        raise NotTaken(str(said), "ended" if row.has("ended") else "began") from said
    if any(one is not None and one > row.work.wall for one in (there.start, *times)):
        raise NotTaken("that lies ahead: say how a list ran once it has.", "began")
    for name, value in facts.items():
        setattr(there, name, value)
    return None


def _list(row: Taking) -> ClinicalSession:
    if row.number is not None:
        return row.work.get(ClinicalSession, row.number)
    room = row.named("room", row.names.room_numbers, "room")
    at = select(ClinicalSession).where(
        ClinicalSession.room_id == room,
        ClinicalSession.start == row.moment("start"),
        ClinicalSession.state.not_in(FELL),
    )
    there = row.work.one(at.order_by(ClinicalSession.id).limit(1))
    if there is None:
        raise NotTaken(
            "no list begins in that room then: write the start as the room diary has it.", "start"
        )
    return there


LIST_RUNS = ExchangeTable(
    kind="list-runs",
    says="How lists ran, as a theatre system tells it, one row a list; it never makes one.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("rooms", "sessions"),
)
