"""Opening what was brought: .xlsx, .xlsm, .xls, .ods, .csv or a web page, as sheets of cells."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rota_desk.errors import CannotOpen
from rota_desk.intake.comma_text import read_comma_text
from rota_desk.intake.formulas import work_out
from rota_desk.intake.grid import Area, Book, Formula, Place, Sheet, Value
from rota_desk.intake.guards import (
    BROKEN,
    MOST_CELLS,
    MOST_FILLED,
    half_written,
    kind_of,
    too_far,
    too_many,
)
from rota_desk.intake.hidden_parts import Hidden, about_xls, hidden_in_ods
from rota_desk.intake.packed import Contents, look_through
from rota_desk.intake.telling import Tell, silent, within
from rota_desk.intake.web_table import read_web_page
from rota_desk.intake.words import squash

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineSheet, CalamineWorkbook

    OpenRow = tuple[Cell | MergedCell, ...]

T = TypeVar("T")
TOLD_ROWS = 500
_ENDINGS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv"),
    "html": (".html", ".htm"),
}
_CALLED = {
    "xlsx": "an .xlsx workbook",
    "xls": "an .xls workbook",
    "ods": "an .ods workbook",
    "csv": "text",
    "html": "a web page",
}


def open_book(path: Path, tell: Tell = silent) -> Book:
    """Open a spreadsheet by what it is, whatever it is called; refuse what cannot be read.

    `tell` hears how far it is, in percent, and may stop it.
    """
    kind = kind_of(path)
    try:
        if kind == "csv":
            book = read_comma_text(path, tell)
        else:
            book = read_web_page(path) if kind == "html" else _open_workbook(path, kind, tell)
    except (OSError, MemoryError):
        raise CannotOpen(
            f"{path.name} cannot be read: close it elsewhere, or copy it first."
        ) from None
    if path.suffix.lower() not in _ENDINGS[kind]:
        ending = path.suffix or "without ending"
        said = f"the file is called {ending} but is {_CALLED[kind]}; it was read as that."
        book.remarks = (*book.remarks, said)
    return book


def _open_workbook(path: Path, kind: str, tell: Tell) -> Book:
    """Read a workbook's values fast, and formulas and hidden parts only where there are some."""
    contents = (
        Contents() if kind == "xls" else look_through(path, within(tell, 0, 20), most=MOST_FILLED)
    )
    if contents.area > MOST_CELLS:
        raise too_far(path.name)
    sheets = _values(path, within(tell, 20, 50 if contents.has_formulas else 100))
    if contents.has_formulas:
        _add_formulas(path, sheets, contents, within(tell, 50, 100))
    hidden, epoch_1904 = _about(path, kind, contents)
    for name, (rows, columns) in hidden.items():
        if name in sheets:
            sheets[name].hidden_rows, sheets[name].hidden_columns = rows, columns
    if not any(sheet.cells for sheet in sheets.values()):
        raise CannotOpen(f"{path.name} has nothing in it: save it again where it was made.")
    return Book(path.name, tuple(sheets.values()), epoch_1904=epoch_1904)


def _about(path: Path, kind: str, contents: Contents) -> tuple[Hidden, bool]:
    """Give what is hidden on each sheet, and whether days are counted from 1904."""
    if kind == "xls":
        return about_xls(path)
    if kind == "ods":
        return hidden_in_ods(path) if contents.has_hidden else {}, False
    hidden = {
        contents.names[part]: (frozenset(look.hidden_rows), frozenset(look.hidden_columns))
        for part, look in contents.parts.items()
        if part in contents.names
    }
    return hidden, contents.epoch_1904


def _values(path: Path, tell: Tell) -> dict[str, Sheet]:
    """Read every sheet's values and merges."""
    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    try:
        book: CalamineWorkbook = load_workbook(io.BytesIO(path.read_bytes()))
        seen = {
            about.name: about.visible == SheetVisibleEnum.Visible for about in book.sheets_metadata
        }
        return {
            name: _sheet(
                path.name, name, book.get_sheet_by_name(name), tell, visible=seen.get(name, True)
            )
            for name in book.sheet_names
        }
    except PasswordError:
        raise CannotOpen(
            f"{path.name} is locked with a password: save a copy without one."
        ) from None
    except (CalamineError, ValueError, OverflowError):
        raise half_written(path) from None


def _sheet(file: str, name: str, found: "CalamineSheet", tell: Tell, *, visible: bool) -> Sheet:
    """Give one sheet with its filled cells, counted from 1."""
    if found.total_height * found.total_width > MOST_CELLS:
        raise too_far(file)
    cells: dict[Place, Value] = {}
    rows = _telling(iter(found.to_python(skip_empty_area=False)), found.total_height, tell)
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value == "":
                continue
            if type(value) is str and value[0].isalnum():  # nearly every cell
                cells[row, column] = value
            elif (kept := kept_value(value)) is not None:
                cells[row, column] = kept
        if len(cells) > MOST_FILLED:
            raise too_many(file, MOST_FILLED)
    merges = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    return Sheet(name, cells, merges, visible=visible)


def kept_value(value: object) -> Value | None:
    """Give a cell's value, none for one that holds only blanks."""
    if isinstance(value, str):
        return value if squash(value) else None
    if isinstance(value, dt.timedelta):
        return f"{value}"
    return value if isinstance(value, bool | int | float | dt.date | dt.time) else None


def _add_formulas(path: Path, sheets: dict[str, Sheet], contents: Contents, tell: Tell) -> None:
    """Put formulas without a stored result into the cells, worked out where they are simple."""
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    lengths = {contents.names.get(part, ""): look.rows for part, look in contents.parts.items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            packed = io.BytesIO(path.read_bytes())
            book = load_workbook(packed, read_only=True, keep_links=False, rich_text=False)
            for there in book.worksheets:
                if there.title in sheets:
                    told = _telling(_rows_of(there), lengths.get(there.title, 0), tell)
                    _formulas_of(told, sheets[there.title].cells)
    except (InvalidFileException, *BROKEN):
        raise half_written(path) from None
    work_out({name: sheet.cells for name, sheet in sheets.items()})
    for sheet in sheets.values():
        sheet.lay()


def _rows_of(sheet: "Worksheet") -> "Iterator[OpenRow]":
    """Give the rows of a sheet that is read as it comes, whatever size it says it has."""
    if not TYPE_CHECKING:
        sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _telling(rows: "Iterator[T]", length: int, tell: Tell) -> "Iterator[T]":
    """Yield rows, telling now and then how far of the sheet's length it is."""
    for number, row in enumerate(rows, 1):
        if number % TOLD_ROWS == 0:
            tell(min(100 * number // max(length, 1), 100), "")
        yield row


def _formulas_of(rows: "Iterable[OpenRow]", cells: dict[Place, Value]) -> None:
    """Note each formula of a sheet whose result is not stored."""
    for row in rows:
        for cell in row:
            place = (cell.row or 0, cell.column or 0) if cell.data_type == "f" else (0, 0)
            if place[0] and place not in cells:
                cells[place] = Formula(str(getattr(cell.value, "text", cell.value)))
