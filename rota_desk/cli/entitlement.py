"""`entitlement`: the leave that a contract gives after so many years of service."""

import argparse
import datetime as dt
from fractions import Fraction

from rota_desk.cli.answers import FINE, a_day, add_json, print_json
from rota_desk.cli.check_duties import number
from rota_desk.cli.csv_rows import refuse_far_days
from rota_desk.clock import SystemClock
from rota_desk.domain.bank_holidays import ENGLAND_AND_WALES, bank_holidays_within
from rota_desk.domain.leave_entitlement import Entitlement, LeaveTerms, entitlement
from rota_desk.errors import Refusal
from rota_desk.rules.contract import load
from rota_desk.rules.entitlement import leave_terms

_LEAP_DAY = (2, 29)
_LONGEST = dt.timedelta(days=2 * 366)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser(
        "entitlement", help="the leave a contract gives; needs no database"
    )
    command.add_argument("--contract", required=True, metavar="CODE", help="such as AFC-ENG")
    command.add_argument(
        "--service-years", required=True, type=number, metavar="N", help="completed years"
    )
    share = command.add_mutually_exclusive_group()
    share.add_argument("--weekly-hours", type=number, metavar="H", help="contracted hours a week")
    share.add_argument(
        "--wte", type=number, metavar="F", help="whole-time equivalent, such as 0.6"
    )
    command.add_argument("--from", dest="first", type=a_day, metavar="D", help="first day")
    command.add_argument("--to", dest="last", type=a_day, metavar="D", help="last day, included")
    add_json(command)
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Answer in days, and in hours where leave is kept in hours."""
    _refuse_half_a_period(args)
    contract = load(args.contract)
    on = args.first or SystemClock().now().date()
    terms = leave_terms(contract, on)
    got = entitlement(
        terms,
        years=Fraction(args.service_years),
        share=_share(args, terms),
        part_of_year=_part_of_year(args.first, args.last) if args.first else Fraction(1),
        public_holidays=_observed(args.first, args.last) if args.first else None,
    )
    answer = _answer(got)
    if args.json:
        print_json(
            {"contract": contract.code, "pack": contract.pack_of("entitlement", on), **answer}
        )
    else:
        _print(answer)
    return FINE


def _refuse_half_a_period(args: argparse.Namespace) -> None:
    refuse_far_days(args.first, args.last)
    if (args.first is None) != (args.last is None):
        raise Refusal("A period needs both its days; give --from and --to.")
    if args.first and args.last < args.first:
        raise Refusal(f"The period ends on {args.last}, before it starts on {args.first}.")
    if args.first and args.last - args.first > _LONGEST:
        raise Refusal("A leave period lasts at most two years; name a shorter --from and --to.")


def _share(args: argparse.Namespace, terms: LeaveTerms) -> Fraction:
    if args.weekly_hours is not None:
        share = Fraction(args.weekly_hours) / terms.full_time_hours
    else:
        share = Fraction(1) if args.wte is None else Fraction(args.wte)
    if not 0 < share <= 1:
        full = float(terms.full_time_hours)
        raise Refusal(
            f"Leave is for a share of full time above 0 and up to 1 ({full:g} h a week)."
        )
    return share


def _part_of_year(first: dt.date, last: dt.date) -> Fraction:
    """Give the period's days as a part of the year that begins with it."""
    leap = (first.month, first.day) == _LEAP_DAY
    year = first.replace(year=first.year + 1, day=28 if leap else first.day)
    return Fraction((last - first).days + 1, (year - first).days)


def _observed(first: dt.date, last: dt.date) -> Fraction:
    days = bank_holidays_within(ENGLAND_AND_WALES, first, last + dt.timedelta(days=1))
    return Fraction(len(days))


def _answer(got: Entitlement) -> dict[str, float | None]:
    return {
        "days": _round(got.days),
        "hours": _round(got.hours),
        "public_holiday_days": _round(got.public_holiday_days),
        "public_holiday_hours": _round(got.public_holiday_hours),
        "pool_days": _round(got.pool_days),
        "pool_hours": _round(got.pool_hours),
    }


def _round(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _print(answer: dict[str, float | None]) -> None:
    for name, value in answer.items():
        if value is not None:
            print(f"{name.replace('_', ' ')}: {value:g}")
