"""Every form begins in its first field and comes to its buttons last."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from build import a_department, a_desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.first_run import FirstRun, Start
from ui.widgets.choice import choice_field, chosen, write_out
from ui.widgets.form import Form
from ui.widgets.words import button


@pytest.fixture
def form(qtbot: QtBot, tmp_path: Path) -> Iterator[Form]:
    desk = a_desk(tmp_path)
    a_department(desk)
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.show()
    form = Form("Note", "Keep", Bridge(desk), behind)
    form.note("Kept with the session.")
    form.line("Reason")
    form.check("Tell the ward")
    form.open_then(lambda: True)
    qtbot.waitUntil(lambda: name_here() == "Reason")
    yield form
    if form.isVisible():
        form.reject()
    desk.close()


def name_here() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def test_tab_walks_the_fields_and_then_the_buttons(form: Form) -> None:
    names = [name_here()]
    for _step in range(4):
        QTest.keyClick(form, Qt.Key.Key_Tab)
        names.append(name_here())
    assert names == ["Reason", "Tell the ward", "Cancel", "Keep", "Reason"]


def test_enter_on_cancel_cancels(form: Form, qtbot: QtBot) -> None:
    cancel = next(one for one in form.findChildren(QPushButton) if one.text() == "Cancel")
    cancel.setFocus()
    with qtbot.waitSignal(form.rejected):
        QTest.keyClick(cancel, Qt.Key.Key_Return)


def test_enter_on_a_way_to_begin_chooses_it(qtbot: QtBot) -> None:
    first = FirstRun()
    qtbot.addWidget(first)
    first.show()
    ways = first.findChildren(QPushButton)
    ways[2].setFocus()
    QTest.keyClick(ways[2], Qt.Key.Key_Return)
    assert first.chosen is Start.EMPTY


def test_fields_keep_their_height_however_much_is_said_below_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = a_desk(tmp_path)
    behind = QWidget()
    qtbot.addWidget(behind)
    form = Form("Note", "Keep", Bridge(desk), behind)
    for number in range(14):
        form.line(f"Line {number}")
    form.open_then(lambda: True)
    form.effect(" ".join(["What would happen is told in as many words as it needs."] * 30))
    QTest.qWait(50)
    fields = form.findChildren(QLineEdit)
    assert len(fields) == 14
    assert [one for one in fields if one.height() < one.minimumSizeHint().height()] == []
    tops = [one.mapTo(form, QPoint()).y() for one in fields]
    assert all(above + fields[0].height() <= below for above, below in pairwise(tops))
    assert form.height() < form.screen().availableGeometry().height()
    form.reject()
    desk.close()


def test_enter_presses_the_button_that_has_the_focus_in_a_window_too(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    made = button("Save", lambda: pressed.append(True))
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Enter)
    assert pressed == [True, True]


@pytest.mark.parametrize(
    ("says", "aloud"),
    [
        ("", "Lay it …"),
        ("Ctrl+L", "Lay it … (Ctrl+L)"),
        ("F7", "Lay it … (F7)"),
        ("Lay the pattern (Ctrl+L)", "Lay the pattern (Ctrl+L)"),
    ],
)
def test_a_button_whose_tip_is_a_key_alone_is_read_aloud_with_its_words(
    qtbot: QtBot, says: str, aloud: str
) -> None:
    made = button("Lay it …", lambda: None, says=says)
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip()) == (aloud, says)


@pytest.mark.parametrize(
    ("typed", "chosen_one", "shown"),
    [
        ("resid", 2, "Resident doctors"),
        ("DOC", 2, "Resident doctors"),
        ("nurse", 3, "Nurse"),  # the whole words, though another begins with them too
        ("nu", None, "nu"),  # two begin so
        ("", None, ""),
        ("xyz", None, "xyz"),
    ],
)
def test_a_part_of_the_words_is_enough_where_it_fits_one_choice(
    qtbot: QtBot, typed: str, chosen_one: int | None, shown: str
) -> None:
    options = ((1, "Consultants"), (2, "Resident doctors"), (3, "Nurse"), (4, "Nurse endoscopist"))
    field = choice_field("Group", options)
    qtbot.addWidget(field)
    field.setEditText(typed)
    write_out(field)
    assert (chosen(field, options), field.currentText()) == (chosen_one, shown)


def test_a_whole_word_that_one_choice_alone_has_is_that_choice(qtbot: QtBot) -> None:
    options = [(1, "On its weekday"), (2, "On any day of the week (flexible)"), (3, "E2  Room")]
    field = choice_field("Done", options)
    qtbot.addWidget(field)
    for typed, meant in (("week", 2), ("weekd", 1), ("e2", 3), ("on", None)):
        field.setEditText(typed)
        assert chosen(field, options) == meant
