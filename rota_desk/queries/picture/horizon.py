"""The days a picture shows, and whose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, SQLColumnExpression

from rota_desk.domain.span import midnight
from rota_desk.unit_of_work import Reading


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

    def whose(self, column: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """The condition that keeps the rows of these people."""
        if self.clinicians is None:
            return column.is_not(None)
        return column.in_(self.clinicians)


def local_day(read: Reading, stamp: dt.datetime) -> dt.date:
    """The date on the wall at a UTC stamp."""
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).date()
