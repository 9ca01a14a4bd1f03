"""A period as it stands, or as a version keeps it, as the same plain values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, select, true

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Publication,
    PublishedDuty,
    PublishedSession,
    Room,
    Site,
)
from models.types import (
    Accounting,
    AssignmentRole,
    AssignmentSource,
    SessionSource,
    SessionState,
    Slot,
)
from rota_desk.errors import Refusal
from rota_desk.queries.cover import FELL, counts, on_days, role_there
from rota_desk.queries.speaking import Version, versions_of
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StoodSession:
    """A session with its work and place in words."""

    session_id: int
    activity_id: int
    start: dt.datetime
    end: dt.datetime
    slot: Slot
    state: SessionState
    wanted: int
    source: SessionSource
    room_id: int | None
    owner_id: int | None
    points: int | None
    note: str
    code: str
    name: str
    room: str
    place: str
    case_mix: str | None = None  # None: a version that did not keep it
    training: bool | None = None

    @property
    def stands(self) -> bool:
        """Whether it is to be worked."""
        return self.state not in FELL

    @property
    def title(self) -> str:
        """The session in words: "Endoscopy list, room 4, North"."""
        return f"{self.name}, {self.place}" if self.place else self.name


@dataclass(frozen=True, slots=True)
class StoodDuty:
    """A clinician on a session; source and accounting are unknown in older versions."""

    session_id: int
    clinician_id: int
    name: str
    role: AssignmentRole
    uid: str
    sequence: int
    source: AssignmentSource | None
    accounting: Accounting | None
    note: str
    counted: bool = True  # False: their grade did not count there

    @property
    def key(self) -> tuple[int, str]:
        """What stays the same when the person is moved to another session."""
        return self.clinician_id, self.uid or f"session {self.session_id}"


@dataclass(frozen=True)
class Stood:
    """The sessions of some days and who stands on them; `whole` when every fact is known."""

    first: dt.date
    last: dt.date
    sessions: tuple[StoodSession, ...]
    duties: tuple[StoodDuty, ...]
    whole: bool = True

    @cached_property
    def by_id(self) -> dict[int, StoodSession]:
        """Each session by its number."""
        return {one.session_id: one for one in self.sessions}

    @cached_property
    def on(self) -> dict[int, list[StoodDuty]]:
        """The people of each session, by its number."""
        found: dict[int, list[StoodDuty]] = defaultdict(list)
        for one in self.duties:
            found[one.session_id].append(one)
        return found

    @property
    def gaps(self) -> int:
        """Sessions with fewer people than they need."""
        return sum(one.stands and self.counted(one) < one.wanted for one in self.sessions)

    def counted(self, session: StoodSession) -> int:
        """How many people on a session count as cover."""
        there = self.on.get(session.session_id, ())
        uncounted = AssignmentRole.SUPERNUMERARY
        return sum(one.counted and one.role is not uncounted for one in there)

    def within(self, first: dt.date, last: dt.date, activities: frozenset[int] | None) -> Stood:
        """Only the sessions of some days, both included, and of some activities."""
        kept = tuple(
            one
            for one in self.sessions
            if first <= one.start.date() <= last
            and (activities is None or one.activity_id in activities)
        )
        numbers = {one.session_id for one in kept}
        duties = tuple(one for one in self.duties if one.session_id in numbers)
        return Stood(first, last, kept, duties, self.whole)


def version_numbered(read: Reading, number: int) -> Publication:
    """The version of that number; a refusal when there is none."""
    there = read.one(select(Publication).where(Publication.number == number))
    if there is None:
        raise Refusal(f"There is no version {number}. Look at the list of versions.")
    return there


def told_by(there: Publication) -> Version:
    """The version as a plain value."""
    return next(iter(versions_of([there])))


def stood_now(
    read: Reading, *, first: dt.date, last: dt.date, activities: frozenset[int] | None = None
) -> Stood:
    """The rota of some days, both included, as it stands."""
    of_them = true() if activities is None else ClinicalSession.activity_id.in_(activities)
    return _stood_where(read, first, last, on_days(first, last + DAY) & of_them)


def stand_now(read: Reading, *, sessions: frozenset[int], like: Stood) -> Stood:
    """Some sessions as they stand, wherever they stand now."""
    return _stood_where(read, like.first, like.last, ClinicalSession.id.in_(sessions))


def _stood_where(
    read: Reading, first: dt.date, last: dt.date, which: ColumnElement[bool]
) -> Stood:
    return Stood(first, last, tuple(_sessions(read, which)), tuple(_duties(read, which)))


def _sessions(read: Reading, which: ColumnElement[bool]) -> Iterator[StoodSession]:
    here = ClinicalSession
    for *facts, code, name, mix, training, room, room_name, site in read.rows(
        select(
            *(here.id, here.activity_id, here.start, here.end, here.slot, here.state),
            *(here.cover_wanted, here.source, here.room_id, here.owner_id, here.points),
            *(here.note, Activity.code, Activity.name, here.case_mix, here.training),
            *(Room.code, Room.name, Site.name),
        )
        .join(Activity, Activity.id == here.activity_id)
        .outerjoin(Room, Room.id == here.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(which)
        .order_by(here.start, Activity.order, here.id)
    ):
        place = ", ".join(part for part in (room_name, site) if part)
        yield StoodSession(*(*facts, code, name, room or "", place, mix, training))


def _duties(read: Reading, which: ColumnElement[bool]) -> Iterator[StoodDuty]:
    on = Assignment
    for row in read.rows(
        select(
            *(on.session_id, on.clinician_id, Clinician.name, role_there(), on.uid),
            *(on.sequence, on.source, on.accounting, on.note, counts()),
        )
        .join(ClinicalSession, ClinicalSession.id == on.session_id)
        .join(Clinician, Clinician.id == on.clinician_id)
        .where(which)
        .order_by(ClinicalSession.start, on.id)
    ):
        yield StoodDuty(*row)


def stood_in(read: Reading, *, number: int) -> Stood:
    """A period as a version keeps it."""
    there = version_numbered(read, number)
    lines = read.rows(
        select(PublishedDuty, Clinician.name)
        .outerjoin(Clinician, Clinician.id == PublishedDuty.clinician_id)
        .where(PublishedDuty.publication_id == there.id)
        .order_by(PublishedDuty.start, PublishedDuty.id)
    )
    duties = tuple(_told(line, name) for line, name in lines if line.clinician_id is not None)
    sessions = (
        _kept_sessions(read, there.id)
        if there.whole
        else _guessed(read, [line for line, _name in lines])
    )
    return Stood(there.first_day, there.last_day, tuple(sessions), duties, there.whole)


def _told(line: PublishedDuty, name: str) -> StoodDuty:
    return StoodDuty(
        line.session_id,
        line.clinician_id or 0,
        line.who or name,
        AssignmentRole(line.role),
        line.uid,
        line.sequence,
        line.source,
        line.accounting,
        line.note,
        line.counted,
    )


def _kept_sessions(read: Reading, version: int) -> Iterator[StoodSession]:
    for one in read.all(
        select(PublishedSession)
        .where(PublishedSession.publication_id == version)
        .order_by(PublishedSession.start, PublishedSession.id)
    ):
        yield StoodSession(
            *(one.session_id, one.activity_id, one.start, one.end, one.slot, one.state),
            *(one.cover_wanted, one.source, one.room_id, one.owner_id, one.points),
            *(one.note, one.code, one.name, one.room, one.place),
            case_mix=one.case_mix,
            training=one.training,
        )


def _guessed(read: Reading, lines: list[PublishedDuty]) -> Iterator[StoodSession]:
    """Sessions of a version that an older program made: what it left out is the activity's own."""
    activities = {one.id: one for one in read.all(select(Activity))}
    rooms = {
        room.id: (room.code, f"{room.name}, {site.name}")
        for room, site in read.rows(select(Room, Site).join(Site, Site.id == Room.site_id))
    }
    for line in {one.session_id: one for one in reversed(lines)}.values():
        kind = activities[line.activity_id]
        room, place = rooms.get(line.room_id or 0, ("", ""))
        yield StoodSession(
            session_id=line.session_id,
            activity_id=line.activity_id,
            start=line.start,
            end=line.end,
            slot=kind.slot,
            state=SessionState.PLANNED,
            wanted=kind.cover_wanted if kind.needs_cover else 0,
            source=SessionSource.HAND,
            room_id=line.room_id,
            owner_id=None,
            points=None,
            note="",
            code=kind.code,
            name=kind.name,
            room=room,
            place=place,
        )
