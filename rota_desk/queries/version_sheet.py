"""A version as the sheet it was: read-only, as it was told and printed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from models import Activity, Publication, PublishedAway, PublishedCover
from models.types import AssignmentRole, AssignmentSource
from rota_desk import progress
from rota_desk.domain.times import days_from
from rota_desk.queries.cover import Uncounted
from rota_desk.queries.rota_sheet import COVERED_KINDS, day_heads, department_name, legend_of
from rota_desk.queries.sheet import (
    By,
    CoverCell,
    CoverLine,
    Entry,
    EntryKind,
    RotaSheet,
    Row,
    row_of,
)
from rota_desk.queries.sheet_people import UNCOVERED, person_cells, person_heads
from rota_desk.queries.sheet_turned import activity_rows, post_rows, room_rows
from rota_desk.queries.speaking import Speaking
from rota_desk.queries.standing import Placed, Rota, Session, Told
from rota_desk.queries.stood import (
    Stood,
    StoodDuty,
    StoodSession,
    stood_in,
    told_by,
    version_numbered,
)
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
TURNS = (By.PERSON, By.ACTIVITY, By.ROOM, By.POST)
Head = tuple[int, str, str, str]


def version_sheet(read: Reading, *, number: int, by: By = By.PERSON) -> RotaSheet:
    """The sheet of a version, whatever its rows are; nothing of it is of today.

    By post each day stands with whoever held the post then, by the dates on file.
    """
    progress.at(0, f"Reading v{number}")
    there = version_numbered(read, number)
    stood = stood_in(read, number=number)
    progress.at(40, "Drawing the sheet")
    rota = _rota(read, there, stood)
    rows = _rows(read, there, rota, by)
    progress.at(60)
    return RotaSheet(
        department=department_name(read),
        start=there.first_day,
        by=by,
        days=tuple(day_heads(read, rota)),
        rows=tuple(row for row in rows if by is By.PERSON or any(row.cells)),
        cover=tuple(_cover(read, there)),
        version=number,
        day_changes=(0,) * (rota.end - rota.start).days,
        legend=legend_of(rota),
    )


def _rows(read: Reading, there: Publication, rota: Rota, by: By) -> Iterable[Row]:
    if by is By.ACTIVITY:
        return activity_rows(read, rota)
    if by is By.ROOM:
        return room_rows(read, rota)
    if by is By.POST:
        return post_rows(read, rota, _aways(read, there))
    return _people(read, there, rota)


def _rota(read: Reading, there: Publication, stood: Stood) -> Rota:
    """What stood, as the rota from which sheets are made; people were told all of it."""
    kinds = {one.id: one for one in read.all(select(Activity))}
    sessions = tuple(_session(one, kinds[one.activity_id]) for one in stood.sessions)
    placed = [_placed(place, one) for place, one in enumerate(stood.duties, start=1)]
    return Rota(
        start=there.first_day,
        end=there.last_day + DAY,
        sessions=sessions,
        placed=tuple(placed),
        told=tuple(_told(there.number, stood)),
        speaking=Speaking((told_by(there),)),
        reasons={},
    )


def _placed(place: int, one: StoodDuty) -> Placed:
    counts = one.counted and one.role is not AssignmentRole.SUPERNUMERARY
    why = Uncounted.NO if counts else Uncounted.BESIDE
    source = one.source or _UNKNOWN
    return Placed(place, one.session_id, one.clinician_id, one.role, source, why)


_UNKNOWN = AssignmentSource.HAND  # an older version does not say how somebody came to a session


def _session(one: StoodSession, kind: Activity) -> Session:
    return Session(
        id=one.session_id,
        activity_id=one.activity_id,
        start=one.start,
        end=one.end,
        slot=one.slot,
        room_id=one.room_id,
        wanted=one.wanted,
        state=one.state,
        owner_id=one.owner_id,
        note=one.note,
        points=one.points,
        code=one.code,
        name=one.name,
        tint=kind.tint,
        kind=kind.kind,
        needs_cover=kind.needs_cover,
        room=one.room,
        place=one.place,
        left_by=None,
        cause="",
        state_reason="",
        training=bool(one.training),
        case_mix=one.case_mix or "",
    )


def _told(number: int, stood: Stood) -> Iterator[Told]:
    for session in stood.sessions:
        people = [one.clinician_id for one in stood.on.get(session.session_id, ())]
        for clinician in (*people, None):
            yield Told(
                version=number,
                session_id=session.session_id,
                clinician_id=clinician,
                activity_id=session.activity_id,
                room_id=session.room_id,
                start=session.start,
                end=session.end,
                activity=session.name,
                room=session.room,
            )


def _people(read: Reading, there: Publication, rota: Rota) -> Iterator[Row]:
    """The rows as they were headed then; an older version's heads are today's."""
    heads: Iterable[Head] = [tuple(one) for one in there.heads or ()] or person_heads(read, rota)
    heads = list(heads)
    cells = person_cells(rota, [number for number, *_words in heads], _aways(read, there))
    lost = cells.pop(0, {})
    if lost:
        yield row_of(0, UNCOVERED, "No one yet", "", cells=lost, rota=rota)
    for number, group, name, detail in heads:
        yield row_of(number, group, name, detail, cells=cells[number], rota=rota)


def _aways(read: Reading, there: Publication) -> Iterator[tuple[int, dt.date, Entry]]:
    for one in read.all(
        select(PublishedAway)
        .where(PublishedAway.publication_id == there.id)
        .order_by(PublishedAway.id)
    ):
        entry = Entry(
            kind=EntryKind(one.kind),
            code=one.code,
            suffix="",
            title=one.title,
            slot=one.slot,
            start=one.start,
            end=one.end,
            tint="grey",
            clinician_id=one.clinician_id,
        )
        yield one.clinician_id, one.start.date(), entry


def _cover(read: Reading, there: Publication) -> Iterator[CoverLine]:
    """The cover lines as they stood; an older version kept none."""
    days = days_from(there.first_day, (there.last_day - there.first_day).days + 1)
    found: dict[int, dict[dt.date, CoverCell]] = defaultdict(dict)
    names: dict[int, str] = {}
    for one, name in read.rows(
        select(PublishedCover, Activity.name)
        .join(Activity, Activity.id == PublishedCover.activity_id)
        .where(PublishedCover.publication_id == there.id, Activity.kind.in_(COVERED_KINDS))
        .order_by(Activity.order, Activity.id)
    ):
        names[one.activity_id] = name
        found[one.activity_id][one.day] = CoverCell(one.have, one.need)
    for number, cells in found.items():
        line = tuple(cells.get(day, CoverCell(0, 0)) for day in days)
        yield CoverLine(number, names[number], line)
