"""Need against have by activity and week: the heat map, and the trend over all of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rota_desk.queries.provision import SHORT_NOTICE, DayProvision, ProvisionReport, percent

WEEK = dt.timedelta(days=7)
EVERYTHING = "All activities"


@dataclass(frozen=True, slots=True)
class WeekCover:
    """Places needed, short and over in a week; short and over never cancel out."""

    need: int = 0
    short: int = 0
    over: int = 0

    @property
    def filled(self) -> int:
        """Needed places that somebody fills."""
        return self.need - self.short

    @property
    def percent(self) -> Decimal:
        """Filled places in percent of those needed."""
        return percent(self.filled, self.need)


@dataclass(frozen=True, slots=True)
class WeekLine:
    """An activity with its weeks; the first line of the map is everything together."""

    activity: str
    weeks: tuple[WeekCover, ...]


@dataclass(frozen=True, slots=True)
class ProvisionWeeks:
    """The heat map: weeks, named by their Mondays, across; activities down."""

    mondays: tuple[dt.date, ...]
    lines: tuple[WeekLine, ...]


@dataclass(frozen=True, slots=True)
class ProvisionMeasure:
    """A figure of rostering with how it is reckoned and what was counted."""

    name: str
    value: str
    formula: str
    counts: str


def provision_weeks(report: ProvisionReport) -> ProvisionWeeks:
    """Sum a report's days into weeks from Monday; the weeks at its ends may be parts."""
    mondays = tuple(_mondays(report.start, report.end))
    names = dict.fromkeys(one.activity for one in report.days)
    of: dict[str, list[DayProvision]] = defaultdict(list)
    for one in report.days:
        of[one.activity].append(one)
    lines = [WeekLine(name, _weeks(of[name], mondays)) for name in names]
    everything = WeekLine(EVERYTHING, _weeks(report.days, mondays))
    return ProvisionWeeks(mondays, (everything, *lines) if lines else ())


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def _mondays(start: dt.date, end: dt.date) -> Iterable[dt.date]:
    monday = monday_of(start)
    while monday < end:
        yield monday
        monday += WEEK


def _weeks(days: Iterable[DayProvision], mondays: Iterable[dt.date]) -> tuple[WeekCover, ...]:
    sums: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in days:
        line = sums[monday_of(one.day)]
        for place, part in enumerate((one.need, one.short, one.over)):
            line[place] += part
    return tuple(WeekCover(*sums.get(monday, (0, 0, 0))) for monday in mondays)


def provision_measures(report: ProvisionReport) -> tuple[ProvisionMeasure, ...]:
    """Fill, short and over, additional duties, and short notice, each with its formula."""
    need = sum(one.need for one in report.days)
    late, lines = report.known_late
    return (
        ProvisionMeasure(
            "Filled",
            f"{report.filled_percent} %",
            "needed places filled ÷ places needed",
            f"{need - report.short} of {need}, target {report.target_percent:f} %",
        ),
        ProvisionMeasure(
            "Short and over",
            f"{report.short} short, {report.over} over",
            "assigned − needed, session by session",
            f"{report.hours_short} h short",
        ),
        ProvisionMeasure(
            "Additional duties",
            f"{_share(report.over, need)} %",
            "people beyond the need ÷ places needed",
            f"{report.over} of {need}",
        ),
        ProvisionMeasure(
            "Known late",
            f"{_share(late, lines)} %",
            f"known less than {SHORT_NOTICE} days ahead ÷ sessions short",
            f"{late} of {lines}",
        ),
    )


def _share(part: int, whole: int) -> Decimal:
    return percent(part, whole) if whole else Decimal("0.0")
