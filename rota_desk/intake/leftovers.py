"""What lies within a rota and was not read: hidden rows and columns, rows without a date."""

from collections.abc import Iterable

from rota_desk.intake.blocks import Block
from rota_desk.intake.cells import understood
from rota_desk.intake.context import SheetContext
from rota_desk.intake.grid import Formula, Sheet, column_letter
from rota_desk.intake.tray import Tray
from rota_desk.intake.words import squash


def report_hidden(block: Block, tray: Tray) -> None:
    """Report hidden rows and columns within a block that hold something."""
    axis, sheet = block.dated.axis, block.sheet
    first, last = min(axis.dates), max(axis.dates)
    lines = [line.place[0] if axis.across else line.place[1] for line in block.lines]
    low, high = min(lines), max(lines)
    rows = range(low, high + 1) if axis.across else range(first, last + 1)
    columns = range(first, last + 1) if axis.across else range(low, high + 1)
    hidden_rows = [
        str(row) for row in rows if row in sheet.hidden_rows and _holds(sheet, row, columns)
    ]
    hidden_columns = [
        column_letter(column)
        for column in columns
        if column in sheet.hidden_columns and any(_filled(sheet, row, column) for row in rows)
    ]
    _tell(sheet, "row", hidden_rows, tray)
    _tell(sheet, "column", hidden_columns, tray)


def _holds(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Say whether a row has something in some columns."""
    return any(_filled(sheet, row, column) for column in columns)


def _filled(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a cell holds something other than a formula."""
    value = sheet.value(row, column)
    return value is not None and not isinstance(value, Formula)


def _tell(sheet: Sheet, what: str, hidden: list[str], tray: Tray) -> None:
    """Report the hidden rows or columns of a sheet in one problem."""
    if hidden:
        message = (
            f"hidden {what} {', '.join(hidden)} left out: show them if they are not an old copy."
        )
        tray.problem(sheet.name, None, "", message)


def report_strays(block: Block, context: SheetContext) -> None:
    """Report cells of lines between the dates whose own row or column has no date."""
    axis, sheet = block.dated.axis, block.sheet
    between = [
        at
        for at in range(min(axis.dates), max(axis.dates))
        if at not in axis.dates and at not in block.headings
    ]
    lines = [line.place[0] if axis.across else line.place[1] for line in block.lines]
    for at in between:
        places = [axis.cell(at, line) for line in lines]
        texts = {place: sheet.text(*place) for place in places if not sheet.hidden(*place)}
        found = {
            place: text
            for place, text in texts.items()
            if text and _is_duty(axis.across, text, context)
        }
        if found:
            place = min(found)
            message = (
                "these cells have no date: write the date of their row or column, or clear them."
            )
            text = sheet.text(*axis.place(at)) or squash(found[place])
            context.problem(axis.place(at), text, message)


def _is_duty(across: bool, text: str, context: SheetContext) -> bool:
    """Say whether a stray cell looks like a duty; down a column any text does."""
    return understood(text, context.key) if across else True
