"""`rota-desk export KIND`: the desk's tables as CSV, or all of them as one workbook."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from rota_desk.cli.answers import ATTENTION, FINE, add_json, add_period, print_json, the_desk
from rota_desk.cli.csv_rows import refuse_far_days
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.exchange.names import Names
from rota_desk.exchange.rows import ExchangeRows
from rota_desk.exchange.table import Level, Wanted
from rota_desk.exchange.tables import PROFILES, TABLES
from rota_desk.files import write_whole
from rota_desk.intake.columns import written
from rota_desk.intake.table_mapping import read_table_mapping
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

ALL = "all"
RESTRICTED = "RESTRICTED: it says why people are away; only for whoever keeps absence records."
WORKBOOK = ".xlsx"


def add_parser(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer every table, and all of them together."""
    for table in (*TABLES, *PROFILES):
        _add(kinds, table.kind, table.says)
    _add(kinds, ALL, "every table in one workbook, a sheet each")


def _add(kinds: argparse._SubParsersAction[argparse.ArgumentParser], kind: str, says: str) -> None:
    command = kinds.add_parser(kind, help=says, description=says)
    command.add_argument("--out", required=True, type=Path, metavar="FILE_OR_DIR", help="where to")
    add_period(command)
    command.add_argument(
        "--clinician", metavar="ID", help="one person's: number, assignment number or name"
    )
    command.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="another program's headings and words"
    )
    add_json(command)
    command.set_defaults(func=run, kind=kind)


def run(arguments: argparse.Namespace) -> int:
    """Write the table whole; 1 when people in it cannot be told apart."""
    from reports.exchange_files import every_table, exchange_csv, exchange_workbook
    from rota_desk.exchange.rows import exchange_rows

    arguments.out = _placed(arguments.out, arguments.kind)
    in_one = arguments.kind == ALL or arguments.out.suffix.lower() == WORKBOOK
    if arguments.kind == ALL and arguments.out.suffix.lower() != WORKBOOK:
        raise Refusal("All tables together are one workbook: give --out a name ending in .xlsx.")
    with the_desk(arguments) as desk:
        wanted = _wanted(arguments, desk)
        if arguments.kind == ALL:
            tables = every_table(desk, wanted)
        else:
            rows = desk.ask(exchange_rows, kind=arguments.kind, wanted=wanted)
            tables = [_as_called(rows, arguments.mapping)]
        if in_one:
            document = exchange_workbook(tables, author=desk.who, made=desk.ask(_wall))
        else:
            document = exchange_csv(tables[0])
    write_whole(arguments.out, document.content)
    return _answer(arguments, tables)


def _placed(out: Path, kind: str) -> Path:
    """The file to write: in a folder, one called like the kind."""
    if not out.is_dir():
        return out
    return out / (f"rota-desk{WORKBOOK}" if kind == ALL else f"{kind}.csv")


def _as_called(rows: ExchangeRows, mapping: Path | None) -> ExchangeRows:
    """The table under another program's headings and words, when a mapping gives them."""
    if mapping is None:
        return rows
    told = read_table_mapping(mapping)
    words = {
        name: {ours: theirs for theirs, ours in some.items()} for name, some in told.words.items()
    }
    lines = tuple(
        tuple(
            words.get(column.name, {}).get(written(value, column.kind), value)
            for column, value in zip(rows.columns, line, strict=True)
        )
        for line in rows.rows
    )
    return replace(rows, named={**rows.named, **told.headings()}, rows=lines)


def _wanted(arguments: argparse.Namespace, desk: Desk) -> Wanted:
    first, last = arguments.first, arguments.last
    refuse_far_days(first, last)
    if first and last and last < first:
        raise Refusal(
            f"The period ends on {day_and_year(last)}, before it starts on "
            f"{day_and_year(first)}; give --from and --to the other way round."
        )
    end = last + dt.timedelta(days=1) if last else None
    named = arguments.clinician
    return Wanted(first, end, desk.ask(_person, named=named) if named else None)


def _person(read: Reading, *, named: str) -> int:
    """The person of a number, an assignment number or a name."""
    names = Names(read)
    if named.isascii() and named.isdigit() and int(named) in names.people:
        return int(named)
    by_number, by_name = names.person(named, ""), names.person("", named)
    for answer in (by_number, by_name):
        if isinstance(answer, int):
            return answer
    raise Refusal(f"Nobody is {named}, or more than one: give the assignment number.")


def _wall(read: Reading) -> dt.datetime:
    return read.wall


def _answer(arguments: argparse.Namespace, tables: list[ExchangeRows]) -> int:
    doubts = list(dict.fromkeys(doubt for table in tables for doubt in table.doubts))
    if arguments.json:
        told = [
            {"kind": table.kind, "level": table.level, "rows": len(table.rows)} for table in tables
        ]
        print_json({"files": [str(arguments.out)], "tables": told, "problems": doubts})
    else:
        print(arguments.out)
        rows = sum(len(table.rows) for table in tables)
        levels = ", ".join(sorted({table.level.value for table in tables}))
        print(f"{rows} rows; privacy level: {levels}.", file=sys.stderr)
        if Level.RESTRICTED in {table.level for table in tables}:
            print(RESTRICTED, file=sys.stderr)
        for doubt in doubts:
            print(doubt, file=sys.stderr)
    return ATTENTION if doubts else FINE
