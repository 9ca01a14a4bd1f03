"""The rota as a workbook: the sheet as it hangs on the wall, and lists to count with."""

from collections.abc import Iterator
from dataclasses import replace

from models.types import Slot
from reports.document import Stamp
from reports.formats import csv, ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import shown
from reports.weekly_rota import changes
from reports.wording import SLOT_WORDS, span_words
from rota_desk.queries.rota_sheet import CoverCell, DayHead, Entry, EntryKind, RotaSheet, Row

NAME, TITLE = "rota-workbook", "Rota as a workbook"
_HEAD = Look(bold=True, ruled=True)
_NUMBER_HEAD = Look(bold=True, ruled=True, across="center")
_DAY_FORM = "ddd d mmm"
_HALF_WIDTH = 8.5
_KINDS = {
    EntryKind.WORK: "work",
    EntryKind.GAP: "not covered",
    EntryKind.FREED: "nobody needed",
    EntryKind.LEAVE: "leave",
    EntryKind.UNAVAILABLE: "unavailable",
}
_LIST_HEADS = (
    "Date",
    "Name",
    "Group",
    "Part of day",
    "Start",
    "End",
    "Code",
    "Place or suffix",
    "What",
    "Kind",
    "Changed since publishing",
)
Seen = tuple[Row, DayHead, Entry]


def workbook(sheet: RotaSheet, stamp: Stamp) -> bytes:
    """Write five sheets: Rota, Entries, Cover, Changes, Legend."""
    return xlsx.workbook(
        [_grid(sheet, stamp), _entries(sheet), _cover(sheet), _changes(sheet), _legend(sheet)],
        title=f"Rota {span_words(sheet.start, sheet.end)}, {stamp.department}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def table(sheet: RotaSheet) -> bytes:
    """Write the entries as CSV, one row for each person and session."""
    return csv.table(_LIST_HEADS, (listed(one) for one in seen(sheet)), for_excel=True)


def seen(sheet: RotaSheet) -> Iterator[Seen]:
    """Every entry that may be seen, row by row and day by day."""
    for row in sheet.rows:
        for day, cell in zip(sheet.days, row.cells, strict=True):
            for entry in cell:
                if (visible := shown(entry)) is not None:
                    yield row, day, visible


def facts(sheet: RotaSheet) -> tuple[object, ...]:
    """All that a reader can see of the sheet, for its check code."""
    people = tuple((row.name, row.detail) for row in sheet.rows)
    entries = tuple(listed(one) for one in seen(sheet))
    return sheet.start, sheet.end, sheet.version, sheet.changes, people, entries, sheet.cover


def listed(one: Seen) -> tuple[csv.CsvCell, ...]:
    """One entry as a line of the list."""
    row, day, entry = one
    return (
        day.day,
        row.name,
        row.group,
        SLOT_WORDS[entry.slot],
        entry.start,
        entry.end,
        entry.code,
        entry.suffix,
        entry.title,
        _KINDS[entry.kind],
        "changed" if entry.changed else "",
    )


def _grid(sheet: RotaSheet, stamp: Stamp) -> Sheet:
    """Names down; each day in two halves, AM and PM, joined where one thing fills the day."""
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"Rota, {span_words(sheet.start, sheet.end)}", Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        _days(sheet),
    ]
    group = ""
    for row in sheet.rows:
        if row.group != group:
            group = row.group
            rows.append((Cell(group, Look(bold=True, ink=ink.QUIET, fill=ink.SHADE)),))
        halves = [half for cell in row.cells for half in _halves(cell, sheet)]
        rows.append((row.name, row.detail, *halves))
    rows += [(line.name, "have/need", *_counts(line.cells)) for line in sheet.cover]
    return Sheet(
        title="Rota",
        widths=(30, 10, *(_HALF_WIDTH,) * (2 * len(sheet.days))),
        rows=tuple(rows),
        head=3,
        side=2,
        paper="A3",
    )


def _days(sheet: RotaSheet) -> tuple[Cell | xlsx.Value, ...]:
    cells: list[Cell | xlsx.Value] = [Cell("Name", _HEAD), Cell("", _HEAD)]
    for day in sheet.days:
        fill = ink.SHADE if day.weekend or day.holiday else ""
        look = Look(bold=True, ruled=True, fill=fill)
        cells += _over_both(Cell(day.day, look, day.holiday, _DAY_FORM))
    return tuple(cells)


def _over_both(cell: Cell) -> tuple[Cell, Cell]:
    """A value in the middle of both halves of a day; joined cells could not be sorted."""
    look = replace(cell.look, across="centerContinuous")
    first = replace(cell, look=replace(look, open_side="right"))
    return first, Cell(None, replace(look, open_side="left"))


def _halves(cell: tuple[Entry, ...], sheet: RotaSheet) -> tuple[Cell | None, Cell | None]:
    """The two halves of a day; what is neither morning nor afternoon fills both."""
    entries = [visible for entry in cell if (visible := shown(entry)) is not None]
    if not entries:
        return None, None
    left = [entry for entry in entries if entry.slot is not Slot.PM]
    right = [entry for entry in entries if entry.slot is Slot.PM]
    if not right and all(entry.slot is not Slot.AM for entry in left):
        return _over_both(_cell(left, sheet))
    return _cell(left, sheet), _cell(right, sheet)


def _cell(entries: list[Entry], sheet: RotaSheet) -> Cell:
    """The entries of half a day; the first one lends its look."""
    if not entries:
        return Cell(None)
    text = "\n".join(_code(entry) for entry in entries)
    return Cell(text, _look(entries[0], sheet), _note(entries[0]))


def _note(entry: Entry) -> str:
    """What is needed, where nobody is there to ask."""
    if entry.kind is not EntryKind.GAP:
        return ""
    return f"Not covered: {entry.title}, {entry.start:%H:%M} to {entry.end:%H:%M}"


def _code(entry: Entry) -> str:
    """A code with its suffix, "?" when nobody is there, "*" when changed."""
    words = " ".join(part for part in (entry.code, entry.suffix) if part)
    gap = " ?" if entry.kind is EntryKind.GAP else ""
    return f"{words}{gap}{' *' if entry.changed else ''}"


def _look(entry: Entry, sheet: RotaSheet) -> Look:
    tint = ink.tint(entry.tint)
    match entry.kind:
        case EntryKind.LEAVE | EntryKind.UNAVAILABLE:
            return Look(hatched=True, across="center", bold=True, wrapped=True)
        case EntryKind.GAP:
            return Look(dashed=True, across="center", bold=True, wrapped=True)
        case _:
            told = entry.published or not sheet.version
            return Look(
                fill=tint.ground if told else "",
                ink=tint.letters if told else ink.INK,
                across="center",
                wrapped=True,
            )


def _counts(cells: tuple[CoverCell, ...]) -> Iterator[Cell | None]:
    for cell in cells:
        if cell.need or cell.have:
            mark = "▼ " if cell.short else "▲ " if cell.over else ""
            yield from _over_both(Cell(f"{mark}{cell.have}/{cell.need}", Look(bold=bool(mark))))
        else:
            yield from (None, None)


def _entries(sheet: RotaSheet) -> Sheet:
    rows = tuple(listed(one) for one in seen(sheet))
    return Sheet(
        title="Entries",
        widths=(16, 30, 22, 11, 22, 22, 8, 14, 34, 13, 14),
        rows=(tuple(Cell(head, _HEAD) for head in _LIST_HEADS), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )


def _cover(sheet: RotaSheet) -> Sheet:
    """What has to be covered, one row for each thing and day, in plain numbers."""
    heads = ("Date", "What has to be covered", "Need", "Have", "Short", "Over")
    rows = tuple(
        (day.day, line.name, cell.need, cell.have, cell.short, cell.over)
        for line in sheet.cover
        for day, cell in zip(sheet.days, line.cells, strict=True)
    )
    return Sheet(
        title="Cover",
        widths=(16, 34, 8, 8, 8, 8),
        rows=(tuple(Cell(head, _HEAD) for head in heads), *rows),
        head=1,
        filtered_from=1,
    )


def _changes(sheet: RotaSheet) -> Sheet:
    since = f"Changed since v{sheet.version}" if sheet.version else "Nothing published yet"
    rows = tuple((line,) for line in changes(sheet))
    return Sheet(title="Changes", widths=(60,), rows=((Cell(since, _HEAD),), *rows), head=1)


def _legend(sheet: RotaSheet) -> Sheet:
    """Codes, patterns and marks, each drawn as it stands on the rota."""
    rows: list[tuple[Cell | xlsx.Value, ...]] = [(Cell("Code", _HEAD), Cell("Meaning", _HEAD))]
    for code, title, name in sheet.legend:
        tint = ink.tint(name)
        rows.append((Cell(code, Look(fill=tint.ground, ink=tint.letters, across="center")), title))
    rows += [
        (Cell("AL", Look(hatched=True, bold=True, across="center")), "Leave, with its letters"),
        (Cell("U", Look(hatched=True, bold=True, across="center")), "Unavailable"),
        (Cell("EN ?", Look(dashed=True, bold=True, across="center")), "Needed, not covered"),
        (Cell("EN *", Look(across="center")), "Changed since it was published"),
        (Cell("EN", Look(across="center")), "No ground: planned, not yet published"),
        (Cell("▼ 1/2", _NUMBER_HEAD), "Short: one of two there; ▲ more than needed"),
    ]
    return Sheet(title="Legend", widths=(12, 60), rows=tuple(rows), head=1)
