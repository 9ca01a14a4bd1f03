"""Screens of the rules on non-resident on-call."""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from rota_desk.domain.everybody import Everybody
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.run_columns import runs_of
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms

_SATURDAY, _PAIR = 5, 2
_THURSDAY = 3  # the weekday of day 0


def overlong_on_call(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has an on-call period that is too long."""
    calls = rota.everybody.calls
    return rota.everybody.marked(calls.who[calls.length > floor(terms.main.value)])


def on_call_run(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever is on call on too many dates running."""
    every, calls = rota.everybody, rota.everybody.calls
    runs = runs_of(calls.who, calls.day)
    saturday = (calls.day[runs.first] + _THURSDAY) % 7 == _SATURDAY
    pair = (runs.dates == _PAIR) & saturday
    most = {name: floor(terms.limits[name].value) for name in ("run", "pair")}
    found = np.where(pair, runs.dates > most["pair"], runs.dates > most["run"])
    return every.marked(runs.who[found]) | every.marked(runs.unsure)


def frequent_on_call(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has too many on-call periods in some window of dates."""
    every, calls = rota.everybody, rota.everybody.calls
    width = int(terms.means.number("on_call_window"))
    day = calls.day + calls.who * (every.days + 2 * width)
    held = np.searchsorted(day, day + width) - np.searchsorted(day, day)
    return every.marked(calls.who[held > floor(terms.main.value)])


def long_day_after_on_call(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has long shifts on the date after any on-call period."""
    every, calls = rota.everybody, rota.everybody.calls
    return every.marked(calls.who[_day_after(every) > floor(terms.main.value)])


def restless_on_call(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has an on-call period with little time without work."""
    every, calls = rota.everybody, rota.everybody.calls
    return every.marked(calls.who[_restless(every, terms, terms.main.value)])


def long_day_after_restless_on_call(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has long shifts on the date after such a period."""
    every, calls = rota.everybody, rota.everybody.calls
    restless = _restless(every, terms, terms.limits["rest"].value)
    return every.marked(calls.who[restless & (_day_after(every) > floor(terms.main.value))])


def _restless(every: Everybody, terms: Terms, due: Fraction | int) -> Flags:
    calls, day = every.calls, terms.means.minutes("on_call_day")
    found: Flags = np.where(calls.work == 0, day, calls.length - calls.work) < ceil(due)
    return found


def _day_after(every: Everybody) -> Ints:
    """Give the minutes of all shifts that start on the date after each period's first."""
    shifts, calls = every.shifts, every.calls
    if not len(calls.who):
        return calls.who
    table = every.table(shifts.who, shifts.day, shifts.length)
    after: Ints = table[calls.who, calls.day + 1 - every.first_day]
    return after
