"""What changed in each clinician's calendar since people were told: added, moved, removed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Publication,
    PublishedDuty,
    Room,
    Site,
)
from models.types import AssignmentRole
from rota_desk.domain.span import midnight
from rota_desk.errors import Refusal
from rota_desk.queries.clinician_calendar import ROLES, CalendarDuty, calendar_duties
from rota_desk.queries.last_touched import NEVER, touched
from rota_desk.queries.speaking import Speaking, speaking
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty whose time, place, work or role is no longer what was told."""

    before: CalendarDuty
    after: CalendarDuty


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """One clinician's differences from what they were told."""

    clinician_id: int
    name: str
    zone: str
    added: tuple[CalendarDuty, ...] = ()
    moved: tuple[Moved, ...] = ()
    removed: tuple[CalendarDuty, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.added or self.moved or self.removed)


def calendar_changes(
    read: Reading, *, since: int, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[CalendarChanges, ...]:
    """The differences between the rota as told up to version `since` and as it stands.

    Days that no version up to it told of count as told of nothing. Only clinicians with a
    difference are given.
    """
    _refuse_unknown(read, since)
    told = _told(read, since, start, end)
    stand = calendar_duties(read, start=start, end=end)
    _bring_back(read, told, stand)
    people = read.rows(select(Clinician.id, Clinician.name).order_by(Clinician.id))
    found = (
        _changes(number, name, read.zone.key, told.get(number, []), stand.get(number, []))
        for number, name in people
        if clinician in (None, number)
    )
    return tuple(one for one in found if one.any)


def told_until(read: Reading, *, since: int) -> dt.date:
    """The day after the last that versions up to `since` told of."""
    _refuse_unknown(read, since)
    last = read.rows(select(func.max(Publication.last_day)).where(Publication.number <= since))[0][
        0
    ]
    day: dt.date = last
    return day + dt.timedelta(days=1)


def _refuse_unknown(read: Reading, since: int) -> None:
    newest = read.rows(select(func.max(Publication.number)))[0][0]
    if newest is None:
        raise Refusal("Nothing has been published yet, so there is no version to compare with.")
    if not 1 <= since <= newest:
        raise Refusal(f"There is no version {since}; the versions are 1 to {newest}.")


def _changes(
    clinician: int,
    name: str,
    zone: str,
    told: list[CalendarDuty],
    stand: list[CalendarDuty],
) -> CalendarChanges:
    before = {one.uid: one for one in told}
    now = {one.uid: one for one in stand}
    return CalendarChanges(
        clinician,
        name,
        zone,
        added=tuple(one for one in stand if one.uid not in before),
        moved=tuple(
            Moved(before[one.uid], one)
            for one in stand
            if one.uid in before and before[one.uid].told != one.told
        ),
        removed=tuple(one for one in told if one.uid not in now),
    )


def _bring_back(
    read: Reading,
    told: dict[int, list[CalendarDuty]],
    stand: dict[int, list[CalendarDuty]],
) -> None:
    """Add what was told in the period and now stands outside it: it moved, it did not go."""
    here = {one.uid for duties in stand.values() for one in duties}
    missing = {one.uid for duties in told.values() for one in duties} - here
    if not missing:
        return
    days = read.rows(
        select(ClinicalSession.start)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.uid.in_(sorted(missing)))
    )
    for day in sorted({start.date() for (start,) in days}):
        for clinician, duties in calendar_duties(
            read, start=day, end=day + dt.timedelta(days=1)
        ).items():
            found = [one for one in duties if one.uid in missing]
            stand.setdefault(clinician, []).extend(found)


def _told(
    read: Reading, since: int, start: dt.date, end: dt.date
) -> dict[int, list[CalendarDuty]]:
    """What people were told, each day by the newest version that speaks of it."""
    speaks = speaking(read, start=start, end=end, until=since)
    if not speaks.versions:
        return {}
    rows = read.rows(
        select(PublishedDuty, Activity.name, Room.code, Room.name, Site.name)
        .join(Activity, Activity.id == PublishedDuty.activity_id)
        .outerjoin(Room, Room.id == PublishedDuty.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(PublishedDuty.start >= midnight(start), PublishedDuty.start < midnight(end))
        .where(PublishedDuty.publication_id.in_([one.id for one in speaks.versions]))
        .where(PublishedDuty.clinician_id.is_not(None))
        .order_by(PublishedDuty.start, PublishedDuty.id)
    )
    heard = [row for row in rows if _has_the_word(speaks, row[0])]
    touches = touched(read, sessions=(row[0].session_id for row in heard))
    found: dict[int, list[CalendarDuty]] = {}
    for line, name, room, room_name, site in heard:
        touch = touches.get(line.session_id, NEVER)
        duty = CalendarDuty(
            uid=line.uid,
            start=line.start,
            end=line.end,
            name=name,
            room=room or "",
            place=", ".join(part for part in (room_name, site) if part),
            role=ROLES[AssignmentRole(line.role)],
            sequence=max(touch.number, line.sequence + 1),
            changed=touch.at,
            session_id=line.session_id,
        )
        found.setdefault(line.clinician_id, []).append(duty)
    return found


def _has_the_word(speaks: Speaking, line: PublishedDuty) -> bool:
    version = speaks.of(line.start.date(), line.activity_id)
    return version is not None and version.id == line.publication_id
