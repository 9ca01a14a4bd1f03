"""A table of records: its columns give way so that all fit, and then stand as the reader wants."""

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from ui.style.theme import Look
from ui.widgets.table import Column, RecordTable, squeezed


@dataclass(frozen=True)
class Row:
    name: str
    said: dict[str, str] = field(default_factory=dict, hash=False, compare=False)


COLUMNS: tuple[Column[Row], ...] = (
    Column("Name", lambda one: one.name, 200),
    Column("More", lambda one: one.name * 3, 900, least=60),
    Column("Last", lambda one: one.said.get("last", ""), 90, least=60),
)
LONG = Row("Dr A Patel of the third firm", {"last": "soon"})


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> RecordTable[Row]:
    shown: RecordTable[Row] = RecordTable("Rows", COLUMNS, look)
    qtbot.addWidget(shown)
    shown.resize(500, 200)
    shown.show()
    shown.show_records((LONG,))
    return shown


def wide(table: RecordTable[Row]) -> list[int]:
    return [table.columnWidth(place) for place in range(len(COLUMNS))]


@pytest.mark.parametrize(
    ("widths", "leasts", "room", "fitted"),
    [
        ([100, 200, 300], [0, 100, 100], 600, [100, 200, 300]),
        ([100, 200, 300], [0, 100, 100], 700, [100, 200, 300]),
        ([100, 200, 300], [0, 100, 100], 450, [100, 150, 200]),
        ([100, 200, 300], [0, 100, 100], 599, [100, 199, 299]),
        ([100, 200, 300], [0, 100, 100], 300, [100, 100, 100]),
        ([100, 200, 300], [0, 100, 100], 299, [100, 200, 300]),  # no use: it is moved sideways
        ([100, 80, 300], [0, 100, 100], 400, [100, 80, 220]),  # narrow enough already
        ([100, 200], [0, 0], 250, [100, 200]),
        ([], [], 10, []),
    ],
)
def test_columns_that_may_give_way_do_so_alike_until_all_fit(
    widths: list[int], leasts: list[int], room: int, fitted: list[int]
) -> None:
    assert squeezed(widths, leasts, room) == fitted


def test_nothing_stands_beyond_the_edge_and_what_is_cut_is_said_by_its_tip(
    table: RecordTable[Row],
) -> None:
    assert sum(wide(table)) <= table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()
    index = table.model().index(0, 1)
    assert index.data(3) == LONG.name * 3  # the role of a tip
    assert table.model().index(0, 0).data(3) is None


def test_a_wider_window_gives_the_room_back(table: RecordTable[Row]) -> None:
    narrow = wide(table)
    table.resize(1200, 200)
    assert narrow[0] == wide(table)[0]
    assert narrow[1] < wide(table)[1]


def test_a_column_the_reader_made_wider_stays_so_whatever_the_window(
    table: RecordTable[Row],
) -> None:
    table.setColumnWidth(0, 260)
    before = wide(table)
    table.resize(460, 200)
    assert wide(table)[:2] == before[:2]


def test_a_column_that_comes_to_say_something_else_is_read_again_and_fitted(
    table: RecordTable[Row],
) -> None:
    table.resize(1200, 200)
    LONG.said["last"] = "sooner than anybody thought"
    table.tell_again()
    table.fit_again()
    assert table.model().index(0, 2).data() == "sooner than anybody thought"
    LONG.said["last"] = "soon"
