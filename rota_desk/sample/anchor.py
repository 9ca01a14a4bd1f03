"""The sample's days: everything is told from today, which lies in the middle of 26 weeks."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from rota_desk.domain.times import monday_of
from rota_desk.planning.cycle import nth_of_month

WEEKS_BACK = 13
WEEKS_AHEAD = 13
PLANS_BACK = 52  # weeks before the first that job plans begin: a whole number of 4-week cycles
CHANGEOVER_MONTHS = (2, 4, 8, 12)  # the first Wednesday of these
WEDNESDAY = 2
LEAVE_YEAR = (4, 1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Today, and the days and moments that are told from it."""

    today: dt.date

    @property
    def monday(self) -> dt.date:
        """The Monday of this week."""
        return monday_of(self.today)

    @property
    def first(self) -> dt.date:
        """The first day of the rota, a Monday."""
        return self.monday - dt.timedelta(weeks=WEEKS_BACK)

    @property
    def last(self) -> dt.date:
        """The last day of the rota, a Sunday."""
        return self.monday + dt.timedelta(weeks=WEEKS_AHEAD, days=-1)

    @property
    def plans_start(self) -> dt.date:
        """The Monday on which every job plan's first week began."""
        return self.first - dt.timedelta(weeks=PLANS_BACK)

    @property
    def changeover(self) -> dt.date:
        """The changeover of resident doctors: the first in the weeks ahead, else the last one."""
        return _changeover(self.first, self.today + dt.timedelta(weeks=2))

    @property
    def leave_year(self) -> dt.date:
        """The first day of the leave year that today lies in."""
        began = dt.date(self.today.year, *LEAVE_YEAR)
        return began if began <= self.today else dt.date(self.today.year - 1, *LEAVE_YEAR)

    def day(self, week: int, weekday: int) -> dt.date:
        """A weekday (0 is Monday) so many weeks from this one."""
        return self.monday + dt.timedelta(weeks=week, days=weekday)

    def moment(self, day: dt.date, clock: str = "09:00") -> dt.datetime:
        """A moment of a day as records keep it (UTC)."""
        return dt.datetime.combine(day, dt.time.fromisoformat(clock))

    def ago(self, days: int, clock: str = "09:00") -> dt.datetime:
        """A moment so many days before today (UTC)."""
        return self.moment(self.today - dt.timedelta(days=days), clock)


@cache
def _changeover(first: dt.date, near: dt.date) -> dt.date:
    """The first changeover after a day, else the last one of the 26 weeks."""
    days = [first + dt.timedelta(days=number) for number in range(7 * 26)]
    found = [day for day in days if _is_changeover(day)]
    return next((day for day in found if day > near), found[-1])


def _is_changeover(day: dt.date) -> bool:
    first_wednesday = day.weekday() == WEDNESDAY and nth_of_month(day) == 1
    return first_wednesday and day.month in CHANGEOVER_MONTHS
