"""`rota-desk report NAME`: one document of a period, into a file."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from rota_desk.cli.answers import FINE, add_period, period, the_desk
from rota_desk.cli.progress import told_aside
from rota_desk.errors import Refusal
from rota_desk.files import write_whole
from rota_desk.queries.provision_only import only_named
from rota_desk.unit_of_work import Reading

WEEK, FORTNIGHT = 7, 14  # days
FORMATS = ("pdf", "xlsx", "csv", "json", "eml")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `report`."""
    command = subparsers.add_parser("report", help="write a document")
    command.add_argument("name", metavar="NAME", help="weekly-rota, under-provision, …")
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to")
    add_period(command)
    command.add_argument("--format", choices=FORMATS, help="else the ending of FILE decides")
    command.add_argument(
        "--paper", choices=("A3", "A4"), default="", help="size of a printed page"
    )
    command.add_argument("--clinician", type=int, metavar="ID", help="of one clinician alone")
    command.add_argument(
        "--version", type=int, metavar="N", help="weekly-rota as that version told it"
    )
    of = command.add_argument_group("under-provision of some of the work")
    of.add_argument("--activity", default="", metavar="NAME", help="its name or code")
    of.add_argument("--site", default="", metavar="NAME", help="its name or code")
    of.add_argument(
        "--grade", default="", metavar="NAME", help="a grade or skill that is asked for"
    )
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the document and write it whole."""
    from reports.catalogue import report_named

    report = report_named(arguments.name)
    ending = arguments.out.suffix.removeprefix(".").lower()
    chosen = arguments.format or (ending if ending in FORMATS else report.formats[0])
    if chosen not in report.formats:
        offered = ", ".join(report.formats)
        raise Refusal(f"{report.title} is made as {offered}, not as {chosen}.")
    if arguments.version is not None:
        return _of_version(arguments, chosen)
    with the_desk(arguments) as desk:
        today = desk.ask(_today)
        if report.from_today:
            arguments.first = arguments.first or today
        start, end = period(arguments, today, WEEK if report.from_today else FORTNIGHT)
        only = desk.ask(
            only_named,
            start=start,
            end=end,
            activity=arguments.activity,
            site=arguments.site,
            whom=arguments.grade,
        )
        with told_aside():
            document = report.make(
                desk, start, end, chosen, arguments.paper, arguments.clinician, only
            )
    write_whole(arguments.out, document.content)
    print(arguments.out, file=sys.stdout)
    return FINE


def _of_version(arguments: argparse.Namespace, form: str) -> int:
    """Make the weekly rota of a version; its days are its own."""
    from reports.version_document import version_document

    if arguments.name != "weekly-rota" or arguments.first or arguments.last:
        raise Refusal("--version goes with weekly-rota, without --from and --to.")
    if arguments.clinician is not None:
        raise Refusal("A version is printed of everybody; leave --clinician out.")
    if arguments.activity or arguments.site or arguments.grade:
        raise Refusal("A version is printed whole; leave --activity, --site and --grade out.")
    with the_desk(arguments) as desk, told_aside():
        made = version_document(desk, number=arguments.version, format=form, paper=arguments.paper)
    write_whole(arguments.out, made.content)
    print(arguments.out, file=sys.stdout)
    return FINE


def _today(read: Reading) -> dt.date:
    return read.today
