"""The window keeps its shape: small screens, long news, lists, deadlines that change."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from build import MONDAY, a_desk
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from standing import judged
from wards import a_small_ward

from models import ClinicalSession
from models.types import AuditKind, LeaveKind
from rota_desk.desk import News
from rota_desk.edits.leave import request_leave
from rota_desk.edits.sessions import cancel_session
from rota_desk.queries.deadlines import deadlines
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.finding import Finding
from rota_desk.unit_of_work import Reading
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


def test_what_was_done_and_the_way_back_stay_in_sight_beside_long_findings(
    window: MainWindow,
) -> None:
    before = window.messages.height()
    cancelled = window.bridge.desk.preview(
        cancel_session, session=window.bridge.ask(first_session), reason="No nurse"
    )
    long = a_finding("On and on. " * 40)
    done = replace(cancelled, gained=(long, replace(long, rule="b")), lost=(a_finding("Gone"),))
    window.messages.tell(News(done, AuditKind.DO, None))
    QApplication.processEvents()
    bar = window.messages
    whole = [one for one in bar.findChildren(QLabel) if one.text() and "▲" not in one.text()]
    assert [one.text() for one in whole][:2] == [cancelled.label, "✓ 1 finding cleared"]
    assert all(one.width() >= one.sizeHint().width() for one in whole)
    assert bar.rect().contains(bar._undo.geometry())
    assert bar.height() == before
    window.resize(window.minimumSizeHint())  # what is said never keeps it wide
    assert window.width() < 800


def first_session(read: Reading) -> int:
    return read.all(select(ClinicalSession).order_by(ClinicalSession.id))[0].id


def a_finding(message: str) -> Finding:
    return Finding(
        *("a", "rest.short_rest", 1, "Dr A Patel", None, None, 9.5, 11, "hours"),
        *(Severity.CONTRACT_HARD, Verdict.BREACH, message),
    )


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
