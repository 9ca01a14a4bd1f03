"""Asking each rule that binds somebody, and holding what it measures against its limit."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.binding import Books, Segment, segments, within
from rota_desk.rules.contested import contested
from rota_desk.rules.contract import DESK, Terms
from rota_desk.rules.readings import Readings
from rota_desk.rules.rule import DepartmentRule, PersonRule, Rule
from rota_desk.rules.weighing import Weighed, kept, weighed


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: which rules, by which books, read how; `on` dates what has no date.

    `passes`: also say of what is kept whether another reading would turn it. `kept`: also give
    what keeps its limit.
    """

    on: dt.date
    rules: tuple[Rule, ...]
    books: Books
    readings: Readings
    passes: bool = False
    kept: bool = True


class Bound(NamedTuple):
    """A rule that binds somebody on some days, with what the contract says of it."""

    segment: Segment
    rule: PersonRule
    terms: Terms


def weigh_person(timeline: Timeline, asking: Asking) -> Iterator[Weighed]:
    """Hold one person's measures against each contract that binds, passes included."""
    yield from weigh_bound(timeline, bound(timeline, asking), asking)


def weigh_bound(timeline: Timeline, asked: Iterable[Bound], asking: Asking) -> Iterator[Weighed]:
    """Hold one person's measures against these rules alone."""
    for segment, rule, terms in asked:
        if not asking.kept and not terms.flags:
            continue
        found = _held(timeline, segment, rule, terms, kept_too=asking.kept)
        if not terms.contested:
            yield from found
            continue

        def again(
            other: Readings,
            segment: Segment = segment,
            rule: PersonRule = rule,
            id_: str = terms.id,
        ) -> Iterator[Weighed]:
            for one in segment.contract.terms(rule.key, segment.start, other):
                if one.id == id_:
                    yield from _held(timeline, segment, rule, one, kept_too=False)

        yield from contested(list(found), terms, asking.readings, again, passes=asking.passes)


def weigh_department(snapshot: Snapshot, asking: Asking) -> Iterator[Weighed]:
    """Hold what concerns sessions and rooms against the desk's own rules."""
    desk = asking.books(DESK)
    for rule in asking.rules:
        if isinstance(rule, DepartmentRule):
            for terms in desk.terms(rule.key, asking.on, asking.readings):
                for measure in rule.measure(snapshot, terms):
                    yield weighed(rule, terms, measure, None)


def binding(timeline: Timeline, asking: Asking) -> Iterator[tuple[Terms, Rule]]:
    """Give each rule that binds a person, with what the contract says of it."""
    for _, rule, terms in bound(timeline, asking):
        yield terms, rule


def bound(timeline: Timeline, asking: Asking) -> Iterator[Bound]:
    """Give each rule that binds a person within the horizon, whatever they do there."""
    for segment in segments(timeline, asking.on, asking.books):
        for rule in asking.rules:
            if isinstance(rule, PersonRule):
                for terms in segment.contract.terms(rule.key, segment.start, asking.readings):
                    yield Bound(segment, rule, terms)


def _held(
    timeline: Timeline, segment: Segment, rule: PersonRule, terms: Terms, *, kept_too: bool
) -> Iterator[Weighed]:
    for measure in rule.measure(timeline, terms):
        if not kept_too and kept(measure, terms):
            continue
        if segment.whole or segment.holds(within(timeline, measure.start.date())):
            yield weighed(rule, terms, measure, timeline.person)
