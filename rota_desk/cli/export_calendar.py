"""`rota-desk export calendar`: calendar files, drafts to send them with, or a calendar server."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rota_desk.cli.answers import FINE, add_json, add_period, period, print_json, the_desk
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.files import write_all
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

if TYPE_CHECKING:
    from reports.calendar_events import Privacy
    from reports.document import Document

QUARTER = 91
WALL = 14  # days of the printed rota that goes with a covering letter
OF = ("clinician", "room", "activity", "on-call")
PRIVACY = ("full", "duty", "busy")
PASSWORD = "ROTA_DESK_CALDAV_PASSWORD"  # noqa: S105 - the name of a place, no password


def add_parser(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command with its options."""
    calendar = kinds.add_parser("calendar", help="one calendar file for each clinician")
    calendar.add_argument("--out", type=Path, metavar="DIR", help="the folder")
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
    ways = calendar.add_mutually_exclusive_group()
    ways.add_argument(
        "--feeds", action="store_true", help="under secret names, for a web server's folder"
    )
    ways.add_argument(
        "--drafts", action="store_true", help="e-mail drafts with list, file and printed rota"
    )
    ways.add_argument(
        "--invitations", action="store_true", help="a draft for each change, with --since"
    )
    ways.add_argument("--caldav", metavar="URL", help="put them on a calendar server")
    calendar.add_argument("--user", default="", help=f"for --caldav; its password in {PASSWORD}")
    add_json(calendar)
    calendar.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the calendars and what goes beside them, or bring a server up to date."""
    _refuse_odd(arguments)
    with the_desk(arguments) as desk:
        if arguments.caldav:
            return _deliver(arguments, desk)
        if arguments.feeds:
            return _serve(arguments, desk)
        made = _made(arguments, desk)
    written = write_all(arguments.out, {one.file_name: one.content for one in made})
    if arguments.json:
        print_json({"files": [str(path) for path in written]})
    else:
        print(*written, sep="\n")
    return FINE


def _made(arguments: argparse.Namespace, desk: Desk) -> tuple[Document, ...]:
    from reports.clinician_calendar import calendars, index
    from reports.shared_calendar import shared
    from rota_desk.queries.shared_calendar import Of

    privacy = _privacy(arguments)
    start, end = _days(arguments, desk)
    if arguments.drafts or arguments.invitations:
        return _letters(arguments, desk, start, end)
    if arguments.since is not None:
        return _changes(arguments, desk, start, end)
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
    arguments: argparse.Namespace, desk: Desk, start: dt.date, end: dt.date
) -> tuple[Document, ...]:
    from reports.calendar_changes import changes_only

    return changes_only(
        desk,
        since=arguments.since,
        start=start,
        end=end,
        clinician=arguments.clinician,
        privacy=_privacy(arguments),
    )


def _letters(
    arguments: argparse.Namespace, desk: Desk, start: dt.date, end: dt.date
) -> tuple[Document, ...]:
    from reports.calendar_drafts import covering_drafts, invitation_drafts
    from reports.catalogue import report_named

    privacy = _privacy(arguments)
    if arguments.invitations:
        return invitation_drafts(
            desk, since=arguments.since, start=start, end=end, privacy=privacy
        )
    until = min(end, start + dt.timedelta(days=WALL))
    rota = report_named("weekly-rota").build(desk, start=start, end=until, format="pdf")
    return covering_drafts(
        desk,
        start=start,
        end=end,
        since=arguments.since,
        with_leave=arguments.with_leave,
        privacy=privacy,
        enclosed=(rota,),
    )


def _serve(arguments: argparse.Namespace, desk: Desk) -> int:
    """Write the served folder, and take out of it what was withdrawn."""
    from reports.calendar_feeds import feeds, remove_withdrawn
    from rota_desk.edits.calendar_addresses import give_calendar_addresses
    from rota_desk.queries.clinician_calendar import clinician_calendars

    start, end = _days(arguments, desk)
    people = desk.ask(clinician_calendars, start=start, end=end)
    with_duties = [one.clinician_id for one in people if one.duties]
    desk.do(give_calendar_addresses, clinicians=with_duties)
    made = feeds(
        desk,
        start=start,
        end=end,
        with_leave=arguments.with_leave,
        privacy=_privacy(arguments),
    )
    write_all(arguments.out, {one.file_name: one.content for one in made.documents})
    remove_withdrawn(arguments.out, made.withdrawn)
    if arguments.json:
        print_json({"addresses": [asdict(line) for line in made.lines]})
    else:
        for line in made.lines:
            print(f"{line.name}: {line.address or line.file}")
    print("Each address is for its person alone; tell it to nobody else.", file=sys.stderr)
    return FINE


def _deliver(arguments: argparse.Namespace, desk: Desk) -> int:
    """Bring a calendar server up to date, one person after another."""
    from reports.calendar_events import calendar_head
    from reports.calendar_server import calendar_server
    from reports.clinician_calendar import file_names
    from rota_desk.queries.clinician_calendar import clinician_calendars

    server = calendar_server(arguments.caldav, arguments.user, os.environ.get(PASSWORD, ""))
    days = _days(arguments, desk)
    head = calendar_head(desk, _privacy(arguments))
    everybody = desk.ask(clinician_calendars, start=days[0], end=days[1])
    words = file_names({one.clinician_id: one.name for one in everybody})
    done = []
    for one in everybody:
        if arguments.clinician in (None, one.clinician_id):
            done.append(server.deliver(one, words[one.clinician_id], head, days))
            print(f"{one.name} …", file=sys.stderr)
    if arguments.json:
        print_json({"calendars": [asdict(one) for one in done]})
    else:
        for line in done:
            print(f"{line.name}: {line.put} put, {line.removed} removed, {line.same} as they were")
    return FINE


def _days(arguments: argparse.Namespace, desk: Desk) -> tuple[dt.date, dt.date]:
    """The half-open period; of changes without --to as far as that version told of."""
    from rota_desk.queries.calendar_changes import told_until

    today = desk.ask(_today)
    if arguments.since is None:
        return period(arguments, today, QUARTER)
    until = desk.ask(told_until, since=arguments.since)
    first = arguments.first or today - dt.timedelta(days=today.weekday())
    if arguments.last is None and until <= first:
        last = day_and_year(until - dt.timedelta(days=1))
        raise Refusal(
            f"Version {arguments.since} told of days up to {last} only. Say with --from and --to "
            "which days are meant, or name a later version."
        )
    return period(arguments, today, max(1, (until - first).days))


def _privacy(arguments: argparse.Namespace) -> Privacy | None:
    from reports.calendar_events import Privacy

    return Privacy(arguments.privacy) if arguments.privacy else None


def _refuse_odd(arguments: argparse.Namespace) -> None:
    if arguments.out is None and not arguments.caldav:
        raise Refusal("Say with --out which folder the files go to.")
    if arguments.invitations and arguments.since is None:
        raise Refusal(
            "Invitations are of changes: name with --since the version that people have, such as"
            " --since 6. Versions, in the window, lists them."
        )
    if arguments.of != OF[0]:
        own = ("since", "clinician", "with_leave", "feeds", "drafts", "invitations", "caldav")
        for option in own:
            if getattr(arguments, option) not in (None, False):
                name = option.replace("_", "-")
                raise Refusal(f"--{name} goes with clinicians' calendars only; leave out --of.")


def _today(read: Reading) -> dt.date:
    return read.today
