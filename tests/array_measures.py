"""The nine core measures of residents' rotas in bare NumPy, over everybody's shifts at once.

No evidence, no contracts, no words: the yardstick against which the rules are timed. Doctors are
told apart by moving each to a stretch of time of their own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
DAY, WEEK = 1440, 10080


@dataclass(frozen=True)
class Shifts:
    """Starts and ends in minutes, elapsed and by the clock, sorted by doctor and start."""

    who: Ints
    start: Ints
    end: Ints
    wall_start: Ints
    wall_end: Ints


def measures(shifts: Shifts, doctors: int, weeks: int, span: int) -> dict[str, float]:
    """Give the worst of each of the nine measures for every doctor, summed to be compared."""
    shift = shifts.who * (span + 4 * WEEK)
    start, end = shifts.start + shift, shifts.end + shift
    length = end - start
    template = shifts.wall_end - shifts.wall_start
    same = shifts.who[1:] == shifts.who[:-1]
    day = shifts.wall_start // DAY
    night = _night_minutes(shifts.wall_start, shifts.wall_end) >= 180
    long_ = template > 600
    late = long_ & ~night & (shifts.wall_end - day * DAY > 23 * 60)
    gaps = np.where(same, start[1:] - end[:-1], 10**6)
    runs = [_runs(shifts.who, day, kind) for kind in (night, long_, late, np.ones_like(night))]
    after_night = np.where(night[:-1] & ~(night[1:] & (day[1:] - day[:-1] == 1)), gaps, 10**6)
    return {
        "168": float(_per(shifts.who, _windows(start, end, length), doctors).sum()),
        "13": float(_per(shifts.who, template, doctors).sum()),
        "11": float(-_per(shifts.who[:-1], -gaps, doctors).sum()),
        "46": float(-_per(shifts.who[:-1], -after_night, doctors).sum()),
        "nights": float(_per(shifts.who, runs[0], doctors).sum()),
        "long": float(_per(shifts.who, runs[1], doctors).sum()),
        "late": float(_per(shifts.who, runs[2], doctors).sum()),
        "dates": float(_per(shifts.who, runs[3], doctors).sum()),
        "weekends": float(_weekends(shifts, day).sum()),
        "average": float(np.bincount(shifts.who, length, doctors).sum() / weeks),
    }


def _per(who: Ints, values: Ints, doctors: int) -> Ints:
    best = np.full(doctors, -(10**9), dtype=np.int64)
    np.maximum.at(best, who, values)
    return best


def _windows(start: Ints, end: Ints, length: Ints) -> Ints:
    """Give the work of every window that begins with a shift and of every one that ends so."""
    done = np.concatenate(([0], np.cumsum(length)))
    return np.maximum(
        _until(start + WEEK, start, end, done) - done[:-1],
        done[1:] - _until(end - WEEK, start, end, done),
    )


def _until(moment: Ints, start: Ints, end: Ints, done: Ints) -> Ints:
    index = np.searchsorted(start, moment)
    before = np.maximum(index - 1, 0)
    over = np.where(index > 0, np.maximum(end[before] - moment, 0), 0)
    found: Ints = done[index] - over
    return found


def _night_minutes(start: Ints, end: Ints) -> Ints:
    total = np.zeros_like(start)
    first = start // DAY
    for number in (-1, 0, 1):
        opens = (first + number) * DAY + 23 * 60
        total += np.maximum(0, np.minimum(end, opens + 7 * 60) - np.maximum(start, opens))
    return total


def _runs(who: Ints, day: Ints, kind: Flags) -> Ints:
    """Give each shift the length of its run so far, zero for shifts of other kinds."""
    days, owner = day[kind], who[kind]
    fresh = np.ones(len(days), dtype=np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (days[1:] - days[:-1] > 1)
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(days)), 0))
    lengths = np.zeros(len(day), dtype=np.int64)
    lengths[kind] = days - days[first] + 1 if len(days) else 0
    return lengths


def _weekends(shifts: Shifts, day: Ints) -> Ints:
    """Give the weekends with work in them, one number for each doctor and weekend."""
    touched = [
        np.where(
            (shifts.wall_start < (saturday + 2) * DAY - 1)
            & (shifts.wall_end > saturday * DAY + 1),
            shifts.who * 10**6 + saturday,
            -1,
        )
        for saturday in ((day + 3) // 7 * 7 + 2, (day + 3) // 7 * 7 + 9)
    ]
    found = np.unique(np.concatenate(touched))
    return np.ones(int((found >= 0).sum()), dtype=np.int64)
