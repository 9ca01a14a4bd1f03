"""Deadlines met: counted from the records, each kind with its own day and its own deed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from models import SixFourTwoDecision
from models.types import ClaimState, ContractCode, LeaveState, Milestone, StaffGroup
from reports.catalogue import report_named
from rota_desk.clock import Clock
from rota_desk.desk import Desk
from rota_desk.edits.joining import record_details_received, record_schedule_sent
from rota_desk.edits.leave import approve_leave
from rota_desk.edits.publishing import publish
from rota_desk.errors import Refusal
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.deadlines_met import MetLine, deadlines_met

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
START, END = dt.date(2026, 10, 1), dt.date(2027, 1, 1)


class Moved(Clock):
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.day = TODAY

    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(9), dt.UTC)


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
def desk(tmp_path: Path, clock: Moved) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path, clock)
    build.a_department(opened)
    yield opened
    opened.close()


def counted(desk: Desk, kind: str) -> tuple[int, int, int, int]:
    """Fell due, met, late, not done."""
    found = desk.ask(deadlines_met, start=START, end=END)
    line = next(one for one in found.lines if one.kind == kind)
    return line.due, line.met, line.late, line.undone


def test_nothing_due_is_no_percentage(desk: Desk) -> None:
    found = desk.ask(deadlines_met)
    assert {(one.due, one.percent, one.percent_words) for one in found.lines} == {
        (0, None, "none fell due")
    }
    assert found.sentence == "no deadline fell due last quarter"


def test_a_percentage_is_met_over_due() -> None:
    assert MetLine("x", "X", "", due=3, met=2, late=1, undone=0).percent_words == "66.7 %"


@pytest.mark.parametrize(
    ("met", "due", "said"),
    [
        (9, 10, "target 90 %, kept"),
        (89, 99, "target 90 %, missed"),  # 89.9 %
        (1799, 2000, "target 90 %, missed"),  # 89.95 %, shown as 90.0
        (0, 0, "target 90 %"),
    ],
)
def test_the_exact_share_is_held_against_its_target(met: int, due: int, said: str) -> None:
    line = MetLine("x", "X", "", due=due, met=met, late=due - met, undone=0, target=90)
    assert (line.target_words, line.is_short) == (said, "missed" in said)


def test_details_of_starters_alone_have_a_target(desk: Desk) -> None:
    lines = desk.ask(deadlines_met, start=START, end=END).lines
    assert {one.kind: one.target for one in lines if one.target is not None} == {
        "starters-details": 90
    }
    assert MetLine("x", "X", "", due=3, met=2, late=1, undone=0).target_words == ""


def test_a_week_counts_when_every_day_of_it_was_told_six_weeks_before(
    desk: Desk, clock: Moved
) -> None:
    for weeks in (1, 2, 3):
        build.a_session(desk, "SP", MONDAY + weeks * WEEK)
        build.a_session(desk, "SP", MONDAY + weeks * WEEK + DAY)
    first = MONDAY + WEEK
    clock.day = first - 6 * WEEK
    desk.do(publish, first=first, last=first + 6 * DAY)
    clock.day = first + WEEK - 5 * WEEK
    desk.do(publish, first=first + WEEK, last=first + WEEK + 6 * DAY)
    desk.do(publish, first=first + 2 * WEEK, last=first + 2 * WEEK)  # a day of it only
    clock.day = TODAY
    assert counted(desk, "rota") == (3, 1, 1, 1)


def test_leave_counts_by_the_day_its_answer_was_due(desk: Desk, clock: Moved) -> None:
    patel = build.a_clinician(desk)
    asked = dt.datetime(2026, 10, 1, 8)
    for number, wait in enumerate((14, 15, 0)):
        first = dt.date(2027, 3, 1) + number * WEEK
        request = build.leave(desk, patel, first, requested_at=asked)
        if wait:
            clock.day = asked.date() + wait * DAY
            desk.do(approve_leave, leave=request.id)
    build.leave(desk, patel, dt.date(2027, 5, 3), requested_at=asked, state=LeaveState.WITHDRAWN)
    clock.day = TODAY
    assert counted(desk, "leave") == (3, 1, 1, 1)


def test_talks_count_by_their_due_day_and_the_day_they_were_held(desk: Desk) -> None:
    people = [build.a_clinician(desk, name) for name in ("Dr A Patel", "Dr S Khan")]
    for person, held in zip(people, (dt.date(2026, 10, 8), None), strict=True):
        absence = build.an_absence(desk, person, dt.date(2026, 10, 5), dt.date(2026, 10, 6))
        build.changed(desk, absence, return_talk_due=dt.date(2026, 10, 9), return_talk_done=held)
    assert counted(desk, "return-talk") == (2, 1, 0, 1)


def test_a_claim_counts_by_the_end_of_the_month_in_which_it_was_submitted(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    moments = (dt.datetime(2026, 10, 30, 9), dt.datetime(2026, 11, 2, 9), None)
    for number, approved in enumerate(moments):
        day = dt.date(2026, 10, 5) + number * DAY
        claim = build.a_claim(
            desk,
            patel,
            build.at(day, "18:00"),
            build.at(day, "20:00"),
            reference=f"WLI-{number}",
            state=ClaimState.APPROVED if approved else ClaimState.CLAIMED,
        )
        build.changed(desk, claim, submitted_at=dt.datetime(2026, 10, 9, 9), approved_at=approved)
    assert counted(desk, "claims") == (3, 1, 1, 1)


def test_a_session_left_open_only_later_asked_for_no_decision(desk: Desk) -> None:
    room, week = build.a_room(desk), MONDAY + 4 * WEEK
    lists = [build.a_list(desk, week + number * DAY, room=room) for number in range(3)]
    decided, open_then, open_later = lists
    build.kept(
        desk,
        SixFourTwoDecision(
            session_id=decided.id,
            milestone=Milestone.SIX,
            meeting_day=week - 6 * WEEK,
            decision="offer",
            decided_by="J Penrose",
        ),
    )
    for session, day in ((open_then, 1), (open_later, 30)):
        known = dt.datetime(2026, 10, day, 9)
        build.changed(desk, build.a_gap(desk, session), known_at=known)
    assert counted(desk, "meeting-6") == (2, 1, 0, 1)


def test_starters_are_due_their_details_at_twelve_weeks_and_their_schedule_at_eight(
    desk: Desk, clock: Moved
) -> None:
    first = TODAY + 5 * WEEK
    rowan = build.a_clinician(desk, "Dr C Rowan", group=StaffGroup.RESIDENT, joined=first)
    assert [(one.title, one.state, one.clinician_id) for one in desk.ask(deadlines)] == [
        ("12 weeks: 1 starter, details to come", "overdue", rowan.id),
        ("8 weeks: 1 schedule, to send", "overdue", rowan.id),
    ]
    clock.day = first - 12 * WEEK
    desk.do(record_details_received, clinician=rowan.id)
    clock.day = first - 7 * WEEK
    desk.do(record_schedule_sent, clinician=rowan.id)
    clock.day = TODAY
    assert desk.ask(deadlines) == ()
    assert counted(desk, "starters-schedule") == (1, 0, 1, 0)
    with pytest.raises(Refusal, match="still to come"):
        desk.do(record_schedule_sent, clinician=rowan.id, day=TODAY + DAY)


def test_the_printed_report_says_the_counts_and_the_formula_and_names_nobody(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = build.an_absence(desk, patel, dt.date(2026, 10, 5), dt.date(2026, 10, 6))
    build.changed(desk, absence, return_talk_due=dt.date(2026, 10, 9))
    report = report_named("deadlines-met")
    told = report.build(desk, start=START, end=END, format="csv").content.decode("utf-8-sig")
    line = next(one for one in told.splitlines() if one.startswith("return-talk"))
    assert line.startswith("return-talk,Return-to-work talks held in time,1,0,0,1,0.0,")
    assert "met ÷ fell due × 100" in line
    assert "Patel" not in told


def test_a_schedule_noted_as_sent_too_late_is_found_and_undone_with_the_note(
    desk: Desk, clock: Moved
) -> None:
    first = TODAY + 8 * WEEK
    starter = build.a_clinician(
        desk,
        "Dr L Marlow",
        group=StaffGroup.RESIDENT,
        contract=ContractCode.ENG_RD_2016,
        joined=first,
    )
    in_time = desk.do(record_schedule_sent, clinician=starter.id)
    assert [one.rule for one in in_time.gained] == []
    desk.undo()
    clock.day = TODAY + DAY
    late = desk.do(record_schedule_sent, clinician=starter.id)
    assert [(one.rule, one.measured) for one in late.gained] == [("rd-notice-8", 55.0)]
    assert desk.undo().lost == late.gained
