"""`rota-desk check claims`: every check of each claim, beside what the rules find."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from rota_desk.cli.answers import ATTENTION, FINE, period, print_json, the_desk
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.claim_road import STATE_WORDS
from rota_desk.queries.claim_evidence import ClaimEvidence, claims_evidence
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
        start, end = period(arguments, desk.ask(_today), AHEAD)
        if arguments.first is None and arguments.last is None:
            start -= BACK
        who = arguments.clinician
        findings = desk.ask(findings_between, start=start, end=end, clinician=who)
        claims = desk.ask(claims_evidence, clinician=who, start=start, end=end)
    found = [one for one in findings if one.key.startswith("claims.")], claims
    if arguments.json:
        from rota_desk.cli.check import as_document

        document = as_document(found[0], start, end)
        print_json({**document, "claims": [as_record(one) for one in claims]})
    else:
        _print(found, start, end)
    return ATTENTION if found[0] or any(one.asks for one in claims) else FINE


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


def _today(read: Reading) -> dt.date:
    return read.today
