"""What surrounds claims, loaded once for all of them: sessions, rooms, other claims, rates."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Room,
    Unavailability,
    WliClaim,
)
from models.types import AssignmentSource, UnavailabilityKind
from rota_desk.domain.claim_case import Approver, Delivery, Meets, Slot
from rota_desk.domain.span import midnight
from rota_desk.queries.approvers import approvers_on
from rota_desk.queries.bookings import standing_bookings
from rota_desk.queries.cover import FELL
from rota_desk.queries.delivery import delivery_before
from rota_desk.queries.rate_cards import RateBook, rate_book
from rota_desk.queries.settings import count_setting
from rota_desk.queries.snapshot import CLAIMS_THAT_FELL, occurrences
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
_AT_ONCE = 500  # numbers in one statement
_SETTINGS = (
    "claims.window_days",
    "claims.late_days",
    "claims.allowance_minutes",
    "claims.time_shift_weeks",
)
_ELSEWHERE = {  # what may be paid elsewhere: its words, and how it counts
    UnavailabilityKind.PRIVATE_PRACTICE: ("Private practice", "private"),
    UnavailabilityKind.OUTSIDE_COMMITMENT: ("Outside commitment", "outside"),
}
RoomDay = tuple[int, dt.date]


class _Owned(Protocol):
    @property
    def clinician_id(self) -> int: ...


T = TypeVar("T", bound=_Owned)


@dataclass(frozen=True, slots=True)
class InRoom:
    """Something that stands in a room: a session with who is on it, or a booking."""

    start: dt.datetime
    end: dt.datetime
    title: str
    session_id: int | None = None
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything beside the claimants' own time that checks look at."""

    people: Mapping[int, Clinician]
    activity_codes: Mapping[int, str]
    rates: RateBook
    approvers: tuple[Approver, ...]
    bank_shifts: frozenset[tuple[int, int]]  # clinician and session
    _settings: Mapping[str, int]
    _rooms: Mapping[int, str]
    _sessions: Mapping[int, Slot]
    _in_rooms: Mapping[RoomDay, Sequence[InRoom]]
    _claims: Mapping[int, Sequence[WliClaim]]
    _elsewhere: Mapping[int, Sequence[Unavailability]]
    _delivery: Mapping[tuple[int, dt.date], Delivery]

    @classmethod
    def of(cls, read: Reading, claims: Sequence[WliClaim]) -> Surroundings:
        """What surrounds these claims."""
        first = min(one.start for one in claims).date()
        last = max(one.end for one in claims).date() + DAY
        whose = {one.clinician_id for one in claims}
        return cls(
            people={one.id: one for one in read.all(select(Clinician))},
            activity_codes={one.id: one.code for one in read.all(select(Activity))},
            rates=rate_book(read, start=first, end=last),
            approvers=approvers_on(read, day=read.today),
            bank_shifts=_bank_shifts(read, whose, first, last),
            _settings={key: count_setting(read, key=key) for key in _SETTINGS},
            _rooms={one.id: one.name for one in read.all(select(Room))},
            _sessions=_sessions(read, claims),
            _in_rooms=_in_rooms(read, claims, first, last),
            _claims=_by_person(_standing(read, whose, first, last)),
            _elsewhere=_by_person(_elsewhere(read, whose)),
            _delivery=_delivery(read, claims),
        )

    def set_to(self, key: str) -> int:
        """What a setting of claims stands at."""
        return self._settings[key]

    def session(self, number: int | None) -> Slot | None:
        """A session that a claim is tied to."""
        return self._sessions.get(number or 0)

    def room_name(self, claim: WliClaim) -> str:
        """What the claim's room is called; empty without one."""
        return self._rooms.get(claim.room_id or 0, "")

    def room_diary(self, claim: WliClaim) -> Iterator[Meets]:
        """What stands in the claim's room while it lasts, "theirs" or somebody else's."""
        if claim.room_id is None:
            return
        seen: set[InRoom] = set()
        day = claim.start.date() - DAY
        while day <= claim.end.date():
            for one in self._in_rooms.get((claim.room_id, day), ()):
                if one.start < claim.end and claim.start < one.end and one not in seen:
                    seen.add(one)
                    theirs = one.session_id is not None and (
                        one.session_id == claim.session_id or claim.clinician_id in one.people
                    )
                    yield Meets(one.start, one.end, one.title, "theirs" if theirs else "")
            day += DAY

    def other_claims(self, claim: WliClaim) -> Iterator[Meets]:
        """The same person's other claims at that time that still stand."""
        for one in self._claims.get(claim.clinician_id, ()):
            if one.id != claim.id and one.start < claim.end and claim.start < one.end:
                yield Meets(one.start, one.end, f"Claim {one.reference}")

    def commitments(self, claim: WliClaim) -> Iterator[Meets]:
        """Private sessions and outside commitments of the claimant at that time."""
        for one in self._elsewhere.get(claim.clinician_id, ()):
            title, counts = _ELSEWHERE[one.kind]
            for start, end in occurrences(one, claim.start, claim.end):
                yield Meets(start, end, title, counts)

    def delivery(self, claim: WliClaim) -> Delivery | None:
        """How the claimant stood against the job plan that day."""
        return self._delivery.get((claim.clinician_id, claim.start.date()))


def _by_person(found: Iterable[T]) -> dict[int, list[T]]:
    sorted_out: dict[int, list[T]] = defaultdict(list)
    for one in found:
        sorted_out[one.clinician_id].append(one)
    return sorted_out


def _standing(
    read: Reading, whose: Iterable[int], first: dt.date, last: dt.date
) -> Sequence[WliClaim]:
    return read.all(
        select(WliClaim)
        .where(WliClaim.clinician_id.in_(whose), WliClaim.state.not_in(CLAIMS_THAT_FELL))
        .where(WliClaim.start < midnight(last), WliClaim.end > midnight(first))
        .order_by(WliClaim.start, WliClaim.id)
    )


def _elsewhere(read: Reading, whose: Iterable[int]) -> Sequence[Unavailability]:
    return read.all(
        select(Unavailability)
        .where(Unavailability.clinician_id.in_(whose), Unavailability.kind.in_(_ELSEWHERE))
        .order_by(Unavailability.start, Unavailability.id)
    )


def _bank_shifts(
    read: Reading, whose: Iterable[int], first: dt.date, last: dt.date
) -> frozenset[tuple[int, int]]:
    found = read.rows(
        select(Assignment.clinician_id, Assignment.session_id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.source == AssignmentSource.BANK, Assignment.clinician_id.in_(whose))
        .where(ClinicalSession.start < midnight(last), ClinicalSession.end > midnight(first))
    )
    return frozenset((whom, session) for whom, session in found)


def _sessions(read: Reading, claims: Sequence[WliClaim]) -> dict[int, Slot]:
    """The sessions that claims are for, and those that make up for displaced ones."""
    wanted = {one.session_id for one in claims} | {one.time_shift_session_id for one in claims}
    numbers = sorted(number for number in wanted if number is not None)
    found: dict[int, Slot] = {}
    for begin in range(0, len(numbers), _AT_ONCE):
        some = ClinicalSession.id.in_(numbers[begin : begin + _AT_ONCE])
        for one in read.all(select(ClinicalSession).where(some)):
            found[one.id] = Slot(
                *(one.start, one.end, one.state.value, one.state_reason),
                *(one.cases_done, one.began, one.ended),
            )
    return found


def _in_rooms(
    read: Reading, claims: Sequence[WliClaim], first: dt.date, last: dt.date
) -> dict[RoomDay, list[InRoom]]:
    """What stands in the claims' rooms, by room and the day it starts."""
    rooms = {one.room_id for one in claims if one.room_id is not None}
    found: dict[RoomDay, list[InRoom]] = defaultdict(list)
    if not rooms:
        return found
    begin, until = midnight(first - DAY), midnight(last)
    people: dict[int, set[int]] = defaultdict(set)
    placed = (
        select(Assignment.session_id, Assignment.clinician_id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(ClinicalSession.room_id.in_(rooms))
        .where(ClinicalSession.start >= begin, ClinicalSession.start < until)
    )
    for session, whom in read.rows(placed):
        people[session].add(whom)
    sessions = (
        select(
            ClinicalSession.id,
            ClinicalSession.room_id,
            ClinicalSession.start,
            ClinicalSession.end,
            Activity.name,
        )
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(ClinicalSession.room_id.in_(rooms), ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= begin, ClinicalSession.start < until)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for number, room, start, end, title in read.rows(sessions):
        held = InRoom(start, end, title, number, frozenset(people[number]))
        found[(room, start.date())].append(held)
    for one in standing_bookings(read, begin=begin, until=until, rooms=rooms):
        day = max(one.start.date(), begin.date())
        while midnight(day) < one.end and day < last:  # a closure may last for weeks
            held = InRoom(one.start, one.end, one.booking.title, one.booking.session_id)
            found[(one.booking.room_id, day)].append(held)
            day += DAY
    return found


def _delivery(read: Reading, claims: Sequence[WliClaim]) -> dict[tuple[int, dt.date], Delivery]:
    days: dict[int, set[dt.date]] = defaultdict(set)
    for one in claims:
        days[one.clinician_id].add(one.start.date())
    return {
        (whom, day): delivery
        for whom, asked in days.items()
        for day, delivery in delivery_before(read, clinician=whom, days=asked).items()
    }
