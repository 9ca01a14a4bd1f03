"""An empty department: every place says what it is for, and the keyboard is at its first step."""

from collections.abc import Iterator

import build
import pytest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models import Clinician
from rota_desk.desk import Desk
from ui.bridge import Bridge
from ui.clinicians.people_screen import PeopleScreen
from ui.main_window import MainWindow
from ui.style.theme import Look
from ui.widgets.form import Form


@pytest.fixture
def nothing(qtbot: QtBot, look: Look, desk: Desk) -> Iterator[MainWindow]:
    window = MainWindow(Bridge(desk), look)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()


def test_the_window_takes_the_name_of_the_department_once_it_has_one(
    nothing: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    build.a_department(desk, "Acute Medicine")
    nothing._later.timeout.emit()
    qtbot.waitUntil(lambda: nothing.windowTitle() == "Acute Medicine – Rota Desk")
    assert nothing._department.text() == "Acute Medicine"


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        ("people", "Add a person …"),
        ("job_plans", "Begin a plan …"),
        ("rooms", "Sites and rooms …"),
        ("patterns", "New pattern …"),
        ("oncall", "New on-call rota …"),
    ],
)
def test_the_keyboard_begins_at_the_first_step_of_an_empty_place(
    nothing: MainWindow, place: str, begins: str
) -> None:
    nothing.go(place)
    held = nothing.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == begins


def test_a_page_that_is_gone_to_has_the_keyboard(nothing: MainWindow) -> None:
    nothing.go("provision")
    nothing.go("provision", page="needs")
    held = nothing.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "Add …"


def test_a_person_who_was_added_is_under_the_cursor_and_the_keyboard_in_the_list(
    nothing: MainWindow, desk: Desk
) -> None:
    nothing.go("people")
    screen = nothing.screen_now
    assert isinstance(screen, PeopleScreen)
    for name in ("Dr B Reed", "Dr A Patel"):
        form = screen.hands.add()
        form.findChildren(QLineEdit)[0].setText(name)
        form.press()
        assert screen.person is not None
        assert screen.person.name == name
    assert nothing.focusWidget() is screen.table
    assert len(build.every(desk, Clinician)) == 2


def test_a_first_contract_begins_where_the_person_joined(nothing: MainWindow, desk: Desk) -> None:
    joined = build.TODAY.replace(year=2024)
    build.a_clinician(desk, contract=None, joined=joined)
    nothing.go("people")
    screen = nothing.screen_now
    assert isinstance(screen, PeopleScreen)
    form = screen.hands.add_contract()
    assert isinstance(form, Form)
    days = [one for one in form.findChildren(QDateEdit) if one.accessibleName() == "From"]
    assert [one.date().toPython() for one in days] == [joined]
    form.reject()
