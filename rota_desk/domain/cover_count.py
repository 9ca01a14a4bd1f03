"""Have against need of one activity on one day: people, places, and who is among them.

Every place is a session with as many people as it wants. A requirement that wants more than the
sessions do takes up who is beyond their number first, and is a place without a session for the
rest. A line for a grade or a skill asks for people of its own among those who are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from models.types import Slot
from rota_desk.domain.requirement import Asked, meets_slot


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who counts as cover."""

    clinician_id: int
    grade: str = ""
    skills: frozenset[str] = frozenset()  # case folded


@dataclass(slots=True)
class Place:
    """A session with its people, or a need that has no session."""

    slot: Slot
    site_id: int | None
    wanted: int
    people: tuple[Present, ...] = ()
    session_id: int | None = None
    asked: Asked | None = None  # the requirement behind a need without a session
    over: int = 0  # people beyond what is wanted, and beyond the target

    @property
    def have(self) -> int:
        """How many people are there."""
        return len(self.people)

    @property
    def surplus(self) -> int:
        """How many are there beyond those wanted."""
        return max(0, self.have - self.wanted)

    def within(self, scope: tuple[Slot, int | None]) -> bool:
        """Whether it counts for a part of the day at a site; any site where none is named."""
        slot, site = scope
        return meets_slot(self.slot, slot) and site in {None, self.site_id}


@dataclass(frozen=True, slots=True)
class Mix:
    """A line for a grade or a skill, how many are such, and how many nobody could still be."""

    asked: Asked
    have: int
    lacking: int  # beyond what its open places could still bring
    people: int  # everybody there
    session_ids: tuple[int, ...]
    still_open: int = 0  # places nobody fills
    over: int = 0  # beyond those asked for, as far as there are more people than wanted

    @property
    def needs_next(self) -> bool:
        """Whether whoever comes next has to be one, or the line can no longer be met."""
        return self.asked.minimum - self.have >= max(self.still_open, 1)


@dataclass(frozen=True, slots=True)
class DayCount:
    """What is needed of an activity on a day, and what is there."""

    places: tuple[Place, ...]
    mixes: tuple[Mix, ...] = ()
    target: int = 0  # people wanted, never fewer than needed

    need: int = field(init=False)
    have: int = field(init=False)
    filled: int = field(init=False)
    over: int = field(init=False)
    lacking: int = field(init=False)

    def __post_init__(self) -> None:
        """Sum up once: places filled with nobody of the grade or skill wanted are not filled."""
        there = sum(min(one.have, one.wanted) for one in self.places)
        lacking = min(there, sum(one.lacking for one in self.mixes))
        sums = {
            "need": sum(one.wanted for one in self.places),
            "have": sum(one.have for one in self.places),
            "filled": there - lacking,
            "over": sum(one.over for one in self.places),
            "lacking": lacking,
        }
        for name, number in sums.items():
            object.__setattr__(self, name, number)


def count_day(sessions: Iterable[Place], lines: Sequence[Asked]) -> DayCount:
    """Hold an activity's sessions of a day against the lines that speak of it."""
    places = list(sessions)
    for scope in sorted({one.scope for one in lines}, key=_narrow_first):
        least = _least(lines, scope)
        missing = least - sum(one.wanted for one in places if one.within(scope))
        if missing > 0:
            places += _unplanned(places, scope, missing, _speaker(lines, scope))
    for one in places:
        one.over = one.surplus
    room = _allow_targets(places, lines)
    mixes = tuple(_mix(places, one) for one in lines if one.of_some and one.minimum)
    return DayCount(tuple(places), mixes, sum(one.wanted for one in places) + room)


def _narrow_first(scope: tuple[Slot, int | None]) -> tuple[bool, bool, str, int]:
    slot, site = scope
    return site is None, slot is Slot.DAY, slot.value, site or 0


def _least(lines: Iterable[Asked], scope: tuple[Slot, int | None]) -> int:
    """The people a scope asks for: the number itself, or the grades and skills together."""
    there = [one for one in lines if one.scope == scope]
    plain = max((one.minimum for one in there if not one.of_some), default=0)
    return max(plain, sum(one.minimum for one in there if one.of_some))


def _speaker(lines: Iterable[Asked], scope: tuple[Slot, int | None]) -> Asked:
    """The line that is named where a scope has no session: the plain one, if there is one."""
    return min((one for one in lines if one.scope == scope), key=lambda one: one.of_some)


def _unplanned(
    places: Iterable[Place], scope: tuple[Slot, int | None], missing: int, asked: Asked
) -> Iterator[Place]:
    """Let whoever is beyond their session's number count; what is left has no session."""
    for one in places:
        if one.within(scope):
            taken = min(missing, one.surplus)
            one.wanted += taken
            missing -= taken
    if missing:
        yield Place(scope[0], scope[1], missing, asked=asked)


def _allow_targets(places: Sequence[Place], lines: Iterable[Asked]) -> int:
    """Take people up to the target off what is over; answers how many more a target wants."""
    most = 0
    for line in lines:
        if line.target is None or line.of_some:
            continue
        within = [one for one in places if one.within(line.scope)]
        room = max(0, line.target - sum(one.wanted for one in within))
        most = max(most, room)
        for one in within:
            allowed = min(one.over, room)
            one.over -= allowed
            room -= allowed
    return most


def _mix(places: Iterable[Place], line: Asked) -> Mix:
    within = [one for one in places if one.within(line.scope)]
    there = {who.clinician_id: who for one in within for who in one.people}
    have = sum(line.met_by(who.grade, who.skills) for who in there.values())
    still_open = sum(max(0, one.wanted - one.have) for one in within)
    return Mix(
        asked=line,
        have=have,
        lacking=max(0, line.minimum - have - still_open),
        people=len(there),
        session_ids=tuple(one.session_id for one in within if one.session_id is not None),
        still_open=still_open,
        over=_over(line, have, sum(one.over for one in within)),
    )


def _over(line: Asked, have: int, people_over: int) -> int:
    """How many of a grade or skill are too many.

    A line asks for at least so many: more of them take the other places, and only where more
    people stand there than are wanted are they over.
    """
    return min(max(0, have - max(line.minimum, line.target or 0)), people_over)
