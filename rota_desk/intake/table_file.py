"""What a table of a file says in the columns of a kind, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rota_desk import progress
from rota_desk.errors import CannotOpen, Problem
from rota_desk.intake.columns import Column, Kind, NotRead, Value, read_cell
from rota_desk.intake.grid import column_letter
from rota_desk.intake.raw_table import RawTable

A_DATE = len("2026-11-09")
_A_FEW = 500  # rows between two words of how far it is
_HEADING_FOLDS = str.maketrans({" ": "_", "-": "_"})


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a file that could be read: its number, and the cells the file has."""

    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What one table of a file says; nothing of it is recorded yet."""

    kind: str
    file: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    places: Mapping[str, str] = field(default_factory=dict)  # column to the file's own name for it


def heading_of(text: str) -> str:
    """A heading as it is compared: "Assignment number" is assignment_number."""
    return "_".join(text.strip().casefold().translate(_HEADING_FOLDS).split("_"))


def read_table(
    raw: RawTable,
    kind: str,
    columns: Sequence[Column],
    *,
    renamed: Mapping[str, str] | None = None,
    worded: Mapping[str, Mapping[str, str]] | None = None,
) -> TablePlan:
    """Read a table of a kind; `renamed` says which heading is which column.

    `worded` says for a column what the file's own words stand for.
    """
    by_name = {one.name: one for one in columns}
    known = {heading_of(file): name for file, name in (renamed or {}).items()}
    places: dict[int, Column] = {}
    for at, heading in enumerate(raw.headings):
        name = known.get(heading_of(heading), heading_of(heading))
        if name in by_name:
            _refuse_twice(raw, places.values(), by_name[name])
            places[at] = by_name[name]
    if not any(not one.told for one in places.values()):
        raise CannotOpen(
            f"{_called(raw)} has none of the columns of {kind}: "
            f"{', '.join(one.name for one in columns if not one.told)}."
        )
    problems = list(_unknown_headings(raw, known, by_name))
    rows: list[PlannedRow] = []
    for at, (number, cells) in enumerate(raw.rows):
        if at % _A_FEW == 0:
            progress.at(100 * at / len(raw.rows), "Reading the rows")
        row, wrong = _row(raw, number, cells, places, worded or {})
        problems += wrong
        if row is not None:
            rows.append(row)
    order = tuple(one.name for one in places.values() if not one.told)
    called = {one.name: raw.headings[at] for at, one in places.items()}
    return TablePlan(kind, raw.file, raw.sheet, order, tuple(rows), tuple(problems), called)


def _called(raw: RawTable) -> str:
    return f"{raw.file}, sheet {raw.sheet}," if raw.sheet else raw.file


def _refuse_twice(raw: RawTable, taken: object, column: Column) -> None:
    if column in list(taken):  # type: ignore[call-overload]
        raise CannotOpen(f"{_called(raw)} names the column {column.name} twice: keep one of them.")


def _unknown_headings(
    raw: RawTable, known: Mapping[str, str], by_name: Mapping[str, Column]
) -> Iterator[Problem]:
    """A column that nobody knows is left out, and told; one settled as empty is not told."""
    for at, heading in enumerate(raw.headings):
        name = known.get(heading_of(heading), heading_of(heading))
        filled = heading or any(at < len(cells) and cells[at] for _, cells in raw.rows)
        if name not in by_name and filled and known.get(heading_of(heading)) != "":
            yield Problem(
                raw.file,
                raw.sheet,
                raw.rows[0][0] - 1 if raw.rows else 1,
                column_letter(at + 1),
                heading[:80],
                "no such column: it is left out; give it one in a mapping, or clear it.",
            )


def _row(
    raw: RawTable,
    number: int,
    cells: tuple[str, ...],
    places: Mapping[int, Column],
    worded: Mapping[str, Mapping[str, str]],
) -> tuple[PlannedRow | None, list[Problem]]:
    """Read one row; a row with a cell that cannot be read is left out whole."""
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for at, column in places.items():
        text = cells[at] if at < len(cells) else ""
        words = worded.get(column.name, {})
        text = words.get(text, text)
        if raw.sheet and column.kind is Kind.MOMENT and len(text) == A_DATE:
            text = f"{text}T00:00"  # a workbook's midnight looks like a bare date
        try:
            value = read_cell(text, column)
        except NotRead as wrong:
            if column.told:
                continue
            problems.append(_problem(raw, number, at, text, str(wrong)))
            continue
        if column.needed and value is None and not column.told:
            problems.append(_problem(raw, number, at, "", f"{column.name} is empty: fill it in."))
        found[column.name] = _filled(column, value)
    if len(cells) > len(raw.headings) and any(cells[len(raw.headings) :]):
        at = len(raw.headings)
        message = "the row has more cells than there are headings: quote text that has a comma."
        problems.append(_problem(raw, number, at, cells[at], message))
    return (None if problems else PlannedRow(number, found)), problems


def _filled(column: Column, value: Value) -> Value:
    """An empty text is an empty text, every other empty cell is none."""
    text = column.kind is Kind.TEXT and column.of is None
    return "" if value is None and text else value


def _problem(raw: RawTable, number: int, at: int, text: str, message: str) -> Problem:
    return Problem(
        raw.file, raw.sheet, number, column_letter(at + 1), text[:80], f"{message} Not recorded."
    )
