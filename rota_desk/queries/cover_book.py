"""Who could take each open place once choices are made: the cover finder's own ranking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeAlias

from models import ClinicalSession
from rota_desk import progress
from rota_desk.domain.snapshot import Duty, Snapshot
from rota_desk.queries.cover_candidates import (
    Candidate,
    Fit,
    Stand,
    near_gained,
    new_to,
    ranked,
    taken_by,
)
from rota_desk.queries.cover_ground import Ground, Pictured, ground_of, pictured
from rota_desk.queries.long_pictures import LongPicture, cycle_pictures
from rota_desk.queries.open_places import OpenSession
from rota_desk.queries.swapping import only
from rota_desk.queries.whole_cycles import breaches_in
from rota_desk.queries.work_loads import COUNTED
from rota_desk.rules.engine import Finding, judge
from rota_desk.rules.registry import NEAR_RULES
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
Pair: TypeAlias = tuple[int, int]  # a session, and the clinician who takes a place on it
Pairs: TypeAlias = Collection[Pair]


@dataclass(frozen=True)
class CoverBook:
    """The open sessions of a period with all that decides who could take them."""

    grounds: Mapping[int, Ground]  # by session
    cycles: tuple[tuple[LongPicture, frozenset[int]], ...]  # with whom they are of
    _stands: dict[tuple[int, int, frozenset[int]], Stand] = field(default_factory=dict)
    _able: dict[int, frozenset[int]] = field(default_factory=dict)

    def candidates(
        self, session: int, taken: Pairs = (), people: Collection[int] | None = None
    ) -> tuple[Candidate, ...]:
        """Everybody who is here and not on it, best first, as if those choices were made.

        `people` asks for some of them alone.
        """
        ground = self.grounds[session]
        there = {who for number, who in taken if number == session}
        asked = {one.clinician_id for one in ground.people} - there
        asked &= asked if people is None else set(people)
        stands = {who: self._stand(ground, who, self._near(ground, who, taken)) for who in asked}
        whom = ground.wanted.whom.once(taken)
        return ranked(ground, whom, self._loads(ground, taken), stands)

    def fitting(
        self, session: int, taken: Pairs = (), people: Collection[int] | None = None
    ) -> tuple[Candidate, ...]:
        """Who could be proposed, best first: free, fits, does this work, and did not say no."""
        able = self._could(session)
        asked = able if people is None else able & set(people)
        found = self.candidates(session, taken, asked)
        return tuple(
            one for one in found if one.fit is Fit.FITS and one.usual and not one.asked_out
        )

    def _could(self, session: int) -> frozenset[int]:
        """Who breaks nothing with it as the rota stands; choices can only make them fewer."""
        if session not in self._able:
            ground = self.grounds[session]
            self._lay_ground(ground)
            free = (Fit.FITS, Fit.WOULD_BREACH)
            self._able[session] = frozenset(
                one.clinician_id
                for one in self.candidates(session)
                if one.fit in free and not one.findings
            )
        return self._able[session]

    def _lay_ground(self, ground: Ground) -> None:
        """Judge everybody at once, as the rota stands."""
        near = near_gained(ground)
        come = [taken_by(ground, who) for who, found in near.items() if not found]
        cycles = self._over_cycles(ground, come)
        for who, found in near.items():
            gained = (*found, *cycles.get(who, ()))
            key = ground.session_id, who, frozenset[int]()
            self._stands[key] = Stand(ground.pictured.lines[who], gained)

    def _stand(self, ground: Ground, who: int, mine: frozenset[int]) -> Stand:
        """How somebody stands with a session once they took some others."""
        key = ground.session_id, who, mine
        if key not in self._stands:
            if mine:
                self._stands[key] = self._judged(ground, who, mine)
            else:
                self._lay_ground(ground)
        return self._stands[key]

    def _near(self, ground: Ground, who: int, taken: Pairs) -> frozenset[int]:
        """What somebody took besides, near enough to count: days around, or of one rota cycle."""
        theirs = [one for one, taker in taken if taker == who and one != ground.session_id]
        if not theirs:
            return frozenset()
        spans = [ground.pictured.picture, *(one.picture for one in self._seen(ground, {who}))]
        return frozenset(
            one
            for one in theirs
            if any(
                span.horizon_start <= self.grounds[one].day < span.horizon_end for span in spans
            )
        )

    def _judged(self, ground: Ground, who: int, mine: frozenset[int]) -> Stand:
        others = [taken_by(self.grounds[one], who) for one in sorted(mine)]
        picture = _plus(only(ground.pictured.picture, {who}), others)
        duty = taken_by(ground, who)
        before = judge(picture, on=ground.day, rules=NEAR_RULES)
        after = judge(_plus(picture, [duty]), on=ground.day, rules=NEAR_RULES)
        gained = new_to((one for one in after if one.clinician_id == who), before)
        if not gained:
            gained = tuple(self._over_cycles(ground, [duty], others).get(who, ()))
        return Stand(picture.timelines[0], gained)

    def _over_cycles(
        self, ground: Ground, come: Collection[Duty], others: Collection[Duty] = ()
    ) -> dict[int, list[Finding]]:
        """What would break over whole rota cycles, once somebody took others besides."""
        people = {one.clinician_id for one in come}
        found: dict[int, list[Finding]] = {}
        for seen in self._seen(ground, people):
            mine = replace(seen, picture=_plus(only(seen.picture, people), others))
            for who, ones in breaches_in(mine, on=ground.day, come=come).items():
                found.setdefault(who, []).extend(ones)
        return found

    def _seen(self, ground: Ground, people: Collection[int]) -> Iterator[LongPicture]:
        """The rota cycles of these people in which a session lies."""
        for seen, here in self.cycles:
            first, beyond = seen.picture.horizon_start, seen.picture.horizon_end
            if first <= ground.day < beyond and not here.isdisjoint(people):
                yield seen

    def _loads(self, ground: Ground, taken: Pairs) -> Mapping[int, float]:
        """How much of this work everybody would have, by share of full time."""
        mine = ground.wanted.duty
        loads = dict(ground.loads)
        for session, who in taken:
            other = self.grounds[session].wanted.duty
            near = -COUNTED <= other.start - mine.start < COUNTED
            if near and other.activity_id == mine.activity_id:
                loads[who] = loads.get(who, 0.0) + 1 / (ground.shares.get(who) or 1.0)
        return loads


def _plus(picture: Snapshot, duties: Collection[Duty]) -> Snapshot:
    """The picture with duties of its people that start within it."""
    first, beyond = picture.horizon_start, picture.horizon_end
    here = {one.clinician_id for one in picture.people}
    come = (
        one for one in duties if one.clinician_id in here and first <= one.start.date() < beyond
    )
    return replace(picture, duties=(*picture.duties, *come))


def cover_book(read: Reading, *, sessions: Collection[OpenSession]) -> CoverBook:
    """Read all that decides who could take each of these sessions."""
    if not sessions:
        return CoverBook({}, ())

    @cache
    def picture_of(day: dt.date) -> Pictured:
        return pictured(read, day, None)

    grounds: dict[int, Ground] = {}
    for number, one in enumerate(sessions):
        progress.at(100 * number / len(sessions), "Reading who is here")
        there = read.get(ClinicalSession, one.session_id)
        grounds[one.session_id] = ground_of(
            read, there, picture_of=lambda day, _people: picture_of(day)
        )
    return CoverBook(grounds, tuple(_cycles(read, grounds.values())))


def _cycles(
    read: Reading, grounds: Collection[Ground]
) -> Iterator[tuple[LongPicture, frozenset[int]]]:
    """The rota cycles in which an open session lies."""
    days = [one.day for one in grounds]
    for seen in cycle_pictures(read, start=min(days), end=max(days) + DAY):
        if any(seen.picture.horizon_start <= day < seen.picture.horizon_end for day in days):
            yield seen, frozenset(one.clinician_id for one in seen.picture.people)
