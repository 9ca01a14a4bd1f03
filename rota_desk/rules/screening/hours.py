"""Screens of the rules on hours: weeks, averages and the length of a shift."""

import datetime as dt
from fractions import Fraction
from math import ceil, floor

import numpy as np

from rota_desk.domain.averages import DAYS_A_WEEK, WEEKS_A_YEAR
from rota_desk.domain.everybody import Everybody
from rota_desk.domain.facts import AwayKind, Person
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import DAY
from rota_desk.domain.spots import Spots, spots
from rota_desk.domain.stretches import Stretches
from rota_desk.rules.contract import Terms
from rota_desk.rules.terms_kinds import nights

_EXCLUDED = (AwayKind.ANNUAL_LEAVE, AwayKind.SICK, AwayKind.SPECIAL_LEAVE)


def high_average(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whose duties in the cycle hold more work than its weeks may."""
    every = rota.everybody
    known: dict[tuple[object, ...], tuple[int, int]] = {}
    weeks_and_most = [_cycle(one, terms, rota.horizon_start, known) for one in rota.people]
    weeks, most = (np.array(one, np.int64) for one in zip(*weeks_and_most, strict=True))
    column = np.minimum(7 * weeks, every.days)
    worked: Flags = every.done[np.arange(every.people), column] > most
    return worked & (weeks > 0)


def _cycle(
    person: Person,
    terms: Terms,
    first: dt.date,
    known: dict[tuple[object, ...], tuple[int, int]],
) -> tuple[int, int]:
    """Give a person's weeks and the minutes that may be worked in them; no weeks if unknown."""
    beyond = first + dt.timedelta(weeks=person.cycle_weeks or 0)
    out = bool(person.opt_outs) and person.is_out(first, beyond)
    facts = (
        person.cycle_weeks,
        person.prospective_leave_days,
        person.standard_day_minutes,
        out,
    )
    if facts not in known:
        known[facts] = _most(person, terms, out=out)
    return known[facts]


def _most(person: Person, terms: Terms, *, out: bool) -> tuple[int, int]:
    limit = terms.limit("opted_out" if out else "")
    return (0, 0) if limit is None else _weeks_and_most(person, terms, Fraction(limit.value))


def _weeks_and_most(person: Person, terms: Terms, average: Fraction) -> tuple[int, int]:
    """Give a cycle's weeks and the minutes that make this average of it; no weeks if unknown."""
    weeks, days = person.cycle_weeks, Fraction(person.prospective_leave_days)
    if not weeks:
        return 0, 0
    leave = (days + terms.means.number("cover_holidays") if days else days) * weeks / WEEKS_A_YEAR
    left = weeks - leave / DAYS_A_WEEK
    if left <= 0:
        return 0, 0
    return weeks, floor(average * left + leave * person.standard_day_minutes)


def high_basic_average(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect part-timers whose work, less additional hours, is that of a full-timer."""
    every = rota.everybody
    found = every.nobody()
    for place, person in enumerate(rota.people):
        if person.wte < 1 and person.additional_minutes is not None:
            average = terms.main.value + person.additional_minutes
            weeks, most = _weeks_and_most(person, terms, average)
            found[place] = weeks and every.done[place, min(7 * weeks, every.days)] >= most
    return found


def high_statutory_average(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whose work in a reference period, and after it for leave in it, is too much."""
    every, weeks = rota.everybody, int(terms.means.number("reference_weeks"))
    days = 7 * weeks
    if every.days < days:
        return every.nobody()
    inside = _inside(every, days)
    away = every.away(_EXCLUDED)
    absent = np.flatnonzero(away.any(axis=1))
    if len(absent):
        inside[absent] += _after(every, away, absent, days)
    found: Flags = inside.max(axis=1) > floor(terms.main.value * weeks)
    return (found | _partly_out(rota)) & ~_wholly_out(rota)


def _wholly_out(rota: Snapshot) -> Flags:
    """Tell who is opted out on every day of the horizon: nothing is asked of them."""
    first, beyond = rota.horizon_start, rota.horizon_end
    return np.array([one.is_out(first, beyond) for one in rota.people], np.bool_)


def _partly_out(rota: Snapshot) -> Flags:
    """Suspect whose days of an opt-out are made up by days worked later."""
    return np.array([bool(one.opt_outs) for one in rota.people], np.bool_)


def _inside(every: Everybody, days: int) -> Ints:
    """Give no less than the work in each period of so many dates, by person and first date."""
    least, most = every.left
    found: Ints = every.done[:, days:] - every.done[:, :-days] + most[:, :-days] - least[:, days:]
    return found


def _after(every: Everybody, away: Flags, absent: Ints, days: int) -> Ints:
    """Give the work of as many dates worked after each period as were taken out of it."""
    work = every.by_day[absent]
    excluded = np.zeros_like(work)
    np.cumsum(away[absent, :-1], axis=1, out=excluded[:, 1:])
    before = np.zeros_like(work)
    np.cumsum(work[:, :-1] > 0, axis=1, out=before[:, 1:])
    each = np.concatenate(([0], np.cumsum(work[work > 0])))
    offset = np.concatenate(([0], np.cumsum(before[:, -1])))
    here = before[:, days:] + offset[:-1, None]
    last = np.minimum(here + excluded[:, days:] - excluded[:, :-days], offset[1:, None])
    found: Ints = each[last] - each[here]
    return found


def overfull_week(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever starts too much on the dates that a window can touch, and has such a one."""
    every, width = rota.everybody, terms.means.minutes("window")
    most = floor(terms.main.value)
    midnights = every.midnights(every.days + 1)
    touched = np.minimum(np.searchsorted(midnights, midnights[1:] + width), every.days)
    held = np.take(every.done, touched, axis=1)
    held -= every.done[:, :-1]
    held += every.left[1][:, :-1]
    full = held > most
    found = full.any(axis=1)
    unsure = found & (every.odd | every.marked(every.calls.who))
    full[unsure] = False
    shifts = every.shifts.rows(_near(every, full, width // DAY + 2))
    return _windows(shifts, width, most, also=np.flatnonzero(unsure))


def _near(every: Everybody, full: Flags, ahead: int) -> Flags:
    """Tell of each shift whether it may lie in a window that begins on one of somebody's dates."""
    shifts = every.shifts
    lasts = int((shifts.last_day - shifts.day).max(initial=0))  # dates after its first
    counted = np.zeros((every.people, every.days + 1), np.int32)
    np.cumsum(full, axis=1, out=counted[:, 1:])
    column = np.arange(every.days)
    beyond = np.minimum(column + lasts + 1, every.days)
    near = counted[:, beyond] > counted[:, np.maximum(column - ahead, 0)]
    found: Flags = near[shifts.who, shifts.day - every.first_day]
    return found


def _windows(shifts: Stretches, width: int, most: int, *, also: Ints) -> Spots:
    """Mark the windows that begin or end with a shift and hold too much.

    Whatever other window does holds no shift that none of these holds.
    """
    if not len(shifts.who):
        return spots(shifts.who, shifts.day, shifts.day, also=also)
    onward, back = (one > most for one in _held(shifts, width))
    longest = int((shifts.last_day - shifts.day).max())
    around = width // DAY + 1 + longest  # days: on which what lies in a window may start
    return spots(
        np.concatenate((shifts.who[onward], shifts.who[back])),
        np.concatenate((shifts.day[onward], shifts.last_day[back] - around)),
        np.concatenate((shifts.day[onward] + around, shifts.last_day[back])),
        also=also,
    )


def _held(shifts: Stretches, width: int) -> tuple[Ints, Ints]:
    """Give the work of the windows that begin with each shift, and of those that end with it."""
    apart = int(shifts.end.max() - shifts.start.min()) + 2 * width
    start, end = (one + shifts.who * apart for one in (shifts.start, shifts.end))
    done = np.concatenate(([0], np.cumsum(shifts.work)))
    return (
        _until(start + width, start, end, done)[0] - done[:-1],
        done[1:] - _until(end - width, start, end, done)[1],
    )


def _until(moment: Ints, start: Ints, end: Ints, done: Ints) -> tuple[Ints, Ints]:
    """Count the work up to each moment: no less than it, and no more, when breaks are joined."""
    index = np.searchsorted(start, moment)
    before = np.maximum(index - 1, 0)
    over = np.where(index > 0, np.maximum(end[before] - moment, 0), 0)
    work = np.where(index > 0, done[index] - done[before], 0)
    past = np.maximum(0, end[before] - start[before] - over)
    most = done[index] - work + np.minimum(work, past)
    least = done[index] - np.minimum(over, work)
    return most, least


def overlong_shift(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever has a shift that is too long by the clock or elapsed."""
    shifts = rota.everybody.shifts
    most = floor(min(limit.value for limit in terms.limits.values()))
    found = np.maximum(shifts.template, shifts.length) > most
    return spots(shifts.who[found], shifts.day[found], shifts.day[found])


def heavy_nights(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect night workers, by their nights alone, whose days are too full on average."""
    every, weeks = rota.everybody, int(terms.means.number("night_reference_weeks"))
    days = 7 * weeks
    if every.days < days:
        return every.nobody()
    worked = every.stretches.who[every.are_nights(nights(terms))]
    often: Flags = np.bincount(worked, minlength=every.people) >= ceil(
        terms.means.number("night_worker_share") * weeks
    )
    full: Flags = _inside(every, days).max(axis=1) > floor(terms.main.value * (days - weeks))
    return full & often
