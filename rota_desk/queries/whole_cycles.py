"""What a change of a few duties would break over whole rota cycles, before it is made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from rota_desk.domain.snapshot import Duty, Snapshot
from rota_desk.queries.long_pictures import LongPicture, cycle_pictures
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding, judge
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
Place = tuple[int, int]  # a clinician on a session


def cycle_breaches(
    read: Reading, *, gone: Collection[Place] = (), come: Collection[Duty]
) -> dict[int, list[Finding]]:
    """The breaches of each person's cycles once duties went and came, and were not before."""
    if not come:
        return {}
    start = min(one.start for one in come).date()
    end = max(one.start for one in come).date() + DAY
    people = {one.clinician_id for one in come}
    found: dict[int, list[Finding]] = defaultdict(list)
    for seen in cycle_pictures(read, start=start, end=end, clinicians=people):
        for number, ones in breaches_in(seen, on=start, gone=gone, come=come).items():
            found[number] += ones
    return found


def breaches_in(
    seen: LongPicture, *, on: dt.date, gone: Collection[Place] = (), come: Collection[Duty]
) -> dict[int, list[Finding]]:
    """The breaches of people's cycles in one picture that were not in it before."""
    before = set(judge(seen.picture, on=on, rules=seen.rules))
    after = judge(_changed(seen.picture, gone, come), on=on, rules=seen.rules)
    found: dict[int, list[Finding]] = defaultdict(list)
    for one in after:
        if one not in before and one.verdict is Verdict.BREACH and one.clinician_id:
            found[one.clinician_id].append(one)
    return found


def _changed(picture: Snapshot, gone: Collection[Place], come: Iterable[Duty]) -> Snapshot:
    """The picture once duties of its people went and came, those within its horizon."""
    here = {one.clinician_id for one in picture.people}
    kept = (one for one in picture.duties if (one.clinician_id, one.session_id or 0) not in gone)
    new = (
        one
        for one in come
        if one.clinician_id in here
        and picture.horizon_start <= one.start.date() < picture.horizon_end
    )
    return replace(picture, duties=(*kept, *new))


def handed(duty: Duty, clinician: int) -> Duty:
    """The same duty, somebody else's."""
    return replace(duty, clinician_id=clinician)
