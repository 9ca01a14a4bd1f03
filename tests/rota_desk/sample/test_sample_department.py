import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from build import MONDAY, NOW, TODAY, a_department, a_desk, every
from sampled import a_sample
from sqlalchemy import select

from models import (
    Absence,
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    ContactDetail,
    Contract,
    ExpenseLine,
    Gap,
    GapAction,
    LeaveRequest,
    Post,
    PostHolding,
    Publication,
    PublishedChange,
    Room,
    RoomBooking,
    Site,
    WliClaim,
)
from models.base import Base
from models.types import (
    BookingKind,
    ClaimState,
    ContractCode,
    GapCause,
    LeaveState,
    RoomKind,
    SessionState,
    StaffGroup,
)
from rota_desk.bootstrap import open_desk
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.claim_evidence import claim_evidence
from rota_desk.queries.job_plans import job_plans
from rota_desk.sample import create_sample
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
FIRST, END = MONDAY - dt.timedelta(weeks=13), MONDAY + dt.timedelta(weeks=13)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = a_sample(tmp_path_factory.mktemp("sample"))
    desk = open_desk(path, clock=FixedClock(NOW), who="K Lowe")
    yield desk
    desk.close()


def all_rows(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Every record of every table; the order of one act's audit lines is nobody's concern."""

    def rows(read: Reading) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [
                dict(row._mapping) for row in read.rows(select(table).order_by(table.c.id))
            ]
            for table in Base.metadata.sorted_tables
        }

    found = desk.ask(rows)
    for line in found["audit_change"]:
        del line["id"]
    found["audit_change"].sort(key=repr)
    return found


def test_the_same_day_and_seed_give_the_same_department(sample: Desk, tmp_path: Path) -> None:
    again = a_desk(tmp_path, FixedClock(NOW))
    create_sample(again, today=TODAY, seed=1)
    assert all_rows(again) == all_rows(sample)
    again.close()


def test_its_file_is_whole(sample: Desk) -> None:
    assert sample.database.check() == ()


def test_nothing_is_left_to_undo(sample: Desk) -> None:
    assert (sample.can_undo, sample.can_redo) == ("", "")


def test_a_file_that_has_a_department_is_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    a_department(desk)
    with pytest.raises(Refusal, match="new file"):
        create_sample(desk)
    desk.close()


def test_the_people_are_as_many_as_the_department_has(sample: Desk) -> None:
    groups = Counter(one.group for one in every(sample, Clinician))
    assert groups == {
        StaffGroup.CONSULTANT: 11,
        StaffGroup.SPECIALTY: 4,
        StaffGroup.RESIDENT: 15,  # a locum of the agency among them
        StaffGroup.ENDOSCOPIST: 3,
        StaffGroup.NURSE: 3,
    }


def test_every_contract_that_is_kept_binds_somebody(sample: Desk) -> None:
    assert {one.code for one in every(sample, Contract)} == set(ContractCode)
    (ending,) = (one for one in every(sample, Contract) if one.opt_out_until)
    assert ending.code is ContractCode.LED_LOCAL
    assert (ending.opt_out_notice, ending.opt_out_until) == (
        TODAY - 3 * DAY,
        TODAY + 4 * DAY,
    )


def test_residents_go_from_f1_to_st7(sample: Desk) -> None:
    grades = {one.grade for one in every(sample, Clinician) if one.group is StaffGroup.RESIDENT}
    assert {"F1", "F2", "IMT1", "ST4", "ST7"} <= grades


def test_there_are_two_sites_an_outlying_hospital_and_six_endoscopy_rooms(sample: Desk) -> None:
    kinds = Counter(one.kind for one in every(sample, Room))
    assert [one.outlying for one in every(sample, Site)] == [False, False, True]
    assert kinds[RoomKind.ENDOSCOPY] == 6
    assert kinds[RoomKind.WARD] == 1


def test_posts_change_hands_inside_the_26_weeks(sample: Desk) -> None:
    changes = {one.start for one in every(sample, PostHolding) if one.start > FIRST}
    assert changes == {dt.date(2026, 12, 2)}
    held = {one.post_id for one in every(sample, PostHolding) if one.end is None}
    vacant = [one.name for one in every(sample, Post) if one.id not in held]
    assert vacant == ["Registrar 1"]


def test_every_day_of_26_weeks_has_sessions(sample: Desk) -> None:
    days = {one.start.date() for one in every(sample, ClinicalSession)}
    assert days >= {FIRST + dt.timedelta(days=number) for number in range(7 * 26)}
    assert max(days) < END


def test_the_first_half_is_published_in_versions_with_changes_and_reasons(sample: Desk) -> None:
    versions = every(sample, Publication)
    assert [one.number for one in versions] == [1, 2, 3, 4, 5, 6]
    assert min(one.first_day for one in versions) == FIRST
    assert max(one.last_day for one in versions) == MONDAY + dt.timedelta(days=13)
    made = [one.made_at for one in versions]
    assert made == sorted(made)
    changes = every(sample, PublishedChange)
    assert all(one.reason for one in changes)
    assert {one.told_at is None for one in changes} == {True, False}


def test_each_planned_kind_of_trouble_is_on_view(sample: Desk) -> None:
    found = {one.rule for one in sample.findings(FIRST, END)}
    assert found >= {
        "desk-double-booked",
        "desk-not-permitted",
        "desk-uncovered",
        "desk-working-on-leave",
        "jp-pa-sum",
        "rd-72-in-168",
        "rd-night-rest-46",
        "rd-rest-11",
        "rd-shift-13",
        "rm-double",
        "wli-jobplan-overlap",
        "wli-leave",
    }


def test_most_of_the_rota_is_covered(sample: Desk) -> None:
    wanted = [
        one
        for one in every(sample, ClinicalSession)
        if one.cover_wanted and one.start.date() < TODAY + dt.timedelta(weeks=2)
    ]
    open_ones = [
        one
        for one in sample.findings(FIRST, TODAY + dt.timedelta(weeks=2))
        if one.rule == "desk-uncovered"
    ]
    assert 10 < len(open_ones) < 0.05 * len(wanted)


def test_gaps_have_causes_and_what_was_tried(sample: Desk) -> None:
    causes = {one.cause for one in every(sample, Gap)}
    assert causes >= {
        GapCause.LEAVE,
        GapCause.STUDY_LEAVE,
        GapCause.ABSENCE,
        GapCause.VACANCY,
        GapCause.TEMPLATE_HOLE,
        GapCause.MOVED,
    }
    assert len(every(sample, GapAction)) > 50


def test_an_absence_is_never_named_in_the_ledger(sample: Desk) -> None:
    words = {one.cause_text for one in every(sample, Gap) if one.cause is GapCause.ABSENCE}
    assert words == {"Unavailable"}


def test_leave_waits_and_was_declined_with_reasons(sample: Desk) -> None:
    states = Counter(one.state for one in every(sample, LeaveRequest))
    assert states[LeaveState.REQUESTED] == 7
    assert states[LeaveState.DECLINED] == 3
    assert states[LeaveState.APPROVED] > 60
    courses = [one for one in every(sample, LeaveRequest) if one.course and one.fees]
    assert len(courses) >= 4


def test_a_return_to_work_talk_is_due_today(sample: Desk) -> None:
    due = [
        one.return_talk_due
        for one in every(sample, Absence)
        if one.return_talk_due and not one.return_talk_done
    ]
    assert TODAY in due
    assert min(due) < TODAY


def test_rooms_are_released_closed_and_lent_to_others(sample: Desk) -> None:
    kinds = {one.kind for one in every(sample, RoomBooking)}
    assert kinds == {BookingKind.OTHER_SERVICE, BookingKind.ONE_OFF, BookingKind.CLOSURE}
    states = {one.state for one in every(sample, ClinicalSession)}
    assert states >= {
        SessionState.PLANNED,
        SessionState.RELEASED,
        SessionState.REALLOCATED,
        SessionState.CANCELLED,
        SessionState.RUN,
    }


def test_claims_are_wrong_in_each_way_that_is_checked(sample: Desk) -> None:
    wrong = {
        check.id
        for claim in every(sample, WliClaim)
        for check in sample.ask(claim_evidence, claim=claim.id).checks
        if check.mark.value in {"cross", "question"}
    }
    assert wrong >= {
        "wli-preauth",
        "wli-jobplan-overlap",
        "wli-timeshift",
        "wli-leave",
        "wli-oncall",
        "wli-duplicate",
        "wli-delivered",
        "wli-hours",
        "wli-window",
        "wli-rate",
        "wli-wtr",
        "wli-segregation",
    }


def test_claims_stand_in_every_state_of_the_road(sample: Desk) -> None:
    assert {one.state for one in every(sample, WliClaim)} == set(ClaimState)


def test_a_right_claim_costs_what_the_card_says(sample: Desk) -> None:
    first = every(sample, WliClaim)[0]
    assert (first.state, first.amount) == (ClaimState.PAID, Decimal("800.00"))


def test_expenses_match_leave_and_outlying_sessions_or_do_not(sample: Desk) -> None:
    lines = every(sample, ExpenseLine)
    assert {one.leave_request_id is None for one in lines} == {True, False}
    assert {one.receipt == "" for one in lines if one.amount} == {True, False}


def test_one_job_plan_is_half_a_pa_off_and_the_others_agree(sample: Desk) -> None:
    plans = [one for one in sample.ask(job_plans) if one.contracted is not None]
    off = [(one.owner, one.difference) for one in plans if not one.matches]
    assert off == [("Dr G Marchetti", Decimal("0.500"))]
    assert {one.cycle_weeks for one in plans} == {1, 2, 4}


def test_nobody_can_be_reached_because_nobody_is_real(sample: Desk) -> None:
    """Addresses end in .example (RFC 2606); numbers are those kept for drama."""
    values = [one.value for one in every(sample, ContactDetail)]
    told = re.compile(r"\S+@hospital\.example|07700 900\d{3}|\d{4}")
    assert [value for value in values if not told.fullmatch(value)] == []


def test_some_contacts_are_stale(sample: Desk) -> None:
    ages = [
        (TODAY - one.last_confirmed).days
        for one in every(sample, ContactDetail)
        if one.last_confirmed
    ]
    assert min(ages) < 30
    assert max(ages) > 90


def test_calendar_identities_are_never_given_twice(sample: Desk) -> None:
    uids = [one.uid for one in every(sample, Assignment)]
    assert len(set(uids)) == len(uids)


def test_activities_carry_codes_and_tints_of_the_theme(sample: Desk) -> None:
    tints = {one.tint for one in every(sample, Activity)}
    known = {"blue", "green", "amber", "violet", "grey", "teal", "navy", "red", "sand", "rose"}
    assert tints <= known


@pytest.mark.parametrize("today", [dt.date(2026, 12, 27), dt.date(2028, 2, 29)])
def test_any_day_can_be_today(tmp_path: Path, today: dt.date) -> None:
    clock = FixedClock(dt.datetime.combine(today, dt.time(22), dt.UTC))
    desk = a_desk(tmp_path, clock)
    create_sample(desk)
    assert len(every(desk, ClinicalSession)) > 5000
    desk.close()
