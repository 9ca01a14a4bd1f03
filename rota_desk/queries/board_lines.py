"""The sessions of a week as a 6-4-2 meeting looks at them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import Clinician, RoomBooking, SixFourTwoDecision
from models.types import MeetingDecision, Milestone, RoomKind, SessionState, Slot
from rota_desk.domain.six_four_two import Sitting, notice_given
from rota_desk.domain.span import midnight
from rota_desk.queries.board_snags import snags_of
from rota_desk.queries.late_leave import AskedLeave
from rota_desk.queries.settings import count_setting
from rota_desk.queries.sites import RoomFacts
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

WEEK = dt.timedelta(weeks=1)
DECIDED_ON = (RoomKind.ENDOSCOPY, RoomKind.CLINIC, RoomKind.THEATRE)
FALLEN = (SessionState.CANCELLED, SessionState.CLOSED)


class Ask(StrEnum):
    """What a session asks of the meeting."""

    EMPTY = "nobody on it"
    RELEASED = "released, to be offered"
    LENT = "given to a service"
    USED = "used"
    ENDED = "will not run"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on file, with the meeting that made it."""

    milestone: Milestone
    decision: str
    note: str
    by: str
    meeting: dt.date


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A session of a week, as the meeting looks at it."""

    session_id: int
    start: dt.datetime
    end: dt.datetime
    slot: Slot
    room: str  # its code
    room_name: str
    code: str
    title: str
    tint: str
    owner: str
    who: str
    why: str  # why nobody is there, or why it was given up
    ask: Ask
    late: str  # "leave asked Thu 10 Dec, 39 days before"
    decided: Decided | None  # at this milestone
    before: tuple[Decided, ...]  # at earlier ones
    snags: tuple[str, ...] = ()  # why it cannot simply be confirmed: bank holiday, closed room

    @property
    def open(self) -> bool:
        """Whether the meeting still has to decide about it; what has ended asks nothing."""
        return self.decided is None and self.ask not in (Ask.ENDED, Ask.LENT)

    @property
    def cause(self) -> str:
        """Why, without the name that stands beside it already."""
        named = bool(self.owner) and self.owner in self.why
        return self.why.rsplit(": ", 1)[-1] if named else self.why.removeprefix("Moved: ")

    @property
    def before_given_up(self) -> bool:
        """Whether an earlier meeting released it or gave it away."""
        return any(one.decision != MeetingDecision.KEEP.value for one in self.before)

    @property
    def to_settle(self) -> bool:
        """Whether it cannot simply be confirmed with the rest."""
        return self.open and (self.ask is not Ask.USED or bool(self.snags))


def concerns(session: Session, rooms: Mapping[int, RoomFacts]) -> bool:
    """Whether a meeting decides about a session: it needs cover and stands in such a room."""
    room = rooms.get(session.room_id or 0)
    return room is not None and room.kind in DECIDED_ON and session.needs_cover


def board_lines(
    read: Reading,
    at: Sitting,
    rota: Rota,
    rooms: Mapping[int, RoomFacts],
    leave: tuple[AskedLeave, ...],
) -> list[BoardLine]:
    """The sessions of the week: what is to be settled first, then the used ones, then the rest."""
    names = {one.id: one.name for one in read.all(select(Clinician))}
    decided = _decisions(read, [one.id for one in rota.sessions])
    lent = _lent(read, at.week)
    due, snags = drop_notice(read), snags_of(read, at.week, rota, rooms)
    found = []
    for session in rota.sessions:
        if not concerns(session, rooms):
            continue
        ask = _ask(rota, session, lent)
        on_file = decided.get(session.id, ())
        now = next((one for one in on_file if one.milestone is at.milestone), None)
        room = rooms[session.room_id or 0]
        found.append(
            BoardLine(
                session_id=session.id,
                start=session.start,
                end=session.end,
                slot=session.slot,
                room=room.code,
                room_name=room.name,
                code=session.code,
                title=session.name,
                tint=session.tint,
                owner=names.get(session.owner_id or session.left_by or 0, ""),
                who=lent.get(session.id, "") or _people(rota, session, names),
                why="" if ask in (Ask.USED, Ask.LENT) else _why(session),
                ask=ask,
                late=_late(session, leave, at.week, due),
                decided=now,
                before=tuple(one for one in on_file if one is not now),
                snags=snags.get(session.id, ()) if ask in (Ask.USED, Ask.EMPTY) else (),
            )
        )
    return sorted(found, key=lambda one: (_rank(one), one.start, one.room))


def _rank(line: BoardLine) -> int:
    if line.to_settle:
        return 0
    return 1 if line.open else 2


def _ask(rota: Rota, session: Session, lent: Mapping[int, str]) -> Ask:
    if session.id in lent:
        return Ask.LENT
    if session.state is SessionState.RELEASED:
        return Ask.RELEASED
    if session.state in FALLEN:
        return Ask.ENDED
    return Ask.USED if rota.counted(session.id) or not session.wanted else Ask.EMPTY


def _why(session: Session) -> str:
    return session.state_reason or session.cause


def _people(rota: Rota, session: Session, names: Mapping[int, str]) -> str:
    return " and ".join(names.get(one.clinician_id, "") for one in rota.on.get(session.id, ()))


def _late(session: Session, leave: Iterable[AskedLeave], week: dt.date, due: int) -> str:
    whose = {session.owner_id, session.left_by} - {None}
    for one in leave:
        if one.clinician in whose and one.first <= session.start.date() <= one.last:
            notice = notice_given(one.asked, week)
            if notice < due:
                return f"leave asked {notice} days before"
    return ""


def _decisions(read: Reading, sessions: list[int]) -> Mapping[int, tuple[Decided, ...]]:
    found: dict[int, list[Decided]] = defaultdict(list)
    wanted = select(SixFourTwoDecision).where(SixFourTwoDecision.session_id.in_(sessions))
    for one in read.all(wanted.order_by(SixFourTwoDecision.id)):
        found[one.session_id].append(
            Decided(one.milestone, one.decision, one.note, one.decided_by, one.meeting_day)
        )
    return {
        session: tuple(sorted(lines, key=lambda one: -int(one.milestone)))
        for session, lines in found.items()
    }


def _lent(read: Reading, week: dt.date) -> Mapping[int, str]:
    """Whom the room of a released session was given to, by the session."""
    found = read.all(
        select(RoomBooking).where(
            RoomBooking.session_id.is_not(None),
            RoomBooking.start >= midnight(week),
            RoomBooking.start < midnight(week + WEEK),
        )
    )
    return {one.session_id: one.title for one in found if one.session_id is not None}


def drop_notice(read: Reading) -> int:
    """The notice in days with which a session is given up in time."""
    return count_setting(read, key="rooms.drop_notice_days")
