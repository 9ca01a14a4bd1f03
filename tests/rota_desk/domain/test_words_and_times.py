"""Days, spans and lengths in words; clock times on a day; discreet words; fingerprints; roads."""

import datetime as dt

import pytest
from build import MONDAY, at

from models.types import ClaimState, ExpenseKind, ExpenseState
from rota_desk.domain import claim_road, expense_road
from rota_desk.domain.discretion import discreet
from rota_desk.domain.fingerprint import fingerprint
from rota_desk.domain.said import DAYS, MONTHS, date, dates, day, length, moment, span
from rota_desk.domain.times import MIDDAY, days_from, monday_of, quarter_before, span_on


def test_days_and_months_are_english() -> None:
    assert " ".join(DAYS) == "Mon Tue Wed Thu Fri Sat Sun"
    assert " ".join(MONTHS) == (
        "January February March April May June July August September October November December"
    )


def test_a_day_a_moment_and_a_date_are_said_in_full() -> None:
    when = dt.datetime(2026, 1, 4, 9, 5)
    assert day(when.date()) == "Sun 4 Jan"
    assert moment(when) == "Sun 4 Jan 09:05"
    assert date(dt.date(2026, 12, 31)) == "31 December 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-09", "2026-11-22", "9 – 22 November 2026"),
        ("2026-10-28", "2026-11-03", "28 October – 3 November 2026"),
        ("2025-12-29", "2026-01-04", "29 December 2025 – 4 January 2026"),
        ("2026-11-09", "2026-11-09", "9 November 2026"),
        ("2026-11-09", "2026-11-08", "9 November 2026"),
    ],
)
def test_a_period_is_said_with_as_few_words_as_it_needs(first: str, last: str, words: str) -> None:
    assert dates(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == words


def test_a_span_names_both_days_where_it_runs_over_midnight() -> None:
    assert span(at(MONDAY, "08:00"), at(MONDAY, "12:30")) == "Mon 9 Nov 08:00–12:30"
    assert span(at(MONDAY, "20:00"), at(MONDAY, "24:00")) == "Mon 9 Nov 20:00 – Tue 10 Nov 00:00"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (270, "4 h 30 min")],
)
def test_a_length_is_hours_and_minutes(minutes: int, words: str) -> None:
    assert length(minutes) == words


@pytest.mark.parametrize(
    ("starts", "ends", "last"),
    [
        ("09:00", "17:00", "2026-11-09 17:00"),
        ("20:30", "09:00", "2026-11-10 09:00"),
        ("09:00", "09:00", "2026-11-10 09:00"),
        ("09:00", "09:01", "2026-11-09 09:01"),
    ],
)
def test_a_duty_that_does_not_end_after_it_starts_ends_the_next_day(
    starts: str, ends: str, last: str
) -> None:
    found = span_on(MONDAY, dt.time.fromisoformat(starts), dt.time.fromisoformat(ends))
    assert found == (at(MONDAY, starts), dt.datetime.fromisoformat(last))


def test_days_follow_one_another_and_a_week_begins_on_monday() -> None:
    sunday = dt.date(2026, 11, 15)
    assert monday_of(MONDAY) == monday_of(sunday) == MONDAY
    assert [one.day for one in days_from(sunday, 3)] == [15, 16, 17]
    assert days_from(sunday, 0) == ()
    assert dt.time(13) == MIDDAY


@pytest.mark.parametrize(
    ("day", "first", "after"),
    [
        ("2026-11-10", "2026-07-01", "2026-10-01"),
        ("2026-09-30", "2026-04-01", "2026-07-01"),
        ("2026-07-01", "2026-04-01", "2026-07-01"),
        ("2026-06-30", "2026-01-01", "2026-04-01"),
        ("2026-03-31", "2025-10-01", "2026-01-01"),
        ("2026-01-01", "2025-10-01", "2026-01-01"),
    ],
)
def test_the_last_full_quarter_ends_where_the_days_own_begins(
    day: str, first: str, after: str
) -> None:
    found = quarter_before(dt.date.fromisoformat(day))
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(after))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Off sick since Monday", "Unavailable since Monday"),
        ("off sick since Monday", "unavailable since Monday"),
        ("Covering Dr Patel, on long-term sickness absence", "Covering Dr Patel, unavailable"),
        ("jury service, then MATERNITY LEAVE", "unavailable, then unavailable"),
        ("Illustrations for the stress test", "Illustrations for the unavailable test"),
        ("Patel bereaved, then compassionate leave", "Patel unavailable, then unavailable"),
        (
            "List after a miscarriage or with a carer day",
            "List after a unavailable or with a unavailable",
        ),
        ("Suspension day; her carer's leave", "Unavailable; her unavailable"),
        ("", ""),
    ],
)
def test_why_somebody_is_away_is_never_said(text: str, told: str) -> None:
    assert discreet(text) == told


def test_the_same_facts_have_the_same_fingerprint_and_their_order_counts() -> None:
    one = fingerprint(["a", 1, dt.date(2026, 11, 9)])
    assert one == fingerprint(["a", 1, dt.date(2026, 11, 9)])
    assert one == "f2b9812fbc4e81d209e5965d7f720e825a53edc1f379ebe2d64451e8aa26187f"
    assert len({one, fingerprint([1, "a"]), fingerprint(["a1"]), fingerprint([])}) == 4


CLAIM_STEPS = {
    "change": "DRAFT PRE_AUTHORISED WORKED QUERIED",
    "link": "DRAFT PRE_AUTHORISED WORKED CLAIMED QUERIED",
    "pre-authorise": "DRAFT",
    "mark worked": "PRE_AUTHORISED",
    "claim as cancelled late": "PRE_AUTHORISED",
    "submit": "WORKED QUERIED",
    "verify": "CLAIMED",
    "approve": "ROTA_VERIFIED",
    "send to payroll": "APPROVED",
    "mark paid": "SENT",
    "query": "CLAIMED ROTA_VERIFIED",
    "reject": "DRAFT PRE_AUTHORISED WORKED CLAIMED QUERIED ROTA_VERIFIED APPROVED",
    "cancel": "DRAFT PRE_AUTHORISED WORKED",
}


def test_each_step_of_a_claim_can_be_taken_from_its_states_alone() -> None:
    assert set(claim_road.MAY) == CLAIM_STEPS.keys()
    for step, states in CLAIM_STEPS.items():
        assert {one.name for one in ClaimState if claim_road.may(step, one)} == {*states.split()}
    assert " ".join(one.name for one in claim_road.OPEN_STATES) == CLAIM_STEPS["reject"]


def test_a_claims_states_say_what_they_are_and_what_comes_next() -> None:
    assert [
        (one.name, claim_road.STATE_WORDS[one], claim_road.NEXT_STEP[one]) for one in ClaimState
    ] == [
        ("DRAFT", "Draft", "have it pre-authorised"),
        ("PRE_AUTHORISED", "Pre-authorised", "mark it worked afterwards"),
        ("WORKED", "Worked", "submit it"),
        ("CLAIMED", "Claimed", "verify it against the rota"),
        ("ROTA_VERIFIED", "Rota verified", "have it approved"),
        ("APPROVED", "Approved", "send it to payroll"),
        ("SENT", "Sent to payroll", "mark it paid"),
        ("PAID", "Paid", "nothing more: a paid claim never changes"),
        ("REJECTED", "Rejected", "nothing more: it stays with its reason"),
        ("CANCELLED", "Cancelled", "nothing more"),
        ("QUERIED", "Queried", "answer the query and submit it again"),
    ]
    assert claim_road.REASON_WORDS == {
        "WLI": "Waiting-list initiative",
        "VACANCY": "Vacancy",
        "SICKNESS": "Absence cover",
        "INSOURCING": "Insourcing",
    }


EXPENSE_STEPS = {
    "change": "SUBMITTED QUERIED",
    "query": "SUBMITTED VERIFIED",
    "answer": "QUERIED",
    "verify": "SUBMITTED",
    "approve": "VERIFIED",
    "mark paid": "APPROVED",
    "reject": "SUBMITTED QUERIED VERIFIED APPROVED",
}


def test_each_step_of_an_expense_can_be_taken_from_its_states_alone() -> None:
    assert set(expense_road.MAY) == EXPENSE_STEPS.keys()
    for step, states in EXPENSE_STEPS.items():
        assert {one.name for one in ExpenseState if expense_road.may(step, one)} == {
            *states.split()
        }
    assert " ".join(one.name for one in expense_road.OPEN_STATES) == EXPENSE_STEPS["reject"]


def test_an_expenses_states_and_kinds_are_said_in_words() -> None:
    assert [
        (one.name, expense_road.STATE_WORDS[one], expense_road.NEXT_STEP[one])
        for one in ExpenseState
    ] == [
        ("SUBMITTED", "Submitted", "verify it, or ask"),
        ("QUERIED", "Queried", "note the answer"),
        ("VERIFIED", "Verified", "have it approved"),
        ("APPROVED", "Approved", "mark it paid"),
        ("REJECTED", "Rejected", "nothing more: it stays with its reason"),
        ("PAID", "Paid", "nothing more: a paid line never changes"),
    ]
    assert {one.name: expense_road.KIND_WORDS[one] for one in ExpenseKind} == {
        "MILEAGE": "Mileage",
        "TRAVEL": "Fare",
        "COURSE_FEE": "Course fee",
        "SUBSISTENCE": "Subsistence",
        "ACCOMMODATION": "Accommodation",
        "PASSENGER": "As passenger",
        "OTHER": "Other",
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dr A. Patel", "a patel", True),
        ("Prof. M Okafor", "M  Okafor", True),
        ("Sister Chan", "Chan", True),
        ("Drake", "ake", False),
        ("Mrs J Penrose", "Mr J Penrose", True),
        ("A Patel", "B Patel", False),
        ("", "", False),
        (" ", " ", False),
    ],
)
def test_two_names_are_one_person_without_title_stops_and_case(
    one: str, other: str, same: bool
) -> None:
    assert claim_road.same_person(one, other) is same
