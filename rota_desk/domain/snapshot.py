"""A frozen picture of a rota: all that a rule may know, as plain values.

Whoever loads a picture decides its horizon. What lies outside is unknown, not free, so load each
rule's `reach` on either side of the days that matter.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from rota_desk.domain.facts import (
    Asking,
    Authorised,
    Away,
    AwayKind,
    Booking,
    ChangedDuty,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    Need,
    OptOut,
    Person,
    PlanLine,
    Told,
    Trainee,
)
from rota_desk.domain.local_limits import LocalLimit, Meeting
from rota_desk.domain.timeline import Minutes, Timeline
from rota_desk.domain.ways import UNKNOWN, Ways

if TYPE_CHECKING:
    from rota_desk.domain.columns import Columns
    from rota_desk.domain.everybody import Everybody
    from rota_desk.domain.spots import Spots

__all__ = [
    "LONDON",
    "Asking",
    "Authorised",
    "Away",
    "AwayKind",
    "Booking",
    "ChangedDuty",
    "ClaimFacts",
    "Duty",
    "DutyKind",
    "HeldContract",
    "LeaveAsked",
    "Need",
    "OptOut",
    "Person",
    "PlanLine",
    "Snapshot",
    "Told",
    "Trainee",
]

LONDON = ZoneInfo("Europe/London")


class _Owned(Protocol):
    @property
    def clinician_id(self) -> int: ...


_Fact = TypeVar("_Fact", bound=_Owned)


@dataclass(frozen=True)
class Snapshot:
    """People, their duties and what surrounds them, between two days.

    `horizon_end` is the day after the last. A duty belongs to the day on which it starts.
    """

    zone: ZoneInfo
    horizon_start: dt.date
    horizon_end: dt.date
    people: tuple[Person, ...] = ()
    duties: tuple[Duty, ...] = ()
    aways: tuple[Away, ...] = ()
    needs: tuple[Need, ...] = ()
    askings: tuple[Asking, ...] = ()
    trainees: tuple[Trainee, ...] = ()
    bookings: tuple[Booking, ...] = ()
    plan_lines: tuple[PlanLine, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    holidays: frozenset[dt.date] = frozenset()  # bank holidays observed, by the day observed
    told: tuple[Told, ...] = ()
    requests: tuple[LeaveAsked, ...] = ()
    changes: tuple[ChangedDuty, ...] = ()  # since people were told, by day
    ways: Ways = UNKNOWN  # between sites, with the time that each takes
    limits: tuple[LocalLimit, ...] = ()  # of the department itself
    meetings: tuple[Meeting, ...] = ()  # of people whom it keeps apart
    read_as: frozenset[tuple[str, str]] = frozenset()  # open points not read as the rulebook does

    @cached_property
    def timelines(self) -> tuple[Timeline, ...]:
        """Each person's time, measured once and shared by every rule."""
        return tuple(self.timeline(place) for place in range(len(self.people)))

    def timeline(self, place: int) -> Timeline:
        """Give the time of the person at a place among the people."""
        if place not in self._laid:
            self._laid[place] = self.lay(place)
        return self._laid[place]

    @cached_property
    def _laid(self) -> dict[int, Timeline]:
        return {}

    def lay(self, place: int) -> Timeline:
        """Give the time of the person at a place afresh, for whoever keeps it no longer."""
        given, minutes = self._duties_of(place)
        return self._with_papers(place, given, minutes)

    def _with_papers(
        self, place: int, given: tuple[Duty, ...], minutes: tuple[Minutes, ...]
    ) -> Timeline:
        number = self.people[place].clinician_id
        return Timeline(
            person=self.people[place],
            zone=self.zone,
            first=self.horizon_start,
            beyond=self.horizon_end,
            given=given,
            minutes=minutes,
            aways=tuple(self._aways.get(number, ())),
            plan_lines=tuple(self._lines.get(number, ())),
            claims=tuple(self._claims.get(number, ())),
            requests=tuple(self._requests.get(number, ())),
            changes=tuple(self._changes.get(number, ())),
            holidays=self.holidays,
            told=self.told,
            ways=self.ways,
            limits=self.limits,
        )

    def on(self, place: int, spots: "Spots | None", whole: Timeline | None = None) -> Timeline:
        """Give the time of a person with no duties but those that start in some spots.

        None: with all of them. What is laid already is taken from their `whole` time.
        """
        if spots is None:
            return whole or self.lay(place)
        if whole is not None and whole.plain:
            return whole.only(self.columns.among(place, spots).tolist())
        given, minutes = self.columns.on(place, spots)
        return self._with_papers(place, tuple(map(self.duties.__getitem__, given)), minutes)

    def free_timeline(self, place: int) -> Timeline:
        """Give the horizon of a person as if nothing stood in it."""
        return Timeline(
            person=self.people[place],
            zone=self.zone,
            first=self.horizon_start,
            beyond=self.horizon_end,
            holidays=self.holidays,
            told=self.told,
            ways=self.ways,
            limits=self.limits,
        )

    @property
    def at_once(self) -> bool:
        """Whether everybody's time was measured at once already."""
        return "everybody" in self.__dict__

    @cached_property
    def everybody(self) -> "Everybody":
        """Everybody's time at once, measured when it is first asked for."""
        from rota_desk.domain.everybody import lay_everybody

        days = (self.horizon_end - self.horizon_start).days
        return lay_everybody(
            self.columns,
            self.people,
            self.aways,
            zone=self.zone,
            first=self.horizon_start,
            days=days,
        )

    @cached_property
    def columns(self) -> "Columns":
        """The duties within the horizon as columns of whole minutes."""
        from rota_desk.domain.columns import columns_of

        return columns_of(
            self.duties,
            self.people,
            zone=self.zone,
            first=self.horizon_start,
            beyond=self.horizon_end,
        )

    def _duties_of(self, place: int) -> tuple[tuple[Duty, ...], tuple[Minutes, ...]]:
        if not self.at_once:
            return tuple(self._duties.get(self.people[place].clinician_id, ())), ()
        rows, minutes = self.columns.of(place)
        return tuple(map(self.duties.__getitem__, rows)), minutes

    @cached_property
    def _duties(self) -> dict[int, list[Duty]]:
        return _by_person(self.duties)

    @cached_property
    def _aways(self) -> dict[int, list[Away]]:
        return _by_person(self.aways)

    @cached_property
    def _lines(self) -> dict[int, list[PlanLine]]:
        return _by_person(self.plan_lines)

    @cached_property
    def _claims(self) -> dict[int, list[ClaimFacts]]:
        return _by_person(self.claims)

    @cached_property
    def _changes(self) -> dict[int, list[ChangedDuty]]:
        return _by_person(self.changes)

    @cached_property
    def _requests(self) -> dict[int, list[LeaveAsked]]:
        return _by_person(self.requests)


def _by_person(facts: Iterable[_Fact]) -> dict[int, list[_Fact]]:
    sorted_out: dict[int, list[_Fact]] = defaultdict(list)
    for fact in facts:
        sorted_out[fact.clinician_id].append(fact)
    return sorted_out
