"""Screens of the rules on runs: long, late and night shifts, and dates without a break."""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from rota_desk.domain.everybody import Everybody
from rota_desk.domain.facts import AwayKind
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.run_columns import RunColumns, runs_of
from rota_desk.domain.shift_kinds import ShiftKinds
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import DAY
from rota_desk.domain.spots import Spots, spots
from rota_desk.domain.stretches import NEVER
from rota_desk.rules.contract import Terms
from rota_desk.rules.terms_kinds import shift_kinds

_LEAVE = (
    AwayKind.ANNUAL_LEAVE,
    AwayKind.STUDY_LEAVE,
    AwayKind.PROFESSIONAL_LEAVE,
    AwayKind.SPECIAL_LEAVE,
    AwayKind.TOIL,
    AwayKind.SICK,
)


def long_run(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whose runs of long shifts are too long, or full without the longest rest due."""
    every, kinds = rota.everybody, shift_kinds(terms)
    return _full_runs(every, _long(every, kinds), kinds, terms)


def late_run(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whose runs of long late shifts are too long, or full without rest."""
    every, kinds = rota.everybody, shift_kinds(terms)
    stretches = every.stretches
    start, end = (at - stretches.day * DAY for at in (stretches.wall_start, stretches.wall_end))
    bounds = (start < kinds.late_start_before) & (end > kinds.late_after)
    late = bounds & (end <= kinds.late_end_by) & ~every.are_nights(kinds.nights)
    return _full_runs(every, late & _long(every, kinds), kinds, terms)


def night_run(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whose runs of nights are too long."""
    every, kinds = rota.everybody, shift_kinds(terms)
    rows = np.flatnonzero(every.are_nights(kinds.nights))
    runs = runs_of(every.stretches.who[rows], _dates(every, kinds)[rows])
    return _spots(every, runs, rows, runs.dates > floor(terms.main.value))


def unbroken_run(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whose runs of duties are longer than the shortest limit, or full without rest."""
    every, means, kinds = rota.everybody, terms.means, shift_kinds(terms)
    stretches = every.stretches
    touched = means.says("run_touches")
    runs = runs_of(
        stretches.who,
        stretches.day if touched else _dates(every, kinds),
        last_day=stretches.last_day if touched else None,
        away=_days_away(every) if means.says("run_bridges_leave") else None,
        first=every.first_day,
    )
    full = terms.limits["run"].value
    ends = np.maximum.reduceat(stretches.end, runs.first) if len(runs.who) else runs.who
    rest = every.rest_after(runs.last, ends)
    return _blocks(every, runs, _suspects(runs, rest, full, terms))


def _long(every: Everybody, kinds: ShiftKinds) -> Flags:
    long_: Flags = (every.stretches.template > kinds.long_over) & ~every.stretches.on_call
    return long_


def _dates(every: Everybody, kinds: ShiftKinds) -> Ints:
    """Number the date each stretch belongs to: an early night to the one before."""
    stretches = every.stretches
    early = stretches.wall_start % DAY < kinds.nights.end
    dates: Ints = stretches.day - (early & every.are_nights(kinds.nights))
    return dates


def _days_away(every: Everybody) -> Ints:
    """Count each person's dates of leave before each date."""
    counted = np.zeros((every.people, every.days + 1), np.int64)
    np.cumsum(every.away(_LEAVE)[:, :-1], axis=1, out=counted[:, 1:])
    return counted


def _full_runs(every: Everybody, kind: Flags, kinds: ShiftKinds, terms: Terms) -> Spots:
    rows = np.flatnonzero(kind)
    runs = runs_of(every.stretches.who[rows], _dates(every, kinds)[rows])
    rest = every.rest_after(rows[runs.last])
    return _spots(every, runs, rows, _suspects(runs, rest, terms.main.value, terms))


def _suspects(runs: RunColumns, rest: Ints, full: Fraction | int, terms: Terms) -> Flags:
    """Tell which runs are longer than a full one, or full without the longest rest due."""
    due = max(ceil(limit.value) for limit in terms.limits.values() if limit.at_least)
    found: Flags = (runs.dates > floor(full)) | ((runs.dates >= ceil(full)) & (rest < due))
    return found


def _spots(every: Everybody, runs: RunColumns, rows: Ints, found: Flags) -> Spots:
    """Mark runs, whose duties stand in these rows, from their first to what comes after them."""
    who, day = every.stretches.who, every.stretches.day
    first, last = rows[runs.first[found]], rows[runs.last[found]]
    following = np.minimum(last + 1, len(who) - 1)
    until = np.where(who[following] == who[first], day[following], NEVER)
    return spots(who[first], day[first], until, also=runs.unsure)


def _blocks(every: Everybody, runs: RunColumns, found: Flags) -> Spots:
    """Mark the dates around runs up to a free date either side, and what comes after them.

    However an open point is read, no run goes over a date on which nothing is and nobody is away.
    """
    stretches = every.stretches
    who, first, last = runs.who[found], runs.first[found], runs.last[found]
    width = every.days + 1
    free = _free(every, who)
    row, begins = who * width - every.first_day, stretches.day[first]
    before = free[np.searchsorted(free, row + begins) - 1]
    start = np.where(before >= who * width, before - row, -NEVER)
    after = free[np.searchsorted(free, row + stretches.day[last] + 1)]
    end = np.where(after < (who + 1) * width, after - row, NEVER)
    apart = stretches.who * NEVER + stretches.day
    following = np.searchsorted(apart, who * NEVER + np.minimum(end, NEVER - 1))
    there = np.minimum(following, len(apart) - 1)
    same = (following < len(apart)) & (stretches.who[there] == who)
    until = np.where(same, stretches.day[there], NEVER)
    return spots(who, start, until, also=runs.unsure, however_read=True)


def _free(every: Everybody, who: Ints) -> Ints:
    """Number, person after person, the dates on which none of these has a duty or is away.

    One number before them all and one after stand for nobody's dates.
    """
    width = every.days + 1
    taken = every.away(_LEAVE)
    some = every.stretches.rows(every.marked(who)[every.stretches.who])
    for number in range(-1, int((some.last_day - some.day).max(initial=0)) + 1):
        touched = some.day + number <= some.last_day
        column = (some.day + number - every.first_day)[touched]
        inside = (column >= 0) & (column < width)
        taken[some.who[touched][inside], column[inside]] = True
    free = np.zeros_like(taken)
    chosen = np.unique(who)
    free[chosen] = ~taken[chosen]
    return np.concatenate(([-NEVER], np.flatnonzero(free), [NEVER]))
