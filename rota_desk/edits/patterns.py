"""Laying a rolling rota over a period, with a start line for each post or person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import select

from models import Clinician, DutyPattern, PatternLaying, PatternLine, PatternPlace, Post
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.building import LONGEST, BuildAnswer, build_period
from rota_desk.edits.relaying import Relaid, relay
from rota_desk.errors import Refusal
from rota_desk.queries.laid_shifts import LaidShift, Place, laid_shifts
from rota_desk.queries.part_time_on import part_time_on
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

NOBODY: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class LayAnswer:
    """What laying a pattern did to what was built already, and what was built new."""

    relaid: Relaid
    built: BuildAnswer
    part_time: tuple[str, ...] = ()  # whoever works less than full time, and what they would work


def start_pattern(
    work: UnitOfWork,
    *,
    pattern: int,
    first: dt.date,
    starts: Mapping[int, int] = NOBODY,
    people: Mapping[int, int] = NOBODY,
    until: dt.date | None = None,
) -> None:
    """Say on which line each post, or person, stands in the week of `first`, a Monday.

    The pattern is kept as it is drawn now. From then on every period that is built rolls it on,
    until the day `until` when one is given. An earlier laying ends where this one begins.
    """
    rolling = work.get(DutyPattern, pattern)
    _refuse_odd_start(rolling, first, {**starts, **{-who: line for who, line in people.items()}})
    for number, line in starts.items():
        work.get(Post, number).pattern_line = line
    for number in people:
        work.get(Clinician, number)
    _make_room(work, pattern, first)
    after = work.one(
        select(PatternLaying)
        .where(PatternLaying.pattern_id == pattern, PatternLaying.start > first)
        .order_by(PatternLaying.start)
    )
    ends = [day for day in (until, after.start if after else None) if day is not None]
    laid = work.add(
        PatternLaying(
            pattern_id=pattern,
            start=first,
            end=min(ends, default=None),
            lines={"weeks": rolling.weeks, "cells": _cells(work, pattern)},
        )
    )
    work.add_all(
        [PatternPlace(laying_id=laid.id, line=line, post_id=post) for post, line in starts.items()]
        + [
            PatternPlace(laying_id=laid.id, line=line, clinician_id=who)
            for who, line in people.items()
        ]
    )
    work.label = f"Start {rolling.name} on {day_words(first)}"


def lay_pattern(
    work: UnitOfWork,
    *,
    pattern: int,
    first: dt.date,
    last: dt.date,
    starts: Mapping[int, int] = NOBODY,
    people: Mapping[int, int] = NOBODY,
    until: dt.date | None = None,
    ending: Sequence[int] = (),
    uid: Callable[[], str] = new_uid,
) -> LayAnswer:
    """Start a pattern on a Monday and lay it over a period, both days included.

    What is built already follows the pattern; what was changed by hand stays and is told. What
    is not built yet is built, from plans too. `ending` are other patterns that end there: their
    shifts become this pattern's, or go.
    """
    if last < first or last - first > LONGEST:
        raise Refusal("Choose a last day after the first, and within a year of it.")
    before = _laid_together(work, (pattern, *ending), first, last)
    start_pattern(work, pattern=pattern, first=first, starts=starts, people=people, until=until)
    for other in ending:
        _end_from(work, other, first)
    relaid = relay(work, pattern=pattern, first=first, last=last, before=before, uid=uid)
    built = build_period(work, first=first, last=last, uid=uid)
    name = work.get(DutyPattern, pattern).name
    work.label = f"Lay {name} from {day_words(first)} to {day_words(last)}"
    said = part_time_on(work, pattern=pattern, first=first, last=last)
    return LayAnswer(relaid, built, said)


def _laid_together(
    work: UnitOfWork, patterns: Sequence[int], first: dt.date, last: dt.date
) -> dict[Place, LaidShift]:
    """The shifts of some patterns, as the shifts of one."""
    found: dict[Place, LaidShift] = {}
    places: defaultdict[tuple[int, dt.date], Iterator[int]] = defaultdict(count)
    for one in patterns:
        laid = laid_shifts(work, pattern=one, first=first, last=last)
        for (activity, day, _place), shift in laid.items():
            found[activity, day, next(places[activity, day])] = shift
    return found


def _end_from(work: UnitOfWork, pattern: int, day: dt.date) -> None:
    """Let a pattern run no further than a day; what was to begin later is taken away."""
    for one in work.all(select(PatternLaying).where(PatternLaying.pattern_id == pattern)):
        if one.start >= day:
            work.remove(one)
        elif one.end is None or one.end > day:
            one.end = day
    work.flush()


def end_laying(work: UnitOfWork, *, laying: int, until: dt.date) -> None:
    """Let a pattern run until before a day; what is built already stays."""
    one = work.get(PatternLaying, laying)
    name = work.get(DutyPattern, one.pattern_id).name
    if until <= one.start:
        work.label = f"Take the laying of {name} from {day_words(one.start)} away"
        work.remove(one)
        return
    one.end = until
    work.label = f"{name} ends before {day_words(until)}"


def _make_room(work: UnitOfWork, pattern: int, first: dt.date) -> None:
    """Take a laying of the same Monday away, and let an earlier one end there."""
    for one in work.all(select(PatternLaying).where(PatternLaying.pattern_id == pattern)):
        if one.start == first:
            work.remove(one)
        elif one.start < first and (one.end is None or one.end > first):
            one.end = first
    work.flush()


def _cells(work: UnitOfWork, pattern: int) -> list[list[Any]]:
    asked = select(PatternLine).where(PatternLine.pattern_id == pattern)
    ordered = asked.order_by(PatternLine.week, PatternLine.weekday, PatternLine.id)
    return [
        [one.week, one.weekday, one.activity_id, _clock(one.starts), _clock(one.ends)]
        for one in work.all(ordered)
    ]


def _clock(time: dt.time | None) -> str | None:
    return None if time is None else time.isoformat("minutes")


def _refuse_odd_start(pattern: DutyPattern, first: dt.date, starts: Mapping[int, int]) -> None:
    if first.weekday():
        raise Refusal("A pattern starts on a Monday. Choose the Monday of that week.")
    if not starts:
        raise Refusal("Give at least one post or person a line of the pattern.")
    for line in starts.values():
        if not 1 <= line <= pattern.weeks:
            raise Refusal(
                f"{pattern.name} has {pattern.weeks} lines; there is no line {line}. "
                f"Choose one from 1 to {pattern.weeks}."
            )
