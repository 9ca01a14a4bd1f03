"""The days a picture shows, and whose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, SQLColumnExpression, bindparam

from rota_desk.domain.span import midnight
from rota_desk.unit_of_work import Reading

# What a statement that is written once is told of the horizon each time it is asked.
BEGIN: BindParameter[dt.datetime] = bindparam("begin")
UNTIL: BindParameter[dt.datetime] = bindparam("until")
FIRST: BindParameter[dt.date] = bindparam("first")
BEYOND: BindParameter[dt.date] = bindparam("beyond")
THESE: BindParameter[list[int]] = bindparam("these", expanding=True)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days a picture shows, half-open, and whose; everybody's when no one is named."""

    start: dt.date
    end: dt.date
    clinicians: frozenset[int] | None = None

    @property
    def begin(self) -> dt.datetime:
        """Midnight before the first day."""
        return midnight(self.start)

    @property
    def until(self) -> dt.datetime:
        """Midnight after the last day."""
        return midnight(self.end)

    @property
    def days(self) -> dict[str, object]:
        """What the statements' moments and dates stand for."""
        return {
            "begin": self.begin,
            "until": self.until,
            "first": self.start,
            "beyond": self.end,
        }

    @property
    def facts(self) -> dict[str, object]:
        """What stands for days and people; for nobody where everybody is meant."""
        return {**self.days, "these": list(self.clinicians or ())}

    def within(self, start: dt.date, end: dt.date) -> Horizon:
        """Those of the days from `start` until before `end` that it shows; perhaps none."""
        first = max(start, self.start)
        return Horizon(first, max(first, min(end, self.end)), self.clinicians)

    def whose(self, column: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """The condition that keeps the rows of these people."""
        if self.clinicians is None:
            return column.is_not(None)
        return column.in_(self.clinicians)


def local_day(read: Reading, stamp: dt.datetime) -> dt.date:
    """The date on the wall at a UTC stamp."""
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).date()
