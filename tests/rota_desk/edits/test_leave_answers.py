"""Answers to leave: limits that block, the department's rule, swaps, fixed leave, study leave."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import Assignment, AuditEntry, Clinician, FixedLeave, LeaveRequest, LeaveStep, Swap
from models.types import LeaveKind, LeaveState, LimitStance, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.fixed_leave import fix_leave
from rota_desk.edits.leave import approve_leave, note_study, request_leave
from rota_desk.edits.leave_limits import set_leave_limit
from rota_desk.edits.leave_rule import answer_by_rule, ask_for_leave
from rota_desk.edits.leave_swaps import approve_with_help
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.leave import leave_detail
from rota_desk.queries.leave_limits import DayCount, limit_lines
from rota_desk.queries.leave_memory import leave_memory
from rota_desk.queries.leave_rule import leave_rule
from rota_desk.queries.leave_swaps import WayOut, leave_swaps
from rota_desk.queries.study_counter import study_counter

NEXT = dt.date(2027, 1, 4)  # a Monday
FRIDAY = dt.date(2027, 1, 8)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def ask(desk: Desk, person: Clinician, first: dt.date = NEXT, last: dt.date = FRIDAY) -> int:
    return desk.do(
        request_leave, clinician=person.id, kind=LeaveKind.ANNUAL, first=first, last=last
    ).value


def state(desk: Desk, leave: int) -> LeaveState:
    request = build.found(desk, LeaveRequest, leave)
    assert request is not None
    return request.state


def last_step(desk: Desk) -> tuple[str, str]:
    step = build.every(desk, LeaveStep)[-1]
    return step.by, step.reason


# Limits.


def test_a_limit_that_blocks_is_passed_with_a_reason_only_and_the_reason_is_kept(
    desk: Desk,
) -> None:
    patel = build.a_clinician(desk)
    facts = {"group": StaffGroup.CONSULTANT, "first": NEXT, "last": NEXT, "most": 0}
    desk.do(set_leave_limit, name="Audit day", stance=LimitStance.BLOCK, **facts)  # type: ignore[arg-type]
    leave = ask(desk, patel)
    effect = desk.ask(leave_detail, leave=leave).effect
    assert effect.blocked == (DayCount(NEXT, 1, 0, "Audit day", LimitStance.BLOCK),)
    with pytest.raises(Refusal, match="Audit day: 1 away on Mon 4 Jan, at most 0"):
        desk.do(approve_leave, leave=leave)
    assert state(desk, leave) is LeaveState.REQUESTED
    desk.do(approve_leave, leave=leave, overrule="the lead agrees")
    assert last_step(desk) == (
        "K Lowe",
        "Limit passed (Audit day: 1 away on Mon 4 Jan, at most 0): the lead agrees",
    )


def test_limits_speak_of_a_grade_a_site_or_those_who_do_something(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    fellow = build.a_clinician(desk, "Dr F Osei", grade="Fellow")
    clinic = build.an_activity(desk, "CL")
    build.allowed(desk, patel, clinic)
    desk.do(set_leave_limit, name="Fellows", most=0, grade="fellow")
    desk.do(set_leave_limit, name="Clinics", most=0, activity=clinic.id)
    desk.do(set_leave_limit, name="Elsewhere", most=0, site=build.a_site(desk).id)
    desk.do(set_leave_limit, name="Once", most=0, stance=LimitStance.OFF)
    for person, name in ((patel, "Clinics"), (fellow, "Fellows")):
        counts = desk.ask(leave_detail, leave=ask(desk, person)).effect.counts
        assert [one.name for one in counts if one.over] == [name]
    whom = [(one.name, one.whom, one.when, one.stance_words) for one in desk.ask(limit_lines)]
    assert whom == [
        ("Clinics", "who do Clinic", "always", "warns"),
        ("Elsewhere", "at North", "always", "warns"),
        ("Fellows", "fellow", "always", "warns"),
        ("Once", "everybody", "always", "off"),
    ]


def test_who_asked_before_is_told(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.leave(desk, khan, FRIDAY)  # sixty days ago
    effect = desk.ask(leave_detail, leave=ask(desk, patel)).effect
    assert effect.ahead == ("Dr S Khan, 60 days earlier",)


# The department's rule.


def test_the_rule_approves_what_keeps_every_condition_and_says_so(desk: Desk) -> None:
    desk.do(change_setting, key="leave.auto_approve", value=True)
    patel = build.a_clinician(desk)
    build.a_list(desk, FRIDAY, on=[build.a_clinician(desk, "Dr S Khan")])
    done = desk.do(
        ask_for_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=FRIDAY
    )
    assert state(desk, done.value) is LeaveState.APPROVED
    by, reason = last_step(desk)
    assert by == "The department's rule"
    assert reason == (
        "By rule: annual leave; at most 5 days; 42 days of notice; a rota is made for the days;"
        " every session stays covered; no on-call duty; within every limit; 27 days left;"
        " nobody asked before"
    )
    assert done.label.endswith("; approved by rule")
    assert build.every(desk, AuditEntry)[-1].label == done.label
    desk.undo()
    assert build.every(desk, LeaveRequest) == []


def test_the_rule_leaves_to_judgement_what_fails_one_condition(desk: Desk) -> None:
    desk.do(change_setting, key="leave.auto_approve", value=True)
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    build.a_list(desk, FRIDAY, on=[build.a_clinician(desk, "Dr S Khan")])
    leave = desk.do(
        ask_for_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=FRIDAY
    ).value
    assert state(desk, leave) is LeaveState.REQUESTED
    assert desk.ask(leave_rule, leave=leave).against == ("every session stays covered",)
    with pytest.raises(Refusal, match="asks for: every session stays covered"):
        desk.do(answer_by_rule, leave=leave)


def test_the_rule_approves_nothing_of_days_whose_rota_is_not_made(desk: Desk) -> None:
    desk.do(change_setting, key="leave.auto_approve", value=True)
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[build.a_clinician(desk, "Dr S Khan")])
    leave = desk.do(
        ask_for_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=FRIDAY
    ).value
    assert state(desk, leave) is LeaveState.REQUESTED
    assert desk.ask(leave_rule, leave=leave).against == ("a rota is made for the days",)
    (remark,) = desk.ask(leave_detail, leave=leave).effect.remarks
    assert remark.text == (
        "The rota is made up to Mon 4 Jan 2027;"
        " what is left uncovered after that cannot be told yet"
    )


def test_without_the_rule_everything_waits_for_somebody(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    leave = desk.do(
        ask_for_leave, clinician=patel.id, kind=LeaveKind.ANNUAL, first=NEXT, last=NEXT
    ).value
    assert state(desk, leave) is LeaveState.REQUESTED
    with pytest.raises(Refusal, match="approves nothing by rule"):
        desk.do(answer_by_rule, leave=leave)


# Swaps that make leave fit.


def test_an_on_call_is_swapped_and_the_leave_approved_in_one_step(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    mine = build.a_session(desk, "OC", NEXT + DAY, on=[patel])
    theirs = build.a_session(desk, "OC", NEXT + 9 * DAY, on=[khan])
    leave = ask(desk, patel)
    way = desk.ask(leave_swaps, leave=leave)
    assert way.whole
    assert [one.text for one in way.helps] == [
        "Dr S Khan takes On-call, Tue 5 Jan, for that of Wed 13 Jan"
    ]
    would = desk.preview(approve_with_help, leave=leave, helps=way.helps)
    assert [one for one in would.gained if one.verdict.value == "breach"] == []
    desk.do(approve_with_help, leave=leave, helps=way.helps)
    placed = {(one.session_id, one.clinician_id) for one in build.every(desk, Assignment)}
    assert placed == {(mine.id, khan.id), (theirs.id, patel.id)}
    assert len(build.every(desk, Swap)) == 1
    assert desk.ask(leave_detail, leave=leave).effect.uncovered == 0
    desk.undo()
    assert (state(desk, leave), build.every(desk, Swap)) == (LeaveState.REQUESTED, [])


def test_a_list_goes_to_whoever_is_free_and_an_unfillable_one_stays_named(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    leave = ask(desk, patel)
    assert desk.ask(leave_swaps, leave=leave) == WayOut((), ("Mon 4 Jan 08:30 Endoscopy list",))
    khan = build.a_clinician(desk, "Dr S Khan")
    way = desk.ask(leave_swaps, leave=leave)
    assert [(one.clinician, one.theirs) for one in way.helps] == [(khan.id, None)]
    desk.do(approve_with_help, leave=leave, helps=way.helps)
    assert [one.clinician_id for one in build.every(desk, Assignment)] == [khan.id]
    with pytest.raises(Refusal, match="The rota has changed"):
        desk.do(approve_with_help, leave=leave, helps=way.helps)


# Memory, fixed leave, study leave.


def test_the_memory_knows_the_seasons_asked_for_and_refused(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    last_year = dt.date(2025, 12, 24)
    build.leave(desk, patel, last_year, last_year + 2 * DAY, state=LeaveState.DECLINED)
    build.approved_leave(desk, patel, dt.date(2025, 10, 27), dt.date(2025, 10, 31))
    memory = desk.ask(leave_memory, clinician=patel.id)
    assert memory.sentence() == "2 asked: 1 approved, 1 declined"
    christmas = [(one.season.name, one.state) for one in memory.of_season("Christmas")]
    assert christmas == [
        ("Christmas 2026", "not asked"),
        ("Christmas 2025", "declined"),
        ("Christmas 2024", "not asked"),
        ("Christmas 2023", "not asked"),
    ]
    october = memory.of_season("October half-term")
    assert [one.state for one in october] == ["not asked", "not asked", "approved", "not asked"]


def test_fixed_leave_goes_to_whoever_holds_the_post(desk: Desk) -> None:
    rowan, voss = build.a_resident(desk), build.a_resident(desk, "Dr E Voss")
    post = build.a_post(desk)
    build.held(desk, post, rowan, end=NEXT + 2 * DAY)
    build.held(desk, post, voss, start=NEXT + 2 * DAY)
    done = desk.do(fix_leave, post=post.id, first=NEXT, last=FRIDAY, agreed="the residents' forum")
    spans = [
        (one.clinician_id, one.first_day, one.last_day) for one in build.every(desk, LeaveRequest)
    ]
    assert spans == [(rowan.id, NEXT, NEXT + DAY), (voss.id, NEXT + 2 * DAY, FRIDAY)]
    assert len(done.value) == len(build.every(desk, FixedLeave)) == 2
    assert last_step(desk)[1] == "Fixed leave of SHO 1, agreed with the residents' forum"
    with pytest.raises(Refusal, match="Nobody holds"):
        desk.do(fix_leave, post=build.a_post(desk, "SHO 9").id, first=NEXT, last=NEXT)


def test_study_leave_counts_three_years_and_professional_leave_with_it(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    for year, kind in ((2024, LeaveKind.STUDY), (2025, LeaveKind.PROFESSIONAL)):
        first = dt.date(year, 9, 2) if year == 2024 else dt.date(year, 9, 1)
        build.approved_leave(desk, patel, first, first + 15 * DAY, kind=kind)
    leave = desk.do(
        request_leave, clinician=patel.id, kind=LeaveKind.STUDY, first=NEXT, last=NEXT + 11 * DAY
    ).value
    desk.do(
        note_study,
        leave=leave,
        course="Polypectomy",
        fees=Decimal(600),
        budget=Decimal(450),
        evidence="Certificate",
    )
    desk.do(approve_leave, leave=leave)
    counter = desk.ask(study_counter, clinician=patel.id, on=NEXT)
    assert counter is not None
    assert [one.used for one in counter.years] == [12, 12, 10]
    assert counter.sentence() == "34 days of 30 days in 3 years; 4 days over"
    assert (counter.agreed, counter.with_professional) == (Decimal(450), True)


def test_a_resident_counts_study_leave_by_the_year(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    counter = desk.ask(study_counter, clinician=rowan.id, on=NEXT)
    assert counter is not None
    assert (len(counter.years), counter.sentence()) == (
        1,
        "0 days of 30 days this year; 30 days left",
    )
