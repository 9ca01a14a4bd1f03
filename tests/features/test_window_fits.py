"""The window keeps its shape: small screens, long news, lists, deadlines that change."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from build import MONDAY, a_desk
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget
from pytestqt.qtbot import QtBot
from standing import judged
from wards import a_small_ward

from models.types import LeaveKind
from rota_desk.edits.leave import request_leave
from rota_desk.queries.deadlines import deadlines
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.style.theme import Look
from ui.widgets.form import Form

SMALL_SCREEN = 1366  # pixels across a ward's laptop


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    desk = a_desk(tmp_path)
    people = a_small_ward(desk)
    desk.do(
        request_leave,
        clinician=people["Dr A Patel"].id,
        kind=LeaveKind.ANNUAL,
        first=MONDAY,
        last=MONDAY,
    )
    window = MainWindow(Bridge(desk), Look(qapp))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()


def test_long_news_does_not_widen_the_window(window: MainWindow) -> None:
    before = window.minimumSizeHint().width()
    window.say("A sentence that goes on and on. " * 20)
    assert window.minimumSizeHint().width() == before


def test_the_deadlines_keep_their_height_when_they_change(window: MainWindow) -> None:
    window._tell_deadlines(window.bridge.ask(deadlines))
    QApplication.processEvents()
    before = window.strip.height()
    window._tell_deadlines(window.bridge.ask(deadlines))
    assert window.strip.height() == before > 20


@pytest.mark.parametrize("place", ["reports", "settings"])
def test_lines_of_a_list_do_not_lie_on_each_other(window: MainWindow, place: str) -> None:
    window.go(place)
    QApplication.processEvents()
    lines = window.screen_now.findChildren(QListWidget)[0]
    boxes = [lines.visualItemRect(lines.item(at)) for at in range(lines.count())]
    assert all(one.bottom() < two.top() for one, two in pairwise(boxes))
    assert min(box.height() for box in boxes) >= lines.sizeHintForRow(lines.currentRow())


def test_a_form_with_a_choice_of_many_words_is_no_wider_than_the_screen(
    window: MainWindow,
) -> None:
    form = Form("Add a journey", "Add", window.bridge, window)
    form.choice("From", [(1, "Short"), (2, "The hospital on the hill, " * 12)])
    form.amount("The miles from home to the place, one way, as the matrix has them", unit="miles")
    form.open_then(lambda: True)
    QApplication.processEvents()
    (field,) = form.findChildren(QComboBox)
    assert 0 < form.width() <= form.screen().availableGeometry().width()
    assert field.view().minimumWidth() > field.width()  # the list itself shows more of the words
    form.reject()
