"""Everybody's shifts and on-call periods as columns, joined as in each person's timeline."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rota_desk.domain.columns import Columns
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.span import DAY

NEVER = 2**40  # minutes: what lies beyond the horizon, and what keeps people apart


@dataclass(frozen=True, eq=False)
class Stretches:
    """Stretches of all people, each a row, by person and start; minutes are as in a `Stretch`."""

    who: Ints
    start: Ints
    end: Ints
    wall_start: Ints
    wall_end: Ints
    work: Ints
    on_call: Flags

    def rows(self, rows: Ints | Flags) -> "Stretches":
        """Keep some of the rows."""
        return Stretches(
            who=self.who[rows],
            start=self.start[rows],
            end=self.end[rows],
            wall_start=self.wall_start[rows],
            wall_end=self.wall_end[rows],
            work=self.work[rows],
            on_call=self.on_call[rows],
        )

    @cached_property
    def length(self) -> Ints:
        """Elapsed minutes from start to end."""
        return self.end - self.start

    @cached_property
    def template(self) -> Ints:
        """Minutes from start to end by the clock on the wall."""
        return self.wall_end - self.wall_start

    @cached_property
    def day(self) -> Ints:
        """The number of the date on which each starts."""
        return self.wall_start // DAY

    @cached_property
    def last_day(self) -> Ints:
        """The number of the last date each touches."""
        return (np.maximum(self.wall_end, self.wall_start + 1) - 1) // DAY

    @cached_property
    def same(self) -> Flags:
        """Whether a row and the next are one person's."""
        same: Flags = self.who[1:] == self.who[:-1]
        return same


def lay_stretches(columns: Columns) -> tuple[Stretches, Flags, Flags]:
    """Give the stretches, for whom they may be wrong, and who has one of duties of several dates.

    They may be wrong where a duty has no length, where on-call periods overlap, and where a clock
    change, or an overlap among the sessions of a day, turns their order round.
    """
    odd = np.zeros(columns.people, np.bool_)
    are_shifts = columns.counts & ~columns.on_call
    shifts, calls = _of(columns, are_shifts), _of(columns, columns.counts & columns.on_call)
    for one in (shifts, calls):
        odd[one.who[(one.template <= 0) | (one.length <= 0)]] = True
        odd[one.who[1:][one.same & (one.start[1:] < one.start[:-1])]] = True
    odd[calls.who[1:][calls.same & (calls.start[1:] < calls.end[:-1])]] = True
    mixed = np.zeros(columns.people, np.bool_)
    shifts, mixed_by, unsure = _joined(shifts, columns.joins[are_shifts])
    mixed[mixed_by], odd[unsure] = True, True
    return (_merged(shifts, calls) if len(calls.who) else shifts), odd, mixed


def latest(who: Ints, end: Ints) -> Ints:
    """Give the latest end of a person's rows so far; the rows come by person."""
    apart = who * NEVER
    found: Ints = np.maximum.accumulate(end + apart) - apart
    return found


def _of(columns: Columns, kept: Flags) -> Stretches:
    every = Stretches(
        who=columns.who,
        start=columns.start,
        end=columns.end,
        wall_start=columns.wall_start,
        wall_end=columns.wall_end,
        work=columns.work,
        on_call=columns.on_call,
    )
    return every if kept.all() else every.rows(kept)


def _joined(shifts: Stretches, joins: Flags) -> tuple[Stretches, Ints, Ints]:
    """Join what overlaps and the ordinary sessions of one date.

    Say also who has several dates in one, and of whom that is unsure.
    """
    until = latest(shifts.who, shifts.end)
    lapping = shifts.same & (shifts.start[1:] < until[:-1])
    ordinary = shifts.same & joins[1:] & joins[:-1] & (shifts.day[1:] == shifts.day[:-1])
    joined = lapping | ordinary
    if not joined.any():
        return shifts, shifts.who[:0], shifts.who[:0]
    fresh = np.concatenate(([True], ~joined))
    first = np.flatnonzero(fresh)
    began = shifts.day[first][np.cumsum(fresh) - 1]  # the date on which each row's stretch begins
    mixed = began[1:] != shifts.day[1:]
    unsure = shifts.who[1:][ordinary & ~lapping & mixed]
    shared = np.zeros(len(shifts.who), np.int64)
    shared[1:][lapping] = (np.minimum(until[:-1], shifts.end[1:]) - shifts.start[1:])[lapping]
    return (
        Stretches(
            who=shifts.who[first],
            start=shifts.start[first],
            end=np.maximum.reduceat(shifts.end, first),
            wall_start=shifts.wall_start[first],
            wall_end=np.maximum.reduceat(shifts.wall_end, first),
            work=np.add.reduceat(shifts.work - shared, first),
            on_call=shifts.on_call[first],
        ),
        shifts.who[1:][mixed],
        unsure,
    )


def _merged(shifts: Stretches, calls: Stretches) -> Stretches:
    both = Stretches(
        who=np.concatenate((shifts.who, calls.who)),
        start=np.concatenate((shifts.start, calls.start)),
        end=np.concatenate((shifts.end, calls.end)),
        wall_start=np.concatenate((shifts.wall_start, calls.wall_start)),
        wall_end=np.concatenate((shifts.wall_end, calls.wall_end)),
        work=np.concatenate((shifts.work, calls.work)),
        on_call=np.concatenate((shifts.on_call, calls.on_call)),
    )
    return both.rows(np.lexsort((both.end, both.start, both.who)))
