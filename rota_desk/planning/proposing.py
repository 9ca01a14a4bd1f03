"""Answering every open place at once: the scarcest first, then exchanges that help.

Who could take a place, and in which order, is asked of whoever knows; nothing is ranked here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from rota_desk import progress

EXCHANGES = 60  # of two choices, made for fairer shares
TRIES = 1500  # exchanges that are weighed before the search for fairer shares ends
NOBODY: Mapping[OpenPlace, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class OpenPlace:
    """A place on a session that nobody fills: the first of it is 0."""

    session_id: int
    nth: int = 0


Choices = Mapping[OpenPlace, int]


class Finder(Protocol):
    """Whoever knows who could take a session once choices were made, and how fair they are."""

    def fitting(
        self, session: int, chosen: Choices, only: Collection[int] | None = None
    ) -> Sequence[int]:
        """Who could take it and breaks nothing, best first; of some people alone."""

    def uneven(self, chosen: Choices) -> Any:  # noqa: ANN401 - whatever can be compared
        """How uneven the shares would be: the less, the fairer."""

    def most_above(self, chosen: Choices) -> Sequence[int]:
        """Who was chosen, those furthest above their share first."""

    def alike(self, session: int, other: int) -> bool:
        """Whether two sessions weigh the same in a share."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What she said of single places, and what was proposed before she did."""

    pinned: tuple[tuple[OpenPlace, int], ...] = ()  # whom she chose; the last word counts most
    left_out: frozenset[OpenPlace] = frozenset()
    before: Choices | None = None  # kept where it still fits; None: nothing was proposed yet


@dataclass(slots=True)
class Proposal:
    """Who is proposed for each place, and which choices were exchanged, for what."""

    chosen: dict[OpenPlace, int] = field(default_factory=dict)
    made_room: dict[OpenPlace, OpenPlace] = field(default_factory=dict)  # for which other place
    fairer: set[OpenPlace] = field(default_factory=set)


def propose(places: Sequence[OpenPlace], finder: Finder, wishes: Wishes | None = None) -> Proposal:
    """Give each place the first who fits with all choices before it; then exchange what helps.

    The order is by scarcity: the place that the fewest could take is answered first.
    """
    said, found = wishes or Wishes(), Proposal()
    wanted = [one for one in _scarcest_first(places, finder) if one not in said.left_out]
    known = set(wanted)
    for place, who in reversed(said.pinned):
        _take(found, place, who, finder, known)
    for place in wanted:
        _take(found, place, (said.before or NOBODY).get(place), finder, known)
    for number, place in enumerate(wanted):
        progress.at(20 + 50 * number / len(wanted), "Choosing, the scarcest first")
        if place not in found.chosen:
            for who in finder.fitting(place.session_id, found.chosen)[:1]:
                found.chosen[place] = who
    fixed = {place for place, _who in said.pinned}
    _make_room(found, wanted, finder, fixed)
    if said.before is None:
        _even_out(found, finder, fixed)
    return found


def _scarcest_first(places: Sequence[OpenPlace], finder: Finder) -> list[OpenPlace]:
    """Places by how few could take them; among equals as they were given, which is by time."""
    could: dict[int, int] = {}
    for number, place in enumerate(places):
        progress.at(20 * number / len(places), "Counting who could")
        if place.session_id not in could:
            could[place.session_id] = len(finder.fitting(place.session_id, NOBODY))
    return sorted(places, key=lambda one: could[one.session_id])


def _take(
    found: Proposal,
    place: OpenPlace,
    who: int | None,
    finder: Finder,
    known: Collection[OpenPlace],
) -> None:
    """Let somebody have a place, if it is open and they fit with all that was chosen."""
    if who is None or place not in known or place in found.chosen:
        return
    if finder.fitting(place.session_id, found.chosen, {who}):
        found.chosen[place] = who


def _make_room(
    found: Proposal, wanted: Sequence[OpenPlace], finder: Finder, fixed: Collection[OpenPlace]
) -> None:
    """Fill what stayed open by whoever another choice keeps from it, if that is filled too.

    Each exchange fills one place more, so it ends.
    """
    again = True
    while again:
        again = False
        for place in wanted:
            if place not in found.chosen:
                progress.at(72, "Exchanging choices to fill more")
                again = _filled(found, place, finder, fixed) or again


def _filled(
    found: Proposal, place: OpenPlace, finder: Finder, fixed: Collection[OpenPlace]
) -> bool:
    free = finder.fitting(place.session_id, found.chosen)[:1]
    if free:
        found.chosen[place] = free[0]
        return True
    for who in finder.fitting(place.session_id, NOBODY):
        for other in sorted(one for one, taker in found.chosen.items() if taker == who):
            if other in fixed or other.session_id == place.session_id:
                continue
            trial = _without(found.chosen, other)
            if not finder.fitting(place.session_id, trial, {who}):
                continue
            trial[place] = who
            instead = finder.fitting(other.session_id, trial)[:1]
            if instead:
                found.chosen = {**trial, other: instead[0]}
                found.made_room[other] = place
                return True
    return False


def _even_out(found: Proposal, finder: Finder, fixed: Collection[OpenPlace]) -> None:
    """Exchange two choices while that makes the worst share better; a bounded number of times."""
    tries = iter(range(TRIES))
    for number in range(EXCHANGES):
        progress.at(75 + 20 * number / EXCHANGES, "Evening out the shares")
        now = finder.uneven(found.chosen)
        better = next(
            (
                pair
                for pair, _tried in zip(_pairs(found.chosen, finder, fixed), tries, strict=False)
                if _helps(found.chosen, pair, now, finder)
            ),
            None,
        )
        if better is None:
            return
        found.chosen = _exchanged(found.chosen, *better)
        found.fairer |= set(better)


def _pairs(
    chosen: Choices, finder: Finder, fixed: Collection[OpenPlace]
) -> Iterator[tuple[OpenPlace, OpenPlace]]:
    """Two choices that weigh differently in the shares; of those furthest above theirs first."""
    movable = sorted(one for one in chosen if one not in fixed)
    for who in finder.most_above(chosen):
        for one in movable:
            for other in movable if chosen[one] == who else ():
                differ = chosen[other] != who and one.session_id != other.session_id
                if differ and not finder.alike(one.session_id, other.session_id):
                    yield one, other


def _helps(
    chosen: Choices, pair: tuple[OpenPlace, OpenPlace], now: object, finder: Finder
) -> bool:
    """Whether an exchange makes the shares fairer, and both still fit."""
    trial = _exchanged(chosen, *pair)
    return bool(finder.uneven(trial) < now) and all(
        finder.fitting(one.session_id, _without(trial, one), {trial[one]}) for one in pair
    )


def _exchanged(chosen: Choices, one: OpenPlace, other: OpenPlace) -> dict[OpenPlace, int]:
    return {**chosen, one: chosen[other], other: chosen[one]}


def _without(chosen: Choices, place: OpenPlace) -> dict[OpenPlace, int]:
    return {one: who for one, who in chosen.items() if one != place}
