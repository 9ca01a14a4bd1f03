"""Exchange files: one CSV a kind, or one workbook with a sheet a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain

from reports.document import Document
from reports.formats import csv, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from rota_desk.desk import Desk
from rota_desk.exchange.rows import ExchangeRows, exchange_rows
from rota_desk.exchange.table import Wanted
from rota_desk.exchange.tables import TABLES
from rota_desk.intake.columns import Column, Kind, Value, plain, written
from rota_desk.intake.raw_table import CONTINUED

LONGEST = 32_767  # letters that a workbook's cell holds
_HEAD = Look(bold=True, ruled=True, fill="EEF2F7")
_BODY = Look()
_FORMS = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.CLOCK: "hh:mm"}
_WIDTHS = {Kind.DAY: 12.0, Kind.MOMENT: 17.0, Kind.STAMP: 22.0, Kind.CLOCK: 8.0}


def exchange_csv(rows: ExchangeRows) -> Document:
    """One table as CSV."""
    lines = [_texts(rows.columns, row) for row in rows.rows]
    content = csv.table(rows.headings(), lines)
    return Document(rows.kind, f"{rows.kind}.csv", csv.MEDIA_TYPE, content)


def _texts(columns: Sequence[Column], row: Sequence[Value]) -> list[csv.CsvCell]:
    return [_told(value, column.kind) for column, value in zip(columns, row, strict=True)]


def _told(value: Value, kind: Kind) -> csv.CsvCell:
    """A value as its text; a number below nothing is no text that a spreadsheet could run."""
    text = written(value, kind)
    return Decimal(text) if isinstance(value, Decimal) else text


def exchange_workbook(
    tables: Sequence[ExchangeRows], *, author: str, made: dt.datetime
) -> Document:
    """All tables as one workbook: real dates and numbers, a sheet a kind. `made` is wall time."""
    sheets = [_sheet(table) for table in tables]
    content = xlsx.workbook(sheets, title="Rota Desk exchange", author=author, made=made)
    return Document("all", "rota-desk.xlsx", xlsx.MEDIA_TYPE, content)


def _sheet(table: ExchangeRows) -> Sheet:
    parts = [_parts(table, place) for place in range(len(table.columns))]
    head = tuple(
        Cell(name, _HEAD)
        for heading, count in zip(table.headings(), parts, strict=True)
        for name in (heading, *[heading + CONTINUED] * (count - 1))
    )
    rows = tuple(_line(table.columns, row, parts) for row in table.rows)
    widths = tuple(
        width
        for column, count in zip(table.columns, parts, strict=True)
        for width in [_width(table, column)] * count
    )
    return Sheet(
        title=table.kind, widths=widths, rows=(head, *rows), head=1, filtered_from=1, paper="A3"
    )


def _width(table: ExchangeRows, column: Column) -> float:
    place = table.columns.index(column)
    longest = max((len(str(row[place] or "")) for row in table.rows[:200]), default=0)
    usual = _WIDTHS.get(column.kind, float(min(longest, 40)))
    return max(usual, len(column.name) + 3.0)


def _parts(table: ExchangeRows, place: int) -> int:
    """How many cells the longest text of a column needs."""
    longest = max((len(_text(row[place])) for row in table.rows), default=0)
    return max(1, -(-longest // LONGEST))


def _text(value: Value) -> str:
    return plain(value) if isinstance(value, str) else ""


def _line(
    columns: Sequence[Column], row: Sequence[Value], parts: Sequence[int]
) -> tuple[Cell, ...]:
    cells = zip(columns, row, parts, strict=True)
    return tuple(chain.from_iterable(_cells(*one) for one in cells))


def _cells(column: Column, value: Value, count: int) -> list[Cell]:
    if count > 1:
        text = _text(value)
        return [Cell(text[at * LONGEST :][:LONGEST] or None, _BODY) for at in range(count)]
    return [Cell(_typed(value, column.kind), _BODY, form=_FORMS.get(column.kind, ""))]


def _typed(value: Value, kind: Kind) -> xlsx.Value:
    """A value as a workbook holds it; moments of the world's clock are text with their Z."""
    if isinstance(value, bool | str) or kind is Kind.STAMP:
        return written(value, kind) or None
    if isinstance(value, Decimal):
        return value.normalize() if value else Decimal(0)
    return value


def every_table(desk: Desk, wanted: Wanted) -> list[ExchangeRows]:
    """The rows of every kind."""
    return [desk.ask(exchange_rows, kind=one.kind, wanted=wanted) for one in TABLES]
