"""The what-if in its own window: plainly marked, compared, applied or thrown away."""

import datetime as dt
from collections.abc import Callable

import pytest
from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from roster_steps import codes

from rota_desk.what_if import kept
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.tasks import Stopped
from ui.what_if.apply_form import ApplyForm
from ui.what_if.band import Band
from ui.what_if.left_form import LeftForm
from ui.widgets.form import Form

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def form_of(window: MainWindow) -> Form:
    return [one for one in window.findChildren(Form) if one.isVisible()][-1]


def begun(window: MainWindow, name: str = "One fewer") -> MainWindow:
    """Begin a what-if by its key; answers its window."""
    QTest.keyClick(window, Qt.Key.Key_Y, BOTH)
    form = form_of(window)
    form.findChildren(QLineEdit)[-1].setText(name)
    form.press()
    QApplication.processEvents()
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, MainWindow) and one.isVisible() and one.trying()
    )


def rota_of(window: MainWindow) -> RosterScreen:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    return screen


def test_a_what_if_says_what_it_is_and_has_no_way_to_publish_or_print(
    window: MainWindow, rota: RosterScreen
) -> None:
    tried = begun(window)
    try:
        assert tried.windowTitle().startswith("WHAT-IF, not the real rota")
        band = tried.findChildren(Band)[0]
        said = [label.text() for label in band.findChildren(QLabel)]
        assert said == [
            "▨ WHAT-IF  “One fewer”",
            "A copy to try things on. Nothing here is on the real rota.",
        ]
        assert rota_of(tried).head.publish.isHidden()
        assert not rota.head.publish.isHidden()
        tried.go("reports")
        assert tried.place_now == "rota"
    finally:
        tried.what_ifs._thrown()


def test_it_is_tried_compared_and_applied_as_one_step(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill = ward["S Quill"]
    tried = begun(window)
    there = rota_of(tried)
    there.focus_on(clinician=quill, day=MONDAY, half="am")
    there.codes.fill("CL", go_on=False)
    assert codes(there, quill, MONDAY) == ["CL"]
    assert codes(rota, quill, MONDAY) == []
    shown = tried.what_ifs.compare()
    assert shown is not None
    assert [shown.tabs.tabText(at) for at in range(4)] == [
        "Cover",
        "Findings  +0 −0",
        "Fairness  0",
        "Hours  1",
    ]
    shown.reject()
    next(one for one in tried.menus.bound if one.objectName() == "what_if.apply").trigger()
    form_of(tried).press()
    QApplication.processEvents()
    assert codes(rota, quill, MONDAY) == ["CL"]
    assert window.messages.text().startswith("Apply the what-if “One fewer”")
    assert kept(window.bridge.desk) == ()
    window.undo()
    assert codes(rota, quill, MONDAY) == []


def test_closed_it_is_kept_and_opened_again(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    quill = ward["S Quill"]
    tried = begun(window, "Kept")
    there = rota_of(tried)
    there.focus_on(clinician=quill, day=MONDAY, half="am")
    there.codes.fill("CL", go_on=False)
    tried.close()
    assert window.messages.text() == "The what-if “Kept” is kept: Ctrl+Alt+Y opens it."
    assert [name for name, _path in kept(window.bridge.desk)] == ["Kept"]
    assert codes(rota, quill, MONDAY) == []


def fill_patels_morning(screen: RosterScreen, clinician: int, day: dt.date) -> None:
    screen.focus_on(clinician=clinician, day=day, half="am")
    screen.codes.fill("EN", go_on=False)


def test_the_real_rota_moved_meanwhile_is_told_at_the_line_and_the_rest_can_go(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    tuesday, thursday = MONDAY.replace(day=10), MONDAY.replace(day=19)
    _tried, form = moved_meanwhile(window, rota, ward)
    told = said(form)
    assert (
        "The real rota has moved since, so some of it no longer fits: each line says why." in told
    )
    assert any(one.startswith("▲ Endoscopy list, Tue 10 Nov") for one in told)
    assert shown(form) == ["▲ does not fit", "✓ yes"]
    form.press()
    QApplication.processEvents()
    assert codes(rota, ward["S Quill"], thursday) == ["EN"]
    assert codes(rota, ward["S Quill"], tuesday) == []
    assert kept(window.bridge.desk) == ()


@pytest.mark.parametrize("act", ["compare", "apply"])
def test_a_look_that_is_stopped_says_so_and_changes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    def stopped(_title: str, _work: object) -> None:
        raise Stopped("Stopped before it was finished; nothing was changed.")

    tried = begun(window)
    monkeypatch.setattr(tried.bridge, "ask_long", stopped)
    assert getattr(tried.what_ifs, act)() is None
    assert tried.messages.text() == "Stopped before it was finished; nothing was changed."
    tried.what_ifs._thrown()


def moved_meanwhile(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> tuple[MainWindow, ApplyForm]:
    """Tuesday's gap filled on both sides, and a list of Thursday week that still fits."""
    tuesday, thursday = MONDAY.replace(day=10), MONDAY.replace(day=19)
    tried = begun(window)
    there = rota_of(tried)
    fill_patels_morning(there, ward["S Quill"], tuesday)
    fill_patels_morning(there, ward["S Quill"], thursday)
    fill_patels_morning(rota, ward["Dr A Patel"], tuesday)  # meanwhile
    form = tried.what_ifs.apply()
    assert form is not None
    return tried, form


def said(form: Form) -> list[str]:
    return [one.text() for one in form.findChildren(QLabel) if not one.isHidden()]


def test_enter_on_a_line_that_does_not_fit_opens_the_nearest_act(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    tuesday = MONDAY.replace(day=10)
    tried, form = moved_meanwhile(window, rota, ward)
    assert not form.nearest.isHidden()
    assert form.nearest.text() == "Hand over to S Quill …   Enter"
    assert form.told.text().endswith("hand it over to S Quill, or leave it.")
    QTest.keyClick(form.table, Qt.Key.Key_Return)
    act = form_of(tried)
    assert act.windowTitle() == "Hand over to S Quill: Endoscopy list, Tue 10 Nov 08:30"
    assert "0 new findings, 0 gone." in said(act)
    act.press()
    QApplication.processEvents()
    assert codes(rota, ward["S Quill"], tuesday) == ["EN"]
    assert codes(rota, ward["Dr A Patel"], tuesday) == []
    assert form.nearest.text() == "Show it on the real rota   Enter"
    assert form.told.text().endswith("Nothing is left to do: S Quill stands there already.")
    assert shown(form) == ["▲ does not fit", "✓ yes"]
    QTest.keyClick(form.table, Qt.Key.Key_Return)  # there is only a look left
    assert rota.spot is not None
    assert rota.spot.day == tuesday
    window.undo()
    assert codes(rota, ward["Dr A Patel"], tuesday) == ["EN"]
    form.reject()
    tried.what_ifs._thrown()


def test_what_did_not_fit_is_listed_after_applying_each_line_with_its_act(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    tuesday, thursday = MONDAY.replace(day=10), MONDAY.replace(day=19)
    _tried, form = moved_meanwhile(window, rota, ward)
    form.press()
    QApplication.processEvents()
    assert codes(rota, ward["S Quill"], thursday) == ["EN"]
    (left,) = window.findChildren(LeftForm)
    assert left.windowTitle() == "Not applied of “One fewer”"
    assert "1 line did not fit the real rota any more." in said(left)
    QTest.keyClick(left.table, Qt.Key.Key_Return)
    form_of(window).press()
    QApplication.processEvents()
    assert codes(rota, ward["S Quill"], tuesday) == ["EN"]
    assert left.told.text().endswith("Nothing is left to do: S Quill stands there already.")
    QTest.keyClick(left, Qt.Key.Key_Escape)
    assert not left.isVisible()


def shown(form: ApplyForm) -> list[str]:
    model = form.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_lines_are_unticked_by_space_or_by_person_and_what_stays_waits_in_a_what_if(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    days = [MONDAY.replace(day=18), MONDAY.replace(day=19)]
    tried = begun(window)
    there = rota_of(tried)
    for who in ("S Quill", "Dr A Patel"):
        for day in days:
            there.focus_on(clinician=ward[who], day=day, half="am")
            there.codes.fill("CL", go_on=False)
    form = tried.what_ifs.apply()
    assert form is not None
    assert shown(form) == ["✓ yes"] * 4
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    assert shown(form) == ["– stays", *["✓ yes"] * 3]
    QTest.keyClick(form.table, Qt.Key.Key_Space)
    form.who.fill("Dr A Patel")
    assert shown(form) == ["✓ yes"] * 2
    untick = next(one for one in form.findChildren(QPushButton) if one.text() == "Untick these")
    untick.click()
    form.who.fill("")
    whose = {one.part.number: one.told.who for one in form.table.records()}
    assert {whose[one] for one in form.ticked} == {"S Quill"}
    form.press()
    QApplication.processEvents()
    assert [codes(rota, ward["S Quill"], day) for day in days] == [["CL"], ["CL"]]
    assert [codes(rota, ward["Dr A Patel"], day) for day in days] == [[], []]
    assert [name for name, _path in kept(window.bridge.desk)] == ["One fewer 2"]
    assert window.messages.text().startswith("Applied in part; the rest waits in the what-if")
    again = next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, MainWindow) and one.isVisible() and one.trying()
    )
    assert [codes(rota_of(again), ward["Dr A Patel"], day) for day in days] == [["CL"], ["CL"]]
    window.undo()
    assert [codes(rota, ward["S Quill"], day) for day in days] == [[], []]
    again.what_ifs._thrown()


def test_what_is_ticked_can_be_looked_at_before_it_goes(
    window: MainWindow, ward: dict[str, int]
) -> None:
    tried = begun(window)
    fill_patels_morning(rota_of(tried), ward["S Quill"], MONDAY.replace(day=10))
    form = tried.what_ifs.apply()
    assert form is not None
    look = next(
        one for one in form.findChildren(QPushButton) if one.text() == "What it would bring"
    )
    look.click()
    assert any(label.text() == "0 new findings, 1 gone." for label in form.findChildren(QLabel))
    form.reject()
    tried.what_ifs._thrown()


def test_it_is_copied_and_opened_beside_the_window_which_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    long = window.bridge.ask_long

    def told(title: str, work: Callable[[], object]) -> object:
        titles.append(title)
        return long(title, work)

    monkeypatch.setattr(window.bridge, "ask_long", told)
    tried = begun(window)
    tried.close()
    (path,) = (path for _name, path in kept(window.bridge.desk))
    again = window.what_ifs.begin()
    assert isinstance(again, Form)
    box = again.findChildren(QComboBox)[0]
    box.setCurrentIndex(1)
    again.press()
    assert titles == ["Copying the rota", "Opening the what-if"]
    window.what_ifs._open[path].what_ifs._thrown()
