"""`rota-desk import calendar`: a calendar file, as a person's unavailability or their meetings."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path

from rota_desk.cli.answers import ATTENTION, FINE, add_json, add_period, print_json, the_desk
from rota_desk.cli.csv_rows import refuse_far_days
from rota_desk.domain.said import dates
from rota_desk.edits.intake_calendar import CalendarRecorded, Taken, apply_calendar
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_file import read_calendar
from rota_desk.intake.calendar_plan import CalendarPlan
from rota_desk.queries.clinicians import person_detail
from rota_desk.queries.here import Here, here
from rota_desk.words import count_words

YEAR = dt.timedelta(days=366)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser("calendar", help="a calendar file (.ics) of one person")
    command.add_argument("file", type=Path, help="the .ics file")
    command.add_argument("--clinician", type=int, required=True, metavar="ID", help="whose it is")
    command.add_argument(
        "--as",
        dest="taken",
        choices=[one.value for one in Taken],
        default=Taken.UNAVAILABILITY.value,
        help="what its entries are; unavailability when not given",
    )
    add_period(command)
    command.add_argument("--dry-run", action="store_true", help="only tell what would be recorded")
    add_json(command)
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the file, record it unless it is a dry run, and tell what needs attention."""
    refuse_far_days(arguments.first, arguments.last)
    with the_desk(arguments) as desk:
        desk.ask(person_detail, clinician=arguments.clinician)
        plan = _read(arguments, desk.ask(here))
        if arguments.dry_run:
            return _answer(arguments, plan, None)
        done = desk.do(
            apply_calendar,
            plan=plan,
            clinician=arguments.clinician,
            taken=Taken(arguments.taken),
        )
    return _answer(arguments, plan, done.value)


def _read(arguments: argparse.Namespace, at: Here) -> CalendarPlan:
    first, last = _days(arguments, at)
    if last < first:
        raise Refusal("The last day lies before the first; give --from and --to the other way.")
    if not arguments.json:
        print(f"Read from {dates(first, last)}; --from and --to name other days.")
    return read_calendar(arguments.file, zone=at.zone, first=first, last=last)


def _days(arguments: argparse.Namespace, at: Here) -> tuple[dt.date, dt.date]:
    """The days that are read, both included: a year from today where none are named."""
    first: dt.date = arguments.first or at.today
    return first, arguments.last or first + YEAR


def _answer(
    arguments: argparse.Namespace, plan: CalendarPlan, recorded: CalendarRecorded | None
) -> int:
    """Tell the plan and the problems; the status says whether something needs attention."""
    if arguments.json:
        problems = [
            {"row": one.row, "column": one.column, "text": one.text, "message": one.message}
            for one in plan.problems
        ]
        print_json(
            {
                "file": plan.file,
                "calendar": plan.name,
                "plan": [one.as_json() for one in plan.entries],
                "problems": problems,
                "recorded": asdict(recorded) if recorded else None,
            }
        )
    else:
        _say(plan, recorded)
    return ATTENTION if plan.problems else FINE


def _say(plan: CalendarPlan, recorded: CalendarRecorded | None) -> None:
    entries = count_words(len(plan.entries), "entry", "entries")
    print(f"{entries} and {count_words(len(plan.cancelled), 'cancellation')} were read.")
    if plan.nothing:
        print(f"{plan.nothing} --from and --to name the days that are read.")
    if recorded:
        print(
            f"Recorded: {recorded.added} new, {recorded.changed} changed, "
            f"{recorded.removed} removed; {recorded.there_already} were there already."
        )
    for problem in plan.problems:
        print(problem.sentence(), file=sys.stderr)
