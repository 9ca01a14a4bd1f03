"""A frozen picture of a rota: all that a rule may know, as plain values.

Whoever loads a picture decides its horizon. What lies outside is unknown, not free, so load each
rule's `reach` on either side of the days that matter.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from rota_desk.domain.facts import (
    Authorised,
    Away,
    AwayKind,
    Booking,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    Need,
    Person,
    PlanLine,
    Told,
)
from rota_desk.domain.timeline import Timeline, lay_timeline

__all__ = [
    "LONDON",
    "Authorised",
    "Away",
    "AwayKind",
    "Booking",
    "ClaimFacts",
    "Duty",
    "DutyKind",
    "HeldContract",
    "LeaveAsked",
    "Need",
    "Person",
    "PlanLine",
    "Snapshot",
    "Told",
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
    bookings: tuple[Booking, ...] = ()
    plan_lines: tuple[PlanLine, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    holidays: frozenset[dt.date] = frozenset()  # bank holidays observed, by the day observed
    told: tuple[Told, ...] = ()
    requests: tuple[LeaveAsked, ...] = ()
    read_as: frozenset[tuple[str, str]] = frozenset()  # open points not read as the rulebook does

    @cached_property
    def timelines(self) -> tuple[Timeline, ...]:
        """Each person's time, measured once and shared by every rule."""
        duties = _by_person(self.duties)
        aways = _by_person(self.aways)
        lines = _by_person(self.plan_lines)
        claims = _by_person(self.claims)
        requests = _by_person(self.requests)
        return tuple(
            lay_timeline(
                person,
                zone=self.zone,
                first=self.horizon_start,
                beyond=self.horizon_end,
                duties=tuple(duties.get(person.clinician_id, ())),
                aways=tuple(aways.get(person.clinician_id, ())),
                plan_lines=tuple(lines.get(person.clinician_id, ())),
                claims=tuple(claims.get(person.clinician_id, ())),
                requests=tuple(requests.get(person.clinician_id, ())),
                holidays=self.holidays,
                told=self.told,
            )
            for person in self.people
        )


def _by_person(facts: Iterable[_Fact]) -> dict[int, list[_Fact]]:
    sorted_out: dict[int, list[_Fact]] = defaultdict(list)
    for fact in facts:
        sorted_out[fact.clinician_id].append(fact)
    return sorted_out
