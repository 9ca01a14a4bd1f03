"""The Compliance screen: worst off first, the fortnight beside it, signatures by key."""

import datetime as dt
from collections.abc import Iterator

import build
import pytest
from build import MONDAY
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from models import Authorisation, PublishedChange, Waiver
from rota_desk.desk import Desk
from rota_desk.edits.publishing import publish
from rota_desk.mending import checked_mends
from rota_desk.queries.standings import Standing
from ui.bridge import Bridge
from ui.compliance.compliance_screen import ComplianceScreen
from ui.compliance.views import View
from ui.main_window import MainWindow
from ui.style.theme import Look
from ui.tasks import Stopped
from ui.widgets.form import Form

DAY = dt.timedelta(days=1)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot: QtBot, look: Look, desk: Desk) -> Iterator[ComplianceScreen]:
    """Dr Fine keeps everything; Dr Tired rests too little; Dr Long works eight days."""
    build.a_department(desk)
    fine, tired, long = (
        build.a_resident(desk, f"Dr {one}") for one in ("A Fine", "T Ired", "Z Ong")
    )
    build.a_long_day(desk, MONDAY, on=[fine])
    build.a_long_day(desk, MONDAY + DAY, on=[tired])
    build.a_session(desk, "SD", MONDAY + 2 * DAY, on=[tired], starts="07:00", ends="15:00")
    for place in range(8):
        build.a_session(desk, "SD", MONDAY + place * DAY, on=[long])
    window = MainWindow(Bridge(desk), look)
    window.resize(1400, 860)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.go("compliance")
    shown = window.screen_now
    assert isinstance(shown, ComplianceScreen)
    shown.inspect_now()
    yield shown
    window.tasks.wait()
    window.close()
    window.deleteLater()


def people(screen: ComplianceScreen) -> list[str]:
    return [one.name for one in screen.matrix.matrix.people]


def at(screen: ComplianceScreen, who: str, key: str) -> None:
    """Put the cursor on a person and a rule."""
    there = next(one for one in screen.matrix.matrix.people if one.name == who)
    screen.matrix.go_to(there.clinician_id, key)
    screen.inspect_now()


def said(screen: ComplianceScreen) -> str:
    return "\n".join(one.text() for one in screen.side.findChildren(QLabel) if not one.isHidden())


def fill(form: Form, **values: str) -> None:
    lines = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    for name, value in values.items():
        lines[name.replace("_", " ")].setText(value)


def test_whoever_is_worst_off_stands_first_and_the_cursor_is_on_the_breach(
    screen: ComplianceScreen,
) -> None:
    assert people(screen)[-1] == "Dr A Fine"
    assert screen.judged is not None
    assert screen.judged.standing is Standing.BREACH


def test_a_cell_says_its_figures_and_why_the_rule_exists(screen: ComplianceScreen) -> None:
    at(screen, "Dr T Ired", "rest.short_rest")
    text = said(screen)
    assert "▲ Breach · Short rest · rd-rest-11" in text
    assert "Measured 10 h 30 min, limit 11 h" in text
    assert "Two shifts follow one another with less than the rest due." in text
    assert "rd-rest-11: at least 11 h" in text
    index = screen.matrix.currentIndex()
    aloud = screen.matrix.matrix.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Dr T Ired, Short rest: breach\nrd-rest-11: 10 h 30 min, limit 11 h, breach"


def test_the_time_line_marks_the_breach_where_it_happens(screen: ComplianceScreen) -> None:
    at(screen, "Dr T Ired", "rest.short_rest")
    told = screen.timeline.words()
    assert "Tue 10 Nov 08:00 to Tue 20:30 Long day" in told
    assert "only 10 h 30 min between Tue 10 Nov 20:30 and Wed 11 Nov 07:00" in told
    chosen = next(one for one in screen.timeline._found if one.chosen)
    week = screen.timeline._weeks(screen.timeline.rect().toRectF())[0]
    middle = week.band(chosen.start, chosen.end, chosen.lane).center()
    assert screen.timeline.found_at(middle) == screen.judged
    assert screen.timeline.found_at(QPointF(0, 0)) is None


def test_the_arrows_walk_the_time_line_from_finding_to_finding(screen: ComplianceScreen) -> None:
    at(screen, "Dr Z Ong", "runs.unbroken_run")
    count = len(screen.timeline._found)
    seen = set()
    for _press in range(count):
        QTest.keyClick(screen.timeline, Qt.Key.Key_Right)
        assert screen.judged is not None
        seen.add(screen.judged.finding)
    assert len(seen) == count


def test_a_finding_is_accepted_with_a_name_and_a_reason_and_taken_back(
    screen: ComplianceScreen, desk: Desk
) -> None:
    at(screen, "Dr T Ired", "rest.short_rest")
    form = screen.hands.accept()
    assert form is not None
    form.press()
    assert "Say why" in form._trouble.text()
    fill(form, Accepted_by="Dr Guardian", Reason="She asked for it")
    form.press()
    assert [one.waived_by for one in build.every(desk, Waiver)] == ["Dr Guardian"]
    at(screen, "Dr T Ired", "rest.short_rest")
    assert "Accepted by Dr Guardian" in said(screen)
    screen.hands.end()
    assert build.every(desk, Waiver) == []


def test_a_limit_is_authorised_by_key_and_stands_as_signed_off(
    screen: ComplianceScreen, desk: Desk
) -> None:
    at(screen, "Dr Z Ong", "runs.unbroken_run")
    QTest.keyClick(screen.matrix, Qt.Key.Key_A, CTRL_SHIFT)
    form = next(one for one in screen.findChildren(Form) if one.isVisible())
    fill(form, Authorised_by="Dr Guardian", Reason="Winter")
    form.press()
    assert [one.rule_id for one in build.every(desk, Authorisation)] == ["rd-consec-7"]
    at(screen, "Dr Z Ong", "runs.unbroken_run")
    assert screen.judged is not None
    assert screen.judged.standing is Standing.SIGNED
    assert "Authorised by Dr Guardian" in said(screen)


def test_every_signature_is_listed_and_ended_from_the_list(
    screen: ComplianceScreen, desk: Desk, qtbot: QtBot
) -> None:
    at(screen, "Dr Z Ong", "runs.unbroken_run")
    form = screen.hands.authorise()
    assert form is not None
    fill(form, Authorised_by="Dr Guardian", Reason="Winter")
    form.press()
    screen.window().activateWindow()
    qtbot.waitUntil(screen.window().isActiveWindow)
    QTest.keyClick(screen.matrix, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert [(one.name, one.by) for one in screen.signed.records()] == [("Dr Z Ong", "Dr Guardian")]
    screen.inspect_now()
    assert "Authorised by Dr Guardian" in said(screen)
    assert screen.judged is None
    screen.hands.end()
    assert [one.until for one in build.every(desk, Authorisation)] == [build.TODAY - DAY]
    assert [one.when for one in screen.signed.records()] == ["Mon 9 Nov 2026"]
    screen.turn_view()
    assert screen.matrix.isVisible()


def test_only_what_can_be_signed_is_offered(screen: ComplianceScreen) -> None:
    enabled = {spec.id: spec.enabled for spec in screen.ACTIONS}
    at(screen, "Dr T Ired", "rest.short_rest")
    assert enabled["compliance.accept"](screen)
    assert not enabled["compliance.authorise"](screen)
    assert not enabled["compliance.end"](screen)
    at(screen, "Dr A Fine", "rest.short_rest")
    assert not enabled["compliance.accept"](screen)


def test_f8_goes_round_what_is_flagged(screen: ComplianceScreen) -> None:
    seen = []
    for _press in range(4):
        screen.next_finding(1)
        cell = screen.matrix.cell()
        assert cell is not None
        assert cell.standing in (Standing.BREACH, Standing.ADVISORY)
        seen.append((screen.matrix.currentIndex().row(), screen.matrix.currentIndex().column()))
    screen.next_finding(-1)
    here = (screen.matrix.currentIndex().row(), screen.matrix.currentIndex().column())
    assert here == seen[-2]


def test_another_fortnight_has_its_own_findings_and_today_comes_back(
    screen: ComplianceScreen,
) -> None:
    screen.turn(1)
    assert screen.start == MONDAY + 14 * DAY
    assert "0 breaches" in screen.head.aside.text()
    screen.to_today()
    assert "0 breaches" not in screen.head.aside.text()


def test_rules_that_nowhere_arise_are_shown_when_asked_for(screen: ComplianceScreen) -> None:
    before = screen.matrix.matrix.columnCount()
    screen.show_every_rule()
    assert screen.matrix.matrix.columnCount() > before
    screen.show_every_rule()
    assert screen.matrix.matrix.columnCount() == before


def test_columns_give_way_a_little_so_that_every_rule_is_in_sight(
    screen: ComplianceScreen,
) -> None:
    screen.show_every_rule()
    matrix = screen.matrix
    rules, look = matrix.matrix.columnCount(), screen.frame.look
    usual, least = look.pixels(34), look.pixels(28)
    for share, wide in ((usual + 9, usual), (usual - 3, usual - 3), (least - 9, least)):
        margin = matrix.width() - matrix.viewport().width()
        matrix.resize(rules * share + margin, matrix.height())
        assert matrix.columnWidth(0) == wide


def test_another_screen_may_point_to_a_person_a_rule_and_a_day(screen: ComplianceScreen) -> None:
    there = next(one for one in screen.matrix.matrix.people if one.name == "Dr T Ired")
    screen.focus_on(
        clinician=there.clinician_id, rule="hours.overlong_shift", day=MONDAY + 20 * DAY
    )
    person, rule = screen.matrix.person(), screen.matrix.rule()
    assert screen.start == MONDAY + 14 * DAY
    assert person is not None
    assert rule is not None
    assert person.name == "Dr T Ired"


def test_an_empty_department_says_what_to_do_first(qtbot: QtBot, look: Look, desk: Desk) -> None:
    window = MainWindow(Bridge(desk), look)
    qtbot.addWidget(window)
    window.show()
    window.go("compliance")
    texts = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert "Nobody to hold against a rule yet" in texts
    window.close()
    window.deleteLater()


def test_a_mend_of_a_published_day_is_done_and_asks_why_in_a_line(
    screen: ComplianceScreen, desk: Desk
) -> None:
    desk.do(publish, first=MONDAY, last=MONDAY + 6 * DAY)
    at(screen, "Dr T Ired", "rest.short_rest")
    screen.inspect_now()
    finding = screen.mending.finding
    assert finding is not None
    mend = checked_mends(desk, finding)[0]
    assert screen.mending.do(mend)
    assert not screen.reasons.isHidden()
    screen.reasons.field.setText("Too little rest")
    screen.reasons.keep()
    assert {one.reason for one in build.every(desk, PublishedChange)} == {"Too little rest"}
    assert screen.reasons.isHidden()
    assert screen.mending.reason == "Too little rest"


def test_days_that_are_stopped_leave_those_before(
    screen: ComplianceScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, there = screen.start, people(screen)

    def stopped(_title: str, _work: object) -> None:
        raise Stopped("Stopped before it was finished; nothing was changed.")

    monkeypatch.setattr(screen.frame.bridge, "ask_long", stopped)
    screen.turn(1)
    assert (screen.start, people(screen)) == (before, there)


def rules_shown(screen: ComplianceScreen) -> list[str]:
    return [one.title for one in screen.matrix.matrix.rules]


def test_words_leave_the_people_and_the_rules_that_they_name(screen: ComplianceScreen) -> None:
    every, keys = people(screen), rules_shown(screen)
    QTest.keyClick(screen.matrix, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.sought.hasFocus()
    QTest.keyClicks(screen.sought, "ired short rest")
    assert (people(screen), rules_shown(screen)) == (["Dr T Ired"], ["Short rest"])
    QTest.keyClick(screen.sought, Qt.Key.Key_Return)
    assert screen.matrix.hasFocus()
    screen.inspect_now()
    assert screen.judged is not None
    assert screen.judged.finding.rule == "rd-rest-11"
    screen.sought.setText("breach")
    assert people(screen) == ["Dr T Ired", "Dr Z Ong"]
    assert set(rules_shown(screen)) < set(keys)
    screen.show_all()
    assert (people(screen), rules_shown(screen)) == (every, keys)


def test_a_rule_that_is_sought_is_shown_where_it_does_not_arise(screen: ComplianceScreen) -> None:
    assert "Late run" not in rules_shown(screen)
    screen.sought.setText("late run")
    assert rules_shown(screen) == ["Late run"]
    assert people(screen)[-1] == "Dr A Fine"


def test_words_that_fit_nobody_say_so_and_offer_everybody(screen: ComplianceScreen) -> None:
    screen.sought.setText("nobody of this name")
    assert screen._shown.currentIndex() == View.NOT_FOUND.value
    screen.sought.clear()
    assert screen._shown.currentIndex() == View.RULES.value


def test_today_has_its_key(screen: ComplianceScreen) -> None:
    screen.turn(1)
    away = screen.start
    QTest.keyClick(screen.matrix, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert screen.start < away


def test_a_breach_of_the_law_says_that_nobody_can_accept_it(
    screen: ComplianceScreen, desk: Desk
) -> None:
    nurse = build.a_nurse(desk)
    build.a_session(desk, "SD", MONDAY, on=[nurse], starts="12:00", ends="22:00")
    build.a_session(desk, "SD", MONDAY + DAY, on=[nurse], starts="07:00", ends="15:00")
    screen.refresh()
    at(screen, "Dr Z Ong", "runs.unbroken_run")
    assert "A limit of the law" not in said(screen)
    at(screen, nurse.name, "rest.short_rest")
    assert "A limit of the law: nobody can accept it here." in said(screen)
    assert screen.hands.accept() is None
