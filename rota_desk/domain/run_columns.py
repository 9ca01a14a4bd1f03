"""Everybody's runs at once: duties on dates that follow one another."""

from dataclasses import dataclass

import numpy as np

from rota_desk.domain.numbers import Flags, Ints


@dataclass(frozen=True, eq=False)
class RunColumns:
    """Each maximal run a row: whose, its first and last duty's place, and its dates."""

    who: Ints
    first: Ints
    last: Ints
    dates: Ints
    unsure: Ints  # people whose duties do not come in the order of their dates


def runs_of(
    who: Ints, day: Ints, *, last_day: Ints | None = None, away: Ints | None = None, first: int = 0
) -> RunColumns:
    """Find the runs among duties, by person and start.

    `last_day` names the last date of duties that count for several. `away` counts for each person
    the dates before each date, from `first` on, that neither count nor end a run.
    """
    count = len(who)
    if not count:
        return RunColumns(*(np.zeros(0, np.int64) for _ in range(5)))
    until = day if last_day is None else _latest(who, np.maximum(day, last_day))
    same = who[1:] == who[:-1]
    step = day[1:] - until[:-1]
    parted = step > 1
    if away is not None:
        parted &= ~_bridged(away, who[1:], until[:-1] + 1 - first, day[1:] - first, same & parted)
    fresh = np.concatenate(([True], ~same | parted))
    begins = np.flatnonzero(fresh)
    ends = np.append(begins[1:], count) - 1
    # Dates that are counted anew with each duty: the first of a run brings all of its own.
    added = np.maximum(0, until - np.concatenate(([0], until[:-1])))
    added = np.where(fresh, until - day + 1, np.minimum(added, until - day + 1))
    total = np.concatenate(([0], np.cumsum(added)))
    turned = who[1:][same & (day[1:] < day[:-1])]
    return RunColumns(who[begins], begins, ends, total[ends + 1] - total[begins], turned)


def _latest(who: Ints, day: Ints) -> Ints:
    """Give the last date that a person's duties have reached so far."""
    apart = who * (int(day.max()) + 2)
    reached: Ints = np.maximum.accumulate(day + apart) - apart
    return reached


def _bridged(away: Ints, who: Ints, start: Ints, beyond: Ints, asked: Flags) -> Flags:
    found = np.zeros(len(who), np.bool_)
    rows = np.flatnonzero(asked)
    between = away[who[rows], beyond[rows]] - away[who[rows], start[rows]]
    found[rows] = between == beyond[rows] - start[rows]
    return found
