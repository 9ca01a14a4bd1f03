"""Openly licensed rotas of other projects are read whole, or cell by cell reported."""

import datetime as dt
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from rota_desk.intake.mapping import RosterMapping, mapping_of
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("ending", ["csv", "xls", "xlsx"])
def test_a_date_and_one_name_a_row_is_read_whole(samples: Path, ending: str) -> None:
    plan = read_roster(samples / "rotas" / f"simple_rota.{ending}", today=TODAY)
    names = ("James", "Rebecca", "William")
    first = dt.date(2018, 1, 1)
    assert plan.problems == ()
    assert [(duty.person, duty.day, duty.code, duty.kind, duty.cell) for duty in plan.duties] == [
        (names[i % 3], first + dt.timedelta(days=i), "On-Call", "shift", f"B{i + 2}")
        for i in range(30)
    ]


@pytest.mark.parametrize("name", ["multi_rota.xls", "multi_rota2.xls"])
def test_role_columns_of_an_old_workbook_are_read_whole(samples: Path, name: str) -> None:
    path = samples / "rotas" / name
    heading, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    expected = {
        (row[0], role, name)
        for row in rows
        for role, name in zip(heading[1:], row[1:], strict=True)
    }
    plan = read_roster(path, today=TODAY)
    assert plan.problems == ()
    assert {(duty.day, duty.code, duty.person) for duty in plan.duties} == expected
    assert len(plan.duties) == len(expected)


def _grid(samples: Path) -> dict[tuple[int, int], str]:
    rows = CalamineWorkbook.from_path(str(samples / "rotas" / "german_month_grid.xlsx"))
    cells = rows.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {
        (row, column): text
        for row in range(4, 41)
        for column in range(3, 34)
        if (text := str(cells[row - 1][column - 1]))
    }


def test_a_month_grid_without_a_key_reports_every_cell(samples: Path) -> None:
    plan = read_roster(samples / "rotas" / "german_month_grid.xlsx", today=TODAY)
    assert plan.duties == ()
    found = {(problem.row, problem.column): problem.text for problem in plan.problems}
    assert len(found) == len(plan.problems) == len(_grid(samples))
    assert list(found.values()) == list(_grid(samples).values())


def _settled() -> RosterMapping:
    shifts = {
        code: {"kind": "shift", "times": "07:00-15:30"}
        for code in ("F0", "F1", "F2", "S1", "2M", "3g")
    }
    nights = {code: {"kind": "shift", "times": "21:00-07:30"} for code in ("N1", "N2")}
    away = {"U": {"kind": "annual_leave"}, "FB": {"kind": "study_leave"}}
    off = {code: {"kind": "off"} for code in ("(/)", "ZA")}
    return mapping_of({"codes": {**shifts, **nights, **away, **off}}, "settled.toml")


def test_a_month_grid_with_a_settled_mapping_is_read_to_the_last_cell(samples: Path) -> None:
    plan = read_roster(
        samples / "rotas" / "german_month_grid.xlsx", mapping=_settled(), today=TODAY
    )
    cells = list(_grid(samples).values())
    assert len(plan.duties) == sum(text not in ("(/)", "ZA", "U?", "?") for text in cells)
    assert sorted(problem.text for problem in plan.problems) == sorted(
        text for text in cells if text in ("U?", "?")
    )
    hofer = [duty for duty in plan.duties if duty.person == "Müller, Hans"]
    assert hofer[0].day == dt.date(2022, 1, 3)
    night = next(duty for duty in plan.duties if duty.code == "N1")
    assert night.start is not None
    assert night.end is not None
    assert night.end - night.start == dt.timedelta(hours=10, minutes=30)
