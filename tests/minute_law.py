"""A slow judge of what the law says of everybody: it walks every minute of a rota of shifts.

It shares no code with the rules. It knows Agenda for Change's reading of the Working Time
Regulations: 17 weeks for averages, weeks and fortnights counted from the horizon's first day.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from minute_oracle import DAY, NOTHING, Piece, Row, clock, utc, worst

WEEKS = 17
DAILY, WEEKLY, FORTNIGHT = 11 * 60, 24 * 60, 48 * 60
Free = tuple[int, int]


class Law:
    """One person's shifts, and the dates on which they were on leave or ill."""

    def __init__(
        self,
        shifts: list[Piece],
        first: dt.date,
        days: int,
        leave: frozenset[dt.date] = frozenset(),
        out: frozenset[dt.date] = frozenset(),
    ) -> None:
        self.shifts = sorted(shifts, key=lambda one: one.start)
        self.dates = [first + DAY * number for number in range(days)]
        self.leave = leave
        self.out = out  # of the 48 hours
        self.opens, self.closes = self.midnight(0), self.midnight(days)
        last = max([self.closes, *(utc(one.end) for one in shifts)])
        self.busy = bytearray(last - self.opens)
        for one in shifts:
            for minute in range(utc(one.start), utc(one.end)):
                self.busy[minute - self.opens] = 1
        self.done = list(accumulate(self.busy, initial=0))

    def midnight(self, number: int) -> int:
        """Give the minute with which a day of the horizon, or one after it, begins."""
        return utc(dt.datetime.combine(self.dates[0] + DAY * number, dt.time()))

    def worked(self, first: int, beyond: int) -> int:
        """Count the minutes of work between two days of the horizon."""
        opens, closes = (self.midnight(day) - self.opens for day in (first, beyond))
        return self.done[closes] - self.done[opens]

    def free(self) -> Iterator[Free]:
        """Walk the horizon and give each stretch of minutes in which no shift stands."""
        since: int | None = None
        for place, at_work in enumerate([*self.busy[: self.closes - self.opens], 1]):
            if not at_work and since is None:
                since = place
            if at_work and since is not None:
                yield self.opens + since, self.opens + place
                since = None

    def wtr_rest_daily_11(self) -> Row:
        rows: list[Row] = []
        for place, one in enumerate(self.shifts, start=1):
            following = self.shifts[place] if place < len(self.shifts) else None
            until = utc(following.start) if following else self.closes
            free = max(0, until - utc(one.end))
            if free >= DAILY:
                rows.append(("pass", free / 60 if following else None))
            else:
                rows.append(("breach" if following else "not_evaluable", free / 60))
        return worst(rows, least=True)

    def wtr_rest_weekly_24(self) -> Row:
        """Ask each week for its rest; if one has none, every fortnight for its own choice."""
        if not self.shifts:
            return NOTHING
        whole = len(self.dates) // 7
        if not whole:
            return "not_evaluable", None
        stretches = list(self.free())
        weeks = [self.rests(7 * week, 7, stretches) for week in range(whole)]
        pairs = [self.rests(14 * week, 14, stretches) for week in range(whole // 2)]
        odd = weeks[-1:] if whole % 2 else []
        served = all(one[0] >= FORTNIGHT or one[1] >= WEEKLY for one in pairs) and all(
            one[0] >= WEEKLY for one in odd
        )
        if served:
            return "pass", None
        rows = [self.week_row(7 * week, weeks[week], stretches) for week in range(whole)]
        return worst(rows, least=True)

    def rests(self, first: int, days: int, stretches: list[Free]) -> tuple[int, int]:
        """Give the two longest rests of a period besides the daily rest."""
        opens, closes = self.midnight(first), self.midnight(first + days)
        lengths = [0, 0]
        for start, end in stretches:
            inside = range(max(start, opens), min(end, closes))
            length = end - start if opens <= start < closes else len(inside)
            lengths.append(max(0, length - DAILY))
        second, longest = sorted(lengths)[-2:]
        return longest, second

    def week_row(self, first: int, found: tuple[int, int], stretches: list[Free]) -> Row:
        if found[0] >= WEEKLY:
            return "pass", None
        opens, closes = self.midnight(first), self.midnight(first + 7)
        open_end = bool(stretches) and stretches[-1][1] == self.closes
        unseen = open_end and opens <= stretches[-1][0] and opens < self.closes <= closes
        return "not_evaluable" if unseen else "breach", found[0] / 60

    def periods(self) -> range:
        return range(len(self.dates) - 7 * WEEKS + 1)

    def wtr_avg_48(self) -> Row:
        """Find the worst reference period; as many days worked after it as it lacks."""
        if not self.shifts or self.out.issuperset(self.dates):
            return NOTHING
        begun = {one.start.date() for one in self.shifts}
        over: list[float] = []
        whole: list[float] = []
        cut: list[float] = []
        for first in self.periods():
            beyond = first + 7 * WEEKS
            dates = self.dates[first:beyond]
            if self.out.issuperset(dates):
                continue
            lacks = sum(day in self.leave | (self.out & begun) for day in dates)
            later = sorted((begun - self.out) & set(self.dates[beyond:]))
            made_up = set(later[:lacks])
            bound = (day for day in range(first, beyond) if self.dates[day] not in self.out)
            total = sum(self.worked(day, day + 1) for day in bound) + sum(
                utc(one.end) - utc(one.start) for one in self.shifts if one.start.date() in made_up
            )
            hours = float(Fraction(total, 60 * WEEKS))
            (whole if len(made_up) == lacks else cut).append(hours)
            if total > 48 * 60 * WEEKS:
                over.append(hours)
        if over:
            return "breach", max(over)
        if whole:
            return "pass", max(whole)
        return "not_evaluable", max(cut, default=None)

    def wtr_night_8(self) -> Row:
        """Judge the periods in which a third of the weeks has a night."""
        nights = [
            one
            for one in self.shifts
            if sum(now.hour >= 23 or now.hour < 6 for now in clock(one)) >= 180
        ]
        if not nights:
            return NOTHING
        means = []
        for first in self.periods():
            weeks = [set(self.dates[first + 7 * n : first + 7 * n + 7]) for n in range(WEEKS)]
            held = sum(any(one.start.date() in week for one in nights) for week in weeks)
            if 3 * held >= WEEKS:
                minutes = self.worked(first, first + 7 * WEEKS)
                means.append(float(Fraction(minutes, 60 * (7 * WEEKS - WEEKS))))
        if not means:
            return ("not_evaluable", None) if not self.periods() else NOTHING
        return ("advisory" if max(means) > 8 else "pass"), max(means)


RULES = {
    "wtr-rest-daily-11": Law.wtr_rest_daily_11,
    "wtr-rest-weekly-24": Law.wtr_rest_weekly_24,
    "wtr-avg-48": Law.wtr_avg_48,
    "wtr-night-8": Law.wtr_night_8,
}
