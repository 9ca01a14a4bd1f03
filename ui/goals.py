"""What the command palette can reach, and how typed words find it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HALVES = ("am", "pm")
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
NUMBERED = re.compile(r"^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?$")
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the palette: an action, a place, a person, a day."""

    title: str
    kind: str  # "Action", "Person", "Room", "Site", "Day", "Place"
    hint: str  # its shortcut, or a word about it
    run: Callable[[], object]
    found_by: str = ""  # words that find it besides its title, such as a bleep


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, understood: words left over, a day, a half."""

    words: tuple[str, ...]
    day: dt.date | None
    half: str


def understood(text: str, today: dt.date) -> Typed:
    """Read "pat 12 nov am": the day-like words become a day, the rest stay words."""
    words = text.casefold().replace(",", " ").split()
    half = next((word for word in words if word in HALVES), "")
    words = [word for word in words if word not in HALVES]
    for place in range(len(words)):
        for count in (3, 2, 1):
            day = read_day(words[place : place + count], today)
            if day is not None:
                return Typed(tuple(words[:place] + words[place + count :]), day, half)
    return Typed(tuple(words), None, half)


def read_day(words: list[str], today: dt.date) -> dt.date | None:
    """Read a day: "12 nov", "nov 12 2027", "12/11", "2026-11-12", "tue", "today"; else None.

    A day without a year is the nearest one, half a year either way; a weekday is the next one,
    today included.
    """
    try:
        return _read_day(words, today)
    except ValueError:
        return None


def _read_day(words: list[str], today: dt.date) -> dt.date | None:
    if len(words) == 1:
        return _one_word(words[0], today)
    months = [place for place, word in enumerate(words) if word[:3] in MONTHS]
    numbers = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(numbers) != len(words) - 1 or not numbers:
        return None
    month = MONTHS.index(words[months[0]][:3]) + 1
    if len(numbers) == 1:
        return nearest(numbers[0], month, today)
    return dt.date(_year(numbers[1]), month, numbers[0])


def _one_word(word: str, today: dt.date) -> dt.date | None:
    if word in {"today", "tomorrow", "yesterday"}:
        return today + dt.timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
    if word[:3] in DAYS and word in WEEKDAYS:
        return today + dt.timedelta(days=(DAYS.index(word[:3]) - today.weekday()) % 7)
    if found := ISO.match(word):
        return dt.date(*(int(part) for part in found.groups()))
    if found := NUMBERED.match(word):
        day, month, year = found.groups()
        if year:
            return dt.date(_year(int(year)), int(month), int(day))
        return nearest(int(day), int(month), today)
    return None


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number  # noqa: PLR2004 - two-digit years


def nearest(day: int, month: int, today: dt.date) -> dt.date:
    """The date of that day and month that lies nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    return min((dt.date(year, month, day) for year in years), key=lambda one: abs(one - today))


def fitting(goals: Iterable[Goal], words: tuple[str, ...], limit: int = 40) -> tuple[Goal, ...]:
    """The goals with every typed word, best first: a whole word, or its start, counts more."""
    scored = [(score, goal) for goal in goals if (score := _score(_words_of(goal), words)) > 0]
    scored.sort(key=lambda pair: (-pair[0], len(pair[1].title)))
    return tuple(goal for _score_, goal in scored[:limit])


def _words_of(goal: Goal) -> str:
    return f"{goal.title} {goal.found_by}" if goal.found_by else goal.title


def _score(title: str, words: tuple[str, ...]) -> int:
    if not words:
        return 1
    lowered = title.casefold()
    starts = re.split(r"[\s\-,.:]+", lowered)
    total = 0
    for word in words:
        if word in starts:
            total += 4
        elif any(start.startswith(word) for start in starts):
            total += 3
        elif word in lowered:
            total += 1
        else:
            return 0
    return total
