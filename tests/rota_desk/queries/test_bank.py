"""Bank and agency: from a gap to the invoice, with its evidence, its cost and its measures."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import at

from models import Assignment, Clinician, CoverRequest, Gap, GapAction
from models.types import (
    AssignmentSource,
    CoverRequestState,
    CoverVia,
    GapActionKind,
    GapState,
)
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.domain.claim_case import Mark
from rota_desk.edits.claims import add_claim
from rota_desk.edits.cover_budgets import remove_budget, set_budget
from rota_desk.edits.cover_requests import (
    Wanted,
    cancel_request,
    change_request,
    fill_request,
    note_offer,
    note_order,
    pass_on,
    refuse_request,
    request_cover,
    see_invoice,
    see_timesheet,
)
from rota_desk.edits.sessions import cancel_session
from rota_desk.errors import Refusal
from rota_desk.queries.bank import bank_gaps, bank_line, bank_lines
from rota_desk.queries.bank_sums import bank_pack, budget_lines

THURSDAY, FRIDAY = dt.date(2026, 11, 12), dt.date(2026, 11, 13)
DAY = dt.timedelta(days=1)
AFTERWARDS = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)
BANK = Wanted(grade="SHO", rate=Decimal("48.00"), asked_of="Bank office", order_number="PO-77")
AGENCY = replace(BANK, via=CoverVia.AGENCY, supplier="Harbour Locums", rate=Decimal("71.50"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(build.NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path, clock)
    yield desk
    desk.close()


@pytest.fixture
def gap(desk: Desk) -> int:
    """A night of twelve and a half hours on Thursday that nobody stands on."""
    night = build.a_night(desk, THURSDAY)
    build.a_gap(desk, night)
    return night.id


def the(desk: Desk, request: int) -> CoverRequest:
    there = build.found(desk, CoverRequest, request)
    assert there is not None
    return there


def says(desk: Desk, request: int, check: str) -> tuple[Mark, str]:
    found = desk.ask(bank_line, request=request)
    there = next(one for one in found.checks if one.id == check)
    return there.mark, there.words


def test_asking_goes_into_the_ledger_of_the_gap_with_who_was_asked(desk: Desk, gap: int) -> None:
    request = desk.do(request_cover, session=gap, wanted=AGENCY).value
    tried = build.every(desk, GapAction)[-1]
    assert (tried.kind, tried.whom, tried.by, tried.answer) == (
        GapActionKind.AGENCY_REQUESTED,
        "Harbour Locums, Bank office",
        "K Lowe",
        "",
    )
    line = desk.ask(bank_line, request=request).line
    assert (line.reference, line.state_words, line.next_step, line.cause_words) == (
        "BR-0001",
        "Requested",
        "ask what has come of it",
        "Cause not recorded",
    )
    desk.do(refuse_request, request=request, answer="Nobody free")
    assert build.every(desk, GapAction)[-1].answer == "Nobody free"


def test_a_session_that_is_covered_is_not_asked_for(desk: Desk) -> None:
    covered = build.a_night(desk, THURSDAY, on=[build.a_resident(desk)])
    with pytest.raises(Refusal, match="This session is covered"):
        desk.do(request_cover, session=covered.id, wanted=BANK)


def test_the_same_supplier_is_not_asked_twice_for_one_missing_person(desk: Desk, gap: int) -> None:
    desk.do(request_cover, session=gap, wanted=BANK)
    with pytest.raises(Refusal, match=r"Bank has been asked already \(BR-0001\)"):
        desk.do(request_cover, session=gap, wanted=BANK)
    assert desk.do(request_cover, session=gap, wanted=AGENCY).value == 2
    assert [one.asked for one in desk.ask(bank_gaps)] == [2]


def test_filling_puts_the_person_on_the_session_and_closes_the_gap(desk: Desk, gap: int) -> None:
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(note_offer, request=request, whom="Dr S Adair", rate=Decimal("52.00"))
    who = desk.do(fill_request, request=request, name="Dr S Adair").value
    person = build.found(desk, Clinician, who)
    assert person is not None
    assert (person.name, person.grade, person.note) == ("Dr S Adair", "SHO", "Bank")
    assert build.every(desk, Assignment)[-1].source is AssignmentSource.BANK
    assert build.every(desk, Gap)[0].state is GapState.FILLED
    assert build.every(desk, GapAction)[-1].answer == "Dr S Adair comes"
    line = desk.ask(bank_line, request=request).line
    assert (line.bought.cost, line.state_words) == (Decimal("650.00"), "Filled")
    desk.undo()
    assert the(desk, request).state is CoverRequestState.OFFERED
    assert build.every(desk, Gap)[0].state is GapState.OPEN


def test_somebody_who_came_before_is_known_by_name(desk: Desk, gap: int) -> None:
    numbers = []
    for session in (gap, night(desk, FRIDAY)):
        request = desk.do(request_cover, session=session, wanted=BANK).value
        numbers.append(desk.do(fill_request, request=request, name="Dr S Adair").value)
    assert numbers[0] == numbers[1]


def test_calling_a_filled_request_off_brings_the_gap_back(desk: Desk, gap: int) -> None:
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(fill_request, request=request, name="Dr S Adair")
    desk.do(cancel_request, request=request, why="Fell through on the day")
    assert build.every(desk, Assignment) == []
    assert build.every(desk, Gap)[0].state is GapState.OPEN
    assert the(desk, request).state is CoverRequestState.CANCELLED
    with pytest.raises(Refusal, match="it is cancelled"):
        desk.do(fill_request, request=request, name="Dr S Adair")


def test_papers_come_after_the_shift_and_payment_after_the_papers(
    desk: Desk, clock: FixedClock, gap: int
) -> None:
    request = desk.do(request_cover, session=gap, wanted=AGENCY).value
    desk.do(fill_request, request=request, name="Dr S Adair")
    with pytest.raises(Refusal, match="BR-0001 is not worked yet"):
        desk.do(see_timesheet, request=request, hours=Decimal(12))
    clock.moment = AFTERWARDS
    assert desk.ask(bank_line, request=request).line.next_step == "see the timesheet"
    with pytest.raises(Refusal, match="The timesheet and invoice of BR-0001 is not in yet"):
        desk.do(pass_on, requests=[request])
    desk.do(see_timesheet, request=request, hours=Decimal(12), reference="T-9")
    assert desk.ask(bank_line, request=request).line.bought.cost == Decimal("858.00")
    desk.do(see_invoice, request=request, amount=Decimal("893.75"), number="I-4")
    assert says(desk, request, "cover-invoice") == (
        Mark.CROSS,
        "£893.75 invoiced, £858.00 by hours and rate.",
    )
    desk.do(see_invoice, request=request, amount=Decimal("858.00"), number="I-4a")
    assert says(desk, request, "cover-invoice")[0] is Mark.TICK
    with pytest.raises(Refusal, match="its papers are in"):
        desk.do(cancel_request, request=request, why="Mistake")
    desk.do(pass_on, requests=[request])
    assert the(desk, request).passed_on == dt.date(2026, 11, 16)
    with pytest.raises(Refusal, match="was passed on for payment and never changes"):
        desk.do(see_invoice, request=request, amount=Decimal(1))


def test_a_bank_shift_is_paid_by_payroll_and_wants_no_invoice(
    desk: Desk, clock: FixedClock, gap: int
) -> None:
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(fill_request, request=request, name="Dr S Adair")
    clock.moment = AFTERWARDS
    desk.do(see_timesheet, request=request, hours=Decimal("13.5"))
    assert says(desk, request, "cover-timesheet") == (
        Mark.QUESTION,
        "13.5 h on the timesheet, 12.5 h agreed.",
    )
    assert "cover-invoice" not in {one.id for one in desk.ask(bank_line, request=request).checks}
    desk.do(pass_on, requests=[request])
    assert desk.ask(bank_line, request=request).line.state_words == "Passed on"


def test_time_that_is_claimed_as_well_is_a_cross(desk: Desk, gap: int) -> None:
    build.a_rate_card(desk)
    person = build.a_resident(desk)
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(fill_request, request=request, clinician=person.id)
    assert says(desk, request, "cover-once")[0] is Mark.TICK
    desk.do(
        add_claim,
        clinician=person.id,
        activity=build.an_activity(desk).id,
        start=at(THURSDAY, "18:00"),
        end=at(THURSDAY, "22:00"),
    )
    assert says(desk, request, "cover-once") == (
        Mark.CROSS,
        "Also claimed: WLI-0001, Thu 12 Nov 20:30–22:00.",
    )


def test_a_shift_that_fell_or_lost_its_person_is_a_cross(desk: Desk, gap: int) -> None:
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(fill_request, request=request, name="Dr S Adair")
    desk.do(cancel_session, session=gap, reason="Ward closed")
    assert says(desk, request, "cover-rota") == (Mark.CROSS, "The session was cancelled.")


def test_an_order_that_is_missing_and_a_late_request_are_asked_about(
    desk: Desk, clock: FixedClock, gap: int
) -> None:
    clock.moment = AFTERWARDS
    request = desk.do(request_cover, session=gap, wanted=Wanted()).value
    assert says(desk, request, "cover-beforehand")[0] is Mark.QUESTION
    assert says(desk, request, "cover-order") == (Mark.QUESTION, "No order number is noted.")
    desk.do(note_order, request=request, order_number="PO-80")
    assert says(desk, request, "cover-order") == (Mark.TICK, "Order PO-80.")


def test_fill_lead_time_cost_and_what_is_left_of_the_budget(
    desk: Desk, clock: FixedClock, gap: int
) -> None:
    """Four asked, one of them cancelled: one filled and worked, one to come, one refused."""
    first = desk.do(request_cover, session=gap, wanted=BANK).value
    clock.moment += dt.timedelta(hours=3)
    desk.do(fill_request, request=first, name="Dr S Adair")
    asked = [night(desk, FRIDAY + DAY * number) for number in range(3)]
    requests = [desk.do(request_cover, session=one, wanted=AGENCY).value for one in asked]
    desk.do(fill_request, request=requests[2], name="Dr S Adair")
    desk.do(refuse_request, request=requests[0], answer="Nobody")
    desk.do(cancel_request, request=requests[1], why="Not needed")
    desk.do(
        set_budget, first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30), amount=Decimal(2000)
    )
    clock.moment = dt.datetime(2026, 11, 13, 12, 0, tzinfo=dt.UTC)
    pack = desk.ask(bank_pack, start=dt.date(2026, 11, 1), end=dt.date(2026, 12, 1))
    total = pack.total
    assert (total.asked, total.filled, total.refused, total.waiting, total.cancelled) == (
        3,
        2,
        1,
        0,
        1,
    )
    assert (total.fill, total.hours) == (Decimal("66.7"), Decimal(25))
    assert (total.spent, total.committed) == (Decimal("600.00"), Decimal("893.75"))
    assert total.took == dt.timedelta(hours=1, minutes=30)
    assert sum((one.money for one in pack.by_supplier), Decimal(0)) == total.money
    assert sum((one.line.bought.cost or 0) for one in pack.lines if one.line.clinician_id) == (
        total.money
    )
    budget = pack.budgets[0]
    assert (budget.left, budget.percent) == (Decimal("506.25"), 75)
    assert (pack.share, pack.bank_hours) == (Decimal("100.0"), Decimal(25))


def night(desk: Desk, day: dt.date) -> int:
    there = build.a_night(desk, day)
    build.a_gap(desk, there)
    return there.id


def test_budgets_do_not_overlap_and_each_way_has_its_own(desk: Desk) -> None:
    first, last = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
    budget = desk.do(set_budget, first=first, last=last, amount=Decimal(100)).value
    desk.do(set_budget, first=first, last=last, amount=Decimal(90), via=CoverVia.AGENCY)
    assert desk.do(set_budget, first=first, last=last, amount=Decimal(120)).value == budget
    with pytest.raises(Refusal, match="covers some of these days"):
        desk.do(
            set_budget,
            first=dt.date(2027, 3, 1),
            last=dt.date(2027, 4, 1),
            amount=Decimal(1),
        )
    assert [(one.via_words, one.amount) for one in desk.ask(budget_lines)] == [
        ("Bank and agency", Decimal(120)),
        ("Agency", Decimal(90)),
    ]
    desk.do(remove_budget, budget=budget)
    assert [one.via_words for one in desk.ask(budget_lines)] == ["Agency"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(via=CoverVia.AGENCY), "Name the agency"),
        (Wanted(hours=Decimal(0)), "The hours have to be above none"),
        (Wanted(rate=Decimal(-1)), "cannot be below nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    desk: Desk, gap: int, wanted: Wanted, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(request_cover, session=gap, wanted=wanted)
    assert desk.ask(bank_lines) == ()
    assert build.every(desk, GapAction) == []


def test_a_request_is_corrected_until_it_is_filled(desk: Desk, gap: int) -> None:
    request = desk.do(request_cover, session=gap, wanted=BANK).value
    desk.do(change_request, request=request, wanted=replace(BANK, hours=Decimal(8)))
    assert desk.ask(bank_line, request=request).line.bought.cost == Decimal("384.00")
    desk.do(fill_request, request=request, name="Dr S Adair")
    with pytest.raises(Refusal, match="You cannot change BR-0001: it is filled"):
        desk.do(change_request, request=request, wanted=BANK)
