"""How much notice the published rota gave of somebody's first day."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.notice import notice_days, working_days
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Definitions
from rota_desk.rules.rule import Measure


def first_days(rota: Timeline) -> Iterator[dt.date]:
    """Give the days within the horizon on which a contract of the person begins."""
    for held in rota.person.contracts:
        if held.start is not None and rota.first <= held.start < rota.beyond:
            yield held.start


def told_of(rota: Timeline, day: dt.date) -> dt.date | None:
    """Give the day on which people were first told of a day, None when they were not."""
    told = [one.told_on for one in rota.told if one.first_day <= day <= one.last_day]
    return min(told, default=None)


def notice_measure(
    rota: Timeline, first: dt.date, told: dt.date | None, means: Definitions
) -> Measure:
    """Measure the notice of a first day, in the days the contract is read to count."""
    start, end = midnight(first), midnight(first + dt.timedelta(days=1))
    if told is None:
        return Measure(start, end, None)
    if means.says("notice_working_days"):
        days = working_days(told, first, rota.holidays)
        return Measure(start, end, days, "working", note=f"{told:%Y-%m-%d}")
    return Measure(start, end, notice_days(told, first), note=f"{told:%Y-%m-%d}")
