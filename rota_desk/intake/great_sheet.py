"""Great sheets, read in slices: some rows at a time, in a small workbook of their own."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from rota_desk.errors import CannotOpen
from rota_desk.intake.guards import BROKEN, half_written
from rota_desk.intake.packed import Contents
from rota_desk.intake.telling import Tell

LEAST = 4 * 1024 * 1024  # bytes of a slice, at which the window's thread still gets its turns
LONGEST_ROW = 64 * 1024 * 1024
_PIECE = 1024 * 1024
_TIMES_BESIDE = 3  # a slice is so many times what has to be read anew beside it
_BEGIN = re.compile(rb"<(\w+:)?sheetData>")
_BESIDE = re.compile(r"(\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels)$")

Cells = tuple[int, list[object]]  # a row's number, its values from column A on


def great_rows(path: Path, part: str, contents: Contents, tell: Tell) -> Iterator[Cells]:
    """Yield the rows of one sheet that hold something; only a slice of it is ever in memory."""
    name = contents.names[part]
    try:
        with zipfile.ZipFile(path) as packed:
            beside = _beside(packed)
            least = max(LEAST, _TIMES_BESIDE * sum(map(len, beside.values())))
            for rows, percent in _slices(packed, part, least):
                tell(percent, name)
                yield from _rows_of({**beside, part: rows}, name)
    except BROKEN:
        raise half_written(path) from None


def _beside(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """Give the parts that a sheet needs beside itself: the texts, the forms, the names."""
    parts = [one for one in packed.namelist() if _BESIDE.match(one) and "calcChain" not in one]
    return {one: packed.read(one) for one in parts}


def _slices(packed: zipfile.ZipFile, part: str, least: int) -> Iterator[tuple[bytes, int]]:
    """Yield a sheet as sheets of some of its rows each, with the percent that is done."""
    whole, done = max(packed.getinfo(part).file_size, 1), 0
    with packed.open(part) as sheet:
        text = sheet.read(_PIECE)
        begin = _BEGIN.search(text)
        if begin is None:
            return
        mark = begin[1] or b""
        head, text = text[: begin.end()], text[begin.end() :]
        row, tail = b"</" + mark + b"row>", b"</" + mark + b"sheetData></" + mark + b"worksheet>"
        while piece := sheet.read(_PIECE):
            done += len(piece)
            text += piece
            cut = text.rfind(row) + len(row) if len(text) >= least else 0
            if cut > len(row) - 1:
                yield head + text[:cut] + tail, 100 * done // whole
                text = text[cut:]
            if len(text) > least + LONGEST_ROW:
                raise CannotOpen("The sheet has a row without end: save it again as .xlsx.")
        end = text.find(b"</" + mark + b"sheetData>")
        yield head + text[: end if end >= 0 else None] + tail, 100


def _rows_of(parts: dict[str, bytes], name: str) -> Iterator[Cells]:
    """Read the rows of a slice."""
    from python_calamine import CalamineError, load_workbook

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for part, content in parts.items():
            made.writestr(part, content)
    whole.seek(0)
    try:
        sheet = load_workbook(whole).get_sheet_by_name(name)
    except CalamineError as broken:
        raise ValueError from broken
    top, left = sheet.start or (0, 0)
    before = [""] * left
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        yield number, [*before, *values]
