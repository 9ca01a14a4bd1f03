"""Each check of an expense line: its mark and its exact words, and where an edge lies."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from build import at

from models.types import ExpenseKind, ExpenseState
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.expense_case import (
    Distances,
    ExpenseCase,
    ExpensePolicy,
    LeaveAround,
    OnRota,
    Twin,
)
from rota_desk.domain.expense_evidence import CHECKS, expense_evidence
from rota_desk.domain.mileage import DEDUCT_COMMUTE, LESSER_OF, Leg, Reckoned

TICK, QUESTION, CROSS, NOT_CHECKED = Mark.TICK, Mark.QUESTION, Mark.CROSS, Mark.NOT_CHECKED
DAY = dt.date(2026, 11, 4)  # a Wednesday
POLICY = ExpensePolicy(
    window_days=90,
    rejects_late=False,
    tolerance_percent=10,
    tolerance_miles=2,
    course_days=28,
    home_rule=LESSER_OF,
)
FEE = {"kind": ExpenseKind.COURSE_FEE, "miles": None}
STUDY = LeaveAround(1, "study", DAY, DAY, "approved", "ACLS")


def a_case(**known: Any) -> ExpenseCase:  # noqa: ANN401 - facts by name
    """Ten miles from North to South, claimed and looked at on the day after, nothing signed."""
    plain: dict[str, Any] = {
        "claimant": "Dr A Patel",
        "day": DAY,
        "today": DAY + dt.timedelta(days=1),
        "kind": ExpenseKind.MILEAGE,
        "state": ExpenseState.SUBMITTED,
        "miles": Decimal(10),
        "ways": 1,
        "from_home": False,
        "from_place": "North",
        "to_place": "South",
        "to_site_id": 2,
        "to_site": "South",
        "outlying": False,
        "amount": None,
        "passengers": 0,
        "passenger_names": (),
        "receipt": "",
        "submitted_on": None,
        "brought_forward": False,
        "verified_by": "",
        "approved_by": "",
        "reckoned": None,
        "distances": Distances(),
        "policy": POLICY,
    }
    return ExpenseCase(**(plain | known))


def said(check: str, **known: Any) -> tuple[Mark, str] | None:  # noqa: ANN401 - facts by name
    found = [one for one in expense_evidence(a_case(**known)) if one.id == check]
    return (found[0].mark, found[0].words) if found else None


def reckoned(missing: str = "", before: str = "0") -> Reckoned:
    return Reckoned((Leg(Decimal(10), Decimal("0.59")),), Decimal(before), missing)


def test_a_journey_and_a_fee_are_asked_what_concerns_them() -> None:
    assert [(one.id, one.title, one.mark, one.words) for one in expense_evidence(a_case())] == [
        ("exp-mileage-tier", "Rate", NOT_CHECKED,
         "The miles that count are not known, so nothing is reckoned."),
        ("exp-site-commitment", "Session there", QUESTION,
         "No session at South on Wed 4 Nov; the rota shows nothing that day."),
        ("exp-on-leave", "Not on leave", TICK, "Not on leave and not absent that day."),
        ("exp-duplicate", "Claimed once", TICK, "No other line says the same."),
        ("exp-distance-tol", "Distance", NOT_CHECKED,
         "No distance is kept between North and South."),
        ("exp-late", "In time", TICK, "Claimed Thu 5 Nov; the last day was Tue 2 Feb."),
    ]  # fmt: skip
    fee = a_case(**FEE, submitted_on=DAY)
    assert [(one.id, one.title, one.mark, one.words) for one in expense_evidence(fee)] == [
        ("exp-study-approved", "Study leave", QUESTION,
         "No approved study or professional leave on Wed 4 Nov."),
        ("exp-duplicate", "Claimed once", TICK, "No other line says the same."),
        ("exp-late", "In time", TICK, "Claimed Wed 4 Nov; the last day was Tue 2 Feb."),
        ("exp-receipt", "Receipt", QUESTION, "No receipt is named."),
        ("course-paid", "Paid back in time", TICK, "To be paid by Wed 2 Dec."),
    ]  # fmt: skip


def test_miles_brought_forward_are_told_and_asked_nothing() -> None:
    (only,) = expense_evidence(a_case(brought_forward=True, miles=Decimal("1200.0")))
    assert (only.id, only.title, only.mark, only.words) == (
        "brought-forward", "Brought forward", TICK,
        "1200 miles of this mileage year, paid by an older system; nothing is due.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({"miles": None}, CROSS, "The miles are missing."),
        (
            {"reckoned": reckoned(missing="the rate of a pedal cycle")},
            QUESTION,
            (
                "The rate of a pedal cycle has to be entered in Settings, Mileage rates; "
                "nothing is reckoned before."
            ),
        ),
        (
            {"reckoned": reckoned()},
            TICK,
            "10 miles × 59p = £5.90, after 0 miles of the mileage year.",
        ),
        (
            {"reckoned": reckoned(before="1"), "amount": Decimal("5.90")},
            TICK,
            "10 miles × 59p = £5.90, after 1 mile of the mileage year.",
        ),
        (
            {"reckoned": reckoned(before="3500"), "amount": Decimal("5.91")},
            CROSS,
            (
                "Claims £5.91; the rates give 10 miles × 59p = £5.90, "
                "after 3500 miles of the mileage year."
            ),
        ),
        (
            {
                "reckoned": reckoned(),
                "amount": Decimal("1005.90"),
                "state": ExpenseState.VERIFIED,
            },
            QUESTION,
            (
                "Fixed at £1,005.90; as things stand it is 10 miles × 59p = £5.90, "
                "after 0 miles of the mileage year."
            ),
        ),
    ],
)
def test_a_journey_earns_what_the_rates_give(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("exp-mileage-tier", **known) == (mark, words)


@pytest.mark.parametrize("state", ["VERIFIED", "APPROVED", "PAID"])
def test_a_signature_fixes_the_amount(state: str) -> None:
    assert a_case(state=ExpenseState[state]).done
    assert [one.name for one in ExpenseState if not a_case(state=one).done] == [
        "SUBMITTED", "QUERIED", "REJECTED",
    ]  # fmt: skip


def test_what_is_paid_by_the_mile_is_a_journey() -> None:
    journeys = [one for one in ExpenseKind if a_case(kind=one).is_journey]
    assert journeys == [ExpenseKind.MILEAGE, ExpenseKind.PASSENGER]


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        (
            {"distances": Distances()},
            QUESTION,
            "The way between base and that place is not kept; enter it.",
        ),
        (
            {"distances": Distances(eligible=Decimal("10.0"))},
            TICK,
            "10 miles count, the shorter of home and base to the place.",
        ),
        (
            {"distances": Distances(eligible=Decimal("9.9"))},
            CROSS,
            (
                "Claims 10 miles from home; 9.9 miles count, "
                "the shorter of home and base to the place."
            ),
        ),
    ],
)
def test_from_home_only_the_shorter_way_counts(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("exp-mileage-eligible", from_home=True, **known) == (mark, words)
    assert said("exp-mileage-eligible", from_home=False, **known) is None
    assert said("exp-mileage-eligible", from_home=True, **(known | {"miles": None})) is None


def test_from_home_the_way_to_base_is_taken_off_where_policy_says_so() -> None:
    other = ExpensePolicy(90, False, 10, 2, 28, DEDUCT_COMMUTE)
    far = Distances(home_to_base=Decimal(1), eligible=Decimal(12))
    assert said("exp-mileage-eligible", from_home=True, policy=other, distances=far) == (
        TICK, "12 miles count, without the 1 mile from home to base each way.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        (
            {"passengers": 2, "passenger_names": ("Dr B Osei", "L Chan")},
            TICK,
            "With Dr B Osei, L Chan.",
        ),
        ({"passengers": 2}, QUESTION, "2 claimed and 0 named; name each passenger."),
        (
            {"passenger_names": ("L Chan",)},
            QUESTION,
            "0 claimed and 1 named; name each passenger.",
        ),
        (
            {"passengers": 1, "passenger_names": ("L Chan",), "kind": ExpenseKind.PASSENGER},
            QUESTION,
            "Whoever drives claims for passengers; a passenger claims nothing.",
        ),
    ],
)
def test_each_passenger_is_named_by_who_drives(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("exp-passenger", **known) == (mark, words)


def test_nobody_is_asked_for_passengers_of_a_fare_or_when_there_are_none() -> None:
    assert said("exp-passenger") is None
    assert said("exp-passenger", kind=ExpenseKind.TRAVEL, passengers=1) is None


def leave(kind: str, days: int, state: str = "approved", length: int = 1) -> LeaveAround:
    first = DAY + dt.timedelta(days=days)
    return LeaveAround(1, kind, first, first + dt.timedelta(days=length - 1), state)


@pytest.mark.parametrize(
    ("kind", "near", "mark", "words"),
    [
        (ExpenseKind.COURSE_FEE, (STUDY,), TICK, "Belongs to study leave Wed 4 Nov (ACLS)."),
        (
            ExpenseKind.SUBSISTENCE, (leave("professional", -1, length=3),),
            TICK, "Belongs to professional leave Tue 3 Nov – Thu 5 Nov.",
        ),
        (
            ExpenseKind.SUBSISTENCE, (leave("study", 1), leave("study", -1)),
            QUESTION, "No approved study or professional leave on Wed 4 Nov.",
        ),
        (ExpenseKind.TRAVEL, (leave("study", 1),), TICK, "Belongs to study leave Thu 5 Nov."),
        (
            ExpenseKind.ACCOMMODATION, (leave("study", -1),),
            TICK, "Belongs to study leave Tue 3 Nov.",
        ),
        (
            ExpenseKind.TRAVEL, (leave("study", 2), leave("study", -2)),
            QUESTION, "No approved study or professional leave on Wed 4 Nov.",
        ),
        (
            ExpenseKind.TRAVEL, (leave("annual", 0),),
            QUESTION, "No approved study or professional leave on Wed 4 Nov.",
        ),
        (
            ExpenseKind.TRAVEL, (leave("study", 0, "requested"), leave("study", 1, "rejected")),
            QUESTION, "study leave Wed 4 Nov is requested, not approved.",
        ),
        (
            ExpenseKind.TRAVEL, (leave("study", 0, "requested"), leave("professional", 1)),
            TICK, "Belongs to professional leave Thu 5 Nov.",
        ),
    ],
)  # fmt: skip
def test_a_fee_falls_in_study_leave_and_a_fare_on_the_day_before_or_after_it(
    kind: ExpenseKind, near: tuple[LeaveAround, ...], mark: Mark, words: str
) -> None:
    assert said("exp-study-approved", kind=kind, leave=near, miles=None) == (mark, words)


@pytest.mark.parametrize(
    ("kind", "linked", "mark", "words"),
    [
        (
            ExpenseKind.MILEAGE, leave("annual", 0),
            CROSS, "annual leave Wed 4 Nov is neither study nor professional leave.",
        ),
        (
            ExpenseKind.TRAVEL, leave("study", 0, "requested"),
            QUESTION, "study leave Wed 4 Nov is requested, not approved.",
        ),
        (
            ExpenseKind.TRAVEL, leave("study", 0, "rejected"),
            CROSS, "study leave Wed 4 Nov is rejected, not approved.",
        ),
        (ExpenseKind.MILEAGE, leave("study", 1), TICK, "Belongs to study leave Thu 5 Nov."),
        (ExpenseKind.MILEAGE, leave("study", -1), TICK, "Belongs to study leave Tue 3 Nov."),
        (
            ExpenseKind.MILEAGE, leave("study", 2),
            QUESTION, "Wed 4 Nov lies outside study leave Fri 6 Nov.",
        ),
        (
            ExpenseKind.SUBSISTENCE, leave("professional", -2, length=2),
            QUESTION, "Wed 4 Nov lies outside professional leave Mon 2 Nov – Tue 3 Nov.",
        ),
        (ExpenseKind.COURSE_FEE, leave("study", 60), TICK, "Belongs to study leave Sun 3 Jan."),
    ],
)  # fmt: skip
def test_what_is_linked_to_leave_falls_in_it_a_fee_whenever_it_is_paid(
    kind: ExpenseKind, linked: LeaveAround, mark: Mark, words: str
) -> None:
    assert said("exp-study-approved", kind=kind, linked=linked) == (mark, words)


def test_receipts_of_no_study_and_journeys_without_leave_ask_for_no_study_leave() -> None:
    assert said("exp-study-approved", kind=ExpenseKind.OTHER) is None
    assert said("exp-study-approved", kind=ExpenseKind.MILEAGE) is None
    assert said("exp-study-approved", kind=ExpenseKind.PASSENGER, linked=STUDY) is None


CLINIC = OnRota(at(DAY, "09:00"), at(DAY, "12:00"), "Clinic", 2, "South")
ROUND = OnRota(at(DAY, "13:00"), at(DAY, "15:00"), "Round", 1, "North")
DESK = OnRota(at(DAY, "16:00"), at(DAY, "17:00"), "Admin", None, "")


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        (
            {"sessions": (CLINIC, ROUND)},
            TICK, "At South that day: Clinic, Wed 4 Nov 09:00–12:00.",
        ),
        (
            {"sessions": (CLINIC, OnRota(at(DAY, "13:00"), at(DAY, "14:00"), "List", 2, "South"))},
            TICK,
            "At South that day: Clinic, Wed 4 Nov 09:00–12:00; List, Wed 4 Nov 13:00–14:00.",
        ),
        (
            {"sessions": (ROUND, DESK)},
            QUESTION,
            ("No session at South on Wed 4 Nov; the rota shows Round at North, "
             "Wed 4 Nov 13:00–15:00; Admin, Wed 4 Nov 16:00–17:00."),
        ),
        (
            {"to_site_id": None, "to_place": "Leeds"},
            QUESTION, "Leeds is none of the sites; say what for.",
        ),
        (
            {"to_site_id": None, "to_place": ""},
            QUESTION, "No place is none of the sites; say what for.",
        ),
    ],
)  # fmt: skip
def test_a_journey_leads_to_a_session_at_that_site(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("exp-site-commitment", **known) == (mark, words)
    assert said("exp-site-commitment", **known, linked=STUDY) is None
    assert said("exp-site-commitment", **(known | {"kind": ExpenseKind.TRAVEL})) is None


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({"absent": True}, CROSS, "Unavailable on Wed 4 Nov."),
        ({"leave": (leave("annual", 0),)}, CROSS, "On annual leave on Wed 4 Nov."),
        (
            {"leave": (leave("study", 0), leave("annual", -1, length=2))},
            CROSS, "On annual leave on Wed 4 Nov.",
        ),
        (
            {"leave": (STUDY,)},
            QUESTION, "On study leave Wed 4 Nov (ACLS): say what the journey was for.",
        ),
        (
            {"leave": (leave("professional", 0),)},
            QUESTION, "On professional leave Wed 4 Nov: say what the journey was for.",
        ),
        (
            {"leave": (leave("special", 0),)},
            QUESTION, "Unavailable on Wed 4 Nov: say what the journey was for.",
        ),
        (
            {"leave": (leave("annual", 1), leave("annual", -1), leave("annual", 0, "requested"))},
            TICK, "Not on leave and not absent that day.",
        ),
    ],
)  # fmt: skip
def test_nobody_travels_on_leave_and_why_somebody_is_away_is_not_said(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("exp-on-leave", **known) == (mark, words)
    assert said("exp-on-leave", **known, linked=STUDY) is None
    assert said("exp-on-leave", **(known | {"kind": ExpenseKind.OTHER})) is None


def test_the_same_line_twice_is_named() -> None:
    twins = (Twin("E7", "the same journey"), Twin("E9", "the same receipt"))
    assert said("exp-duplicate", twins=twins) == (
        CROSS, "E7: the same journey; E9: the same receipt.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("miles", "way", "ways", "mark", "words"),
    [
        ("12", "10", 1, TICK, "12 miles claimed, 10 miles by the matrix."),
        (
            "12.1",
            "10",
            1,
            QUESTION,
            (
                "12.1 miles claimed, 10 miles by the matrix: "
                "2.1 miles too many, 2 miles are let pass."
            ),
        ),
        ("66", "30", 2, TICK, "66 miles claimed, 60 miles by the matrix."),
        (
            "67",
            "30",
            2,
            QUESTION,
            "67 miles claimed, 60 miles by the matrix: 7 miles too many, 6 miles are let pass.",
        ),
        ("1", "30", 2, TICK, "1 mile claimed, 60 miles by the matrix."),
    ],
)
def test_miles_beyond_the_matrix_are_let_pass_by_a_tenth_or_two_miles(
    miles: str, way: str, ways: int, mark: Mark, words: str
) -> None:
    known = {
        "miles": Decimal(miles), "ways": ways, "distances": Distances(reference=Decimal(way)),
    }  # fmt: skip
    assert said("exp-distance-tol", **known) == (mark, words)
    assert said("exp-distance-tol", **known, from_home=True) is None
    assert said("exp-distance-tol", **known, to_site_id=None) is None
    assert said("exp-distance-tol", **known, kind=ExpenseKind.TRAVEL) is None


def test_a_start_without_a_name_is_the_start() -> None:
    words = "No distance is kept between the start and South."
    assert said("exp-distance-tol", from_place="") == (NOT_CHECKED, words)
    assert said("exp-distance-tol", miles=None) is None


@pytest.mark.parametrize(
    ("days", "rejects", "mark"),
    [(90, True, TICK), (91, True, CROSS), (91, False, QUESTION)],
)
def test_a_line_is_in_time_on_the_last_day_and_late_lines_follow_policy(
    days: int, rejects: bool, mark: Mark
) -> None:
    policy = ExpensePolicy(90, rejects, 10, 2, 28, LESSER_OF)
    claimed = DAY + dt.timedelta(days=days)
    words = f"Claimed {'Tue 2' if days == 90 else 'Wed 3'} Feb; the last day was Tue 2 Feb."
    assert said("exp-late", policy=policy, submitted_on=claimed) == (mark, words)
    assert said("exp-late", policy=policy, today=claimed) == (mark, words)


def test_a_receipt_is_named_and_a_journey_needs_none() -> None:
    assert said("exp-receipt", **FEE, receipt="R-12") == (TICK, "Receipt R-12.")
    assert said("exp-receipt") is None


def test_a_course_is_paid_back_by_its_day_or_waits() -> None:
    due = DAY + dt.timedelta(days=28)
    assert said("course-paid", **FEE, submitted_on=DAY, today=due) == (
        TICK, "To be paid by Wed 2 Dec.",
    )  # fmt: skip
    late = due + dt.timedelta(days=1)
    assert said("course-paid", **FEE, submitted_on=DAY, today=late) == (
        QUESTION, "Waiting since Wed 4 Nov; due by Wed 2 Dec.",
    )  # fmt: skip
    paid = said("course-paid", **FEE, submitted_on=DAY, today=late, state=ExpenseState.PAID)
    assert paid == (TICK, "To be paid by Wed 2 Dec.")
    assert said("course-paid", **FEE) is None
    assert said("course-paid", submitted_on=DAY) is None


@pytest.mark.parametrize(
    ("verified", "approved", "found"),
    [
        ("", "", None),
        ("K Lowe", "", None),
        ("", "J Penrose", None),
        (
            "K Lowe", "J Penrose",
            (TICK, "Claimed by Dr A Patel, verified by K Lowe, approved by J Penrose."),
        ),
        (
            "A. Patel", "J Penrose",
            (CROSS, "A. Patel signed twice: claimant, verifier and approver are three."),
        ),
        (
            "K Lowe", "k lowe",
            (CROSS, "k lowe signed twice: claimant, verifier and approver are three."),
        ),
    ],
)  # fmt: skip
def test_three_people_sign(verified: str, approved: str, found: tuple[Mark, str] | None) -> None:
    assert said("exp-segregation", verified_by=verified, approved_by=approved) == found


def test_each_check_has_its_title() -> None:
    assert [(check, title) for check, title, _ in CHECKS] == [
        ("exp-mileage-tier", "Rate"),
        ("exp-mileage-eligible", "From home"),
        ("exp-passenger", "Passengers"),
        ("exp-study-approved", "Study leave"),
        ("exp-site-commitment", "Session there"),
        ("exp-on-leave", "Not on leave"),
        ("exp-duplicate", "Claimed once"),
        ("exp-distance-tol", "Distance"),
        ("exp-late", "In time"),
        ("exp-receipt", "Receipt"),
        ("course-paid", "Paid back in time"),
        ("exp-segregation", "Three people"),
    ]
