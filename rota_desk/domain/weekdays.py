"""Weekdays as they are typed and told: "Mon to Fri", "Tue, Thu", every day."""

import re
from collections.abc import Iterable

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = 3  # letters that tell a weekday
_RANGE = re.compile(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)")
_WORDS = {
    "": (),
    "every day": (),
    "daily": (),
    "weekdays": tuple(range(5)),
    "weekends": (5, 6),
}


def weekdays_typed(text: str) -> tuple[int, ...] | None:
    """The weekdays meant, Monday 0, none for every day; None where the words are none."""
    said = " ".join(text.casefold().replace(" and ", ",").split())
    if said in _WORDS:
        return _WORDS[said]
    found: set[int] = set()
    for part in filter(None, (one.strip() for one in re.split(r"[,;]", said))):
        days = _days(part)
        if days is None:
            return None
        found |= set(days)
    return () if len(found) == len(NAMES) else tuple(sorted(found))


def _days(part: str) -> Iterable[int] | None:
    span = _RANGE.fullmatch(part)
    ends = [_number(one) for one in (span.groups() if span else (part, part))]
    if None in ends:
        return None
    first, last = (one or 0 for one in ends)
    return (number % len(NAMES) for number in range(first, last + 1 + (7 if last < first else 0)))


def _number(word: str) -> int | None:
    if len(word) < _SHORT:
        return None
    whole = word.removesuffix("s") if word not in {"tues", "thurs", "wednes"} else word
    return next(
        (number for number, name in enumerate(NAMES) if name.casefold().startswith(whole)), None
    )


def weekday_words(days: Iterable[int]) -> str:
    """Weekdays in words: "every day", "Mondays", "Mon to Fri", "Mon, Tue and Fri"."""
    chosen = sorted(set(days))
    if not chosen or len(chosen) == len(NAMES):
        return "every day"
    if len(chosen) == 1:
        return f"{NAMES[chosen[0]]}s"
    short = [NAMES[one][:_SHORT] for one in chosen]
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):  # noqa: PLR2004
        return f"{short[0]} to {short[-1]}"
    return f"{', '.join(short[:-1])} and {short[-1]}"
