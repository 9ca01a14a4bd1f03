"""What a packed workbook holds, looked through piece by piece before it is opened."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import fromstring

from rota_desk.errors import CannotOpen
from rota_desk.intake.grid import column_number
from rota_desk.intake.guards import (
    BROKEN,
    MOST_CELLS,
    half_written,
    too_many,
)
from rota_desk.intake.telling import Tell, silent

BIGGEST_UNPACKED = 400 * 1024 * 1024
_PIECE, _OVERLAP = 1024 * 1024, 200
MOST_COLUMNS = 16_384  # of any spreadsheet
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,7})"')
_LETTERS = re.compile(rb' r="([A-Z]{1,3})\d')
_FORMULA = re.compile(rb"<f[ />]")
_HIDDEN_PART = re.compile(rb'<(?:\w+:)?(row|col) ([^>]*\bhidden="(?:1|true)"[^>]*)>')
_NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')


@dataclass(slots=True)
class SheetLook:
    """What the part of one sheet holds, before it is opened."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    has_formulas: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def area(self) -> int:
        """The cells from the first to the farthest, filled or not."""
        return self.rows * self.columns


@dataclass(slots=True)
class Contents:
    """What a look through a packed workbook found, by the part of each sheet."""

    parts: dict[str, SheetLook] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of the sheets, by their parts
    has_hidden: bool = False  # somewhere in an .ods
    epoch_1904: bool = False  # days are counted from 1904, as old Macs did

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(part.filled for part in self.parts.values())

    @property
    def has_formulas(self) -> bool:
        """Whether any cell is worked out."""
        return any(part.has_formulas for part in self.parts.values())

    @property
    def area(self) -> int:
        """The cells of the sheet that reaches farthest."""
        return max((part.area for part in self.parts.values()), default=0)


def look_through(
    path: Path, tell: Tell = silent, *, most: int, biggest: int = BIGGEST_UNPACKED
) -> Contents:
    """Unpack a workbook piece by piece, refusing bombs and more filled cells than `most`."""
    contents = Contents()
    try:
        with zipfile.ZipFile(path) as packed:
            _weigh(path, packed, biggest)
            for name, text, before in _pieces(packed, tell):
                _refuse_entities(path, text)
                _look_at(name, text, before, contents)
                if contents.filled > most:
                    raise too_many(path.name, most)
            if contents.parts:
                _read_workbook(packed, contents)
    except BROKEN:
        raise half_written(path) from None
    return contents


def _weigh(path: Path, packed: zipfile.ZipFile, biggest: int) -> None:
    """Refuse a file that would unpack to an unreasonable size."""
    if sum(entry.file_size for entry in packed.infolist()) > biggest:
        size = f"{biggest // 1024**2} MB" if biggest < 1024**3 else f"{biggest // 1024**3} GB"
        raise CannotOpen(f"{path.name} unpacks to over {size}: save only the sheets you need.")
    if any(entry.flag_bits & 1 for entry in packed.infolist()):
        raise CannotOpen(f"{path.name} is locked with a password: save a copy without one.")


def _pieces(packed: zipfile.ZipFile, tell: Tell) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield every part of XML in pieces, each with the end of the one before, and that end."""
    parts = [entry for entry in packed.infolist() if entry.filename.endswith(".xml")]
    whole, done = max(sum(entry.file_size for entry in parts), 1), 0
    for entry in parts:
        before = b""
        with packed.open(entry) as part:
            while piece := part.read(_PIECE):
                yield entry.filename, before + piece, before
                done += len(piece)
                tell(min(100 * done // whole, 100), "")
                before = piece[-_OVERLAP:]


def _refuse_entities(path: Path, text: bytes) -> None:
    """Refuse made-up entities, by which a small text becomes an endless one."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise CannotOpen(f"{path.name} holds XML no spreadsheet writes: save it again as .xlsx.")


def _look_at(name: str, text: bytes, before: bytes, contents: Contents) -> None:
    """Look through one piece of a part."""
    if name.startswith("xl/worksheets/"):
        _measure(text, before, contents.parts.setdefault(name, SheetLook()))
    elif name == "content.xml":
        contents.has_hidden = contents.has_hidden or b'table:visibility="' in text


def _measure(text: bytes, before: bytes, look: SheetLook) -> None:
    """Note formulas, hidden parts, filled cells and the farthest of them."""
    look.has_formulas = look.has_formulas or bool(_FORMULA.search(text))
    look.filled += text.count(b"</c>") - before.count(b"</c>")
    if b"hidden=" in text:
        _note_hidden(text, look)
    rows, columns = _reach(_ROW.findall(text), set(_LETTERS.findall(text)))
    if look.area <= MOST_CELLS < max(look.rows, rows) * max(look.columns, columns):
        filled = [(letters, row) for letters, row, empty in _CELL.findall(text) if not empty]
        rows, columns = _reach([row for _, row in filled], {letters for letters, _ in filled})
    look.rows, look.columns = max(look.rows, rows), max(look.columns, columns)


def _note_hidden(text: bytes, look: SheetLook) -> None:
    """Note the rows and columns that a piece of a sheet hides."""
    for what, said in _HIDDEN_PART.findall(text):
        at = {name: int(number) for name, number in _NUMBER.findall(said)}
        if what == b"row" and b"r" in at:
            look.hidden_rows.add(at[b"r"])
        elif what == b"col" and b"min" in at:
            last = min(at.get(b"max", at[b"min"]), MOST_COLUMNS)
            look.hidden_columns.update(range(at[b"min"], last + 1))


def _reach(rows: list[bytes], columns: set[bytes]) -> tuple[int, int]:
    """The farthest row and column of some cells; 0 for none."""
    numbers = (column_number(letters.decode("ascii")) for letters in columns)
    return max(map(int, rows), default=0), max(numbers, default=0)


def _read_workbook(packed: zipfile.ZipFile, contents: Contents) -> None:
    """Note the sheet that each part holds, in their order, and from when days are counted."""
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - DTDs were refused
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for part in fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314 - as above
        link = next((value for key, value in part.attrib.items() if key.endswith("}id")), "")
        if part.tag.endswith("}sheet") and link in targets:
            name = posixpath.normpath(posixpath.join("/xl", targets[link]))
            contents.names[name.lstrip("/")] = part.get("name", "")
        elif part.tag.endswith("}workbookPr"):
            contents.epoch_1904 = part.get("date1904") in {"1", "true"}
