"""The window under test: a real desk on a real file, in a window without a screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_desk
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from standing import judged
from wards import a_small_ward

from rota_desk.desk import Desk
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look, Wish


@pytest.fixture(scope="session")
def one_look(qapp: QApplication) -> Look:
    """One for all tests: a style sheet for the application is dear to set."""
    return Look(qapp)


@pytest.fixture
def look(one_look: Look) -> Look:
    one_look.choose(Wish.LIGHT)  # dear only where something else was worn meanwhile
    return one_look


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def ward(desk: Desk) -> dict[str, int]:
    """The small ward; each person's number by name."""
    return {name: one.id for name, one in a_small_ward(desk).items()}


@pytest.fixture
def window(qtbot: QtBot, look: Look, desk: Desk, ward: dict[str, int]) -> Iterator[MainWindow]:
    del ward  # the window opens on the small ward
    window = MainWindow(Bridge(desk), look)
    window.resize(1400, 860)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()


@pytest.fixture(scope="module")
def any_window(one_look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window for tests that only look, shared by all of a file."""
    desk = a_desk(tmp_path_factory.mktemp("looked-at"))
    a_small_ward(desk)
    window = MainWindow(Bridge(desk), one_look)
    window.resize(1400, 860)
    window.show()
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()


@pytest.fixture
def rota(window: MainWindow) -> RosterScreen:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    screen.grid.setFocus()
    return screen
