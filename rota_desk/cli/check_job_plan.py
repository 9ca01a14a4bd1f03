"""`check job-plan`: programmed activities, the year and clashes of job plans in a CSV file."""

import argparse
import datetime as dt
from decimal import Decimal
from fractions import Fraction

from rota_desk.cli.answers import ATTENTION, FINE, add_json, print_json
from rota_desk.cli.check_duties import number
from rota_desk.cli.duty_answers import row
from rota_desk.cli.plan_file import PlanFile, read_plan_file
from rota_desk.clock import SystemClock
from rota_desk.domain.facts import HeldContract, Person, PlanLine
from rota_desk.domain.programmed_activities import (
    PaTerms,
    clashes,
    plan_totals,
    weeks_available,
)
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.errors import Refusal
from rota_desk.rules.contract import Contract, load
from rota_desk.rules.engine import judge
from rota_desk.rules.entitlement import leave_terms
from rota_desk.rules.finding import Finding
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.registry import RULES


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser(
        "job-plan", help="check job plans in a CSV file against a contract; needs no database"
    )
    command.add_argument(
        "file",
        help="CSV: clinician, cycle_weeks, week, weekday, start, end, category, activity, "
        "sessions, pa, weeks_per_year",
    )
    command.add_argument("--contract", required=True, metavar="CODE", help="such as ENG-CONS-2003")
    command.add_argument("--contracted-pa", type=number, metavar="PA", help="a week, by contract")
    for kind in ("annual-leave", "public-holiday", "study"):
        command.add_argument(
            f"--{kind}-days", type=number, metavar="D", help="a year; the contract's unless given"
        )
    add_json(command)
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Check the file and answer; 1 when something is found or lines clash."""
    contract = load(args.contract)
    today = SystemClock().now().date()
    terms = _terms(contract, today)
    weeks = _weeks(args, contract, today)
    file = read_plan_file(args.file)
    found = _found(file, contract, args.contracted_pa, today)
    by_clinician: dict[int | None, list[Finding]] = {}
    for one in found:
        by_clinician.setdefault(one.clinician_id, []).append(one)
    answers = [
        _answer(name, lines, terms, weeks, by_clinician.get(place, []))
        for place, (name, lines) in enumerate(
            zip(file.clinicians, file.each, strict=True), start=1
        )
    ]
    if args.json:
        print_json({"contract": contract.code, "pack": contract.pack, "clinicians": answers})
    else:
        _print(answers)
    return ATTENTION if any(one["findings"] or one["clashes"] for one in answers) else FINE


def _terms(contract: Contract, today: dt.date) -> PaTerms:
    if "pa_plain" not in contract.definitions:
        raise Refusal(
            f"{contract.code} has no programmed activities; name a consultants' or SAS contract."
        )
    return pa_terms(contract.means(today))


def _weeks(args: argparse.Namespace, contract: Contract, today: dt.date) -> Fraction:
    terms = leave_terms(contract, today)
    weeks = weeks_available(
        annual=_given(args.annual_leave_days, terms.days_after(Fraction(0))),
        public=_given(args.public_holiday_days, terms.public_holidays),
        study=_given(args.study_days, terms.study_days),
    )
    if weeks <= 0:
        raise Refusal("These days of leave fill the whole year; give fewer.")
    return weeks


def _given(days: Decimal | None, usual: Fraction) -> Fraction:
    return usual if days is None else Fraction(days)


def _found(
    file: PlanFile, contract: Contract, contracted: Decimal | None, today: dt.date
) -> list[Finding]:
    people = tuple(
        Person(place, name, (HeldContract(contract.code),), contracted_pas=contracted)
        for place, name in enumerate(file.clinicians, start=1)
    )
    tomorrow = today + dt.timedelta(days=1)
    picture = Snapshot(LONDON, today, tomorrow, people, plan_lines=file.lines)
    rules = tuple(rule for rule in RULES if rule.key.startswith("job_plan."))
    return list(judge(picture, on=today, rules=rules))


def _answer(
    name: str,
    lines: tuple[PlanLine, ...],
    terms: PaTerms,
    weeks: Fraction,
    found: list[Finding],
) -> dict[str, object]:
    totals = plan_totals(lines, terms, weeks)
    return {
        "clinician": name,
        "pa": {**_rounded(totals.pa), "total": _round(totals.total)},
        "plain_hours": _round(totals.plain_hours),
        "premium_hours": _round(totals.premium_hours),
        "weeks_available": _round(totals.weeks_available),
        "sessions_per_year": _rounded(totals.sessions_per_year),
        "hours_per_year": _rounded(totals.hours_per_year),
        "clashes": [[_said(one), _said(other)] for one, other in clashes(lines)],
        "findings": [_finding(one) for one in found],
    }


def _finding(one: Finding) -> dict[str, object]:
    """Write a finding of a job plan, which has no moment of its own."""
    return {
        key: value for key, value in row(one).items() if key not in ("start", "end", "contested")
    }


def _said(line: PlanLine) -> dict[str, object]:
    weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return {
        "week": line.week,
        "cycle_weeks": line.cycle_weeks,
        "weekday": weekdays[line.weekday or 0],
        "start": line.start.isoformat("minutes"),
        "end": line.end.isoformat("minutes"),
        "category": line.category,
        "activity": line.activity,
    }


def _rounded(values: dict[str, Fraction]) -> dict[str, float]:
    return {name: _round(value) for name, value in values.items()}


def _round(value: Fraction) -> float:
    return round(float(value), 4)


def _print(answers: list[dict[str, object]]) -> None:
    for one in answers:
        pa = one["pa"]
        parts = pa if isinstance(pa, dict) else {}
        said = ", ".join(f"{name} {value:.2f}" for name, value in parts.items() if value)
        print(f"{one['clinician']}: PA a week: {said or 'none'}")
        for pair in _list(one["clashes"]):
            first, second = _list(pair)
            print(f"  clash: {_short(first)} with {_short(second)}")
        for finding in _list(one["findings"]):
            print(f"  {finding['verdict']} {finding['rule']}: {finding['message']}")


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _short(line: dict[str, object]) -> str:
    return (
        f"{line['activity'] or line['category']} {line['weekday']} {line['start']}-{line['end']}"
    )
