"""A person's days along the hours: duties, the rests between them, time away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician
from rota_desk.domain.facts import Away, AwayKind
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.wording import length
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
AROUND = 4 * DAY  # a rest that began before the days, or ends after them, is measured whole
AWAY_WORDS = {
    AwayKind.ANNUAL_LEAVE: "Annual leave",
    AwayKind.STUDY_LEAVE: "Study leave",
    AwayKind.PROFESSIONAL_LEAVE: "Professional leave",
    AwayKind.TOIL: "Time off in lieu",
    AwayKind.REST: "Rest",
    AwayKind.NON_WORKING: "Not working",
}


@dataclass(frozen=True, slots=True)
class DutyBar:
    """A shift, a working day of several sessions, or an on-call period; wall times."""

    start: dt.datetime
    end: dt.datetime
    title: str
    code: str
    tint: str
    on_call: bool
    length: str  # elapsed: "12 h 30 min"


@dataclass(frozen=True, slots=True)
class RestGap:
    """Free time between two duties, in wall times; its length is elapsed."""

    start: dt.datetime
    end: dt.datetime
    length: str


@dataclass(frozen=True, slots=True)
class AwayBar:
    """Time away; a reason that is nobody's business reads "Unavailable"."""

    start: dt.datetime
    end: dt.datetime
    words: str


@dataclass(frozen=True, slots=True)
class Fortnight:
    """Some days of one person, from `start` until before `end`."""

    clinician_id: int
    name: str
    start: dt.date
    end: dt.date
    duties: tuple[DutyBar, ...]
    rests: tuple[RestGap, ...]
    aways: tuple[AwayBar, ...]
    holidays: tuple[tuple[dt.date, str], ...]
    today: dt.date


def fortnight(read: Reading, *, clinician: int, start: dt.date, end: dt.date) -> Fortnight:
    """One person's duties, rests and time away that touch the days."""
    person = read.get(Clinician, clinician)
    around = (start - AROUND, end + AROUND)
    picture = snapshot(
        read, start=around[0], end=around[1], clinicians={clinician}, needs=(start, start)
    )
    line = picture.timelines[0]
    looks = {one.id: one for one in read.all(select(Activity))}
    opens, closes = midnight(start), midnight(end)
    return Fortnight(
        clinician_id=person.id,
        name=person.name,
        start=start,
        end=end,
        duties=tuple(
            one
            for one in (_bar(stretch, looks) for stretch in line.stretches)
            if one.start < closes and one.end > opens
        ),
        rests=tuple(one for one in _rests(line) if one.start < closes and one.end > opens),
        aways=tuple(_away(one) for one in line.aways if one.start < closes and one.end > opens),
        holidays=tuple(sorted(bank_holidays(read, start=start, end=end).items())),
        today=read.today,
    )


def _bar(stretch: Stretch, looks: dict[int, Activity]) -> DutyBar:
    known = [looks[one.activity_id] for one in stretch.duties if one.activity_id in looks]
    return DutyBar(
        start=stretch.starts,
        end=stretch.ends,
        title=", ".join(dict.fromkeys(one.activity for one in stretch.duties)),
        code=" ".join(dict.fromkeys(one.code for one in known)),
        tint=known[0].tint if known else "grey",
        on_call=stretch.on_call,
        length=length(stretch.length),
    )


def _rests(line: Timeline) -> Iterator[RestGap]:
    """Each free time whose end is known."""
    last = None
    for stretch in line.stretches:
        if last is not None and stretch.start > last.end:
            yield RestGap(last.ends, stretch.starts, length(stretch.start - last.end))
        if last is None or stretch.end > last.end:
            last = stretch


def _away(one: Away) -> AwayBar:
    return AwayBar(one.start, one.end, AWAY_WORDS.get(one.kind, "Unavailable"))
