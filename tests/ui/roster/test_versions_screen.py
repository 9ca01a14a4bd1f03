"""Versions: reached from the Rota by a key, opened, compared, restored, printed."""

import datetime as dt

import pytest
from build import MONDAY, every
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from models import Assignment, ClinicalSession, PublishedChange
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.told import give_reason
from rota_desk.queries.rota_sheet import By
from rota_desk.queries.version_changes import Difference, Differs
from ui.exports.reports_screen import ReportsScreen
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.versions_columns import DIFFERENCE_COLUMNS
from ui.roster.versions_screen import VersionsScreen

SUNDAY = MONDAY + dt.timedelta(days=6)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def taken_off(desk: Desk, ward: dict[str, int]) -> str:
    """Two versions; somebody was taken off a later day between them. Their name."""
    desk.do(publish, first=MONDAY, last=SUNDAY, note="First")
    names = {number: name for name, number in ward.items()}
    ahead = {one.id for one in every(desk, ClinicalSession) if MONDAY < one.start.date() <= SUNDAY}
    placed = next(one for one in every(desk, Assignment) if one.session_id in ahead)
    desk.do(remove_assignment, assignment=placed.id)
    desk.do(publish, first=MONDAY, last=SUNDAY)
    return names[placed.clinician_id]


@pytest.fixture
def screen(taken_off: str, window: MainWindow) -> VersionsScreen:
    del taken_off  # the versions are there
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rota.hands.show_version()
    shown = window.screen_now
    assert isinstance(shown, VersionsScreen)
    return shown


def test_the_rota_leads_to_the_version_of_the_day(screen: VersionsScreen) -> None:
    assert screen.line is not None
    assert [one.number for one in screen.lines] == [2, 1]
    assert screen.line.number == 2
    assert screen.comparison is not None
    assert screen.comparison.words == "nothing differs"


def test_the_chosen_version_is_compared_with_now_or_another(
    screen: VersionsScreen, taken_off: str
) -> None:
    screen.choose(1)
    screen.show_differences()
    assert [(one.how.value, one.who) for one in screen.differences.records()] == [
        ("removed", taken_off)
    ]
    form = screen.hands.compare()
    assert form is not None
    form.press()
    assert screen.comparison is not None
    assert screen.comparison.after == "now"
    screen.compare_with(2)
    assert screen.comparison.after == "v2"
    assert "− 1 removed" in said(screen.side)


def test_the_difference_under_the_cursor_is_told_whole_with_why(
    screen: VersionsScreen, taken_off: str, desk: Desk
) -> None:
    (change,) = every(desk, PublishedChange)
    desk.do(give_reason, changes=(change.id,), reason="Called to the coroner")
    screen.choose(1)
    screen.show_differences()
    told = [one.text() for one in screen.side.findChildren(QLabel)]
    (line,) = screen.differences.records()
    assert line.who == taken_off
    at = told.index("− removed")
    assert told[at : at + 4] == [
        "− removed",
        f"Was {line.was}",
        "Is not there",
        "Why: Called to the coroner (Tue 10 Nov 08:12, K Lowe)",
    ]


def test_of_two_versions_the_older_is_what_was_whichever_is_chosen(
    screen: VersionsScreen, taken_off: str
) -> None:
    for chosen, other in ((1, 2), (2, 1)):
        screen.choose(chosen)
        screen.compare_with(other)
        assert screen.comparison is not None
        assert (screen.comparison.before, screen.comparison.after) == ("v1", "v2")
        assert [(one.how.value, one.who) for one in screen.differences.records()] == [
            ("removed", taken_off)
        ]
        assert f"against v{other}: 1 removed" in said(screen.head)


def test_only_versions_of_the_same_days_are_offered_to_compare_with(
    screen: VersionsScreen, desk: Desk
) -> None:
    later = MONDAY + dt.timedelta(weeks=1)
    desk.do(publish, first=later, last=later + dt.timedelta(days=6), note="Far off")
    screen.choose(2)
    form = screen.hands.compare()
    assert form is not None
    (field,) = form.findChildren(QComboBox)
    offered = [field.itemText(at) for at in range(field.count())]
    assert offered[0] == "The rota now"
    assert [one.split(",")[0] for one in offered[1:]] == ["v1"]
    assert ", told Tue 10 Nov 08:12" in offered[1]
    assert "1 other version tells of other days: there is nothing to compare." in said(form)
    form.reject()


def test_the_question_is_as_tall_as_what_it_says_and_no_taller(screen: VersionsScreen) -> None:
    screen.choose(1)
    form = screen.hands.restore()
    assert form is not None
    layout = form.layout()
    assert layout is not None
    assert form.height() == layout.totalHeightForWidth(form.width())
    form.reject()


def test_restoring_shows_the_difference_first_and_is_one_undo(
    screen: VersionsScreen, desk: Desk, taken_off: str
) -> None:
    before = len(every(desk, Assignment))
    screen.choose(1)
    form = screen.hands.restore()
    assert form is not None
    assert taken_off in said(form)
    form.press()
    assert len(every(desk, Assignment)) == before + 1
    assert screen.comparison is not None
    assert screen.comparison.words == "nothing differs"
    assert screen.hands.restore() is None
    screen.frame.bridge.undo()
    assert len(every(desk, Assignment)) == before


def test_the_sheet_turns_and_the_differences_are_ordered(screen: VersionsScreen) -> None:
    screen.turn()
    assert screen.by is By.ACTIVITY
    screen.show_differences()
    screen.turn()
    assert screen.differences.horizontalHeader().sortIndicatorSection() == 1


def test_what_was_booked_comes_last_by_day_and_by_person() -> None:
    def line(how: Differs, who: str, day: int) -> Difference:
        return Difference(how, None, who, MONDAY + dt.timedelta(days=day), 1, "", "")

    booked = line(Differs.BOOKED, "Nobody named", 0)
    early, late = line(Differs.ADDED, "S Quill", 1), line(Differs.REMOVED, "Dr A Patel", 2)
    orders = [
        sorted((booked, early, late), key=column.sort)
        for column in DIFFERENCE_COLUMNS
        if column.sort is not None
    ]
    assert orders == [[early, late, booked], [late, early, booked]]


def test_a_version_is_printed_as_it_was(screen: VersionsScreen, window: MainWindow) -> None:
    screen.choose(1)
    screen.hands.print()
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    reports.draw()
    assert reports.document is not None
    assert reports.document.file_name == f"weekly-rota-v1-{MONDAY}.pdf"
    reports.leave_version()
    reports.draw()
    assert reports.document.file_name == f"weekly-rota-{MONDAY}.pdf"


def test_without_a_version_the_screen_says_how_to_begin(
    window: MainWindow, ward: dict[str, int]
) -> None:
    del ward
    window.go("versions")
    shown = window.screen_now
    assert isinstance(shown, VersionsScreen)
    assert shown.stage.currentIndex() == 1
    assert "Nothing has been published yet" in said(shown.stage)
