"""`rota-desk import KIND`: a table that was exported here, or written by another program."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from models.database import is_there
from rota_desk.bootstrap import open_desk
from rota_desk.cli.answers import ATTENTION, FINE, add_json, print_json, the_desk
from rota_desk.desk import Desk
from rota_desk.edits.exchange import TableRecorded, apply_exchange, keep_table_mapping
from rota_desk.errors import CannotOpen, Problem
from rota_desk.exchange.tables import PROFILES, TABLES, table_of
from rota_desk.intake.raw_table import RawTable, raw_tables
from rota_desk.intake.table_file import TablePlan, read_table
from rota_desk.intake.table_mapping import (
    TableMapping,
    kept_table_mapping,
    read_table_mapping,
)

ALL = "all"
MOST_SHOWN = 200  # problems and changes told as sentences; --json tells all


def add_parser(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer every table that can be taken in, and a whole workbook."""
    for table in (*TABLES, *PROFILES):
        if table.put is not None:
            _add(kinds, table.kind, table.says)
    _add(kinds, ALL, "every sheet of a workbook that `export all` wrote")


def _add(kinds: argparse._SubParsersAction[argparse.ArgumentParser], kind: str, says: str) -> None:
    command = kinds.add_parser(kind, help=says, description=says)
    command.add_argument("file", type=Path, help=".csv, .xlsx or .ods")
    command.add_argument("--dry-run", action="store_true", help="only tell what would be recorded")
    command.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="what its headings and words stand for"
    )
    command.add_argument("--sheet", metavar="NAME", help="read this sheet of a workbook")
    add_json(command)
    command.set_defaults(func=run, kind=kind)


def run(arguments: argparse.Namespace) -> int:
    """Read the file, record it unless it is a dry run, and tell what needs attention."""
    given = read_table_mapping(arguments.mapping) if arguments.mapping else TableMapping()
    raw = raw_tables(arguments.file)  # what cannot be read leaves no new database behind
    file, kind = arguments.file.name, arguments.kind
    if arguments.dry_run or not is_there(arguments.database):
        with _desk_or_empty(arguments) as desk:
            plans = read_plans(raw, arguments, given.over(_kept(desk, kind, file)))
            done = desk.preview(apply_exchange, plans=plans).value
        if arguments.dry_run:
            return _answer(arguments, done)
    with the_desk(arguments, create=True) as desk:
        plans = read_plans(raw, arguments, given.over(_kept(desk, kind, file)))
        done = desk.do(apply_exchange, plans=plans).value
        if given != TableMapping():
            desk.do(keep_table_mapping, kind=kind, file=file, mapping=given)
    return _answer(arguments, done)


def _kept(desk: Desk, kind: str, file: str) -> TableMapping:
    return desk.ask(kept_table_mapping, kind=kind, file=file)


@contextmanager
def _desk_or_empty(arguments: argparse.Namespace) -> Iterator[Desk]:
    """The desk that is there; where there is none, an empty one that is thrown away."""
    if is_there(arguments.database):
        with the_desk(arguments) as desk:
            yield desk
        return
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "empty.sqlite", create=True)
        try:
            yield desk
        finally:
            desk.close()


def read_plans(
    raw: Sequence[RawTable], arguments: argparse.Namespace, mapping: TableMapping
) -> tuple[TablePlan, ...]:
    """What a file says of a kind, or of every kind, in the order in which they are taken."""
    kind = arguments.kind
    if kind != ALL:
        return (_plan(_chosen(raw, kind, arguments.sheet), kind, mapping),)
    there = {one.sheet.casefold(): one for one in raw}
    plans = tuple(
        _plan(there[one.kind], one.kind, TableMapping())
        for one in TABLES
        if one.put is not None and one.kind in there
    )
    if not plans:
        names = ", ".join(one.kind for one in TABLES if one.put is not None)
        raise CannotOpen(f"{arguments.file.name} has no sheet called like a table: {names}.")
    return plans


def _plan(raw: RawTable, kind: str, mapping: TableMapping) -> TablePlan:
    table = table_of(kind)
    renamed = {theirs: ours for ours, theirs in table.headings.items()} | dict(mapping.columns)
    return read_table(raw, kind, table.columns, renamed=renamed, worded=mapping.words)


def _chosen(raw: Sequence[RawTable], kind: str, sheet: str | None) -> RawTable:
    """The sheet asked for, the one called like the kind, or the only one."""
    wanted = (sheet or kind).casefold()
    there = [one for one in raw if one.sheet.casefold() == wanted]
    if there:
        return there[0]
    if sheet is None and len(raw) == 1:
        return raw[0]
    names = ", ".join(one.sheet for one in raw)
    file = raw[0].file if raw else "The file"
    raise CannotOpen(f"{file} has no sheet {sheet or kind}: it has {names}. Name one by --sheet.")


def _answer(arguments: argparse.Namespace, done: Sequence[TableRecorded]) -> int:
    problems = [problem for one in done for problem in one.problems]
    if arguments.json:
        print_json({"dry_run": arguments.dry_run, "tables": [asdict(one) for one in done]})
    else:
        for one in done:
            _say(one, dry=arguments.dry_run)
        _tell(problems)
    return ATTENTION if problems else FINE


def _say(done: TableRecorded, *, dry: bool) -> None:
    would = "would be " if dry else ""
    print(
        f"{done.kind}: {done.added} {would}added, {done.changed} {would}changed, "
        f"{done.same} the same, {done.not_in_file} at the desk and not in the file."
    )
    for words in done.made_beside:
        print(f"  also made: {words}")
    for one in done.differences[:MOST_SHOWN]:
        print(f'  {one.record}: {one.column} "{one.before}" → "{one.after}"')
    if len(done.differences) > MOST_SHOWN:
        print(f"  … and {len(done.differences) - MOST_SHOWN} more; --json tells all.")


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST_SHOWN]:
        print(problem.sentence(), file=sys.stderr)
    if len(problems) > MOST_SHOWN:
        print(f"… and {len(problems) - MOST_SHOWN} more; --json tells all.", file=sys.stderr)
