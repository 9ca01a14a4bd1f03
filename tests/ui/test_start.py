"""Starting: the first run, a file that cannot be opened, a bug that ends in one dialog."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog
from pytestqt.qtbot import QtBot

import ui.sample
from models.types import StaffGroup
from rota_desk.edits.clinicians import add_clinician
from rota_desk.errors import Refusal
from rota_desk.queries.look_up import look_up
from ui.app import Desktop
from ui.first_run import STARTS, FirstRun, Start
from ui.log_file import LOG, start_log
from ui.roster.roster_screen import RosterScreen
from ui.trouble import Hook, TroubleDialog


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot) -> Iterator[Desktop]:
    desktop = Desktop(qapp)
    yield desktop
    if desktop.window is not None:
        qtbot.addWidget(desktop.window)
        desktop.window.close()
    desktop.end()


def test_the_first_run_offers_four_ways_to_begin(qtbot: QtBot) -> None:
    first = FirstRun()
    qtbot.addWidget(first)
    assert [start for start, _title, _sentence in STARTS] == list(Start)
    first._chooser(Start.EMPTY)()
    assert first.chosen is Start.EMPTY


def test_starting_empty_makes_the_file_and_opens_the_rota(
    desktop: Desktop, tmp_path: Path
) -> None:
    def choose_empty() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, FirstRun)
        shown._chooser(Start.EMPTY)()

    QTimer.singleShot(50, choose_empty)
    assert desktop.begin(str(tmp_path / "rota.sqlite"))
    assert (tmp_path / "rota.sqlite").exists()
    assert desktop.window is not None
    assert desktop.window.place_now == "rota"
    rota = desktop.window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.steps.isVisible()
    assert desktop.window.focusWidget() is rota.steps.table
    rota.steps.table.opened.emit(rota.steps.table.record())
    assert desktop.window.place_now == "settings"
    assert desktop.desk is not None
    desktop.desk.do(add_clinician, name="Dr A Patel", group=StaffGroup.CONSULTANT)
    desktop.window.go("rota")
    assert (rota.steps.isVisible(), rota.grid.isVisible()) == (False, True)
    desktop.window.show_first_steps().reject()


def test_the_sample_is_made_beside_a_rota_that_is_there_and_opened(
    desktop: Desktop, tmp_path: Path
) -> None:
    file = tmp_path / "rota.sqlite"
    file.write_text("mine", encoding="utf-8")
    desktop._target = str(file)
    assert desktop.start(Start.SAMPLE)
    assert file.read_text(encoding="utf-8") == "mine"
    assert desktop.desk is not None
    assert desktop.desk.ask(look_up).department == "Gastroenterology and Endoscopy"


def test_a_sample_that_is_stopped_leaves_nothing_behind(desktop: Desktop, tmp_path: Path) -> None:
    desktop._target = str(tmp_path / "rota.sqlite")
    went_on: list[bool] = []

    def stop() -> None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
        if shown and (tmp_path / "rota.sqlite.open").exists():  # it is open and being filled
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):  # meant for what was before it
                QTest.keyClick(shown[0].focusWidget() or shown[0], key)
            went_on.append(not shown[0].wasCanceled())
            QTest.keyClick(shown[0], Qt.Key.Key_Escape)
            look.stop()

    look = QTimer(interval=20)
    look.timeout.connect(stop)
    look.start()
    assert not desktop.start(Start.SAMPLE)
    assert went_on == [True]
    assert desktop.window is None
    assert not list(tmp_path.glob("rota.sqlite*"))


def test_a_sample_that_cannot_be_made_says_so_in_one_sentence(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop._target = str(tmp_path / "rota.sqlite")
    monkeypatch.setattr(ui.sample, "MAKES", ("-m", "rota_desk", "nothing"))
    with pytest.raises(Refusal, match="nothing"):
        desktop.start(Start.SAMPLE)
    for there_is_none in (str(tmp_path / "no python"), ""):
        monkeypatch.setattr(sys, "executable", there_is_none)
        with pytest.raises(Refusal, match="could not be made"):
            desktop.start(Start.SAMPLE)


def test_a_file_that_is_no_rota_is_said_in_one_sentence_and_left_alone(
    desktop: Desktop, tmp_path: Path
) -> None:
    file = tmp_path / "rota.sqlite"
    file.write_text("shopping list", encoding="utf-8")
    said: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, FirstRun)
        said.extend(label.text() for label in shown.findChildren(QLabel))
        shown.reject()

    QTimer.singleShot(50, look)
    assert not desktop.begin(str(file))
    assert any("rota.sqlite" in sentence for sentence in said)
    assert file.read_text(encoding="utf-8") == "shopping list"


def test_another_file_takes_the_place_of_the_one_that_is_open(
    desktop: Desktop, tmp_path: Path
) -> None:
    desktop._target = str(tmp_path / "one.sqlite")
    desktop.start(Start.EMPTY)
    first = desktop.desk
    desktop._target = str(tmp_path / "two.sqlite")
    desktop.start(Start.EMPTY)
    assert desktop.desk is not first
    assert desktop.desk is not None
    assert desktop.desk.ask(look_up).people == ()


def test_a_bug_is_logged_and_shown_once_with_details_to_copy(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    log = start_log(tmp_path)
    hook = Hook()
    for _time in range(2):
        try:
            raise KeyError("no such cell")  # noqa: TRY301 - a bug, made on purpose
        except KeyError:
            hook(*sys.exc_info())
    shown = [one for one in qapp.topLevelWidgets() if isinstance(one, TroubleDialog)]
    assert len(shown) == 1
    qtbot.addWidget(shown[0])
    shown[0].copy()
    assert "KeyError: 'no such cell'" in QApplication.clipboard().text()
    shown[0].accept()
    for writer in list(LOG.handlers):
        LOG.removeHandler(writer)
        writer.close()
    assert log is not None
    assert log.read_text(encoding="utf-8").count("KeyError: 'no such cell'") == 2


def test_a_refusal_that_slipped_through_shows_its_sentence_only(qtbot: QtBot) -> None:
    hook = Hook()
    try:
        raise Refusal("The disk is full. Make room and try again.")  # noqa: TRY301
    except Refusal:
        hook(*sys.exc_info())
    shown = hook._shown
    assert shown is not None
    qtbot.addWidget(shown)
    assert shown.details.toPlainText() == "The disk is full. Make room and try again."
    shown.accept()
