"""What commands share: days, periods, the open desk, and answers as one JSON document."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models import Clinician
from rota_desk.bootstrap import open_desk
from rota_desk.changes import plain
from rota_desk.cli.csv_rows import refuse_far_days
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

FINE, ATTENTION = 0, 1
LONGEST = dt.timedelta(days=2 * 366)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # Python alone would take 20261109 and week dates


def a_day(text: str) -> dt.date:
    """A day of the command line: YYYY-MM-DD."""
    message = f"{text} is not a day; write it as 2026-11-09"
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError(message)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(message) from None


def add_period(command: argparse.ArgumentParser) -> None:
    """Let the command take a period, both days included."""
    command.add_argument("--from", dest="first", type=a_day, metavar="D", help="first day")
    command.add_argument("--to", dest="last", type=a_day, metavar="D", help="last day, included")


def add_json(command: argparse.ArgumentParser) -> None:
    """Let the command answer with one JSON document."""
    command.add_argument("--json", action="store_true", help="answer with one JSON document")


def period(arguments: argparse.Namespace, today: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """The half-open period asked for; from this week's Monday for so many days when none is."""
    refuse_far_days(arguments.first, arguments.last)
    first = arguments.first or today - dt.timedelta(days=today.weekday())
    last = arguments.last or first + dt.timedelta(days=days - 1)
    if last < first:
        raise Refusal(
            f"The period ends on {day_and_year(last)}, before it starts on "
            f"{day_and_year(first)}; give --from and --to the other way round."
        )
    if last - first > LONGEST:
        raise Refusal("A period lasts at most two years; name a shorter --from and --to.")
    return first, last + dt.timedelta(days=1)


@contextmanager
def the_desk(arguments: argparse.Namespace, *, create: bool = False) -> Iterator[Desk]:
    """The desk of `--database`, closed again whatever happens."""
    desk = open_desk(arguments.database, create=create)
    try:
        if desk.trying:
            raise Refusal("This is a what-if: it is seen in the window alone. Name the real rota.")
        yield desk
    finally:
        desk.close()


def somebody(desk: Desk, number: int | None) -> int | None:
    """Give the number of the one person asked for, or refuse it when nobody has it."""
    if number is not None and not desk.ask(_is_known, number=number):
        raise Refusal(
            f"There is no clinician with the number {number}; `rota-desk export clinicians "
            "--out FILE` lists them."
        )
    return number


def _is_known(read: Reading, *, number: int) -> bool:
    return read.find(Clinician, number) is not None


def print_json(answer: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write the one JSON document of an answer."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=plain))
