"""A block of a roster: its dates one way, and the lines of people or roles the other way."""

import datetime as dt
from dataclasses import dataclass, field

from rota_desk.intake.grid import Place, Sheet, column_letter
from rota_desk.intake.years import DatedAxis


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled cell of a line on one day; `below` is the time that stands under it."""

    at: int
    day: dt.date
    place: Place
    text: str
    below: str = ""
    below_place: Place | None = None
    part: str = ""  # the part of the day a merged date is divided into


@dataclass(slots=True)
class Line:
    """A person's or a role's line: its label, where that stands, and its cells."""

    label: str
    place: Place
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """The dates of an axis with the lines that belong to it."""

    dated: DatedAxis
    lines: list[Line]
    headings: set[int] = field(default_factory=set)  # rows between the dates that head again

    @property
    def sheet(self) -> Sheet:
        """The sheet the block is on."""
        return self.dated.axis.sheet

    @property
    def where(self) -> str:
        """Where the dates run, in words."""
        axis = self.dated.axis
        return (
            f"across row {axis.line}" if axis.across else f"down column {column_letter(axis.line)}"
        )


def entry_at(dated: DatedAxis, at: int, line: int) -> Entry:
    """Give the cell of a line on the day of a position."""
    place = dated.axis.cell(at, line)
    sheet = dated.axis.sheet
    text = "" if sheet.hidden(*place) else _raw(sheet, place)
    return Entry(at, dated.days[at], place, text, part=dated.axis.part(at))


def _raw(sheet: Sheet, place: Place) -> str:
    """Give a cell's text with its line breaks; a cell merged across days speaks for each."""
    value = sheet.value(*place)
    if isinstance(value, str):
        return value.strip()
    area = None if value is not None else sheet.merged(*place)
    return (
        _raw(sheet, (area.top, area.left))
        if area and (area.top, area.left) in sheet.cells
        else sheet.text(*place)
    )
