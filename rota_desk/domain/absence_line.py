"""One line on the telephone: "rowan off sick from today", "said mon to wed" as who and when."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass

from rota_desk.domain.said import DAYS, MONTHS

DAY = dt.timedelta(days=1)
WEEK = 7
SOON = 60  # days: a date that lies further ahead is meant to be last year's
FILLERS = frozenset({"off", "sick", "ill", "absent", "is", "from", "since", "on", "and", "away"})
UNTIL = frozenset({"to", "until", "till", "-", "–", "through"})
_MONTHS = {month[:3].casefold(): number for number, month in enumerate(MONTHS, start=1)}
_DAYS = {day.casefold(): number for number, day in enumerate(DAYS)}


@dataclass(frozen=True, slots=True)
class SaidAbsence:
    """Who is away, from when, and until when if that was said."""

    who: str
    first: dt.date
    last: dt.date | None


def read_absence(text: str, today: dt.date) -> SaidAbsence:
    """Read a line; what is no day is the name, no day at all means from today on."""
    words = re.findall(r"[\w'’.]+|[-–]", text)
    name: list[str] = []
    days: list[dt.date] = []
    place = 0
    while place < len(words):
        word = words[place].casefold().strip(".")
        found, used = _day_at(words, place, today, after=days[0] if days else None)
        if found is not None:
            days.append(found)
        elif word not in FILLERS and word not in UNTIL:
            name.append(words[place])
        place += used
    first = days[0] if days else today
    return SaidAbsence(" ".join(name), first, days[1] if len(days) > 1 else None)


def _day_at(
    words: list[str], place: int, today: dt.date, *, after: dt.date | None
) -> tuple[dt.date | None, int]:
    """The day that begins at a word, and how many words say it."""
    word = words[place].casefold()
    following = words[place + 1].casefold() if place + 1 < len(words) else ""
    plain = {"today": today, "tomorrow": today + DAY, "yesterday": today - DAY}
    if word in plain:
        return plain[word], 1
    if word[:3] in _DAYS and _is_weekday(word):
        return _weekday(_DAYS[word[:3]], today, after), 1
    if word.isdigit() and following[:3] in _MONTHS:
        return _date(int(word), _MONTHS[following[:3]], today, after), 2
    return None, 1


def _is_weekday(word: str) -> bool:
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return any(day.startswith(word) for day in whole)


def _weekday(number: int, today: dt.date, after: dt.date | None) -> dt.date:
    """The nearest such day: after the first one, else within the week before today."""
    if after is not None:
        return after + DAY * ((number - after.weekday()) % WEEK)
    return today - DAY * ((today.weekday() - number) % WEEK)


def _date(day: int, month: int, today: dt.date, after: dt.date | None) -> dt.date | None:
    """The nearest such date: not before the first one, and not far ahead."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            found.append(dt.date(year, month, day))
    fitting = [one for one in found if (after or dt.date.min) <= one <= today + DAY * SOON]
    return min(fitting, key=lambda one: abs(one - today), default=None)
