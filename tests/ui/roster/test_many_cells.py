"""Many cells at once: the brush, pasting with trouble in it, scattered selections, carrying."""

import datetime as dt

import pytest
from build import MONDAY, every, held, kept
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from roster_steps import TUESDAY, codes

from models import Assignment, ClinicalSession, Clinician, Post
from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.queries.rota_sheet import By
from ui.main_window import MainWindow
from ui.roster.carry_table import carried, carried_person
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def form_of(rota: RosterScreen) -> Form:
    return [form for form in rota.window().findChildren(Form) if form.isVisible()][-1]


def point_in(rota: RosterScreen, person: int, day: dt.date, share: float = 0.25) -> QPoint:
    index = rota.model.index(rota.model.line_of(person), rota.model.column_of(day))
    rect = rota.grid.visualRect(index)
    return QPoint(rect.left() + round(rect.width() * share), rect.top() + 10)


def stroke(rota: RosterScreen, start: QPoint, *then: QPoint) -> None:
    """Press, draw and let go with the left button."""
    view = rota.grid.viewport()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for point in then:
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(view.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, (start, *then)[-1])


def drop(rota: RosterScreen, data: QMimeData, point: QPoint) -> None:
    event = QDropEvent(
        QPointF(point),
        Qt.DropAction.MoveAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    rota.grid.dropEvent(event)


def test_one_stroke_of_the_brush_is_one_step_however_quick_the_hand(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")  # an endoscopy list
    QTest.keyClick(rota.grid, Qt.Key.Key_B, CTRL | SHIFT)
    assert rota.head.brush.text() == "✎ Painting EN · Esc ends it"
    quill, next_week = ward["S Quill"], MONDAY + WEEK
    last = next_week + dt.timedelta(days=4)
    stroke(rota, point_in(rota, quill, next_week), point_in(rota, quill, last))
    days = [next_week + dt.timedelta(days=place) for place in range(5)]
    assert [codes(rota, quill, day) for day in days] == [["EN"]] * 5
    assert window.bridge.desk.can_undo == "Paint 5 cells"
    window.undo()
    assert [codes(rota, quill, day) for day in days] == [[], ["EN"], [], [], []]
    QTest.keyClick(rota.grid, Qt.Key.Key_Escape)
    assert not rota.painter.brush
    assert rota.head.brush.isHidden()


def test_the_stroke_is_tinted_by_what_it_would_bring_before_the_button_is_let_go(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    before = len(every(desk, Assignment))
    rota.painter.take("EN")
    rowan, quill = ward["Dr C Rowan"], ward["S Quill"]
    line = rota.model.line_of(rowan)
    spots = [rota.grid.spot_at(rota.model.index(line, 0), "am")]
    spots += [rota.grid.spot_at(rota.model.index(rota.model.line_of(quill), 0), "am")]
    rota.painter.brushing([one for one in spots if one is not None])
    rota.painter.look_ahead()
    tints = {rota.model.lines[at[0]].row: kind for at, kind in rota.grid.delegate.tints.items()}
    told = {row.name: kind for row, kind in tints.items() if row}
    assert told["Dr C Rowan"] == "danger"  # he is on a long day
    assert told["S Quill"] == "good"
    assert len(every(desk, Assignment)) == before


def test_a_stroke_over_the_line_of_nobody_is_tinted_without_it(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.painter.take("EN")
    lines = (rota.model.line_of(0), rota.model.line_of(ward["S Quill"]))
    spots = [rota.grid.spot_at(rota.model.index(line, 0), "am") for line in lines]
    rota.painter.brushing([one for one in spots if one is not None])
    rota.painter.look_ahead()
    assert rota.grid.delegate.tints == {(lines[1], 0): "good"}


def test_the_brush_paints_the_selection_by_keyboard_and_the_rubber_takes_off(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, week = ward["S Quill"], MONDAY + WEEK
    rota.painter.take("EN/CL")  # a template: morning and afternoon
    rota.focus_on(clinician=quill, day=week + dt.timedelta(days=2))
    for _step in range(2):
        QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(rota.grid, Qt.Key.Key_Return)
    days = [week + dt.timedelta(days=place) for place in range(2, 5)]
    assert [codes(rota, quill, day) for day in days] == [["EN", "CL"]] * 3
    rota.painter.rub()
    QTest.keyClick(rota.grid, Qt.Key.Key_Return)
    for day in days:
        line, column = rota.model.line_of(quill), rota.model.column_of(day)
        kinds = {entry.assignment_id for entry in rota.model.entries(line, column)}
        assert kinds <= {None}


def test_typing_a_code_fills_every_selected_cell_as_one_step(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill, week = ward["S Quill"], MONDAY + WEEK
    rota.focus_on(clinician=quill, day=week, half="am")
    rota.grid.go_to(rota.model.line_of(quill), 7, "am")
    QTest.mouseClick(rota.grid.viewport(), LEFT, CTRL, point_in(rota, quill, week + 3 * DAY))
    QTest.mouseClick(rota.grid.viewport(), LEFT, CTRL, point_in(rota, quill, week + 4 * DAY))
    assert len(rota.grid.selected_cells()) == 3
    QTest.keyClick(rota.grid, Qt.Key.Key_C)
    QTest.keyClicks(rota.code, "L")
    QTest.keyClick(rota.code, Qt.Key.Key_Return)
    assert [codes(rota, quill, week + place * DAY) for place in (0, 3, 4)] == [["CL"]] * 3
    assert window.bridge.desk.can_undo == "Fill 3 cells"


def test_a_code_typed_over_work_takes_its_place_and_a_plus_adds_beside_it(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    patel = ward["Dr A Patel"]
    rota.focus_on(clinician=patel, day=MONDAY, half="am")
    rota.codes.fill("CL", go_on=False)
    placed = [
        entry.code
        for entry in rota.model.entries(rota.model.line_of(patel), 0)
        if entry.assignment_id
    ]
    assert placed == ["CL"]  # the list she left stays as a gap
    assert codes(rota, patel, MONDAY) == ["CL", "EN"] or codes(rota, patel, MONDAY) == ["EN", "CL"]
    rota.codes.fill("+SP", go_on=False)
    rota.codes.fill("CL", go_on=False)  # it stands there already: nothing changes
    assert "CL" in codes(rota, patel, MONDAY)


def test_pasting_nonsense_tells_which_cells_and_why_and_pastes_the_rest_when_asked(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    before = len(every(desk, ClinicalSession))
    table = "EN\tWIBBLE\nCL\tEN/QQ\n"
    QApplication.clipboard().setText(table + "\n".join(["EN"] * 3))
    rota.focus_on(clinician=ward["Dr E Voss"], day=MONDAY + WEEK, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_V, CTRL)
    form = form_of(rota)
    assert form.windowTitle() == "5 cells cannot be pasted"
    listed = form.findChildren(QPlainTextEdit)[0].toPlainText().splitlines()
    assert listed == [
        "Dr E Voss, Tue 17 Nov: “WIBBLE” – no activity has this code",
        "S Quill, Tue 17 Nov: “QQ” – no activity has this code",
        "Line 3: “EN” – there is nobody so far down",
        "Line 4: “EN” – there is nobody so far down",
        "Line 5: “EN” – there is nobody so far down",
    ]
    assert len(every(desk, ClinicalSession)) == before  # nothing yet
    buttons = {one.text(): one for one in form.findChildren(QPushButton)}
    assert {"Paste nothing", "Paste the other 3"} <= buttons.keys()
    buttons["Paste the other 3"].click()
    assert codes(rota, ward["Dr E Voss"], MONDAY + WEEK) == ["EN"]
    assert codes(rota, ward["S Quill"], MONDAY + WEEK) == ["CL"]
    assert window.bridge.desk.can_undo == "Fill 3 cells"


def test_pasting_nothing_is_her_choice(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    before = len(every(desk, ClinicalSession))
    QApplication.clipboard().setText("EN\tWIBBLE")
    rota.focus_on(clinician=ward["Dr E Voss"], day=MONDAY + WEEK, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_V, CTRL)
    form_of(rota).reject()
    assert len(every(desk, ClinicalSession)) == before


@pytest.mark.parametrize(
    "junk", ["\0\0", "=CMD|' /C calc'!A0", "x" * 5000, "<table>", "\n\n\t\t\n", "☃\t☃", '"open']
)
def test_no_clipboard_breaks_the_desk(rota: RosterScreen, ward: dict[str, int], junk: str) -> None:
    QApplication.clipboard().setText(junk)
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY + WEEK, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_V, CTRL)
    for form in rota.window().findChildren(Form):
        form.reject()
    assert codes(rota, ward["S Quill"], MONDAY + WEEK) == []


def test_a_table_of_a_page_or_a_letter_pastes_like_a_spreadsheets(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    data = QMimeData()
    data.setText("EN\nCL\n")  # a letter's text has lost its columns
    data.setHtml(
        "<table><tr><td> EN </td><td colspan=2><b>CL</b></td><td>EN<br>CL</td></tr></table>"
    )
    QApplication.clipboard().setMimeData(data)
    quill, week = ward["S Quill"], MONDAY + WEEK
    rota.focus_on(clinician=quill, day=week, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_V, CTRL)
    assert [codes(rota, quill, week + place * DAY) for place in (0, 1, 3)] == [
        ["EN"],
        ["EN", "CL"],  # her list of that morning, and the clinic
        ["EN", "CL"],
    ]


def test_one_cell_of_a_spreadsheet_that_ends_its_page_with_an_empty_line_fills_all_chosen(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    data = QMimeData()
    data.setText("CL\r\n")
    data.setHtml(
        "<table><!--StartFragment--><col width=64><tr height=20><td width=64>CL</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr>"
        "<![endif]><!--EndFragment--></table>"
    )
    QApplication.clipboard().setMimeData(data)
    quill, free = ward["S Quill"], MONDAY + 5 * DAY
    rota.focus_on(clinician=quill, day=free, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(rota.grid, Qt.Key.Key_V, CTRL)
    assert [codes(rota, quill, free + place * DAY) for place in (0, 1)] == [["CL"], ["CL"]]


def test_what_is_copied_is_a_table_for_a_page_too(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(rota.grid, Qt.Key.Key_C, CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "EN\nCL"
    assert "<td>EN</td>" in data.html()
    assert "<td>CL</td>" in data.html()


def tints_of(rota: RosterScreen) -> set[str]:
    """Wait until something is tinted."""
    for _look in range(500):
        if rota.grid.delegate.tints:
            break
        QTest.qWait(10)
    return set(rota.grid.delegate.tints.values())


def test_after_copying_the_cursor_shows_what_pasting_there_would_bring(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_C, CTRL)
    rota.focus_on(clinician=ward["Dr C Rowan"], day=MONDAY)
    assert tints_of(rota) == {"danger"}
    rota.focus_on(clinician=ward["S Quill"], day=MONDAY)
    assert tints_of(rota) == {"good"}
    assert window.messages.text().startswith("✓ Fill 1 cell: fits.")
    QTest.keyClick(rota.grid, Qt.Key.Key_Escape)
    assert rota.grid.delegate.tints == {}


def test_a_drop_that_makes_no_sense_says_why_beside_the_cell(
    rota: RosterScreen, desk: Desk
) -> None:
    before = [(one.session_id, one.clinician_id) for one in every(desk, Assignment)]
    rota.show_by(By.ACTIVITY)
    here = rota.grid.currentIndex()
    line = next(
        place for place, one in enumerate(rota.model.lines) if one.row and one.row.name == "Clinic"
    )
    lists = next(
        place
        for place, one in enumerate(rota.model.lines)
        if one.row and one.row.name == "Endoscopy list"
    )
    entry = rota.model.entries(lists, 0)[0]
    rota.grid.pick_up(entry)
    rect = rota.grid.visualRect(rota.model.index(line, 8))
    drop(rota, carried(entry), rect.center())
    assert rota.callout.isVisible()
    assert rota.callout.text() == (
        "▲ It is Endoscopy list, that row is Clinic. "
        "Drop the person on one of its sessions, or stay in the row."
    )
    assert rota.callout.geometry().intersects(rect.adjusted(0, 0, 0, 40))
    assert [(one.session_id, one.clinician_id) for one in every(desk, Assignment)] == before
    assert here.isValid()
    QTest.keyClick(rota.grid, Qt.Key.Key_Escape)
    assert rota.callout.isHidden()


def test_by_room_a_list_is_dropped_into_another_room_and_onto_another_day(
    rota: RosterScreen, desk: Desk
) -> None:
    rota.show_by(By.ROOM)
    rows = {one.row.detail: place for place, one in enumerate(rota.model.lines) if one.row}
    entry = rota.model.entries(rows["E1"], 0)[0]
    rota.grid.pick_up(entry)
    target = rota.grid.visualRect(rota.model.index(rows["E2"], 4))
    drop(rota, carried(entry), QPoint(target.left() + 5, target.top() + 8))
    moved = next(one for one in every(desk, ClinicalSession) if one.id == entry.session_id)
    assert moved.start.date() == MONDAY + 4 * DAY
    assert [one.code for one in rota.model.entries(rows["E2"], 4)] == ["EN Patel"]


def test_by_activity_a_person_is_dropped_on_a_gap(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    rota.show_by(By.ACTIVITY)
    line = next(
        place
        for place, one in enumerate(rota.model.lines)
        if one.row and one.row.name == "Endoscopy list"
    )
    there = rota.model.entries(line, 1)
    gap = next(one for one in there if one.assignment_id is None)
    entry = rota.model.entries(line, 0)[0]  # Dr Patel on Monday
    rota.grid.pick_up(entry)
    spot = rota.grid.spot_at(rota.model.index(line, 1), "am", there.index(gap))
    assert spot is not None
    rota.carrying.drop(entry, spot, "move")
    placed = {(one.session_id, one.clinician_id) for one in every(desk, Assignment)}
    assert (gap.session_id, ward["Dr A Patel"]) in placed
    assert (entry.session_id, ward["Dr A Patel"]) not in placed


def test_by_post_a_drop_reaches_the_holder_and_a_vacant_post_says_so(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    post = kept(desk, Post(name="SHO 1", group=StaffGroup.RESIDENT))
    vacant = kept(desk, Post(name="SHO 2", group=StaffGroup.RESIDENT))
    rowan = next(one for one in every(desk, Clinician) if one.id == ward["Dr C Rowan"])
    held(desk, post, rowan)
    rota.focus_on(clinician=ward["Dr E Voss"], day=TUESDAY)
    entry = rota.entry
    assert entry is not None
    rota.show_by(By.POST)
    wednesday = MONDAY + 2 * DAY
    for number, day in ((post.id, TUESDAY), (vacant.id, wednesday)):
        line, column = rota.model.line_of(number), rota.model.column_of(day)
        spot = rota.grid.spot_at(rota.model.index(line, column), "")
        assert spot is not None
        rota.carrying.drop(entry, spot, "move")
    assert rota.callout.text().startswith("▲ Nobody holds SHO 2 on Wed 11 Nov.")
    assert (entry.session_id, rowan.id) in {
        (one.session_id, one.clinician_id) for one in every(desk, Assignment)
    }


def test_a_name_is_dropped_on_a_gap_and_on_an_empty_cell_says_why(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill = ward["S Quill"]
    drop(rota, carried_person(quill, "S Quill"), point_in(rota, 0, TUESDAY))
    assert codes(rota, quill, TUESDAY) == ["EN"]
    drop(rota, carried_person(quill, "S Quill"), point_in(rota, quill, MONDAY + 6 * DAY))
    assert rota.callout.text() == (
        "▲ There is no session to put anybody on. Type a code to plan one."
    )


def test_once_a_name_has_landed_no_sentence_stays_and_the_cursor_is_there(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill = ward["S Quill"]
    drop(rota, carried_person(quill, "S Quill"), point_in(rota, quill, MONDAY + 6 * DAY))
    assert rota.callout.isVisible()
    drop(rota, carried_person(quill, "S Quill"), point_in(rota, 0, TUESDAY))
    assert rota.callout.isHidden()
    assert rota.spot is not None
    assert rota.spot.day == TUESDAY


def test_several_chosen_sessions_are_handed_over_in_one_step(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    for _step in range(3):
        QTest.keyClick(rota.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(rota.grid, Qt.Key.Key_H, CTRL)
    form = form_of(rota)
    assert form.windowTitle() == "Who takes over 3 sessions?"
    form.findChildren(QComboBox)[0].setCurrentText("S Quill")
    form.press()
    assert window.bridge.desk.can_undo == "Give 3 sessions to S Quill"
    assert codes(rota, ward["Dr A Patel"], MONDAY) == []


def test_a_note_is_kept_from_its_lines_by_ctrl_and_enter(
    rota: RosterScreen, ward: dict[str, int], desk: Desk, qtbot: QtBot
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY, half="am")
    QTest.keyClick(rota.grid, Qt.Key.Key_N, CTRL | SHIFT)
    form = form_of(rota)
    form.activateWindow()
    field = form.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "Moved to theatre 4")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert "Moved to theatre 4" in [one.note for one in every(desk, ClinicalSession)]
