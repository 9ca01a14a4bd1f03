"""What contracts give in a leave year, held against the worked cases and line by line."""

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import TODAY

from models import Clinician, Contract, Department, ExpenseLine
from models.types import (
    ContractCode,
    ExpenseKind,
    ExpenseState,
    LeaveKind,
    LeavePart,
    LeaveUnit,
    StaffGroup,
)
from rota_desk.desk import Desk
from rota_desk.edits.settings import add_bank_holiday, change_setting
from rota_desk.queries.leave_balance import leave_balance
from rota_desk.queries.leave_sums import BalanceLine
from rota_desk.queries.study_counter import study_counter

CASES = Path(__file__).parents[1] / "rules/cases/worked/entitlement.csv"
YEAR = dt.date(2026, 4, 1)
AUGUST = dt.date(2026, 8, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def worked_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def options(case: dict[str, str]) -> dict[str, str]:
    given = case["options"].split()
    return dict(zip(given[::2], given[1::2], strict=True))


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case["case"])
def test_a_balance_gives_what_the_worked_cases_say(desk: Desk, case: dict[str, str]) -> None:
    said = options(case)
    first = dt.date.fromisoformat(said.get("--from", "2026-04-01"))
    last = dt.date.fromisoformat(said["--to"]) if "--to" in said else None
    completed = int(float(said["--service-years"]))  # a step within the year has its own test
    person = build.kept(
        desk,
        Clinician(
            name="S Quill",
            group=StaffGroup.NURSE,
            joined=first,
            leaves=last + dt.timedelta(days=1) if last else None,
        ),
    )
    hours = said.get("--weekly-hours")
    build.kept(
        desk,
        Contract(
            clinician_id=person.id,
            code=ContractCode(said["--contract"]),
            start=first,
            wte=Decimal(said.get("--wte", "1")),
            weekly_hours=Decimal(hours) if hours else None,
            service_from=first.replace(year=first.year - completed),
        ),
    )
    balance = desk.ask(leave_balance, clinician=person.id, on=first)
    field = "hours" if balance.counted_in is LeaveUnit.HOURS else "days"
    close = Decimal(case["tolerance"])
    if case[field]:
        assert abs(balance.entitlement - Decimal(case[field])) <= close
    if case["pool_hours"] and last is not None and balance.bank_holidays is not None:
        assert abs(balance.allowed - Decimal(case["pool_hours"])) <= close


def test_a_part_timers_holidays_are_pooled_and_come_out_of_the_pool(desk: Desk) -> None:
    said = build.a_clinician(
        desk,
        "Dr N Said",
        group=StaffGroup.RESIDENT,
        contract=ContractCode.ENG_RD_2016,
        wte="0.6",
        joined=dt.date(2024, 8, 7),
    )
    build.approved_leave(desk, said, dt.date(2026, 9, 7), dt.date(2026, 9, 11))
    balance = desk.ask(leave_balance, clinician=said.id)
    assert balance.lines == (
        BalanceLine(
            "Entitlement",
            Decimal("16.20"),
            "27 days a year after 1 year (ENG-RD-2016) × 0.6 of full time",
        ),
        BalanceLine(
            "Bank holidays, pooled",
            Decimal(6),
            "10 observed, by share: 6, rounded up to the half day",
        ),
        BalanceLine(
            "Taken: 7 – 11 September 2026",
            Decimal(-3),
            "3 days; not counted: 2 days beyond a whole week's",
        ),
        BalanceLine(
            "10 bank holidays on working days",
            Decimal(-10),
            "Fri 3 Apr, Mon 6 Apr, Mon 4 May, Mon 25 May and 6 more",
        ),
    )
    assert balance.left == Decimal("9.20")


@pytest.mark.parametrize(
    ("grade", "wte", "days"),
    [("F1", "1", "15"), ("fy1", "0.6", "9"), ("F2", "1", "30"), ("ST5", "0.8", "24")],
)
def test_study_leave_is_fifteen_days_in_the_first_foundation_year_and_thirty_after(
    desk: Desk, grade: str, wte: str, days: str
) -> None:
    doctor = build.a_clinician(
        desk,
        group=StaffGroup.RESIDENT,
        grade=grade,
        contract=ContractCode.ENG_RD_2016,
        wte=wte,
        joined=dt.date(2024, 8, 7),
    )
    balance = desk.ask(leave_balance, clinician=doctor.id, kind=LeaveKind.STUDY)
    assert balance.entitlement == Decimal(days)
    told = desk.ask(study_counter, clinician=doctor.id, on=TODAY)
    assert told is not None
    assert told.allowed == Decimal(days)


def test_a_starter_a_leaver_and_a_step_of_service_are_reckoned_by_days(desk: Desk) -> None:
    voss = build.a_clinician(
        desk,
        "Dr E Voss",
        group=StaffGroup.RESIDENT,
        contract=ContractCode.ENG_RD_2016,
        joined=AUGUST,
        leaves=dt.date(2027, 2, 3),
    )
    balance = desk.ask(leave_balance, clinician=voss.id)
    assert balance.lines == (
        BalanceLine(
            "Entitlement",
            Decimal("13.46"),
            "27 days a year after 0 years (ENG-RD-2016) × 182 of 365 days",
        ),
    )


def test_a_fifth_year_reached_within_the_year_gives_the_days_of_both_sides(desk: Desk) -> None:
    voss = build.a_clinician(
        desk,
        "Dr E Voss",
        group=StaffGroup.RESIDENT,
        contract=ContractCode.ENG_RD_2016,
        joined=dt.date(2021, 8, 4),
    )
    balance = desk.ask(leave_balance, clinician=voss.id)
    assert [(line.text, line.amount) for line in balance.lines] == [
        ("Entitlement, 1 Apr – 3 Aug 2026", Decimal("9.25")),
        ("Entitlement, 4 Aug 2026 – 31 Mar 2027", Decimal("21.04")),
    ]


def test_leave_counted_in_pas_follows_the_contract(desk: Desk) -> None:
    desk.do(change_setting, key="leave.counted_in.consultant", value="pas")
    patel = build.a_clinician(desk, joined=dt.date(2023, 4, 3), wte="0.8", pas="8")
    desk.do(change_setting, key="leave.bank_holidays", value="nobody")
    balance = desk.ask(leave_balance, clinician=patel.id)
    assert (balance.unit, balance.left) == ("PA", Decimal("51.20"))


def test_agenda_for_change_staff_have_hours_and_a_holiday_costs_a_day(desk: Desk) -> None:
    quill = build.a_nurse(desk)
    desk.do(change_setting, key="leave.bank_holidays", value="everybody")
    build.approved_leave(desk, quill, dt.date(2026, 9, 7), dt.date(2026, 9, 7))
    balance = desk.ask(leave_balance, clinician=quill.id)
    assert balance.unit == "hour"
    assert [line.amount for line in balance.lines[-2:]] == [Decimal("-7.5"), Decimal(-75)]


def test_half_a_local_holiday_is_half_a_day(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    eve = dt.date(2026, 12, 24)
    desk.do(add_bank_holiday, day=eve, name="Christmas Eve", part=LeavePart.PM)
    build.approved_leave(desk, patel, eve, eve)
    assert desk.ask(leave_balance, clinician=patel.id).booked == Decimal("0.5")


def test_rounding_is_the_departments_and_shows_as_a_line(desk: Desk) -> None:
    desk.do(change_setting, key="leave.rounding", value="half_up")
    patel = build.a_clinician(desk, wte="0.8", pas="8")
    lines = desk.ask(leave_balance, clinician=patel.id).lines
    assert ("Rounded up", Decimal("0.40"), "to the half day, by local policy") in [
        (line.text, line.amount, line.detail) for line in lines
    ]


def test_a_leave_year_may_begin_on_any_day(desk: Desk) -> None:
    (department,) = build.every(desk, Department)
    assert department.leave_year_month == 4
    patel = build.a_clinician(desk)
    balance = desk.ask(leave_balance, clinician=patel.id, on=dt.date(2027, 3, 31))
    assert (balance.year_start, balance.year_end) == (YEAR, dt.date(2027, 4, 1))
    study = desk.ask(leave_balance, clinician=patel.id, kind=LeaveKind.STUDY)
    assert study.lines == (
        BalanceLine("Entitlement", Decimal(10), "10 days a year (ENG-CONS-2003)"),
    )


def test_study_leave_of_three_years_is_by_the_share_of_each_and_of_one_by_the_time_here(
    desk: Desk,
) -> None:
    patel = build.a_clinician(desk)
    (first,) = build.every(desk, Contract)
    half = dt.date(2026, 4, 1)
    build.changed(desk, first, end=half)
    build.kept(
        desk,
        Contract(clinician_id=patel.id, code=first.code, start=half, wte=Decimal("0.5")),
    )
    told = desk.ask(study_counter, clinician=patel.id, on=TODAY)
    assert told is not None
    assert told.allowed == 25  # 10 and 10 as a full-timer, 5 at half time
    voss = build.a_clinician(
        desk,
        "Dr E Voss",
        group=StaffGroup.RESIDENT,
        contract=ContractCode.ENG_RD_2016,
        joined=dt.date(2026, 12, 2),
    )
    short = desk.ask(study_counter, clinician=voss.id, on=dt.date(2026, 12, 2))
    balance = desk.ask(leave_balance, clinician=voss.id, kind=LeaveKind.STUDY)
    assert short is not None
    assert short.allowed == balance.allowed == Decimal("9.86")  # 120 of 365 days of 30


def test_a_rejected_expense_of_study_leave_is_not_told_as_claimed(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    leave = build.approved_leave(desk, patel, TODAY, TODAY, kind=LeaveKind.STUDY)
    for state, amount in ((ExpenseState.APPROVED, 120), (ExpenseState.REJECTED, 80)):
        build.kept(
            desk,
            ExpenseLine(
                clinician_id=patel.id,
                day=TODAY,
                kind=ExpenseKind.COURSE_FEE,
                state=state,
                amount=Decimal(amount),
                leave_request_id=leave.id,
            ),
        )
    told = desk.ask(study_counter, clinician=patel.id, on=TODAY)
    assert told is not None
    assert told.spent == 120


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (dt.date(2024, 3, 31), "247.50"),
        (dt.date(2024, 4, 1), "244.20"),
        (dt.date(2026, 3, 31), "244.20"),
        (dt.date(2026, 4, 1), "237.60"),
        (dt.date(2028, 3, 31), "237.60"),
    ],
)
def test_a_leave_year_in_scotland_has_the_week_of_its_own_first_day(
    desk: Desk, on: dt.date, hours: str
) -> None:
    person = build.a_nurse(desk)
    held = build.every(desk, Contract)[0]
    facts = {"code": ContractCode.AFC_SCO, "start": dt.date(2005, 4, 1)}
    build.changed(desk, held, **facts, service_from=dt.date(2005, 4, 1))
    build.changed(desk, person, joined=dt.date(2005, 4, 1))
    assert desk.ask(leave_balance, clinician=person.id, on=on).entitlement == Decimal(hours)
