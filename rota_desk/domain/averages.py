"""Average weekly hours: the work-schedule method and the statutory one."""

from fractions import Fraction

WEEKS_A_YEAR = 52
DAYS_A_WEEK = 5  # of leave


def work_schedule_average(
    *, work: Fraction, weeks: int, leave_days_per_year: Fraction, standard_day: int
) -> Fraction | None:
    """Average minutes a week over a cycle, less the leave that colleagues cover.

    (work - leave x standard day) / (weeks - leave / 5), where leave is the cycle's share of a
    year's days. None when leave fills the cycle. Source: NHS Employers, prospective cover.
    """
    leave = leave_days_per_year * weeks / WEEKS_A_YEAR
    left = weeks - leave / DAYS_A_WEEK
    return (work - leave * standard_day) / left if left > 0 else None


def statutory_average(*, inside: Fraction, after: Fraction, weeks: Fraction) -> Fraction:
    """Average minutes a week as (A + B) / C of regulation 4(6).

    A is the work inside the reference period, B that of as many days worked after it as leave and
    sickness took out of it, C its weeks.
    """
    return (inside + after) / weeks
