"""What each person asked for, got and was refused, with the seasons everybody wants."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.types import LeaveState
from resources import read_text
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.leave import LeaveLine, leave_list
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
WEEK = 7
STATES = (LeaveState.APPROVED, LeaveState.DECLINED, LeaveState.REQUESTED)


@dataclass(frozen=True, slots=True)
class Season:
    """Days that many ask for: "Christmas 2025"; both days included."""

    name: str
    first: dt.date
    last: dt.date

    def meets(self, line: LeaveLine) -> bool:
        """Whether a request takes any of its days."""
        return line.first <= self.last and line.last >= self.first


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """What became of a season for one person: got, refused, asked, or not asked."""

    season: Season
    state: str
    days: str  # of the request, empty when none was made


@dataclass(frozen=True, slots=True)
class LeaveMemory:
    """One person's answers over the years that are remembered."""

    clinician_id: int
    name: str
    asked: int
    got: int
    refused: int
    withdrawn: int
    seasons: tuple[SeasonLine, ...]  # newest first
    lines: tuple[LeaveLine, ...]  # newest first

    def sentence(self) -> str:
        """The answers in a line: "12 asked in three years: 9 approved, 2 declined"."""
        years = f"{self.asked} asked: {self.got} approved, {self.refused} declined"
        return f"{years}, {self.withdrawn} taken back" if self.withdrawn else years

    def of_season(self, name: str) -> tuple[SeasonLine, ...]:
        """The years of one season, newest first."""
        return tuple(one for one in self.seasons if one.season.name.startswith(name))


def leave_memory(read: Reading, *, clinician: int, but: int | None = None) -> LeaveMemory:
    """What one person asked for, got and was refused; `but` leaves one request out."""
    since = _since(read)
    found = leave_list(read, start=since, clinician=clinician)
    return _memory(clinician, [one for one in found if one.id != but], _seasons(read, since))


def leave_memories(read: Reading) -> tuple[LeaveMemory, ...]:
    """The same of everybody who asked for anything, by name."""
    since = _since(read)
    together: dict[int, list[LeaveLine]] = defaultdict(list)
    for line in leave_list(read, start=since):
        together[line.clinician_id].append(line)
    seasons = _seasons(read, since)
    found = (_memory(person, lines, seasons) for person, lines in together.items())
    return tuple(sorted(found, key=lambda one: one.name))


def _since(read: Reading) -> dt.date:
    return read.today - dt.timedelta(days=365 * leave_figures(read).remembered_years)


def _memory(clinician: int, lines: Sequence[LeaveLine], seasons: Sequence[Season]) -> LeaveMemory:
    ends = [line.state for line in lines]
    back = (LeaveState.WITHDRAWN, LeaveState.CANCELLED)
    return LeaveMemory(
        clinician_id=clinician,
        name=lines[0].name if lines else "",
        asked=len(lines),
        got=ends.count(LeaveState.APPROVED),
        refused=ends.count(LeaveState.DECLINED),
        withdrawn=sum(ends.count(state) for state in back),
        seasons=tuple(_of_season(season, lines) for season in reversed(seasons)),
        lines=tuple(reversed(lines)),
    )


def _of_season(season: Season, lines: Sequence[LeaveLine]) -> SeasonLine:
    """The best answer of the season: approved before declined before waiting."""
    for state in STATES:
        for line in lines:
            if line.state is state and season.meets(line):
                return SeasonLine(season, line.state_words, line.days)
    return SeasonLine(season, "not asked", "")


def _seasons(read: Reading, since: dt.date) -> tuple[Season, ...]:
    """The seasons from a day until a year from now, in order of time."""
    until = read.today + 365 * DAY
    found = [
        season
        for year in range(since.year - 1, until.year + 1)
        for season in _of_year(read, year)
        if season.last >= since and season.first <= until
    ]
    return tuple(sorted(found, key=lambda one: one.first))


def _of_year(read: Reading, year: int) -> Iterator[Season]:
    for facts in _facts():
        name, first = str(facts["name"]), _first_day(read, facts, year)
        if first is not None:
            yield Season(f"{name} {year}", first, first + DAY * (int(facts["days"]) - 1))


def _first_day(read: Reading, facts: dict[str, Any], year: int) -> dt.date | None:
    """A fixed day, the first Monday from a day on, or so many days before a bank holiday."""
    if "holiday" in facts:
        days = bank_holidays(read, start=dt.date(year, 1, 1), end=dt.date(year + 1, 1, 1))
        day = next((day for day, name in days.items() if name == facts["holiday"]), None)
        return None if day is None else day - DAY * int(facts.get("before", 0))
    month, number = (int(part) for part in str(facts["from"]).split("-"))
    day = dt.date(year, month, number)
    if facts.get("monday"):
        day += DAY * (-day.weekday() % WEEK)
    return day


@cache
def _facts() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(read_text("leave.toml"))["season"])
