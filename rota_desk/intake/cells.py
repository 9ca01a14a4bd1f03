"""One cell of a grid: a code, times, a note, half a day; or why it is none of these."""

import re

from rota_desk.intake.keys import CellReading, CodeKey
from rota_desk.intake.likeness import likest
from rota_desk.intake.plan import OFF, WORK, CodeMeaning
from rota_desk.intake.times import find_times, read_times, timelike
from rota_desk.intake.words import squash

_NOTE = re.compile(r"^(.*\S)\s*\(([^()]*)\)$")
_HALF = re.compile(r"^(.*\S)\s+\(?(am|pm)\)?$", re.IGNORECASE)
_MARK = re.compile(r"^(.*[^\s*])\s*(\*+)$")
WORDY = 3  # words from which a cell is free text rather than a code


def read_cell(text: str, key: CodeKey, *, below: str = "") -> CellReading:
    """Read a cell of a person's line; `below` is the text of the cell under it, for its times."""
    if (text, below) not in key.cells:
        key.cells[text, below] = _read(text, below, key)
    return key.cells[text, below]


def _read(text: str, below: str, key: CodeKey) -> CellReading:
    """Read a cell for the first time."""
    if below:
        return _with_times_below(text, below, key)
    lines = [squash(line) for line in text.splitlines() if squash(line)]
    if len(lines) > 1 and read_times(lines[-1]):
        return _with_times_below(" ".join(lines[:-1]), lines[-1], key)
    return _read_flat(squash(text), key)


def understood(text: str, key: CodeKey) -> bool:
    """Say whether a cell is a code or times."""
    return not read_cell(text, key).trouble


def _with_times_below(text: str, below: str, key: CodeKey) -> CellReading:
    """Read a code whose times stand under it."""
    code, times = squash(text), read_times(below)
    if times is None:
        trouble = f"the time under {code}, {below}, cannot be read: write it as 08:00-17:00."
        return CellReading(code, trouble=trouble)
    meaning = key.find(code)
    return CellReading(meaning.code if meaning else code, WORK, times)


def _read_flat(text: str, key: CodeKey) -> CellReading:
    """Read a cell of one line."""
    meaning = key.find(text)
    if meaning:
        return CellReading(meaning.code, meaning.kind, meaning.times)
    noted = _NOTE.match(text) or _MARK.match(text)
    if noted and not _HALF.match(text):
        inner = _read_flat(noted[1], key)
        return CellReading(
            inner.code, inner.kind, inner.times, noted[2], inner.trouble and _trouble(text, key)
        )
    half = _HALF.match(text)
    if half and (stated := key.find(half[1])):
        return CellReading(f"{stated.code} {half[2].upper()}", stated.kind)
    return _read_times(text, key)


def _read_times(text: str, key: CodeKey) -> CellReading:
    """Read a cell whose times stand in it, such as 0800-1730 ARC."""
    found = find_times(text)
    if not found:
        return CellReading(text, trouble=_trouble(text, key))
    stated = key.find(found[1]) if found[1] else None
    kind = stated.kind if stated else WORK
    return CellReading(text, kind, None if kind == OFF else found[0])


def _trouble(text: str, key: CodeKey) -> str:
    """Say why a cell cannot be read and what to do."""
    if timelike(text):
        return f"{text} is no time that can be read: write it as 08:00-17:00."
    if len(text.split()) >= WORDY:
        return (
            f"{text} is free text, not a code: write a code, or give it a meaning in the mapping."
        )
    near = likest(text, key.codes())[:1]
    hint = f" The nearest is {near[0]}." if near else ""
    return f"{text} is no code of the key: correct it, or give its meaning in the mapping.{hint}"


def meaning_of(reading: CellReading, stated_in: str) -> CodeMeaning:
    """Give the meaning that a readable cell states by itself."""
    return CodeMeaning(reading.code, "", reading.kind, reading.times, stated_in)
