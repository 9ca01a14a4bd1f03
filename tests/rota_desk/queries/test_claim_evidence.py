"""The evidence for a claim: the rulebook's six examples and each check's edges."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import Clinician, WliClaim
from models.types import ClaimState, LeaveKind, SessionState
from rota_desk.desk import Desk
from rota_desk.domain.claim_case import Mark
from rota_desk.edits.claim_steps import (
    approve_claim,
    mark_worked,
    pre_authorise,
    reject_claim,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim, agree_time_shift, link_session
from rota_desk.edits.settings import change_setting
from rota_desk.queries.claim_evidence import ClaimEvidence, claim_evidence
from rota_desk.queries.claims import claim_counts, claims_list
from rota_desk.unit_of_work import UnitOfWork

SATURDAY = dt.date(2026, 11, 7)
TUESDAY = dt.date(2026, 11, 3)
WEDNESDAY_BEFORE = at(dt.date(2026, 11, 4), "10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_rate_card(desk)
    yield desk
    desk.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return build.a_clinician(desk)


def drafted(
    desk: Desk,
    person: Clinician,
    day: dt.date = SATURDAY,
    starts: str = "08:00",
    ends: str = "12:00",
    *,
    session: int | None = None,
) -> int:
    return desk.do(
        add_claim,
        clinician=person.id,
        activity=build.an_activity(desk).id,
        start=at(day, starts),
        end=at(day, ends),
        session=session,
    ).value


def says(desk: Desk, claim: int, check: str) -> tuple[Mark, str]:
    there = next(one for one in seen(desk, claim).checks if one.id == check)
    return there.mark, there.words


def seen(desk: Desk, claim: int) -> ClaimEvidence:
    return desk.ask(claim_evidence, claim=claim)


def test_a_saturday_list_authorised_on_wednesday_passes(desk: Desk, patel: Clinician) -> None:
    room = build.a_room(desk)
    session = build.a_session(desk, "EN", SATURDAY, "08:00", "12:00", on=[patel], room=room)
    claim = drafted(desk, patel)
    desk.do(link_session, claim=claim, session=session.id)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=WEDNESDAY_BEFORE)
    desk.do(mark_worked, claim=claim, patients=8)
    desk.do(submit_claim, claim=claim)
    desk.do(verify_claim, claim=claim)
    desk.do(approve_claim, claim=claim, by="J Penrose")
    found = seen(desk, claim)
    assert [(one.id, one.mark) for one in found.checks if one.mark is not Mark.TICK] == [
        ("wli-jobplan-overlap", Mark.NOT_CHECKED),
        ("wli-underdelivery", Mark.NOT_CHECKED),
    ]
    assert found.summary == "12 ticks, 2 not checked"
    assert says(desk, claim, "wli-rate") == (
        Mark.TICK,
        "4 hours × £200 = £800, by Local rates from Mon 6 Apr 2020.",
    )
    assert says(desk, claim, "wli-preauth") == (
        Mark.TICK,
        "Dr M Okafor, Wed 4 Nov 10:00, before it started.",
    )


def test_a_claim_in_spa_time_fails_with_the_planned_hours(desk: Desk, patel: Clinician) -> None:
    plan = build.a_job_plan(desk, patel, start=MONDAY - dt.timedelta(weeks=1))
    build.a_plan_line(desk, plan, "SP", 1)
    mark, words = says(
        desk, drafted(desk, patel, TUESDAY, "13:00", "17:00"), "wli-jobplan-overlap"
    )
    assert mark is Mark.CROSS
    assert "SPA" in words
    assert "Tue 3 Nov 13:00" in words


def test_a_time_shift_is_a_question_until_it_is_worked(desk: Desk, patel: Clinician) -> None:
    plan = build.a_job_plan(desk, patel, start=MONDAY - dt.timedelta(weeks=1))
    build.a_plan_line(desk, plan, "SP", 1)
    make_up = build.a_session(desk, "SP", dt.date(2026, 11, 12), "17:00", "21:00", on=[patel])
    claim = drafted(desk, patel, TUESDAY, "13:00", "17:00")
    assert says(desk, claim, "wli-timeshift")[0] is Mark.CROSS
    desk.do(agree_time_shift, claim=claim, session=make_up.id, agreed_on=dt.date(2026, 11, 2))
    assert says(desk, claim, "wli-jobplan-overlap")[0] is Mark.QUESTION
    assert says(desk, claim, "wli-timeshift") == (
        Mark.QUESTION,
        "Made up Thu 12 Nov 17:00–21:00, agreed Mon 2 Nov: not worked yet.",
    )


def test_a_time_shift_agreed_afterwards_does_not_count(desk: Desk, patel: Clinician) -> None:
    make_up = build.a_session(desk, "SP", dt.date(2026, 11, 5), "17:00", "21:00")
    claim = drafted(desk, patel, TUESDAY, "13:00", "17:00")
    desk.do(agree_time_shift, claim=claim, session=make_up.id, agreed_on=TUESDAY)
    assert says(desk, claim, "wli-timeshift") == (
        Mark.CROSS,
        "Made up Thu 5 Nov 17:00–21:00, agreed Tue 3 Nov: not before the session (Tue 3 Nov).",
    )


def test_a_friday_evening_says_its_sum(desk: Desk, patel: Clinician) -> None:
    claim = drafted(desk, patel, dt.date(2026, 11, 6), "17:00", "21:00")
    assert says(desk, claim, "wli-rate") == (
        Mark.TICK,
        "2 hours × £150 + 2 hours × £200 = £700, by Local rates from Mon 6 Apr 2020.",
    )


def test_two_claims_that_share_half_an_hour_fail(desk: Desk, patel: Clinician) -> None:
    first = drafted(desk, patel)
    second = drafted(desk, patel, SATURDAY, "11:30", "15:30")
    assert says(desk, first, "wli-duplicate") == (
        Mark.CROSS,
        "Claim WLI-0002, Sat 7 Nov 11:30–15:30: 30 min twice",
    )
    desk.do(reject_claim, claim=second, reason="Written twice")
    assert says(desk, first, "wli-duplicate")[0] is Mark.TICK


def test_a_session_on_a_study_leave_day_fails(desk: Desk, patel: Clinician) -> None:
    build.approved_leave(desk, patel, SATURDAY, kind=LeaveKind.STUDY)
    mark, words = says(desk, drafted(desk, patel), "wli-leave")
    assert (mark, "study leave" in words) == (Mark.CROSS, True)


def test_annual_leave_is_a_question(desk: Desk, patel: Clinician) -> None:
    build.approved_leave(desk, patel, SATURDAY)
    assert says(desk, drafted(desk, patel), "wli-leave")[0] is Mark.QUESTION


def test_sickness_is_never_named(desk: Desk, patel: Clinician) -> None:
    build.an_absence(desk, patel, SATURDAY, SATURDAY)
    mark, words = says(desk, drafted(desk, patel), "wli-leave")
    assert mark is Mark.CROSS
    assert words.startswith("claim WLI-0001 on a day of absence,")


def test_authorised_after_the_start_fails(desk: Desk, patel: Clinician) -> None:
    claim = drafted(desk, patel)
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(SATURDAY, "08:01"))
    assert says(desk, claim, "wli-preauth") == (
        Mark.CROSS,
        "Dr M Okafor, Sat 7 Nov 08:01, after it started (Sat 7 Nov 08:00).",
    )


def test_being_on_call_is_a_question_and_another_duty_a_cross(
    desk: Desk, patel: Clinician
) -> None:
    build.a_session(desk, "OC", dt.date(2026, 11, 6), "17:00", "08:30", on=[patel])
    build.a_session(desk, "CL", SATURDAY, "11:00", "13:00", on=[patel])
    claim = drafted(desk, patel)
    assert says(desk, claim, "wli-oncall") == (
        Mark.QUESTION,
        (
            "On call Fri 6 Nov 17:00 – Sat 7 Nov 08:30: ask whether local policy bars it"
            " or nets it off."
        ),
    )
    assert says(desk, claim, "rota") == (
        Mark.CROSS,
        "On the rota: Clinic, Sat 7 Nov 11:00–13:00: 1 h twice",
    )


def test_a_cancelled_session_was_not_delivered(desk: Desk, patel: Clinician) -> None:
    session = build.a_session(desk, "EN", SATURDAY, "08:00", "12:00", state=SessionState.CANCELLED)
    claim = drafted(desk, patel, session=session.id)
    assert says(desk, claim, "wli-delivered") == (Mark.CROSS, "The session was cancelled.")


def test_a_session_without_patients_or_without_a_link_is_asked_about(
    desk: Desk, patel: Clinician
) -> None:
    claim = drafted(desk, patel)
    assert says(desk, claim, "wli-delivered")[0] is Mark.QUESTION
    assert says(desk, claim, "wli-hours")[0] is Mark.NOT_CHECKED
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=WEDNESDAY_BEFORE)
    desk.do(mark_worked, claim=claim, patients=0)
    assert says(desk, claim, "wli-delivered") == (Mark.CROSS, "No patient was seen.")


def test_hours_beyond_the_session_are_asked_about(desk: Desk, patel: Clinician) -> None:
    session = build.a_session(desk, "EN", SATURDAY, "08:30", "12:30", on=[patel])
    claim = drafted(desk, patel, SATURDAY, "08:00", "12:00", session=session.id)
    assert says(desk, claim, "wli-hours") == (
        Mark.QUESTION,
        "30 min more than the session, Sat 7 Nov 08:30–12:30.",
    )


def test_rest_that_the_claim_takes_away_is_a_cross(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    build.a_night(desk, dt.date(2026, 11, 6), on=[rowan])
    mark, words = says(desk, drafted(desk, rowan, SATURDAY, "14:00", "18:00"), "wli-wtr")
    assert mark is Mark.CROSS
    assert "5 h" in words


def test_a_late_claim_says_the_last_day(desk: Desk, patel: Clinician) -> None:
    claim = drafted(desk, patel, dt.date(2026, 8, 8))
    assert says(desk, claim, "wli-window") == (
        Mark.QUESTION,
        "Not claimed yet; the last day was Sun 8 Nov.",
    )
    desk.do(pre_authorise, claim=claim, by="Dr M Okafor", at=at(dt.date(2026, 8, 1), "10:00"))
    desk.do(mark_worked, claim=claim, patients=6)
    desk.do(submit_claim, claim=claim)
    assert says(desk, claim, "wli-window") == (
        Mark.QUESTION,
        "Claimed Tue 10 Nov; the last day was Sun 8 Nov.",
    )
    desk.do(change_setting, key="claims.late_days", value=1)
    assert says(desk, claim, "wli-window")[0] is Mark.CROSS


def _overpaid(work: UnitOfWork, *, claim: int) -> None:
    work.get(WliClaim, claim).amount = Decimal(900)


def test_an_amount_that_the_card_does_not_give_fails(desk: Desk, patel: Clinician) -> None:
    claim = drafted(desk, patel)
    desk.do(_overpaid, claim=claim)
    assert says(desk, claim, "wli-rate") == (
        Mark.CROSS,
        (
            "Claims £900.00; the card gives 4 hours × £200 = £800,"
            " by Local rates from Mon 6 Apr 2020."
        ),
    )


def test_the_list_is_filtered_by_state_and_counted(desk: Desk, patel: Clinician) -> None:
    first = drafted(desk, patel)
    second = drafted(desk, patel, dt.date(2026, 11, 6))
    desk.do(reject_claim, claim=first, reason="Not agreed")
    drafts = desk.ask(claims_list, states=[ClaimState.DRAFT])
    assert [(one.claim_id, one.claimant, one.activity, one.state_words) for one in drafts] == [
        (second, "Dr A Patel", "Endoscopy list", "Draft")
    ]
    assert [one.claim_id for one in desk.ask(claims_list)] == [second, first]
    assert desk.ask(claim_counts) == {ClaimState.DRAFT: 1, ClaimState.REJECTED: 1}
    assert "approve" not in drafts[0].may
    assert "pre-authorise" in drafts[0].may
