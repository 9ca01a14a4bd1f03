"""How rooms were used: sessions run against planned, and what became of those given up.

Every measure derives from the kept steps of each session (rulebook, section G).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select

from models import ClinicalSession, Clinician, Gap, RoomBooking, SessionStep
from models.types import SessionSource, SessionState
from rota_desk.domain.overlaps import overlapping
from rota_desk.domain.points import capacity_of
from rota_desk.domain.six_four_two import Fate, Step, Story, story_of
from rota_desk.domain.span import midnight
from rota_desk.queries.board_lines import FALLEN, concerns, drop_notice
from rota_desk.queries.bookings import standing_bookings
from rota_desk.queries.cover import on_days
from rota_desk.queries.list_points import training_share
from rota_desk.queries.moments import wall_time
from rota_desk.queries.room_ran import RAN_FORMULAS, Ran, Spare, ran_of, spare_minutes
from rota_desk.queries.settings import count_setting
from rota_desk.queries.sites import RoomFacts, room_list
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

FORMULAS = (
    ("Planned", "sessions in rooms that need cover, without extra ones and agreed closures"),
    ("Agreed closure", "closed or cancelled in time without having been given up"),
    ("Run", "marked as run, or past with somebody on it; not where no single case was done"),
    ("Use", "run ÷ planned of those past"),
    ("Dropped", "released, cancelled or closed"),
    ("In time", "dropped with the due notice to the Monday of the week ÷ dropped"),
    ("Reused", "dropped and taken by a colleague or a service ÷ dropped"),
    ("Failed", "taken and closed all the same; no loss of the first owner when given up in time"),
    ("Owner's loss", "dropped late, or dropped and taken by nobody"),
    ("Double-booked", "sessions whose room somebody else held at the same time"),
    ("Points", "points booked ÷ capacity of the same lists; a training list has a smaller one"),
    ("Points done", "points done ÷ capacity of the lists that say both"),
    ("Training", "lists on which a trainee operates"),
    *RAN_FORMULAS,
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
    double: int = 0
    training: int = 0
    points_done: int = 0
    capacity_done: int = 0  # of the lists that say what was done
    ran: Ran = field(default_factory=Ran)

    @property
    def in_time_share(self) -> Fraction | None:
        """Dropped with the due notice, of those dropped."""
        return Fraction(self.in_time, self.dropped) if self.dropped else None

    @property
    def reused_share(self) -> Fraction | None:
        """Taken by somebody else, of those dropped."""
        return Fraction(self.reused, self.dropped) if self.dropped else None

    @property
    def done_share(self) -> Fraction | None:
        """Points done of what the lists could hold; None where nothing is known."""
        return Fraction(self.points_done, self.capacity_done) if self.capacity_done else None

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
    target: Fraction  # of the use, as the department sets it
    whole: Use
    by_room: tuple[Use, ...]
    by_service: tuple[Use, ...]
    by_owner: tuple[Use, ...]
    spare: Spare  # minutes, at either end of a list


@dataclass(frozen=True, slots=True)
class Measured:
    """A session of the days, with what the measures ask of it."""

    session: Session
    room: RoomFacts
    owner: str
    story: Story
    planned: bool
    past: bool
    run: bool
    double: bool
    capacity: int | None  # points that the list may hold
    who: str  # whoever stands there
    stands: bool  # neither released nor ended
    spare: Spare


@dataclass(frozen=True, slots=True)
class _Taken:
    start: dt.datetime
    end: dt.datetime
    session_id: int | None


def room_use(
    read: Reading, found: tuple[Measured, ...], *, start: dt.date, end: dt.date
) -> RoomUse:
    """The measures of the sessions that start from `start` until before `end`."""
    return RoomUse(
        start,
        end,
        drop_notice(read),
        Fraction(count_setting(read, key="rooms.use_target"), 100),
        use_of("All rooms", found),
        _by(found, lambda one: f"{one.room.name}, {one.room.site}"),
        _by(found, lambda one: one.session.name),
        _by(found, lambda one: one.owner or "nobody's by plan"),
        spare_minutes(read),
    )


def _by(found: Iterable[Measured], name: Callable[[Measured], str]) -> tuple[Use, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        groups[name(one)].append(one)
    return tuple(use_of(group, groups[group]) for group in sorted(groups))


def use_of(name: str, found: Iterable[Measured]) -> Use:
    """The measures of some sessions."""
    all_of_it = [one for one in found if one.planned]
    past = [one for one in all_of_it if one.past]
    dropped = [one.story for one in all_of_it if one.story.fate is not Fate.KEPT]
    filled = [one for one in all_of_it if one.session.points is not None and one.capacity]
    finished = [one for one in filled if one.session.points_done is not None]
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
        points=sum(one.session.points or 0 for one in filled),
        capacity=sum(one.capacity or 0 for one in filled),
        double=sum(one.double for one in all_of_it),
        training=sum(one.session.training for one in all_of_it),
        points_done=sum(one.session.points_done or 0 for one in finished),
        capacity_done=sum(one.capacity or 0 for one in finished),
        ran=ran_of((one.session, one.spare) for one in past if one.run),
    )


def measured(read: Reading, start: dt.date, end: dt.date) -> Iterator[Measured]:
    """Each session in a room that needs cover, with its story and whether it ran."""
    rooms = {one.room_id: one for one in room_list(read)}
    rota = standing_rota(read, start=start, end=end)
    steps, known = _steps(read, start, end), _known(read, start, end)
    names = {one.id: one.name for one in read.all(select(Clinician))}
    extra, lent = _extra(read, start, end), _lent(read, start, end)
    due, share, spare = drop_notice(read), training_share(read), spare_minutes(read)
    double = held_twice(read, rota, start, end)
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
        room = rooms[session.room_id or 0]
        yield Measured(
            session=session,
            room=room,
            owner=names.get(session.owner_id or 0, ""),
            story=story,
            planned=session.id not in extra and not _agreed(steps.get(session.id, ()), story),
            past=session.end <= read.wall,
            run=_ran(rota, session),
            double=session.id in double,
            who=" and ".join(names.get(on.clinician_id, "") for on in rota.on.get(session.id, ())),
            stands=rota.stands(session),
            spare=spare,
            capacity=capacity_of(
                room.points_capacity,
                training=session.training,
                share=share,
                typed=room.training_points,
            ),
        )


def held_twice(read: Reading, rota: Rota, start: dt.date, end: dt.date) -> set[int]:
    """The sessions whose room another session, a booking or a closure took at the same time."""
    rooms: dict[int, list[_Taken]] = defaultdict(list)
    for one in rota.sessions:
        if one.room_id is not None and rota.stands(one):
            rooms[one.room_id].append(_Taken(one.start, one.end, one.id))
    for held in standing_bookings(read, begin=midnight(start), until=midnight(end)):
        if held.booking.session_id is None:
            rooms[held.booking.room_id].append(_Taken(held.start, held.end, None))
    return {
        number
        for taken in rooms.values()
        for pair in overlapping(taken)
        for number in (one.session_id for one in pair)
        if number is not None
    }


def _agreed(steps: tuple[Step, ...], story: Story) -> bool:
    """Whether it was closed in time without having been given up: an agreed closure."""
    if story.fate is not Fate.UNUSED or story.late:
        return False
    return steps[0].state in FALLEN


def _ran(rota: Rota, session: Session) -> bool:
    """Whether it ran: with not one case done it counts as cancelled (rulebook, rm-session)."""
    if session.cases_done == 0:
        return False
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
