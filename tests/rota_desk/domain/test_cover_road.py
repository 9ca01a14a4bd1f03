"""The road of a bank or agency request: its steps, what it costs, and how long it took."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from build import at

from models.types import CoverRequestState, CoverVia
from rota_desk.domain.cover_road import (
    MAY,
    OPEN,
    STATE_WORDS,
    VIA_WORDS,
    Bought,
    fill_percent,
    length_words,
    may,
    middle,
)

SATURDAY = dt.date(2026, 11, 7)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
ENDS = at(SATURDAY, "12:30")
REQUESTED, OFFERED = CoverRequestState.REQUESTED, CoverRequestState.OFFERED
FILLED, REFUSED = CoverRequestState.FILLED, CoverRequestState.REFUSED
CANCELLED = CoverRequestState.CANCELLED
BANK, AGENCY = CoverVia.BANK, CoverVia.AGENCY


def a_request(**known: Any) -> Bought:  # noqa: ANN401 - facts by name
    """Four and a half hours at £80 of an agency, filled and worked."""
    plain: dict[str, Any] = {
        "via": AGENCY,
        "state": FILLED,
        "ends": ENDS,
        "now": ENDS,
        "session_hours": Decimal("4.5"),
        "rate": Decimal(80),
    }
    return Bought(**(plain | known))


@pytest.mark.parametrize(
    ("step", "states"),
    [
        ("change", {REQUESTED, OFFERED}),
        ("offer", {REQUESTED, OFFERED}),
        ("fill", {REQUESTED, OFFERED}),
        ("refuse", {REQUESTED, OFFERED}),
        ("cancel", {REQUESTED, OFFERED, FILLED}),
        ("see the timesheet of", {FILLED}),
        ("see the invoice of", {FILLED}),
        ("pass on", {FILLED}),
    ],
)
def test_a_step_may_be_taken_from_some_states_alone(
    step: str, states: set[CoverRequestState]
) -> None:
    assert {state for state in CoverRequestState if may(step, state)} == states


def test_steps_states_and_ways_are_named() -> None:
    assert OPEN == (REQUESTED, OFFERED)
    assert list(MAY) == [
        *("change", "offer", "fill", "refuse", "cancel"),
        *("see the timesheet of", "see the invoice of", "pass on"),
    ]
    assert {
        REQUESTED: "Requested",
        OFFERED: "Offered",
        FILLED: "Filled",
        REFUSED: "Not filled",
        CANCELLED: "Cancelled",
    } == STATE_WORDS
    assert {BANK: "Bank", AGENCY: "Agency"} == VIA_WORDS


@pytest.mark.parametrize("state", CoverRequestState)
@pytest.mark.parametrize(("now", "over"), [(ENDS - MINUTE, False), (ENDS, True)])
def test_a_filled_shift_is_worked_once_its_end_has_come(
    state: CoverRequestState, now: dt.datetime, *, over: bool
) -> None:
    assert a_request(state=state, now=now).worked is (over and state is FILLED)


def figure(number: Decimal | None) -> str | None:
    """A number with its places, so that 0 and 0.00 are told apart."""
    return None if number is None else str(number)


@pytest.mark.parametrize(
    ("known", "hours", "by_rate", "cost"),
    [
        ({}, "4.5", "360.00", "360.00"),
        ({"agreed_hours": Decimal(4)}, "4", "320.00", "320.00"),
        ({"agreed_hours": Decimal(4), "timesheet_hours": Decimal(5)}, "5", "400.00", "400.00"),
        ({"timesheet_hours": Decimal(0)}, "0", "0.00", "0.00"),
        ({"agreed_hours": Decimal(0)}, "0", "0.00", "0.00"),
        ({"invoice_amount": Decimal("372.40")}, "4.5", "360.00", "372.40"),
        ({"invoice_amount": Decimal(0)}, "4.5", "360.00", "0"),
        ({"rate": None}, "4.5", None, None),
        ({"rate": None, "invoice_amount": Decimal(400)}, "4.5", None, "400"),
        ({"rate": Decimal("80.13"), "agreed_hours": Decimal("0.5")}, "0.5", "40.07", "40.07"),
        ({"rate": Decimal("80.11"), "agreed_hours": Decimal("0.25")}, "0.25", "20.03", "20.03"),
    ],
)
def test_a_shift_costs_what_is_invoiced_or_its_hours_at_the_rate(
    known: dict[str, Any], hours: str, by_rate: str | None, cost: str | None
) -> None:
    one = a_request(**known)
    assert tuple(figure(it) for it in (one.hours, one.by_rate, one.cost)) == (
        hours,
        by_rate,
        cost,
    )


@pytest.mark.parametrize(
    ("known", "wants", "step"),
    [
        ({"state": REQUESTED}, "", "ask what has come of it"),
        ({"state": OFFERED}, "", "take whoever is offered, or not"),
        ({"state": REFUSED}, "", "nothing more: it stays on record"),
        ({"state": CANCELLED}, "", "nothing more: it stays on record"),
        ({"now": ENDS - MINUTE}, "", "see the timesheet after"),
        ({}, "timesheet", "see the timesheet"),
        ({"via": BANK}, "timesheet", "see the timesheet"),
        ({"invoice_seen": True}, "timesheet", "see the timesheet"),
        ({"timesheet_seen": True}, "invoice", "see the invoice"),
        ({"timesheet_seen": True, "via": BANK}, "payment", "pass it on for payment"),
        ({"timesheet_seen": True, "invoice_seen": True}, "payment", "pass it on for payment"),
        ({"passed": True}, "", "nothing more: it is passed on"),
        ({"passed": True, "now": ENDS - MINUTE}, "", "nothing more: it is passed on"),
    ],
)
def test_a_request_says_which_paper_it_wants_and_what_comes_next(
    known: dict[str, Any], wants: str, step: str
) -> None:
    one = a_request(**known)
    assert (one.wants, one.next_step) == (wants, step)


@pytest.mark.parametrize(
    ("filled", "asked", "percent"),
    [
        (0, 0, None),
        (0, 1, "0.0"),
        (1, 1, "100.0"),
        (2, 3, "66.7"),
        (1, 3, "33.3"),
        (1, 16, "6.3"),
        (1, 2, "50.0"),
    ],
)
def test_the_share_filled_is_told_to_one_place(
    filled: int, asked: int, percent: str | None
) -> None:
    assert figure(fill_percent(filled, asked)) == percent


@pytest.mark.parametrize(
    ("hours", "found"),
    [((), None), ((5,), 5), ((1, 3), 2), ((300, 1, 4), 4), ((9, -3, 2, 4), 3)],
)
def test_the_middle_of_lengths_is_not_moved_by_one_outlier(
    hours: tuple[int, ...], found: int | None
) -> None:
    assert middle([one * HOUR for one in hours]) == (None if found is None else found * HOUR)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, "–"),
        (dt.timedelta(0), "0 h"),
        (29 * MINUTE, "0 h"),
        (31 * MINUTE, "1 h"),
        (5 * HOUR, "5 h"),
        (47 * HOUR, "47 h"),
        (48 * HOUR, "2.0 days"),
        (70 * HOUR, "2.9 days"),
        (-3 * HOUR, "−3 h"),
        (-70 * HOUR, "−2.9 days"),
    ],
)
def test_a_length_reads_in_hours_and_from_two_days_on_in_days(
    length: dt.timedelta | None, words: str
) -> None:
    assert length_words(length) == words
