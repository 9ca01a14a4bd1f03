"""Have against need, day by day, for each thing that must be covered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import ClinicalSession, Room
from rota_desk.domain.cover_count import DayCount, Mix, Place, Present, count_day
from rota_desk.domain.requirement import Asked, lines_by_day
from rota_desk.domain.times import days_from
from rota_desk.queries.asked_lines import Faculty, asked_lines, faculty
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import Uncounted
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
PlacesAsked = tuple[tuple[Place, ...], tuple[Asked, ...]]


@dataclass(frozen=True, slots=True)
class DayCover:
    """One activity on one day: people needed, people there, people there on needed places.

    `filled` never counts a surplus on one session against a gap on another, nor somebody who
    takes the place of a grade or skill that is asked for and missing.
    """

    activity_id: int
    day: dt.date
    need: int
    have: int
    filled: int
    over: int = 0  # beyond the places needed, and beyond the target
    target: int = 0  # people wanted, never fewer than needed
    lacking: int = 0  # of the places that are short: filled, but not with whom is asked for
    places: tuple[Place, ...] = ()  # sessions, and needs without one
    mixes: tuple[Mix, ...] = ()  # grades and skills that are asked for

    @property
    def short(self) -> int:
        """Places that nobody fills, or not whoever is asked for."""
        return self.need - self.filled

    @property
    def unplanned(self) -> tuple[Place, ...]:
        """Needs without a session."""
        return tuple(one for one in self.places if one.session_id is None)


def day_covers(read: Reading, rota: Rota) -> tuple[DayCover, ...]:
    """The cover of every activity that needs cover, on each day of a rota."""
    return tuple(
        _cover(number, day, count_day(*asked))
        for (number, day), asked in sorted(day_places(read, rota).items())
    )


def day_places(read: Reading, rota: Rota) -> dict[tuple[int, dt.date], PlacesAsked]:
    """The places of each activity on each day, and the lines that ask for people there."""
    lines = asked_lines(read, start=rota.start, end=rota.end)
    holidays = bank_holidays(read, start=rota.start, end=rota.end) if lines else {}
    days = days_from(rota.start, (rota.end - rota.start).days)
    places, asked = _places(read, rota, lines), lines_by_day(lines, days, holidays)
    return {
        one: (tuple(places.get(one, ())), tuple(asked.get(one, ()))) for one in {*places, *asked}
    }


def lacks_whom_is_asked(read: Reading, session: ClinicalSession) -> bool:
    """Whether people stand on a session's day, but not the grade or skill asked for there."""
    day = session.start.date()
    lines = asked_lines(read, start=day, end=day + DAY)
    if not any(one.of_some and one.activity_id == session.activity_id for one in lines):
        return False
    rota = standing_rota(read, start=day, end=day + DAY)
    return any(
        mix.lacking and session.id in mix.session_ids
        for cover in day_covers(read, rota)
        for mix in cover.mixes
    )


def _places(
    read: Reading, rota: Rota, lines: Sequence[Asked]
) -> Mapping[tuple[int, dt.date], list[Place]]:
    """Each session that stands and needs cover, with its people."""
    special = {one.activity_id for one in lines if one.of_some}
    known = faculty(read) if special else None
    sites = {one.id: one.site_id for one in read.all(select(Room))}
    found: dict[tuple[int, dt.date], list[Place]] = defaultdict(list)
    for one in rota.sessions:
        if one.needs_cover and rota.stands(one):
            asked = known if one.activity_id in special else None
            found[one.activity_id, one.start.date()].append(
                Place(
                    slot=one.slot,
                    site_id=sites.get(one.room_id or 0),
                    wanted=one.wanted,
                    people=tuple(_people(rota, one, asked)),
                    session_id=one.id,
                )
            )
    return found


def _people(rota: Rota, session: Session, known: Faculty | None) -> Iterator[Present]:
    for placed in rota.on.get(session.id, ()):
        if placed.uncounted is Uncounted.NO:
            whom = placed.clinician_id
            yield known.present(whom, session.start.date()) if known else Present(whom)


def _cover(activity: int, day: dt.date, count: DayCount) -> DayCover:
    return DayCover(
        activity,
        day,
        need=count.need,
        have=count.have,
        filled=count.filled,
        over=count.over,
        target=count.target,
        lacking=count.lacking,
        places=count.places,
        mixes=count.mixes,
    )
