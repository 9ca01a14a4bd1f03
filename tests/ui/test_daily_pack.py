"""The pack of the day is written by itself, once, to the folder that was chosen."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NOW, TODAY, a_desk
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from wards import a_small_ward

from rota_desk.clock import Clock
from ui.bridge import Bridge
from ui.daily_pack import kept_at
from ui.main_window import MainWindow
from ui.settings.settings_screen import SettingsScreen
from ui.settings.you_page import YouPage
from ui.style.theme import Look


class Day(Clock):
    """The clock on the wall, put on by the test."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def clock() -> Day:
    return Day()


@pytest.fixture
def window(one_look: Look, tmp_path: Path, clock: Day) -> Iterator[MainWindow]:
    desk = a_desk(tmp_path, clock)
    a_small_ward(desk)
    settings = QSettings(str(tmp_path / "desk.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Bridge(desk), one_look, settings=settings)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()


def packs(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def choose(window: MainWindow, folder: Path) -> None:
    assert window.settings is not None
    window.settings.setValue("pack/folder", str(folder))


def look(window: MainWindow) -> None:
    window.daily_pack.look()
    window.tasks.wait()
    QApplication.processEvents()


def test_it_is_written_at_the_first_look_of_each_day(
    window: MainWindow, tmp_path: Path, clock: Day
) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    look(window)
    assert packs(folder) == []  # no folder was chosen yet
    choose(window, folder)
    look(window)
    assert packs(folder) == [f"system-down-{TODAY}.pdf"]
    (folder / f"system-down-{TODAY}.pdf").unlink()
    look(window)
    assert packs(folder) == []  # once a day; by hand at any time
    window.daily_pack.write()
    window.tasks.wait()
    clock.moment += dt.timedelta(days=1)
    look(window)
    assert packs(folder) == ["system-down-2026-11-10.pdf", "system-down-2026-11-11.pdf"]


def test_a_folder_that_is_away_is_said_once_in_the_message_bar(
    window: MainWindow, tmp_path: Path
) -> None:
    choose(window, tmp_path / "gone")
    look(window)
    assert "is away" in window.messages.text()
    window.say("something else")
    look(window)
    assert "is away" not in window.messages.text()


def test_a_folder_that_comes_back_on_the_same_day_has_its_pack(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    choose(window, folder)
    look(window)
    assert window.messages.text().endswith("It is tried again every ten minutes.")
    folder.mkdir()
    look(window)
    assert packs(folder) == [f"system-down-{TODAY}.pdf"]


def test_a_file_in_the_folders_place_is_said_and_nothing_of_it_is_lost(
    window: MainWindow, tmp_path: Path
) -> None:
    there = tmp_path / "packs"
    there.write_text("notes", encoding="utf-8")
    choose(window, there)
    look(window)
    assert "choose another in Settings" in window.messages.text()
    assert there.read_text(encoding="utf-8") == "notes"


def test_the_folder_and_how_many_stay_are_kept_in_settings(window: MainWindow) -> None:
    window.go("settings", page="You")
    screen = window.screen_now
    assert isinstance(screen, SettingsScreen)
    page = screen.pages[0]
    assert isinstance(page, YouPage)
    page._keeper("pack.folder")("/somewhere")
    page._keeper("pack.keep")(3)
    page.refresh()
    assert window.daily_pack.folder == Path("/somewhere")
    assert kept_at(window.settings, "pack.keep") == "3"
