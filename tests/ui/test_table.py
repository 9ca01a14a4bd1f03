"""A table of records: its columns give way so that all fit, and then stand as the reader wants."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.style.theme import Look
from ui.widgets.fitting import kept_columns, squeezed
from ui.widgets.ordering import ordered
from ui.widgets.table import UNSORTED, Column, RecordTable


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
        ([100, 200, 300], [0, 100, 100], 299, [100, 100, 100]),  # the rest is moved sideways
        ([100, 80, 300], [0, 100, 100], 400, [100, 80, 220]),  # narrow enough already
        ([100, 200], [0, 0], 250, [100, 200]),
        ([], [], 10, []),
    ],
)
def test_columns_that_may_give_way_do_so_alike_until_all_fit(
    widths: list[int], leasts: list[int], room: int, fitted: list[int]
) -> None:
    assert squeezed(widths, leasts, room) == fitted


@pytest.mark.parametrize(
    ("room", "kept"),
    [
        (500, [0, 1, 2, 3]),
        (400, [0, 1, 2, 3]),  # the third can become as narrow as that
        (399, [0, 1, 2]),
        (300, [0, 1, 2]),
        (299, [0, 2]),
        (10, [0, 2]),  # what is not spare stays, and is moved sideways
    ],
)
def test_spare_columns_are_left_out_of_a_narrow_window_the_highest_first(
    room: int, kept: list[int]
) -> None:
    assert kept_columns([100, 100, 200, 100], [0, 0, 100, 0], [0, 1, 0, 2], room) == kept


def test_nothing_stands_beyond_the_edge_and_what_is_cut_is_said_by_its_tip(
    table: RecordTable[Row],
) -> None:
    assert sum(wide(table)) <= table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()
    index = table.model().index(0, 1)
    assert index.data(3) == LONG.name * 3  # the role of a tip
    assert table.model().index(0, 0).data(3) is None


def test_words_that_gave_no_least_give_way_last_and_figures_never(
    qtbot: QtBot, look: Look
) -> None:
    columns: tuple[Column[Row], ...] = (
        Column("Name", lambda one: one.name, 300),
        Column("Figure", lambda one: one.name, 300, right=True),
        Column("More", lambda one: one.name * 3, 900, least=60),
    )
    table: RecordTable[Row] = RecordTable("Rows", columns, look)
    qtbot.addWidget(table)
    table.resize(1500, 200)
    table.show()
    table.show_records((LONG,))
    whole = [table.columnWidth(place) for place in range(3)]
    table.resize(sum(whole[:2]) + 40, 200)
    name, figure, more = (table.columnWidth(place) for place in range(3))
    assert (figure, more) == (whole[1], table.viewport().width() - name - figure)
    assert whole[0] * 0.6 <= name < whole[0]
    assert table.model().index(0, 0).data(3) == LONG.name  # what is cut is said by the tip
    assert table.model().index(0, 1).data(3) is None


def test_a_wider_window_gives_the_room_back(table: RecordTable[Row]) -> None:
    narrow = wide(table)
    table.resize(1200, 200)
    assert narrow[0] == wide(table)[0]
    assert narrow[1] < wide(table)[1]


def test_columns_left_out_are_nobodys_hand_and_come_back_in_a_wider_window(
    qtbot: QtBot, look: Look
) -> None:
    """The last one that is left takes the room that remains: that is no choice of the reader's."""
    last: Column[Row] = Column("Last", lambda _one: "words " * 9, 300, spare=1)
    shown: RecordTable[Row] = RecordTable("Rows", (*COLUMNS[:2], last), look)
    qtbot.addWidget(shown)
    shown.resize(460, 200)
    shown.show()
    shown.show_records((LONG,))
    assert shown.isColumnHidden(2)
    shown.resize(400, 200)
    assert sum(wide(shown)) <= shown.viewport().width()
    shown.resize(1500, 200)
    assert not shown.isColumnHidden(2)


def test_a_column_the_reader_made_wider_stays_so_whatever_the_window(
    table: RecordTable[Row],
) -> None:
    table.setColumnWidth(0, 260)
    before = wide(table)
    table.resize(460, 200)
    assert wide(table)[:2] == before[:2]


def test_the_last_column_shown_fills_the_room_and_is_nobody_s_hand(
    table: RecordTable[Row],
) -> None:
    table.resize(1200, 200)
    table.setColumnHidden(len(COLUMNS) - 1, True)
    table.horizontalHeader().resizeSection(len(COLUMNS) - 2, 333)  # as Qt does to fill the room
    assert table._by_hand is False
    table.setColumnWidth(0, 260)
    assert table._by_hand is True


def test_letters_typed_find_a_name_by_any_of_its_words(table: RecordTable[Row]) -> None:
    rows = [Row(name) for name in ("Dr A Patel", "Dr M Okafor", "Dr T Obi", "Dr S Oz")]
    table.show_records(rows)
    table.choose(rows[0])
    found = []
    for letter in "obx":
        table.keyboardSearch(letter)
        found.append(table.record())
    assert found == [rows[1], rows[2], rows[2]]
    table._typed._at = 0.0  # a pause
    table.keyboardSearch("o")
    assert table.record() == rows[3]


def test_a_column_that_comes_to_say_something_else_is_read_again_and_fitted(
    table: RecordTable[Row],
) -> None:
    table.resize(1200, 200)
    LONG.said["last"] = "sooner than anybody thought"
    table.tell_again()
    table.fit_again()
    assert table.model().index(0, 2).data() == "sooner than anybody thought"
    LONG.said["last"] = "soon"


def test_a_longer_word_that_comes_later_widens_its_column_until_the_reader_set_it(
    table: RecordTable[Row],
) -> None:
    table.resize(1600, 200)
    table.show_records((Row("Dr A"),))
    before = wide(table)[0]
    longer = Row(LONG.name + " and the fourth")
    table.show_records((Row("Dr A"), longer))
    grown = wide(table)[0]
    assert grown > before
    table.show_records((Row("Dr A"),))
    assert wide(table)[0] == grown
    table.setColumnWidth(0, 50)
    table.show_records((longer,))
    assert wide(table)[0] == 50


def test_lines_are_put_in_order_by_a_column_and_what_is_selected_stays_selected(
    table: RecordTable[Row],
) -> None:
    names = ("b", "C", "a", "B")
    rows = [Row(name, {"last": str(place)}) for place, name in enumerate(names)]
    table.show_records(rows)
    table.choose(rows[0])
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["a", "b", "B", "C"]
    assert (table.record(), table.selected()) == (rows[0], (rows[0],))
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert shown(table) == ["C", "b", "B", "a"]  # those that are alike stay as they were given
    assert (table.record(), table.records()) == (rows[0], tuple(rows))
    table.show_records([*rows, Row("d")])
    assert shown(table) == ["d", "C", "b", "B", "a"]
    assert table.record() == rows[0]
    rows[2].said["last"] = "9"
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    rows[2].said["last"] = "0"
    table.tell_again()
    assert shown(table) == ["B", "C", "b", "a", "d"]
    table.sortByColumn(UNSORTED, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["b", "C", "a", "B", "d"]


def shown(table: RecordTable[Row]) -> list[str]:
    return [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]


def test_what_cannot_be_compared_is_by_its_words() -> None:
    assert ordered([2, 10, 1]) == [2, 0, 1]
    assert ordered([2, None, 1]) == [2, 0, 1]
    assert ordered([None, 10, None], backwards=True) == [0, 2, 1]


def test_each_of_a_hundred_thousand_lines_is_asked_twice_at_most_for_its_place(
    qtbot: QtBot, look: Look
) -> None:
    asked: Counter[str] = Counter()

    def key(one: Row) -> str:
        asked[one.name] += 1
        return one.name[::-1]

    columns: tuple[Column[Row], ...] = (Column("Name", lambda one: one.name, 200, sort=key),)
    many: RecordTable[Row] = RecordTable("Many", columns, look)
    qtbot.addWidget(many)
    many.show_records([Row(f"{number:05}") for number in range(100_000)])
    assert not asked
    many.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert (len(asked), max(asked.values())) == (100_000, 2)  # Qt asks for the order twice
    assert [many.record_at(row).name for row in (0, 1, 99_999)] == ["00000", "10000", "99999"]
