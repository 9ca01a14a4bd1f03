"""Which version of the rota speaks of some days, and how far they have moved on since."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.domain.times import days_from
from rota_desk.queries.standing import Rota, standing_rota
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class RotaVersion:
    """What a document says of the rota behind it."""

    version: int  # the newest that tells of any of the days; 0 when none does
    changes: int  # entries that differ from what people were last told


def rota_version(read: Reading, *, start: dt.date, end: dt.date) -> RotaVersion:
    """The newest version of the days from `start` until before `end`, and what differs from it."""
    rota = standing_rota(read, start=start, end=end)
    return RotaVersion(rota.speaking.newest, sum(day_changes(rota)))


def day_changes(rota: Rota) -> Iterator[int]:
    """How many entries of each day differ from what people were last told.

    Who does other work in the place of what was told has one change, not two.
    """
    differing = [
        (session.start.date(), one.clinician_id)
        for session in rota.sessions
        if rota.stands(session)
        for one in rota.on.get(session.id, ())
        if rota.change_of(session, one.clinician_id)
    ]
    off = Counter((line.start.date(), line.clinician_id) for line in rota.taken_off)
    counted: Counter[dt.date] = Counter()
    for (day, _who), changes in (Counter(differing) | off).items():
        counted[day] += changes
    yield from (counted[day] for day in days_from(rota.start, (rota.end - rota.start).days))
