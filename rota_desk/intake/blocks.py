"""A block of a roster: its dates one way, and the lines of people or roles the other way."""

import datetime as dt
from dataclasses import dataclass, field

from rota_desk.intake.grid import Place, Sheet, column_letter
from rota_desk.intake.names import is_beside, like_full_name, like_name
from rota_desk.intake.times import timelike
from rota_desk.intake.words import fold, weekday_of, words
from rota_desk.intake.years import DatedAxis

HEADING_ROWS = 6


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


def read_block(dated: DatedAxis, end: int, taken: frozenset[Place]) -> Block:
    """Read the lines of an axis up to, not including, `end`; `taken` cells are left out."""
    if dated.axis.across:
        return Block(dated, _rows(dated, end, taken))
    return Block(dated, *_columns(dated, end, taken))


def _columns(dated: DatedAxis, end: int, taken: frozenset[Place]) -> tuple[list[Line], set[int]]:
    """Give each column right of the dates as a line, once for each heading it has."""
    axis, sheet = dated.axis, dated.axis.sheet
    columns = [
        column
        for column in sorted(sheet.columns)
        if axis.line < column < end and column not in sheet.hidden_columns
    ]
    first = _heading(sheet, columns, min(axis.dates))
    headings = [first, *_repeated_headings(dated, columns, first)]
    lines = []
    for place, heading in enumerate(headings):
        until = headings[place + 1] if place + 1 < len(headings) else max(axis.dates) + 1
        days = [at for at in dated.days if heading < at < until]
        lines += [_column(dated, column, heading, days, taken) for column in columns]
    return [line for line in lines if line.entries], set(headings[1:])


def _column(
    dated: DatedAxis, column: int, heading: int, days: list[int], taken: frozenset[Place]
) -> Line:
    """Give one column under one heading as a line."""
    sheet = dated.axis.sheet
    label = sheet.label(heading, column) if heading else ""
    entries = [_entry(dated, at, column) for at in days if (at, column) not in taken]
    filled = [entry for entry in entries if entry.text]
    if all(entry.text == entry.part for entry in filled):
        filled = []
    return Line(label, (heading or min(dated.axis.dates), column), filled)


def _repeated_headings(dated: DatedAxis, columns: list[int], first: int) -> list[int]:
    """Give the rows between the dates that are headings again, as where months are stacked."""
    axis, sheet = dated.axis, dated.axis.sheet
    between = [
        row
        for row in sheet.rows
        if min(axis.dates) < row < max(axis.dates) and row not in axis.dates
    ]
    if not between:
        return []
    labels = {column: sheet.label(first, column) for column in columns} if first else {}
    body = [sheet.text(at, column) for at in dated.days for column in columns]
    names = sum(like_name(text) for text in body) > sum(bool(text) for text in body) / 2
    again = fold(sheet.text(first, axis.line)) if first else ""
    return [row for row in between if _is_heading(sheet, row, axis.line, labels, (again, names))]


def _is_heading(
    sheet: Sheet, row: int, dates: int, labels: dict[int, str], known: tuple[str, bool]
) -> bool:
    """Say whether a row without a date is a heading: as the first, or names over codes."""
    said, names_below = known
    texts = {column: sheet.label(row, column) for column in labels if sheet.label(row, column)}
    if not texts:
        return False
    above = fold(sheet.text(row, dates))
    if above and above in {said, *words("date")}:
        return True
    if all(text == labels[column] for column, text in texts.items()):
        return True
    return not names_below and len(texts) > 1 and all(like_name(text) for text in texts.values())


def _heading(sheet: Sheet, columns: list[int], first: int) -> int:
    """Choose the heading row above the first date: that of the names, otherwise the nearest."""
    above = [
        row for row in range(first - 1, max(0, first - 1 - HEADING_ROWS), -1) if row in sheet.rows
    ]
    scores = {row: _names_in(sheet, row, columns) for row in above}
    best = max(above, key=lambda row: scores[row], default=0)
    if best and scores[best] >= max(1, len(columns) // 3):
        return best
    return next((row for row in above if any(sheet.label(row, column) for column in columns)), 0)


def _names_in(sheet: Sheet, row: int, columns: list[int]) -> int:
    """Count the different names in a heading row; full names count double."""
    labels = {sheet.label(row, column) for column in columns}
    return sum(
        like_name(label) + like_full_name(label) for label in labels if not is_beside(label)
    )


def _entry(dated: DatedAxis, at: int, line: int) -> Entry:
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


def _rows(dated: DatedAxis, end: int, taken: frozenset[Place]) -> list[Line]:
    """Give each row under the dates as a line, labelled by the name left of the dates."""
    axis, sheet = dated.axis, dated.axis.sheet
    rows = [row for row in sheet.rows if axis.line < row < end and row not in sheet.hidden_rows]
    column = _label_column(sheet, rows, min(axis.dates), taken)
    lines: list[Line] = []
    last = 0
    for row in rows:
        entries = [
            e for at in dated.days if (row, at) not in taken and (e := _entry(dated, at, row)).text
        ]
        if not entries or _is_weekdays(entries) or all(e.text == e.part for e in entries):
            continue
        label = "" if (row, column) in taken else sheet.label(row, column)
        if lines and _continues(sheet, (row, column), lines[-1], entries, last):
            _put_below(sheet, lines[-1], entries)
        else:
            lines.append(Line(label, (row, column), entries))
        last = row
    return lines


def _label_column(sheet: Sheet, rows: list[int], first: int, taken: frozenset[Place]) -> int:
    """Choose the column of names left of the dates: the most names, the leftmost of equals."""
    left = [column for column in sorted(sheet.columns) if column < first]
    texts = {
        column: [
            sheet.text(row, column)
            for row in rows
            if (row, column) in sheet.cells and (row, column) not in taken
        ]
        for column in left
    }
    named = {column: sum(like_name(text) for text in texts[column]) for column in left}
    if any(named.values()):
        return max(left, key=lambda column: named[column])
    return max(left, key=lambda column: len(texts[column]), default=max(first - 1, 1))


def _is_weekdays(entries: list[Entry]) -> bool:
    """Say whether a row only repeats the weekdays."""
    return all(weekday_of(entry.text) is not None for entry in entries)


def _continues(sheet: Sheet, name: Place, line: Line, entries: list[Entry], last: int) -> bool:
    """Say whether a row belongs to the line above: one name merged over both, or its times."""
    row, column = name
    area = sheet.merged(row, column)
    if area and area.top < row and area.top <= line.place[0] <= area.bottom:
        return True
    if (row, column) in sheet.cells or row != last + 1 or row != line.entries[-1].place[0] + 1:
        return False
    codes = {entry.at for entry in line.entries}
    return all(timelike(entry.text) and entry.at in codes for entry in entries)


def _put_below(sheet: Sheet, line: Line, entries: list[Entry]) -> None:
    """Put times under the codes they belong to; anything else is one more duty of the line."""
    for entry in entries:
        area = sheet.merged(*entry.place)
        above = next(
            (i for i, e in enumerate(line.entries) if e.at == entry.at and not e.below), None
        )
        if area and area.top < entry.place[0]:
            continue
        if above is not None and timelike(entry.text) and not timelike(line.entries[above].text):
            code = line.entries[above]
            line.entries[above] = Entry(
                code.at, code.day, code.place, code.text, entry.text, entry.place, code.part
            )
        else:
            line.entries.append(entry)
