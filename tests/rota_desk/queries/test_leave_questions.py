"""Leave as it is read: effect before the answer, balances with their working, the year."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import TODAY

from models import LeaveAllowance, LeaveLimit, Setting
from models.types import (
    ContractCode,
    LeaveKind,
    LeavePart,
    LeaveState,
    LeaveUnit,
    LimitStance,
    StaffGroup,
)
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, decline_leave, leave_out_session, request_leave
from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.leave import leave_detail, leave_list, leave_screen
from rota_desk.queries.leave_balance import leave_balance
from rota_desk.queries.leave_dates import DatesOffer, nearest_dates
from rota_desk.queries.leave_effect import OtherAway
from rota_desk.queries.leave_limits import DayCount
from rota_desk.queries.leave_remarks import Remark
from rota_desk.queries.leave_sums import BalanceLine
from rota_desk.queries.year_strip import year_strip

NEXT = dt.date(2027, 1, 4)  # a Monday
FRIDAY = dt.date(2027, 1, 8)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def ask(desk: Desk, clinician: int, first: dt.date = NEXT, last: dt.date = FRIDAY) -> int:
    return desk.do(
        request_leave, clinician=clinician, kind=LeaveKind.ANNUAL, first=first, last=last
    ).value


def test_a_balance_shows_its_working(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_allowance(desk, patel, "32", carried_over="2")
    build.approved_leave(desk, patel, dt.date(2026, 8, 27), dt.date(2026, 9, 1))  # bank holiday
    build.approved_leave(desk, patel, TODAY - dt.timedelta(days=1), TODAY)
    build.leave(desk, patel, NEXT, NEXT, first_part=LeavePart.AM, last_part=LeavePart.AM)
    build.leave(desk, patel, FRIDAY, state=LeaveState.DECLINED)
    balance = desk.ask(leave_balance, clinician=patel.id)
    assert balance.lines == (
        BalanceLine("Entitlement", Decimal(32), "32 days a year after 5 years (ENG-CONS-2003)"),
        BalanceLine("Carried over", Decimal(2)),
        BalanceLine(
            "Taken: 27 Aug – 1 Sep 2026",
            Decimal(-3),
            "3 days; not counted: 2 weekends, 1 bank holiday",
        ),
        BalanceLine("Being taken: 9 – 10 November 2026", Decimal(-2), "2 days"),
    )
    sums = (balance.taken, balance.booked, balance.waiting, balance.left, balance.left_after)
    assert sums == tuple(map(Decimal, ("4", "1", "0.5", "29", "28.5")))
    assert balance.sentence() == "29 days left of 34; 0.5 days waiting"


def test_a_declined_request_gives_the_days_back(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_allowance(desk, patel, "32")
    leave = ask(desk, patel.id)
    assert desk.ask(leave_balance, clinician=patel.id).left_after == 27
    desk.do(decline_leave, leave=leave, reason="three are away")
    assert desk.ask(leave_balance, clinician=patel.id).left_after == 32


def test_leave_counted_in_pas_takes_a_weeks_pas_for_a_week(desk: Desk) -> None:
    patel = build.a_clinician(desk, pas="11")
    build.kept(
        desk,
        LeaveAllowance(
            clinician_id=patel.id,
            kind=LeaveKind.ANNUAL,
            year_start=dt.date(2026, 4, 1),
            year_end=dt.date(2027, 4, 1),
            entitlement=Decimal(64),
            unit=LeaveUnit.PAS,
        ),
    )
    build.approved_leave(desk, patel, NEXT, FRIDAY)
    balance = desk.ask(leave_balance, clinician=patel.id)
    assert (balance.unit, balance.booked, balance.left) == ("PA", Decimal(11), Decimal(53))


def test_without_an_allowance_nothing_is_said_to_be_left(desk: Desk) -> None:
    patel = build.a_clinician(desk, contract=None)
    build.approved_leave(desk, patel, NEXT, FRIDAY)
    balance = desk.ask(leave_balance, clinician=patel.id)
    assert balance.sentence() == "5 days used; no allowance on file for this year"


def test_a_weekly_non_working_day_is_not_debited(desk: Desk) -> None:
    from models.types import UnavailabilityKind

    rowan = build.a_clinician(desk, "Dr C Rowan", contract=ContractCode.ENG_RD_2016, wte="0.8")
    start = build.at(dt.date(2026, 4, 1), "00:00")  # Wednesdays
    build.unavailable(
        desk,
        rowan,
        start,
        start + dt.timedelta(days=1),
        kind=UnavailabilityKind.NON_WORKING_DAY,
        weekly_until=start + dt.timedelta(days=400),
    )
    build.leave(desk, rowan, NEXT, FRIDAY)
    (line,) = desk.ask(leave_list)
    assert (line.counted, line.counting) == (Decimal(4), "4 days; not counted: 1 non-working day")


def test_the_effect_is_known_before_the_answer(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.an_allowance(desk, patel, "3")
    build.a_list(desk, NEXT, on=[patel])
    build.a_clinic(desk, NEXT, on=[patel, khan])
    build.a_session(desk, "OC", FRIDAY, on=[patel])
    build.approved_leave(desk, khan, FRIDAY, FRIDAY + dt.timedelta(days=4))
    build.kept(desk, Setting(key="leave.away_limit.consultant", value=1))
    effect = desk.ask(leave_detail, leave=ask(desk, patel.id)).effect
    assert [(one.title, one.have_after, one.uncovered) for one in effect.sessions] == [
        ("Endoscopy list", 0, True),
        ("Clinic", 1, False),
        ("On-call", 0, True),
    ]
    assert effect.others == (OtherAway(khan.id, "Dr S Khan", "annual leave", 1, asked=False),)
    assert effect.fullest == DayCount(FRIDAY, 2, 1, "Consultants away at once")
    assert (effect.balance_before, effect.balance_after) == (Decimal(3), Decimal(-2))
    assert effect.notice_days == 55
    assert effect.remarks == (
        Remark("danger", "Takes them off on-call: Fri 8 Jan"),
        Remark("danger", "2 sessions left uncovered"),
        Remark("danger", "Consultants away at once: 2 on Fri 8 Jan, at most 1"),
        Remark("danger", "2 days more than they have"),
    )


def test_short_notice_is_a_warning_and_full_cover_is_good(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    soon = dt.date(2026, 11, 20)
    build.a_list(desk, soon, on=[patel, khan])
    effect = desk.ask(leave_detail, leave=ask(desk, patel.id, soon, soon)).effect
    assert effect.remarks == (
        Remark("good", "Every session stays covered"),
        Remark("warning", "10 days of notice; 42 are asked for, so by Fri 9 Oct"),
    )
    assert effect.kind == "warning"


def test_a_session_left_out_is_not_lost(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    kept = build.a_list(desk, NEXT, on=[patel])
    leave = ask(desk, patel.id)
    desk.do(leave_out_session, leave=leave, session=kept.id)
    effect = desk.ask(leave_detail, leave=leave).effect
    assert (effect.lost, effect.uncovered) == (0, 0)


def test_approved_leave_still_shows_what_it_opened(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, NEXT, on=[patel])
    leave = ask(desk, patel.id)
    desk.do(approve_leave, leave=leave)
    detail = desk.ask(leave_detail, leave=leave)
    assert [(one.title, one.uncovered) for one in detail.effect.sessions] == [
        ("Endoscopy list", True)
    ]
    assert [step.state_words for step in detail.steps] == ["asked", "approved"]
    assert detail.steps[0].at == dt.datetime(2026, 11, 10, 8, 12)


def test_the_oldest_request_stands_first(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    ask(desk, patel.id)
    build.leave(desk, khan, FRIDAY, FRIDAY)  # asked for 60 days ago
    screen = desk.ask(leave_screen)
    assert [card.line.name for card in screen.waiting] == ["Dr S Khan", "Dr A Patel"]
    assert screen.oldest_days == 60


def test_past_answers_stand_beside_a_request(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.leave(desk, patel, dt.date(2025, 12, 24), state=LeaveState.DECLINED)
    build.approved_leave(desk, patel, dt.date(2022, 12, 24))
    before = desk.ask(leave_detail, leave=ask(desk, patel.id)).before
    assert [(one.days, one.state_words) for one in before] == [("Wed 24 Dec 2025", "declined")]


def test_the_year_shows_letters_halves_and_counts_against_the_limit(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    build.a_nurse(desk)
    asked = build.leave(desk, patel, NEXT, NEXT, first_part=LeavePart.PM)
    build.an_absence(desk, khan, NEXT, NEXT)
    strip = desk.ask(year_strip, start=NEXT, end=NEXT + dt.timedelta(days=2))
    consultants = strip.groups[0]
    assert (consultants.title, consultants.limit) == ("Consultants", 4)
    assert [row.marks for row in consultants.rows] == [
        (AwayMark("A", "annual leave", asked=True, half="pm", leave_id=asked.id), None),
        (AwayMark("U", "Unavailable"), None),
    ]
    assert (consultants.counts, consultants.asked) == ((1, 0), (1, 0))
    assert strip.groups[1].group is StaffGroup.ENDOSCOPIST


def test_the_year_without_days_is_the_leave_year(desk: Desk) -> None:
    build.a_clinician(desk, joined=dt.date(2026, 4, 3), leaves=dt.date(2026, 4, 10))
    strip = desk.ask(year_strip)
    assert (strip.start, len(strip.days)) == (dt.date(2026, 4, 1), 365)
    (row,) = strip.groups[0].rows
    assert (row.here_from, row.here_until) == (2, 9)
    assert strip.days[2].holiday == "Good Friday"


@pytest.mark.parametrize("kind", [LeaveKind.SPECIAL, LeaveKind.PARENTAL, LeaveKind.UNPAID])
def test_sensitive_leave_reads_as_unavailable_to_others(desk: Desk, kind: LeaveKind) -> None:
    patel = build.a_clinician(desk)
    build.approved_leave(desk, patel, NEXT, kind=kind)
    strip = desk.ask(year_strip, start=NEXT, end=FRIDAY)
    mark = strip.groups[0].rows[0].marks[0]
    assert mark is not None
    assert (mark.letter, mark.title) == ("U", "Unavailable")


def test_the_nearest_dates_that_work_are_offered_by_whole_weeks(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    week = dt.timedelta(weeks=1)
    build.kept(desk, Setting(key="leave.away_limit.consultant", value=1))
    build.a_list(desk, NEXT, on=[patel])  # asked for: would be uncovered
    build.a_session(desk, "OC", NEXT + week, on=[patel, khan])  # a week later: on call
    build.approved_leave(desk, khan, NEXT - week, FRIDAY - week)  # a week earlier: full
    build.a_clinic(desk, NEXT + 2 * week, on=[patel, khan])  # two later: covered
    build.a_list(desk, NEXT + 3 * week, on=[khan])  # the last week on the rota
    offers = desk.ask(nearest_dates, leave=ask(desk, patel.id))
    assert offers == (
        DatesOffer(NEXT + 2 * week, FRIDAY + 2 * week, 14),
        DatesOffer(NEXT + 3 * week, FRIDAY + 3 * week, 21),
        DatesOffer(NEXT - 3 * week, FRIDAY - 3 * week, -21),  # not Christmas: a day fewer
    )
    assert offers[0].days == "Mon 18 Jan – Fri 22 Jan"
    assert [offer.distance for offer in offers[1:]] == ["3 weeks later", "3 weeks earlier"]


def test_no_dates_are_offered_that_a_limit_of_a_grade_and_a_season_forbids(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    week = dt.timedelta(weeks=1)
    build.a_list(desk, NEXT, on=[patel])
    build.a_list(desk, NEXT + 3 * week, on=[build.a_clinician(desk, "Dr S Khan")])
    forbidden = DatesOffer(NEXT + week, FRIDAY + week, 7)
    leave = ask(desk, patel.id)
    assert forbidden in desk.ask(nearest_dates, leave=leave)
    build.kept(
        desk,
        LeaveLimit(
            name="Accreditation week",
            most=0,
            stance=LimitStance.BLOCK,
            first_day=NEXT + week,
            last_day=NEXT + week,
        ),
    )
    assert forbidden not in desk.ask(nearest_dates, leave=leave)


def test_where_every_week_leaves_something_open_those_that_leave_the_least_are_offered(
    desk: Desk,
) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    week, day = dt.timedelta(weeks=1), dt.timedelta(days=1)
    for place in range(-8, 7):
        build.a_list(desk, NEXT + place * week, on=[patel])
        build.a_clinic(desk, NEXT + place * week + day, on=[patel, khan][: 1 + (place == 3)])
    build.a_session(desk, "OC", NEXT + week, on=[patel, khan])
    asked = ask(desk, patel.id)
    least = DatesOffer(NEXT + 3 * week, FRIDAY + 3 * week, 21, left_open=1)
    assert desk.ask(nearest_dates, leave=asked) == (least,)
    build.a_session(desk, "OC", NEXT, on=[patel])  # what was asked for cannot be at all
    assert desk.ask(nearest_dates, leave=asked) == (
        least,
        *(
            DatesOffer(NEXT + far * week, FRIDAY + far * week, 7 * far, left_open=2)
            for far in (2, -3)
        ),
    )
    assert least.distance == "3 weeks later, 1 session left uncovered"
