"""How much leave a year's service gives, for full-timers and part-timers."""

import math
from dataclasses import dataclass
from fractions import Fraction

DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class LeaveTerms:
    """What a contract gives: days by completed years of service, and public holidays.

    `kept_in_hours`: leave is held in hours, a fifth of the full-time week a day. Otherwise
    `public_holiday_step` is the part of a day to which a part-timer's holidays are rounded up.
    """

    days: tuple[tuple[Fraction, Fraction], ...]  # (completed years, days a year), ascending
    public_holidays: Fraction  # days a year
    full_time_hours: Fraction  # a week
    kept_in_hours: bool
    study_days: Fraction = Fraction(0)  # a year, usual
    study_years: int = 1  # the years over which study leave is counted together
    public_holiday_step: Fraction | None = None

    def days_after(self, years: Fraction) -> Fraction:
        """Give a full-timer's days a year after so many years of service."""
        return max((one for one in self.days if one[0] <= years), default=self.days[0])[1]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one person gets in a leave year, or in part of one; hours where leave is kept so."""

    days: Fraction
    public_holiday_days: Fraction
    hours: Fraction | None = None
    public_holiday_hours: Fraction | None = None

    @property
    def pool_hours(self) -> Fraction | None:
        """Leave and public holidays together, in hours."""
        if self.hours is None or self.public_holiday_hours is None:
            return None
        return self.hours + self.public_holiday_hours

    @property
    def pool_days(self) -> Fraction:
        """Leave and public holidays together, in days."""
        return self.days + self.public_holiday_days


def entitlement(
    terms: LeaveTerms,
    *,
    years: Fraction,
    share: Fraction = Fraction(1),
    part_of_year: Fraction = Fraction(1),
    public_holidays: Fraction | None = None,
) -> Entitlement:
    """Reckon leave for a share of full time and a part of a year.

    `public_holidays` are those observed in the period; the contract's for a year unless given.
    """
    days = terms.days_after(years) * share * part_of_year
    usual = terms.public_holidays * part_of_year
    holidays = (usual if public_holidays is None else public_holidays) * share
    if terms.kept_in_hours:
        day = terms.full_time_hours / DAYS_A_WEEK
        return Entitlement(days, holidays, days * day, holidays * day)
    return Entitlement(days, _rounded_up(holidays, terms.public_holiday_step))


def _rounded_up(days: Fraction, step: Fraction | None) -> Fraction:
    return days if step is None else math.ceil(days / step) * step
