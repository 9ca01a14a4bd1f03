"""The road of a claim: each step in order, three people, money by the card of the day."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import at

from models import WliClaim
from models.types import ClaimState
from rota_desk.desk import Desk
from rota_desk.domain.claim_road import same_person
from rota_desk.edits.claim_steps import (
    approve_claim,
    cancel_claim,
    mark_paid,
    mark_worked,
    pre_authorise,
    query_claim,
    reject_claim,
    send_to_payroll,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import (
    add_claim,
    agree_time_shift,
    change_claim,
    link_session,
    remove_claim,
)
from rota_desk.errors import Refusal

SATURDAY = dt.date(2026, 11, 7)
FRIDAY = dt.date(2026, 11, 6)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_rate_card(desk)
    yield desk
    desk.close()


def drafted(
    desk: Desk, day: dt.date = SATURDAY, starts: str = "08:00", ends: str = "12:00"
) -> int:
    person = build.a_clinician(desk, contract=None)
    activity = build.an_activity(desk)
    start, end = at(day, starts), at(day, ends)
    return desk.do(
        add_claim, clinician=person.id, activity=activity.id, start=start, end=end
    ).value


def claimed(desk: Desk) -> int:
    claim = drafted(desk)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(dt.date(2026, 11, 4), "10:00"))
    desk.do(mark_worked, claim=claim, patients=8)
    desk.do(submit_claim, claim=claim)
    return claim


def read(desk: Desk, claim: int) -> WliClaim:
    there = build.found(desk, WliClaim, claim)
    assert there is not None
    return there


def test_a_saturday_list_of_four_hours_earns_eight_hundred(desk: Desk) -> None:
    claim = read(desk, drafted(desk))
    assert (claim.reference, claim.state, claim.quantity, claim.amount) == (
        "WLI-0001",
        ClaimState.DRAFT,
        Decimal(4),
        Decimal("800.00"),
    )


def test_a_friday_evening_earns_seven_hundred(desk: Desk) -> None:
    assert read(desk, drafted(desk, FRIDAY, "17:00", "21:00")).amount == Decimal("700.00")


def test_a_claim_walks_the_whole_road_through_three_people(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    desk.do(send_to_payroll, claim=claim, batch="2026-11")
    desk.do(mark_paid, claim=claim)
    there = read(desk, claim)
    assert (
        there.state,
        there.pre_authorised_by,
        there.pre_authorised_at,
        there.verified_by,
        there.approved_by,
        there.payroll_batch,
        there.patients,
    ) == (
        ClaimState.PAID,
        "Dr M Okafor",
        dt.datetime(2026, 11, 4, 10),
        "K Lowe",
        "J Penrose",
        "2026-11",
        8,
    )


def test_the_claimant_cannot_verify_their_own_claim(desk: Desk) -> None:
    claim = claimed(desk)
    with pytest.raises(Refusal, match="three different people"):
        desk.do(verify_claim, claim=claim, by="A. Patel")


def test_the_claimant_cannot_pre_authorise_their_own_claim(desk: Desk) -> None:
    with pytest.raises(Refusal, match="claim of their own"):
        desk.do(pre_authorise, claim=drafted(desk), by="dr a patel")


def test_the_claimant_cannot_approve_their_own_claim(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    with pytest.raises(Refusal, match="Dr A Patel cannot approve"):
        desk.do(approve_claim, claim=claim, by="Dr A Patel")


def test_whoever_verified_cannot_approve(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    with pytest.raises(Refusal, match="K Lowe verified WLI-0001 and cannot approve it too"):
        desk.do(approve_claim, claim=claim)


def test_a_step_out_of_order_says_where_the_claim_stands(desk: Desk) -> None:
    claim = claimed(desk)
    with pytest.raises(Refusal) as refused:
        desk.do(approve_claim, claim=claim, by="J Penrose")
    assert str(refused.value) == (
        "You cannot approve WLI-0001: it is claimed. Next: verify it against the rota."
    )


def test_a_second_approval_is_told_who_was_first(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    with pytest.raises(Refusal, match="it is approved by J Penrose"):
        desk.do(approve_claim, claim=claim, by="Dr M Okafor")


def test_a_paid_claim_never_changes(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    desk.do(send_to_payroll, claim=claim, batch="2026-11")
    desk.do(mark_paid, claim=claim)
    with pytest.raises(Refusal, match="a paid claim never changes"):
        desk.do(reject_claim, claim=claim, reason="Wrong day")
    with pytest.raises(Refusal, match="a paid claim never changes"):
        desk.do(agree_time_shift, claim=claim, session=build.a_list(desk).id)


def test_a_rejected_claim_stays_with_its_reason(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(reject_claim, claim=claim, reason="The list was cancelled.")
    there = read(desk, claim)
    assert (there.state, there.rejection_reason, there.note) == (
        ClaimState.REJECTED,
        "The list was cancelled.",
        "Tue 10 Nov, K Lowe rejects it: The list was cancelled.",
    )


def test_a_rejection_without_a_reason_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Say why"):
        desk.do(reject_claim, claim=claimed(desk), reason=" ")


def test_a_queried_claim_loses_its_verification_and_comes_back_with_an_answer(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    desk.do(query_claim, claim=claim, question="Which room?")
    with pytest.raises(Refusal, match="Answer the query"):
        desk.do(submit_claim, claim=claim)
    desk.do(submit_claim, claim=claim, answer="Room 4")
    there = read(desk, claim)
    assert (there.state, there.verified_by, there.verified_at) == (ClaimState.CLAIMED, "", None)
    assert there.note.splitlines() == [
        "Tue 10 Nov, K Lowe asks: Which room?",
        "Tue 10 Nov, K Lowe answers: Room 4",
    ]


def test_a_session_to_come_cannot_be_marked_worked(desk: Desk) -> None:
    claim = drafted(desk, dt.date(2026, 11, 14))
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor")
    with pytest.raises(Refusal, match="Sat 14 Nov at 12:00"):
        desk.do(mark_worked, claim=claim)


def test_a_claim_without_a_card_cannot_be_submitted(desk: Desk) -> None:
    claim = drafted(desk, dt.date(2020, 3, 7))
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor")
    desk.do(mark_worked, claim=claim)
    with pytest.raises(Refusal, match="No rate card is in force on Sat 7 Mar 2020"):
        desk.do(submit_claim, claim=claim)


def test_an_end_before_the_start_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="end after it starts"):
        drafted(desk, SATURDAY, "12:00", "08:00")


def test_a_corrected_draft_is_priced_again(desk: Desk) -> None:
    claim = drafted(desk)
    activity = build.an_activity(desk)
    start, end = at(SATURDAY, "08:00"), at(SATURDAY, "10:30")
    desk.do(change_claim, claim=claim, activity=activity.id, start=start, end=end)
    assert read(desk, claim).amount == Decimal("500.00")


def test_a_submitted_claim_cannot_be_corrected(desk: Desk) -> None:
    claim, activity = claimed(desk), build.an_activity(desk)
    with pytest.raises(Refusal, match="You cannot change WLI-0001: it is claimed"):
        desk.do(
            change_claim,
            claim=claim,
            activity=activity.id,
            start=at(SATURDAY, "08:00"),
            end=at(SATURDAY, "10:00"),
        )


def test_only_a_draft_can_be_removed(desk: Desk) -> None:
    claim = drafted(desk)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor")
    with pytest.raises(Refusal, match="stays on record"):
        desk.do(remove_claim, claim=claim)
    desk.do(cancel_claim, claim=claim, reason="Not needed")
    assert read(desk, claim).state is ClaimState.CANCELLED


def test_a_claim_is_cancelled_with_a_reason_until_it_is_submitted(desk: Desk) -> None:
    claim = drafted(desk)
    with pytest.raises(Refusal, match="Say why the claim is cancelled"):
        desk.do(cancel_claim, claim=claim, reason=" ")
    desk.do(cancel_claim, claim=claim, reason="The list fell")
    there = read(desk, claim)
    assert (there.state, there.note) == (
        ClaimState.CANCELLED,
        "Tue 10 Nov, K Lowe cancels it: The list fell",
    )
    submitted = claimed(desk)
    with pytest.raises(Refusal) as refused:
        desk.do(cancel_claim, claim=submitted, reason="The list fell")
    assert str(refused.value) == (
        "You cannot cancel WLI-0002: it is claimed. Next: verify it against the rota."
    )


def test_a_time_shift_needs_another_time(desk: Desk) -> None:
    claim = drafted(desk)
    same = build.a_session(desk, "SP", SATURDAY, "11:00", "13:00")
    other = build.a_session(desk, "SP", dt.date(2026, 11, 12), "17:00", "21:00")
    with pytest.raises(Refusal, match="lies at the same time"):
        desk.do(agree_time_shift, claim=claim, session=same.id)
    desk.do(agree_time_shift, claim=claim, session=other.id, agreed_on=dt.date(2026, 11, 2))
    there = read(desk, claim)
    assert (there.time_shift_session_id, there.time_shift_agreed_on) == (
        other.id,
        dt.date(2026, 11, 2),
    )


def test_a_claim_is_linked_to_a_session_at_its_time_only(desk: Desk) -> None:
    claim = drafted(desk)
    elsewhere = build.a_list(desk)
    room = build.a_room(desk)
    at_the_time = build.a_session(desk, "EN", SATURDAY, "08:30", "12:30", room=room)
    with pytest.raises(Refusal, match="lies at another time"):
        desk.do(link_session, claim=claim, session=elsewhere.id)
    desk.do(link_session, claim=claim, session=at_the_time.id)
    there = read(desk, claim)
    assert (there.session_id, there.room_id) == (at_the_time.id, room.id)


def test_each_step_is_undone_by_its_name(desk: Desk) -> None:
    claim = claimed(desk)
    desk.do(verify_claim, claim=claim)
    assert desk.can_undo == "Verify claim WLI-0001"
    desk.undo()
    assert read(desk, claim).state is ClaimState.CLAIMED


def test_a_title_and_full_stops_do_not_make_another_person() -> None:
    assert same_person("Dr A. Patel", "a patel")
    assert not same_person("Dr A Patel", "Dr B Patel")
    assert not same_person("", "")
