"""A finding on the Rota: told whole, mended by key, and asked about before anybody is put on."""

import datetime as dt
from collections.abc import Iterator

import build
import pytest
from build import MONDAY, at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from standing import judged

from models import Assignment, ClinicalSession
from rota_desk.desk import Desk
from rota_desk.edits.publishing import publish
from rota_desk.queries.why import WhyNot
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.why_form import WhyForm, verdict
from ui.settings.settings_screen import SettingsScreen
from ui.style.theme import Look
from ui.widgets.finding_card import FindingCard
from ui.widgets.form import Form
from ui.widgets.mend_form import MendForm

DAY = dt.timedelta(days=1)


@pytest.fixture
def tired(desk: Desk) -> dict[str, int]:
    """Dr T Ired has half an hour too little rest; Dr F Ree has nothing at all."""
    build.a_department(desk)
    tired, free = build.a_resident(desk, "Dr T Ired"), build.a_resident(desk, "Dr F Ree")
    build.a_long_day(desk, MONDAY, on=[tired])
    build.a_session(desk, "SD", MONDAY + DAY, on=[tired], starts="07:00", ends="15:00")
    build.a_list(desk, MONDAY + 2 * DAY)
    return {one.name: one.id for one in (tired, free)}


@pytest.fixture
def rota(qtbot: QtBot, look: Look, desk: Desk, tired: dict[str, int]) -> Iterator[RosterScreen]:
    del tired  # the window opens on them
    window = MainWindow(Bridge(desk), look)
    window.resize(1400, 860)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    judged(window)
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    screen.grid.setFocus()
    yield screen
    window.tasks.wait()
    window.close()
    window.deleteLater()


def on_the_breach(qtbot: QtBot, rota: RosterScreen) -> FindingCard:
    """Walk to the short rest by key, and wait for its mends."""
    for _press in rota.findings:
        QTest.keyClick(rota.grid, Qt.Key.Key_F8)
        if rota.findings_at.finding and rota.findings_at.finding.rule == "rd-rest-11":
            break
    rota.inspect_now()
    finding = rota.findings_at.finding
    assert finding is not None
    qtbot.waitUntil(lambda: rota.findings_at.seeker.known(finding) is not None, timeout=10_000)

    def card() -> FindingCard:
        return next(one for one in rota.side.findChildren(FindingCard) if one.finding == finding)

    qtbot.waitUntil(lambda: not any(one.isHidden() for one in card().findChildren(QLabel)))
    return card()  # its mends are drawn now: a layout shows what it was given one turn later


def said(card: FindingCard) -> list[str]:
    return [one.text() for one in card.findChildren(QLabel) if not one.isHidden()]


def newest(rota: RosterScreen, kind: type[Form]) -> Form:
    return [form for form in rota.window().findChildren(kind) if form.isVisible()][-1]


def test_a_finding_says_where_measured_limit_clause_and_figures(
    qtbot: QtBot, rota: RosterScreen
) -> None:
    lines = said(on_the_breach(qtbot, rota))
    assert lines[0] == "▲ Breach · Short rest · rd-rest-11"
    assert lines[1].startswith("Only 10 h 30 min between Mon 9 Nov 20:30 and Tue 10 Nov 07:00")
    assert lines[2] == "Measured 10 h 30 min, limit 11 h · contract"
    assert lines[3] == "ENG-RD-2016 · Sch 3 para 19"
    assert lines[4].startswith("Figures: ")
    assert "Start Standard day at Tue 10 Nov 07:30" in lines


def test_a_mend_is_done_by_its_button_and_undone_in_one_step(
    qtbot: QtBot, rota: RosterScreen, desk: Desk
) -> None:
    card = on_the_breach(qtbot, rota)
    do = next(
        one
        for one in card.findChildren(QPushButton)
        if one.accessibleName() == "Do it: Start Standard day at Tue 10 Nov 07:30"
    )
    do.click()
    times = [one.start.time() for one in build.every(desk, ClinicalSession)]
    assert dt.time(7, 30) in times
    assert "rd-rest-11" not in [one.rule for one in rota.findings]
    rota.bridge.undo()
    assert "rd-rest-11" in [one.rule for one in rota.findings]
    assert not desk.can_undo.startswith("Change the times")


def test_f9_lists_the_mends_and_enter_does_the_chosen_one(
    qtbot: QtBot, rota: RosterScreen
) -> None:
    on_the_breach(qtbot, rota)
    QTest.keyClick(rota.grid, Qt.Key.Key_F9)
    form = newest(rota, MendForm)
    assert isinstance(form, MendForm)
    assert form.list.item(0).text() == "Later start: Start Standard day at Tue 10 Nov 07:30"
    kinds = [form.list.item(at).text().partition(":")[0] for at in range(form.list.count())]
    assert kinds[-1] == "Somebody else"
    form.list.setCurrentRow(form.list.count() - 1)
    QTest.keyClick(form.list, Qt.Key.Key_Return)
    assert "rd-rest-11" not in [one.rule for one in rota.findings]
    assert not form.isVisible()


def test_a_mend_of_a_published_day_is_done_and_asks_why(
    qtbot: QtBot, rota: RosterScreen, desk: Desk
) -> None:
    desk.do(publish, first=MONDAY, last=MONDAY + 6 * DAY)
    on_the_breach(qtbot, rota)
    rota.findings_at.mend()
    form = newest(rota, MendForm)
    assert isinstance(form, MendForm)
    form.press()
    assert "rd-rest-11" not in [one.rule for one in rota.findings]
    assert "without a reason. Why?" in rota.reasons.text.text()


def test_the_mark_of_a_contested_point_leads_to_its_setting(
    qtbot: QtBot, rota: RosterScreen
) -> None:
    card = on_the_breach(qtbot, rota)
    card._on.setting("readings.one_in_three")
    window = rota.window()
    assert isinstance(window, MainWindow)
    screen = window.screen_now
    assert isinstance(screen, SettingsScreen)
    assert screen.list.currentItem().text() == "Contract readings"
    window.activateWindow()
    wanted = "Weekends above one in three"
    qtbot.waitUntil(lambda: _focused(window) == wanted, timeout=5_000)


def _focused(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.accessibleName() if focused else ""


def why_of(rota: RosterScreen) -> WhyForm:
    QTest.keyClick(rota.grid, Qt.Key.Key_F4)
    form = newest(rota, WhyForm)
    assert isinstance(form, WhyForm)
    return form


def test_why_not_lists_everything_that_would_break(
    rota: RosterScreen, tired: dict[str, int]
) -> None:
    rota.focus_on(clinician=tired["Dr T Ired"], day=MONDAY + DAY)
    form = why_of(rota)
    assert form.who.value() == tired["Dr T Ired"]
    form.what.fill(next(place for place, one in enumerate(form._options) if one.code == "LD"))
    form.look()
    QApplication.processEvents()
    cards = [card for card in form.area.findChildren(FindingCard) if card.isVisible()]
    rules = [card.finding.rule for card in cards]
    assert "desk-double-booked" in rules
    assert form._effect.text() == f"{len(rules)} things stand against it."
    form.reject()


@pytest.mark.parametrize(
    ("hindrances", "said"),
    [
        ((), "✓ Dr A Patel can do it: nothing would break."),
        (("On leave",), "1 thing stands against it."),
        (("On leave", "Not permitted"), "2 things stand against it."),
    ],
)
def test_how_much_stands_against_it_is_counted(hindrances: tuple[str, ...], said: str) -> None:
    start = at(MONDAY, "09:00")
    found = WhyNot(1, "Dr A Patel", "Clinic", start, start, hindrances, ())
    assert verdict(found)[0] == said


def test_whoever_fits_is_put_on_from_there(
    rota: RosterScreen, desk: Desk, tired: dict[str, int]
) -> None:
    rota.focus_on(clinician=tired["Dr F Ree"], day=MONDAY + 2 * DAY)
    form = why_of(rota)
    assert form._options[form.what.value() or 0].words.startswith("Gap: Endoscopy list")
    placed = len(build.every(desk, Assignment))
    assert "can do it" in form._effect.text() or "not permitted" in form._effect.text().lower()
    form.press()
    assert len(build.every(desk, Assignment)) == placed + 1
