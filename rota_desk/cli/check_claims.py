"""`rota-desk check claims`: every check of each claim, beside what the rules find."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from rota_desk.cli.answers import ATTENTION, FINE, period, print_json, somebody, the_desk
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.claim_road import STATE_WORDS
from rota_desk.queries.claim_evidence import ClaimEvidence, claims_evidence
from rota_desk.queries.expenses import ExpenseEvidence, expenses_list
from rota_desk.queries.findings import findings_between
from rota_desk.rules.engine import Finding
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year

BACK, AHEAD = dt.timedelta(weeks=13), 4 * 7  # claims are mostly of days gone by
SHAPES = {Mark.CROSS: "✗", Mark.QUESTION: "?", Mark.TICK: "✓", Mark.NOT_CHECKED: "–"}
Found = tuple[list[Finding], tuple[ClaimEvidence, ...]]


def run(arguments: argparse.Namespace) -> int:
    """Check the claims of the period, else of 13 weeks back and 4 ahead; 1 when any asks."""
    with the_desk(arguments) as desk:
        who = somebody(desk, arguments.clinician)
        start, end = period(arguments, desk.ask(_today), AHEAD)
        if arguments.first is None and arguments.last is None:
            start -= BACK
        findings = desk.ask(findings_between, start=start, end=end, clinician=who)
        claims = desk.ask(claims_evidence, clinician=who, start=start, end=end)
        lines = desk.ask(expenses_list, clinician=who, start=start, end=end)
    found = [one for one in findings if one.key.startswith("claims.")], claims
    if arguments.json:
        from rota_desk.cli.check import as_document

        document = as_document(found[0], start, end)
        told = {
            "claims": [as_record(one) for one in claims],
            "expenses": [as_expense(one) for one in lines],
        }
        print_json({**document, **told})
    else:
        _print(found, start, end)
        _print_expenses(lines)
    asked = any(one.asks for one in claims) or any(one.asks for one in lines)
    return ATTENTION if found[0] or asked else FINE


def as_record(one: ClaimEvidence) -> dict[str, Any]:
    """A claim with all its checks, as JSON has it."""
    claim = one.claim
    return {
        "claim": claim.reference,
        "person": claim.claimant,
        "clinician": claim.clinician_id,
        "state": claim.state.value,
        "start": claim.start.isoformat(timespec="minutes"),
        "end": claim.end.isoformat(timespec="minutes"),
        "activity": claim.activity,
        "reason": claim.reason_code,
        "quantity": float(claim.quantity),
        "unit": claim.unit,
        "amount": str(claim.amount),
        "attention": one.asks,
        "checks": [_check(check) for check in one.checks],
    }


def as_expense(one: ExpenseEvidence) -> dict[str, Any]:
    """An expense line with all its checks, as JSON has it."""
    line = one.line
    return {
        "expense": line.reference,
        "person": line.claimant,
        "clinician": line.clinician_id,
        "state": line.state.value,
        "day": line.day.isoformat(),
        "kind": line.kind.value,
        "amount": None if line.pounds is None else str(line.pounds),
        "attention": one.asks,
        "checks": [_check(check) for check in one.checks],
    }


def _check(check: Check) -> dict[str, str]:
    return {
        "check": check.id,
        "title": check.title,
        "mark": check.mark.value.replace(" ", "_"),
        "message": check.words,
    }


def _print(found: Found, start: dt.date, end: dt.date) -> None:
    last, claims = end - dt.timedelta(days=1), found[1]
    asked = count_words(sum(one.asks for one in claims), "claim")
    print(
        f"{day_and_year(start)} to {day_and_year(last)}: {count_words(len(claims), 'claim')},"
        f" {asked} to look at."
    )
    for one in claims:
        claim = one.claim
        print(
            f"{claim.reference}  {claim.claimant}, {day_and_year(claim.start.date())}"
            f" {claim.start:%H:%M}–{claim.end:%H:%M}, £{claim.amount:,.2f},"
            f" {STATE_WORDS[claim.state].lower()}: {one.summary}"
        )
        for check in one.checks:
            if one.stands and check.mark in (Mark.CROSS, Mark.QUESTION):
                print(f"  {SHAPES[check.mark]} {check.title}: {check.words}  [{check.id}]")


def _print_expenses(lines: tuple[ExpenseEvidence, ...]) -> None:
    asked = count_words(sum(one.asks for one in lines), "expense line")
    print(f"{count_words(len(lines), 'expense line')}, {asked} to look at.")
    for one in lines:
        line = one.line
        paid = "nothing reckoned" if line.pounds is None else f"£{line.pounds:,.2f}"
        print(
            f"{line.reference}  {line.claimant}, {day_and_year(line.day)}, {paid}: {one.summary}"
        )


def _today(read: Reading) -> dt.date:
    return read.today
