"""How closely the rota is looked at: from a week in words to a year in bars."""

from dataclasses import dataclass
from enum import StrEnum

from ui.roster.period import FORTNIGHT, MONTH, QUARTER, WEEK, YEAR
from ui.style.theme import Look

ROOM_FOR_WORDS = 150  # pixels a day needs before activities stand there by their names
ROOM_FOR_CODES = 30  # pixels a day needs before codes can be read


class Level(StrEnum):
    """What an entry shows: its name, its code, or a bar whose pattern tells its kind."""

    WORDS = "words"
    CODES = "codes"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the zoom: so many days, each at least so many pixels wide."""

    days: int
    least: int
    level: Level


STOPS = (
    Stop(WEEK, 210, Level.WORDS),
    Stop(WEEK, 38, Level.CODES),
    Stop(FORTNIGHT, 38, Level.CODES),
    Stop(MONTH, 38, Level.CODES),
    Stop(QUARTER, 8, Level.BARS),
    Stop(YEAR, 3, Level.BARS),
)


def level_of(width: int, look: Look) -> Level:
    """What has room in a day of that width."""
    if width < look.pixels(ROOM_FOR_CODES):
        return Level.BARS
    return Level.WORDS if width >= look.pixels(ROOM_FOR_WORDS) else Level.CODES


def stop_for(days: int) -> Stop:
    """The stop at which a period of this length is opened: in codes where they have room."""
    return next(stop for stop in STOPS if stop.days == days and stop.level is not Level.WORDS)


def next_stop(stop: Stop, by: int) -> Stop:
    """The stop so many steps further out (1) or closer in (-1); the last at either end."""
    place = STOPS.index(stop) + by
    return STOPS[max(0, min(place, len(STOPS) - 1))]


def least_width(stop: Stop, look: Look) -> int:
    """The pixels below which a day is never pressed; bars do not grow with the text."""
    return stop.least if stop.level is Level.BARS else look.pixels(stop.least)


def zoom_words(stop: Stop) -> str:
    """A stop in words: "13 weeks, in bars"."""
    weeks = stop.days // WEEK
    return f"{weeks} week{'s' * (weeks != 1)}, in {stop.level.value}"
