"""The Rota screen: what it shows, and what the keyboard does to it."""

import datetime as dt

import build
import pytest
from build import MONDAY, every
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from roster_steps import TUESDAY, codes

from models import Assignment, ClinicalSession, Publication, PublishedChange, Swap
from models.types import SwapState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.queries.rota_sheet import By, EntryKind
from ui.main_window import MainWindow
from ui.roster.carry_table import carried, mode_of
from ui.roster.roster_screen import RosterScreen
from ui.widgets.form import Form


def form_of(rota: RosterScreen) -> Form:
    """The newest form that is open."""
    return [form for form in rota.window().findChildren(Form) if form.isVisible()][-1]


def stand_on(rota: RosterScreen, person: int, day: dt.date, half: str = "am") -> None:
    rota.focus_on(clinician=person, day=day, half=half)


def test_the_rota_opens_on_the_week_of_today_with_the_gap_on_top(rota: RosterScreen) -> None:
    assert rota.period.start == MONDAY
    assert codes(rota, 0, TUESDAY) == ["EN"]
    assert rota.head.title.text() == "9 – 22 November 2026"
    assert rota.head.version.text() == "Not published yet"


def test_arrows_walk_halves_and_then_days(rota: RosterScreen, ward: dict[str, int]) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    places = []
    for _step in range(3):
        QTest.keyClick(rota.grid, Qt.Key.Key_Right)
        spot = rota.spot
        assert spot is not None
        places.append((spot.day, spot.half))
    assert places == [(MONDAY, "pm"), (TUESDAY, "am"), (TUESDAY, "pm")]


def test_down_passes_over_the_band_that_names_a_group(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["Dr S Lindqvist"], MONDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_Down)
    spot = rota.spot
    assert spot is not None
    assert spot.row.name == "Dr C Rowan"
    QTest.keyClick(rota.grid, Qt.Key.Key_Up)
    assert rota.spot is not None
    assert rota.spot.row.name == "Dr S Lindqvist"


def test_delete_takes_somebody_off_the_gap_stays_and_ctrl_z_brings_them_back(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    patel = ward["Dr A Patel"]
    stand_on(rota, patel, MONDAY)
    rota.hands.remove()
    assert [entry.kind for entry in rota.model.entries(rota.model.line_of(patel), 0)] == [
        EntryKind.GAP
    ]
    assert window.messages.text().startswith("Take Dr A Patel off")
    window.undo()
    assert [entry.kind for entry in rota.model.entries(rota.model.line_of(patel), 0)] == [
        EntryKind.WORK
    ]
    assert window.messages.text().startswith("Undone: Take Dr A Patel off")


def test_typing_a_code_and_enter_fills_the_cell(rota: RosterScreen, ward: dict[str, int]) -> None:
    quill = ward["S Quill"]
    stand_on(rota, quill, MONDAY, "pm")
    QTest.keyClick(rota.grid, Qt.Key.Key_C)
    assert rota.code.isVisible()
    QTest.keyClicks(rota.code, "L")
    QTest.keyClick(rota.code, Qt.Key.Key_Return)
    assert codes(rota, quill, MONDAY) == ["CL"]
    assert rota.code.isHidden()


def test_typing_the_code_of_an_uncovered_list_fills_the_gap(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["S Quill"], TUESDAY)
    rota.codes.fill("EN", go_on=False)
    assert codes(rota, ward["S Quill"], TUESDAY) == ["EN"]
    assert rota.model.line_of(0) == -1  # nothing is uncovered any more


def test_a_code_nobody_knows_is_refused_in_one_sentence(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["S Quill"], MONDAY)
    rota.codes.fill("ZZ", go_on=False)
    assert 'No activity has the code "ZZ"' in window.messages.text()
    assert codes(rota, ward["S Quill"], MONDAY) == []


def in_the_finder(rota: RosterScreen, qtbot: QtBot) -> QWidget:
    """Enter on Tuesday's gap; answers what has the focus once those who could do it are known."""
    stand_on(rota, 0, TUESDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert rota.side.isAncestorOf(focus)
    return focus


def test_enter_on_a_gap_goes_to_who_could_do_it_and_enter_puts_them_on(
    rota: RosterScreen, ward: dict[str, int], qtbot: QtBot
) -> None:
    first = in_the_finder(rota, qtbot)
    assert first.accessibleName() == "Assign S Quill: fits"
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert codes(rota, ward["S Quill"], TUESDAY) == ["EN"]
    assert rota.grid.hasFocus()


def test_news_meanwhile_leave_the_reader_at_the_same_button(
    rota: RosterScreen, desk: Desk, qtbot: QtBot
) -> None:
    first = in_the_finder(rota, qtbot)
    before = first.accessibleName()
    build.a_clinic(desk, MONDAY)
    qtbot.waitUntil(lambda: first is not QApplication.focusWidget())
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == before


def test_escape_leaves_the_finder_for_the_gap(rota: RosterScreen, qtbot: QtBot) -> None:
    QTest.keyClick(in_the_finder(rota, qtbot), Qt.Key.Key_Escape)
    assert rota.grid.hasFocus()
    assert rota.gaps.gap is not None


def test_enter_on_a_gap_asks_who_when_the_side_is_folded(
    window: MainWindow, rota: RosterScreen
) -> None:
    window.toggle_inspector()
    stand_on(rota, 0, TUESDAY)
    QTest.keyClick(rota.grid, Qt.Key.Key_Return)
    assert form_of(rota).windowTitle().startswith("Who does Endoscopy list")


def test_putting_somebody_on_shows_the_effect_before(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, 0, TUESDAY)
    rota.hands.choose_person()
    form = form_of(rota)
    assert form.windowTitle() == "Who does Endoscopy list, Room E2, North, Tue 10 Nov?"
    box = form.findChildren(QComboBox)[0]
    box.setCurrentText("S Quill")
    assert form._effect.text().startswith("Assign S Quill to Endoscopy list, Tue 10 Nov: fits.")
    form.press()
    assert codes(rota, ward["S Quill"], TUESDAY) == ["EN"]


def test_the_view_turns_and_stays_on_the_same_session(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    before = rota.entry
    assert before is not None
    QTest.keyClick(rota.grid, Qt.Key.Key_F11)
    assert rota.by is By.ACTIVITY
    assert rota.entry is not None
    assert rota.entry.session_id == before.session_id
    rota.show_by(By.ROOM)
    assert rota.entry is not None
    assert rota.entry.session_id == before.session_id


def test_a_code_may_begin_with_any_letter(rota: RosterScreen, ward: dict[str, int]) -> None:
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        stand_on(rota, ward["Dr A Patel"], MONDAY)
        QTest.keyClicks(rota.grid, letter.lower())
        assert (rota.code.isVisible(), rota.code.text()) == (True, letter.lower())
        rota.code.leave()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_keys_act_on_the_code_also_while_its_list_is_open(
    rota: RosterScreen, ward: dict[str, int], key: Qt.Key
) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY + dt.timedelta(days=4))
    QTest.keyClicks(rota.grid, "e")
    QTest.keyClicks(rota.code, "n")
    offered = rota.code._popup
    assert offered.isVisible()
    taken: list[tuple[str, bool]] = []
    rota.code.taken.connect(lambda *told: taken.append(told))
    QTest.keyClick(offered, key)  # an open list has the keyboard
    assert taken == ([("EN", True)] if key == Qt.Key.Key_Tab else [])
    assert (rota.code.isVisible(), offered.isVisible()) == (False, False)
    assert rota.window().focusWidget() is rota.grid


def swapping(rota: RosterScreen) -> Form:
    """The form that asks who agreed to a swap."""
    return next(one for one in rota.findChildren(Form) if one.isVisible())


def agree(form: Form, *, both: bool) -> None:
    """Write how the two agreed, and press the button."""
    agreed = [one for one in form.findChildren(QLineEdit) if one.accessibleName()[-6:] == "agreed"]
    for field in agreed if both else agreed[:1]:
        field.setText("by e-mail")
    form.press()


def test_a_swap_by_drop_asks_who_agreed_and_waits_for_the_other(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    patel, okafor = ward["Dr A Patel"], ward["Dr M Okafor"]
    stand_on(rota, patel, MONDAY)
    mine = rota.entry
    stand_on(rota, okafor, MONDAY)
    assert mine is not None
    assert rota.spot is not None
    rota.carrying.drop(mine, rota.spot, "swap")
    form = swapping(rota)
    agree(form, both=False)
    assert (codes(rota, patel, MONDAY), codes(rota, okafor, MONDAY)) == (["EN"], ["CL"])
    (swap,) = every(desk, Swap)
    assert (swap.state, form.done_button.text()) == (SwapState.PROPOSED, "Ask for the swap")


def test_a_drop_hands_the_session_over_and_alt_swaps(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    patel, okafor = ward["Dr A Patel"], ward["Dr M Okafor"]
    stand_on(rota, patel, MONDAY)
    mine = rota.entry
    stand_on(rota, okafor, MONDAY)
    spot = rota.spot
    assert mine is not None
    assert spot is not None
    rota.carrying.drop(mine, spot, "swap")
    agree(swapping(rota), both=True)
    assert (codes(rota, patel, MONDAY), codes(rota, okafor, MONDAY)) == (["CL"], ["EN"])
    stand_on(rota, okafor, MONDAY)
    entry = rota.entry
    assert entry is not None
    stand_on(rota, ward["S Quill"], MONDAY)
    assert rota.spot is not None
    rota.carrying.drop(entry, rota.spot, "move")
    assert codes(rota, ward["S Quill"], MONDAY) == ["EN"]
    assert len(every(desk, Assignment)) == 17


def test_hovering_previews_the_effect_and_changes_nothing(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    before = [(one.session_id, one.clinician_id) for one in every(desk, Assignment)]
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    mine = rota.entry
    stand_on(rota, ward["Dr C Rowan"], MONDAY)
    spot = rota.spot
    assert mine is not None
    assert spot is not None
    rota.carrying.hovering(mine, spot, "move")
    rota.carrying.look_ahead()
    assert set(rota.grid.delegate.tints.values()) == {
        "danger"
    }  # he is on a long day: in two places
    assert "overlap" in window.messages.text()
    assert [(one.session_id, one.clinician_id) for one in every(desk, Assignment)] == before


def test_a_dropped_entry_lands_through_qts_own_event(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    entry = rota.entry
    assert entry is not None
    rota.grid.pick_up(entry)
    target = rota.model.index(rota.model.line_of(ward["S Quill"]), 0)
    point = QPointF(rota.grid.visualRect(target).center())
    data = carried(entry)  # Qt does not keep it
    event = QDropEvent(
        point,
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    rota.grid.dropEvent(event)
    assert codes(rota, ward["S Quill"], MONDAY) == ["EN"]


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        (Qt.KeyboardModifier.NoModifier, "move"),
        (Qt.KeyboardModifier.ControlModifier, "copy"),
        (Qt.KeyboardModifier.AltModifier, "swap"),
    ],
)
def test_ctrl_copies_alt_swaps_and_no_key_moves(key: Qt.KeyboardModifier, mode: str) -> None:
    assert mode_of(key) == mode


def test_copy_puts_a_table_on_the_clipboard_and_paste_fills_as_one_step(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    rota.pasting.copy()
    assert QApplication.clipboard().text() == "EN"
    QApplication.clipboard().setText("EN/CL\tEN\nCL\n")
    stand_on(rota, ward["Dr E Voss"], MONDAY + dt.timedelta(days=7))
    rota.pasting.paste()
    voss, quill = ward["Dr E Voss"], ward["S Quill"]
    week = MONDAY + dt.timedelta(days=7)
    assert codes(rota, voss, week) == ["EN", "CL"]
    assert codes(rota, quill, week) == ["CL"]
    window.undo()
    assert (codes(rota, voss, week), codes(rota, quill, week)) == ([], [])


def test_cut_and_paste_moves_one_session(rota: RosterScreen, ward: dict[str, int]) -> None:
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    rota.pasting.cut()
    stand_on(rota, ward["S Quill"], MONDAY)
    rota.pasting.paste()
    assert codes(rota, ward["S Quill"], MONDAY) == ["EN"]
    assert codes(rota, ward["Dr A Patel"], MONDAY) == []


def test_publishing_makes_a_version_and_the_next_change_asks_why_once(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    form = rota.hands.publish()
    form.press()
    assert [one.number for one in every(desk, Publication)] == [1]
    assert rota.head.version.text() == "Published v1"
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    assert not rota.reasons.isVisible()
    rota.hands.remove()
    assert rota.reasons.text.text() == "◆ 1 change after publishing without a reason. Why?"
    rota.hands.ask_reason()
    QApplication.processEvents()
    assert rota.reasons.field.hasFocus()
    rota.reasons.field.setText("Sickness")
    rota.reasons.keep()
    assert rota.reason == "Sickness"
    assert not rota.reasons.isVisible()
    assert [one.reason for one in every(desk, PublishedChange)] == ["Sickness"]
    assert rota.head.version.accessibleName().startswith("Published v1 · 1 change since;")
    stand_on(rota, ward["Dr M Okafor"], MONDAY)
    rota.hands.remove()  # the same batch: not asked again
    assert not rota.reasons.isVisible()
    assert [one.reason for one in every(desk, PublishedChange)] == ["Sickness", "Sickness"]
    assert rota.head.version.accessibleName().startswith("Published v1 · 2 changes since;")
    rota.hands.publish().press()
    assert rota.reason == ""


def test_a_cell_that_is_typed_over_is_one_change_and_one_line_to_tell_of_what_is_new(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    rota.hands.publish().press()
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    rota.codes.fill("CL", False)
    assert rota.reasons.text.text() == "◆ 1 change after publishing without a reason. Why?"
    assert rota.head.version.accessibleName().startswith("Published v1 · 1 change since;")
    assert [one.what for one in every(desk, PublishedChange)] == [
        "Mon 9 Nov: Dr A Patel taken off",
        "Mon 9 Nov: Clinic added",
    ]
    rota.reasons.field.setText("Sickness")
    rota.reasons.keep()
    assert desk.can_undo == "Reason for 1 change: Sickness"


def test_a_reason_that_is_undone_holds_for_nothing_that_follows(
    rota: RosterScreen, window: MainWindow, ward: dict[str, int], desk: Desk
) -> None:
    rota.hands.publish().press()
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    rota.hands.remove()
    rota.reasons.field.setText("Wrong")
    rota.reasons.keep()
    window.undo()
    assert rota.reason == ""
    assert rota.reasons.isVisible()
    stand_on(rota, ward["Dr M Okafor"], MONDAY)
    rota.hands.remove()
    assert [one.reason for one in every(desk, PublishedChange)] == ["", ""]
    rota.reasons.field.setText("Sickness")
    rota.reasons.keep()
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    assert rota.hands.change(remove_assignment, assignment=every(desk, Assignment)[0].id)
    window.undo()
    assert rota.reason == "Sickness"  # a change went, and not its reason


def test_a_reason_waits_until_it_is_given_and_goes_with_undo(
    rota: RosterScreen, window: MainWindow, ward: dict[str, int], desk: Desk
) -> None:
    rota.hands.publish().press()
    stand_on(rota, ward["Dr A Patel"], MONDAY)
    rota.hands.remove()
    stand_on(rota, ward["Dr M Okafor"], MONDAY)
    rota.hands.remove()
    assert rota.reasons.text.text() == "◆ 2 changes after publishing without a reason. Why?"
    window.undo()
    assert rota.reasons.text.text() == "◆ 1 change after publishing without a reason. Why?"
    rota.reasons.keep()
    assert rota.reasons.isVisible()
    rota.reasons.leave()
    assert not rota.reasons.isVisible()
    window.undo()
    assert every(desk, PublishedChange) == []
    rota.hands.ask_reason()
    assert rota.reasons.text.text() == "Reason for the changes that follow:"


def test_a_change_by_somebody_else_repaints_only_the_rows_it_touched(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    touched: list[int] = []
    rota.model.dataChanged.connect(lambda first, _last: touched.append(first.row()))
    desk.do(publish, first=MONDAY, last=MONDAY)
    lines = {
        rota.model.line_of(ward[name]) for name in ("Dr A Patel", "Dr M Okafor", "Dr C Rowan")
    }
    assert set(touched) == lines


def test_the_next_finding_goes_to_its_cell(window: MainWindow, rota: RosterScreen) -> None:
    rota.going.to_next_finding(1)
    spot = rota.spot
    assert spot is not None
    assert spot.row.name == "Dr E Voss"  # a night straight before a long day
    assert window.messages.text().startswith("◆ ")
    rota.toggle_findings()
    assert rota.panel.isVisible()
    assert len(rota.panel.table.records()) == len(rota.findings)


def said_beside(rota: RosterScreen) -> list[str]:
    return [label.text() for label in rota.side.findChildren(QLabel)]


def test_the_inspector_names_the_gap_the_candidates_and_the_history(
    rota: RosterScreen, qtbot: QtBot
) -> None:
    stand_on(rota, 0, TUESDAY)
    rota.inspect_now()
    said = said_beside(rota)
    assert "Looking …" in said
    assert "Endoscopy list, Room E2, North — uncovered" in said
    assert "Cover: 0 of 1, 1 short" in said
    assert "Who could do it" in said
    qtbot.waitUntil(lambda: any("free and fits" in line for line in said_beside(rota)))


def test_who_could_do_it_is_known_until_the_rota_changes(rota: RosterScreen, qtbot: QtBot) -> None:
    stand_on(rota, 0, TUESDAY)
    assert rota.entry is not None
    session = rota.entry.session_id
    assert session is not None
    told: list[int] = []
    seeker = rota.inspecting.candidates
    seeker.found.connect(lambda lines: told.append(len(lines)))
    rota.inspect_now()
    rota.inspect_now()
    qtbot.waitUntil(lambda: seeker.known(session) is not None)
    found = seeker.known(session)
    assert found is not None
    assert told == [len(found)]
    rota.hands.take(session, found[0].clinician)
    assert seeker.known(session) is None


def test_the_palette_goes_to_a_persons_half_day(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    palette = window.open_palette()
    palette.field.setText("okaf 12 nov pm")
    assert [goal.title for goal in palette.goals()] == ["Dr M Okafor"]
    palette.take()
    spot = rota.spot
    assert spot is not None
    assert (spot.row.key, spot.day, spot.half) == (
        ward["Dr M Okafor"],
        dt.date(2026, 11, 12),
        "pm",
    )


def test_a_cell_is_read_aloud_with_who_when_what_and_what_is_wrong(
    rota: RosterScreen, ward: dict[str, int]
) -> None:
    index = rota.model.index(rota.model.line_of(ward["Dr A Patel"]), 0)
    said = rota.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Dr A Patel, Mon 9 Nov: am Endoscopy list, Room E1, North"


def test_four_weeks_are_shown_and_the_cover_lines_scroll_with_the_grid(
    rota: RosterScreen,
) -> None:
    rota.show_days(28)
    QApplication.processEvents()
    assert rota.model.columnCount() == 28
    bar = rota.grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert rota.cover.horizontalScrollBar().value() == bar.value()
    assert rota.cover.columnWidth(0) == rota.grid.columnWidth(0)


def test_a_new_session_is_added_by_its_form(
    rota: RosterScreen, ward: dict[str, int], desk: Desk
) -> None:
    before = len(every(desk, ClinicalSession))
    stand_on(rota, ward["Dr A Patel"], TUESDAY, "pm")
    form = rota.hands.add()
    form.press()
    assert form._trouble.text() == "Choose an activity from the list."
    form.findChildren(QComboBox)[0].setCurrentText("CL  Clinic")
    form.press()
    assert len(every(desk, ClinicalSession)) == before + 1
