"""What stands in a line of proposed cover: who and why, who else, or why it stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from rota_desk.domain.shares import KINDS
from rota_desk.planning.proposing import OpenPlace, Proposal, Wishes
from rota_desk.queries.cover_book import CoverBook
from rota_desk.queries.cover_candidates import Candidate, Fit, reason_line
from rota_desk.queries.fair_spread import Share, Spread, taken_of
from rota_desk.queries.open_places import OpenSession
from rota_desk.words import day_words

INSTEAD, NEAREST = 2, 3  # who are named besides: those who fit, and those who do not
COUNTED = {
    Fit.SWAP: "busy",
    Fit.WOULD_BREACH: "would break a rule",
    Fit.AT_LIMIT: "at their limit",
    Fit.AWAY: "away",
    Fit.NOT_PERMITTED: "not permitted",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An open place and its answer."""

    place: OpenPlace
    session: OpenSession
    taker: Candidate | None  # judged with all the other choices
    instead: tuple[Candidate, ...]  # who fits too, best first
    shares: tuple[Share, ...]  # of the taker, once everything is taken
    note: str  # why it is not the best-ranked, or that she said so
    open_because: str  # empty where somebody is proposed
    left_out: bool = False

    @property
    def what(self) -> str:
        """The session in words: "Endoscopy list, E2, Tue 10 Nov 08:30–12:30"."""
        start, end = self.session.start, self.session.end
        return f"{self.session.title}, {day_words(start.date())} {start:%H:%M}–{end:%H:%M}"

    @property
    def why(self) -> str:
        """Why this person, or why nobody."""
        if self.taker is None:
            return self.open_because
        told = (self.note, *(one.words for one in self.shares), reason_line(self.taker))
        return " · ".join(part for part in told if part)


@dataclass(frozen=True, slots=True)
class Widest:
    """How far below and above their share people are in one kind of duty, before and after."""

    kind: str
    before: tuple[Fraction, Fraction]
    after: tuple[Fraction, Fraction]


class Known(Protocol):
    """What is known of who could take what, and of everybody's share."""

    @property
    def book(self) -> CoverBook:
        """Who could take each session."""

    @property
    def spread(self) -> Spread:
        """Everybody's share."""


def line_of(
    place: OpenPlace,
    session: OpenSession,
    known: Known,
    proposal: Proposal,
    wishes: Wishes,
) -> Line:
    """An open place with its answer, judged with every other choice."""
    number, chosen, book = place.session_id, proposal.chosen, known.book
    others = tuple((one.session_id, who) for one, who in sorted(chosen.items()) if one != place)
    fitting = book.fitting(number, others)
    who = chosen.get(place)
    taker = next((one for one in fitting if one.clinician_id == who), None)
    instead = tuple(one for one in fitting if one.clinician_id != who)[:INSTEAD]
    taken = taken_of([*others, (number, who)] if who is not None else others)
    out = place in wishes.left_out
    return Line(
        place=place,
        session=session,
        taker=taker,
        instead=instead,
        shares=known.spread.of(who, taken) if who is not None else (),
        note=_note(place, proposal, wishes, book),
        open_because="" if taker else _open(session, book.candidates(number, others), out=out),
        left_out=out,
    )


def _note(place: OpenPlace, proposal: Proposal, wishes: Wishes, book: CoverBook) -> str:
    """Why it is not simply the best-ranked of the cover finder."""
    if proposal.chosen.get(place) in {who for one, who in wishes.pinned if one == place}:
        return "your choice"
    if place in proposal.made_room:
        for_it = book.grounds[proposal.made_room[place].session_id].wanted.duty
        return f"so that {for_it.activity}, {day_words(for_it.start.date())}, is filled too"
    return "exchanged: shares are fairer so" if place in proposal.fairer else ""


def _open(session: OpenSession, found: Collection[Candidate], *, out: bool) -> str:
    """Why a place stays open: how many are kept from it by what, and who comes nearest."""
    if out:
        return session.left_open or "left out by you"
    told = [*_refused(found), *_counted(found)]
    if not told:
        return "nobody is here on that day"
    near = [one for one in found if one.fit in {Fit.AT_LIMIT, Fit.WOULD_BREACH} and one.usual]
    reasons = [f"{one.name}: {one.reason.rstrip('.')}" for one in near[:NEAREST]]
    return ". ".join([", ".join(told), *reasons])


def _refused(found: Collection[Candidate]) -> Iterator[str]:
    """Who fits and is not proposed all the same."""
    for one in found:
        if one.fit is Fit.FITS and one.asked_out:
            yield f"{one.name} fits, {one.said or 'and said no'}"
    unusual = sum(one.fit is Fit.FITS and not one.asked_out and not one.usual for one in found)
    if unusual:
        yield f"{unusual} free whose group does none of these"


def _counted(found: Collection[Candidate]) -> Iterator[str]:
    many = Counter(one.fit for one in found)
    for fit, words in COUNTED.items():
        if many[fit]:
            yield f"{many[fit]} {words}"


def widest(spread: Spread, takings: Collection[tuple[int, int]]) -> tuple[Widest, ...]:
    """How far apart the shares lie in each kind of duty that the proposals change."""
    before, after = spread.apart({}), spread.apart(taken_of(takings))
    changed = [
        place
        for place in range(len(KINDS))
        if any(before[who][place] != after[who][place] for who in before)
    ]
    return tuple(
        Widest(
            KINDS[place],
            _ends([each[place] for each in before.values()]),
            _ends([each[place] for each in after.values()]),
        )
        for place in changed
    )


def _ends(found: Collection[Fraction]) -> tuple[Fraction, Fraction]:
    return min(found), max(found)
