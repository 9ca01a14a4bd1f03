"""The what-if in its own window: plainly marked, compared, applied or thrown away."""

from build import MONDAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from roster_steps import codes

from rota_desk.what_if import kept
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.what_if.band import Band
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
    there.hands.fill("CL", go_on=False)
    assert codes(there, quill, MONDAY) == ["CL"]
    assert codes(rota, quill, MONDAY) == []
    shown = tried.what_ifs.compare()
    assert shown is not None
    assert [shown.tabs.tabText(at) for at in range(4)] == [
        "Cover",
        "Findings  +0 −0",
        "Duties  0",
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
    there.hands.fill("CL", go_on=False)
    tried.close()
    assert window.messages.text() == "The what-if “Kept” is kept: Ctrl+Alt+Y opens it."
    assert [name for name, _path in kept(window.bridge.desk)] == ["Kept"]
    assert codes(rota, quill, MONDAY) == []


def test_the_real_rota_moved_meanwhile_is_told_line_by_line(
    window: MainWindow, rota: RosterScreen, ward: dict[str, int]
) -> None:
    tried = begun(window)
    there = rota_of(tried)
    for screen, who in ((there, "S Quill"), (rota, "Dr A Patel")):
        screen.focus_on(clinician=ward[who], day=MONDAY.replace(day=10), half="am")
        screen.hands.fill("EN", go_on=False)
    form = tried.what_ifs.apply()
    assert form is not None
    said = [label.text() for label in form.findChildren(QLabel)]
    assert "The real rota has moved since, so it no longer fits:" in said
    assert any(one.startswith("▲ Endoscopy list, Tue 10 Nov") for one in said)
    form.press()
    assert form.isVisible()  # refused, and said so
    form.reject()
    tried.what_ifs._thrown()
