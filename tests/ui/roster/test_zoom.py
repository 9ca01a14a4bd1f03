"""Looking closer and further: words, codes, bars; a week to a year."""

import datetime as dt

import pytest
from build import MONDAY
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.zoom import Level

CTRL = Qt.KeyboardModifier.ControlModifier


def seen(rota: RosterScreen) -> tuple[int, Level]:
    QApplication.processEvents()
    return rota.period.days, rota.grid.delegate.level


def turn_the_wheel(rota: RosterScreen, by: int) -> None:
    point = QPointF(300, 100)
    event = QWheelEvent(
        point,
        rota.grid.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(rota.grid.viewport(), event)


def test_ctrl_minus_goes_from_words_to_bars_and_ctrl_plus_comes_back(rota: RosterScreen) -> None:
    for _step in range(2):
        QTest.keyClick(rota.grid, Qt.Key.Key_Plus, CTRL)
    ladder = [seen(rota)]
    for _step in range(5):
        QTest.keyClick(rota.grid, Qt.Key.Key_Minus, CTRL)
        ladder.append(seen(rota))
    assert ladder == [
        (7, Level.WORDS),
        (7, Level.CODES),
        (14, Level.CODES),
        (28, Level.CODES),
        (91, Level.BARS),
        (364, Level.BARS),
    ]
    QTest.keyClick(rota.grid, Qt.Key.Key_Minus, CTRL)
    assert seen(rota) == (364, Level.BARS)  # there is nothing further out


def test_ctrl_and_the_wheel_do_the_same(rota: RosterScreen) -> None:
    turn_the_wheel(rota, -120)
    assert seen(rota) == (28, Level.CODES)
    turn_the_wheel(rota, 120)
    assert seen(rota) == (14, Level.CODES)


def test_the_day_under_the_cursor_stays_in_view(rota: RosterScreen, ward: dict[str, int]) -> None:
    friday = MONDAY + dt.timedelta(days=11)
    rota.focus_on(clinician=ward["S Quill"], day=friday)
    QTest.keyClick(rota.grid, Qt.Key.Key_Plus, CTRL)
    spot = rota.spot
    assert spot is not None
    assert (spot.row.key, spot.day, rota.period.start) == (
        ward["S Quill"],
        friday,
        MONDAY + dt.timedelta(days=7),
    )


def test_a_year_fits_between_the_names_and_the_inspector(
    window: MainWindow, rota: RosterScreen
) -> None:
    window.resize(1600, 900)
    rota.show_days(364)
    QApplication.processEvents()
    assert rota.grid.columnWidth(0) == 3
    assert rota.cover.columnWidth(0) == 3
    assert {rota.grid.rowHeight(line) for line in range(rota.model.rowCount())} == {24}


def cell_of(rota: RosterScreen, person: int) -> QImage:
    QApplication.processEvents()
    index = rota.model.index(rota.model.line_of(person), 0)
    return rota.grid.viewport().grab(rota.grid.visualRect(index)).toImage()


def test_a_list_and_a_clinic_differ_in_bars_even_in_grey(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.show_days(91)
    rota.grid.go_to(rota.model.line_of(ward["S Quill"]), 30)
    grey = QImage.Format.Format_Grayscale8
    patel, okafor = (
        cell_of(rota, ward[name]).convertToFormat(grey) for name in ("Dr A Patel", "Dr M Okafor")
    )
    rows = [
        [image.pixelColor(x, y).value() for x in range(image.width() - 1)]
        for image in (patel, okafor)
        for y in range(3, 20)
    ]
    assert len({tuple(row) for row in rows}) > 2  # a plain bar and a dotted one
    assert patel != okafor


def test_text_grows_with_ctrl_alt_plus_and_the_rota_keeps_its_days(
    window: MainWindow, rota: RosterScreen
) -> None:
    both = CTRL | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(rota.grid, Qt.Key.Key_Equal, both)
    try:
        assert round(window.look.scale, 1) == 1.1
        assert rota.period.days == 14
    finally:
        QTest.keyClick(rota.grid, Qt.Key.Key_0, both)
    assert window.look.scale == 1.0


def test_what_is_too_much_for_one_repaint_is_drawn_in_the_next_ones(
    qtbot: QtBot, rota: RosterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.roster.delegate.AT_ONCE", 5)
    rota.grid.delegate.forget()
    rota.grid.viewport().repaint()
    assert rota.grid.drawing
    qtbot.waitUntil(lambda: not rota.grid.drawing, timeout=10_000)
    whole = rota.grid.viewport().grab().toImage()
    monkeypatch.setattr("ui.roster.delegate.AT_ONCE", 10_000)
    rota.grid.delegate.forget()
    assert rota.grid.viewport().grab().toImage() == whole


def test_lines_under_those_of_one_moment_are_not_even_asked_for(
    qtbot: QtBot, rota: RosterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.roster.delegate.AT_ONCE", 5)
    delegate, view = rota.grid.delegate, rota.grid.viewport()
    lines: list[int] = []
    real = delegate.paint

    def paint(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        lines.append(index.row())
        real(painter, option, index)

    monkeypatch.setattr(delegate, "paint", paint)
    delegate.forget()
    view.repaint()
    assert set(lines) == {0}
    qtbot.waitUntil(lambda: set(lines) == {*range(len(rota.model.lines))}, timeout=10_000)


def test_the_head_says_the_version_in_few_words_where_all_would_take_another_line(
    rota: RosterScreen, window: MainWindow
) -> None:
    rota.hands.publish().press()
    rota.focus_on(clinician=next(one.id for one in rota.names.people), day=MONDAY)
    rota.hands.remove()
    window.resize(1900, 860)
    QApplication.processEvents()
    assert rota.head.version.text() == "Published v1 · 1 change since"
    high = rota.head.height()
    rota.show_days(91)
    wide = rota.head.sizeHint().width()
    window.resize(window.width() - rota.head.width() + wide - 10, 860)
    QApplication.processEvents()
    assert rota.head.version.text() == "Published v1"
    assert rota.head.height() == high
    assert rota.head.version.accessibleName().startswith("Published v1 · 1 change since")
