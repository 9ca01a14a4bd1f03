"""`rota-desk import roster`: a department's own spreadsheet, read, told, and recorded."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from models.database import is_there
from rota_desk.cli.answers import ATTENTION, FINE, add_json, print_json, the_desk
from rota_desk.desk import Desk
from rota_desk.edits.intake import RosterRecorded, apply_roster
from rota_desk.edits.intake_mapping import keep_mapping
from rota_desk.errors import Problem, Refusal
from rota_desk.intake.kept import kept_mapping
from rota_desk.intake.mapping import RosterMapping, read_mapping
from rota_desk.intake.matching import people_alike, roster_activities, roster_people
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster

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
        plan = _read(arguments, given.over(_kept_if_there(arguments)))
        return _answer(arguments, plan, plan.problems, None)
    _read(arguments, given)  # a file that cannot be read leaves no new database behind
    with the_desk(arguments, create=True) as desk:
        kept = desk.ask(kept_mapping, file=arguments.file.name)
        plan = _read(arguments, given.over(kept))
        recorded, problems = record(desk, plan)
        if given.codes or given.names:
            desk.do(keep_mapping, file=arguments.file.name, mapping=given)
    return _answer(arguments, plan, (*plan.problems, *problems), recorded)


def _read(arguments: argparse.Namespace, mapping: RosterMapping) -> IntakePlan:
    return read_roster(arguments.file, sheet=arguments.sheet, mapping=mapping)


def _kept_if_there(arguments: argparse.Namespace) -> RosterMapping:
    """Give what was settled earlier; a dry run makes no database and does without one."""
    try:
        if not is_there(arguments.database):
            return RosterMapping()
        with the_desk(arguments) as desk:
            return desk.ask(kept_mapping, file=arguments.file.name)
    except Refusal as refusal:
        print(f"What was settled earlier is not used. {refusal}", file=sys.stderr)
        return RosterMapping()


def record(desk: Desk, plan: IntakePlan) -> tuple[RosterRecorded, tuple[Problem, ...]]:
    """Record a plan in one step: known people and activities are used, new ones are made.

    A name that may be somebody known is left out and told, to be settled in the mapping.
    """
    people = desk.ask(roster_people, plan=plan)
    chosen: dict[str, int | None] = {**people.known, **dict.fromkeys(people.new)}
    activities = desk.ask(roster_activities, plan=plan)
    done = desk.do(apply_roster, plan=plan, people=chosen, activities=activities)
    told = [
        *(_unsure(plan, name, like) for name, like in people.unsure.items()),
        *(_alike(plan, name, like) for name, like in people_alike(people.new).items()),
        *(_untimed(plan, code) for code in done.value.untimed),
    ]
    return done.value, tuple(told)


def _unsure(plan: IntakePlan, name: str, like: tuple[str, ...]) -> Problem:
    message = (
        f"this may be {' or '.join(like)}: nothing is recorded for it; "
        "settle the name in the mapping."
    )
    return Problem(plan.file, "", 0, "", name, message)


def _alike(plan: IntakePlan, name: str, like: tuple[str, ...]) -> Problem:
    message = (
        f"recorded as a person beside {', '.join(like)}; "
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
        shown["recorded"] = asdict(recorded) if recorded else None
        print_json(shown)
    else:
        _say(plan, problems, recorded)
    return ATTENTION if problems else FINE


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "text": problem.text,
        "message": problem.message,
    }


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
