"""Showing only some rows, finding words, following one person."""

from build import MONDAY, allowed, an_activity, changed, every
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from roster_steps import TUESDAY

from models import Clinician
from rota_desk.desk import Desk
from rota_desk.edits.sessions import note_session
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def form_of(rota: RosterScreen) -> Form:
    return [form for form in rota.window().findChildren(Form) if form.isVisible()][-1]


def names(rota: RosterScreen) -> list[str]:
    return [line.row.name for line in rota.model.lines if line.row]


def choose(rota: RosterScreen, place: int, text: str) -> None:
    QTest.keyClick(rota.grid, Qt.Key.Key_L, CTRL)
    form = form_of(rota)
    form.findChildren(QComboBox)[place].setCurrentText(text)
    form.press()


def test_rows_are_shown_by_grade_by_skill_and_with_findings_and_all_again(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    everybody = names(rota)
    choose(rota, 0, "ST4")
    assert names(rota) == ["Dr E Voss"]
    assert rota.head.sieve.text() == f"1 of {len(everybody)}: ST4  ×"
    QTest.keyClick(rota.grid, Qt.Key.Key_K, CTRL | SHIFT)
    assert names(rota) == everybody
    quill = next(one for one in every(desk, Clinician) if one.id == ward["S Quill"])
    allowed(desk, quill, an_activity(desk, "EN"))
    choose(rota, 1, "EN  Endoscopy list")
    assert names(rota) == ["S Quill"]
    rota.sifting.clear()
    form = rota.sifting.ask()
    form.findChildren(QCheckBox)[0].setChecked(True)
    form.press()
    assert "Dr E Voss" in names(rota)  # a night straight before a long day
    assert "S Quill" not in names(rota)


def test_words_are_found_one_after_the_other_notes_too(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    assert rota.entry is not None
    desk.do(note_session, session=rota.entry.session_id or 0, note="Capnography on loan")
    rota.focus_on(clinician=ward["S Quill"], day=TUESDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_F, CTRL)
    form = form_of(rota)
    form.findChildren(QLineEdit)[0].setText("nothing of the kind")
    form.press()
    assert form.isVisible()
    assert form._trouble.text() == "Nothing on the days shown has these words."
    form.findChildren(QLineEdit)[0].setText("capno")
    form.press()
    spot = rota.spot
    assert spot is not None
    assert (spot.row.name, spot.day) == ("Dr A Patel", MONDAY)
    assert window.messages.text() == "1 of 1: “capno”, Mon 9 Nov"
    rota.sifting.sought = "clinic"
    places = set()
    for _step in range(3):
        QTest.keyClick(rota.grid, Qt.Key.Key_F5)
        index = rota.grid.currentIndex()
        places.add((index.row(), index.column()))
    assert len(places) == 3


def test_one_person_is_followed_through_every_view(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    patel = ward["Dr A Patel"]
    rota.focus_on(clinician=patel, day=MONDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_K, CTRL | ALT)
    assert rota.head.sieve.text() == "◎ Dr A Patel  ×"
    for _view in range(4):
        lit = {
            entry.clinician_id
            for line, content in enumerate(rota.model.lines)
            if content.row
            for column, entries in enumerate(content.row.cells)
            for entry, piece in zip(entries, rota.model._face(line, column).pieces, strict=True)
            if piece.lit
        }
        assert lit <= {patel}
        rota.turn()
    QTest.keyClick(rota.grid, Qt.Key.Key_K, CTRL | SHIFT)
    assert rota.model.lit == 0


def test_who_is_sifted_out_is_shown_again_when_they_are_gone_to(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    choose(rota, 0, "ST4")
    rota.focus_on(clinician=ward["Dr A Patel"], day=TUESDAY)
    assert rota.spot is not None
    assert (rota.spot.row.name, rota.spot.day) == ("Dr A Patel", TUESDAY)
    assert rota.head.sieve.isHidden()


def test_who_is_not_on_the_days_shown_is_said_and_the_cursor_keeps_a_cell(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    quill = next(one for one in every(desk, Clinician) if one.id == ward["S Quill"])
    changed(desk, quill, leaves=TUESDAY)
    rota.focus_on(clinician=ward["Dr A Patel"], day=TUESDAY)
    rota.focus_on(clinician=quill.id, day=MONDAY + 28 * (TUESDAY - MONDAY))
    assert window.messages.text().startswith("S Quill: not on the rota of ")
    assert rota.spot is not None


def test_nobody_under_the_cursor_is_not_followed_without_a_word(
    window: MainWindow, rota: RosterScreen
) -> None:
    rota.grid.first()
    assert rota.spot is not None
    assert rota.spot.row.name == "No one yet"
    QTest.keyClick(rota.grid, Qt.Key.Key_K, CTRL | ALT)
    assert window.messages.text() == "Nobody stands there. Go to a person or to their work."
    assert rota.head.sieve.isHidden()
