"""The Reports screen: a picture before saving, and files that are whole."""

import datetime as dt
from pathlib import Path

import pypdf
import pytest
from build import MONDAY
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reports.catalogue import REPORTS
from ui.exports.reports_screen import REST, ReportsScreen
from ui.long_work import WaitBox
from ui.main_window import MainWindow


@pytest.fixture
def reports(window: MainWindow) -> ReportsScreen:
    window.go("reports")
    screen = window.screen_now
    assert isinstance(screen, ReportsScreen)
    return screen


def pages(reports: ReportsScreen) -> list[str]:
    return [
        label.accessibleName()
        for label in reports.findChildren(QLabel)
        if label.accessibleName().startswith("Page ") and not label.pixmap().isNull()
    ]


def test_a_document_is_seen_before_it_is_saved(
    qtbot: QtBot, reports: ReportsScreen, tmp_path: Path
) -> None:
    reports.draw()
    qtbot.waitUntil(lambda: pages(reports) == ["Page 1 of 1"], timeout=20_000)
    reports.write(tmp_path / "rota.pdf")
    text = pypdf.PdfReader(tmp_path / "rota.pdf").pages[0].extract_text()
    assert "9 – 22 November 2026" in text
    assert "Dr A Patel" in text


def test_a_long_document_says_how_far_it_is_and_can_be_stopped_and_drawn_again(
    qtbot: QtBot, reports: ReportsScreen
) -> None:
    reports.focus_on(report="weekly-rota", first=MONDAY, last=MONDAY + dt.timedelta(days=1600))
    seen: list[tuple[str, str]] = []

    def stop() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, WaitBox) and box.isVisible() and box.stop.isEnabled():
                seen.append((box.windowTitle(), box.bar.accessibleName()))
                box.stop.click()

    look = QTimer(interval=5)
    look.timeout.connect(stop)
    look.start()
    reports.draw()
    look.stop()
    assert seen == [("Making Weekly rota", "Progress")]
    assert reports.document is None
    assert not reports.save_button.isEnabled()
    told = [label.text() for label in reports.findChildren(QLabel)]
    assert "Drawing was stopped" in told
    reports.focus_on(first=MONDAY, last=MONDAY)
    reports.draw()
    assert reports.document is not None
    assert reports.save_button.isEnabled()
    qtbot.waitUntil(lambda: pages(reports) == ["Page 1 of 1"], timeout=20_000)


def test_a_key_held_down_on_the_list_draws_only_where_it_comes_to_rest(
    qtbot: QtBot, reports: ReportsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(reports, "draw", lambda: drawn.append(reports.kinds.currentRow()))
    reports.kinds.setFocus()
    reports.kinds.setCurrentRow(0)
    for _again in range(3):
        QTest.keyPress(reports.kinds, Qt.Key.Key_Down)
    qtbot.wait(2 * REST)
    assert drawn == []
    QTest.keyRelease(reports.kinds, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: drawn == [3])


@pytest.mark.parametrize("place", range(len(REPORTS)))
def test_every_document_is_made_in_every_format(
    reports: ReportsScreen, tmp_path: Path, place: int
) -> None:
    reports.kinds.setCurrentRow(place)
    for number in range(reports.format.count()):
        reports.format.setCurrentIndex(number)
        reports.draw()
        assert reports.document is not None
        file = tmp_path / reports.document.file_name
        reports.write(file)
        assert file.stat().st_size == len(reports.document.content) > 40


def test_calendars_are_saved_one_for_each_clinician_with_their_list(
    window: MainWindow, reports: ReportsScreen, tmp_path: Path
) -> None:
    reports.kinds.setCurrentRow(len(REPORTS))
    reports.draw()
    reports.calendars.write_files(tmp_path)
    names = sorted(file.name for file in tmp_path.glob("*.ics"))
    assert len(names) == 6
    assert window.messages.text() == f"✓ Saved 6 calendars to {tmp_path.name}."


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    window: MainWindow, reports: ReportsScreen, tmp_path: Path
) -> None:
    reports.draw()
    reports.write(tmp_path / "no such folder" / "rota.pdf")
    assert window.messages.text().startswith("▲ rota.pdf cannot be written")
    assert list(tmp_path.glob("*.pdf")) == []
