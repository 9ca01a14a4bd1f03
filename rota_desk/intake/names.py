"""Names in rosters: what is one, what only fills the place of one, and two in a cell."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rota_desk.intake.likeness import is_slip
from rota_desk.intake.words import fold, known_kinds, squash, squeeze, words

_MARKS = re.compile(r"^[√✓✔☑*#•\s]+|[√✓✔☑*#\s]+$")
_HALVES = re.compile(r"([^()]+?)\s*\((am|pm)\)\s*[,;/&+]?\s*", re.IGNORECASE)
_NOTE = re.compile(r"^([^()]*[^()\s])\s*\(([^()]*)\)$")
_TWO = re.compile(r"[/&+\n;]|\band\b|\bor\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORDS = re.compile(r"[\w'-]+")
_TITLED = re.compile(r"^(dr|mr|mrs|ms|miss|prof|professor|sister|sr)\b\.?\s+\S", re.IGNORECASE)
MOST_WORDS, OFTEN, LEAST_LETTERS, SHORTEST = 4, 3, 5, 3


@dataclass(frozen=True, slots=True)
class NamedPart:
    """One name in a cell, the half of the day it holds for, and a note beside it."""

    name: str
    half: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NamesReading:
    """The names in a cell, or the sentence on why they cannot be told."""

    parts: tuple[NamedPart, ...] = ()
    trouble: str = ""


def clean_name(text: str) -> str:
    """Give a name without ticks, stars and doubled blanks."""
    return squash(_MARKS.sub("", squash(text)))


def is_vacancy(text: str) -> bool:
    """Say whether a text stands for nobody yet: a number, GAP, TBC, Locum, Vacancy."""
    flat = clean_name(text)
    if flat and not _LETTERS.search(flat):
        return True
    parts = [fold(part) for part in _LETTERS.findall(flat)]
    return any(part in words("vacancy") for part in parts) or (
        fold(flat) in words("nobody")
        or (bool(parts) and all(part in words("nobody") for part in parts))
    )


def is_total(text: str) -> bool:
    """Say whether a label stands for a line of sums or counts."""
    flat = fold(text).rstrip(":")
    return flat in words("totals") or flat.split(" ")[0] in ("total", "totals")


def is_beside(text: str) -> bool:
    """Say whether a heading belongs to a list beside the rota: No., Name, Bleep, Notes."""
    return fold(text).rstrip(":") in words("beside")


@lru_cache(maxsize=32768)
def like_name(text: str) -> bool:
    """Say whether a text looks like the name of a person."""
    flat = clean_name(text)
    if _TITLED.match(flat):
        return True
    parts = _WORDS.findall(flat)
    if (
        not flat
        or any(letter.isdigit() for letter in flat)
        or not 1 <= len(parts) <= MOST_WORDS + 2
    ):
        return False
    if (
        any(fold(part) in words("roles") | words("totals") for part in parts)
        or squeeze(flat) in known_kinds()
    ):
        return False
    longest = max(parts, key=len)
    return len(longest) >= SHORTEST and longest[0].isupper() and not longest.isupper()


def like_full_name(text: str) -> bool:
    """Say whether a text is a name of at least two parts, or has a title or a comma."""
    return like_name(text) and (len(_WORDS.findall(text)) > 1 or "," in text)


def read_names(text: str) -> NamesReading:
    """Read the names in a cell of a role's line."""
    flat = clean_name(text)
    halves = list(_HALVES.finditer(flat))
    if halves and "".join(found.group() for found in halves) == flat:
        parts = tuple(NamedPart(clean_name(found[1]), found[2].upper()) for found in halves)
        trouble = next((_trouble(part.name) for part in parts if _trouble(part.name)), "")
        return NamesReading((), trouble) if trouble else NamesReading(parts)
    noted = _NOTE.match(flat)
    name, note = (clean_name(noted[1]), noted[2]) if noted else (flat, "")
    trouble = _trouble(name)
    return NamesReading((), trouble) if trouble else NamesReading((NamedPart(name, "", note),))


def _trouble(name: str) -> str:
    """Say why a text is not one name, or nothing when it is."""
    if "?" in name:
        return f"{name} is not sure: write one name, or two names each with (AM) or (PM)."
    if is_vacancy(name):
        return f"{name} is not a name: nobody is named yet; name somebody or leave it a gap."
    if _TWO.search(name):
        return f"{name} may be two names: write one name, or each with (AM) or (PM)."
    if any(letter.isdigit() for letter in name) or len(name.split()) > MOST_WORDS:
        return f"{name} is not a name: write the clinician's name, or settle it in the mapping."
    if squeeze(name) in known_kinds():
        return f"{name} is not a name but a code: name somebody, or settle it in the mapping."
    return ""


def misspelt(names: Iterable[str]) -> dict[str, str]:
    """Give each name seen once only that is very like one seen often, with that one."""
    seen = Counter(names)
    often = [name for name, count in seen.items() if count >= OFTEN]
    found: dict[str, str] = {}
    for name in (
        name for name, count in seen.items() if count == 1 and len(name) >= LEAST_LETTERS
    ):
        like = [other for other in often if is_slip(name, other)]
        if like:
            found[name] = like[0]
    return found
