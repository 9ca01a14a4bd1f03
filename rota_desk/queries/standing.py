"""What stands on the rota: sessions with their activity, room, people and last publication."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import and_, select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Gap,
    PublishedChange,
    PublishedDuty,
    Room,
    Site,
)
from models.types import ActivityKind, AssignmentRole, AssignmentSource, SessionState, Slot
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL, Uncounted, on_days, role_there, uncounted
from rota_desk.queries.gap_words import cause_words
from rota_desk.queries.picture.horizon import BEGIN, UNTIL, Horizon
from rota_desk.queries.speaking import Speaking, speaking
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words


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
    training: bool = False  # a trainee operates
    points_done: int | None = None
    case_mix: str = ""
    began: dt.datetime | None = None
    ended: dt.datetime | None = None
    cases_done: int | None = None
    touch_minutes: int | None = None

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
    uncounted: Uncounted = Uncounted.NO  # why they do not count as cover


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
    activity: str
    room: str
    who: str = ""  # the clinician's name


@dataclass(frozen=True)
class Rota:
    """All that stands between two days, and what people were last told about them."""

    start: dt.date
    end: dt.date
    sessions: tuple[Session, ...]
    placed: tuple[Placed, ...]
    told: tuple[Told, ...]
    speaking: Speaking  # the versions that told people of it
    reasons: Mapping[tuple[int, int | None], str]  # the last of each session and clinician
    owners: Mapping[int, str] = field(default_factory=dict)  # of sessions that want a supervisor

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
        return sum(one.uncounted is Uncounted.NO for one in there)

    def stands(self, session: Session) -> bool:
        """Whether it is still to be worked."""
        return session.state not in FELL

    def change_of(self, session: Session, clinician: int | None) -> str | None:
        """How an entry differs from what was told: None unpublished, "" as told, else words."""
        if self.speaking.of(session.start.date(), session.activity_id) is None:
            return None
        told = self.told_of.get((session.id, clinician))
        if told is None and clinician is None:
            told = self._told_sessions.get(session.id)  # a gap beside those who were told
        differs = difference(told, session) if told is not None else self._added(session)
        reason = self.reasons.get((session.id, clinician), "")
        return f"{differs}. Why: {reason}" if differs and reason else differs

    def _added(self, session: Session) -> str:
        """Somebody who was not told of a session, beside whom was and no longer stands there."""
        before = " and ".join(self._gone.get(session.id, ()))
        return f"was {before}, changed since publishing" if before else "added since publishing"

    @cached_property
    def _gone(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for line in self.taken_off:
            if line.who:
                found[line.session_id].append(line.who)
        return found

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


def difference(told: Told, session: Session) -> str:
    """What was told of a session, and what stands there now; nothing when it is the same."""
    if (told.start, told.end) != (session.start, session.end):
        same_day = told.start.date() == session.start.date()
        day = "" if same_day else f"{day_words(told.start.date())} "
        now = "" if same_day else f"{day_words(session.start.date())} "
        was = f"was {day}{told.start:%H:%M} – {told.end:%H:%M}"
        return f"{was}, now {now}{session.start:%H:%M} – {session.end:%H:%M}"
    if told.room_id != session.room_id:
        return f"was in {told.room or 'no room'}, now in {session.room or 'no room'}"
    if told.activity_id != session.activity_id:
        return f"was {told.activity}, now {session.name}"
    return ""


_DAYS = and_(ClinicalSession.start >= BEGIN, ClinicalSession.start < UNTIL)
_SESSIONS = (
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
        ClinicalSession.training,
        ClinicalSession.points_done,
        ClinicalSession.case_mix,
        ClinicalSession.began,
        ClinicalSession.ended,
        ClinicalSession.cases_done,
        ClinicalSession.touch_minutes,
    )
    .join(Activity, Activity.id == ClinicalSession.activity_id)
    .outerjoin(Room, Room.id == ClinicalSession.room_id)
    .outerjoin(Site, Site.id == Room.site_id)
    .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
    .where(_DAYS)
    .order_by(ClinicalSession.start, Activity.order, ClinicalSession.id)
)
_PLACED = (
    select(
        Assignment.id,
        Assignment.session_id,
        Assignment.clinician_id,
        role_there(),
        Assignment.source,
        uncounted(),
    )
    .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
    .where(_DAYS)
    .order_by(ClinicalSession.start, Assignment.id)
)


def standing_rota(read: Reading, *, start: dt.date, end: dt.date) -> Rota:
    """The rota from `start` until before `end`."""
    versions = speaking(read, start=start, end=end)
    sessions, placed = _sessions(read, start, end), _placed(read, start, end)
    return Rota(
        start=start,
        end=end,
        sessions=tuple(sessions),
        placed=tuple(placed),
        told=tuple(_told(read, start, end, versions)),
        speaking=versions,
        reasons=_reasons(read, start, end) if versions.versions else {},
        owners=_owners(read, sessions, placed),
    )


def _owners(
    read: Reading, sessions: Iterable[Session], placed: Iterable[Placed]
) -> dict[int, str]:
    """Whose the sessions are on which somebody would count beside a supervisor."""
    alone = {one.session_id for one in placed if one.uncounted is Uncounted.ALONE}
    owner = {one.id: one.owner_id for one in sessions if one.id in alone and one.owner_id}
    names = {one.id: one.name for one in read.among(Clinician, Clinician.id, owner.values())}
    return {session: names[number] for session, number in owner.items() if number}


def _reasons(read: Reading, start: dt.date, end: dt.date) -> dict[tuple[int, int | None], str]:
    """Why a published session changed for each clinician; of several reasons the last."""
    found = read.rows(
        select(PublishedChange.session_id, PublishedChange.clinician_id, PublishedChange.reason)
        .join(ClinicalSession, ClinicalSession.id == PublishedChange.session_id)
        .where(on_days(start, end), PublishedChange.reason != "")
        .order_by(PublishedChange.id)
    )
    reasons: dict[tuple[int, int | None], str] = {}
    for session, clinician, reason in found:
        reasons[(session, clinician)] = reasons[(session, None)] = reason
    return reasons


def _sessions(read: Reading, start: dt.date, end: dt.date) -> list[Session]:
    found = read.rows(_SESSIONS, Horizon(start, end).days)
    return [
        Session(
            *(
                *row[:16],
                row[16] or "",
                ", ".join(part for part in (row[17], row[18]) if part),
                row[19],
                cause_words(row[20], row[21]),
                *row[22:],
            )
        )
        for row in found
    ]


def _placed(read: Reading, start: dt.date, end: dt.date) -> list[Placed]:
    found = read.rows(_PLACED, Horizon(start, end).days)
    return [Placed(*(*facts, Uncounted(why))) for *facts, why in found]


def _told(read: Reading, start: dt.date, end: dt.date, versions: Speaking) -> Iterator[Told]:
    """Each line of the versions that has the word about its day and its work."""
    if not versions.versions:
        return
    found = read.rows(
        select(
            PublishedDuty.publication_id,
            PublishedDuty.session_id,
            PublishedDuty.clinician_id,
            PublishedDuty.activity_id,
            PublishedDuty.room_id,
            PublishedDuty.start,
            PublishedDuty.end,
            Activity.name,
            Room.code,
            Clinician.name,
        )
        .join(Activity, Activity.id == PublishedDuty.activity_id)
        .outerjoin(Clinician, Clinician.id == PublishedDuty.clinician_id)
        .outerjoin(Room, Room.id == PublishedDuty.room_id)
        .where(PublishedDuty.start >= midnight(start), PublishedDuty.start < midnight(end))
        .where(PublishedDuty.publication_id.in_([one.id for one in versions.versions]))
        .order_by(PublishedDuty.start, PublishedDuty.id)
    )
    for row in found:
        version = versions.of(row[5].date(), row[3])
        if version is not None and version.id == row[0]:
            yield Told(*(version.number, *row[1:8], row[8] or "", row[9] or ""))
