"""Text files with separators: byte order marks, old encodings, commas, semicolons and tabs."""

import csv
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rota_desk.errors import CannotOpen
from rota_desk.intake.grid import Book, Place, Sheet, Value
from rota_desk.intake.guards import MOST_CELLS
from rota_desk.intake.words import squash

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_COLUMNS = 16_384  # of any spreadsheet
Tell = Callable[[int, str], None]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATORS = ",;\t|"
OLD_ENCODING = (
    "the letters are in an old Windows encoding; check names with accents, or save as UTF-8."
)


def silent(_percent: int, _doing: str) -> None:
    """Nobody waits to hear how far it is."""


def read_comma_text(path: Path, tell: Tell = silent) -> Book:
    """Read a text file as one sheet named like the file; letters that come again are kept once."""
    text, remarks = decoded(path)
    cells: dict[Place, Value] = {}
    try:
        lines = lines_of(text, tell)
        for row, fields in enumerate(csv.reader(lines, delimiter=separator_of(text)), 1):
            if len(fields) > MOST_COLUMNS:
                raise CannotOpen(
                    f"{path.name} has over {MOST_COLUMNS:,} cells in row {row}: "
                    "save only the roster."
                )
            for column, field in enumerate(fields, 1):
                if squash(field):
                    cells[row, column] = sys.intern(field)
            if len(cells) > MOST_CELLS:
                raise CannotOpen(
                    f"{path.name} has over {MOST_CELLS:,} cells: save only the roster."
                )
    except csv.Error:
        raise CannotOpen(f"{path.name} is no readable CSV: save it again as CSV UTF-8.") from None
    if not cells:
        raise CannotOpen(f"{path.name} has nothing in it: save it again where it was made.")
    return Book(path.name, (Sheet("", cells),), remarks)


def lines_of(text: str, tell: Tell = silent) -> Iterator[str]:
    """Yield the lines of a text with their ends, telling how far it is."""
    said = -1
    for found in _LINE.finditer(text):
        percent = 100 * found.start() // len(text)
        if percent > said:
            said = percent
            tell(percent, "")
        yield found[0]


def decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """Read the letters: UTF-8 or UTF-16 by its mark, otherwise the old Windows one, said so."""
    raw = path.read_bytes()
    mark = next((name for start, name in _MARKS if raw.startswith(start)), "utf-8")
    if b"\x00" in raw and mark != "utf-16":
        raise CannotOpen(f"{path.name} is not text: save the roster as .xlsx or as CSV UTF-8.")
    try:
        return raw.decode(mark), ()
    except UnicodeDecodeError:
        if mark != "utf-8":
            raise CannotOpen(f"{path.name} is damaged text: save it again as CSV UTF-8.") from None
    return raw.decode("cp1252", errors="replace"), (OLD_ENCODING,)


def separator_of(text: str) -> str:
    """Give the separator that the first lines use most."""
    start = text[:4000]
    return max(_SEPARATORS, key=start.count) if any(map(start.count, _SEPARATORS)) else ","
