"""Screens of the rules on rest."""

from math import ceil

import numpy as np

from rota_desk.domain.everybody import Everybody
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.run_columns import runs_of
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import DAY
from rota_desk.domain.spots import Spots, spots
from rota_desk.domain.stretches import NEVER, Stretches
from rota_desk.rules.contract import Terms
from rota_desk.rules.terms_kinds import shift_kinds

_WEEK = 7  # days


def short_rest(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever has two shifts too near, whether or not on-call lies between."""
    return _shorter(rota.everybody, ceil(terms.main.value), 1)


def rest_not_given_back(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever has a rest shorter than the daily one."""
    return _shorter(rota.everybody, terms.means.minutes("daily_rest"), 2)


def _shorter(every: Everybody, due: int, following: int) -> Spots:
    """Mark each rest shorter than due, until so many of the shifts after it."""
    shifts, rows = every.shifts, np.flatnonzero(every.gap < due)
    last = np.minimum(rows + following, len(shifts.who) - 1)
    return spots(shifts.who[rows], shifts.day[rows], _same_day(shifts, rows, last))


def _same_day(every: Stretches, rows: Ints, last: Ints) -> Ints:
    """Give the day of a later row, without a bound where it is another person's."""
    return np.where(every.who[last] == every.who[rows], every.day[last], NEVER)


def short_rest_after_nights(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever starts too soon after a run of nights of any length."""
    every, kinds = rota.everybody, shift_kinds(terms)
    rows = np.flatnonzero(every.are_nights(kinds.nights))
    taken = every.stretches.rows(rows)
    early = taken.wall_start % DAY < kinds.nights.end
    runs = runs_of(taken.who, taken.day - early)
    short = np.flatnonzero(every.rest_after(rows[runs.last]) < ceil(terms.main.value))
    first, last = rows[runs.first[short]], rows[runs.last[short]]
    following = np.minimum(last + 1, len(every.stretches.who) - 1)
    until = _same_day(every.stretches, first, following)
    return spots(runs.who[short], every.stretches.day[first], until, also=runs.unsure)


def no_weekly_rest(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has some week of the horizon without its rest, whatever its fortnight."""
    every = rota.everybody
    weeks = every.days // _WEEK
    if not weeks or not len(every.shifts.who):
        return every.nobody()
    best = _longest(every, weeks)
    due = ceil(terms.main.value) + terms.means.minutes("daily_rest")
    without = np.flatnonzero((best < due).any(axis=1))
    return every.marked(without) & every.marked(every.shifts.who)


def _longest(every: Everybody, weeks: int) -> Ints:
    """Give the longest free time that begins in each week, or lies in it, by person."""
    shifts = every.shifts
    midnights = every.midnights(every.days + 1)
    edges = midnights[::_WEEK][: weeks + 1]
    fresh = np.concatenate(([True], ~shifts.same))
    starts = np.concatenate((shifts.end, np.full(fresh.sum(), midnights[0])))
    last = np.append(shifts.start[1:], 0)
    last[np.append(~shifts.same, True)] = midnights[-1]
    ends = np.concatenate((last, shifts.start[fresh]))
    who = np.concatenate((shifts.who, shifts.who[fresh]))
    best = np.zeros((every.people, weeks), np.int64)
    week = np.searchsorted(edges, starts, side="right") - 1
    within = (week < weeks) & (ends > starts)
    np.maximum.at(best, (who[within], week[within]), (ends - starts)[within])
    later = np.flatnonzero(within) if weeks > 1 else np.zeros(0, np.int64)
    while len(later):
        week[later] += 1
        later = later[week[later] < weeks]
        later = later[ends[later] > edges[week[later]]]
        held = np.minimum(ends[later], edges[week[later] + 1]) - edges[week[later]]
        np.maximum.at(best, (who[later], week[later]), held)
    return best
