"""Annualised hours: what a year asks for, what is done so far, and where it is heading."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

WEEKS_A_YEAR = Fraction(52143, 1000)
QUARTERS = 4
MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class YearTarget:
    """A year's hours by contract, and what is left when leave is taken off."""

    gross: Fraction
    net: Fraction


def contract_hours(
    *, weekly: Fraction, leave_hours: Fraction, weeks: Fraction = WEEKS_A_YEAR
) -> YearTarget:
    """Reckon a year's hours from a week's; `leave_hours` holds public holidays too."""
    return YearTarget(weekly * weeks, weekly * weeks - leave_hours)


@dataclass(frozen=True, slots=True)
class HoursSoFar:
    """Hours of a part of the year: worked, credited for paid absence, taken in lieu."""

    worked: Fraction
    absence_credit: Fraction = Fraction(0)  # leave is no credit where the target is net
    toil_taken: Fraction = Fraction(0)

    @property
    def done(self) -> Fraction:
        """All that counts towards the target."""
        return self.worked + self.absence_credit + self.toil_taken

    def balance(self, target: Fraction) -> Fraction:
        """Give how far ahead of a target they are; below zero is owed."""
        return self.done - target

    def projected(self, *, days_gone: int, days_of_year: int) -> Fraction:
        """Project the year's end from the days gone, at the same pace."""
        return self.done * days_of_year / days_gone


def quarters(start: dt.date, end: dt.date) -> tuple[tuple[dt.date, dt.date], ...]:
    """Cut a year into its quarters of three months, half-open; the last ends with the year."""
    turns = [_months_after(start, MONTHS_A_QUARTER * place) for place in range(QUARTERS)]
    return tuple(zip(turns, [*turns[1:], end], strict=True))


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later; a day that is missing there is the next month's first."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return dt.date(year, month + 1, day.day)
    except ValueError:
        return dt.date(year, month + 2, 1)  # no day is missing in December


def share_unavailable(*, unavailable: Fraction, contracted: Fraction) -> Fraction:
    """Give abstraction: hours of leave, sickness and training over contracted hours."""
    return unavailable / contracted
