"""The Settings screen: drawn from the description, each change undone by its name."""

import datetime as dt
from decimal import Decimal

import build
import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from models import MileageRate
from models.types import ActivityKind
from rota_desk.desk import Desk
from rota_desk.queries.activities import every_activity
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.distances import ways_between_sites
from rota_desk.queries.settings import department_facts, setting
from rota_desk.queries.sites import room_list
from rota_desk.settings import setting_specs
from rota_desk.unit_of_work import Reading
from ui.main_window import MainWindow
from ui.settings.activities_page import ActivitiesPage
from ui.settings.approvers_page import ApproversPage
from ui.settings.counting_page import CountingPage
from ui.settings.department_page import DepartmentPage
from ui.settings.figures_page import FiguresPage
from ui.settings.holidays_page import HolidaysPage
from ui.settings.mileage_page import MileagePage
from ui.settings.posts_page import PostsPage
from ui.settings.rooms_page import RoomsPage
from ui.settings.settings_screen import SettingsScreen
from ui.settings.titles import TITLES
from ui.widgets.form import Form

CHRISTMAS = dt.date(2026, 12, 25)


@pytest.fixture
def settings(window: MainWindow) -> SettingsScreen:
    window.go("settings")
    screen = window.screen_now
    assert isinstance(screen, SettingsScreen)
    return screen


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_setting_has_its_field_and_its_words(settings: SettingsScreen) -> None:
    for number in range(len(settings.pages)):
        settings.show_page(number)
    words = "\n".join(said(page) for page in settings.pages)
    for spec in setting_specs():
        assert spec.title in words
        assert spec.says in words


def test_a_figure_is_changed_where_it_is_left_and_undone(
    settings: SettingsScreen, desk: Desk, window: MainWindow
) -> None:
    page = next(page for page in settings.pages if isinstance(page, FiguresPage))
    settings.show_page(settings.pages.index(page))
    field = page._fields["claims.window_days"].widget
    assert isinstance(field, QSpinBox)
    field.setValue(60)
    field.editingFinished.emit()
    assert desk.ask(setting, key="claims.window_days") == 60
    window.undo()
    assert field.value() == 92


def test_leaving_a_field_as_it_was_changes_nothing(settings: SettingsScreen, desk: Desk) -> None:
    page = next(page for page in settings.pages if isinstance(page, FiguresPage))
    settings.show_page(settings.pages.index(page))
    before = desk.can_undo
    field = page._fields["rooms.day_ends"].widget
    assert isinstance(field, QTimeEdit)
    field.editingFinished.emit()
    assert desk.can_undo == before


def test_your_name_signs_from_then_on(settings: SettingsScreen, desk: Desk) -> None:
    field = next(
        one for one in settings.findChildren(QLineEdit) if one.accessibleName() == "Your name"
    )
    field.setText("M Grange")
    field.editingFinished.emit()
    assert desk.who == "M Grange"


def test_the_department_is_saved_or_refused_in_words(
    settings: SettingsScreen, desk: Desk, window: MainWindow
) -> None:
    page = next(page for page in settings.pages if isinstance(page, DepartmentPage))
    settings.show_page(settings.pages.index(page))
    page.manager.setText("R Quay")
    page.save()
    assert desk.ask(department_facts).manager == "R Quay"
    page.zone.setText("Europe/Atlantis")
    page.save()
    assert desk.ask(department_facts).zone == "Europe/London"
    assert "no time zone" in said(window.messages)


def test_a_holiday_is_struck_out_and_restored(settings: SettingsScreen, desk: Desk) -> None:
    page = next(page for page in settings.pages if isinstance(page, HolidaysPage))
    settings.show_page(settings.pages.index(page))
    page.table.choose(next(one for one in page.table.records() if one.day == CHRISTMAS))
    page.strike_out()
    span = {"start": CHRISTMAS, "end": CHRISTMAS + dt.timedelta(days=1)}
    assert desk.ask(bank_holidays, **span) == {}
    page.table.choose(next(one for one in page.table.records() if one.day == CHRISTMAS))
    page.restore()
    assert desk.ask(bank_holidays, **span) == {CHRISTMAS: "Christmas Day"}


def test_a_room_is_added_from_its_form(settings: SettingsScreen, desk: Desk) -> None:
    page = next(page for page in settings.pages if isinstance(page, RoomsPage))
    settings.show_page(settings.pages.index(page))
    form = page.room_form(None)
    for name, text in (("Code", "E9"), ("Name", "Endoscopy 9"), ("Points a list", "11")):
        field = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == name)
        field.setText(text)
    form.press()
    found = next(one for one in desk.ask(room_list) if one.code == "E9")
    assert (found.name, found.points_capacity, found.site) == ("Endoscopy 9", 11, "North")


def test_the_way_between_two_sites_is_typed_once_and_forgotten_when_emptied(
    settings: SettingsScreen, desk: Desk
) -> None:
    build.a_site(desk, "S", "South")
    page = next(page for page in settings.pages if isinstance(page, RoomsPage))
    settings.show_page(settings.pages.index(page))
    assert (
        correct_way(page, miles="ten")
        == "Miles are a number such as 22.5, minutes a whole number."
    )
    assert correct_way(page, miles="9.5", minutes="25") == ""
    assert [(w.words, w.miles, w.minutes) for w in desk.ask(ways_between_sites)] == [
        ("North – South", Decimal("9.5"), 25)
    ]
    assert correct_way(page, miles="", minutes="") == ""
    assert [(w.miles, w.minutes) for w in desk.ask(ways_between_sites)] == [(None, None)]


def correct_way(page: RoomsPage, **typed: str) -> str:
    """Type into the form of the first pair of sites; answers what it complained of."""
    form = page.distances.correct(page.distances.records()[0])
    assert form is not None
    for name, text in typed.items():
        field = next(
            one
            for one in form.findChildren(QLineEdit)
            if one.accessibleName() == name.capitalize()
        )
        field.setText(text)
    form.press()
    complaint = form._trouble.text()
    if complaint:
        form.reject()
    return complaint


def test_the_file_is_backed_up_from_here(settings: SettingsScreen, desk: Desk) -> None:
    settings.back_up()
    assert [one.stem.endswith("by-hand") for one in desk.database.info().backups] == [True]


def test_a_mileage_rate_is_entered_with_its_source_and_taken_back(
    window: MainWindow, desk: Desk
) -> None:
    page = MileagePage(window)
    page.refresh()
    wanted = next(one for one in page.rates.records() if one.first is None)
    page.rates.choose(wanted)
    form = page.add()
    fields = form.findChildren(QLineEdit)
    amounts = {one.accessibleName(): one for one in fields}
    amounts["A mile (£)"].setText("0.455")
    form.press()
    assert not desk.ask(_own_rates)
    amounts["Source"].setText("Payroll, 9 Nov")
    form.press()
    assert [(one.vehicle, one.first_rate) for one in desk.ask(_own_rates)] == [
        (wanted.vehicle, Decimal("0.455"))
    ]
    page.refresh()
    page.rates.choose(next(one for one in page.rates.records() if one.rate_id is not None))
    page.remove()
    assert not desk.ask(_own_rates)


def _own_rates(read: Reading) -> list[MileageRate]:
    return list(read.all(select(MileageRate)))


def test_a_grade_is_said_to_count_beside_a_supervisor_changed_ended_and_taken_back(
    window: MainWindow,
) -> None:
    window.go("settings", page="Who counts as cover")
    screen = window.screen_now
    assert isinstance(screen, SettingsScreen)
    page = next(one for one in screen.pages if isinstance(one, CountingPage))
    before = page.terms.records()
    form = page.add()
    fields = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    fields["Grade"].setText("ST")
    form.press()
    added = next(one for one in page.terms.records() if one.grade == "ST")
    assert (added.how, added.standing) == ("beside somebody who counts alone", "in force")
    page.terms.choose(added)
    changing = page.change()
    assert changing is not None
    fields = {one.accessibleName(): one for one in changing.findChildren(QLineEdit)}
    fields["Grade"].setText("ST6")
    changing.press()
    assert [one.grade for one in page.terms.records() if one not in before] == ["ST6"]
    ending = page.end()
    assert ending is not None
    ending.press()
    assert "remove it if it never held" in said(ending)
    ending.reject()
    page.remove()
    assert page.terms.records() == before
    window.bridge.undo()
    assert [one.grade for one in page.terms.records() if one not in before] == ["ST6"]


def test_an_approver_is_added_with_a_limit_and_ended(window: MainWindow) -> None:
    page = ApproversPage(window)
    page.refresh()
    before = len(page.people.records())
    form = page.add()
    fields = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    fields["Name"].setText("J Penrose")
    fields["Up to, empty for any amount (£)"].setText("500")
    form.press()
    page.refresh()
    assert len(page.people.records()) == before + 1
    added = next(one for one in page.people.records() if one.up_to == Decimal(500))
    page.people.choose(added)
    page.end()
    page.refresh()
    assert added not in page.people.records()


def test_ctrl_n_adds_what_the_page_lists_and_f2_corrects_it(
    settings: SettingsScreen, window: MainWindow, qtbot: QtBot
) -> None:
    specs = {spec.id: spec for spec, _on in window.specs()}
    add, correct = specs["settings.add"], specs["settings.correct"]
    settings.open_page(TITLES.index("Department"))
    assert not add.enabled(settings)
    settings.open_page(TITLES.index("Posts"))
    form = add.run(settings)
    assert isinstance(form, Form)
    name, count, grade = form.findChildren(QLineEdit)[:2] + form.findChildren(QLineEdit)[-1:]
    name.setText("SHO")
    count.setText("2")
    grade.setText("ST4")
    form.press()
    page = settings.now
    assert isinstance(page, PostsPage)
    assert [one.name for one in page.posts.records()] == ["SHO 1", "SHO 2"]
    again = correct.run(settings)
    assert isinstance(again, Form)
    assert again.windowTitle() == "Correct SHO 1"
    with qtbot.waitSignal(again.finished):
        again.reject()


def test_the_part_of_the_day_follows_the_times_until_it_is_chosen(
    settings: SettingsScreen, qtbot: QtBot
) -> None:
    settings.open_page(TITLES.index("Activities"))
    page = settings.now
    assert isinstance(page, ActivitiesPage)
    form = page.add()
    slot = next(
        one for one in form.findChildren(QComboBox) if one.accessibleName() == "Part of the day"
    )
    starts, ends = form.findChildren(QTimeEdit)
    starts.setTime(QTime(20, 30))
    ends.setTime(QTime(9, 0))
    assert slot.currentText() == "Night"
    slot.setCurrentText("Evening")
    starts.setTime(QTime(9, 0))
    assert slot.currentText() == "Evening"
    with qtbot.waitSignal(form.finished):
        form.reject()


def test_a_word_that_is_none_of_the_list_is_said_and_nothing_is_kept(
    settings: SettingsScreen, desk: Desk
) -> None:
    settings.open_page(TITLES.index("Activities"))
    page = settings.now
    assert isinstance(page, ActivitiesPage)
    form = page.add()
    fields = {one.accessibleName(): one for one in form.findChildren(QLineEdit)}
    fields["Code"].setText("WR")
    fields["Name"].setText("Ward round")
    fields["Kind"].setText("Ward round")
    form.press()
    assert form.isVisible()
    assert "Kind: “Ward round” is none of the list" in said(form)
    assert "WR" not in [one.code for one in desk.ask(every_activity)]
    fields["Kind"].setText("war")
    form.press()
    kept = next(one for one in desk.ask(every_activity) if one.code == "WR")
    assert kept.kind is ActivityKind.WARD
