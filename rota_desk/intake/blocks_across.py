"""Blocks whose dates run across a row: each row under it is a line, named left of the dates."""

from rota_desk.intake.blocks import Entry, Line, entry_at
from rota_desk.intake.grid import Place, Sheet
from rota_desk.intake.names import like_name
from rota_desk.intake.times import timelike
from rota_desk.intake.words import fold, squash, weekday_of, words
from rota_desk.intake.years import DatedAxis


def read_across(dated: DatedAxis, end: int, taken: frozenset[Place]) -> list[Line]:
    """Give each row under the dates as a line, labelled by the name left of the dates."""
    axis, sheet = dated.axis, dated.axis.sheet
    rows = [row for row in sheet.rows if axis.line < row < end and row not in sheet.hidden_rows]
    column = _label_column(sheet, rows, min(axis.dates), taken)
    surnames = _surnames(sheet, axis.line, min(axis.dates))
    lines: list[Line] = []
    last = 0
    for row in rows:
        entries = [
            e
            for at in dated.days
            if (row, at) not in taken and (e := entry_at(dated, at, row)).text
        ]
        if not entries or _is_weekdays(entries) or all(e.text == e.part for e in entries):
            continue
        label = "" if (row, column) in taken else _label(sheet, row, column, surnames)
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


def _label(sheet: Sheet, row: int, column: int, surnames: tuple[int, int]) -> str:
    """Give the name of a row; first name and surname in columns of their own are put together."""
    if not all(surnames):
        return sheet.label(row, column)
    return squash(" ".join(sheet.label(row, part) for part in surnames))


def _surnames(sheet: Sheet, line: int, first: int) -> tuple[int, int]:
    """Give the columns headed first name and surname left of the dates, or zeros."""
    given, family = 0, 0
    for row in range(max(1, line - 1), line + 2):
        for column in (column for column in sheet.rows.get(row, ()) if column < first):
            heading = fold(sheet.text(row, column))
            given = column if heading in words("given") else given
            family = column if heading in words("family") else family
    return (given, family) if given and family else (0, 0)
