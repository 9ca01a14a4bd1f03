"""How rooms were used: sessions run against planned, and what became of those given up.

Every measure derives from the kept steps of each session (rulebook, section G).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import ClinicalSession, Clinician, Gap, RoomBooking, SessionStep
from models.types import SessionSource, SessionState
from rota_desk.domain.six_four_two import Fate, Step, Story, story_of
from rota_desk.domain.span import midnight
from rota_desk.queries.board_lines import FALLEN, concerns, drop_notice
from rota_desk.queries.cover import on_days
from rota_desk.queries.moments import wall_time
from rota_desk.queries.sites import RoomFacts, room_list
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

FORMULAS = (
    ("Planned", "sessions in rooms that need cover, without extra ones and agreed closures"),
    ("Agreed closure", "closed or cancelled in time without having been given up"),
    ("Run", "marked as run, or past with somebody on it"),
    ("Use", "run ÷ planned of those past"),
    ("Dropped", "released, cancelled or closed"),
    ("In time", "dropped with the due notice to the Monday of the week ÷ dropped"),
    ("Reused", "dropped and taken by a colleague or a service ÷ dropped"),
    ("Failed", "taken and closed all the same; no loss of the first owner when given up in time"),
    ("Owner's loss", "dropped late, or dropped and taken by nobody"),
    ("Points", "points planned ÷ points the room holds, where both are known"),
)


@dataclass(frozen=True, slots=True)
class Use:
    """The measures of one room, service or consultant."""

    name: str
    planned: int
    past: int  # planned and over
    run: int  # of those past
    dropped: int
    in_time: int
    reused: int
    failed: int
    owners_loss: int
    points: int
    capacity: int

    @property
    def use(self) -> Fraction | None:
        """Sessions run of those planned and over; None where none is over."""
        return Fraction(self.run, self.past) if self.past else None

    @property
    def points_share(self) -> Fraction | None:
        """Points planned of what the rooms hold; None where nothing is known."""
        return Fraction(self.points, self.capacity) if self.capacity else None


@dataclass(frozen=True, slots=True)
class RoomUse:
    """The use of rooms in some days, half-open, by room, service and consultant."""

    start: dt.date
    end: dt.date
    due: int  # days of notice
    whole: Use
    by_room: tuple[Use, ...]
    by_service: tuple[Use, ...]
    by_owner: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class _One:
    session: Session
    room: RoomFacts
    owner: str
    story: Story
    planned: bool
    past: bool
    run: bool


def room_use(read: Reading, *, start: dt.date, end: dt.date) -> RoomUse:
    """Measure the sessions that start from `start` until before `end`."""
    found = tuple(_ones(read, start, end))
    return RoomUse(
        start,
        end,
        drop_notice(read),
        _use("All rooms", found),
        _by(found, lambda one: f"{one.room.name}, {one.room.site}"),
        _by(found, lambda one: one.session.name),
        _by(found, lambda one: one.owner or "nobody's by plan"),
    )


def _by(found: Iterable[_One], name: Callable[[_One], str]) -> tuple[Use, ...]:
    groups: dict[str, list[_One]] = defaultdict(list)
    for one in found:
        groups[name(one)].append(one)
    return tuple(_use(group, groups[group]) for group in sorted(groups))


def _use(name: str, found: Iterable[_One]) -> Use:
    all_of_it = [one for one in found if one.planned]
    past = [one for one in all_of_it if one.past]
    dropped = [one.story for one in all_of_it if one.story.fate is not Fate.KEPT]
    filled = [one for one in all_of_it if one.session.points is not None]
    return Use(
        name=name,
        planned=len(all_of_it),
        past=len(past),
        run=sum(one.run for one in past),
        dropped=len(dropped),
        in_time=sum(not one.late for one in dropped),
        reused=sum(one.fate is Fate.REUSED for one in dropped),
        failed=sum(one.fate is Fate.REUSED_FAILED for one in dropped),
        owners_loss=sum(one.owners_loss for one in dropped),
        points=sum(one.session.points or 0 for one in filled if one.room.points_capacity),
        capacity=sum(one.room.points_capacity for one in filled),
    )


def _ones(read: Reading, start: dt.date, end: dt.date) -> Iterable[_One]:
    rooms = {one.room_id: one for one in room_list(read)}
    rota = standing_rota(read, start=start, end=end)
    steps, known = _steps(read, start, end), _known(read, start, end)
    names = {one.id: one.name for one in read.all(select(Clinician))}
    extra, lent = _extra(read, start, end), _lent(read, start, end)
    due = drop_notice(read)
    for session in rota.sessions:
        if not concerns(session, rooms):
            continue
        story = story_of(
            session.start.date(),
            steps.get(session.id, ()),
            due=due,
            lent=session.id in lent,
            known=known.get(session.id),
        )
        yield _One(
            session=session,
            room=rooms[session.room_id or 0],
            owner=names.get(session.owner_id or 0, ""),
            story=story,
            planned=session.id not in extra and not _agreed(steps.get(session.id, ()), story),
            past=session.end <= read.wall,
            run=_ran(rota, session),
        )


def _agreed(steps: tuple[Step, ...], story: Story) -> bool:
    """Whether it was closed in time without having been given up: an agreed closure."""
    if story.fate is not Fate.UNUSED or story.late:
        return False
    return steps[0].state in FALLEN


def _ran(rota: Rota, session: Session) -> bool:
    standing = rota.stands(session) and bool(rota.counted(session.id))
    return session.state is SessionState.RUN or standing


def _steps(read: Reading, start: dt.date, end: dt.date) -> Mapping[int, tuple[Step, ...]]:
    """The steps of each session by what it lost or gained; locking and running change nothing."""
    found: dict[int, tuple[Step, ...]] = {}
    for one in read.all(
        select(SessionStep)
        .join(ClinicalSession, ClinicalSession.id == SessionStep.session_id)
        .where(on_days(start, end))
        .where(SessionStep.state.not_in((SessionState.RUN, SessionState.LOCKED)))
        .order_by(SessionStep.at, SessionStep.id)
    ):
        step = Step(one.state, wall_time(read, one.at).date())
        found[one.session_id] = (*found.get(one.session_id, ()), step)
    return found


def _known(read: Reading, start: dt.date, end: dt.date) -> Mapping[int, dt.date]:
    """The day on which it was known that a session's owner would be away."""
    found = read.all(
        select(Gap)
        .join(ClinicalSession, ClinicalSession.id == Gap.session_id)
        .where(on_days(start, end))
    )
    return {one.session_id: wall_time(read, one.known_at).date() for one in found}


def _extra(read: Reading, start: dt.date, end: dt.date) -> set[int]:
    extra = select(ClinicalSession.id).where(
        on_days(start, end), ClinicalSession.source == SessionSource.EXTRA
    )
    return {number for (number,) in read.rows(extra)}


def _lent(read: Reading, start: dt.date, end: dt.date) -> set[int]:
    lent = select(RoomBooking.session_id).where(
        RoomBooking.session_id.is_not(None),
        RoomBooking.start >= midnight(start),
        RoomBooking.start < midnight(end),
    )
    return {number for (number,) in read.rows(lent)}
