"""What kind of file was brought, and whether it is safe to open: locks and half files."""

import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from rota_desk.errors import CannotOpen

BIGGEST_FILE = 200 * 1024 * 1024
MOST_CELLS = 8_000_000  # that a sheet reaches over, most of them empty
MOST_FILLED = 1_000_000  # in a roster: 2,700 people for a year
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
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_HEAD, _OLD_SHIFTS = 512, (9, 12)
_OLD_COUNTS = (40, 44, 64, 72)  # where an old workbook counts its blocks of tables
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
    content = path.read_bytes()
    if _LOCKED in content:
        raise CannotOpen(f"{path.name} is locked with a password: save a copy without one.")
    if not _counts_fit(content):
        raise half_written(path)
    return "xls"


def _counts_fit(content: bytes) -> bool:
    """Whether an old workbook is as long as it says: a reader asks for room by what it says."""
    if len(content) < _OLD_HEAD:
        return False
    shift = struct.unpack_from("<H", content, 30)[0]
    counts = [struct.unpack_from("<I", content, at)[0] for at in _OLD_COUNTS]
    return shift in _OLD_SHIFTS and max(counts) <= len(content) >> shift


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


def too_many(file: str, most: int) -> CannotOpen:
    """Give the refusal for a file that holds more than any roster."""
    return CannotOpen(f"{file} has over {most:,} filled cells: save only the roster.")


def too_far(file: str) -> CannotOpen:
    """Give the refusal for a sheet with cells far away from the rest."""
    return CannotOpen(
        f"{file} has a sheet that reaches over {MOST_CELLS:,} cells: "
        "delete the stray cells far from the roster, save and try again."
    )
