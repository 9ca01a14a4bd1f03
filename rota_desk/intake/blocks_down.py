"""Blocks whose dates run down a column: each column beside it is a line under its heading."""

from rota_desk.intake.blocks import Line, entry_at
from rota_desk.intake.grid import Place, Sheet
from rota_desk.intake.names import is_beside, like_full_name, like_name
from rota_desk.intake.words import fold, words
from rota_desk.intake.years import DatedAxis

HEADING_ROWS = 6


def read_down(dated: DatedAxis, end: int, taken: frozenset[Place]) -> tuple[list[Line], set[int]]:
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
    entries = [entry_at(dated, at, column) for at in days if (at, column) not in taken]
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
