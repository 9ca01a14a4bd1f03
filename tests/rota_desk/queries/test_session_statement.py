"""Sessions planned, expected, delivered, lost with why, shifted and extra; balances."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import build
import pytest
from build import at
from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician
from models.types import Accounting, AssignmentSource, LeaveKind, SessionState
from rota_desk.desk import Desk
from rota_desk.domain.delivery import Tone, expected_linear
from rota_desk.domain.programmed_activities import occurrences
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.session_fates import Fates, session_fates
from rota_desk.queries.session_pieces import Fate
from rota_desk.queries.session_statement import (
    SessionStatement,
    session_statement,
    session_statements,
)
from rota_desk.unit_of_work import UnitOfWork

MONDAY = dt.date(2026, 10, 5)
END = MONDAY + dt.timedelta(weeks=4)
WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    """A consultant with a list every Monday, four of them on the rota."""
    patel = build.a_clinician(desk)
    plan = build.a_job_plan(desk, patel, start=MONDAY)
    build.a_plan_line(desk, plan, "EN", 0)
    return patel


def weeks(desk: Desk, patel: Clinician, *numbers: int) -> list[ClinicalSession]:
    return [
        build.a_list(desk, MONDAY + number * WEEK, on=[patel], owner=patel) for number in numbers
    ]


def asked(desk: Desk, patel: Clinician) -> SessionStatement:
    return desk.ask(session_statement, clinician=patel.id, start=MONDAY, end=END)


def plain(*numbers: Fraction) -> list[float]:
    return [float(one) for one in numbers]


def fates(found: SessionStatement) -> list[str]:
    return [one.piece.words for one in found.entries]


def test_what_was_planned_and_worked_leaves_nothing_owed(desk: Desk, patel: Clinician) -> None:
    weeks(desk, patel, 0, 1, 2, 3)
    found = asked(desk, patel)
    assert fates(found) == ["Delivered"] * 4
    assert plain(found.expected, found.credit, found.closing) == [4, 4, 0]
    assert found.tone is Tone.FINE
    assert [one.balance for one in found.entries] == [0, 0, 0, 0]
    assert (found.weeks, found.a_year) == (Fraction(42), Fraction(42))


def test_leave_and_holidays_are_neither_expected_nor_credited(
    desk: Desk, patel: Clinician
) -> None:
    weeks(desk, patel, 0, 1)
    build.approved_leave(desk, patel, MONDAY + 2 * WEEK, kind=LeaveKind.ANNUAL)
    build.a_bank_holiday(desk, MONDAY + 3 * WEEK, "Founders' day")
    found = asked(desk, patel)
    assert fates(found) == [
        "Delivered",
        "Delivered",
        "Annual leave",
        "Bank holiday: Founders' day",
    ]
    assert plain(found.expected, found.credit, found.closing) == [2, 2, 0]
    assert found.lost == (("Annual leave", Fraction(1)), ("Bank holiday", Fraction(1)))


def test_an_absence_and_special_leave_read_the_same(desk: Desk, patel: Clinician) -> None:
    weeks(desk, patel, 0, 1)
    build.an_absence(desk, patel, MONDAY + 2 * WEEK, MONDAY + 2 * WEEK)
    build.approved_leave(desk, patel, MONDAY + 3 * WEEK, kind=LeaveKind.SPECIAL)
    found = asked(desk, patel)
    assert fates(found)[2:] == ["Unavailable", "Unavailable"]
    assert found.lost == (("Unavailable", Fraction(2)),)


def test_what_was_given_away_cancelled_or_never_made_is_lost_with_its_reason(
    desk: Desk, patel: Clinician
) -> None:
    okafor = build.a_clinician(desk, "Dr M Okafor")
    build.a_list(desk, MONDAY, on=[okafor], owner=patel)
    cancelled = build.a_list(desk, MONDAY + WEEK, owner=patel)
    desk.do(_cancel, session=cancelled.id, days_before=2)
    early = build.a_list(desk, MONDAY + 2 * WEEK, owner=patel)
    desk.do(_cancel, session=early.id, days_before=30)
    found = asked(desk, patel)
    assert fates(found) == [
        "Worked by Dr M Okafor",
        "Cancelled at short notice",
        "Cancelled in good time",
        "Not on the rota",
    ]
    assert [one.credit for one in found.entries] == [0, 1, 0, 0]
    assert plain(found.closing) == [-3]
    assert found.tone is Tone.RED


def _cancel(work: UnitOfWork, *, session: int, days_before: int) -> None:
    there = work.get(ClinicalSession, session)
    there.state = SessionState.CANCELLED
    there.state_at = there.start - days_before * DAY


def test_other_work_for_the_department_counts_where_it_takes_the_time(
    desk: Desk, patel: Clinician
) -> None:
    ward = build.a_session(desk, "SD", MONDAY)
    build.assigned(desk, ward, patel, source=AssignmentSource.PATTERN)
    build.assigned(
        desk, build.a_session(desk, "SD", MONDAY + DAY), patel, source=AssignmentSource.PATTERN
    )
    found = asked(desk, patel)
    assert fates(found)[0] == "Elsewhere: Standard day"
    assert found.credit == 1


def test_extra_shifted_and_paid_extra_are_told_apart(desk: Desk, patel: Clinician) -> None:
    weeks(desk, patel, 0, 1, 2, 3)
    tuesday = MONDAY + DAY
    build.a_list(desk, tuesday, on=[patel])
    shifted = build.a_list(desk, tuesday + WEEK, on=[patel])
    desk.do(_shift, session=shifted.id)
    paid = build.a_list(desk, tuesday + 2 * WEEK, on=[patel])
    build.a_claim(
        desk,
        patel,
        at(tuesday + 2 * WEEK, "08:30"),
        at(tuesday + 2 * WEEK, "12:30"),
        session=paid,
    )
    found = asked(desk, patel)
    beside = [one for one in found.entries if not one.piece.planned]
    assert [one.piece.fate for one in beside] == [Fate.EXTRA, Fate.SHIFTED, Fate.EXTRA_PAID]
    assert plain(*(one.credit for one in beside)) == [1, 1, 0]
    assert plain(found.total("shifted"), found.total("extra"), found.closing) == [1, 2, 2]


def _shift(work: UnitOfWork, *, session: int) -> None:
    for held in work.all(select(Assignment).where(Assignment.session_id == session)):
        held.accounting = Accounting.TIME_SHIFTED


def test_the_opening_balance_is_what_the_year_brought_so_far(desk: Desk, patel: Clinician) -> None:
    weeks(desk, patel, 0, 2, 3)
    later = desk.ask(session_statement, clinician=patel.id, start=MONDAY + 2 * WEEK, end=END)
    assert later.since == MONDAY
    assert plain(later.opening, later.closing) == [-1, -1]


def test_what_is_to_come_is_neither_expected_nor_lost(desk: Desk, patel: Clinician) -> None:
    weeks(desk, patel, 0, 1, 2, 3)
    far = desk.ask(session_statement, clinician=patel.id, start=END + WEEK, end=END + 3 * WEEK)
    assert [one.piece.fate for one in far.entries] == [Fate.NOT_ROSTERED, Fate.TO_COME]
    assert far.total("to_come") == 1
    assert far.until == build.TODAY + DAY


def test_by_weeks_gone_the_year_is_spread_over_its_available_weeks(
    desk: Desk, patel: Clinician
) -> None:
    weeks(desk, patel, 0, 1, 2)
    build.approved_leave(
        desk, patel, MONDAY + 3 * WEEK, MONDAY + 3 * WEEK + 4 * DAY, kind=LeaveKind.ANNUAL
    )
    desk.do(change_setting, key="readings.expected_sessions", value="linear")
    found = asked(desk, patel)
    assert found.expected == expected_linear(
        Fraction(42), weeks_gone=Fraction(3), weeks_available=Fraction(42)
    )
    assert found.closing == 0


def test_the_calendar_agrees_with_the_count_of_timetabled_dates(
    desk: Desk, patel: Clinician
) -> None:
    weeks(desk, patel, 0, 1, 3)
    build.approved_leave(desk, patel, MONDAY + 2 * WEEK, kind=LeaveKind.STUDY)
    known: Fates = desk.ask(session_fates, clinician=patel.id, start=MONDAY, end=END)
    counted = [
        start.date()
        for line in known.lines
        for start, _end in occurrences(line, MONDAY, END - DAY)
        if start.date() not in known.free
    ]
    assert asked(desk, patel).expected == len(counted) == 3


def test_only_who_has_a_plan_reckoned_in_sessions_has_a_statement(
    desk: Desk, patel: Clinician
) -> None:
    rowan = build.a_resident(desk)
    okafor = build.a_clinician(desk, "Dr M Okafor")
    with pytest.raises(Refusal, match="Dr C Rowan is not reckoned in sessions"):
        asked(desk, rowan)
    with pytest.raises(Refusal, match="Dr M Okafor has no job plan in these days"):
        asked(desk, okafor)
    found = desk.ask(session_statements, start=MONDAY, end=END)
    assert [one.clinician_id for one in found] == [patel.id]


def test_both_readings_of_a_year_are_told_and_which_would_turn_the_verdict(
    desk: Desk, patel: Clinician
) -> None:
    weeks(desk, patel, 0, 1, 2, 3)
    one = asked(desk, patel)
    desk.do(change_setting, key="readings.expected_sessions", value="linear")
    other = asked(desk, patel)
    assert (one.basis, other.basis) == (one.basis, one.basis.other)
    assert (one.expected, one.expected_otherwise) == (other.expected_otherwise, other.expected)
    assert one.turns == (one.tone is not other.tone)
