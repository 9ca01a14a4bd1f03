"""The deadline strip: only what is true, the most urgent first."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY, at

from models import SixFourTwoDecision
from models.types import ClaimState, Milestone, SessionState
from rota_desk.desk import Desk
from rota_desk.edits.cover_requests import Wanted, fill_request, request_cover
from rota_desk.edits.publishing import publish
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.due import Deadline

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_an_empty_department_owes_nothing(desk: Desk) -> None:
    assert desk.ask(deadlines) == ()


@pytest.mark.parametrize(
    ("weeks", "state"), [(1, "overdue"), (6, "overdue"), (7, "soon"), (12, "ok")]
)
def test_the_rota_is_due_six_weeks_before_the_first_week_not_told(
    desk: Desk, weeks: int, state: str
) -> None:
    week = MONDAY + weeks * WEEK
    build.a_session(desk, "SP", week)
    (rota,) = desk.ask(deadlines)
    assert (rota.kind, rota.due, rota.state) == ("rota", week - 6 * WEEK, state)


def test_a_week_that_was_published_is_not_due(desk: Desk) -> None:
    build.a_session(desk, "SP", MONDAY + WEEK)
    build.a_session(desk, "SP", MONDAY + 9 * WEEK)
    week = MONDAY + WEEK
    desk.do(publish, first=week, last=week + dt.timedelta(days=6))
    (rota,) = desk.ask(deadlines)
    assert rota.title == "Rota of Mon 11 Jan"


def test_a_week_that_reached_six_weeks_yesterday_with_open_rooms_is_overdue(desk: Desk) -> None:
    room = build.a_room(desk)
    patel = build.a_clinician(desk)
    week = MONDAY + 6 * WEEK
    open_list = build.a_list(desk, week, room=room)
    build.a_list(desk, week + dt.timedelta(days=1), room=room, on=[patel])
    (meeting,) = [one for one in desk.ask(deadlines) if one.place == "board"]
    assert (meeting.kind, meeting.count, meeting.due, meeting.state) == (
        "meeting-6",
        1,
        MONDAY,
        "overdue",
    )
    build.kept(
        desk,
        SixFourTwoDecision(
            session_id=open_list.id,
            milestone=Milestone.SIX,
            meeting_day=TODAY,
            decision="offer to the South site",
            decided_by="J Penrose",
        ),
    )
    assert [one.place for one in desk.ask(deadlines)] == ["rota"]


def test_a_week_that_the_next_meeting_decides_is_soon_due(desk: Desk) -> None:
    build.a_list(desk, MONDAY + 3 * WEEK, room=build.a_room(desk))
    (meeting,) = [one for one in desk.ask(deadlines) if one.place == "board"]
    assert (meeting.kind, meeting.due, meeting.state) == ("meeting-2", MONDAY + WEEK, "soon")


def test_bank_requests_wait_and_worked_shifts_are_to_be_passed_on(desk: Desk) -> None:
    coming, gone = build.a_night(desk, TODAY + 3 * DAY), build.a_night(desk, dt.date(2026, 10, 30))
    fallen = build.a_night(desk, TODAY + 2 * DAY)
    for session in (coming, gone, fallen):
        build.a_gap(desk, session)
    wanted = Wanted(rate=Decimal("48.00"), order_number="PO-7", asked_of="Bank office")
    for session in (coming, fallen):
        desk.do(request_cover, session=session.id, wanted=wanted)
    worked = desk.do(request_cover, session=gone.id, wanted=wanted).value
    desk.do(fill_request, request=worked, name="Dr S Adair")
    build.changed(desk, fallen, state=SessionState.CANCELLED)
    assert [one for one in desk.ask(deadlines) if one.place == "bank"] == [
        Deadline(
            kind="bank-papers",
            title="1 bank shift to pass on",
            detail="Worked and not passed on for payment; the first was on Fri 30 Oct",
            due=dt.date(2026, 10, 31),
            state="overdue",
            place="bank",
            count=1,
        ),
        Deadline(
            kind="bank-answers",
            title="1 bank request waiting",
            detail="Bank or agency has not filled it; the first shift is on Fri 13 Nov",
            due=TODAY + 3 * DAY,
            state="soon",
            place="bank",
            count=1,
        ),
    ]


def test_talks_leave_and_claims_are_counted_where_they_wait(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_absence(desk, patel, dt.date(2026, 11, 2), dt.date(2026, 11, 3))
    build.leave(desk, patel, dt.date(2027, 2, 1))
    build.a_claim(desk, patel, at(MONDAY, "18:00"), at(MONDAY, "20:00"))
    build.a_claim(
        desk,
        patel,
        at(TODAY, "18:00"),
        at(TODAY, "20:00"),
        reference="WLI-0002",
        state=ClaimState.ROTA_VERIFIED,
    )
    assert desk.ask(deadlines) == (
        Deadline(
            kind="leave",
            title="1 leave request waiting",
            detail="The oldest has waited 60 days",
            due=dt.date(2026, 9, 25),
            state="overdue",
            place="leave",
            count=1,
        ),
        Deadline(
            kind="return-talk",
            title="1 return-to-work talk",
            detail="The first was due by Tue 3 Nov",
            due=dt.date(2026, 11, 3),
            state="overdue",
            place="leave",
            count=1,
        ),
        Deadline(
            kind="claims-approve",
            title="1 claim to approve",
            detail="For this month's payroll, by Mon 30 Nov",
            due=dt.date(2026, 11, 30),
            state="ok",
            place="claims",
            count=1,
        ),
        Deadline(
            kind="claims-verify",
            title="1 claim to verify",
            detail="For this month's payroll, by Mon 30 Nov",
            due=dt.date(2026, 11, 30),
            state="ok",
            place="claims",
            count=1,
        ),
    )
