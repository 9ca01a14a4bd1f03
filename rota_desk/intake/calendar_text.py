"""The text of a calendar file: opened safely, and cut into events where the whole is broken."""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icalendar import Calendar, Component, Event
from icalendar.timezone import tzp

from rota_desk.errors import CannotOpen, Problem

BIGGEST_FILE = 20 * 1024 * 1024
_BEGIN = re.compile(r"^\s*BEGIN\s*:\s*VEVENT\s*$", re.IGNORECASE)
_END = re.compile(r"^\s*END\s*:\s*VEVENT\s*$", re.IGNORECASE)
_GUESSED = re.compile(r"Timezone '([^']*)' .*guessing it means '([^']*)'")
# what the reader raises over text that is no calendar, or no event
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True)
class CalendarText:
    """The parts of a file that can be read: calendars, and the rows where their events begin."""

    calendars: tuple[Calendar, ...]
    rows: tuple[int, ...]  # of the readable events, in the order in which they stand
    problems: tuple[Problem, ...]


def read_calendar_text(path: Path) -> CalendarText:
    """Read a file; what breaks one event is told and leaves the others whole."""
    text, problems = _decoded(path)
    if "BEGIN:" not in text.upper():
        raise CannotOpen(f"{path.name} is not a calendar: choose a file that ends in .ics.")
    tzp.use_default()  # forget zones that another file made up under the same name
    lines = text.splitlines()
    rows = tuple(number for number, line in enumerate(lines, 1) if _BEGIN.match(line))
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        try:
            calendars = _calendars(Calendar.from_ical(text, multiple=True))
        except BROKEN:
            calendars, rows, problems = _one_by_one(path.name, lines, problems)
    said = dict.fromkeys(str(one.message) for one in remarks)
    problems += [Problem(path.name, "", 0, "", "", _plain(one)) for one in said]
    return CalendarText(tuple(calendars), tuple(rows), tuple(problems))


def _plain(remark: str) -> str:
    """The reader's remark as a sentence; it guesses zones from vendors' names for them."""
    guess = _GUESSED.match(remark)
    if guess:
        return f"the time zone {guess[1]} was taken for {guess[2]}; check the times."
    return f"read with a doubt: {remark}"


def _calendars(found: Sequence[Component]) -> list[Calendar]:
    """The calendars, and one around events that stand by themselves."""
    loose = Calendar()
    loose.subcomponents = [one for one in found if isinstance(one, Event)]
    kept = [one for one in found if isinstance(one, Calendar)]
    return [*kept, loose] if loose.subcomponents else kept


def _one_by_one(
    file: str, lines: list[str], problems: list[Problem]
) -> tuple[list[Calendar], tuple[int, ...], list[Problem]]:
    """Read each event by itself where the file as a whole cannot be read."""
    calendars: list[Calendar] = []
    rows: list[int] = []
    problems = [
        *problems,
        Problem(file, "", 0, "", "", "is broken in places: its events were read one by one."),
    ]
    for row, block in _blocks(lines):
        try:
            read = Calendar.from_ical("\r\n".join(["BEGIN:VCALENDAR", *block, "END:VCALENDAR"]))
        except BROKEN:
            message = (
                "this event cannot be read and was left out; save it again where it was made."
            )
            problems.append(Problem(file, "", row, "", block[0].strip(), message))
            continue
        if isinstance(read, Calendar):
            calendars.append(read)
            rows.append(row)
    return calendars, tuple(rows), problems


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """The lines of each event and the row where it begins; one that never ends is no event."""
    found: list[tuple[int, list[str]]] = []
    begun = 0
    for number, line in enumerate(lines, 1):
        if _BEGIN.match(line):
            begun = number
        elif _END.match(line) and begun:
            found.append((begun, lines[begun - 1 : number]))
            begun = 0
    return found


def _decoded(path: Path) -> tuple[str, list[Problem]]:
    try:
        if not path.is_file():
            raise CannotOpen(f"There is no file {path.name}: check the name and the folder.")
        if path.stat().st_size > BIGGEST_FILE:
            raise CannotOpen(f"{path.name} is over 20 MB: save only the months that are needed.")
        content = path.read_bytes()
    except (OSError, ValueError):
        raise CannotOpen(f"{path.name} cannot be read: close it elsewhere, or copy it.") from None
    if not content.strip():
        raise CannotOpen(f"{path.name} is empty: save it again where it was made.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        message = "the letters are in an old Windows encoding; check names with accents."
        return content.decode("cp1252", "replace"), [Problem(path.name, "", 0, "", "", message)]
