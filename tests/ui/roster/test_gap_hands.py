"""A gap from the Rota: who was asked, what was offered, why it stays open, where the next is."""

import datetime as dt

from build import every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from roster_steps import TUESDAY

from models import Assignment, Gap, GapAction
from models.types import AskOutcome, GapActionKind, GapCause, GapState
from rota_desk.desk import Desk
from rota_desk.edits.gaps import record_gap_action
from rota_desk.queries.rota_sheet import EntryKind
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form


def said(rota: RosterScreen) -> list[str]:
    rota.inspect_now()
    return [label.text() for label in rota.side.findChildren(QLabel) if not label.isHidden()]


def test_f6_goes_to_the_gap_of_the_period(rota: RosterScreen) -> None:
    rota.gaps.go(1)
    spot = rota.spot
    assert spot is not None
    assert spot.entry is not None
    assert (spot.day, spot.entry.kind) == (TUESDAY, EntryKind.GAP)
    rota.gaps.go(1)
    assert rota.spot == spot


def test_an_offer_and_its_answer_are_logged_and_shown(
    desk: Desk, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.gaps.go(1)
    form = rota.gaps.offer(ward["Dr M Okafor"])
    assert form is not None
    assert form.findChildren(QComboBox)[0].currentText() == "Dr M Okafor"
    form.findChildren(QLineEdit)[0].setText("said no")
    form.press()
    logged = [(one.kind, one.whom, one.answer) for one in every(desk, GapAction)]
    assert logged == [(GapActionKind.OFFERED, "Dr M Okafor", "said no")]
    assert any("offered to Dr M Okafor – said no" in line for line in said(rota))


def test_whoever_says_yes_when_asked_is_put_on_in_the_same_step(
    desk: Desk, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.gaps.go(1)
    gap = rota.gaps.gap
    form = rota.gaps.ask()
    assert gap is not None
    assert form is not None
    focus = form.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Person"
    boxes = form.findChildren(QComboBox)
    boxes[0].setCurrentText("Dr M Okafor")
    boxes[-1].setCurrentText("Accepted")
    form.press()
    (logged,) = every(desk, GapAction)
    assert (logged.whom, logged.outcome) == ("Dr M Okafor", AskOutcome.ACCEPTED)
    placed = {
        one.clinician_id for one in every(desk, Assignment) if one.session_id == gap.session_id
    }
    assert placed == {ward["Dr M Okafor"]}
    desk.undo()
    assert every(desk, GapAction) == []


def test_a_gap_is_left_open_with_a_reason_only(desk: Desk, rota: RosterScreen) -> None:
    rota.gaps.go(1)
    form = rota.gaps.leave_open()
    assert form is not None
    form.press()
    assert form.isVisible()
    form.findChildren(QLineEdit)[0].setText("Two lists merged")
    form.press()
    gap = every(desk, Gap)[0]
    assert (gap.state, gap.decision) == (GapState.LEFT_OPEN, "Two lists merged")
    assert gap.decide_by is not None
    assert gap.decide_by >= dt.date(2026, 11, 9)
    assert any("Left open: Two lists merged" in line for line in said(rota))


def test_the_cause_of_a_gap_is_noted(desk: Desk, rota: RosterScreen) -> None:
    rota.gaps.go(1)
    form = rota.gaps.cause()
    assert form is not None
    form.findChildren(QComboBox)[0].setCurrentText("Vacancy")
    form.press()
    assert [gap.cause for gap in every(desk, Gap)] == [GapCause.VACANCY]
    assert "Vacancy" in said(rota)


def test_nothing_is_asked_where_there_is_no_gap(rota: RosterScreen, ward: dict[str, int]) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=TUESDAY)
    assert (rota.gaps.ask(), rota.gaps.leave_open(), rota.gaps.cause()) == (None, None, None)


def test_down_goes_to_what_lies_below_in_the_same_half(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    patel = ward["Dr A Patel"]
    line = rota.model.line_of(patel)
    rota.focus_on(clinician=patel, day=TUESDAY)
    rota.codes.fill("AD", go_on=False)
    rota.codes.fill("CL", go_on=False)
    rota.focus_on(clinician=patel, day=TUESDAY, half="am")
    spot = rota.spot
    assert spot is not None
    stacked = [entry.code for entry in spot.entries]
    walked = []
    for _step in stacked:
        walked.append(rota.entry.code if rota.entry else "")
        QTest.keyClick(rota.grid, Qt.Key.Key_Down)
    assert walked == stacked
    assert rota.grid.currentIndex().row() > line


def test_a_gap_is_covered_by_a_swap_with_keys_alone(
    desk: Desk, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.gaps.go(1)
    assert rota.entry is not None
    gap = rota.entry.session_id
    QTest.keyClick(
        rota.grid,
        Qt.Key.Key_X,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    form = next(one for one in rota.findChildren(Form) if one.isVisible())
    box = form.findChildren(QComboBox)[0]
    assert box.currentText().startswith("Dr S Lindqvist gives up Clinic, Tue 10 Nov 09:00")
    agreed = [one for one in form.findChildren(QLineEdit) if "agreed" in one.accessibleName()]
    form.press()
    assert form.isVisible()  # nobody has agreed yet
    for field in agreed:
        if field.isEnabled():
            QTest.keyClicks(field, "by phone")
    form.press()
    stand = [(one.session_id, one.clinician_id) for one in every(desk, Assignment)]
    assert (gap, ward["Dr S Lindqvist"]) in stand
    assert desk.can_undo is not None
    assert desk.can_undo.startswith("Dr S Lindqvist takes Endoscopy list, Tue 10 Nov and gives up")


def test_an_ask_and_its_answer_are_logged_by_keys_and_who_accepts_is_put_on(
    desk: Desk, rota: RosterScreen
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    rota.gaps.go(1)
    QTest.keyClick(rota.grid, Qt.Key.Key_G, both)  # nobody was asked yet: it is said
    QTest.keyClick(rota.grid, Qt.Key.Key_A, both)
    asked = next(one for one in rota.findChildren(Form) if one.isVisible())
    person = next(one for one in asked.findChildren(QComboBox) if one.accessibleName() == "Person")
    person.setFocus()
    person.lineEdit().selectAll()  # type: ignore[union-attr]  # it is typed into
    QTest.keyClicks(person, "Dr M Okafor")
    asked.press()
    (action,) = every(desk, GapAction)
    assert (action.whom, action.outcome) == ("Dr M Okafor", None)
    QTest.keyClick(rota.grid, Qt.Key.Key_G, both)
    form = next(one for one in rota.findChildren(Form) if one.isVisible())
    form.findChildren(QComboBox)[1].setCurrentText("Accepted")
    form.press()
    assert [one.outcome for one in every(desk, GapAction)] == [AskOutcome.ACCEPTED]
    assert action.clinician_id in {one.clinician_id for one in every(desk, Assignment)}


def test_a_long_choice_shows_where_its_words_begin(rota: RosterScreen, qtbot: QtBot) -> None:
    form = Form("A choice", "Keep", rota.bridge, rota)
    words = "Dr S Lindqvist gives up Clinic, Tue 10 Nov 09:00–13:00 to Dr A Patel " * 3
    form.choice("Who", [(1, words)], 1)
    form.open_then(lambda: True)
    line = form.findChildren(QComboBox)[0].lineEdit()
    assert line is not None
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: line.cursorPosition() == 0)
    QTest.keyClicks(line, "D")
    assert line.text().startswith("D")  # what is typed takes the place of all of it


def test_of_two_who_accept_the_second_is_noted_and_not_put_on_beside(
    desk: Desk, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.gaps.go(1)
    session = rota.entry.session_id if rota.entry else None
    assert session is not None
    for who in ("Dr M Okafor", "Dr E Voss"):
        desk.do(
            record_gap_action, session=session, kind=GapActionKind.OFFERED, clinician=ward[who]
        )
    for _who in range(2):
        rota.focus_on(session=session, day=TUESDAY)
        form = rota.gaps.answered()
        assert form is not None
        _person, became = form.findChildren(QComboBox)
        became.setCurrentText("Accepted")
        form.press()
    on = [one.clinician_id for one in every(desk, Assignment) if one.session_id == session]
    assert on == [ward["Dr M Okafor"]]
    assert [one.outcome for one in every(desk, GapAction)] == [AskOutcome.ACCEPTED] * 2
