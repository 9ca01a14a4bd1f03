"""Shares of nights, weekends, on-calls and the like, as they would be once choices are made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rota_desk.domain.shares import KINDS, SATURDAY, share_of
from rota_desk.domain.snapshot import Duty
from rota_desk.queries.fairness import Counted, Sharing, counts_of, means_of
from rota_desk.queries.swapping import only

Taken = Mapping[int, Collection[int]]  # the sessions each person would take
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's duties of one kind: before, once choices are made, and what is their share."""

    kind: str  # one of `KINDS`
    before: int
    after: int
    usual: Fraction

    @property
    def words(self) -> str:
        """In words: "nights 3 → 4, share 3.5"."""
        return f"{self.kind.lower()} {self.before} → {self.after}, share {float(self.usual):.1f}"


@dataclass(frozen=True)
class Spread:
    """The shares of a period, and the duties of the sessions that somebody may take."""

    shared: Sharing
    duties: Mapping[int, Duty]  # by session, without their person
    _kept: dict[tuple[int, frozenset[int]], tuple[int, ...]] = field(default_factory=dict)

    def apart(self, taken: Taken) -> dict[int, tuple[Fraction, ...]]:
        """How many duties of each kind everybody would have beyond their share."""
        return {
            one.person.clinician_id: tuple(
                Fraction(count) - share_of(mean, one.weight)
                for count, mean in zip(one.counts, means, strict=True)
            )
            for group, means in self._groups(taken)
            for one in group
        }

    def of(self, clinician: int, taken: Taken) -> tuple[Share, ...]:
        """Somebody's duties beside their share, of each kind in which they would get more."""
        before = self._counts(clinician, NONE)
        for group, means in self._groups(taken):
            for one in group:
                if one.person.clinician_id == clinician:
                    told = zip(KINDS, before, one.counts, means, strict=True)
                    return tuple(
                        Share(kind, old, new, share_of(mean, one.weight))
                        for kind, old, new, mean in told
                        if new != old
                    )
        return ()

    def alike(self, session: int, other: int) -> bool:
        """Whether two sessions count the same in every share: the same work on such days."""
        one, two = self.duties[session], self.duties[other]
        return one.activity_id == two.activity_id and self._kind(one) == self._kind(two)

    def _kind(self, duty: Duty) -> tuple[bool, dt.date | None]:
        """Whether it is a bank holiday, and in which weekend it lies, if it does."""
        day = duty.start.date()
        saturday = day - dt.timedelta(days=day.weekday() - SATURDAY)
        return day in self.shared.picture.holidays, saturday if day >= saturday else None

    def _groups(self, taken: Taken) -> list[tuple[list[Counted], tuple[Fraction, ...]]]:
        """Those who are compared, with the mean of a full-timer among them."""
        found = []
        for _name, members in self.shared.groups:
            group = [
                replace(one, counts=self._counts(number, frozenset(taken[number])))
                if (number := one.person.clinician_id) in taken
                else one
                for one in members
            ]
            found.append((group, means_of(group)))
        return found

    def _counts(self, clinician: int, sessions: frozenset[int]) -> tuple[int, ...]:
        key = clinician, sessions
        if key not in self._kept:
            self._kept[key] = self._counted(clinician, sessions)
        return self._kept[key]

    def _counted(self, clinician: int, sessions: frozenset[int]) -> tuple[int, ...]:
        mine = only(self.shared.picture, {clinician})
        come = (replace(self.duties[one], clinician_id=clinician) for one in sorted(sessions))
        after = replace(mine, duties=(*mine.duties, *come))
        return counts_of(after.timelines[0], after)


def taken_of(pairs: Collection[tuple[int, int]]) -> dict[int, set[int]]:
    """The sessions each person would take, from pairs of session and clinician."""
    found: dict[int, set[int]] = defaultdict(set)
    for session, clinician in pairs:
        found[clinician].add(session)
    return found
