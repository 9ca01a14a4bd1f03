"""The period that is shown: whole weeks from a Monday on, one to fifty-two."""

import datetime as dt
from dataclasses import dataclass, replace

from rota_desk.words import span_words

WEEK, FORTNIGHT, MONTH, QUARTER, YEAR = 7, 14, 28, 91, 364
LENGTHS = (
    (WEEK, "1", "a week"),
    (FORTNIGHT, "2", "a fortnight"),
    (MONTH, "4", "four weeks"),
    (QUARTER, "13", "a quarter"),
    (YEAR, "52 weeks", "a year"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole weeks from a Monday on."""

    start: dt.date
    days: int = 14

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return self.start + dt.timedelta(days=self.days)

    @property
    def last(self) -> dt.date:
        """The last day shown."""
        return self.end - dt.timedelta(days=1)

    @property
    def words(self) -> str:
        """The period in words: "9 – 22 November 2026"."""
        return span_words(self.start, self.last)

    def around(self, day: dt.date) -> "Period":
        """The period of this length that begins in the week of a day."""
        return replace(self, start=monday_of(day))

    def step(self, by: int) -> "Period":
        """So many weeks later, or earlier when negative."""
        return replace(self, start=self.start + dt.timedelta(weeks=by))

    def holds(self, day: dt.date) -> bool:
        """Whether a day is shown."""
        return self.start <= day < self.end


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())
