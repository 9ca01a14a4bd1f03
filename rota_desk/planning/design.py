"""A rolling rota while it is designed: laid out for one person and judged by the engine."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from rota_desk.domain.facts import ALWAYS
from rota_desk.domain.said import DAYS
from rota_desk.domain.shift_kinds import Nights
from rota_desk.domain.snapshot import Duty, DutyKind, HeldContract, Person, Snapshot
from rota_desk.domain.span import day_of, weekday_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.domain.times import span_on
from rota_desk.planning.cycle import DAYS_IN_WEEK
from rota_desk.rules.asking import Asking, weigh_person
from rota_desk.rules.contract import Severity, Verdict, load
from rota_desk.rules.readings import Readings
from rota_desk.rules.reference_periods import longest_reference
from rota_desk.rules.registry import RULES
from rota_desk.rules.telling import find
from rota_desk.rules.weighing import Weighed, gravity

WHOEVER = 0  # the number of the person for whom a pattern is laid out
BEFORE, AFTER = 15, 15  # days beside the cycle that rules look at, in whole cycles before
SATURDAY = 5
EVERYWHERE = ZoneInfo("UTC")  # a design knows no clock change and no bank holiday
_SAID_DAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d{1,2}) ([A-Z][a-z]{2})\b")
_FROM_TO = re.compile(r"from \w{3} of week \d+ 00:00 to \w{3} of week \d+ 00:00")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Cell = tuple[int, int]  # week from 1, weekday from 0


@dataclass(frozen=True, slots=True)
class Shift:
    """An activity as it stands in a cell, with the times it has there."""

    activity_id: int
    code: str
    name: str
    tint: str
    starts: dt.time
    ends: dt.time  # not after `starts`: next day
    on_call: bool = False
    joins: bool = False  # an ordinary session: several of one date make one working day
    work_minutes: int = 0  # on-call only: what is expected
    episodes: int | None = None
    own_times: bool = False

    def duty(self, day: dt.date) -> Duty:
        """The duty it makes of a day."""
        start, end = span_on(day, self.starts, self.ends)
        return Duty(
            clinician_id=WHOEVER,
            start=start,
            end=end,
            kind=DutyKind.ON_CALL if self.on_call else DutyKind.SHIFT,
            work_minutes=self.work_minutes if self.on_call else None,
            episodes=self.episodes if self.on_call else None,
            activity=self.name,
            activity_id=self.activity_id,
            joins=self.joins,
        )


@dataclass(frozen=True, slots=True)
class Design:
    """A rolling rota: what each cell holds, and the terms it is judged by."""

    weeks: int
    cells: Mapping[Cell, tuple[Shift, ...]]
    contract: str
    opt_out: bool = False
    leave_days: Decimal = Decimal(0)  # a year, covered by colleagues
    standard_minutes: int = 8 * 60

    def holding(self, cells: Iterable[Cell], shifts: tuple[Shift, ...]) -> "Design":
        """The same rota with these shifts in some of its cells."""
        return replace(self, cells={**self.cells, **dict.fromkeys(cells, shifts)})


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """The worst of a rule over the whole pattern, in words of weeks and weekdays."""

    rule: str
    key: str
    verdict: Verdict
    severity: Severity
    measured: float | None
    limit: float | None
    unit: str
    message: str
    clause: str
    cells: tuple[Cell, ...]  # where it happens


@dataclass(frozen=True, slots=True)
class CellMark:
    """A breach or advisory at a cell, in words."""

    week: int
    weekday: int
    rule: str
    key: str
    verdict: Verdict
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class LineSums:
    """What a week of the pattern comes to; hours count expected work of on-call only."""

    week: int
    minutes: int
    nights: int
    long_days: int | None  # None where the contract does not say what is long
    on_calls: int
    weekend: bool
    days_off: int


@dataclass(frozen=True, slots=True)
class DesignSums:
    """What the whole pattern comes to."""

    minutes: int  # of work in the cycle
    average: int  # minutes a week, nothing taken off
    nights: int
    long_days: int | None
    on_calls: int
    weekends: int
    longest_run: int  # dates with a duty, one after the other
    lines: tuple[LineSums, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The design with its sums, the rules' verdicts and the marks of its cells."""

    sums: DesignSums
    verdicts: tuple[RuleVerdict, ...]
    marks: tuple[CellMark, ...]


def judged(design: Design, *, on: dt.date, readings: Readings) -> Judged:
    """Lay a design out from a Monday (`on` is brought to one) and let the engine judge it."""
    laid = _Laid.out(design, on - dt.timedelta(days=on.weekday()))
    asking = Asking(laid.first, RULES, load, readings, passes=False, kept=True)
    weighed = list(_of_one_cycle(weigh_person(laid.timeline, asking), laid))
    return Judged(
        sums=_sums(design, laid),
        verdicts=tuple(_verdicts(weighed, laid)),
        marks=tuple(_marks(weighed, laid)),
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """The pattern on a calendar: whole cycles before the one looked at, and weeks after."""

    design: Design
    opens: dt.date  # the horizon's first day
    first: dt.date  # of the cycle that is looked at
    timeline: Timeline

    @classmethod
    def out(cls, design: Design, first: dt.date) -> "_Laid":
        cycle = design.weeks * DAYS_IN_WEEK
        lead = -(-BEFORE // cycle) * cycle
        opens = first - dt.timedelta(days=lead)
        days = max(lead + cycle + AFTER, longest_reference().days + DAYS_IN_WEEK)
        picture = Snapshot(
            zone=EVERYWHERE,
            horizon_start=opens,
            horizon_end=opens + dt.timedelta(days=days),
            people=(_whoever(design),),
            duties=tuple(_duties(design, opens, days)),
        )
        return cls(design, opens, first, picture.timelines[0])

    @property
    def beyond(self) -> dt.date:
        return self.first + dt.timedelta(weeks=self.design.weeks)

    def inside(self, one: Weighed) -> bool:
        """Whether a measure begins in the cycle that is looked at."""
        return self.first <= one.measure.start.date() < self.beyond

    def cell(self, day: dt.date) -> Cell:
        week = (day - self.opens).days // DAYS_IN_WEEK % self.design.weeks + 1
        return week, day.weekday()

    def said(self, one: Weighed) -> str:
        """Say weeks of the pattern where a sentence says dates: "Tue of week 3 21:30"."""
        message = _SAID_DAY.sub(self._week_and_day, find(one).message)
        length = one.measure.end - one.measure.start
        if one.measure.duties or length < dt.timedelta(weeks=1):
            return message
        whole = length == dt.timedelta(weeks=self.design.weeks)
        weeks = "over the pattern" if whole else f"over {length.days // DAYS_IN_WEEK} weeks of it"
        return _FROM_TO.sub(weeks, message)

    def _week_and_day(self, found: re.Match[str]) -> str:
        number, month = int(found[1]), _MONTHS.index(found[2]) + 1
        year = self.opens.year if month >= self.opens.month else self.opens.year + 1
        week, weekday = self.cell(dt.date(year, month, number))
        return f"{DAYS[weekday]} of week {week}"

    def cells(self, one: Weighed) -> tuple[Cell, ...]:
        """The cells of the duties a measure is about; none where it is about the whole."""
        days = dict.fromkeys(duty.start.date() for duty in one.measure.duties)
        return tuple(dict.fromkeys(self.cell(day) for day in days))


def _whoever(design: Design) -> Person:
    return Person(
        clinician_id=WHOEVER,
        name="Whoever is on it",
        contracts=(HeldContract(design.contract),),
        opt_outs=ALWAYS if design.opt_out else (),
        cycle_weeks=design.weeks,
        prospective_leave_days=design.leave_days,
        standard_day_minutes=design.standard_minutes,
    )


def _duties(design: Design, opens: dt.date, days: int) -> Iterator[Duty]:
    for number in range(days):
        week, weekday = divmod(number, DAYS_IN_WEEK)
        shifts = design.cells.get((week % design.weeks + 1, weekday), ())
        day = opens + dt.timedelta(days=number)
        for shift in shifts:
            yield shift.duty(day)


def _of_one_cycle(weighed: Iterable[Weighed], laid: _Laid) -> Iterator[Weighed]:
    """Keep what begins in one cycle; all of a rule that only measures the whole or the worst."""
    by_rule: dict[str, list[Weighed]] = {}
    for one in weighed:
        by_rule.setdefault(one.terms.id, []).append(one)
    for found in by_rule.values():
        yield from [one for one in found if laid.inside(one)] or found


def _verdicts(weighed: Iterable[Weighed], laid: _Laid) -> Iterator[RuleVerdict]:
    by_rule: dict[str, list[Weighed]] = {}
    for one in weighed:
        by_rule.setdefault(one.terms.id, []).append(one)
    for found in by_rule.values():
        worst = min(found, key=gravity)
        said = find(worst)
        flagged = [cell for one in found if one.flagged for cell in laid.cells(one)]
        yield RuleVerdict(
            rule=said.rule,
            key=said.key,
            verdict=said.verdict,
            severity=said.severity,
            measured=said.measured,
            limit=said.limit,
            unit=said.unit,
            message=laid.said(worst),
            clause=said.clause,
            cells=tuple(dict.fromkeys(flagged)),
        )


def _marks(weighed: Iterable[Weighed], laid: _Laid) -> Iterator[CellMark]:
    """A mark at the last duty of each finding: that is where the rest or the run goes wrong."""
    for one in weighed:
        cells = laid.cells(one) if one.flagged else ()
        if cells:
            said, (week, weekday) = find(one), cells[-1]
            yield CellMark(
                week=week,
                weekday=weekday,
                rule=said.rule,
                key=said.key,
                verdict=said.verdict,
                severity=said.severity,
                message=laid.said(one),
            )


def _sums(design: Design, laid: _Laid) -> DesignSums:
    means = load(design.contract).means(laid.first)
    nights = Nights(
        means.clock("night_from"), means.clock("night_to"), means.minutes("night_holds")
    )
    long_over = means.minutes("long_over") if means.knows("long_over") else None
    there: dict[int, list[Stretch]] = {week: [] for week in range(1, design.weeks + 1)}
    dated: set[int] = set()
    for one in laid.timeline.stretches:
        dated.add(one.day)
        if laid.first <= day_of(one.day) < laid.beyond:
            there[laid.cell(day_of(one.day))[0]].append(one)
    lines = tuple(_line(week, found, nights, long_over) for week, found in there.items())
    return DesignSums(
        minutes=sum(line.minutes for line in lines),
        average=round(sum(line.minutes for line in lines) / design.weeks),
        nights=sum(line.nights for line in lines),
        long_days=None if long_over is None else sum(line.long_days or 0 for line in lines),
        on_calls=sum(line.on_calls for line in lines),
        weekends=sum(line.weekend for line in lines),
        longest_run=_longest(dated),
        lines=lines,
    )


def _line(week: int, found: list[Stretch], nights: Nights, long_over: int | None) -> LineSums:
    shifts = [one for one in found if not one.on_call]
    night = [one for one in shifts if nights.are(one)]
    long = [one for one in shifts if long_over is not None and one.template > long_over]
    worked = {one.day for one in found}
    return LineSums(
        week=week,
        minutes=sum(one.work for one in found),
        nights=len(night),
        long_days=None if long_over is None else len([one for one in long if one not in night]),
        on_calls=len(found) - len(shifts),
        weekend=any(weekday_of(day) >= SATURDAY for day in worked),
        days_off=DAYS_IN_WEEK - len(worked),
    )


def _longest(dated: set[int]) -> int:
    longest = here = 0
    for day in range(min(dated, default=0), max(dated, default=-1) + 1):
        here = here + 1 if day in dated else 0
        longest = max(longest, here)
    return longest
