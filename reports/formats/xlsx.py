"""Workbooks with real dates and numbers, frozen heads and no live formula."""

import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.formats.words import printable
from rota_desk import progress

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = {"A3": 8, "A4": 9}  # Excel's own numbers
_LONGEST_TEXT = 32_767
_LONGEST_TITLE = 31
_ASKED, _FILLED = 40, 70  # percent of the wait that are over before the cells, and after
_A_FEW = 50  # rows between two words of how far it is
_STYLE = "_style"  # what openpyxl's own pages say to copy when a cell is to look like another
_HAIR = Side(style="hair", color="FF9AA3AF")
_RULE = Side(style="thin", color="FF1F2937")
_DASH = Side(style="mediumDashed", color="FF1F2937")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip file can tell
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")

Dress = tuple["Look", str, bool]  # look, number format, apostrophe in front
Wardrobe = dict[Dress, StyleArray]
Value = str | int | float | Decimal | dt.date | dt.datetime | dt.time | dt.timedelta | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a cell looks; nothing is told by the fill alone."""

    fill: str = ""  # "DBEAFE"
    ink: str = "1F2937"
    bold: bool = False
    hatched: bool = False
    dashed: bool = False  # a dashed frame
    ruled: bool = False  # a line under it
    across: str = ""  # "left", "center", "right"; "centerContinuous": over the next ones too
    open_side: str = ""  # "left" or "right": no frame there, the next cell belongs to it
    size: float = 10
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with a look, and a note that opens when the pointer rests on it."""

    value: Value
    look: Look = field(default_factory=Look)
    note: str = ""
    form: str = ""  # a number format; by the value's type when empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: lines of words above, a head, and rows."""

    title: str
    widths: tuple[float, ...]  # in characters
    rows: tuple[tuple[Cell | Value, ...], ...]
    head: int = 0  # how many rows stay in sight, and are printed on every page
    side: int = 0  # how many columns stay in sight
    filtered_from: int = 0  # the row with the filter arrows, 0 for none
    paper: str = "A4"


def workbook(
    sheets: Sequence[Sheet], *, title: str, author: str, made: dt.datetime, footer: str = ""
) -> bytes:
    """Write a workbook; the same facts give the same bytes. `made` is wall time."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(title)
    book.properties.creator = printable(author) or "Rota Desk"
    book.properties.created = made.replace(tzinfo=None)
    wardrobe: Wardrobe = {}
    progress.at(_ASKED, "Writing the workbook")
    for number, sheet in enumerate(sheets):
        page = book.create_sheet(_title(sheet.title, book.sheetnames))
        room = (_FILLED - _ASKED) / len(sheets)
        with progress.part(_ASKED + number * room, _ASKED + (number + 1) * room):
            _fill_cells(page, sheet, wardrobe)
        _settle_view(page, sheet)
        _settle_print(page, sheet, footer)
    progress.at(_FILLED, "Packing the workbook")
    kept = io.BytesIO()
    book.save(kept)
    return _settled(kept.getvalue(), made)


def _title(wanted: str, taken: Sequence[str]) -> str:
    """A sheet's name that Excel accepts and that no other sheet has."""
    bare = re.sub(r"[\[\]:*?/\\]", " ", printable(wanted)).strip().strip("'") or "Sheet"
    known = {name.casefold() for name in taken}
    name, number = bare[:_LONGEST_TITLE], 2
    while name.casefold() in known:
        ending = f" {number}"
        name, number = bare[: _LONGEST_TITLE - len(ending)] + ending, number + 1
    return name


def _fill_cells(page: Worksheet, sheet: Sheet, wardrobe: Wardrobe) -> None:
    """One sheet's cells and widths."""
    for row, cells in enumerate(sheet.rows, 1):
        if row % _A_FEW == 0:
            progress.at(100 * row / len(sheet.rows))
        for column, cell in enumerate(cells, 1):
            shown = cell if isinstance(cell, Cell) else Cell(cell)
            if shown.value is not None or cell is not None:
                _write(page.cell(row=row, column=column), shown, wardrobe)
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def _settle_view(page: Worksheet, sheet: Sheet) -> None:
    """Frozen panes, filter arrows, no gridlines."""
    page.sheet_view.showGridLines = False
    if sheet.head or sheet.side:
        page.freeze_panes = f"{get_column_letter(sheet.side + 1)}{sheet.head + 1}"
    if sheet.filtered_from and len(sheet.rows) > sheet.filtered_from:
        last = get_column_letter(len(sheet.rows[sheet.filtered_from - 1]))
        page.auto_filter.ref = f"A{sheet.filtered_from}:{last}{len(sheet.rows)}"


def _settle_print(page: Worksheet, sheet: Sheet, footer: str) -> None:
    """Landscape, one page wide, titles on every page, the stamp at the foot."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = PAPER[sheet.paper]
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.head:
        page.print_title_rows = f"1:{sheet.head}"
    if sheet.side:
        page.print_title_cols = f"A:{get_column_letter(sheet.side)}"
    margins = page.page_margins
    margins.left = margins.right = 0.4  # inches
    margins.top, margins.bottom = 0.5, 0.6
    words = printable(footer).replace("&", "&&")[:200]
    page.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(f" {words}"),  # a digit in front would be taken for a size
        right=_HeaderFooterPart("Page &P of &N"),
    )


def _write(place: SheetCell | MergedCell, cell: Cell, wardrobe: Wardrobe) -> None:
    """One value, never as a formula, with its look."""
    value = cell.value
    if isinstance(place, MergedCell):
        return
    quoted = False
    if isinstance(value, str):
        text = printable(value)[:_LONGEST_TEXT]
        place.value = text
        place.data_type = "s"
        quoted = text.lstrip().startswith(("=", "+", "-", "@"))
    else:
        place.value = value
    _dress(place, (cell.look, cell.form or _form(value), quoted), wardrobe)
    if cell.note:
        place.comment = Comment(printable(cell.note), "Rota Desk", height=80, width=260)


def _form(value: Value) -> str:
    """How a value of this kind is shown."""
    match value:
        case dt.datetime():
            return "ddd d mmm yyyy hh:mm"
        case dt.date():
            return "ddd d mmm yyyy"
        case dt.time():
            return "hh:mm"
        case dt.timedelta():
            return "[h]:mm"
        case _:
            return ""


def _dress(place: SheetCell, wanted: Dress, wardrobe: Wardrobe) -> None:
    """Fill, hatch, frame, letters and number format; worked out once for each workbook."""
    if wanted in wardrobe:  # setting a style part by part is most of the time of a large book
        setattr(place, _STYLE, copy(wardrobe[wanted]))
        return
    look, form, quoted = wanted
    place.font, place.alignment, place.fill, place.border = _clothes(look)
    if form:
        place.number_format = form
    place.quotePrefix = quoted
    wardrobe[wanted] = copy(getattr(place, _STYLE))


@functools.cache
def _clothes(look: Look) -> tuple[Font, Alignment, PatternFill, Border]:
    """The four parts of a look, made once for all cells that wear it."""
    font = Font(name="Arial", size=look.size, bold=look.bold, color=f"FF{look.ink}")
    place = Alignment(horizontal=look.across or None, vertical="top", wrap_text=look.wrapped)
    return font, place, _fill(look), _border(look)


def _fill(look: Look) -> PatternFill:
    if look.hatched:
        ground = f"FF{look.fill or 'FFFFFF'}"
        return PatternFill("lightUp", start_color="FF6B7280", end_color=ground)
    return PatternFill("solid", start_color=f"FF{look.fill}") if look.fill else PatternFill()


def _border(look: Look) -> Border:
    if look.dashed:
        left = None if look.open_side == "left" else _DASH
        right = None if look.open_side == "right" else _DASH
        return Border(left=left, right=right, top=_DASH, bottom=_DASH)
    return Border(bottom=_RULE if look.ruled else _HAIR)


def _settled(content: bytes, made: dt.datetime) -> bytes:
    """The same workbook without the moment at which this machine happened to write it."""
    saved = f"{made:%Y-%m-%dT%H:%M:%S}Z".encode("ascii")
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(rb"\g<1>" + saved + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            after.writestr(entry, part)
    return kept.getvalue()
