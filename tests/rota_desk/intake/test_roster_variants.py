"""The reading holds when the same rosters lie elsewhere on the sheet, under more lines."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rota_desk.intake.grid import column_number
from rota_desk.intake.roster import read_roster

WORKBOOKS = [
    "d1_dates_down_formulas",
    "d2_month_sheets_and_role_columns",
    "d3_pasted_and_template",
    "d4_year_restart_times_in_cells",
]
FIELDS = ("person", "date", "code", "kind", "start", "end", "sheet", "cell")
DOWN, RIGHT = 3, 2
ABOVE = ("St Invented Hospital", "Rota of the department", "Last looked at by the office")


def _moved(source: Path, target: Path) -> None:
    """Copy a workbook with everything three rows lower and two columns further right."""
    before, after = load_workbook(source), Workbook()
    after.remove(after.worksheets[0])
    for sheet in before.worksheets:
        page = after.create_sheet(sheet.title)
        page.sheet_state = sheet.sheet_state
        _copy(sheet, page)
        for row, words in enumerate(ABOVE, 1):
            page.cell(row, 1, words)
    after.save(target)


def _copy(sheet: Worksheet, page: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None or cell.row is None or cell.column is None:
                continue
            place = page.cell(cell.row + DOWN, cell.column + RIGHT)
            value = cell.value
            if isinstance(value, str) and value.startswith("="):
                moved = Translator(value, origin=cell.coordinate)
                value = moved.translate_formula(place.coordinate)
            place.value, place.number_format = value, cell.number_format
    for area in sheet.merged_cells.ranges:
        page.merge_cells(
            start_row=area.min_row + DOWN,
            end_row=area.max_row + DOWN,
            start_column=area.min_col + RIGHT,
            end_column=area.max_col + RIGHT,
        )
    for number, line in sheet.row_dimensions.items():
        page.row_dimensions[number + DOWN].hidden = line.hidden
    for column in sheet.column_dimensions.values():
        for number in range(column.min or 1, (column.max or 0) + 1) if column.hidden else ():
            page.column_dimensions[get_column_letter(number + RIGHT)].hidden = True


def _cell(name: str) -> str:
    letters = name.rstrip("0123456789")
    return f"{get_column_letter(column_number(letters) + RIGHT)}{int(name[len(letters) :]) + DOWN}"


def _tells(problem: dict[str, Any], wanted: dict[str, Any]) -> bool:
    said = f"{problem['text']} {problem['message']}".casefold()
    here = f"{problem['column']}{problem['row']}"
    there = "cell" not in wanted or _cell(wanted["cell"]) == here
    rows = [row + DOWN for row in wanted.get("rows", [problem["row"] - DOWN])]
    named = any(word in said for word in wanted["words"])
    return problem["sheet"] == wanted["sheet"] and there and problem["row"] in rows and named


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_roster_that_lies_elsewhere_is_read_the_same(
    samples: Path, tmp_path: Path, name: str
) -> None:
    truth = json.loads((samples / "rosters" / f"{name}.json").read_text(encoding="utf-8"))
    _moved(samples / "rosters" / f"{name}.xlsx", tmp_path / "moved.xlsx")
    answer: Any = read_roster(tmp_path / "moved.xlsx", today=dt.date(2026, 11, 23)).as_json()
    left_open = {(day["person"], day["date"]) for day in truth["undecided"]}
    wanted = [{**duty, "cell": _cell(duty["cell"])} for duty in truth["assignments"]]
    assert _rows(answer["plan"], left_open) == _rows(wanted, left_open)
    told = answer["problems"]
    untold = [one for one in truth["problems"] if not any(_tells(each, one) for each in told)]
    invented = [one for one in told if not any(_tells(one, each) for each in truth["problems"])]
    assert (untold, invented) == ([], [])


def _rows(
    duties: list[dict[str, str]], left_open: set[tuple[str, str]]
) -> Counter[tuple[str, ...]]:
    kept = (duty for duty in duties if (duty["person"], duty["date"]) not in left_open)
    return Counter(tuple(duty[field] for field in FIELDS) for duty in kept)
