"""`rota-desk propose`: who could fill every open gap of some days; they are put on when told."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from rota_desk.cli.answers import (
    ATTENTION,
    FINE,
    add_json,
    add_period,
    period,
    print_json,
    the_desk,
)
from rota_desk.cli.progress import told_aside
from rota_desk.edits.proposed_cover import take_proposals
from rota_desk.errors import Refusal
from rota_desk.proposing import Proposing, begin
from rota_desk.queries.cover_candidates import reason_line
from rota_desk.queries.proposed_lines import Line
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year

FOUR_WEEKS = 28
DAY = dt.timedelta(days=1)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `propose`."""
    command = subparsers.add_parser("propose", help="who could fill every open gap")
    add_period(command)
    command.add_argument(
        "--leave-out",
        type=int,
        action="append",
        default=[],
        metavar="SESSION",
        help="a session to leave open, by its number; as often as wanted",
    )
    command.add_argument(
        "--take", action="store_true", help="put everybody proposed on the rota, as one step"
    )
    command.add_argument(
        "--reason", default="", metavar="WORDS", help="with --take: why published days change"
    )
    add_json(command)
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Propose, and take it only when told; 1 where a gap is still there at the end."""
    with the_desk(arguments) as desk:
        start, end = period(arguments, desk.ask(_today), FOUR_WEEKS)
        with told_aside():
            found = begin(desk, start=start, end=end)
            _leave_out(found, arguments.leave_out)
            lines = found.lines()
        takes = bool(arguments.take and found.takings)
        if takes:
            with desk.acting(reason=arguments.reason):
                desk.do(take_proposals, takings=found.takings)
    if arguments.json:
        print_json(as_document(lines, start, end, taken=takes))
    else:
        for told in _told(lines, start, end, taken=takes):
            print(told)
    still = [one for one in lines if one.taker is None or not takes]
    return ATTENTION if still else FINE


def _leave_out(found: Proposing, sessions: Collection[int]) -> None:
    """Leave every open place of some sessions out; one that has none is refused."""
    there = {one.session_id for one in found.sessions}
    for number in sessions:
        if number not in there:
            raise Refusal(
                f"Session {number} has no gap to come in these days; leave --leave-out away and "
                "--json tells the number of each that has one."
            )
    if sessions:
        found.leave_out([one for one in found.places if one.session_id in sessions])


def as_document(
    lines: Sequence[Line], start: dt.date, end: dt.date, *, taken: bool
) -> dict[str, Any]:
    """Every open place of a half-open period with its answer, as one JSON document."""
    return {
        "from": start.isoformat(),
        "to": (end - DAY).isoformat(),
        "taken": taken,
        "gaps": len(lines),
        "proposed": sum(one.taker is not None for one in lines),
        "lines": [_line(one) for one in lines],
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "session": one.session.session_id,
        "title": one.session.title,
        "start": one.session.start.isoformat(timespec="minutes"),
        "end": one.session.end.isoformat(timespec="minutes"),
        "clinician": one.taker.clinician_id if one.taker else None,
        "person": one.taker.name if one.taker else "",
        "why": one.why,
        "instead": [
            {"clinician": each.clinician_id, "person": each.name, "why": reason_line(each)}
            for each in one.instead
        ],
    }


def _told(lines: Sequence[Line], start: dt.date, end: dt.date, *, taken: bool) -> Iterator[str]:
    """What is proposed, line by line, and how it is taken."""
    goes = sum(one.taker is not None for one in lines)
    days = f"{day_and_year(start)} to {day_and_year(end - DAY)}"
    if not lines:
        yield f"{days}: no gaps to come."
        return
    done = "put on the rota" if taken else "proposed"
    yield f"{days}: {count_words(len(lines), 'gap')}, {goes} {done}, {len(lines) - goes} open."
    for one in lines:
        who = one.taker.name if one.taker else "open"
        yield f"{one.what}: {who} ({one.why})"
    if goes and not taken:
        yield "Nothing was changed. Add --take to put them on the rota."


def _today(read: Reading) -> dt.date:
    return read.today
