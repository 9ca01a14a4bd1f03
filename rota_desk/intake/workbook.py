"""Opening what was brought: .xlsx, .xlsm, .xls, .ods, .csv or a web page, as sheets of cells."""

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rota_desk.errors import CannotOpen
from rota_desk.intake.comma_text import Tell, read_comma_text, silent
from rota_desk.intake.formulas import work_out
from rota_desk.intake.grid import Area, Book, Formula, Place, Sheet, Value
from rota_desk.intake.guards import (
    BROKEN,
    MOST_CELLS,
    Contents,
    half_written,
    kind_of,
    look_through,
    too_far,
)
from rota_desk.intake.hidden_parts import Hidden, hidden_in_ods, hidden_in_xls
from rota_desk.intake.web_table import read_web_page
from rota_desk.intake.words import squash

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineSheet, CalamineWorkbook

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
    contents = Contents() if kind == "xls" else look_through(path)
    sheets = _values(path, tell)
    for name, (rows, columns) in _hidden(path, kind, contents, sheets).items():
        if name in sheets:
            sheets[name].hidden_rows, sheets[name].hidden_columns = rows, columns
            sheets[name].__post_init__()
    if not any(sheet.cells for sheet in sheets.values()):
        raise CannotOpen(f"{path.name} has nothing in it: save it again where it was made.")
    return Book(path.name, tuple(sheets.values()))


def _hidden(path: Path, kind: str, contents: Contents, sheets: Mapping[str, Sheet]) -> Hidden:
    """Give what is hidden on each sheet; formulas of an .xlsx are added on the way."""
    if kind == "xls":
        return hidden_in_xls(path)
    if kind == "ods":
        return hidden_in_ods(path) if contents.has_hidden else {}
    if contents.has_formulas or contents.has_hidden:
        return _add_formulas(path, {name: sheet.cells for name, sheet in sheets.items()})
    return {}


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
    for row, values in enumerate(found.to_python(skip_empty_area=False), 1):
        if row % TOLD_ROWS == 0:
            tell(100 * row // found.total_height, name)
        for column, value in enumerate(values, 1):
            if value == "":
                continue
            if type(value) is str and value[0].isalnum():  # nearly every cell
                cells[row, column] = value
            elif (kept := _kept(value)) is not None:
                cells[row, column] = kept
    merges = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    return Sheet(name, cells, merges, visible=visible)


def _kept(value: object) -> Value | None:
    """Give a cell's value, none for one that holds only blanks."""
    if isinstance(value, str):
        return value if squash(value) else None
    if isinstance(value, dt.timedelta):
        return f"{value}"
    return value if isinstance(value, bool | int | float | dt.date | dt.time) else None


def _add_formulas(path: Path, cells: dict[str, dict[Place, Value]]) -> Hidden:
    """Put formulas without a stored result into the cells, worked out where they are simple."""
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: Workbook = load_workbook(
                io.BytesIO(path.read_bytes()), keep_links=False, rich_text=False
            )
    except (InvalidFileException, *BROKEN):
        raise half_written(path) from None
    hidden = {}
    for sheet in book.worksheets:
        if sheet.title in cells:
            _formulas_of(sheet, cells[sheet.title])
            hidden[sheet.title] = _hidden_of(sheet)
    work_out(cells)
    return hidden


def _formulas_of(sheet: "Worksheet", cells: dict[Place, Value]) -> None:
    """Note each formula of a sheet whose result is not stored."""
    for row in sheet.iter_rows():
        for cell in row:
            place = (cell.row or 0, cell.column or 0)
            if cell.data_type == "f" and place not in cells:
                cells[place] = Formula(str(getattr(cell.value, "text", cell.value)))


def _hidden_of(sheet: "Worksheet") -> tuple[frozenset[int], frozenset[int]]:
    """Give the hidden rows and columns of a sheet."""
    rows = frozenset(row for row, about in sheet.row_dimensions.items() if about.hidden)
    columns: set[int] = set()
    for about in sheet.column_dimensions.values():
        if about.hidden and about.min:
            columns.update(range(about.min, (about.max or about.min) + 1))
    return rows, frozenset(columns)
