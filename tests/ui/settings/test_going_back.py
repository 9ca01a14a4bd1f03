"""Going back to a copy: asked once, the file replaced, the window open on it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from rota_desk.edits.settings import change_department
from rota_desk.queries.settings import department_facts
from ui.app import Desktop
from ui.settings.database_page import DatabasePage, copy_words
from ui.settings.settings_screen import SettingsScreen


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """An open rota of a department called Before, with a copy; now it is called After."""
    from rota_desk.bootstrap import open_desk

    desktop = Desktop(qapp)
    desk = open_desk(tmp_path / "rota.sqlite", create=True)
    desk.do(change_department, name="Before")
    desk.database.backup_now()
    desk.do(change_department, name="After")
    desktop.show(desk)
    yield desktop
    if desktop.window is not None:
        qtbot.addWidget(desktop.window)
        desktop.window.close()
    desktop.end()


def answer(text: str) -> None:
    """Press a button of the question that stands open."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if one.text() == text).click()

    QTimer.singleShot(100, press)


def page_of(desktop: Desktop) -> DatabasePage:
    assert desktop.window is not None
    desktop.window.go("settings")
    screen = desktop.window.screen_now
    assert isinstance(screen, SettingsScreen)
    return next(page for page in screen.pages if isinstance(page, DatabasePage))


def name(desktop: Desktop) -> str:
    assert desktop.desk is not None
    return desktop.desk.ask(department_facts).name


def copy_of(desktop: Desktop) -> Path:
    assert desktop.desk is not None
    return next(one for one in desktop.desk.database.info().backups if "by-hand" in one.name)


def test_the_rota_goes_back_to_a_copy_and_keeps_the_present_one(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = page_of(desktop)
    copy = copy_of(desktop)
    answer("Go back")
    page.go_back(copy)
    qtbot.waitUntil(lambda: desktop.desk is not None and name(desktop) == "Before", timeout=10_000)
    assert desktop.desk is not None
    assert len(desktop.desk.database.info().backups) >= 2


def test_cancelling_changes_nothing(desktop: Desktop, qtbot: QtBot) -> None:
    page = page_of(desktop)
    copy = copy_of(desktop)
    answer("Cancel")
    page.go_back(copy)
    qtbot.wait(50)
    assert name(desktop) == "After"


def test_a_copy_is_named_by_its_moment_and_reason() -> None:
    made = Path("rota-20261110-081200-by-hand.sqlite")
    assert copy_words(made) == "Tue 10 Nov 08:12 UTC, by hand"
    assert copy_words(Path("old.sqlite")) == "old.sqlite"
