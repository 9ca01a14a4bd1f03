"""To tell: the list by keyboard alone, filtered on the untold, ticked, drafted."""

import datetime as dt
from pathlib import Path

import pytest
from build import MONDAY, a_contact, every, found
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from models import Assignment, ClinicalSession, Clinician, PublishedChange
from models.types import ContactKind
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.publishing import publish
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.telling.tell_screen import TellScreen
from ui.widgets.form import Form

DAY = dt.timedelta(days=1)


@pytest.fixture
def screen(desk: Desk, window: MainWindow) -> TellScreen:
    """Two people were taken off days that had been published; one can be written to."""
    desk.do(publish, first=MONDAY, last=MONDAY + 6 * DAY)
    ahead = {
        one.id
        for one in every(desk, ClinicalSession)
        if MONDAY < one.start.date() < MONDAY + 6 * DAY
    }
    placed = [one for one in every(desk, Assignment) if one.session_id in ahead]
    first = placed[0]
    other = next(one for one in placed if one.clinician_id != first.clinician_id)
    person = found(desk, Clinician, first.clinician_id)
    assert person is not None
    a_contact(desk, person, "first@example.org", kind=ContactKind.EMAIL)
    for one in (first, other):
        desk.do(remove_assignment, assignment=one.id)
    window.go("tell")
    shown = window.screen_now
    assert isinstance(shown, TellScreen)
    return shown


def test_ticking_by_keyboard_alone_takes_a_line_off_the_list(
    screen: TellScreen, qtbot: QtBot, desk: Desk
) -> None:
    assert [one.untold for one in screen.table.records()] == [True, True]
    screen.table.setFocus()
    screen.table.selectRow(0)
    form = screen.hands.tick()
    assert form is not None
    qtbot.keyClick(form.done_button, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    told = [one for one in every(desk, PublishedChange) if one.told_at]
    assert [(one.told_by, one.told_how) for one in told] == [("K Lowe", "by phone")]
    assert len(screen.table.records()) == 1
    screen.table.selectRow(0)
    screen.hands.tick_again()
    assert screen.stage.currentIndex() == 1
    screen.turn_filter()
    assert len(screen.table.records()) == 2
    screen.table.selectRow(0)
    screen.hands.untick()
    screen.turn_filter()
    assert len(screen.table.records()) == 1


def test_an_agreement_is_noted_by_itself_and_nobody_is_ticked_as_told(
    screen: TellScreen, qtbot: QtBot, desk: Desk
) -> None:
    screen.table.selectRow(0)
    line = screen.line
    form = screen.hands.agree()
    assert line is not None
    assert form is not None
    qtbot.keyClick(form.done_button, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    kept = {one.id: (one.agreed_by, one.told_at) for one in every(desk, PublishedChange)}
    assert kept[line.change] == (line.who, None)


def test_what_was_agreed_is_taken_away_in_the_same_question(
    screen: TellScreen, desk: Desk
) -> None:
    screen.table.selectRow(0)
    form = screen.hands.agree()
    assert form is not None
    assert offered(form) == ["They agreed", "It could not wait"]
    form.press()
    again = screen.hands.agree()
    assert again is not None
    assert offered(again)[2:] == ["Neither: take away what is noted"]
    again.findChildren(QComboBox)[0].setCurrentIndex(2)
    again.press()
    assert {one.agreed_by for one in every(desk, PublishedChange)} == {""}


def offered(form: Form) -> list[str]:
    """What the first list of a form offers."""
    box = form.findChildren(QComboBox)[0]
    return [box.itemText(place) for place in range(box.count())]


def test_all_lines_of_a_person_are_selected_and_given_a_reason(
    screen: TellScreen, desk: Desk
) -> None:
    screen.table.selectRow(0)
    screen.select_person()
    line = screen.line
    assert line is not None
    assert {one.clinician_id for one in screen.hands.chosen} == {line.clinician_id}
    form = screen.hands.give_reason()
    assert form is not None
    form.press()
    assert "Give a reason" in "".join(one.text() for one in form.findChildren(QLabel))
    form.reject()
    assert {one.reason for one in every(desk, PublishedChange)} == {""}


def test_drafts_are_written_and_who_has_no_address_is_counted(
    screen: TellScreen, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    screen.hands.write_drafts(folder)
    assert len(list(folder.iterdir())) == 1
    assert "1 draft saved" in window.messages.text()
    assert "1 person without an address" in window.messages.text()
    screen.hands.write_drafts(tmp_path / "nowhere")
    assert "cannot be written" in window.messages.text()


def test_a_line_leads_to_its_cell_and_the_strip_to_the_list(
    screen: TellScreen, window: MainWindow
) -> None:
    screen.table.selectRow(0)
    line = screen.line
    assert line is not None
    screen.show_on_rota()
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.spot is not None
    assert rota.spot.day == line.day
    window.list_deadlines()
    QApplication.processEvents()
    window.go("tell")
    assert window.place_now == "tell"
