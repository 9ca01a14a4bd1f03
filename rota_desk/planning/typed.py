"""What is typed into a cell of a pattern: "LD", "RW+RO", "LD 08:00-20:00", a dot for off."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rota_desk.planning.design import Shift

OFF = frozenset({"", ".", "-", "–", "OFF"})
_PART = re.compile(
    r"^(?P<code>\S+?)(?:\s+(?P<starts>\d{1,2}:\d\d)\s*[-–]\s*(?P<ends>\d{1,2}:\d\d))?$"
)
HOURS, MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Part:
    """One shift of a cell as it is typed: a code, and times where they are its own."""

    code: str
    starts: dt.time | None = None  # None: the activity's times
    ends: dt.time | None = None


def parts_of(text: str) -> tuple[Part | str, ...]:
    """Each shift that a text names; what cannot be read is given back as it stands."""
    found = [part.strip() for part in text.split("+")]
    return tuple(_part(part) for part in found if part.upper() not in OFF)


def _part(text: str) -> Part | str:
    found = _PART.match(text)
    if found is None:
        return text
    if not found["starts"]:
        return Part(found["code"].upper())
    starts, ends = _clock(found["starts"]), _clock(found["ends"])
    return text if starts is None or ends is None else Part(found["code"].upper(), starts, ends)


def _clock(text: str) -> dt.time | None:
    hours, _, minutes = text.partition(":")
    if int(hours) >= HOURS or int(minutes) >= MINUTES:
        return None
    return dt.time(int(hours), int(minutes))


def read_cell(text: str, palette: Mapping[str, Shift]) -> tuple[Shift, ...] | None:
    """The shifts a text names, in order of start; None when it names one that is not known."""
    shifts: dict[str, Shift] = {}
    for part in parts_of(text):
        if isinstance(part, str) or part.code not in palette:
            return None
        shift = palette[part.code]
        if part.starts is not None and part.ends is not None:
            shift = replace(shift, starts=part.starts, ends=part.ends, own_times=True)
        shifts.setdefault(part.code, shift)
    return tuple(sorted(shifts.values(), key=lambda one: (one.starts, one.code)))
