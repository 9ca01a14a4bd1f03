"""Tables of web pages: pasted from Google Sheets, LibreOffice or Excel, or saved as a page."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from rota_desk.errors import CannotOpen
from rota_desk.intake.grid import Area, Book, Place, Sheet, Value
from rota_desk.intake.guards import MOST_FILLED
from rota_desk.intake.words import squash

PASTED = "pasted table"
MOST_COVERED = 1_000  # rows or columns of one cell
DAY_ZERO = dt.date(1899, 12, 30)
LAST_DAY = 73_050  # of 2099
UNSAID = frozenset({"comment", "style", "script", "title"})  # of no cell's text
GOOGLE_DATES = (5, 7)  # Google's numbers of its formats of days
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_FRAGMENT = re.compile(r"<!--(?:Start|End)Fragment-->")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')

Given = Mapping[str, str | None]


def read_web_page(path: Path) -> Book:
    """Read every table of a page as a sheet."""
    raw = path.read_bytes()
    stated = _CHARSET.search(raw[:4000])
    names = [stated[1].decode("ascii")] if stated else []
    for name in (*names, "utf-8-sig", "cp1252"):
        try:
            return _book(path.name, raw.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _book(path.name, raw.decode("latin-1"))


def pasted_book(page: str, text: str) -> Book:
    """Make a book of what was copied: the table of the page, otherwise the text between tabs."""
    if "<t" in page.lower():
        found = _sheets(page)
        if found:
            return Book(PASTED, found)
    cells: dict[Place, Value] = {}
    try:
        for row, line in enumerate(csv.reader(io.StringIO(text), delimiter="\t"), 1):
            cells |= {(row, at): cell for at, cell in enumerate(line, 1) if squash(cell)}
    except csv.Error:
        raise CannotOpen("What was copied cannot be read: save it as a file instead.") from None
    if not cells:
        raise CannotOpen("Nothing to read was copied: copy the cells of the roster first.")
    return Book(PASTED, (Sheet("", cells),))


def _book(file: str, page: str) -> Book:
    sheets = _sheets(page)
    if not sheets:
        raise CannotOpen(f"{file} is a web page without a table: save the roster as .xlsx.")
    return Book(file, sheets)


def _sheets(page: str) -> tuple[Sheet, ...]:
    reader = _Tables()
    reader.feed(_FRAGMENT.sub("", page))
    reader.close()
    return tuple(reader.sheets())


class _Tables(HTMLParser):
    """Collects the cells of tables; what stands in a table inside a cell joins that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[_Table] = []
        self._name: list[str] | None = None
        self._named = ""
        self._depth = 0
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line."""
        self._muted += tag in UNSAID
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._found.append(_Table(self._named))
                self._named = ""
        elif tag == "em" and not self._depth:
            self._name = []
        elif self._depth == 1 and tag == "tr":
            self._found[-1].new_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._found[-1].new_cell(dict(attrs))
        elif self._depth and tag in {"br", "p", "div"}:
            self._found[-1].say("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table or a sheet's name."""
        self._muted -= tag in UNSAID and self._muted > 0
        if tag == "table" and self._depth:
            self._depth -= 1
        elif tag == "em" and self._name is not None:
            self._named, self._name = squash("".join(self._name)), None
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._found[-1].end_cell()

    def handle_data(self, data: str) -> None:
        """Take the words of a cell, or of a sheet's name."""
        if self._muted:
            return
        if self._depth:
            self._found[-1].say(_BLANKS.sub(" ", data))
        elif self._name is not None:
            self._name.append(data)

    def sheets(self) -> Iterator[Sheet]:
        """Give each table with something in it."""
        filled = [table for table in self._found if table.finish()]
        for number, table in enumerate(filled, 1):
            unnamed = "" if len(filled) == 1 else f"Table {number}"
            yield Sheet(table.name or unnamed, table.cells, tuple(table.merges))


class _Table:
    """One table on its way: cells find their places as a page lays them out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[Place, Value] = {}
        self.merges: list[Area] = []
        self._row, self._column = 0, 0
        self._covered: dict[int, int] = {}  # column to the last row a cell above reaches
        self._given: Given | None = None
        self._said: list[str] = []

    def new_row(self) -> None:
        """Go on to the next row."""
        self.end_cell()
        self._row += 1
        self._column = 0

    def new_cell(self, given: Given) -> None:
        """Begin the next cell of the row, right of what reaches down into it."""
        self.end_cell()
        self._row = max(self._row, 1)
        self._column += 1
        while self._covered.get(self._column, 0) >= self._row:
            self._column += 1
        self._given = given

    def say(self, text: str) -> None:
        """Add words to the cell."""
        if self._given is not None:
            self._said.append(text)

    def end_cell(self) -> None:
        """Put the cell into its place."""
        if self._given is None:
            return
        high, wide = _span(self._given, "rowspan"), _span(self._given, "colspan")
        place = (self._row, self._column)
        value = _value(self._given, "".join(self._said))
        if value is not None:
            self.cells[place] = value
        if len(self.cells) > MOST_FILLED:
            raise CannotOpen("The table has too many cells: take only the roster.")
        if high > 1 or wide > 1:
            self.merges.append(Area(place[0], place[1], place[0] + high - 1, place[1] + wide - 1))
        if high > 1:
            for column in range(place[1], place[1] + wide):
                self._covered[column] = place[0] + high - 1
        self._column += wide - 1
        self._given, self._said = None, []

    def finish(self) -> bool:
        """Close the last cell; say whether the table holds anything."""
        self.end_cell()
        return bool(self.cells)


def _span(given: Given, name: str) -> int:
    text = (given.get(name) or "1").strip()
    number = int(text) if text.isdecimal() and len(text) < len(str(MOST_COVERED)) + 3 else 1
    return min(max(number, 1), MOST_COVERED)


def _value(given: Given, text: str) -> Value | None:
    """Give a cell's value: a day where the program said so, otherwise its words."""
    lines = [squash(line) for line in text.split("\n")]
    words = "\n".join(line for line in lines if line)
    if not words:
        return None
    return _google_day(given) or _office_day(given) or _number(given, words)


def _google_day(given: Given) -> dt.date | None:
    """Read the day that Google Sheets puts beside the text of a cell."""
    value, form = (_facts(given.get(f"data-sheets-{name}")) for name in ("value", "numberformat"))
    if form.get("1") not in GOOGLE_DATES:
        return None
    return _day(value.get("3"))


def _facts(text: str | None) -> dict[str, object]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _office_day(given: Given) -> dt.date | None:
    """Read the day that LibreOffice puts beside the text of a cell."""
    value, form = given.get("sdval"), (given.get("sdnum") or "").split(";", 2)[-1]
    bare = _QUOTED.sub("", form).upper()
    if not value or "D" not in bare or "M" not in bare:
        return None
    try:
        return _day(float(value))
    except ValueError:
        return None


def _number(given: Given, words: str) -> Value:
    """Give a number where the program said that it is one and shows it plainly."""
    said = given.get("sdval") or _facts(given.get("data-sheets-value")).get("3")
    try:
        return float(words) if said is not None and float(words) == float(str(said)) else words
    except ValueError:
        return words


def _day(serial: object) -> dt.date | None:
    if isinstance(serial, bool) or not isinstance(serial, int | float):
        return None
    return DAY_ZERO + dt.timedelta(days=int(serial)) if 1 < serial < LAST_DAY else None
