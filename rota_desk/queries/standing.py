"""What stands on the rota: sessions with their activity, room, people and last publication."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Gap,
    Publication,
    PublishedDuty,
    Room,
    Site,
)
from models.types import ActivityKind, AssignmentRole, AssignmentSource, SessionState, Slot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL, on_days
from rota_desk.queries.gap_words import cause_words
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Session:
    """A session with what its activity, room and ledger say of it."""

    id: int
    activity_id: int
    start: dt.datetime
    end: dt.datetime
    slot: Slot
    room_id: int | None
    wanted: int
    state: SessionState
    owner_id: int | None
    note: str
    points: int | None
    code: str
    name: str
    tint: str
    kind: ActivityKind
    needs_cover: bool
    room: str  # its short name
    place: str  # room and site in words
    left_by: int | None  # who was taken off and left the gap
    cause: str
    state_reason: str

    @property
    def title(self) -> str:
        """The session in words: "Endoscopy list, room 4, North"."""
        return f"{self.name}, {self.place}" if self.place else self.name


@dataclass(frozen=True, slots=True)
class Placed:
    """A clinician on a session."""

    id: int
    session_id: int
    clinician_id: int
    role: AssignmentRole
    source: AssignmentSource


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the latest publication of its day."""

    version: int
    session_id: int
    clinician_id: int | None
    activity_id: int
    room_id: int | None
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True)
class Rota:
    """All that stands between two days, and what people were last told about them."""

    start: dt.date
    end: dt.date
    sessions: tuple[Session, ...]
    placed: tuple[Placed, ...]
    told: tuple[Told, ...]
    versions: dict[dt.date, int]  # the latest publication of each day

    @cached_property
    def on(self) -> dict[int, list[Placed]]:
        """The people of each session, by its number."""
        found: dict[int, list[Placed]] = defaultdict(list)
        for one in self.placed:
            found[one.session_id].append(one)
        return found

    @cached_property
    def told_of(self) -> dict[tuple[int, int | None], Told]:
        """What people were told of a session and a clinician (None: of nobody)."""
        return {(one.session_id, one.clinician_id): one for one in self.told}

    @cached_property
    def _told_sessions(self) -> dict[int, Told]:
        return {one.session_id: one for one in reversed(self.told)}

    def counted(self, session: int) -> int:
        """How many people on a session count as cover."""
        there = self.on.get(session, ())
        return sum(one.role is not AssignmentRole.SUPERNUMERARY for one in there)

    def stands(self, session: Session) -> bool:
        """Whether it is still to be worked."""
        return session.state not in FELL

    def change_of(self, session: Session, clinician: int | None) -> str | None:
        """How an entry differs from what was told: None unpublished, "" as told, else words."""
        if session.start.date() not in self.versions:
            return None
        told = self.told_of.get((session.id, clinician))
        if told is None and clinician is None:
            told = self._told_sessions.get(session.id)  # a gap beside those who were told
        if told is None:
            return "added since publishing"
        if (told.start, told.end) != (session.start, session.end):
            return f"was {told.start:%H:%M} – {told.end:%H:%M}"
        if told.room_id != session.room_id:
            return "was in another room"
        return "" if told.activity_id == session.activity_id else "was another activity"

    @cached_property
    def taken_off(self) -> tuple[Told, ...]:
        """Lines that were told and no longer stand: the person, or the session, is gone."""
        sessions = {one.id: one for one in self.sessions}
        here = {(one.session_id, one.clinician_id) for one in self.placed}
        return tuple(
            line
            for line in self.told
            if line.clinician_id is not None
            and (
                (line.session_id, line.clinician_id) not in here or line.session_id not in sessions
            )
        )


def standing_rota(read: Reading, *, start: dt.date, end: dt.date) -> Rota:
    """The rota from `start` until before `end`."""
    versions = published_versions(read, start=start, end=end)
    return Rota(
        start=start,
        end=end,
        sessions=tuple(_sessions(read, start, end)),
        placed=tuple(_placed(read, start, end)),
        told=tuple(_told(read, start, end, versions)),
        versions={day: version.number for day, version in versions.items()},
    )


def published_versions(
    read: Reading, *, start: dt.date, end: dt.date
) -> dict[dt.date, Publication]:
    """The latest publication of each day from `start` until before `end`."""
    latest: dict[dt.date, Publication] = {}
    for one in read.all(
        select(Publication)
        .where(Publication.first_day < end, Publication.last_day >= start)
        .order_by(Publication.number)
    ):
        first, last = max(one.first_day, start), min(one.last_day, end - dt.timedelta(days=1))
        for number in range((last - first).days + 1):
            latest[first + dt.timedelta(days=number)] = one
    return latest


def _sessions(read: Reading, start: dt.date, end: dt.date) -> list[Session]:
    found = read.rows(
        select(
            ClinicalSession.id,
            ClinicalSession.activity_id,
            ClinicalSession.start,
            ClinicalSession.end,
            ClinicalSession.slot,
            ClinicalSession.room_id,
            ClinicalSession.cover_wanted,
            ClinicalSession.state,
            ClinicalSession.owner_id,
            ClinicalSession.note,
            ClinicalSession.points,
            Activity.code,
            Activity.name,
            Activity.tint,
            Activity.kind,
            Activity.needs_cover,
            Room.code,
            Room.name,
            Site.name,
            Gap.clinician_id,
            Gap.cause,
            Gap.cause_text,
            ClinicalSession.state_reason,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Room, Room.id == ClinicalSession.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
        .where(on_days(start, end))
        .order_by(ClinicalSession.start, Activity.order, ClinicalSession.id)
    )
    return [
        Session(
            *(
                *row[:16],
                row[16] or "",
                ", ".join(part for part in (row[17], row[18]) if part),
                row[19],
                cause_words(row[20], row[21]),
                row[22],
            )
        )
        for row in found
    ]


def _placed(read: Reading, start: dt.date, end: dt.date) -> list[Placed]:
    found = read.rows(
        select(
            Assignment.id,
            Assignment.session_id,
            Assignment.clinician_id,
            Assignment.role,
            Assignment.source,
        )
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(on_days(start, end))
        .order_by(ClinicalSession.start, Assignment.id)
    )
    return [Placed(*row) for row in found]


def _told(
    read: Reading, start: dt.date, end: dt.date, versions: dict[dt.date, Publication]
) -> list[Told]:
    numbers = {version.id: version.number for version in versions.values()}
    if not numbers:
        return []
    found = read.rows(
        select(
            PublishedDuty.publication_id,
            PublishedDuty.session_id,
            PublishedDuty.clinician_id,
            PublishedDuty.activity_id,
            PublishedDuty.room_id,
            PublishedDuty.start,
            PublishedDuty.end,
        )
        .where(PublishedDuty.start >= midnight(start), PublishedDuty.start < midnight(end))
        .where(PublishedDuty.publication_id.in_(numbers))
        .order_by(PublishedDuty.start, PublishedDuty.id)
    )
    return [
        Told(numbers[row[0]], *row[1:]) for row in found if versions[row[5].date()].id == row[0]
    ]
