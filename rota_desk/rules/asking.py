"""Asking each rule that binds somebody, and holding what it measures against its limit."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.binding import Books, Segment, segments, within
from rota_desk.rules.contested import contested, reread
from rota_desk.rules.contract import DESK, Terms
from rota_desk.rules.readings import Readings
from rota_desk.rules.rule import DepartmentRule, Measure, PersonRule, Rule
from rota_desk.rules.weighing import Weighed, kept, weighed


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: which rules, by which books, read how; `on` dates what has no date.

    `passes`: also say of what is kept whether another reading would turn it. `kept`: also give
    what keeps its limit. `in_place`: a pass speaks for its own time, not for all of the person's.
    """

    on: dt.date
    rules: tuple[Rule, ...]
    books: Books
    readings: Readings
    passes: bool = False
    kept: bool = True
    in_place: bool = False


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
    for one in asked:
        if not asking.kept and not one.terms.flags:
            continue
        measures = one.rule.measure(timeline, one.terms)
        if not one.terms.contested:
            yield from _held(timeline, one, measures, kept_too=asking.kept)
            continue
        known = tuple(measures)
        found = list(_held(timeline, one, known, kept_too=asking.kept))
        again = partial(_again, timeline, one, known, asking.readings)
        yield from contested(
            found,
            one.terms,
            asking.readings,
            again,
            passes=asking.passes,
            in_place=asking.in_place,
        )


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


def _again(
    timeline: Timeline,
    asked: Bound,
    known: Iterable[Measure],
    readings: Readings,
    other: Readings,
) -> Iterator[Weighed]:
    """Hold the same against another reading; measure anew only what it may measure otherwise."""
    segment, rule, terms = asked
    for one, changed in reread(segment.contract, terms, segment.start, readings, other):
        anew = any(rule.heeds(timeline, name) for name in changed)
        measures = rule.measure(timeline, one) if anew else known
        yield from _held(timeline, Bound(segment, rule, one), measures, kept_too=False)


def _held(
    timeline: Timeline, asked: Bound, measures: Iterable[Measure], *, kept_too: bool
) -> Iterator[Weighed]:
    segment, rule, terms = asked
    for measure in measures:
        if not kept_too and kept(measure, terms):
            continue
        if segment.whole or segment.holds(within(timeline, measure.start.date())):
            yield weighed(rule, terms, measure, timeline.person)
