"""Leave across the years, and outside of them: a clear answer each, and nothing lost."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import LeaveRequest
from models.types import LeaveKind
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, change_leave, request_leave
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.leave import leave_detail
from rota_desk.queries.leave_balance import leave_balance


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    build.an_allowance(desk, build.a_clinician(desk))
    yield desk
    desk.close()


def asked(desk: Desk, first: dt.date, last: dt.date) -> int:
    facts = {"clinician": 1, "kind": LeaveKind.ANNUAL}
    return desk.do(request_leave, first=first, last=last, **facts).value  # type: ignore[arg-type]


def test_a_week_over_the_years_end_costs_each_year_its_own_days(desk: Desk) -> None:
    leave = asked(desk, dt.date(2027, 3, 30), dt.date(2027, 4, 2))
    desk.do(approve_leave, leave=leave)
    years = (dt.date(2027, 3, 31), dt.date(2027, 4, 1))
    booked = [
        desk.ask(leave_balance, clinician=1, kind=LeaveKind.ANNUAL, on=day).booked for day in years
    ]
    assert booked == [2, 2]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(9999, 12, 30), dt.date(9999, 12, 31), "The year 9999 lies outside"),
        (dt.date(1, 1, 1), dt.date(1, 1, 2), "The year 1 lies outside"),
        (dt.date(2019, 5, 7), dt.date(2019, 5, 8), "Ask for days from then on"),
        (dt.date(2027, 5, 8), dt.date(2027, 5, 7), "before it starts|Turn"),
    ],
)
def test_days_that_no_year_holds_are_refused_in_words(
    desk: Desk, first: dt.date, last: dt.date, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        asked(desk, first, last)
    assert build.every(desk, LeaveRequest) == []


def test_more_than_a_year_of_leave_says_how_far_it_is_overdrawn(desk: Desk) -> None:
    leave = asked(desk, dt.date(2027, 6, 1), dt.date(2028, 9, 1))
    remarks = [one.text for one in desk.ask(leave_detail, leave=leave).effect.remarks]
    assert remarks == [
        "No rota is made yet, so what it leaves uncovered cannot be told",
        "181.02 days more than they have",
    ]


def test_days_beyond_the_second_leave_year_are_taken_for_a_slip_of_the_year(desk: Desk) -> None:
    last = dt.date(2029, 3, 31)
    leave = asked(desk, last, last)
    said = (
        "Sun 1 Apr 2029 is too far ahead: leave is asked for until Sat 31 Mar 2029."
        " Look at the year, or ask nearer the time."
    )
    for far in (dt.date(2029, 4, 1), dt.date(2031, 3, 3)):
        with pytest.raises(Refusal, match="until Sat 31 Mar 2029"):
            asked(desk, far, far)
    with pytest.raises(Refusal) as refused:
        desk.do(change_leave, leave=leave, first=last, last=dt.date(2029, 4, 1))
    assert str(refused.value) == said
    desk.do(change_setting, key="leave.ask_years_ahead", value=5)
    assert asked(desk, dt.date(2031, 3, 3), dt.date(2031, 3, 3)) > leave


def test_fees_below_nothing_are_refused_when_they_are_asked_for(desk: Desk) -> None:
    day, kind = dt.date(2027, 1, 4), LeaveKind.STUDY
    with pytest.raises(Refusal, match="cannot be below nothing"):
        desk.do(request_leave, clinician=1, kind=kind, first=day, last=day, fees=Decimal(-5))
    assert build.every(desk, LeaveRequest) == []
