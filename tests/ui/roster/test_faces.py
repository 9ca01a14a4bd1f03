"""What a cell looks like: places of its pieces, marks, and words that stay readable."""

import datetime as dt
import gc
import sys
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheets import MONDAY, a_sheet, an_entry

from models.types import Slot
from rota_desk.queries.rota_sheet import EntryKind
from ui.roster.clipboard import as_table, cell_text, fills_of
from ui.roster.face import Box, boxes, lanes
from ui.roster.grid_view import RotaGrid
from ui.roster.marks import marks_of
from ui.roster.painting import mixed
from ui.roster.period import Period, monday_of
from ui.roster.sheet_model import SheetModel
from ui.roster.spot import Spot, halves_of, in_half
from ui.style.theme import Look
from ui.style.tokens import DARK, LIGHT, LIGHT_TINTS, Theme, contrast

AM, PM = an_entry("EN"), an_entry("CL", slot=Slot.PM)
EVENING, DAY, NIGHT = (
    an_entry("OC", slot=Slot.EVENING),
    an_entry("LD", slot=Slot.DAY),
    an_entry("NT", slot=Slot.NIGHT),
)


def test_a_morning_lies_left_and_an_afternoon_right() -> None:
    assert boxes((AM, PM)) == (Box(0, 1, 2, 0), Box(1, 2, 2, 0))


def test_an_evening_beside_them_takes_a_third() -> None:
    assert boxes((AM, PM, EVENING)) == (Box(0, 1, 3, 0), Box(1, 2, 3, 0), Box(2, 3, 3, 0))


@pytest.mark.parametrize("entry", [EVENING, DAY, NIGHT])
def test_what_is_alone_in_its_day_lies_across_unless_it_is_half_a_day(entry: object) -> None:
    assert boxes((entry,)) == (Box(0, 1, 1, 0),)  # type: ignore[arg-type]  # an entry


def test_a_clash_lies_in_lanes_below_one_another() -> None:
    assert boxes((AM, AM)) == (Box(0, 1, 2, 0), Box(0, 1, 2, 1))
    assert lanes((AM, AM, PM)) == 2


def test_a_cell_is_as_many_lanes_high_as_its_boxes_lie_deep() -> None:
    kinds = (AM, PM, EVENING, DAY, NIGHT)
    several = [cell for many in range(1, 5) for cell in product(kinds, repeat=many)]
    assert [lanes(cell) for cell in several] == [
        max(box.lane for box in boxes(cell)) + 1 for cell in several
    ]
    assert lanes(()) == 1


def test_a_whole_day_of_leave_lies_over_the_session_it_uncovers() -> None:
    leave = an_entry("AL", slot=Slot.DAY, kind=EntryKind.LEAVE)
    assert boxes((leave, AM)) == (Box(0, 2, 2, 0), Box(0, 1, 2, 1))


def test_the_keyboard_stops_at_halves_or_at_the_whole() -> None:
    assert halves_of(()) == ("am", "pm")
    assert halves_of((AM,)) == ("am", "pm")
    assert halves_of((DAY,)) == ("",)
    assert in_half((AM, PM, EVENING), "pm") == (PM, EVENING)


def test_a_cell_is_copied_as_a_spreadsheet_says_it() -> None:
    assert cell_text((AM, PM)) == "EN/CL"
    assert cell_text((AM,)) == "EN"
    assert cell_text((PM,)) == "/CL"
    assert cell_text((DAY,)) == "LD"
    assert cell_text(()) == ""


def test_what_was_copied_is_read_back_the_same() -> None:
    sheet = a_sheet(3, 5)
    block = [
        [Spot(row, sheet.days[place].day, "", row.cells[place]) for place in range(5)]
        for row in sheet.rows[:2]
    ]
    fills = fills_of(as_table(block), [7, 8], MONDAY, Slot.DAY)
    assert [(one.clinician, one.day, one.slot, one.code) for one in fills[:3]] == [
        (7, MONDAY, Slot.AM, "WR"),
        (7, MONDAY, Slot.PM, "EN"),
        (7, MONDAY + dt.timedelta(days=1), Slot.AM, "CL"),
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", sorted(LIGHT_TINTS))
def test_a_code_is_readable_on_the_paler_ground_of_a_planned_session(
    theme: Theme, name: str
) -> None:
    tint = theme.tint(name)
    fill = tint.fill if name == "navy" else mixed(tint.fill, theme.paper, 0.45)
    assert contrast(tint.ink, fill) >= 4.5


def test_a_period_begins_on_a_monday_and_steps_by_weeks() -> None:
    period = Period(monday_of(dt.date(2026, 11, 12)), 14)
    assert period == Period(MONDAY, 14)
    assert period.step(-1).start == dt.date(2026, 11, 2)
    assert period.words == "9 – 22 November 2026"
    assert (period.holds(dt.date(2026, 11, 22)), period.holds(period.end)) == (True, False)


def a_grid(look: Look, qtbot: QtBot) -> RotaGrid:
    model = SheetModel()
    grid = RotaGrid(model, look)
    qtbot.addWidget(grid)
    model.show(a_sheet(), marks_of(()))
    grid.resize(1200, 500)
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def test_equal_cells_share_one_picture(look: Look, qtbot: QtBot) -> None:
    grid = a_grid(look, qtbot)
    grid.viewport().repaint()
    cells = len(grid.sheet_model.lines) * len(grid.sheet_model.days)
    assert len(grid.sheet_model.faces) < cells / 2


def test_a_sheet_that_did_not_change_paints_nothing(look: Look, qtbot: QtBot) -> None:
    grid = a_grid(look, qtbot)
    painted: list[object] = []
    grid.sheet_model.dataChanged.connect(lambda *place: painted.append(place))
    assert grid.sheet_model.show(a_sheet(), marks_of(())) is False
    assert painted == []


def clear_away() -> None:
    """Clear away what earlier tests left: it holds None too."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def test_repainting_the_grid_loses_no_reference(look: Look, qtbot: QtBot) -> None:
    """Some releases of the Qt binding lose a reference to None at each call and then crash."""
    grid = a_grid(look, qtbot)
    many = [None] * 1_000_000
    view = grid.viewport()
    for _warm in range(3):
        view.repaint()
    clear_away()
    before = sys.getrefcount(None)
    for _time in range(20):
        grid.delegate.look_again()
        view.repaint()
        QApplication.processEvents()
    after = sys.getrefcount(None)
    assert abs(after - before) < 400
    assert len(many) == 1_000_000
