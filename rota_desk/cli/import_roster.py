"""`rota-desk import roster`: a department's own spreadsheet, read, told, and recorded."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TypedDict

from models.database import is_there
from rota_desk.cli.answers import ATTENTION, FINE, add_json, print_json, the_desk
from rota_desk.desk import Desk
from rota_desk.edits.intake import RosterRecorded, apply_roster
from rota_desk.edits.intake_mapping import keep_mapping
from rota_desk.errors import CannotOpen, Problem, Refusal
from rota_desk.intake.difference import Turn
from rota_desk.intake.kept import kept_mapping
from rota_desk.intake.likeness import Likeness
from rota_desk.intake.mapping import RosterMapping, read_mapping
from rota_desk.intake.matching import people_alike, roster_activities, roster_people
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster
from rota_desk.words import day_and_year

MOST_SHOWN = 200  # problems told as sentences; --json tells all


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser("roster", help="a department's own rota spreadsheet")
    command.add_argument("file", type=Path, help=".xlsx, .xlsm, .xls, .ods or .csv")
    command.add_argument("--dry-run", action="store_true", help="only tell what would be recorded")
    command.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="settled codes and names"
    )
    command.add_argument("--sheet", metavar="NAME", help="read only this sheet")
    add_json(command)
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the roster, record it unless it is a dry run, and tell what needs attention."""
    given = read_mapping(arguments.mapping) if arguments.mapping else RosterMapping()
    if arguments.dry_run:
        plan, difference = _looked_at(arguments, given)
        return _answer(arguments, plan, plan.problems, difference)
    _read(arguments, given)  # a file that cannot be read leaves no new database behind
    with the_desk(arguments, create=True) as desk:
        kept = desk.ask(kept_mapping, file=arguments.file.name)
        plan = _read(arguments, given.over(kept))
        recorded, problems = record(desk, plan)
        if given.codes or given.names or given.same:
            desk.do(keep_mapping, file=arguments.file.name, mapping=given)
    return _answer(arguments, plan, (*plan.problems, *problems), recorded)


def _read(arguments: argparse.Namespace, mapping: RosterMapping) -> IntakePlan:
    return read_roster(arguments.file, sheet=arguments.sheet, mapping=mapping)


def _looked_at(
    arguments: argparse.Namespace, given: RosterMapping
) -> tuple[IntakePlan, RosterRecorded | None]:
    """Read the file and, where there is a rota, say what it would change; nothing is recorded."""
    try:
        if not is_there(arguments.database):
            return _read(arguments, given), None
        with the_desk(arguments) as desk:
            kept = desk.ask(kept_mapping, file=arguments.file.name)
            plan = _read(arguments, given.over(kept))
            return plan, desk.preview(apply_roster, plan=plan, **_chosen(desk, plan)).value
    except CannotOpen:
        raise
    except Refusal as refusal:
        print(f"What was settled earlier is not used. {refusal}", file=sys.stderr)
        return _read(arguments, given), None


class _Chosen(TypedDict):
    people: dict[str, int | None]
    activities: dict[str, int | None]


def _chosen(desk: Desk, plan: IntakePlan) -> _Chosen:
    """Known people and activities as they are, new ones to be made."""
    people = desk.ask(roster_people, plan=plan)
    return {
        "people": {**people.known, **dict.fromkeys(people.new)},
        "activities": desk.ask(roster_activities, plan=plan),
    }


def record(desk: Desk, plan: IntakePlan) -> tuple[RosterRecorded, tuple[Problem, ...]]:
    """Record a plan in one step: known people and activities are used, new ones are made.

    A name that may be somebody known is left out and told, to be settled in the mapping.
    """
    people = desk.ask(roster_people, plan=plan)
    done = desk.do(apply_roster, plan=plan, **_chosen(desk, plan))
    told = [
        *(_unsure(plan, name, like) for name, like in people.unsure.items()),
        *(_alike(plan, name, like) for name, like in people_alike(people.new).items()),
        *(_untimed(plan, code) for code in done.value.untimed),
    ]
    return done.value, tuple(told)


def _unsure(plan: IntakePlan, name: str, like: tuple[Likeness, ...]) -> Problem:
    message = (
        f"this may be {' or '.join(map(str, like))}: nothing is recorded for it; "
        "settle the name in the mapping."
    )
    return Problem(plan.file, "", 0, "", name, message)


def _alike(plan: IntakePlan, name: str, like: tuple[Likeness, ...]) -> Problem:
    message = (
        f"recorded as a person beside {', '.join(map(str, like))}; "
        "if they are one, undo and settle the name in the mapping."
    )
    return Problem(plan.file, "", 0, "", name, message)


def _untimed(plan: IntakePlan, code: str) -> Problem:
    message = (
        "no times are stated: recorded as the whole day from 00:00 to 24:00; "
        "give times in the mapping."
    )
    return Problem(plan.file, "", 0, "", code, message)


def _answer(
    arguments: argparse.Namespace,
    plan: IntakePlan,
    problems: tuple[Problem, ...],
    recorded: RosterRecorded | None,
) -> int:
    """Tell the plan and the problems; the status says whether something needs attention."""
    if arguments.json:
        shown = plan.as_json()
        shown["problems"] = [_problem_json(problem) for problem in problems]
        shown["recorded"] = _counts_json(recorded) if recorded and not arguments.dry_run else None
        shown["difference"] = [one.as_json() for one in recorded.changes] if recorded else []
        print_json(shown)
    else:
        _say(plan, problems, None if arguments.dry_run else recorded)
        _say_difference(recorded)
    return ATTENTION if problems else FINE


def _counts_json(recorded: RosterRecorded) -> dict[str, object]:
    return {name: value for name, value in asdict(recorded).items() if name != "changes"}


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "text": problem.text,
        "message": problem.message,
    }


def _say_difference(recorded: RosterRecorded | None) -> None:
    """Tell what is otherwise than at the last import, by person and day."""
    if recorded is None or not recorded.brought_before:
        return
    counts = recorded.counted()
    told = ", ".join(f"{counts[turn]} {turn.value}" for turn in Turn if turn in counts)
    print(f"Since its last import: {told or 'nothing is different'}.")
    for one in recorded.changes[:MOST_SHOWN]:
        was = " → ".join(part for part in (one.before, one.after) if part)
        print(f"  {one.person}, {day_and_year(one.day)}: {one.turn.value}: {was}")
    if len(recorded.changes) > MOST_SHOWN:
        print(f"  … and {len(recorded.changes) - MOST_SHOWN} more; --json tells all.")


def _say(plan: IntakePlan, problems: tuple[Problem, ...], recorded: RosterRecorded | None) -> None:
    for sentence in plan.understood:
        print(sentence)
    print(f"{len(plan.duties)} duties and days of leave of {len(plan.people)} people were read.")
    if recorded:
        print(
            f"Recorded: {recorded.assignments_added} duties, {recorded.leave_added} spans of "
            f"leave, {len(recorded.people_added)} new people; {recorded.there_already} were "
            "there already."
        )
    for problem in problems[:MOST_SHOWN]:
        print(problem.sentence(), file=sys.stderr)
    if len(problems) > MOST_SHOWN:
        print(f"… and {len(problems) - MOST_SHOWN} more; --json tells all.", file=sys.stderr)
