"""Screen of the rules on weekends."""

from math import floor

import numpy as np

from rota_desk.domain.numbers import Flags
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import DAY
from rota_desk.domain.spots import Spots, spots
from rota_desk.rules.contract import Terms

_SATURDAY = 5
_THURSDAY = 3  # the weekday of day 0


def frequent_weekends(rota: Snapshot, terms: Terms) -> Spots:
    """Suspect whoever works too many of the weekends of the cycle."""
    every = rota.everybody
    weeks = np.array([one.cycle_weeks or 0 for one in rota.people], np.int64)
    beyond = every.first_day + 7 * weeks.max(initial=0)
    stretches = every.stretches.rows(every.stretches.day < beyond)
    cycle = (stretches.day < every.first_day + 7 * weeks[stretches.who]) & (stretches.work > 0)
    worked = stretches.rows(cycle)
    opens = terms.means.clock("weekend_from")
    closes = DAY + terms.means.clock("weekend_to")
    longest = int((worked.wall_end // DAY - worked.day).max(initial=0))
    table = np.zeros((every.people, (every.days + longest) // 7 + 2), np.bool_)
    for number in range(-1, longest + 1):
        day = worked.day + number
        saturday = (day + _THURSDAY) % 7 == _SATURDAY
        met = worked.wall_start < day * DAY + closes
        met &= (worked.wall_end > day * DAY + opens) & saturday
        table[worked.who[met], (day[met] - every.first_day + 7) // 7] = True
    most = {one: floor(terms.main.value * one) for one in set(weeks.tolist())}
    found: Flags = table.sum(axis=1) > np.array([most[one] for one in weeks.tolist()])
    who = np.flatnonzero(found & (weeks > 0))
    first = np.full(len(who), every.first_day)
    return spots(who, first, first + 7 * weeks[who] - 1)
