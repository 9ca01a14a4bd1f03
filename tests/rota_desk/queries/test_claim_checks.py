"""Checks of claims against room, approvers, delivery, bank shifts and averages; many at once."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import at

from models import Assignment, ClinicalSession, Clinician, WliClaim
from models.types import AssignmentSource, ClaimState, SessionState, Slot
from rota_desk.desk import Desk
from rota_desk.domain.claim_case import Mark
from rota_desk.edits.approvers import add_approver, end_approver
from rota_desk.edits.claim_steps import (
    approve_claim,
    claim_cancelled_list,
    mark_paid,
    mark_worked,
    pre_authorise,
    send_to_payroll,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim, link_session
from rota_desk.edits.rate_cards import add_rate_band, add_rate_card
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.approvers import approver_list
from rota_desk.queries.claim_evidence import claim_evidence, claims_evidence
from rota_desk.unit_of_work import UnitOfWork

SATURDAY = dt.date(2026, 11, 7)
WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_rate_card(desk)
    yield desk
    desk.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return build.a_clinician(desk)


def drafted(desk: Desk, person: Clinician, day: dt.date = SATURDAY) -> int:
    return desk.do(
        add_claim,
        clinician=person.id,
        activity=build.an_activity(desk).id,
        start=at(day, "08:00"),
        end=at(day, "12:00"),
        room=build.a_room(desk).id,
    ).value


def verified(desk: Desk, person: Clinician) -> int:
    claim = drafted(desk, person)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(dt.date(2026, 11, 4), "10:00"))
    desk.do(mark_worked, claim=claim, patients=8, points=11)
    desk.do(submit_claim, claim=claim)
    desk.do(verify_claim, claim=claim)
    return claim


def says(desk: Desk, claim: int, check: str) -> tuple[Mark, str]:
    found = desk.ask(claim_evidence, claim=claim)
    there = next(one for one in found.checks if one.id == check)
    return there.mark, there.words


def read(desk: Desk, claim: int) -> WliClaim:
    there = build.found(desk, WliClaim, claim)
    assert there is not None
    return there


def test_a_claim_keeps_the_grade_and_the_terms_of_its_day(desk: Desk, patel: Clinician) -> None:
    there = read(desk, drafted(desk, patel))
    assert (there.grade, there.contract, there.site_id) == ("Consultant", "ENG-CONS-2003", 1)
    assert there.priced_as == "4 hours × £200 = £800, by Local rates from Mon 6 Apr 2020"


def test_the_room_diary_shows_their_own_list_a_stranger_or_nothing(
    desk: Desk, patel: Clinician
) -> None:
    claim, room = drafted(desk, patel), build.a_room(desk)
    assert says(desk, claim, "room") == (
        Mark.QUESTION,
        "Nothing stands in the diary of Room E1 at that time.",
    )
    build.a_session(desk, "EN", SATURDAY, "08:00", "12:00", on=[patel], room=room)
    assert says(desk, claim, "room") == (
        Mark.TICK,
        "Room E1, in the diary for it: Endoscopy list, Sat 7 Nov 08:00–12:00.",
    )
    build.a_booking(desk, room, at(SATURDAY, "11:00"), at(SATURDAY, "13:00"))
    assert says(desk, claim, "room") == (
        Mark.CROSS,
        "Room E1: Stoma clinic, Sat 7 Nov 11:00–13:00: 1 h twice",
    )


def test_a_bank_shift_at_that_time_is_the_same_time_paid_twice(
    desk: Desk, patel: Clinician
) -> None:
    session = build.a_session(desk, "CL", SATURDAY, "09:00", "13:00")
    build.assigned(desk, session, patel, source=AssignmentSource.BANK)
    claim = drafted(desk, patel)
    assert says(desk, claim, "wli-duplicate") == (
        Mark.CROSS,
        "Clinic, Sat 7 Nov 09:00–13:00: 3 h twice",
    )
    assert says(desk, claim, "rota")[0] is Mark.TICK


def test_an_outside_commitment_at_that_time_is_asked_about_and_not_named(
    desk: Desk, patel: Clinician
) -> None:
    claim = drafted(desk, patel)
    build.unavailable(desk, patel, at(SATURDAY, "10:00"), at(SATURDAY, "18:00"))
    assert says(desk, claim, "wli-duplicate") == (
        Mark.QUESTION,
        (
            "Outside commitment, Sat 7 Nov 10:00–18:00: 2 h twice:"
            " ask whether it is paid elsewhere."
        ),
    )


def test_time_allowed_beside_the_session_is_no_question(desk: Desk, patel: Clinician) -> None:
    session = build.a_session(desk, "EN", SATURDAY, "08:30", "12:00", on=[patel])
    claim = drafted(desk, patel)
    desk.do(link_session, claim=claim, session=session.id)
    assert says(desk, claim, "wli-hours")[0] is Mark.QUESTION
    desk.do(change_setting, key="claims.allowance_minutes", value=30)
    assert says(desk, claim, "wli-hours") == (
        Mark.TICK,
        "Within the times of the session and the 30 min allowed.",
    )
    desk.do(change_setting, key="claims.allowance_minutes", value=29)
    assert says(desk, claim, "wli-hours") == (
        Mark.QUESTION,
        "1 min more than the session, Sat 7 Nov 08:30–12:00 and the 29 min allowed.",
    )


def planned_weeks(desk: Desk, person: Clinician, worked: int) -> None:
    """Twenty Mondays of a list by plan up to the claim, the first `worked` of them done."""
    first = dt.date(2026, 6, 15)
    plan = build.a_job_plan(desk, person, start=first)
    build.a_plan_line(desk, plan, "EN", 0)
    for number in range(20):
        on = [person] if number < worked else []
        build.a_list(desk, first + number * WEEK, on=on, owner=person)


def test_five_percent_under_the_job_plan_passes_and_more_is_asked_about(
    desk: Desk, patel: Clinician
) -> None:
    planned_weeks(desk, patel, 19)
    claim = drafted(desk, patel, dt.date(2026, 10, 31))
    assert says(desk, claim, "wli-underdelivery") == (
        Mark.TICK,
        "19 sessions credited of 20 expected since Mon 15 Jun (−5.0 %).",
    )
    few = build.a_clinician(desk, "Dr B Few")
    planned_weeks(desk, few, 18)
    claim = drafted(desk, few, dt.date(2026, 10, 31))
    assert says(desk, claim, "wli-underdelivery") == (
        Mark.QUESTION,
        (
            "18 sessions credited of 20 expected since Mon 15 Jun (−10.0 %):"
            " credit the contract first."
        ),
    )


def _four_long_days_a_week(work: UnitOfWork, *, person: int, activity: int) -> None:
    """Forty-eight hours in each of twenty-seven weeks, the last of them the claim's."""
    first = dt.date(2026, 5, 4)
    for day in (
        first + number * WEEK + weekday * DAY for number in range(27) for weekday in range(4)
    ):
        session = ClinicalSession(
            activity_id=activity, start=at(day, "08:00"), end=at(day, "20:00"), slot=Slot.DAY
        )
        work.add(session)
        work.add(Assignment(session_id=session.id, clinician_id=person, uid=f"{day}@rota-desk"))


def test_a_claim_that_lifts_the_average_above_forty_eight_hours_says_so(
    desk: Desk, patel: Clinician
) -> None:
    activity = build.an_activity(desk, "LD").id
    desk.do(_four_long_days_a_week, person=patel.id, activity=activity)
    assert says(desk, drafted(desk, patel), "wli-wtr") == (
        Mark.CROSS,
        (
            "48 h 9 min a week on average from Sun 10 May 00:00 to Sun 8 Nov 00:00; at most 48 h"
            " (consultants 2003, WTR reg 4)"
        ),
    )


def test_without_a_plan_there_is_nothing_to_deliver_first(desk: Desk, patel: Clinician) -> None:
    assert says(desk, drafted(desk, patel), "wli-underdelivery")[0] is Mark.NOT_CHECKED


def test_whoever_approves_has_to_be_listed_for_the_amount(desk: Desk, patel: Clinician) -> None:
    desk.do(add_approver, name="J Penrose", role="Service manager", up_to=Decimal("799.99"))
    desk.do(add_approver, name="Dr M Okafor", role="Clinical lead")
    claim = verified(desk, patel)
    assert says(desk, claim, "wli-approver") == (
        Mark.NOT_CHECKED,
        "£800.00 is for Dr M Okafor.",
    )
    with pytest.raises(Refusal) as beyond:
        desk.do(approve_claim, claim=claim, by="J Penrose")
    assert str(beyond.value) == (
        "J Penrose (up to £799.99) may not approve £800.00 of WLI-0001. Ask Dr M Okafor."
    )
    with pytest.raises(Refusal, match="S Quill is not on the list of approvers"):
        desk.do(approve_claim, claim=claim, by="S Quill")
    desk.do(approve_claim, claim=claim, by="M. Okafor")
    assert says(desk, claim, "wli-approver") == (
        Mark.TICK,
        "M. Okafor may approve £800.00.",
    )


def test_a_limit_holds_to_the_penny_and_from_its_day(desk: Desk, patel: Clinician) -> None:
    desk.do(add_approver, name="J Penrose", up_to=Decimal(500), start=dt.date(2026, 4, 1))
    desk.do(add_approver, name="J. Penrose", up_to=Decimal(800))
    assert [(one.name, one.up_to, one.start, one.end) for one in desk.ask(approver_list)] == [
        ("J. Penrose", Decimal("800.00"), build.TODAY, None),
        ("J Penrose", Decimal("500.00"), dt.date(2026, 4, 1), build.TODAY),
    ]
    claim = verified(desk, patel)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    assert read(desk, claim).state is ClaimState.APPROVED


def test_an_approver_who_leaves_the_list_stays_on_record(desk: Desk) -> None:
    number = desk.do(add_approver, name="J Penrose", start=dt.date(2026, 4, 1)).value
    desk.do(end_approver, approver=number)
    assert [one.end for one in desk.ask(approver_list)] == [build.TODAY]
    with pytest.raises(Refusal, match="above nothing"):
        desk.do(add_approver, name="Dr M Okafor", up_to=Decimal(0))


def test_a_list_cancelled_late_pays_the_local_share(desk: Desk, patel: Clinician) -> None:
    session = build.a_session(desk, "EN", SATURDAY, "08:00", "12:00", state=SessionState.CANCELLED)
    claim = drafted(desk, patel)
    desk.do(link_session, claim=claim, session=session.id)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(dt.date(2026, 11, 4), "10:00"))
    with pytest.raises(Refusal, match="pays nothing for a cancelled list"):
        desk.do(claim_cancelled_list, claim=claim)
    desk.do(change_setting, key="claims.cancelled_percent", value=50)
    desk.do(claim_cancelled_list, claim=claim)
    desk.do(submit_claim, claim=claim)
    assert says(desk, claim, "wli-delivered") == (
        Mark.QUESTION,
        "The session was cancelled; local policy pays 50 % of it.",
    )
    assert says(desk, claim, "wli-rate") == (
        Mark.TICK,
        "4 hours × £200 = £800, 50 % of it £400, by Local rates from Mon 6 Apr 2020.",
    )
    assert read(desk, claim).amount == Decimal("400.00")


def test_a_list_that_stands_is_not_claimed_as_cancelled(desk: Desk, patel: Clinician) -> None:
    claim = drafted(desk, patel)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(dt.date(2026, 11, 4), "10:00"))
    with pytest.raises(Refusal, match="Link the list that was cancelled"):
        desk.do(claim_cancelled_list, claim=claim)


def test_a_card_begun_later_never_changes_a_paid_claim(desk: Desk, patel: Clinician) -> None:
    claim = verified(desk, patel)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    desk.do(send_to_payroll, claim=claim, batch="2026-11")
    desk.do(mark_paid, claim=claim)
    card = desk.do(add_rate_card, name="New rates", valid_from=dt.date(2026, 11, 1)).value
    desk.do(
        add_rate_band,
        card=card,
        day_class="saturday",
        starts=dt.time(0),
        ends=dt.time(0),
        amount=Decimal(300),
    )
    there = read(desk, claim)
    assert (there.amount, there.priced_as, there.paid_on) == (
        Decimal("800.00"),
        "4 hours × £200 = £800, by Local rates from Mon 6 Apr 2020",
        build.TODAY,
    )
    assert says(desk, claim, "wli-rate") == (
        Mark.QUESTION,
        (
            "Paid £800.00 (4 hours × £200 = £800, by Local rates from Mon 6 Apr 2020);"
            " the card as it stands gives 4 hours × £300 = £1,200,"
            " by New rates from Sun 1 Nov 2026."
        ),
    )


def test_many_claims_are_checked_as_each_alone(desk: Desk, patel: Clinician) -> None:
    rowan = build.a_resident(desk)
    build.a_night(desk, dt.date(2026, 11, 6), on=[rowan])
    planned_weeks(desk, patel, 12)
    days = [SATURDAY, SATURDAY - WEEK, SATURDAY + WEEK]
    numbers = [drafted(desk, who, day) for day in days for who in (patel, rowan)]
    together = desk.ask(claims_evidence)
    assert {one.claim.claim_id for one in together} == set(numbers)
    assert list(together) == [
        desk.ask(claim_evidence, claim=one.claim.claim_id) for one in together
    ]
    assert desk.ask(claims_evidence, claims=[]) == ()
