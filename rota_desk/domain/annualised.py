"""Annualised hours: what a year asks for, what is done so far, and what is taken or owed."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from fractions import Fraction

WEEKS_A_YEAR = Fraction(52143, 1000)


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

    def balance(self, target: Fraction) -> Fraction:
        """Give how far ahead of a target they are; below zero is owed."""
        return self.worked + self.absence_credit + self.toil_taken - target

    def projected(self, *, days_gone: int, days_of_year: int) -> Fraction:
        """Project the year's end from the days gone, at the same pace."""
        done = self.worked + self.absence_credit + self.toil_taken
        return done * days_of_year / days_gone


def share_unavailable(*, unavailable: Fraction, contracted: Fraction) -> Fraction:
    """Give abstraction: hours of leave, sickness and training over contracted hours."""
    return unavailable / contracted


def toil_expires(earned_on: dt.date, months: int) -> dt.date:
    """Give the last day on which time off in lieu can be taken; a short month's last day."""
    year, month = divmod(earned_on.year * 12 + earned_on.month - 1 + months, 12)
    return dt.date(year, month + 1, min(earned_on.day, monthrange(year, month + 1)[1]))
