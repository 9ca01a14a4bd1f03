"""Net hours of everybody over some days: what is owed and what is over, never set off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rota_desk.domain.annualised import quarters
from rota_desk.queries.hours_account import hours_accounts
from rota_desk.queries.hours_ground import FOUR_WEEKS
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.net_hours import NetHours
from rota_desk.unit_of_work import Reading

MOST = Fraction(15, 2)  # hours either way; rulebook kpi-net-hours
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class NetHoursSums:
    """The four-week periods of everybody's account that ended in some days, in hours."""

    owed: Fraction  # by people, of all periods below the contract
    over: Fraction  # of all periods above it
    within: int  # periods no further than `MOST` from the contract
    periods: int
    people: int


def net_hours_sums(read: Reading, *, start: dt.date, end: dt.date) -> NetHoursSums:
    """Sum up the periods that are over and ended after `start` and not after `end`."""
    found = [
        (person, one)
        for person, one in dict.fromkeys(_periods(read, start, end))
        if start < one.end <= min(end, read.today) and _is_whole(one)
    ]
    nets = [one.net for _person, one in found]
    return NetHoursSums(
        owed=-sum((net for net in nets if net < 0), NONE),
        over=sum((net for net in nets if net > 0), NONE),
        within=sum(abs(net) <= MOST for net in nets),
        periods=len(nets),
        people=len({person for person, _one in found}),
    )


def _periods(read: Reading, start: dt.date, end: dt.date) -> Iterator[tuple[int, NetHours]]:
    """Every period of the quarters that meet the days; one at a quarter's edge may come twice."""
    day = start
    while day < end:
        ends = next(b for a, b in quarters(*leave_year(read, on=day)) if a <= day < b)
        for account in hours_accounts(read, on=day):
            for one in account.periods:
                yield account.clinician_id, one
        day = ends


def _is_whole(one: NetHours) -> bool:
    return one.end - one.start == FOUR_WEEKS
