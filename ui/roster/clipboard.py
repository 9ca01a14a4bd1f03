"""Cells as text: a table that pastes into a spreadsheet, and from one."""

import csv
import datetime as dt
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

from models.types import Slot
from rota_desk.edits.filled_days import CellFill
from rota_desk.queries.rota_sheet import Entry, EntryKind
from rota_desk.words import day_words
from ui.roster.spot import Spot

HALVES = (Slot.AM, Slot.PM)
Table = list[list[str]]


def as_table(block: Sequence[Sequence[Spot]]) -> str:
    """The selected cells as tab-separated lines; halves are parted by a slash: "EN/CL"."""
    return "\n".join("\t".join(cell_text(spot.entries) for spot in line) for line in block)


def packed(block: Sequence[Sequence[Spot]]) -> QMimeData:
    """The selected cells as the clipboard holds them: as text, and as a table of a page."""
    data = QMimeData()
    data.setText(as_table(block))
    lines = (
        "<tr>" + "".join(f"<td>{html.escape(cell_text(one.entries))}</td>" for one in line)
        for line in block
    )
    data.setHtml(f"<table>{'</tr>'.join(lines)}</tr></table>")
    return data


def cell_text(entries: Sequence[Entry]) -> str:
    """What a cell says in a spreadsheet: "EN/CL", "LD", "AL"."""
    halves = [_of(entries, slot) for slot in HALVES]
    whole = [one.code for one in entries if one.slot not in HALVES]
    if not any(halves):
        return "+".join(whole)
    parted = "/".join(halves) if halves[1] else halves[0]
    return "+".join([*whole, parted])


def _of(entries: Sequence[Entry], slot: Slot) -> str:
    return "+".join(one.code for one in entries if one.slot is slot)


def table_of(data: QMimeData | None) -> Table:
    """The cells on the clipboard, line by line; from a page's table where text has no columns."""
    if data is None:
        return []
    text = data.text()
    if "\t" not in text and data.hasHtml():
        page = _Page()
        page.feed(data.html())
        if page.lines:
            return _without_blank_end(page.lines)
    return table_of_text(text)


def table_of_text(text: str) -> Table:
    """Read tab-separated lines; a quoted cell of two lines is a morning and an afternoon."""
    read = csv.reader(io.StringIO(text.replace("\0", "")), delimiter="\t")
    lines = [[" ".join(cell.replace("\n", "/").split()) for cell in line] for line in read]
    return _without_blank_end(lines)


def _without_blank_end(lines: Table) -> Table:
    """Spreadsheets end a table with lines that hold nothing."""
    while lines and not any(cell.strip("/") for cell in lines[-1]):
        lines.pop()
    return lines


class _Page(HTMLParser):
    """The first table of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Table = []
        self._inside = False
        self._after: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a cell; a cell that spans several stands in the first."""
        if tag == "tr":
            self.lines.append([])
        elif tag in {"td", "th"} and self.lines:
            self._inside = True
            wide = str(dict(attrs).get("colspan") or 1)
            more = min(int(wide), 366) - 1 if wide.isdigit() else 0
            self._after = [""] * more
            self.lines[-1].append("")
        elif tag == "br" and self._inside:
            self.lines[-1][-1] += "/"

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in {"td", "th"} and self._inside:
            self._inside = False
            self.lines[-1][-1] = " ".join(self.lines[-1][-1].split())
            self.lines[-1].extend(self._after)

    def handle_data(self, data: str) -> None:
        """Add what stands in a cell."""
        if self._inside:
            self.lines[-1][-1] += data


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that cannot be pasted: where it would go, what it says, and why not."""

    where: str
    text: str
    why: str

    @property
    def words(self) -> str:
        """The cell in a sentence: "Dr E Voss, Tue 10 Nov: “ZZ” – no activity has this code"."""
        return f"{self.where}: “{self.text}” – {self.why}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a table goes: rows from the cursor down, days from the cursor on."""

    people: tuple[tuple[int, str], ...]  # number and name, from the cursor down
    days: tuple[dt.date, ...]
    slot: Slot
    known: frozenset[str]  # the codes of activities, in capitals
    away: frozenset[str] = frozenset()  # what stands for leave and absence on the sheet


def read_table(table: Table, target: Target) -> tuple[tuple[CellFill, ...], tuple[Unread, ...]]:
    """The fills a table asks for, and every cell that cannot be one of them."""
    fills: list[CellFill] = []
    unread: list[Unread] = []
    for at, line in enumerate(table):
        for place, cell in enumerate(line):
            good, bad = _read(cell, at, place, target)
            fills += good
            unread += bad
    return tuple(fills), tuple(unread)


def _read(cell: str, at: int, place: int, target: Target) -> tuple[list[CellFill], list[Unread]]:
    codes = _codes(cell, target.slot)
    if not codes:
        return [], []
    if at >= len(target.people):
        return [], [Unread(f"Line {at + 1}", cell, "there is nobody so far down")]
    number, name = target.people[at]
    if place >= len(target.days):
        return [], [Unread(name, cell, "that day lies beyond the days shown")]
    day = target.days[place]
    where = f"{name}, {day_words(day)}"
    fills = _fills(number, day, codes)
    bad = [one for one in fills if one.code.upper() not in target.known]
    unread = [Unread(where, one.code, _why(one.code, target.away)) for one in bad]
    return [one for one in fills if one not in bad], unread


def _why(code: str, away: frozenset[str]) -> str:
    if code.upper() in away:
        return "leave and absence are recorded on Leave"
    return "no activity has this code"


def fills_of(text: str, people: Sequence[int], first: dt.date, slot: Slot) -> tuple[CellFill, ...]:
    """Read lines of codes for these people and the days from `first` on.

    A single code takes the slot of the cursor; "EN/CL" is morning and afternoon.
    """
    return tuple(
        fill
        for clinician, line in zip(people, table_of_text(text), strict=False)
        for place, cell in enumerate(line)
        for fill in _fills(clinician, first + dt.timedelta(days=place), _codes(cell, slot))
    )


def fills_with(
    brush: str, cells: Sequence[tuple[int, dt.date]], slot: Slot, *, over: bool = True
) -> list[CellFill]:
    """The same codes for each of these people's days."""
    return [
        fill for person, day in cells for fill in _fills(person, day, _codes(brush, slot), over)
    ]


def _fills(
    person: int, day: dt.date, codes: Sequence[tuple[Slot | None, str]], over: bool = True
) -> list[CellFill]:
    """The codes of one cell: the first of a half takes the place of what stands, others join."""
    halves = [half for half, _code in codes]
    return [
        CellFill(person, day, half, code, over=over and half not in halves[:at])
        for at, (half, code) in enumerate(codes)
    ]


def _codes(cell: str, slot: Slot) -> list[tuple[Slot | None, str]]:
    """The codes of a cell with their halves; activities of the whole day leave theirs aside."""
    if "/" in cell:
        halves = zip(HALVES, cell.split("/"), strict=False)
        parts = [(half, code) for half, both in halves for code in both.split("+")]
        return [(half, code.strip()) for half, code in parts if code.strip()]
    half = slot if slot in HALVES else None
    return [(half, code.strip()) for code in cell.split("+") if code.strip()]


def movable(spots: Sequence[Sequence[Spot]]) -> tuple[Entry, ...]:
    """The entries of a block that are people at work, so that they can be moved or removed."""
    return tuple(
        entry
        for line in spots
        for spot in line
        for entry in spot.entries
        if entry.kind is EntryKind.WORK and entry.assignment_id is not None
    )
