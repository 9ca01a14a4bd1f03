"""Who is away, and from when to when: what keeps a person off a session."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.types import GapCause


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why somebody cannot stand where the plan puts them; sickness never says more."""

    cause: GapCause
    text: str
    clinician_id: int | None = None
    known_at: dt.datetime | None = None  # UTC; None: only now


@dataclass(frozen=True, slots=True)
class AwaySpan:
    """A stretch of wall time, half-open, in which a person is not there to be rostered."""

    clinician_id: int
    start: dt.datetime
    end: dt.datetime
    cause: GapCause
    text: str
    known_at: dt.datetime | None = None


@dataclass(slots=True)
class Diary:
    """Everybody's away spans, found by person and day."""

    _by_day: dict[tuple[int, dt.date], list[AwaySpan]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def note(self, spans: Iterable[AwaySpan], first: dt.date, last: dt.date) -> None:
        """Write spans into the diary, as far as they lie between two days, both included."""
        for span in spans:
            day = max(span.start.date(), first)
            final = min(span.end.date(), last)
            while day <= final:
                self._by_day[span.clinician_id, day].append(span)
                day += dt.timedelta(days=1)

    def hindrance(
        self, clinician_id: int, start: dt.datetime, end: dt.datetime
    ) -> Hindrance | None:
        """What keeps the person off the span, or nothing."""
        for day in {start.date(), end.date()}:
            for span in self._by_day.get((clinician_id, day), ()):
                if span.start < end and start < span.end:
                    return Hindrance(span.cause, span.text, clinician_id, span.known_at)
        return None
