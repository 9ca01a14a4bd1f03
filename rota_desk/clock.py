"""The desk's clock: the only place that asks the machine what time it is."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Tells the moment; tests and the sample department set it."""

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is told otherwise."""

    moment: dt.datetime

    def now(self) -> dt.datetime:
        """The moment it was set to, aware, in UTC."""
        return self.moment
