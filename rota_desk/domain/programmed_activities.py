"""Programmed activities: what a job plan's lines come to in a week and in a year."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from rota_desk.domain.facts import PlanLine
from rota_desk.domain.span import DAY, HOUR, WEEK

NHS = ("DCC", "SPA", "APA", "EXT")  # what carries programmed activities
OWN_TIME = ("PRIV", "NWD")
WEEKDAYS = 5
NTH_A_YEAR = Fraction(12)  # times a year that an nth weekday of the month comes round
WEEKS_A_YEAR = 52
DAYS_A_WEEK = 5  # of leave


@dataclass(frozen=True, slots=True)
class PaTerms:
    """What a programmed activity is worth: minutes in plain and premium time, and their border.

    Plain time lies between two moments of Monday to Friday; public holidays do not exist in a
    template week.
    """

    plain_minutes: int  # of one PA
    premium_minutes: int
    plain_from: int  # minutes after midnight
    plain_to: int


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """A job plan's sums: a week's, by category, and a year's. Hours and PAs, exact."""

    pa: dict[str, Fraction]
    plain_hours: Fraction
    premium_hours: Fraction
    weeks_available: Fraction
    sessions_per_year: dict[str, Fraction]
    hours_per_year: dict[str, Fraction]

    @property
    def total(self) -> Fraction:
        """Programmed activities a week over all categories that carry them."""
        return sum(self.pa.values(), Fraction(0))


def weeks_available(*, annual: Fraction, public: Fraction, study: Fraction) -> Fraction:
    """Count the weeks a year left when days of leave are taken off, five to a week."""
    return WEEKS_A_YEAR - (annual + public + study) / DAYS_A_WEEK


def share_of_week(line: PlanLine) -> Fraction:
    """Give how often a line comes round in a week: 1 over its cycle, or 12 in 52.

    A number of times a year, on any days, is spread over the weeks that leave leaves.
    """
    if line.times_a_week is not None:
        return line.times_a_week
    if line.nth_of_month is not None:
        return NTH_A_YEAR / WEEKS_A_YEAR
    return Fraction(1) if line.week is None else Fraction(1, line.cycle_weeks)


def week_minutes(line: PlanLine) -> tuple[int, int]:
    """Give a line's start and end in minutes from Monday's midnight, by the clock."""
    start = (line.weekday or 0) * DAY + line.start.hour * HOUR + line.start.minute
    end = (line.weekday or 0) * DAY + line.end.hour * HOUR + line.end.minute
    return start, end if end > start else end + DAY


def split_minutes(line: PlanLine, terms: PaTerms) -> tuple[int, int]:
    """Split a line's time into plain and premium minutes; an unplaced line is plain."""
    start, end = week_minutes(line)
    if line.weekday is None:
        return end - start, 0
    plain = sum(
        max(
            0,
            min(end, day * DAY + terms.plain_to + shift)
            - max(start, day * DAY + terms.plain_from + shift),
        )
        for day in range(WEEKDAYS)
        for shift in (0, WEEK)
    )
    return plain, end - start - plain


def line_pa(line: PlanLine, terms: PaTerms) -> Fraction:
    """Reckon one occurrence's programmed activities; a figure in the line replaces them."""
    if line.category in OWN_TIME:
        return Fraction(0)
    if line.pa is not None:
        return Fraction(line.pa)
    plain, premium = split_minutes(line, terms)
    return Fraction(plain, terms.plain_minutes) + Fraction(premium, terms.premium_minutes)


def plan_totals(lines: Iterable[PlanLine], terms: PaTerms, weeks: Fraction) -> PlanTotals:
    """Add up a job plan; nothing is rounded on the way."""
    pa = dict.fromkeys(NHS, Fraction(0))
    plain, premium = Fraction(0), Fraction(0)
    sessions: dict[str, Fraction] = {}
    hours: dict[str, Fraction] = {}
    for line in lines:
        share = share_of_week(line)
        year = _times_a_year(line, weeks)
        start, end = week_minutes(line)
        hours[line.category] = hours.get(line.category, Fraction(0)) + year * (end - start) / HOUR
        sessions[line.activity] = sessions.get(line.activity, Fraction(0)) + year * Fraction(
            line.sessions
        )
        if line.category in OWN_TIME:
            continue
        pa[line.category] = pa.get(line.category, Fraction(0)) + share * line_pa(line, terms)
        parts = split_minutes(line, terms)
        plain += share * Fraction(parts[0], HOUR)
        premium += share * Fraction(parts[1], HOUR)
    return PlanTotals(pa, plain, premium, weeks, sessions, hours)


def _times_a_year(line: PlanLine, weeks: Fraction) -> Fraction:
    """Count a line's times in a year of so many weeks, or of the weeks that it names itself."""
    if line.weeks_per_year is None:
        return share_of_week(line) * weeks
    own = Fraction(line.weeks_per_year)
    return own if line.times_a_week is not None else share_of_week(line) * own


def clashes(lines: Iterable[PlanLine]) -> list[tuple[PlanLine, PlanLine]]:
    """Pair the lines that overlap in a week they share, across the week's end too.

    An nth weekday of the month meets a line of a week in some month, and the same nth.
    """
    placed = [line for line in lines if line.weekday is not None]
    return [
        (one, other)
        for index, one in enumerate(placed)
        for other in placed[index + 1 :]
        if _clash(one, other)
    ]


def _clash(one: PlanLine, other: PlanLine) -> bool:
    first, second = week_minutes(one), week_minutes(other)
    return any(
        first[0] < second[1] + shift * WEEK
        and second[0] + shift * WEEK < first[1]
        and _can_follow(one, other, shift)
        for shift in (-1, 0, 1)
    )


def _can_follow(one: PlanLine, other: PlanLine, weeks: int) -> bool:
    """Whether some week holds one line and the week so many later the other."""
    if one.nth_of_month is not None and other.nth_of_month is not None:
        return one.nth_of_month == other.nth_of_month and weeks == 0
    if one.week is None or other.week is None:
        return True
    shared = gcd(one.cycle_weeks, other.cycle_weeks)
    return (one.week + weeks - other.week) % shared == 0


def occurrences(
    line: PlanLine, first: dt.date, last: dt.date
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give a placed line's wall times on the dates from first to last, both included."""
    day = first
    while day <= last:
        if _falls_on(line, day):
            start = dt.datetime.combine(day, line.start)
            end = dt.datetime.combine(day, line.end)
            yield start, end if end > start else end + dt.timedelta(days=1)
        day += dt.timedelta(days=1)


def _falls_on(line: PlanLine, day: dt.date) -> bool:
    if line.weekday != day.weekday() or not _is_valid(line, day):
        return False
    if line.nth_of_month is not None:
        return (day.day - 1) // 7 + 1 == line.nth_of_month
    if line.week is None or line.cycle_weeks == 1 or line.cycle_start is None:
        return True
    return (day - line.cycle_start).days // 7 % line.cycle_weeks == line.week - 1


def _is_valid(line: PlanLine, day: dt.date) -> bool:
    begun = line.valid_from is None or line.valid_from <= day
    return begun and (line.valid_to is None or day < line.valid_to)
