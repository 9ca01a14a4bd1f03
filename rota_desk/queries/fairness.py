"""Fairness: nights, weekends, bank holidays, on-calls and long days against each one's share."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Clinician, Contract, DutyPattern, PostHolding
from rota_desk.domain.facts import Person
from rota_desk.domain.shares import mean_of, share_of, weekends_worked
from rota_desk.domain.shift_kinds import Nights
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import day_of
from rota_desk.domain.timeline import Timeline
from rota_desk.queries.patterns import layings
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import DESK, load
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One person's duties of each kind, in the order of `KINDS`, beside their share."""

    clinician_id: int
    name: str
    peers: str  # the pattern or staff group they are compared within
    weight: Fraction  # share of full time, day by day; 0 on days they were not here
    counts: tuple[int, ...]
    usual: tuple[Fraction, ...]  # what their share would be
    christmas: bool  # began a duty on 25 or 26 December last

    @property
    def apart(self) -> tuple[Fraction, ...]:
        """How many more (or fewer, below 0) than their share."""
        return tuple(count - usual for count, usual in zip(self.counts, self.usual, strict=True))


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everybody who shares duties from `start` until before `end`, those compared together."""

    start: dt.date
    end: dt.date
    last_christmas: int  # the year
    christmas_kept: bool  # whether the file has any duty of it
    lines: tuple[ShareLine, ...]


def fairness(read: Reading, *, start: dt.date, end: dt.date) -> Fairness:
    """Everybody's duties against their share: the mean of their peers, by share of full time."""
    shared = sharing(read, start=start, end=end)
    year = start.year - 1 if start <= dt.date(start.year, 12, 25) else start.year
    christmas = _on_at_christmas(read, year)
    return Fairness(
        start=start,
        end=end,
        last_christmas=year,
        christmas_kept=bool(christmas),
        lines=tuple(
            one
            for name, group in shared.groups
            for one in _lines(name, group, christmas)
            if any(one.counts) or any(one.usual)
        ),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody's share of full time over the period, and their duties in it."""

    person: Person
    weight: Fraction
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Everybody who shares duties in a period, by those with whom they are compared."""

    picture: Snapshot
    groups: tuple[tuple[str, tuple[Counted, ...]], ...]


def sharing(read: Reading, *, start: dt.date, end: dt.date) -> Sharing:
    """Who shares duties with whom from `start` until before `end`, and what each has."""
    picture = snapshot(read, start=start, end=end, needs=(start, start))
    peers, weights = _peers(read, start, end), _weights(read, start, end)
    groups: dict[str, list[Counted]] = defaultdict(list)
    for line in picture.timelines:
        who = line.person.clinician_id
        if who in peers and weights[who]:
            counts = counts_of(line, picture)
            groups[peers[who]].append(Counted(line.person, weights[who], counts))
    return Sharing(picture, tuple((name, tuple(groups[name])) for name in sorted(groups)))


def _lines(name: str, group: Sequence[Counted], christmas: frozenset[int]) -> list[ShareLine]:
    means = means_of(group)
    return [
        ShareLine(
            clinician_id=one.person.clinician_id,
            name=one.person.name,
            peers=name,
            weight=one.weight,
            counts=one.counts,
            usual=tuple(share_of(mean, one.weight) for mean in means),
            christmas=one.person.clinician_id in christmas,
        )
        for one in sorted(group, key=lambda each: each.person.name)
    ]


def means_of(group: Sequence[Counted]) -> tuple[Fraction, ...]:
    """The mean of a full-timer: of those there all the time, else of all by their shares."""
    full = [one.counts for one in group if one.weight >= 1]
    if full:
        return mean_of(full)
    shares = sum((one.weight for one in group), Fraction(0))
    people = mean_of([one.counts for one in group])
    return tuple(mean * len(group) / shares for mean in people)


def counts_of(line: Timeline, picture: Snapshot) -> tuple[int, ...]:
    """How many duties of each kind somebody has, in the order of `KINDS`."""
    book = load(line.person.contracts[-1].code if line.person.contracts else DESK)
    means, desk = book.means(line.first), load(DESK).means(line.first)
    said = means if means.knows("night_from") else desk
    nights = Nights(said.clock("night_from"), said.clock("night_to"), said.minutes("night_holds"))
    long_over = means.minutes("long_over") if means.knows("long_over") else None
    long = [
        one
        for one in line.shifts
        if long_over is not None and one.template > long_over and not nights.are(one)
    ]
    return (
        sum(nights.are(one) for one in line.shifts),
        weekends_worked(line.stretches),
        sum(day_of(one.day) in picture.holidays for one in line.stretches),
        len(line.on_calls),
        len(long),
    )


def _peers(read: Reading, start: dt.date, end: dt.date) -> dict[int, str]:
    """With whom everybody is compared: those on the same pattern, else of the same group."""
    found = {one.id: GROUPS[one.group] for one in read.all(select(Clinician))}
    holders: dict[int, list[int]] = defaultdict(list)
    held = select(PostHolding).where(
        PostHolding.start < end, PostHolding.end.is_(None) | (PostHolding.end > start)
    )
    for one in read.all(held):
        holders[one.post_id].append(one.clinician_id)
    names = {one.id: one.name for one in read.all(select(DutyPattern))}
    for pattern, laid in layings(read).items():
        for laying in laid:
            if laying.start < end and (laying.end is None or laying.end > start):
                for place in laying.places:
                    people = holders[place.post_id] if place.post_id else [place.clinician_id or 0]
                    found |= dict.fromkeys(people, names[pattern])
    return found


def _weights(read: Reading, start: dt.date, end: dt.date) -> Mapping[int, Fraction]:
    """Everybody's share of full time over the period, day by day; none on days not here."""
    held: dict[int, list[Contract]] = defaultdict(list)
    for contract in read.all(select(Contract).order_by(Contract.start)):
        held[contract.clinician_id].append(contract)
    found: dict[int, Fraction] = {}
    for one in read.all(select(Clinician)):
        first, last = max(one.joined or start, start), min(one.leaves or end, end)
        worked = Fraction(0)  # full-time days
        for since, share in _shares(held[one.id], first):
            worked += max((last - since).days, 0) * share
        found[one.id] = worked / (end - start).days
    return found


def _shares(held: Sequence[Contract], first: dt.date) -> Iterator[tuple[dt.date, Fraction]]:
    """By how much the share of full time changes from which day on, from a first day on.

    A contract's share holds until the next begins; the first one's holds before it too.
    """
    before = Fraction(0)
    for place, one in enumerate(held):
        until = held[place + 1].start if place + 1 < len(held) else None
        if until is None or until > first:
            share = Fraction(one.wte)
            yield max(one.start, first) if before else first, share - before
            before = share
    if not held:
        yield first, Fraction(1)


def _on_at_christmas(read: Reading, year: int) -> frozenset[int]:
    first = dt.date(year, 12, 25)
    picture = snapshot(read, start=first, end=first + 2 * DAY, needs=(first, first))
    return frozenset(one.clinician_id for one in picture.duties)
