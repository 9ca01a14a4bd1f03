"""Pictures for what is judged over a whole cycle or reference period, whatever days are shown.

A cycle begins with the Monday of the week in which the contract that names it begins, so that
the verdict does not turn with the days on the screen.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Contract
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.times import monday_of
from rota_desk.queries.snapshot import NEEDS, PAPERS, snapshot
from rota_desk.rules.reference_periods import longest_reference
from rota_desk.rules.registry import CYCLE_RULES, PERIOD_RULES
from rota_desk.rules.rule import Rule
from rota_desk.unit_of_work import Reading

WEEK = dt.timedelta(weeks=1)
MAKING_UP = 4 * WEEK  # days worked after a period stand for leave in it
UNSEEN = NEEDS | PAPERS  # what no rule of a cycle or a reference period looks at


@dataclass(frozen=True, slots=True)
class LongPicture:
    """A picture that holds whole what its rules need, and no more."""

    picture: Snapshot
    rules: tuple[Rule, ...]


def cycle_pictures(
    read: Reading, *, start: dt.date, end: dt.date, clinicians: Collection[int] | None = None
) -> Iterator[LongPicture]:
    """The rota cycles that the days from `start` until before `end` lie in, people by cycle."""
    groups: dict[tuple[dt.date, int], set[int]] = defaultdict(set)
    for one in _cyclic(read, start, end, clinicians):
        for first in _cycles(one, start, end):
            groups[first, one.cycle_weeks or 0].add(one.clinician_id)
    for (first, weeks), people in sorted(groups.items()):
        picture = snapshot(
            read, start=first, end=first + weeks * WEEK, clinicians=people, without=UNSEEN
        )
        yield LongPicture(picture, CYCLE_RULES)


def period_pictures(
    read: Reading, *, start: dt.date, end: dt.date, clinicians: Collection[int] | None = None
) -> Iterator[LongPicture]:
    """Every reference period of the law that the days may lie in."""
    yield LongPicture(
        snapshot(
            read,
            start=start - longest_reference(),
            end=end + longest_reference() + MAKING_UP,
            clinicians=clinicians,
            without=UNSEEN,
        ),
        PERIOD_RULES,
    )


def _cyclic(
    read: Reading, start: dt.date, end: dt.date, clinicians: Collection[int] | None
) -> list[Contract]:
    """The contracts in force in these days that name a cycle."""
    found = read.all(
        select(Contract)
        .where(Contract.cycle_weeks.is_not(None), Contract.start < end)
        .where(Contract.end.is_(None) | (Contract.end > start))
        .order_by(Contract.start)
    )
    return [one for one in found if clinicians is None or one.clinician_id in clinicians]


def _cycles(contract: Contract, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """The first days of the contract's cycles that meet the days while it is in force."""
    weeks, anchor = contract.cycle_weeks or 1, monday_of(contract.start)
    length = weeks * WEEK
    begin = max(start, contract.start)
    until = min(end, contract.end or end)
    first = anchor + (begin - anchor) // length * length
    while first < until:
        yield first
        first += length
