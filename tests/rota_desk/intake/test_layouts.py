"""Layouts that departments really keep, each with the trap it is known for."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rota_desk.intake.mapping import mapping_of
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster

Made = Callable[..., IntakePlan]
KEY = {
    "A20": "Key",
    "A21": "LD",
    "B21": "Long day",
    "C21": "08:00-20:30",
    "A22": "AL",
    "B22": "Annual leave",
}
MONDAY = dt.date(2026, 11, 2)


def _rows(plan: IntakePlan) -> list[tuple[str, str, str]]:
    return [(duty.person, f"{duty.day:%d %b %Y}", duty.code) for duty in plan.duties]


def _told(plan: IntakePlan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.text) for problem in plan.problems]


def test_roles_down_and_dates_across_hold_names(made: Made) -> None:
    days: dict[str, object] = {
        f"{column}1": MONDAY + dt.timedelta(days=i) for i, column in enumerate("BCD")
    }
    plan = made(
        Rota={**days, "A2": "Registrar", "B2": "Quarmby", "C2": "Drayfield", "D2": "Quarmby"}
    )
    assert _rows(plan) == [
        ("Quarmby", "02 Nov 2026", "Registrar"),
        ("Drayfield", "03 Nov 2026", "Registrar"),
        ("Quarmby", "04 Nov 2026", "Registrar"),
    ]


def test_day_numbers_without_a_date_format_are_dates(made: Made) -> None:
    plan = made(
        Rota={
            "A1": "Date",
            "B1": "SHO",
            "A2": 46328,
            "B2": "Quarmby",
            "A3": 46329,
            "B3": "Netherby",
        }
    )
    assert _rows(plan) == [("Quarmby", "02 Nov 2026", "SHO"), ("Netherby", "03 Nov 2026", "SHO")]


def test_dates_of_the_1904_system_are_the_same_days(made: Made) -> None:
    def mac(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    cells: dict[str, object] = {
        "A1": "Date",
        "B1": "SHO",
        "A2": MONDAY,
        "B2": "Quarmby",
        "A3": "=A2+1",
        "B3": "Netherby",
    }
    assert _rows(made(Rota=cells, dress=mac)) == [
        ("Quarmby", "02 Nov 2026", "SHO"),
        ("Netherby", "03 Nov 2026", "SHO"),
    ]


def test_a_date_without_a_year_is_not_guessed_when_nothing_tells_it(made: Made) -> None:
    cells: dict[str, object] = {
        "A1": "Date",
        "B1": "SHO",
        "A2": "02-Nov",
        "B2": "Quarmby",
        "A3": "03-Nov",
        "B3": "Netherby",
    }
    plan = made(Rota=cells)
    assert (plan.duties, _told(plan)) == ((), [(2, "A", "02-Nov")])
    settled = made(Rota=cells, mapping=mapping_of({"year": 2026}, "settled.toml"))
    assert (len(settled.duties), settled.problems) == (2, ())


def test_a_year_that_turns_within_dates_without_a_year_goes_on(made: Made) -> None:
    cells: dict[str, object] = {"A1": "Date", "B1": "SHO"}
    for row, text in enumerate(("Wed 30-Dec", "Thu 31-Dec", "Fri 01-Jan", "Sat 02-Jan"), 2):
        cells |= {f"A{row}": text, f"B{row}": "Quarmby"}
    assert [duty.day for duty in made(Rota=cells).duties] == [
        dt.date(2026, 12, 30) + dt.timedelta(days=i) for i in range(4)
    ]


def test_hidden_rows_and_sheets_are_left_out_and_told(made: Made) -> None:
    def hide(book: Workbook) -> None:
        book["Rota"].row_dimensions[3].hidden = True
        book["Old"].sheet_state = "hidden"

    cells: dict[str, object] = {"A1": "Date", "B1": "SHO"}
    for row in range(2, 6):
        cells |= {
            f"A{row}": MONDAY + dt.timedelta(days=row - (2 if row < 3 else 3)),
            f"B{row}": "Quarmby",
        }
    plan = made(Rota=cells, Old=dict(cells), dress=hide)
    assert [duty.cell for duty in plan.duties] == ["B2", "B4", "B5"]
    assert [
        (problem.sheet, problem.message.split(" left out")[0]) for problem in plan.problems
    ] == [
        ("Rota", "hidden row 3"),
        ("Old", "a hidden sheet is"),
    ]


@pytest.mark.parametrize("form", ["date", "text"])
def test_a_date_in_a_hidden_column_is_told_as_hidden_and_not_as_missing(
    made: Made, form: str
) -> None:
    def hide(book: Workbook) -> None:
        book["Rota"].column_dimensions["D"].hidden = True

    cells: dict[str, object] = {"A1": "Name", "A2": "Quarmby", "A3": "Vane"}
    for column, place in zip("BCDEFG", (0, 1, 2, 5, 6, 7), strict=True):
        day = MONDAY + dt.timedelta(days=place)
        cells[f"{column}1"] = day if form == "date" else f"{day:%d/%m/%Y}"
        cells |= {f"{column}2": "LD", f"{column}3": "N"}
    plan = made(Rota=cells, dress=hide)
    assert MONDAY + dt.timedelta(days=2) not in {duty.day for duty in plan.duties}
    gone = MONDAY + dt.timedelta(days=3)
    assert [
        problem.message.partition(":")[0]
        for problem in plan.problems
        if "missing" in problem.message or "hidden" in problem.message
    ] == [
        "hidden column D left out",
        f"the date {gone} to {gone + dt.timedelta(days=1)} is missing, no row or column holds it",
    ]


def test_a_copied_sheet_is_recorded_once_and_told(made: Made) -> None:
    cells: dict[str, object] = {"A1": "Date", "B1": "SHO", "A2": MONDAY, "B2": "Quarmby"}
    plan = made(Rota=cells, Copy=dict(cells))
    assert [(duty.sheet, duty.cell) for duty in plan.duties] == [("Rota", "B2")]
    assert [problem.sheet for problem in plan.problems] == ["Copy"]


def test_leave_merged_across_days_holds_for_each_day(made: Made) -> None:
    def merge(book: Workbook) -> None:
        book["Rota"].merge_cells("B2:D2")

    days: dict[str, object] = {
        f"{column}1": MONDAY + dt.timedelta(days=i) for i, column in enumerate("BCDE")
    }
    plan = made(Rota={**days, "A2": "Ada Quarmby", "B2": "A/L", "E2": "LD", **KEY}, dress=merge)
    assert _rows(plan) == [
        ("Ada Quarmby", "02 Nov 2026", "AL"),
        ("Ada Quarmby", "03 Nov 2026", "AL"),
        ("Ada Quarmby", "04 Nov 2026", "AL"),
        ("Ada Quarmby", "05 Nov 2026", "LD"),
    ]


def test_a_date_merged_over_morning_and_afternoon_keeps_the_halves_apart(made: Made) -> None:
    def merge(book: Workbook) -> None:
        for area in ("B1:C1", "D1:E1"):
            book["Rota"].merge_cells(area)

    cells: dict[str, object] = {"B1": MONDAY, "D1": MONDAY + dt.timedelta(days=1)}
    cells |= {"B2": "AM", "C2": "PM", "D2": "AM", "E2": "PM", "A3": "Ada Quarmby"}
    cells |= {"B3": "LD", "C3": "AL", "E3": "LD", **KEY}
    plan = made(Rota=cells, dress=merge)
    assert (_rows(plan), plan.problems) == (
        [
            ("Ada Quarmby", "02 Nov 2026", "LD AM"),
            ("Ada Quarmby", "02 Nov 2026", "AL PM"),
            ("Ada Quarmby", "03 Nov 2026", "LD PM"),
        ],
        (),
    )


def test_code_and_time_on_two_lines_of_a_cell_are_one_duty(made: Made) -> None:
    days: dict[str, object] = {"B1": MONDAY, "C1": MONDAY + dt.timedelta(days=1)}
    plan = made(Rota={**days, "A2": "Ada Quarmby", "B2": "U1\n07:45 – 16:45", "C2": "U1\nlate"})
    assert [duty.as_json()["end"] for duty in plan.duties] == ["16:45"]
    assert _told(plan) == [(2, "C", "U1 late")]


def test_a_list_of_another_system_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = [
        "Date,Day,Session,Person,Role,Location,Start time,End time",
        "02/11/2026,Mon,AM,Dr A Quarmby,Endoscopist,Room 1,08:30,12:30",
        "02/11/2026,Mon,PM,Dr A Quarmby,Endoscopist,Room 2,13:30,17:30",
        "invalid-date,Mon,PM,Dr A Quarmby,Endoscopist,Room 2,13:30,17:30",
        "03/11/2026,Tue,PM,,Endoscopist,Room 2,13:30,17:30",
        "04/11/2026,Wed,Night,Dr B Netherby,Take,Ward,20:00,24:00",
    ]
    path.write_text("\r\n".join(rows), encoding="utf-8-sig", newline="")
    plan = read_roster(path, today=MONDAY)
    assert [
        (duty.person, duty.code, duty.as_json()["start"], duty.end) for duty in plan.duties
    ] == [
        ("Dr A Quarmby", "AM Endoscopist Room 1", "08:30", dt.datetime(2026, 11, 2, 12, 30)),
        ("Dr A Quarmby", "PM Endoscopist Room 2", "13:30", dt.datetime(2026, 11, 2, 17, 30)),
        ("Dr B Netherby", "Night Take Ward", "20:00", dt.datetime(2026, 11, 5, 0, 0)),
    ]
    assert _told(plan) == [(4, "A", "invalid-date"), (5, "D", "")]


def test_a_settled_mapping_answers_for_codes_and_names(made: Made) -> None:
    settled = mapping_of(
        {
            "codes": {"GM": {"kind": "shift", "times": "09:00-17:00"}},
            "names": {"A. Quarmby": "Ada Quarmby"},
        },
        "settled.toml",
    )
    days: dict[str, object] = {"B1": MONDAY, "C1": MONDAY + dt.timedelta(days=1)}
    plan = made(Rota={**days, "A2": "A. Quarmby", "B2": "GM ", "C2": "gm"}, mapping=settled)
    assert _rows(plan) == [
        ("Ada Quarmby", "02 Nov 2026", "GM"),
        ("Ada Quarmby", "03 Nov 2026", "GM"),
    ]


def test_formulas_that_cannot_be_worked_out_are_reported_not_read(made: Made) -> None:
    days: dict[str, object] = {"B1": MONDAY, "C1": MONDAY + dt.timedelta(days=1)}
    plan = made(Rota={**days, "A2": "Ada Quarmby", "B2": "LD", "C2": "=VLOOKUP(1,Z:Z,1)", **KEY})
    assert (_rows(plan), _told(plan)) == (
        [("Ada Quarmby", "02 Nov 2026", "LD")],
        [(2, "C", "=VLOOKUP(1,Z:Z,1)")],
    )


def test_a_formula_that_points_into_another_workbook_is_told_and_that_workbook_is_not_opened(
    made: Made, tmp_path: Path
) -> None:
    beside = Workbook()
    beside.worksheets[0].title = "Rota"
    beside["Rota"]["C2"] = "N"
    beside.save(tmp_path / "old.xlsx")
    days: dict[str, object] = {"B1": MONDAY, "C1": MONDAY + dt.timedelta(days=1)}
    link = "='[old.xlsx]Rota'!C2"
    plan = made(Rota={**days, "A2": "Ada Quarmby", "B2": "LD", "C2": link, **KEY})
    assert (_rows(plan), _told(plan)) == (
        [("Ada Quarmby", "02 Nov 2026", "LD")],
        [(2, "C", link)],
    )


def test_formulas_that_point_at_each_other_end(made: Made) -> None:
    plan = made(Rota={"A1": "Date", "A2": "=A3+1", "A3": "=A2+1", "B2": "Quarmby"})
    assert (plan.duties, len(plan.problems)) == ((), 1)


def test_only_the_named_sheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for name, person in (("One", "Quarmby"), ("Two", "Netherby")):
        sheet = book.create_sheet(name)
        sheet.append(["Date", "SHO"])
        sheet.append([MONDAY, person])
    path = tmp_path / "two.xlsx"
    book.save(path)
    assert read_roster(path, sheet="two", today=MONDAY).people == ("Netherby",)


def test_months_stacked_with_a_heading_of_their_own_keep_their_people(made: Made) -> None:
    cells: dict[str, object] = {"A1": "Date", "B1": "Ada Quarmby", "C1": "Bram Netherby"}
    cells |= {"A2": dt.date(2026, 11, 29), "B2": "LD", "A3": dt.date(2026, 11, 30), "C3": "LD"}
    cells |= {"A5": "Date", "B5": "Bram Netherby", "C5": "Cora Ashgrove"}
    cells |= {
        "A6": dt.date(2026, 12, 1),
        "B6": "LD",
        "A7": dt.date(2026, 12, 2),
        "C7": "LD",
        **KEY,
    }
    plan = made(Rota=cells)
    assert (sorted(_rows(plan)), plan.problems) == (
        [
            ("Ada Quarmby", "29 Nov 2026", "LD"),
            ("Bram Netherby", "01 Dec 2026", "LD"),
            ("Bram Netherby", "30 Nov 2026", "LD"),
            ("Cora Ashgrove", "02 Dec 2026", "LD"),
        ],
        (),
    )


def test_a_grade_under_the_name_is_no_duty_and_no_name(made: Made) -> None:
    cells: dict[str, object] = {
        "B1": "Ada Quarmby",
        "C1": "Bram Netherby",
        "B2": "ST5",
        "C2": "F2",
    }
    cells |= {"A3": MONDAY, "B3": "LD", "A4": MONDAY + dt.timedelta(days=1), "C4": "LD", **KEY}
    plan = made(Rota=cells)
    assert (plan.people, plan.problems) == (("Ada Quarmby", "Bram Netherby"), ())


def test_a_column_of_those_on_leave_is_leave(made: Made) -> None:
    cells: dict[str, object] = {"A1": "Date", "B1": "SHO", "C1": "Annual leave"}
    cells |= {"A2": MONDAY, "B2": "Quarmby", "C2": "Netherby"}
    cells |= {"A3": MONDAY + dt.timedelta(days=1), "B3": "Quarmby"}
    plan = made(Rota=cells)
    assert [(duty.person, duty.code, duty.kind) for duty in plan.duties] == [
        ("Quarmby", "SHO", "shift"),
        ("Quarmby", "SHO", "shift"),
        ("Netherby", "AL", "annual_leave"),
    ]


def test_two_months_side_by_side_are_both_read(made: Made) -> None:
    cells: dict[str, object] = {"A1": "Date", "B1": "SHO", "D1": "Date", "E1": "SHO"}
    for row in (2, 3, 4):
        cells |= {f"A{row}": MONDAY + dt.timedelta(days=row), f"B{row}": "Quarmby"}
        cells |= {f"D{row}": dt.date(2026, 12, row), f"E{row}": "Netherby"}
    plan = made(Rota=cells)
    assert (len(plan.duties), plan.problems) == (6, ())
    assert {duty.day.month for duty in plan.duties if duty.person == "Netherby"} == {12}


def test_first_name_and_surname_in_columns_of_their_own_are_one_name(made: Made) -> None:
    cells: dict[str, object] = {"A1": "First name", "B1": "Surname", "C1": MONDAY}
    cells |= {"D1": MONDAY + dt.timedelta(days=1), "A2": "Ada", "B2": "Quarmby", "C2": "LD"}
    cells |= {"A3": "Ada", "B3": "Netherby", "D3": "LD", **KEY}
    assert made(Rota=cells).people == ("Ada Quarmby", "Ada Netherby")
