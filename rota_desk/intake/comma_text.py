"""Text files with separators: byte order marks, old encodings, commas, semicolons and tabs."""

import codecs
import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rota_desk.errors import CannotOpen
from rota_desk.intake.grid import Book, Place, Sheet, Value
from rota_desk.intake.guards import MOST_FILLED, too_many
from rota_desk.intake.telling import Tell, silent
from rota_desk.intake.words import squash

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_COLUMNS = 16_384  # of any spreadsheet
_PIECE = 1024 * 1024
_SEPARATORS = ",;\t|"
OLD_ENCODING = (
    "the letters are in an old Windows encoding; check names with accents, or save as UTF-8."
)


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a text file are kept, and what is odd about it."""

    path: Path
    encoding: str
    remarks: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The first letters of the file."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            return file.read(4000)

    def lines(self, tell: Tell = silent) -> Iterator[str]:
        """Yield the lines with their ends, telling how far it is; the file is never kept whole."""
        whole, said = max(self.path.stat().st_size, 1), -1
        with (
            self.path.open("rb") as raw,
            io.TextIOWrapper(raw, self.encoding, errors="replace", newline="") as text,
        ):
            for line in text:
                percent = min(100 * raw.tell() // whole, 99)
                if percent > said:
                    said = percent
                    tell(percent, "")
                yield line


def read_comma_text(path: Path, tell: Tell = silent) -> Book:
    """Read a text file as one sheet named like the file; letters that come again are kept once."""
    letters = letters_of(path)
    cells: dict[Place, Value] = {}
    try:
        lines = letters.lines(tell)
        for row, fields in enumerate(csv.reader(lines, delimiter=separator_of(letters.start)), 1):
            if len(fields) > MOST_COLUMNS:
                raise CannotOpen(
                    f"{path.name} has over {MOST_COLUMNS:,} cells in row {row}: "
                    "save only the roster."
                )
            for column, field in enumerate(fields, 1):
                if squash(field):
                    cells[row, column] = sys.intern(field)
            if len(cells) > MOST_FILLED:
                raise too_many(path.name, MOST_FILLED)
    except csv.Error:
        raise CannotOpen(f"{path.name} is no readable CSV: save it again as CSV UTF-8.") from None
    if not cells:
        raise CannotOpen(f"{path.name} has nothing in it: save it again where it was made.")
    return Book(path.name, (Sheet("", cells),), letters.remarks)


def letters_of(path: Path) -> Letters:
    """Tell the letters: UTF-8 or UTF-16 by its mark, otherwise the old Windows one, said so."""
    with path.open("rb") as file:
        start = file.read(4)
    mark = next((name for begins, name in _MARKS if start.startswith(begins)), "utf-8")
    if mark != "utf-16" and any(b"\x00" in piece for piece in _pieces(path)):
        raise CannotOpen(f"{path.name} is not text: save the roster as .xlsx or as CSV UTF-8.")
    if _can_be_read(path, mark):
        return Letters(path, mark)
    if mark != "utf-8":
        raise CannotOpen(f"{path.name} is damaged text: save it again as CSV UTF-8.")
    return Letters(path, "cp1252", (OLD_ENCODING,))


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _can_be_read(path: Path, encoding: str) -> bool:
    """Say whether the whole file is text of an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(start: str) -> str:
    """Give the separator that the first lines use most."""
    return max(_SEPARATORS, key=start.count) if any(map(start.count, _SEPARATORS)) else ","
