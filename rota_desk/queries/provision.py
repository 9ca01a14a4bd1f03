"""Where cover falls short or over, why, since when, and what was tried."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Department, Gap
from models.types import GapCause
from rota_desk.queries.day_cover import DayCover, day_covers
from rota_desk.queries.gap_causes import derived_causes
from rota_desk.queries.gap_words import CAUSES
from rota_desk.queries.provision_lines import OverLine, ShortLine, over_lines, short_lines
from rota_desk.queries.provision_only import ALL, Only, narrowed, only_words, sessions_of
from rota_desk.queries.settings import count_setting
from rota_desk.queries.standing import standing_rota
from rota_desk.unit_of_work import Reading

__all__ = [
    "SHORT_NOTICE",
    "WEEKS_OF_CAUSES",
    "DayProvision",
    "OverLine",
    "ProvisionReport",
    "Service",
    "ShortLine",
    "percent",
    "provision",
]

WEEKS_OF_CAUSES = 12
SHORT_NOTICE = 7  # days


@dataclass(frozen=True, slots=True)
class DayProvision:
    """Need and have of an activity on a day; short and over never cancel out."""

    activity: str
    day: dt.date
    need: int
    have: int
    short: int
    over: int
    target: int = 0  # people wanted, never fewer than needed


@dataclass(frozen=True, slots=True)
class Service:
    """How much of an activity's need is filled over the period."""

    name: str
    have: int
    need: int

    @property
    def percent(self) -> Decimal:
        """Filled places in percent, to one decimal; 100 when nothing is needed."""
        return percent(self.have, self.need)


@dataclass(frozen=True, slots=True)
class ProvisionReport:
    """The judgement of a period, worst first, and the ledger behind it."""

    department: str
    lead: str
    manager: str
    start: dt.date
    end: dt.date  # half-open
    filled_percent: Decimal
    target_percent: Decimal
    short: int  # places nobody fills
    over: int
    hours_short: Decimal
    known_late: tuple[int, int]  # of so many short sessions, known less than 7 days ahead
    lines: tuple[ShortLine, ...]
    over_lines: tuple[OverLine, ...]
    by_service: tuple[Service, ...]
    causes: tuple[tuple[str, int], ...]  # of the last 12 weeks
    asks: tuple[str, ...]  # what is due first stands first
    days: tuple[DayProvision, ...]
    only: str = ""  # what is told alone, in words; empty for everything


def percent(part: int, whole: int) -> Decimal:
    """A share in percent, to one decimal; 100 when the whole is nothing."""
    if whole == 0:
        return Decimal(100).quantize(Decimal("0.1"))
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))


def provision(read: Reading, *, start: dt.date, end: dt.date, only: Only = ALL) -> ProvisionReport:
    """Need against have from `start` until before `end`, with causes and what was tried."""
    rota = standing_rota(read, start=start, end=end)
    covers = tuple(narrowed(day_covers(read, rota), only))
    found = list(short_lines(read, rota, covers, of_some=bool(only.whom)))
    lines = tuple(line for line, _ in found)
    days = tuple(_days(read, covers))
    need, filled = sum(one.need for one in days), sum(one.need - one.short for one in days)
    known = [line.known_days for line in lines if line.counts]
    late = sum(days is not None and days < SHORT_NOTICE for days in known)
    department = read.one(select(Department))
    return ProvisionReport(
        department=department.name if department else "",
        lead=department.lead if department else "",
        manager=department.manager if department else "",
        start=start,
        end=end,
        filled_percent=percent(filled, need),
        target_percent=Decimal(count_setting(read, key="cover.target_percent")),
        short=sum(one.short for one in days),
        over=sum(one.over for one in days),
        hours_short=sum((hours for _, hours in found), Decimal(0)).quantize(Decimal("0.1")),
        known_late=(late, len(known)),
        lines=lines,
        over_lines=tuple(over_lines(rota, covers, of_some=bool(only.whom))),
        by_service=tuple(_services(days)),
        causes=tuple(_causes(read, end, only)),
        asks=tuple(dict.fromkeys(line.asked for line in sorted(lines, key=_due) if line.asked)),
        days=days,
        only=only_words(read, only=only),
    )


def _due(line: ShortLine) -> dt.date:
    return line.decide_by or dt.date.max


def _days(read: Reading, covers: Iterable[DayCover]) -> Iterator[DayProvision]:
    activities = {
        one.id: (one.order, one.name) for one in read.all(select(Activity)) if one.needs_cover
    }
    counted = [one for one in covers if one.activity_id in activities and (one.need or one.have)]
    for one in sorted(counted, key=lambda one: (activities[one.activity_id], one.day)):
        name = activities[one.activity_id][1]
        yield DayProvision(name, one.day, one.need, one.have, one.short, one.over, one.target)


def _services(days: Iterable[DayProvision]) -> Iterator[Service]:
    sums: dict[str, list[int]] = {}
    for one in days:
        line = sums.setdefault(one.activity, [0, 0])
        line[0] += one.need - one.short
        line[1] += one.need
    for name, (filled, need) in sums.items():
        if need:
            yield Service(name, filled, need)


def _causes(read: Reading, end: dt.date, only: Only) -> list[tuple[str, int]]:
    """How often each cause opened a gap on a session of the last twelve weeks."""
    rota = standing_rota(read, start=end - dt.timedelta(weeks=WEEKS_OF_CAUSES), end=end)
    stood = {one.id: one for one in sessions_of(read, rota, only)}
    gaps = [gap for gap in read.all(select(Gap)) if gap.session_id in stood]
    unsaid = [stood[gap.session_id] for gap in gaps if gap.cause is GapCause.UNKNOWN]
    told = {number: cause for number, (cause, _) in derived_causes(read, rota, unsaid).items()}
    return Counter(CAUSES[told.get(gap.session_id, gap.cause)] for gap in gaps).most_common()
