"""All that decides who could take a session, read once: the ground of the cover finder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Room
from models.types import ActivityKind, StaffGroup
from rota_desk.domain.snapshot import Duty, DutyKind, Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.queries.asks import Ask, asks
from rota_desk.queries.candidate_facts import (
    Base,
    bases_elsewhere,
    contacts_of,
    times_asked,
    uncovered_work,
)
from rota_desk.queries.findings import REACH
from rota_desk.queries.picture.duties import WHOLE_SHIFTS
from rota_desk.queries.snapshot import NEEDS, may_do, snapshot
from rota_desk.queries.whom_to_find import WhomToFind, whom_to_find
from rota_desk.queries.work_loads import work_loads, work_shares
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading

PictureOf = Callable[[dt.date, frozenset[int]], "Pictured"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The session that wants somebody, as a duty still without its person."""

    duty: Duty
    needs_permission: bool
    whom: WhomToFind


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is here on the day of the session and not on it."""

    clinician_id: int
    name: str
    group: StaffGroup
    grade: str


@dataclass(frozen=True)
class Pictured:
    """The days around a session, and what the rules find in them as they stand."""

    day: dt.date
    picture: Snapshot

    @cached_property
    def before(self) -> Mapping[int, tuple[Finding, ...]]:
        """What stands against each person already."""
        return by_person(judge(self.picture, on=self.day, rules=NEAR_RULES))

    @cached_property
    def lines(self) -> Mapping[int, Timeline]:
        """Each person's time around the session."""
        return {one.person.clinician_id: one for one in self.picture.timelines}


@dataclass(frozen=True)
class Ground:
    """A session that wants somebody, everybody who is here, and what is on file of them."""

    wanted: Wanted
    people: tuple[Who, ...]
    pictured: Pictured
    allowed: frozenset[int]
    asked: Mapping[int, int]
    contacts: Mapping[int, str]
    loads: Mapping[int, float]  # of this work within a quarter either side, by share
    shares: Mapping[int, float]  # of full time
    bases: Mapping[int, Base]
    uncounted: frozenset[int]  # activities that need no cover: what could be left for a gap
    told: Mapping[int, Ask]  # the last time each was asked for this session

    @property
    def session_id(self) -> int:
        """The session's number."""
        return self.wanted.duty.session_id or 0

    @property
    def day(self) -> dt.date:
        """The day on which it starts."""
        return self.wanted.duty.start.date()

    def permitted(self, clinician: int) -> bool:
        """Whether somebody may do it."""
        return not self.wanted.needs_permission or clinician in self.allowed


def ground_of(
    read: Reading,
    there: ClinicalSession,
    *,
    instead_of: int | None = None,
    picture_of: PictureOf | None = None,
) -> Ground:
    """Read all that decides who could take a session; `picture_of` shares a day's picture."""
    wanted = wanted_of(read, there, instead_of=instead_of)
    day = there.start.date()
    people = [one for one in read.all(select(Clinician).order_by(Clinician.id)) if _here(one, day)]
    already = {
        one.clinician_id
        for one in read.all(select(Assignment).where(Assignment.session_id == there.id))
    }
    free = [one for one in people if one.id not in already]
    whose = frozenset(one.id for one in free)
    return Ground(
        wanted=wanted,
        people=tuple(Who(one.id, one.name, one.group, one.grade) for one in free),
        pictured=picture_of(day, whose) if picture_of else pictured(read, day, whose),
        allowed=may_do(read, activity=there.activity_id, day=day),
        asked=times_asked(read),
        contacts=contacts_of(read),
        loads=work_loads(read, there),
        shares=work_shares(read, day),
        bases=bases_elsewhere(read, there, free),
        uncounted=uncovered_work(read),
        told={
            one.clinician_id: one
            for one in asks(read, session=there.id)
            if one.clinician_id is not None
        },
    )


def pictured(read: Reading, day: dt.date, people: frozenset[int] | None) -> Pictured:
    """The days around one day, of these people or of everybody."""
    picture = snapshot(read, start=day - REACH, end=day + REACH, clinicians=people, without=NEEDS)
    return Pictured(day, picture)


def _here(person: Clinician, day: dt.date) -> bool:
    return (person.joined is None or person.joined <= day) and (
        person.leaves is None or day < person.leaves
    )


def by_person(found: tuple[Finding, ...]) -> dict[int, tuple[Finding, ...]]:
    """Findings by whom they are about; those about nobody are left out."""
    sorted_out: dict[int, list[Finding]] = {}
    for one in found:
        if one.clinician_id is not None:
            sorted_out.setdefault(one.clinician_id, []).append(one)
    return {number: tuple(ones) for number, ones in sorted_out.items()}


def wanted_of(read: Reading, there: ClinicalSession, *, instead_of: int | None = None) -> Wanted:
    """The session as a duty that wants its person, and whom it wants."""
    activity = read.get(Activity, there.activity_id)
    room = read.find(Room, there.room_id) if there.room_id is not None else None
    on_call = activity.on_call_hours
    return Wanted(
        Duty(
            clinician_id=0,
            start=there.start,
            end=there.end,
            kind=(DutyKind.ON_CALL if activity.kind is ActivityKind.ON_CALL else DutyKind.SHIFT),
            work_minutes=int(on_call * 60) if on_call is not None else None,
            episodes=activity.on_call_episodes,
            activity=activity.name,
            session_id=there.id,
            activity_id=activity.id,
            room_id=there.room_id,
            site_id=room.site_id if room else None,
            joins=activity.kind not in WHOLE_SHIFTS,
        ),
        activity.needs_permission,
        whom_to_find(read, there, instead_of=instead_of),
    )
