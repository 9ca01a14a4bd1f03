"""What a calendar file says, ready to be looked at: entries by the wall, and what is wrong."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rota_desk.errors import Problem
from rota_desk.words import count_words, day_and_year


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One occurrence in a calendar; wall times of the department's zone, half-open."""

    uid: str  # the calendar's own
    occurrence: str  # which of a series, "" when there is but one
    start: dt.datetime
    end: dt.datetime
    title: str
    whole_days: bool
    place: str = ""
    row: int = 0  # of the file, where its event begins

    def as_json(self) -> dict[str, object]:
        """Give the entry as the command line answers it."""
        return {
            "uid": self.uid,
            "start": f"{self.start:%Y-%m-%dT%H:%M}",
            "end": f"{self.end:%Y-%m-%dT%H:%M}",
            "title": self.title,
            "place": self.place,
            "whole_days": self.whole_days,
            "row": self.row,
        }


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """The reading of one calendar file: nothing in it is recorded yet."""

    file: str
    name: str  # what the calendar calls itself
    entries: tuple[CalendarEntry, ...]
    cancelled: tuple[tuple[str, str], ...]  # uid and occurrence; "" for a whole series
    uids: frozenset[str]  # every event that could be read, also outside the days asked for
    problems: tuple[Problem, ...]
    begins: tuple[dt.date, dt.date] | None = None  # the first and the last event of the file

    @property
    def nothing(self) -> str:
        """Why nothing was read; empty where something was, or where problems tell."""
        if self.entries or self.cancelled or self.problems:
            return ""
        if self.begins is None:
            return f"There is no event in {self.file}: save the whole calendar and bring that in."
        first, last = self.begins
        until = f", its last on {day_and_year(last)}" if last != first else ""
        return (
            f"None of its {count_words(len(self.uids), 'event')} lies in these days: its first"
            f" begins on {day_and_year(first)}{until}."
        )

    def whose(self, people: Sequence[tuple[int, str]]) -> int | None:
        """The one of `people` (id, name) whose name the calendar bears; None unless just one."""
        called = self.name.casefold()
        found = [
            key for key, name in people if re.search(rf"\b{re.escape(name.casefold())}\b", called)
        ]
        return found[0] if len(found) == 1 else None
