"""Each check of a bank or agency request: its mark, its exact words, both sides of an edge."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from build import at

from models.types import CoverRequestState, CoverVia
from rota_desk.domain.claim_case import Check, Mark, Meets
from rota_desk.domain.cover_evidence import CHECKS, CoverCase, cover_evidence
from rota_desk.domain.cover_road import Bought

SATURDAY = dt.date(2026, 11, 7)
MINUTE = dt.timedelta(minutes=1)
STARTS, ENDS = at(SATURDAY, "08:00"), at(SATURDAY, "12:30")
TICK, QUESTION, CROSS, NOT_CHECKED = Mark.TICK, Mark.QUESTION, Mark.CROSS, Mark.NOT_CHECKED
REQUESTED, OFFERED = CoverRequestState.REQUESTED, CoverRequestState.OFFERED
FILLED, REFUSED = CoverRequestState.FILLED, CoverRequestState.REFUSED
CANCELLED = CoverRequestState.CANCELLED


def a_case(**known: Any) -> CoverCase:  # noqa: ANN401 - facts by name
    """A Saturday morning of four and a half hours for £80, filled by an agency and worked."""
    bought: dict[str, Any] = {
        "via": CoverVia.AGENCY,
        "state": FILLED,
        "ends": ENDS,
        "now": ENDS,
        "session_hours": Decimal("4.50"),
        "rate": Decimal(80),
    }
    case: dict[str, Any] = {
        "start": STARTS,
        "end": ENDS,
        "requested_at": at(dt.date(2026, 11, 4), "10:00"),
        "order_number": "",
        "authorised_by": "",
        "who": "Dr L Okafor",
        "on_rota": True,
        "fell": "",
    }
    for name, fact in known.items():
        (case if name in CoverCase.__slots__ else bought)[name] = fact
    return CoverCase(bought=Bought(**bought), **case)


def said(check: str, **known: Any) -> tuple[Mark, str] | None:  # noqa: ANN401 - facts by name
    found = [one for one in cover_evidence(a_case(**known)) if one.id == check]
    return (found[0].mark, found[0].words) if found else None


def test_every_check_of_a_worked_agency_shift_speaks_in_reading_order() -> None:
    assert cover_evidence(a_case()) == (
        Check("cover-beforehand", "Asked beforehand", TICK,
              "Asked Wed 4 Nov 10:00, before it starts."),
        Check("cover-order", "Order", QUESTION, "No order number is noted."),
        Check("cover-rate", "Rate", TICK, "4.5 h × £80.00 = £360.00."),
        Check("cover-rota", "On the rota", TICK, "Dr L Okafor stands on the session."),
        Check("cover-once", "Paid once", TICK, "Nothing else is paid for that time."),
        Check("cover-timesheet", "Timesheet", QUESTION, "The timesheet has not been seen."),
        Check("cover-invoice", "Invoice", QUESTION, "The invoice has not been seen."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "checks"),
    [
        ({"state": REQUESTED}, "beforehand order"),
        ({"state": OFFERED}, "beforehand order"),
        ({"state": REFUSED}, "beforehand"),
        ({"state": CANCELLED}, "beforehand"),
        ({"now": ENDS - MINUTE}, "beforehand order rate rota once"),
        ({"via": CoverVia.BANK}, "beforehand order rate rota once timesheet"),
        ({}, "beforehand order rate rota once timesheet invoice"),
    ],
)
def test_only_what_concerns_a_request_as_it_stands_is_checked(
    known: dict[str, Any], checks: str
) -> None:
    assert [one.id for one in cover_evidence(a_case(**known))] == [
        f"cover-{name}" for name in checks.split()
    ]


@pytest.mark.parametrize(
    ("check", "known", "mark", "words"),
    [
        ("beforehand", {"requested_at": STARTS}, TICK, "Asked Sat 7 Nov 08:00, before it starts."),
        ("beforehand", {"requested_at": STARTS + MINUTE}, QUESTION,
         "Asked Sat 7 Nov 08:01, after it started (Sat 7 Nov 08:00)."),
        ("order", {"order_number": "PO 4711"}, TICK, "Order PO 4711."),
        ("order", {"order_number": "PO 4711", "authorised_by": "J Penrose"}, TICK,
         "Order PO 4711, authorised by J Penrose."),
        ("order", {"authorised_by": "J Penrose"}, QUESTION,
         "No order number is noted, authorised by J Penrose."),
        ("rate", {"rate": None}, QUESTION, "No rate is agreed, so nothing is reckoned."),
        ("rate", {"rate": Decimal("1250.5"), "agreed_hours": Decimal(10)}, TICK,
         "10 h × £1,250.50 = £12,505.00."),
        ("rota", {"on_rota": False}, CROSS, "Dr L Okafor is not on the session any more."),
        ("rota", {"fell": "cancelled"}, CROSS, "The session was cancelled."),
        ("rota", {"fell": "closed", "on_rota": False}, CROSS, "The session was closed."),
        ("timesheet", {"timesheet_seen": True}, TICK, "Seen; its hours are not noted."),
        ("timesheet", {"timesheet_seen": True, "timesheet_hours": Decimal("4.50")}, TICK,
         "4.5 h on the timesheet, 4.5 h agreed."),
        ("timesheet", {"timesheet_seen": True, "timesheet_hours": Decimal("4.75")}, QUESTION,
         "4.75 h on the timesheet, 4.5 h agreed."),
        ("timesheet", {"timesheet_seen": True, "timesheet_hours": Decimal(20),
                       "agreed_hours": Decimal("30.0")}, TICK,
         "20 h on the timesheet, 30 h agreed."),
        ("timesheet", {"timesheet_seen": True, "timesheet_hours": Decimal(4),
                       "agreed_hours": Decimal(3)}, QUESTION,
         "4 h on the timesheet, 3 h agreed."),
        ("timesheet", {"timesheet_hours": Decimal(4)}, QUESTION,
         "The timesheet has not been seen."),
        ("invoice", {"invoice_seen": True}, QUESTION, "The invoice has not been seen."),
        ("invoice", {"invoice_amount": Decimal(360)}, QUESTION,
         "The invoice has not been seen."),
        ("invoice", {"invoice_seen": True, "invoice_amount": Decimal(360), "rate": None},
         NOT_CHECKED, "No rate is agreed to compare the invoice with."),
        ("invoice", {"invoice_seen": True, "invoice_amount": Decimal(360)}, TICK,
         "£360.00 invoiced, £360.00 by hours and rate."),
        ("invoice", {"invoice_seen": True, "invoice_amount": Decimal("359.99")}, CROSS,
         "£359.99 invoiced, £360.00 by hours and rate."),
        ("invoice", {"invoice_seen": True, "invoice_amount": Decimal(1400),
                     "rate": Decimal(300)}, CROSS,
         "£1,400.00 invoiced, £1,350.00 by hours and rate."),
    ],
)  # fmt: skip
def test_a_check_says_exactly_what_it_found(
    check: str, known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said(f"cover-{check}", **known) == (mark, words)


def claimed(start: str, end: str, title: str) -> Meets:
    return Meets(at(SATURDAY, start), at(SATURDAY, end), title)


@pytest.mark.parametrize(
    ("others", "mark", "words"),
    [
        ([claimed("12:30", "14:00", "Claim 12")], TICK, "Nothing else is paid for that time."),
        ([claimed("06:00", "08:00", "Claim 12")], TICK, "Nothing else is paid for that time."),
        ([claimed("12:29", "14:00", "Claim 12")], CROSS,
         "Also claimed: Claim 12, Sat 7 Nov 12:29–12:30."),
        ([claimed("07:00", "09:00", "Claim 12"), claimed("14:00", "15:00", "Claim 13"),
          claimed("10:00", "11:30", "Claim 14")], CROSS,
         "Also claimed: Claim 12, Sat 7 Nov 08:00–09:00; Claim 14, Sat 7 Nov 10:00–11:30."),
    ],
)  # fmt: skip
def test_what_the_same_person_claims_for_the_same_minutes_is_named(
    others: list[Meets], mark: Mark, words: str
) -> None:
    assert said("cover-once", also_paid=tuple(others)) == (mark, words)


def test_the_checks_have_names_of_their_own() -> None:
    assert [(name, title) for name, title, _ in CHECKS] == [
        ("cover-beforehand", "Asked beforehand"),
        ("cover-order", "Order"),
        ("cover-rate", "Rate"),
        ("cover-rota", "On the rota"),
        ("cover-once", "Paid once"),
        ("cover-timesheet", "Timesheet"),
        ("cover-invoice", "Invoice"),
    ]
