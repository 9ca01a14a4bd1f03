"""`check duties`: a rota in a CSV file against a contract, without a database."""

import argparse
import datetime as dt
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rota_desk.cli.answers import ATTENTION, FINE, a_day, add_json
from rota_desk.cli.csv_rows import refuse_far_days
from rota_desk.cli.duty_answers import print_answer, write_json
from rota_desk.cli.duty_file import MOST, PLACES, DutyFile, read_duty_file
from rota_desk.cli.progress import told
from rota_desk.domain.bank_holidays import ENGLAND_AND_WALES, bank_holidays_within
from rota_desk.domain.facts import ALWAYS
from rota_desk.domain.snapshot import Authorised, HeldContract, Person, Snapshot
from rota_desk.errors import Refusal
from rota_desk.rules.book import coverage
from rota_desk.rules.contract import DESK, Contract, load
from rota_desk.rules.engine import review_each
from rota_desk.rules.readings import points
from rota_desk.rules.registry import RULES
from rota_desk.rules.rule import Rule

_LONGEST_CYCLE = 104  # weeks
_LONGEST_HORIZON = dt.timedelta(days=10 * 366)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser(
        "duties", help="check a rota in a CSV file against a contract; needs no database"
    )
    command.add_argument("file", help="CSV: person, start, end, kind, work_hours, episodes")
    command.add_argument("--contract", required=True, metavar="CODE", help="such as ENG-RD-2016")
    command.add_argument("--from", dest="first", type=a_day, metavar="D", help="first known day")
    command.add_argument("--to", dest="last", type=a_day, metavar="D", help="last known day")
    command.add_argument("--opt-out", action="store_true", help="an opt-out is on file")
    command.add_argument("--cycle-weeks", type=weeks, metavar="N", help="weeks of the rota cycle")
    command.add_argument(
        "--leave-days",
        type=number,
        default=Decimal(0),
        metavar="A",
        help="days of leave a year that colleagues cover",
    )
    command.add_argument(
        "--standard-day",
        type=number,
        default=Decimal(8),
        metavar="C",
        help="hours of a normal day, 8 unless given",
    )
    command.add_argument(
        "--authorised",
        action="append",
        default=[],
        metavar="RULE",
        help="a named authorisation is on file; may be repeated",
    )
    command.add_argument(
        "--reading",
        action="append",
        default=[],
        type=reading,
        metavar="POINT=CHOICE",
        help="read an open point otherwise than the rulebook does, such as run_dates=touched",
    )
    command.add_argument("--zone", default="Europe/London", metavar="NAME", help="time zone")
    add_json(command)
    command.set_defaults(func=run)


def number(text: str) -> Decimal:
    """Read a number of an option, from 0 to `MOST`."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= MOST:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 0 to {MOST}')
    return round(value, PLACES)


def weeks(text: str) -> int:
    """Read a number of weeks of an option."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _LONGEST_CYCLE:
        raise argparse.ArgumentTypeError(
            f'"{text}" is not a number of weeks from 1 to {_LONGEST_CYCLE}'
        )
    return int(text)


def reading(text: str) -> tuple[str, str]:
    """Read an open point and its choice of an option."""
    point, _, choice = text.partition("=")
    if point not in points():
        raise argparse.ArgumentTypeError(f'"{point}" is none of {", ".join(points())}')
    if choice not in points()[point].choices:
        known = ", ".join(points()[point].choices)
        raise argparse.ArgumentTypeError(f'{point} is read as one of {known}, not "{choice}"')
    return point, choice


def run(args: argparse.Namespace) -> int:
    """Check the file and answer; 1 when something is breached."""
    contract = _contract(args.contract)
    snapshot = picture(args, read_duty_file(args.file, _zone(args.zone)), contract)
    each = review_each(snapshot, on=snapshot.horizon_start, rules=_asked(contract))
    reviewed = told(each, of=len(snapshot.people), done="people judged")
    breached = (write_json if args.json else print_answer)(contract, snapshot, reviewed)
    return ATTENTION if breached else FINE


def picture(args: argparse.Namespace, file: DutyFile, contract: Contract) -> Snapshot:
    """Lay the file's rows between the first and the last known day."""
    first, last = _horizon(args, file)
    zone = _zone(args.zone)
    people = tuple(
        Person(
            clinician_id=place,
            name=name,
            contracts=(HeldContract(contract.code),),
            opt_outs=ALWAYS if args.opt_out else (),
            authorised=tuple(Authorised(rule) for rule in _authorised(args.authorised)),
            cycle_weeks=args.cycle_weeks,
            prospective_leave_days=args.leave_days,
            standard_day_minutes=round(args.standard_day * 60),
        )
        for place, name in enumerate(file.people, start=1)
    )
    beyond = last + dt.timedelta(days=1)
    return Snapshot(
        zone=zone,
        horizon_start=first,
        horizon_end=beyond,
        people=people,
        duties=file.duties,
        aways=file.aways,
        holidays=frozenset(bank_holidays_within(ENGLAND_AND_WALES, first, beyond)),
        read_as=frozenset(args.reading),
    )


def _horizon(args: argparse.Namespace, file: DutyFile) -> tuple[dt.date, dt.date]:
    refuse_far_days(args.first, args.last)
    known = file.days()
    if known is None and (args.first is None or args.last is None):
        raise Refusal(
            f"{args.file} has no duties; add rows, or name the days with --from and --to."
        )
    first = args.first or (known or (args.last, None))[0]
    last = args.last or (known or (None, args.first))[1]
    if last < first:
        raise Refusal(
            f"The last day {last} lies before the first day {first}; see --from and --to."
        )
    if last - first > _LONGEST_HORIZON:
        raise Refusal(
            f"From {first} to {last} is more than ten years; name a shorter --from --to."
        )
    return first, last


def _contract(code: str) -> Contract:
    contract = load(code)
    if contract.code == DESK:
        raise Refusal("DESK is what binds everybody at the desk; name the person's own contract.")
    return contract


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal(f'There is no time zone "{name}"; write it as Europe/London.') from None


def _authorised(rules: list[str]) -> list[str]:
    known = {one.id for one in coverage()}
    for rule in rules:
        if rule not in known:
            raise Refusal(f'There is no rule "{rule}" to authorise; `rota-desk rules` lists them.')
    return rules


def _asked(contract: Contract) -> tuple[Rule, ...]:
    """Choose the contract's rules about duties; the desk's own rules are not asked of a file."""
    bound = {clause.key for clause in contract.clauses}
    return tuple(
        rule for rule in RULES if rule.key in bound and not rule.key.startswith("job_plan.")
    )
