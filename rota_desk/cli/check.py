"""`rota-desk check`: what the rules find, in the rota or in a file."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rota_desk.cli import check_claims, check_duties, check_job_plan
from rota_desk.cli.answers import (
    ATTENTION,
    FINE,
    add_json,
    add_period,
    period,
    print_json,
    somebody,
    the_desk,
)
from rota_desk.queries.findings import findings_between
from rota_desk.queries.leave_troubles import LeaveTrouble, leave_troubles
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year

FOUR_WEEKS = 28
SUBJECTS: dict[str, tuple[str, Callable[[Finding], bool]]] = {
    "rota": ("every finding of the rota", lambda _one: True),
    "leave": (
        "work on leave, absences, limits and balances",
        lambda one: one.key.startswith("leave.") or one.key == "claims.claim_on_leave",
    ),
    "rooms": (
        "rooms, equipment, points of lists, and the way between sites",
        lambda one: one.key.startswith("rooms."),
    ),
    "claims": ("each claim with every check of it", lambda one: one.key.startswith("claims.")),
    "job-plans": ("job plans against contracts", lambda one: one.key.startswith("job_plan.")),
}


_RUNS = {"claims": check_claims.run}  # what more than findings belongs to


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `check` with everything that can be checked."""
    command = subparsers.add_parser("check", help="what the rules find")
    subjects = command.add_subparsers(
        title="what to check", metavar="SUBJECT", required=True, parser_class=type(command)
    )
    for subject, (words, _) in SUBJECTS.items():
        one = subjects.add_parser(subject, help=words)
        add_period(one)
        one.add_argument("--clinician", type=int, metavar="ID", help="one person only")
        add_json(one)
        one.set_defaults(func=_RUNS.get(subject, run), subject=subject)
    check_duties.add_parser(subjects)
    check_job_plan.add_parser(subjects)


def run(arguments: argparse.Namespace) -> int:
    """Judge the period; 1 when there is anything to look at."""
    belongs = SUBJECTS[arguments.subject][1]
    with the_desk(arguments) as desk:
        who = somebody(desk, arguments.clinician)
        start, end = period(arguments, desk.ask(_today), FOUR_WEEKS)
        everything = desk.ask(findings_between, start=start, end=end, clinician=who, whole=True)
        troubles = (
            desk.ask(leave_troubles, start=start, end=end, clinician=who)
            if arguments.subject == "leave"
            else ()
        )
    found = [one for one in everything if belongs(one) and who in (None, one.clinician_id)]
    if arguments.json:
        print_json(as_document(found, start, end, troubles))
    else:
        _print(found, start, end, troubles)
    return ATTENTION if found or troubles else FINE


def as_document(
    found: Iterable[Finding],
    start: dt.date,
    end: dt.date,
    troubles: Iterable[LeaveTrouble] = (),
) -> dict[str, Any]:
    """The findings of a half-open period as one JSON document."""
    return {
        "from": start.isoformat(),
        "to": (end - dt.timedelta(days=1)).isoformat(),
        "findings": [*(_line(one) for one in found), *(_trouble(one) for one in troubles)],
    }


def _trouble(one: LeaveTrouble) -> dict[str, Any]:
    """A trouble of leave or absence in the shape of a finding; its days are whole."""
    end = one.last + dt.timedelta(days=1)
    return {
        "person": one.name,
        "clinician": one.clinician_id,
        "rule": one.rule,
        "verdict": "breach" if one.grave else "advisory",
        "severity": "local",
        "measured": None,
        "limit": None,
        "unit": "",
        "start": f"{one.first.isoformat()}T00:00",
        "end": f"{end.isoformat()}T00:00",
        "message": one.message,
        "contract": "",
        "clause": "",
        "pack": "",
        "contested": "",
        "sessions": [],
    }


def _line(one: Finding) -> dict[str, Any]:
    return {
        "person": one.name,
        "clinician": one.clinician_id,
        "rule": one.rule,
        "verdict": one.verdict.value,
        "severity": one.severity.value,
        "measured": one.measured,
        "limit": one.limit,
        "unit": one.unit,
        "start": one.start.isoformat(timespec="minutes") if one.start else None,
        "end": one.end.isoformat(timespec="minutes") if one.end else None,
        "message": one.message,
        "contract": one.contract,
        "clause": one.clause,
        "pack": one.pack,
        "contested": one.contested,
        "sessions": list(one.session_ids),
    }


def _print(
    found: list[Finding], start: dt.date, end: dt.date, troubles: Sequence[LeaveTrouble]
) -> None:
    last = end - dt.timedelta(days=1)
    count = count_words(len(found) + len(troubles), "finding")
    print(f"{day_and_year(start)} to {day_and_year(last)}: {count}.")
    for one in found:
        print(f"{one.verdict.value:8}  {_said(one)}  [{one.rule}]")
        if one.contested:
            print(f"{'':8}  contested: {one.contested}")
    for trouble in troubles:
        verdict = "breach" if trouble.grave else "advisory"
        print(f"{verdict:8}  {trouble.name}: {trouble.message}  [{trouble.rule}]")


def _today(read: Reading) -> dt.date:
    return read.today


def _said(one: Finding) -> str:
    """Say whom or what it is about once."""
    return one.message if one.message.startswith(one.name) else f"{one.name}: {one.message}"
