"""Which grades and skills the days ask for, and how many there are such."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Room
from rota_desk.domain.cover_count import Place, Present, count_day
from rota_desk.domain.requirement import lines_by_day
from rota_desk.domain.snapshot import Asking
from rota_desk.domain.times import days_from, span_on
from rota_desk.queries.asked_lines import asked_lines, faculty
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.picture.horizon import BEGIN, THESE, UNTIL, Horizon
from rota_desk.unit_of_work import Reading


class _Stood(NamedTuple):
    """The sessions of the activities that ask for somebody, by activity and day."""

    places: Mapping[tuple[int, dt.date], list[Place]]
    times: Mapping[int, tuple[dt.datetime, dt.datetime]]


def askings_of(read: Reading, horizon: Horizon) -> Iterator[Asking]:
    """Each line for a grade or skill on each of the days, with who is there of them."""
    if horizon.start >= horizon.end:
        return
    lines = asked_lines(read, start=horizon.start, end=horizon.end)
    special = {one.activity_id for one in lines if one.of_some}
    if not special:
        return
    own = [one for one in lines if one.activity_id in special]
    days = days_from(horizon.start, (horizon.end - horizon.start).days)
    holidays = bank_holidays(read, start=horizon.start, end=horizon.end)
    stood = _stood(read, horizon, special)
    works = {one.id: one for one in read.all(select(Activity).where(Activity.id.in_(special)))}
    for (number, day), asked in lines_by_day(own, days, holidays).items():
        work = works[number]
        for mix in count_day(stood.places.get((number, day), ()), asked).mixes:
            there = [stood.times[session] for session in mix.session_ids]
            usual = span_on(day, work.starts, work.ends)
            yield Asking(
                start=min((start for start, _ in there), default=usual[0]),
                end=max((end for _, end in there), default=usual[1]),
                wanted=mix.asked.minimum,
                have=mix.have,
                lacking=mix.lacking,
                people=mix.people,
                whom=mix.asked.whom,
                activity_id=work.id,
                activity=work.name,
                session_ids=mix.session_ids,
            )


_STAND = (
    ClinicalSession.start >= BEGIN,
    ClinicalSession.start < UNTIL,
    ClinicalSession.activity_id.in_(THESE),
    ClinicalSession.state.not_in(FELL),
)
_ON = (
    select(Assignment.session_id, ClinicalSession.start, Assignment.clinician_id)
    .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
    .where(*_STAND, counts())
    .order_by(Assignment.id)
)
_PLACES = (
    select(
        ClinicalSession.id,
        ClinicalSession.activity_id,
        ClinicalSession.start,
        ClinicalSession.end,
        ClinicalSession.slot,
        ClinicalSession.cover_wanted,
        Room.site_id,
    )
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .outerjoin(Room, Room.id == ClinicalSession.room_id)
    .where(*_STAND, Activity.needs_cover.is_(True))
    .order_by(ClinicalSession.start, ClinicalSession.id)
)


def _stood(read: Reading, horizon: Horizon, activities: Collection[int]) -> _Stood:
    facts = {**horizon.days, "these": sorted(activities)}
    known, on = faculty(read), defaultdict[int, list[Present]](list)
    for session, start, whom in read.rows(_ON, facts):
        on[session].append(known.present(whom, start.date()))
    places: dict[tuple[int, dt.date], list[Place]] = defaultdict(list)
    times = {}
    for number, activity, start, end, slot, wanted, site in read.rows(_PLACES, facts):
        places[activity, start.date()].append(
            Place(slot, site, wanted, tuple(on[number]), session_id=number)
        )
        times[number] = start, end
    return _Stood(places, times)
