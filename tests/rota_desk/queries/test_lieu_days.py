"""Time in lieu of bank holidays: made by the rota, in hours or days as the contract says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import Assignment, Clinician, Contract, Department
from models.types import ContractCode, LeaveKind
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.settings import add_bank_holiday, change_setting, strike_out_bank_holiday
from rota_desk.queries.leave_account import leave_account
from rota_desk.queries.leave_balance import leave_balance
from rota_desk.queries.leave_sums import BalanceLine
from rota_desk.queries.leave_troubles import leave_troubles
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import lieu_terms

DAY = dt.timedelta(days=1)
CHRISTMAS = dt.date(2026, 12, 25)  # a Friday; Boxing Day is observed on Monday the 28th
AFC = ContractCode.AFC_ENG


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path)
    build.a_department(opened)
    yield opened
    opened.close()


def lines(desk: Desk, person: Clinician, kind: LeaveKind = LeaveKind.LIEU) -> list[BalanceLine]:
    return list(desk.ask(leave_balance, clinician=person.id, kind=kind).lines)


def amounts(desk: Desk, person: Clinician) -> list[tuple[str, Decimal]]:
    return [(one.text, one.amount) for one in lines(desk, person)]


def on(desk: Desk, person: Clinician, day: dt.date, starts: str, ends: str) -> None:
    build.a_session(desk, "SD", day, on=[person], starts=starts, ends=ends)


def test_a_nurse_is_owed_the_hours_worked_on_a_bank_holiday(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    assert not desk.ask(leave_balance, clinician=quill.id, kind=LeaveKind.LIEU).known
    on(desk, quill, CHRISTMAS, "08:00", "18:30")
    assert lines(desk, quill) == [
        BalanceLine(
            "In lieu of Fri 25 Dec, to come",
            Decimal("10.50"),
            "Christmas Day, the hours worked on it (section 13, public holidays worked)",
        )
    ]
    balance = desk.ask(leave_balance, clinician=quill.id, kind=LeaveKind.LIEU)
    assert balance.sentence() == "10.5 hours left of 10.5"


def test_it_is_made_and_undone_with_the_rota(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    session = build.a_session(desk, "SD", CHRISTMAS, starts="08:00", ends="16:00")
    desk.do(assign, session=session.id, clinician=quill.id)
    assert amounts(desk, quill) == [("In lieu of Fri 25 Dec, to come", Decimal(8))]
    desk.undo()
    assert amounts(desk, quill) == []
    desk.redo()
    desk.do(remove_assignment, assignment=build.every(desk, Assignment)[0].id)
    assert amounts(desk, quill) == []


@pytest.mark.parametrize(
    ("day", "starts", "ends", "owed"),
    [
        (CHRISTMAS - DAY, "20:30", "09:00", Decimal(9)),  # from midnight on
        (CHRISTMAS, "20:00", "08:00", Decimal(4)),  # until midnight
        (CHRISTMAS - DAY, "20:00", "00:00", None),
        (CHRISTMAS - DAY, "20:00", "00:01", None),
        (CHRISTMAS - DAY, "20:00", "00:02", Decimal("0.03")),
        (CHRISTMAS, "23:58", "08:00", Decimal("0.03")),
        (CHRISTMAS, "23:59", "08:00", None),
        (CHRISTMAS + DAY, "00:00", "08:00", None),  # Saturday itself gives nothing
        (dt.date(2026, 12, 28), "08:00", "16:00", Decimal(8)),
    ],
)
def test_midnight_to_midnight_counts(
    desk: Desk, day: dt.date, starts: str, ends: str, owed: Decimal | None
) -> None:
    quill = build.a_nurse(desk)
    on(desk, quill, day, starts, ends)
    assert [one.amount for one in lines(desk, quill)] == ([] if owed is None else [owed])


def test_two_duties_of_the_day_are_counted_together_and_once(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    on(desk, quill, CHRISTMAS, "08:00", "12:00")
    on(desk, quill, CHRISTMAS, "11:00", "13:30")
    on(desk, quill, CHRISTMAS, "18:00", "20:00")
    assert [one.amount for one in lines(desk, quill)] == [Decimal("7.50")]


def test_being_on_call_gives_a_standard_day(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    build.a_session(desk, "OC", CHRISTMAS, on=[quill], starts="08:00", ends="20:00")
    (one,) = lines(desk, quill)
    assert (one.amount, one.detail) == (
        Decimal("7.50"),
        "Christmas Day, on call: a standard day (section 13, public holidays worked)",
    )


def test_in_scotland_a_standard_day_is_a_fifth_of_thirty_six_hours(desk: Desk) -> None:
    person = build.a_nurse(desk)
    build.changed(desk, build.every(desk, Contract)[0], code=ContractCode.AFC_SCO)
    build.changed(desk, build.every(desk, Department)[0], nation="scotland")
    second = dt.date(2027, 1, 4)  # 2 January 2027 is a Saturday
    build.a_session(desk, "OC", second, on=[person], starts="08:00", ends="20:00")
    assert amounts(desk, person) == [("In lieu of Mon 4 Jan, to come", Decimal("7.20"))]


def test_a_resident_is_owed_one_day_however_short(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    on(desk, rowan, CHRISTMAS - DAY, "20:30", "09:00")
    assert [(one.amount, one.detail) for one in lines(desk, rowan)] == [
        (Decimal(1), "Christmas Day, worked: a standard day (Sch 10, public holidays)")
    ]


def test_a_consultants_contract_gives_nothing_of_itself(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    on(desk, patel, CHRISTMAS, "08:00", "16:00")
    assert lines(desk, patel) == []


def test_whose_holidays_are_pooled_keeps_what_was_worked_in_the_pool(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    build.changed(desk, build.every(desk, Contract)[0], weekly_hours=Decimal("22.5"))
    before = desk.ask(leave_balance, clinician=quill.id).left
    on(desk, quill, CHRISTMAS, "08:00", "15:30")
    assert lines(desk, quill) == []
    annual = desk.ask(leave_balance, clinician=quill.id)
    assert annual.left - before == Decimal("7.50")
    assert annual.lines[-1] == BalanceLine(
        "1 bank holiday on the rota", Decimal(0), "Fri 25 Dec: stays in the pool, in lieu"
    )


def test_a_night_that_reaches_into_a_pooled_holiday_keeps_it_too(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    desk.do(change_setting, key="leave.bank_holidays", value="everybody")
    before = desk.ask(leave_balance, clinician=quill.id).left
    on(desk, quill, CHRISTMAS - DAY, "20:30", "09:00")
    assert desk.ask(leave_balance, clinician=quill.id).left - before == Decimal("7.50")


def test_a_holiday_of_the_departments_own_gives_it_and_one_struck_out_does_not(
    desk: Desk,
) -> None:
    quill = build.a_nurse(desk)
    on(desk, quill, CHRISTMAS, "08:00", "16:00")
    on(desk, quill, dt.date(2026, 12, 14), "08:00", "12:00")
    desk.do(strike_out_bank_holiday, day=CHRISTMAS)
    desk.do(add_bank_holiday, day=dt.date(2026, 12, 14), name="Founders' Day")
    assert amounts(desk, quill) == [("In lieu of Mon 14 Dec, to come", Decimal(4))]
    desk.undo()
    desk.undo()
    assert amounts(desk, quill) == [("In lieu of Fri 25 Dec, to come", Decimal(8))]


def test_what_is_taken_comes_off_and_too_much_is_told(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    on(desk, rowan, CHRISTMAS, "08:00", "16:00")
    build.approved_leave(desk, rowan, dt.date(2027, 1, 5), kind=LeaveKind.LIEU)
    balance = desk.ask(leave_balance, clinician=rowan.id, kind=LeaveKind.LIEU)
    assert (balance.allowed, balance.booked, balance.left) == (
        Decimal(1),
        Decimal(1),
        Decimal(0),
    )
    build.approved_leave(desk, rowan, dt.date(2027, 1, 6), kind=LeaveKind.LIEU)
    told = desk.ask(leave_troubles, start=dt.date(2027, 1, 4), end=dt.date(2027, 1, 8))
    said = [one.message for one in told if one.rule == "leave-overdrawn"]
    assert said == ["Lieu leave, Apr 2026 to Mar 2027: 1 day more booked than they have"]
    account = desk.ask(leave_account, on=CHRISTMAS)
    assert [(one.name, one.left) for one in account.lieu] == [("Dr C Rowan", Decimal(-1))]
    assert account.overdrawn == account.lieu


def test_what_each_contract_gives() -> None:
    told = {
        code: terms and (terms.id, terms.by_the_hour)
        for code in ("AFC-ENG", "AFC-SCO", "ENG-RD-2016", "LED-LOCAL", "ENG-CONS-2003")
        for terms in [lieu_terms(load(code), CHRISTMAS)]
    }
    assert told == {
        "AFC-ENG": ("afc-ph-worked", True),
        "AFC-SCO": ("afc-ph-worked", True),
        "ENG-RD-2016": ("rd-ph-lieu", False),
        "LED-LOCAL": ("rd-ph-lieu", False),
        "ENG-CONS-2003": None,
    }
