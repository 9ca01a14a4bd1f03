"""An edit is done beside the window: the window stays alive, and hears of it when it is done."""

import threading
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from rota_desk.edits.assignments import assign
from rota_desk.queries.rota_sheet import EntryKind
from rota_desk.unit_of_work import UnitOfWork
from ui.long_work import LOOK, WaitBox
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen

MOMENT = 0.15  # seconds


def rest(_work: UnitOfWork, *, seconds: float) -> str:
    time.sleep(seconds)
    return threading.current_thread().name


def boxes() -> list[WaitBox]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, WaitBox) and one.isVisible()]


def test_the_window_lives_while_an_edit_is_done_and_says_nothing_of_it(window: MainWindow) -> None:
    beats: list[int] = []
    heart = QTimer(interval=5)
    heart.timeout.connect(lambda: beats.append(len(boxes())))
    heart.start()
    done = window.bridge.do(rest, seconds=MOMENT)
    heart.stop()
    assert done is not None
    assert done.value.startswith("long-work")
    assert len(beats) > 3
    assert set(beats) == {0}


def test_an_edit_that_takes_long_says_that_it_is_waited_for(window: MainWindow) -> None:
    said: list[str] = []
    heart = QTimer(interval=20)
    heart.timeout.connect(lambda: said.extend(one.doing.text() for one in boxes()))
    heart.start()
    window.bridge.do(rest, seconds=LOOK / 1000 + 2 * MOMENT)
    heart.stop()
    assert set(said) == {"Keeping the change …"}


def test_an_edit_and_its_undo_are_on_the_rota_when_they_are_over_and_told_on_one_thread(
    window: MainWindow, rota: RosterScreen
) -> None:
    heard: list[str] = []
    window.bridge.changed.connect(lambda _news: heard.append(threading.current_thread().name))
    entries = [
        one for line in rota.model.lines if line.row for cell in line.row.cells for one in cell
    ]
    gap = next(one for one in entries if one.kind is EntryKind.GAP)
    free = rota.names.people[-1].id
    window.bridge.do(assign, session=gap.session_id or 0, clinician=free)

    def stands() -> list[EntryKind]:
        line = rota.model.line_of(free)
        cells = rota.model.lines[line].row
        assert cells is not None
        return [
            one.kind for cell in cells.cells for one in cell if one.session_id == gap.session_id
        ]

    assert stands() == [EntryKind.WORK]
    window.bridge.undo()
    assert stands() == []
    assert heard == [threading.main_thread().name] * 2
