"""`rota-desk export KIND`: files for other programs."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from rota_desk.cli.answers import FINE, add_json, add_period, period, print_json, the_desk
from rota_desk.cli.files import write_all
from rota_desk.unit_of_work import Reading

QUARTER = 91


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `export` with what can be exported."""
    command = subparsers.add_parser("export", help="write files for other programs")
    kinds = command.add_subparsers(
        title="what to export", metavar="KIND", required=True, parser_class=type(command)
    )
    calendar = kinds.add_parser("calendar", help="one calendar file for each clinician")
    calendar.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder")
    add_period(calendar)
    calendar.add_argument("--clinician", type=int, metavar="ID", help="one person only")
    calendar.add_argument("--with-leave", action="store_true", help="leave as well, as whole days")
    add_json(calendar)
    calendar.set_defaults(func=run_calendar)


def run_calendar(arguments: argparse.Namespace) -> int:
    """Write the calendars and the list that says how to use them."""
    from reports.clinician_calendar import calendars, index

    with the_desk(arguments) as desk:
        start, end = period(arguments, desk.ask(_today), QUARTER)
        made = calendars(
            desk,
            start=start,
            end=end,
            with_leave=arguments.with_leave,
            clinician=arguments.clinician,
        )
        beside = index(desk, made, start=start, end=end) if arguments.clinician is None else ()
    files = {document.file_name: document.content for document in (*made, *beside)}
    written = write_all(arguments.out, files)
    if arguments.json:
        print_json({"files": [str(path) for path in written]})
    else:
        print(*written, sep="\n")
    return FINE


def _today(read: Reading) -> dt.date:
    return read.today
