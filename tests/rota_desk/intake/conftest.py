"""Spreadsheets made on the spot, and the sample files that departments' rosters look like."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)
Cells = dict[str, object]
Made = Callable[..., IntakePlan]


@pytest.fixture
def samples() -> Path:
    """The folder of sample spreadsheets."""
    return Path(__file__).parents[2] / "samples"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Read a workbook made of sheets of cells: made(Rota={"A1": "Date", ...})."""

    def make(
        *,
        mapping: RosterMapping | None = None,
        dress: Callable[[Workbook], None] | None = None,
        **sheets: Cells,
    ) -> IntakePlan:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, cells in sheets.items():
            sheet = book.create_sheet(name)
            for cell, value in cells.items():
                sheet[cell] = value
        if dress:
            dress(book)
        path = tmp_path / "made.xlsx"
        book.save(path)
        return read_roster(path, mapping=mapping, today=TODAY)

    return make
