"""`rota-desk export KIND`: files for other programs."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from rota_desk.cli.answers import FINE, add_json, add_period, period, print_json, the_desk
from rota_desk.cli.files import write_all
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading

if TYPE_CHECKING:
    from reports.calendar_events import Privacy
    from reports.document import Document

QUARTER = 91
OF = ("clinician", "room", "activity", "on-call")
PRIVACY = ("full", "duty", "busy")


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
    calendar.add_argument(
        "--since", type=int, metavar="VERSION", help="only what changed since that version"
    )
    calendar.add_argument(
        "--of", choices=OF, default=OF[0], help="whose calendars; clinician when not given"
    )
    calendar.add_argument("--privacy", choices=PRIVACY, help="how much an entry says")
    add_json(calendar)
    calendar.set_defaults(func=run_calendar)


def run_calendar(arguments: argparse.Namespace) -> int:
    """Write the calendars and the list that says how to use them."""
    _refuse_odd(arguments)
    with the_desk(arguments) as desk:
        made = _made(arguments, desk)
    written = write_all(arguments.out, {one.file_name: one.content for one in made})
    if arguments.json:
        print_json({"files": [str(path) for path in written]})
    else:
        print(*written, sep="\n")
    return FINE


def _made(arguments: argparse.Namespace, desk: Desk) -> tuple[Document, ...]:
    from reports.calendar_events import Privacy
    from reports.clinician_calendar import calendars, index
    from reports.shared_calendar import shared
    from rota_desk.queries.shared_calendar import Of

    privacy = Privacy(arguments.privacy) if arguments.privacy else None
    if arguments.since is not None:
        return _changes(arguments, desk, privacy)
    start, end = period(arguments, desk.ask(_today), QUARTER)
    if arguments.of != OF[0]:
        return shared(desk, of=Of(arguments.of), start=start, end=end, privacy=privacy)
    made = calendars(
        desk,
        start=start,
        end=end,
        with_leave=arguments.with_leave,
        clinician=arguments.clinician,
        privacy=privacy,
    )
    beside = index(desk, made, start=start, end=end) if arguments.clinician is None else ()
    return (*made, *beside)


def _changes(
    arguments: argparse.Namespace, desk: Desk, privacy: Privacy | None
) -> tuple[Document, ...]:
    """What changed; without --to as far as that version told of."""
    from reports.calendar_changes import changes_only
    from rota_desk.queries.calendar_changes import told_until

    until = desk.ask(told_until, since=arguments.since)
    today = desk.ask(_today)
    first = today - dt.timedelta(days=today.weekday())
    start, end = period(arguments, today, max(1, (until - (arguments.first or first)).days))
    return changes_only(
        desk,
        since=arguments.since,
        start=start,
        end=end,
        clinician=arguments.clinician,
        privacy=privacy,
    )


def _refuse_odd(arguments: argparse.Namespace) -> None:
    if arguments.of == OF[0]:
        return
    odd = {
        "--since": arguments.since is not None,
        "--clinician": arguments.clinician is not None,
        "--with-leave": arguments.with_leave,
    }
    for option, given in odd.items():
        if given:
            raise Refusal(f"{option} goes with clinicians' calendars only; leave out --of.")


def _today(read: Reading) -> dt.date:
    return read.today
