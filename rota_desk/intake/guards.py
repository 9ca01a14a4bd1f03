"""What kind of file was brought, and whether it is safe to open: bombs, locks and half files."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError

from rota_desk.errors import CannotOpen
from rota_desk.intake.grid import column_number

BIGGEST_FILE = 200 * 1024 * 1024
BIGGEST_UNPACKED = 400 * 1024 * 1024
MOST_CELLS = 8_000_000
BROKEN = (  # what the readers of packed workbooks raise over damage
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    OSError,
    EOFError,
    RuntimeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_PIECE = 1024 * 1024
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,7})"')
_LETTERS = re.compile(rb' r="([A-Z]{1,3})\d')
_FORMULA = re.compile(rb"<f[ />]")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OPEN_OFFICE = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(path: Path) -> str:
    """Tell by its content what a file is: xlsx, ods, xls, html or csv; refuse anything else."""
    start = _first_bytes(path)
    if start.startswith(b"PK"):
        return _zipped_kind(path)
    if start.startswith(_OLD):
        return _old_kind(path)
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8")):
        raise CannotOpen(f"{path.name} is not a spreadsheet: save the roster as .xlsx or .csv.")
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "html"
    if begins.startswith((b"<?xml", b"<!doctype")):
        raise CannotOpen(f"{path.name} is XML: open it in a spreadsheet, save as .xlsx.")
    return "csv"


def _first_bytes(path: Path) -> bytes:
    """Read the first bytes of a file, refusing one that is missing, empty, huge or unreadable."""
    try:
        if path.is_dir():
            raise CannotOpen(f"{path.name or path} is a folder: choose the roster file inside it.")
        if path.exists() and not path.is_file():
            raise CannotOpen(f"{path.name} is no ordinary file: choose the roster's own file.")
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise CannotOpen(f"There is no file {path.name}: check the name and the folder.") from None
    except (OSError, ValueError):
        raise CannotOpen(
            f"{path.name} cannot be read: close it elsewhere, or copy it first."
        ) from None
    if not start:
        raise CannotOpen(f"{path.name} is empty: save it again where it was made.")
    if size > BIGGEST_FILE:
        raise CannotOpen(f"{path.name} is over 200 MB: save only the roster's sheets.")
    return start


def _old_kind(path: Path) -> str:
    """Tell an old .xls from a new workbook locked with a password."""
    if _LOCKED in path.read_bytes():
        raise CannotOpen(f"{path.name} is locked with a password: save a copy without one.")
    return "xls"


def _zipped_kind(path: Path) -> str:
    """Tell an .xlsx from an .ods, and refuse other packed files."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and packed.open("mimetype").read(80).startswith(_OPEN_OFFICE):
                return "ods"
    except BROKEN:
        raise half_written(path) from None
    raise CannotOpen(f"{path.name} is not a workbook this reads: save it as .xlsx or .csv.")


def half_written(path: Path) -> CannotOpen:
    """Give the refusal for a workbook that breaks off or is damaged."""
    return CannotOpen(f"{path.name} is damaged or half written: save it again where it was made.")


def too_far(file: str) -> CannotOpen:
    """Give the refusal for a sheet with cells far away from the rest."""
    return CannotOpen(
        f"{file} has a sheet that reaches over {MOST_CELLS:,} cells: "
        "delete the stray cells far from the roster, save and try again."
    )


@dataclass(slots=True)
class Contents:
    """What a look through a packed workbook found before it is opened."""

    has_formulas: bool = False
    has_hidden: bool = False
    last_row: int = 0
    last_column: int = 0
    seen: set[tuple[bytes, bytes]] = field(default_factory=set)


def look_through(path: Path) -> Contents:
    """Unpack a workbook piece by piece, refusing bombs and sheets beyond measure."""
    contents = Contents()
    try:
        with zipfile.ZipFile(path) as packed:
            _weigh(path, packed)
            for name in packed.namelist():
                _look_at(path, packed, name, contents)
    except BROKEN:
        raise half_written(path) from None
    if contents.last_row * contents.last_column > MOST_CELLS:
        raise too_far(path.name)
    return contents


def _weigh(path: Path, packed: zipfile.ZipFile) -> None:
    """Refuse a file that would unpack to an unreasonable size."""
    if sum(entry.file_size for entry in packed.infolist()) > BIGGEST_UNPACKED:
        raise CannotOpen(f"{path.name} unpacks to over 400 MB: save only the roster's sheets.")
    if any(entry.flag_bits & 1 for entry in packed.infolist()):
        raise CannotOpen(f"{path.name} is locked with a password: save a copy without one.")


def _look_at(path: Path, packed: zipfile.ZipFile, name: str, contents: Contents) -> None:
    """Look through one part for formulas, hidden rows, far cells and made-up entities."""
    if not name.endswith(".xml"):
        return
    is_sheet, is_ods = name.startswith("xl/worksheets/"), name == "content.xml"
    tail = b""
    with packed.open(name) as part:
        while piece := part.read(_PIECE):
            text = tail + piece
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise CannotOpen(
                    f"{path.name} holds XML no spreadsheet writes: save it again as .xlsx."
                )
            if is_sheet:
                _measure(text, contents)
            elif is_ods:
                contents.has_hidden = contents.has_hidden or b'table:visibility="' in text
            tail = piece[-200:]


def _measure(text: bytes, contents: Contents) -> None:
    """Note formulas, hidden parts and the farthest filled cell of a piece of a sheet."""
    contents.has_formulas = contents.has_formulas or bool(_FORMULA.search(text))
    contents.has_hidden = contents.has_hidden or b'hidden="' in text
    rows, columns = _reach(_ROW.findall(text), set(_LETTERS.findall(text)))
    if max(contents.last_row, rows) * max(contents.last_column, columns) > MOST_CELLS:
        filled = [(letters, row) for letters, row, empty in _CELL.findall(text) if not empty]
        rows, columns = _reach([row for _, row in filled], {letters for letters, _ in filled})
    contents.last_row = max(contents.last_row, rows)
    contents.last_column = max(contents.last_column, columns)


def _reach(rows: list[bytes], columns: set[bytes]) -> tuple[int, int]:
    """The farthest row and column of some cells; 0 for none."""
    numbers = (column_number(letters.decode("ascii")) for letters in columns)
    return max(map(int, rows), default=0), max(numbers, default=0)
