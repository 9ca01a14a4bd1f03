"""What a rule is: it measures something on a rota and passes no judgement."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from rota_desk.domain.facts import Duty
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.contract import Terms


@dataclass(frozen=True, slots=True)
class About:
    """What a measure concerns besides a person: sessions, a room, a claim."""

    session_ids: tuple[int, ...] = ()
    assignment_ids: tuple[int, ...] = ()
    room_id: int | None = None
    claim_id: int | None = None
    name: str = ""
    clinician_id: int | None = None  # whom a rule of the department is about


NOTHING = About()


def sentences(single: str = "", **named: str) -> Mapping[str, str]:
    """Give a rule's sentences: the one for its only limit, or one for each named limit."""
    return MappingProxyType({"": single, **named})


class Measure(NamedTuple):
    """A quantity found on a rota: minutes, a count or a ratio, and where.

    `against` names the contract's limit when a rule has several. `seen` is False when what lies
    beyond the horizon could still change it. `value` None: nothing could be measured.
    """

    start: dt.datetime
    end: dt.datetime
    value: Fraction | int | None
    against: str = ""
    seen: bool = True
    duties: tuple[Duty, ...] = ()
    about: About = NOTHING
    note: str = ""  # facts for the sentence


class Rule(ABC):
    """A breach that can be looked for; its file is named for it.

    `says` holds the sentence of a finding for each limit, into which {measured}, {limit}, {start},
    {end}, {span} and {note} are filled from the measure. `reach` is how far either side of a
    change it looks.
    """

    key: ClassVar[str]
    reach: ClassVar[dt.timedelta] = dt.timedelta(days=2)
    says: ClassVar[Mapping[str, str]]


class PersonRule(Rule):
    """A rule about one person's time."""

    def heeds(self, rota: Timeline, name: str) -> bool:
        """Whether another definition of a name, or another figure of a limit, measures otherwise.

        Of what it does not heed nothing is measured again under another reading.
        """
        return True

    @abstractmethod
    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield what is found in one person's time; definitions come with the terms."""


class DepartmentRule(Rule):
    """A rule about the department as a whole: needs and rooms."""

    @abstractmethod
    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield what is found on the rota; definitions come with the terms."""


def duties_of(*stretches: Stretch | None) -> tuple[Duty, ...]:
    """Collect the duties of stretches; None gives none."""
    known = [one.duties for one in stretches if one is not None]
    return known[0] if len(known) == 1 else tuple(chain.from_iterable(known))
