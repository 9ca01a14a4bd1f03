"""What approving a request would bring to each of its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rota_desk.queries.leave import LeaveDetail
from rota_desk.rules.finding import Finding

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayTint:
    """A day of a request: danger, warning or good, and why in words."""

    kind: str
    words: str


def leave_tint(found: LeaveDetail, gained: Sequence[Finding]) -> dict[dt.date, DayTint]:
    """Each day of a request that waits: sessions left short, limits passed, findings brought."""
    line, tints = found.line, {}
    day = line.first
    while line.waiting and day <= line.last:
        tints[day] = _of_day(found, gained, day)
        day += DAY
    return tints


def _of_day(found: LeaveDetail, gained: Sequence[Finding], day: dt.date) -> DayTint:
    short = [one.title for one in found.effect.sessions if one.uncovered and one.day == day]
    if short:
        return DayTint("danger", f"would leave short: {', '.join(short)}")
    over = [one for one in found.effect.counts if one.over and one.day == day]
    if over:
        return DayTint("warning", f"{over[0].away} away, limit {over[0].limit}")
    brought = [one.message for one in gained if one.flagged and _on(one, day)]
    if brought:
        return DayTint("warning", f"would bring: {brought[0]}")
    return DayTint("good", "fits")


def _on(finding: Finding, day: dt.date) -> bool:
    if finding.start is None or finding.end is None:
        return False
    return finding.start.date() <= day <= finding.end.date()
