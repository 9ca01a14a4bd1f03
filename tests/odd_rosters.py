"""Files that a hurried person, another program or a bad disk may leave, for the readers' tests."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Brought = tuple[bytes, str]  # what is in the file, and what it is called
SAMPLES = Path(__file__).parent / "samples"
DAMAGED = (
    "rosters/d1_dates_down_formulas.xlsx",
    "rosters/d3_pasted_and_template.xlsx",
    "rosters/d4_year_restart_times_in_cells.xlsx",
    "rotas/multi_rota.xls",
    "rotas/simple_rota.xlsx",
)
DATES = ("01/09/2026", "02/09/2026", "31/04/2027", "01-Sep", "02-Sep", "SA 01", "29/02/2027")
HEADINGS = ("Date", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Name", "Person", "Shift")
CODES = ("LD", "A/L", "off", "x", "LD (swap)", "S/L AM", "Annual leave", "0800-2030", "24:00")
NAMES = ("Ada Quarmby", "Netherby (AM) Ash (PM)", "Quarmby/Ash?", "TBC", "TOTAL", "√Bram")
ELSE = (
    "Start",
    "End",
    "Key",
    "Week",
    "w/c",
    "1",
    "3?",
    "=A1+1",
    "08:00 – late",
    "\u00a0",
    "#REF!",
)
STATED = "Week commencing 2nd November 2026"
SNIPPETS = st.sampled_from([*HEADINGS, *DATES, *CODES, *NAMES, *ELSE, STATED])
VALUES = st.one_of(
    SNIPPETS,
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(-10, 60000),
    st.floats(-1, 80000),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.times(),
    st.booleans(),
    st.none(),
)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Rows of cells as a workbook of one sheet."""
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(buffer)
    return buffer.getvalue()


def _text(rows: list[list[str]], separator: str) -> bytes:
    return "\n".join(separator.join(row) for row in rows).encode()


@st.composite
def good_rosters(draw: st.DrawFn) -> list[list[object]]:
    """A roster as it should be: people down, days across, codes in the cells."""
    first = draw(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 1)))
    days = [first + dt.timedelta(days=day) for day in range(draw(st.integers(2, 9)))]
    written = draw(st.sampled_from(["%d/%m/%Y", "%a %d %b", "%d-%b", ""]))
    heads: list[object] = [day.strftime(written) if written else day for day in days]
    people = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
    rows: list[list[object]] = [
        [name, *(draw(st.sampled_from(CODES)) for _ in days)] for name in people
    ]
    return [["Name", *heads], *rows]


@st.composite
def spoilt_rosters(draw: st.DrawFn) -> list[list[object]]:
    """A good roster with a few cells that are not, turned on its side or cut."""
    rows = draw(good_rosters())
    for _ in range(draw(st.integers(0, 4))):
        row = rows[draw(st.integers(0, len(rows) - 1))]
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(VALUES)
    if draw(st.booleans()):
        rows = [list(column) for column in zip(*rows, strict=False)]
    return rows[draw(st.integers(0, 2)) :] or [[None]]


def _damaged(name: str, damage: list[tuple[int, int]]) -> Brought:
    content = bytearray((SAMPLES / name).read_bytes())
    for place, value in damage:
        content[place % len(content)] = value
    return bytes(content), name.rsplit("/", maxsplit=1)[-1]


def _spoilt_inside(name: str, damage: list[tuple[int, int]]) -> Brought:
    """A workbook whose packing is sound and whose sheet is not."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / name) as good, zipfile.ZipFile(buffer, "w") as bad:
        for part in good.namelist():
            content = bytearray(good.read(part))
            if part.endswith("sheet1.xml"):
                for place, value in damage:
                    content[place % len(content)] = value
            bad.writestr(part, bytes(content))
    return buffer.getvalue(), name.rsplit("/", maxsplit=1)[-1]


HURT = st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 255)), min_size=1, max_size=6)
BOOKS = st.sampled_from([name for name in DAMAGED if name.endswith("xlsx")])
ENDINGS = st.sampled_from(["any.csv", "any.xlsx", "any.xls", "any.ods"])
SHEETS = st.lists(st.lists(VALUES, max_size=9), min_size=1, max_size=14)
SHEET_FILES = st.one_of(SHEETS, spoilt_rosters()).map(lambda rows: (workbook(rows), "any.xlsx"))
TEXT_FILES = st.tuples(
    st.lists(st.lists(SNIPPETS, max_size=9), min_size=1, max_size=14), st.sampled_from(",;\t")
).map(lambda drawn: (_text(*drawn), "any.csv"))
BYTE_FILES = st.tuples(st.binary(max_size=400), ENDINGS)
DAMAGED_FILES = st.tuples(st.sampled_from(DAMAGED), HURT).map(lambda drawn: _damaged(*drawn))
SPOILT_FILES = st.tuples(BOOKS, HURT).map(lambda drawn: _spoilt_inside(*drawn))
ANY_FILE = st.one_of(SHEET_FILES, TEXT_FILES, BYTE_FILES, DAMAGED_FILES, SPOILT_FILES)


def printable(text: str) -> str:
    """A text without the signs that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub(
        "", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def comma_text(rows: list[list[str]]) -> bytes:
    """Rows of cells as a CSV."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows(rows)
    return page.getvalue().encode("utf-8", "replace")
