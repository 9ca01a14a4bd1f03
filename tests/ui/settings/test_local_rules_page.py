"""The page of the department's own rules: set by keyboard, changed, removed, undone."""

import build
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QTimeEdit, QWidget

from models.types import LocalRuleKind
from rota_desk.desk import Desk
from rota_desk.queries.local_rules import local_rules
from ui.main_window import MainWindow
from ui.settings.local_rules_page import LocalRulesPage
from ui.settings.settings_screen import SettingsScreen
from ui.widgets.form import Form


@pytest.fixture
def page(window: MainWindow, desk: Desk) -> LocalRulesPage:
    build.an_activity(desk, "NT")
    build.a_resident(desk)
    build.a_nurse(desk)
    window.go("settings", page="Department's rules")
    screen = window.screen_now
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.now, LocalRulesPage)
    return screen.now


def field(form: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(one for one in form.findChildren(kind) if one.accessibleName() == name)


def typed(form: Form, name: str, text: str) -> None:
    box = field(form, QComboBox, name)
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)


def in_sight(form: Form) -> set[str]:
    kinds: tuple[type[QWidget], ...] = (QComboBox, QLineEdit, QTimeEdit)
    names = {"Activity", "At most", "Days", "Free from", "Group", "Person", "Keep", "Apart from"}
    return {
        one.accessibleName()
        for kind in kinds
        for one in form.findChildren(kind)
        if one.isVisible() and one.accessibleName() in names
    }


def test_a_rule_is_typed_and_stands_in_the_list_as_a_sentence(
    page: LocalRulesPage, desk: Desk
) -> None:
    form = page.add()
    typed(form, "Activity", "Night")
    days = field(form, QLineEdit, "Days")
    QTest.keyClicks(days, "3")
    form.press()
    assert [one.says for one in page.rules.records()] == ["Night: at least 3 days apart"]
    assert page.rules.record() is not None
    changed = page.correct()
    assert changed is not None
    again = field(changed, QLineEdit, "Days")
    assert isinstance(again, QLineEdit)
    assert again.text() == "3"
    again.setText("2")
    changed.press()
    assert [(one.days, one.whom) for one in desk.ask(local_rules)] == [(2, "Everybody")]
    page.remove()
    assert len(page.rules.records()) == 0


def test_only_what_a_kind_needs_is_in_sight(page: LocalRulesPage) -> None:
    form = page.add()
    seen = {}
    for kind in ("Days between", "Duties of a kind", "A free evening", "Two people"):
        box = field(form, QComboBox, "What")
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText(kind, Qt.MatchFlag.MatchStartsWith))
        seen[kind] = in_sight(form)
    form.reject()
    assert seen == {
        "Days between": {"Activity", "Days", "Group", "Person"},
        "Duties of a kind": {"Activity", "At most", "Days", "Group", "Person"},
        "A free evening": {"Free from", "Group", "Person"},
        "Two people": {"Keep", "Apart from"},
    }


def test_a_number_that_is_none_is_told_in_the_form_and_nothing_typed_is_lost(
    page: LocalRulesPage, desk: Desk
) -> None:
    form = page.add()
    typed(form, "Activity", "Night")
    days = field(form, QLineEdit, "Days")
    assert isinstance(days, QLineEdit)
    days.setText("three")
    form.press()
    assert form.isVisible()
    assert days.text() == "three"
    assert desk.ask(local_rules) == ()
    form.reject()


def test_two_people_are_kept_apart_until_a_day(page: LocalRulesPage, desk: Desk) -> None:
    form = page.add()
    box = field(form, QComboBox, "What")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Two people", Qt.MatchFlag.MatchStartsWith))
    for name, person in (("Keep", "Dr C Rowan"), ("Apart from", "S Quill")):
        choice = field(form, QComboBox, name)
        assert isinstance(choice, QComboBox)
        choice.setCurrentText(person)
    form.press()
    kept = desk.ask(local_rules)
    today = desk.ask(lambda read: read.today)
    assert [(one.kind, one.whom, one.start, one.end) for one in kept] == [
        (LocalRuleKind.APART, "Dr C Rowan and S Quill", today, None)
    ]
