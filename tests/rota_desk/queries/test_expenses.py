"""Expense lines: every check of the rulebook's section E, its examples, and the road."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import Clinician, ExpenseLine
from models.types import ExpenseKind, ExpenseState, LeaveKind, LeaveState, RoomKind, Vehicle
from rota_desk.desk import Desk
from rota_desk.domain.claim_case import Mark
from rota_desk.edits.approvers import add_approver
from rota_desk.edits.distances import set_distance
from rota_desk.edits.expenses import (
    Spent,
    add_expense,
    answer_expense,
    approve_expense,
    change_expense,
    pay_expenses,
    query_expense,
    reject_expense,
    verify_expense,
)
from rota_desk.edits.mileage_rates import enter_mileage_rate, remove_mileage_rate
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.expenses import expense_line, expense_queries, expenses_list
from rota_desk.queries.mileage_rates import mileage_rate_list, rates_wanted
from rota_desk.unit_of_work import UnitOfWork

TUESDAY = dt.date(2026, 5, 12)
THURSDAY = dt.date(2026, 5, 14)
NOVEMBER = dt.date(2026, 11, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """North is the base, Outreach lies twelve miles from it."""
    desk = build.a_desk(tmp_path)
    north, outreach = build.a_site(desk), build.a_site(desk, "O", "Outreach")
    desk.do(set_distance, first=north.id, second=outreach.id, miles=Decimal(12), minutes=30)
    yield desk
    desk.close()


def _based(work: UnitOfWork, *, person: int, site: int) -> None:
    there = work.get(Clinician, person)
    there.base_site_id, there.home_to_base_miles = site, 15


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    person = build.a_clinician(desk)
    desk.do(_based, person=person.id, site=build.a_site(desk).id)
    return person


def drive(miles: str = "24", day: dt.date = TUESDAY) -> Spent:
    return Spent(
        day=day,
        kind=ExpenseKind.MILEAGE,
        from_place="North",
        to_place="Outreach",
        from_site=1,
        site=2,
        returns=True,
        miles=Decimal(miles),
        submitted_on=day,
    )


def fare(day: dt.date, amount: str = "58.40", receipt: str = "R-1") -> Spent:
    return Spent(
        day=day,
        kind=ExpenseKind.TRAVEL,
        amount=Decimal(amount),
        receipt=receipt,
        submitted_on=day,
    )


def added(desk: Desk, person: Clinician, spent: Spent) -> int:
    return desk.do(add_expense, clinician=person.id, spent=spent).value


def says(desk: Desk, line: int, check: str) -> tuple[Mark, str]:
    found = desk.ask(expense_line, line=line)
    there = next(one for one in found.checks if one.id == check)
    return there.mark, there.words


def clinic_at(desk: Desk, site: str, day: dt.date, person: Clinician) -> None:
    room = build.a_room(
        desk, f"R{site}", kind=RoomKind.CLINIC, site=build.a_site(desk, site, "Outreach")
    )
    build.a_session(desk, "CL", day, on=[person], room=room)


def read(desk: Desk, line: int) -> ExpenseLine:
    there = build.found(desk, ExpenseLine, line)
    assert there is not None
    return there


def test_a_journey_to_a_clinic_there_agrees(desk: Desk, patel: Clinician) -> None:
    clinic_at(desk, "O", TUESDAY, patel)
    line = added(desk, patel, drive())
    found = desk.ask(expense_line, line=line)
    assert [(one.id, one.mark.value) for one in found.checks] == [
        ("exp-mileage-tier", "tick"),
        ("exp-site-commitment", "tick"),
        ("exp-on-leave", "tick"),
        ("exp-duplicate", "tick"),
        ("exp-distance-tol", "tick"),
        ("exp-late", "tick"),
    ]
    assert (found.line.due, found.line.what, found.summary, found.asks) == (
        Decimal("13.44"),
        "North – Outreach and back",
        "Agrees",
        False,
    )


def test_a_day_in_theatre_at_base_is_a_query(desk: Desk, patel: Clinician) -> None:
    build.a_session(desk, "EN", TUESDAY, on=[patel], room=build.a_room(desk))
    assert says(desk, added(desk, patel, drive()), "exp-site-commitment") == (
        Mark.QUESTION,
        (
            "No session at Outreach on Tue 12 May; the rota shows Endoscopy list at North,"
            " Tue 12 May 08:30–12:30."
        ),
    )


def test_a_fare_belongs_to_approved_study_leave_or_the_day_beside_it(
    desk: Desk, patel: Clinician
) -> None:
    build.approved_leave(desk, patel, dt.date(2026, 5, 13), THURSDAY, kind=LeaveKind.STUDY)
    assert says(desk, added(desk, patel, fare(THURSDAY)), "exp-study-approved") == (
        Mark.TICK,
        "Belongs to study leave Wed 13 May – Thu 14 May.",
    )
    after = added(desk, patel, fare(dt.date(2026, 5, 15), "12.00"))
    assert says(desk, after, "exp-study-approved")[0] is Mark.TICK
    late = added(desk, patel, fare(dt.date(2026, 5, 17)))
    assert says(desk, late, "exp-study-approved") == (
        Mark.QUESTION,
        "No approved study or professional leave on Sun 17 May.",
    )


def test_leave_that_nobody_approved_is_no_study_leave(desk: Desk, patel: Clinician) -> None:
    asked = build.leave(desk, patel, THURSDAY, kind=LeaveKind.STUDY)
    line = added(desk, patel, replace(fare(THURSDAY), leave=asked.id))
    assert says(desk, line, "exp-study-approved")[0] is Mark.QUESTION
    declined = build.leave(desk, patel, THURSDAY, kind=LeaveKind.STUDY, state=LeaveState.DECLINED)
    line = added(desk, patel, replace(fare(THURSDAY, "9.00"), leave=declined.id))
    assert says(desk, line, "exp-study-approved")[0] is Mark.CROSS


@pytest.mark.parametrize(
    ("rule", "miles", "mark"),
    [
        ("deduct_commute", "14", Mark.TICK),
        ("deduct_commute", "44", Mark.CROSS),
        ("lesser_of", "24", Mark.TICK),
        ("lesser_of", "44", Mark.CROSS),
    ],
)
def test_from_home_the_rule_that_is_set_says_which_miles_count(
    desk: Desk, patel: Clinician, rule: str, miles: str, mark: Mark
) -> None:
    desk.do(change_setting, key="expenses.home_rule", value=rule)
    home = replace(drive(miles), from_place="Home", from_site=None, from_home=True)
    line = added(desk, patel, replace(home, home_miles=Decimal(22)))
    count = {"deduct_commute": 14, "lesser_of": 24}[rule]
    found, words = says(desk, line, "exp-mileage-eligible")
    assert (found, f"{count} miles count" in words) == (mark, True)
    due = desk.ask(expense_line, line=line).line.due
    assert due == (Decimal("0.56") * count).quantize(Decimal("0.01"))


def test_passengers_are_named(desk: Desk, patel: Clinician) -> None:
    line = added(desk, patel, replace(drive(), passengers=2, passenger_names="S Quill"))
    assert says(desk, line, "exp-passenger") == (
        Mark.QUESTION,
        "2 claimed and 1 named; name each passenger.",
    )
    both = replace(drive(), passengers=2, passenger_names="S Quill, M Tarrant")
    desk.do(change_expense, line=line, spent=both)
    assert says(desk, line, "exp-passenger") == (Mark.TICK, "With S Quill, M Tarrant.")
    assert desk.ask(expense_line, line=line).line.due == Decimal("15.84")


def test_a_journey_on_leave_or_while_absent_is_wrong_and_says_no_reason(
    desk: Desk, patel: Clinician
) -> None:
    build.approved_leave(desk, patel, TUESDAY)
    line = added(desk, patel, drive())
    assert says(desk, line, "exp-on-leave") == (Mark.CROSS, "On annual leave on Tue 12 May.")
    build.an_absence(desk, patel, THURSDAY, THURSDAY)
    line = added(desk, patel, drive(day=THURSDAY))
    assert says(desk, line, "exp-on-leave") == (Mark.CROSS, "Unavailable on Thu 14 May.")
    build.approved_leave(desk, patel, dt.date(2026, 5, 15), kind=LeaveKind.SPECIAL)
    line = added(desk, patel, drive(day=dt.date(2026, 5, 15)))
    assert says(desk, line, "exp-on-leave") == (
        Mark.QUESTION,
        "Unavailable on Fri 15 May: say what the journey was for.",
    )


def test_the_same_journey_twice_or_as_driver_and_passenger_is_wrong(
    desk: Desk, patel: Clinician
) -> None:
    first, second = added(desk, patel, drive()), added(desk, patel, drive())
    assert says(desk, first, "exp-duplicate") == (
        Mark.CROSS,
        "EXP-0002: the same day, route and miles.",
    )
    desk.do(reject_expense, line=second, reason="Sent twice")
    assert says(desk, first, "exp-duplicate")[0] is Mark.TICK
    added(desk, patel, replace(drive(), kind=ExpenseKind.PASSENGER))
    assert says(desk, first, "exp-duplicate") == (
        Mark.CROSS,
        "EXP-0003: the same journey as driver and as passenger.",
    )
    added(desk, patel, replace(fare(TUESDAY), source="Study budget"))
    again = added(desk, patel, replace(fare(TUESDAY), source="Travel system"))
    assert says(desk, again, "exp-duplicate") == (
        Mark.CROSS,
        "EXP-0004: the same day, kind and amount, through Study budget and Travel system.",
    )


@pytest.mark.parametrize(
    ("miles", "mark"), [("27", Mark.TICK), ("27.1", Mark.QUESTION), ("20", Mark.TICK)]
)
def test_three_miles_more_than_the_matrix_are_let_pass(
    desk: Desk, patel: Clinician, miles: str, mark: Mark
) -> None:
    assert says(desk, added(desk, patel, drive(miles)), "exp-distance-tol")[0] is mark


def test_a_tenth_more_is_let_pass_on_a_long_way(desk: Desk, patel: Clinician) -> None:
    desk.do(set_distance, first=1, second=2, miles=Decimal(100), minutes=120)
    assert says(desk, added(desk, patel, drive("220")), "exp-distance-tol")[0] is Mark.TICK
    assert says(desk, added(desk, patel, drive("221")), "exp-distance-tol")[0] is Mark.QUESTION


def test_a_late_line_is_asked_about_or_wrong_as_is_set(desk: Desk, patel: Clinician) -> None:
    last = added(desk, patel, replace(drive(), submitted_on=dt.date(2026, 8, 12)))
    assert says(desk, last, "exp-late")[0] is Mark.TICK
    late = added(desk, patel, replace(drive(), submitted_on=dt.date(2026, 8, 13)))
    assert says(desk, late, "exp-late")[0] is Mark.QUESTION
    desk.do(change_setting, key="expenses.late", value="rejected")
    assert says(desk, late, "exp-late")[0] is Mark.CROSS


def test_what_is_no_journey_needs_a_receipt(desk: Desk, patel: Clinician) -> None:
    line = added(desk, patel, fare(TUESDAY, receipt=""))
    assert says(desk, line, "exp-receipt") == (Mark.QUESTION, "No receipt is named.")


def test_a_course_is_paid_back_within_six_weeks(desk: Desk, patel: Clinician) -> None:
    fee = replace(fare(TUESDAY), kind=ExpenseKind.COURSE_FEE)
    recent = added(desk, patel, replace(fee, submitted_on=build.TODAY - dt.timedelta(42)))
    assert says(desk, recent, "course-paid")[0] is Mark.TICK
    old = added(desk, patel, replace(fee, submitted_on=build.TODAY - dt.timedelta(43)))
    assert says(desk, old, "course-paid")[0] is Mark.QUESTION


def test_the_rate_after_june_2026_is_asked_for_until_it_is_entered(
    desk: Desk, patel: Clinician
) -> None:
    line = added(desk, patel, drive(day=NOVEMBER))
    mark, words = says(desk, line, "exp-mileage-tier")
    assert (mark, "nothing is reckoned" in words) == (Mark.QUESTION, True)
    assert [(one.vehicle, one.valid_from) for one in desk.ask(rates_wanted)] == [
        (Vehicle.CAR, dt.date(2026, 6, 1))
    ]
    with pytest.raises(Refusal, match="Enter the rate in Settings, Mileage rates"):
        desk.do(verify_expense, line=line)
    entered = {"vehicle": Vehicle.CAR, "valid_from": dt.date(2026, 6, 1)}
    with pytest.raises(Refusal, match="Say where the rate stands"):
        desk.do(enter_mileage_rate, **entered, first_rate=Decimal("0.45"))  # type: ignore[arg-type]
    rate = desk.do(
        enter_mileage_rate,
        vehicle=Vehicle.CAR,
        valid_from=dt.date(2026, 6, 1),
        first_rate=Decimal("0.455"),
        beyond_rate=Decimal("0.25"),
        tier_miles=3500,
        source="Payroll, 9 Nov",
    ).value
    assert says(desk, line, "exp-mileage-tier") == (
        Mark.TICK,
        "24 miles × 45.5p = £10.92, after 0 miles of the mileage year.",
    )
    assert desk.ask(rates_wanted) == ()
    assert desk.ask(mileage_rate_list)[0].rate_id == rate
    desk.do(remove_mileage_rate, rate=rate)
    assert desk.ask(mileage_rate_list)[0].first is None


def test_a_line_walks_its_road_through_three_people_and_keeps_its_amount(
    desk: Desk, patel: Clinician
) -> None:
    desk.do(add_approver, name="J Penrose", up_to=Decimal(13))
    desk.do(add_approver, name="Dr M Okafor")
    line = added(desk, patel, drive())
    with pytest.raises(Refusal, match="an expense of their own"):
        desk.do(verify_expense, line=line, by="A Patel")
    desk.do(verify_expense, line=line)
    with pytest.raises(Refusal, match="K Lowe verified EXP-0001"):
        desk.do(approve_expense, line=line)
    with pytest.raises(Refusal, match=r"may not approve £13\.44 of EXP-0001"):
        desk.do(approve_expense, line=line, by="J Penrose")
    desk.do(approve_expense, line=line, by="Dr M Okafor")
    with pytest.raises(Refusal, match="it is approved by Dr M Okafor"):
        desk.do(approve_expense, line=line, by="Dr M Okafor")
    desk.do(pay_expenses, lines=[line], batch="2026-11")
    added(desk, patel, drive("3500", day=dt.date(2026, 4, 2)))
    there = read(desk, line)
    assert (there.state, there.amount, there.priced_as, there.paid_on) == (
        ExpenseState.PAID,
        Decimal("13.44"),
        "24 miles × 56p = £13.44",
        build.TODAY,
    )
    with pytest.raises(Refusal, match="a paid line never changes"):
        desk.do(reject_expense, line=line, reason="Wrong")


def test_a_question_and_its_answer_are_kept(desk: Desk, patel: Clinician) -> None:
    line = added(desk, patel, drive())
    desk.do(verify_expense, line=line)
    desk.do(query_expense, line=line, question="Which clinic was it?")
    (waiting,) = desk.ask(expense_queries, open_only=True)
    assert (waiting.reference, waiting.question, waiting.asked_by, waiting.answer) == (
        "EXP-0001",
        "Which clinic was it?",
        "K Lowe",
        "",
    )
    desk.do(answer_expense, line=line, answer="The hernia clinic")
    assert desk.ask(expense_queries, open_only=True) == ()
    (kept,) = desk.ask(expense_queries)
    assert (kept.answer, kept.answered_by, kept.days_waiting) == (
        "The hernia clinic",
        "Dr A Patel",
        0,
    )
    assert (read(desk, line).state, read(desk, line).query) == (ExpenseState.SUBMITTED, "")
    for _ in range(2):
        desk.undo()
    assert desk.ask(expense_queries) == ()


def test_a_line_that_makes_no_sense_is_refused(desk: Desk, patel: Clinician) -> None:
    for spent, says_so in (
        (replace(drive(), miles=None), "needs its miles"),
        (replace(fare(TUESDAY), amount=None), "amount that was spent"),
        (drive("-1"), "below none"),
        (replace(fare(TUESDAY), brought_forward=True), "Only miles"),
        (replace(drive(), site=99), "no longer there"),
    ):
        with pytest.raises(Refusal, match=says_so):
            added(desk, patel, spent)
    assert desk.ask(expenses_list) == ()


def test_a_rejected_line_counts_no_miles_and_keeps_its_reason(
    desk: Desk, patel: Clinician
) -> None:
    early = added(desk, patel, drive("3500", day=dt.date(2026, 4, 2)))
    later = added(desk, patel, drive())
    assert desk.ask(expense_line, line=later).line.due == Decimal("5.04")
    desk.do(reject_expense, line=early, reason="No such journey")
    assert desk.ask(expense_line, line=later).line.due == Decimal("13.44")
    assert read(desk, early).rejection_reason == "No such journey"
