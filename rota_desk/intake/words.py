"""The words of rosters, from resources/roster_codes.toml, and how text is compared."""

import re
import tomllib
from functools import lru_cache

import resources

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\u00a0\u2007\u202f\u200b\ufeff\ud800-\udfff\ufffe\uffff]+")
_JOINTS = re.compile(r"[\s/.\-_()]+")
_TITLE = re.compile(r"^(dr|mr|mrs|ms|miss|prof|professor|sister|sr)\b\.?\s*", re.IGNORECASE)


@lru_cache(maxsize=32768)
def squash(text: str) -> str:
    """Give the text with each run of blanks, no-break ones too, as one, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Give the text as it is compared: squashed, and without upper or lower case."""
    return squash(text).casefold()


@lru_cache(maxsize=32768)
def squeeze(text: str) -> str:
    """Give the folded text without blanks, slashes, dots, hyphens and brackets: A/L is al."""
    return _JOINTS.sub("", fold(text))


@lru_cache(maxsize=32768)
def plain_name(name: str) -> str:
    """Give a name to compare: Dr Larkspur, Tomos is tomos larkspur."""
    flat = _TITLE.sub("", name.strip())
    last, comma, first = flat.partition(",")
    ordered = f"{first} {last}" if comma else flat
    return " ".join(ordered.replace(".", " ").casefold().split())


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, object]]:
    """Read the table of words once."""
    return tomllib.loads(resources.read_text("roster_codes.toml"))


@lru_cache
def words(group: str) -> frozenset[str]:
    """Give the folded words of one group: key, vacancy, totals, roles and so on."""
    found = _tables()["words"][group]
    return frozenset(found) if isinstance(found, list) else frozenset()


@lru_cache
def _places(table: str) -> dict[str, int]:
    """Give each name of a weekday or month with its place in the row."""
    rows = _tables()[table]["names"]
    return (
        {name: place for place, row in enumerate(rows) for name in row}
        if isinstance(rows, list)
        else {}
    )


def weekday_of(text: str) -> int | None:
    """Give the weekday a text names, Monday 0, or none."""
    return _places("weekdays").get(fold(text).rstrip("."))


def month_of(text: str) -> int | None:
    """Give the month a text names, January 1, or none."""
    place = _places("months").get(fold(text).rstrip("."))
    return None if place is None else place + 1


@lru_cache(maxsize=1)
def known_kinds() -> dict[str, tuple[str, str]]:
    """Give for each squeezed word that means the same everywhere its kind and usual code."""
    known: dict[str, tuple[str, str]] = {}
    for kind, row in _tables()["kinds"].items():
        if isinstance(row, dict):
            known |= {squeeze(word): (kind, str(row["code"])) for word in row["words"]}
    return known
