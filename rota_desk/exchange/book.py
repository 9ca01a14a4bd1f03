"""The book of columns: what stands in docs/exchange.md, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator

from rota_desk.exchange.table import ExchangeTable
from rota_desk.exchange.tables import PROFILES, TABLES
from rota_desk.intake.columns import Column


def markdown() -> str:
    """Every table with its columns, in the order in which an empty rota takes them."""
    return "\n".join(line for table in (*TABLES, *PROFILES) for line in _table(table))


def _table(table: ExchangeTable) -> Iterator[str]:
    yield f"### `{table.kind}`"
    yield ""
    after = (
        f" Import first: {', '.join(f'`{one}`' for one in table.after)}." if table.after else ""
    )
    yield f"{table.says} Privacy level: {table.level.value}.{after}"
    yield ""
    yield "| column | holds | meaning |"
    yield "|---|---|---|"
    for one in table.columns:
        heading = table.headings.get(one.name, one.name)
        yield f"| `{heading}` | {_holds(one)} | {_says(one)} |"
    yield ""


def _holds(column: Column) -> str:
    return ", ".join(one.value for one in column.of) if column.of else column.kind.value


def _says(column: Column) -> str:
    marks = " Needed." if column.needed else ""
    marks += " Written only." if column.told else ""
    end = "" if column.says.endswith("…") else "."
    return f"{column.says[:1].upper()}{column.says[1:]}{end}{marks}"
