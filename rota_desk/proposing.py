"""Propose cover: every open place of a period answered at once, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rota_desk import progress
from rota_desk.desk import Desk
from rota_desk.edits.proposed_cover import take_proposals
from rota_desk.planning.proposing import Choices, OpenPlace, Proposal, Wishes, propose
from rota_desk.queries.cover_book import CoverBook, cover_book
from rota_desk.queries.fair_spread import Spread, taken_of
from rota_desk.queries.fairness import sharing
from rota_desk.queries.findings import findings_between
from rota_desk.queries.open_places import OpenSession, open_places
from rota_desk.queries.proposed_lines import Line, Widest, line_of, widest
from rota_desk.rules.finding import Finding
from rota_desk.unit_of_work import Reading, UnitOfWork

DAY = dt.timedelta(days=1)
SHARED = dt.timedelta(weeks=13)  # back from the last day, over which shares are counted at least


@dataclass(frozen=True, slots=True)
class Sums:
    """What the proposals would change, before and after."""

    gaps: tuple[int, int]  # places that nobody fills
    findings: tuple[int, int]  # flagged in the period
    brought: tuple[Finding, ...]  # flagged then and not now
    widest: tuple[Widest, ...]  # how far apart shares lie


@dataclass(frozen=True)
class Weighing:
    """Who could take a session, by the cover finder, and how even the shares are."""

    book: CoverBook
    spread: Spread

    def fitting(
        self, session: int, chosen: Choices, only: Collection[int] | None = None
    ) -> tuple[int, ...]:
        """Who could take it and breaks nothing, best first; of some people alone."""
        found = self.book.fitting(session, pairs_of(chosen), only)
        return tuple(one.clinician_id for one in found)

    def uneven(self, chosen: Choices) -> Any:  # noqa: ANN401 - as the protocol has it
        """Everybody's duties beyond their share, the most first: the less, the fairer."""
        apart = self.spread.apart(taken_of(pairs_of(chosen)))
        return sorted((one for each in apart.values() for one in each), reverse=True)

    def most_above(self, chosen: Choices) -> list[int]:
        """Who was chosen, those furthest above their share first."""
        apart = self.spread.apart(taken_of(pairs_of(chosen)))
        return sorted(
            set(chosen.values()), key=lambda who: (-max(apart.get(who, (Fraction(0),))), who)
        )

    def alike(self, session: int, other: int) -> bool:
        """Whether two sessions count the same in every share."""
        return self.spread.alike(session, other)


def pairs_of(chosen: Choices) -> tuple[tuple[int, int], ...]:
    """Choices as pairs of session and clinician, by place."""
    return tuple((place.session_id, who) for place, who in sorted(chosen.items()))


@dataclass
class Proposing:
    """The proposals for some days: looked at, changed line by line, then taken or dropped."""

    start: dt.date
    end: dt.date  # the day after the last
    sessions: tuple[OpenSession, ...]
    weighing: Weighing
    wishes: Wishes = field(default_factory=Wishes)
    proposal: Proposal = field(default_factory=Proposal)

    @property
    def places(self) -> tuple[OpenPlace, ...]:
        """Every open place, by time."""
        return tuple(
            OpenPlace(one.session_id, nth) for one in self.sessions for nth in range(one.short)
        )

    def look(self) -> None:
        """Propose anew for all but what she chose or left out."""
        self.proposal = propose(self.places, self.weighing, self.wishes)

    def choose(self, place: OpenPlace, clinician: int) -> None:
        """Let somebody else have a place; the others are judged again and stay where they fit."""
        pinned = tuple(one for one in self.wishes.pinned if one[0] != place)
        self._wish((*pinned, (place, clinician)), self.wishes.left_out - {place})

    def leave_out(self, places: Collection[OpenPlace], *, out: bool = True) -> None:
        """Leave places open, or answer them again; the others are judged again."""
        now = self.wishes.left_out
        self._wish(self.wishes.pinned, now | set(places) if out else now - set(places))

    def _wish(
        self, pinned: tuple[tuple[OpenPlace, int], ...], left_out: frozenset[OpenPlace]
    ) -> None:
        """Look anew with other wishes; where that is stopped, all stays as it was."""
        wishes = Wishes(pinned, frozenset(left_out), dict(self.proposal.chosen))
        self.proposal = propose(self.places, self.weighing, wishes)
        self.wishes = wishes

    @property
    def takings(self) -> tuple[tuple[int, int], ...]:
        """What would go onto the rota: sessions, each with who takes a place on it."""
        return pairs_of(self.proposal.chosen)

    def lines(self) -> tuple[Line, ...]:
        """Every open place with its answer and why, by time."""
        there = {one.session_id: one for one in self.sessions}
        found = []
        for number, place in enumerate(self.places):
            progress.at(100 * number / len(self.places))
            session = there[place.session_id]
            found.append(line_of(place, session, self.weighing, self.proposal, self.wishes))
        return tuple(found)

    def sums(self, desk: Desk) -> Sums:
        """What it would change; the findings by trying it on the rota, and taking it back."""
        now = desk.ask(findings_between, start=self.start, end=self.end)
        then = now
        if self.takings:
            tried = desk.preview(_tried, takings=self.takings, start=self.start, end=self.end)
            then = tried.value
        told = {(one.name, one.verdict, one.message) for one in now}
        places = len(self.places)
        return Sums(
            gaps=(places, places - len(self.takings)),
            findings=(len(now), len(then)),
            brought=tuple(one for one in then if (one.name, one.verdict, one.message) not in told),
            widest=widest(self.weighing.spread, self.takings),
        )


def _tried(
    work: UnitOfWork, *, takings: tuple[tuple[int, int], ...], start: dt.date, end: dt.date
) -> tuple[Finding, ...]:
    """What is flagged once the proposals are taken."""
    take_proposals(work, takings=takings)
    work.flush()
    return findings_between(work, start=start, end=end)


def begin(
    desk: Desk, *, start: dt.date, end: dt.date, sessions: Collection[int] | None = None
) -> Proposing:
    """Propose cover for the open places from `start` until before `end`, or for some sessions.

    What was left open on purpose stays left out until she ticks it.
    """
    with progress.part(0, 30):
        found = desk.ask(_read, start=start, end=end, sessions=sessions)
    with progress.part(30, 100):
        found.look()
    return found


def _read(
    read: Reading, *, start: dt.date, end: dt.date, sessions: Collection[int] | None
) -> Proposing:
    there = open_places(read, start=start, end=end, sessions=sessions)
    book = cover_book(read, sessions=there)
    shared = sharing(read, start=min(start, end - SHARED), end=end)
    duties = {number: ground.wanted.duty for number, ground in book.grounds.items()}
    left = frozenset(
        OpenPlace(one.session_id, nth)
        for one in there
        if one.left_open
        for nth in range(one.short)
    )
    weighing = Weighing(book, Spread(shared, duties))
    return Proposing(start, end, there, weighing, Wishes(left_out=left))
