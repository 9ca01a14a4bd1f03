"""The Import screen: what a file says, settling it, one undoable step."""

import datetime as dt
from pathlib import Path

import pytest
from build import every
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import Activity, Assignment, Clinician, Unavailability
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.exchange.tables import table_of
from rota_desk.intake.difference import Turn
from rota_desk.intake.grid import cell_name
from ui.intake.code_choices import ANNUAL, OF_FILE
from ui.intake.intake_screen import IntakeScreen
from ui.long_work import WaitBox
from ui.main_window import MainWindow

ROSTERS = Path(__file__).parents[1] / "samples" / "rosters"
ROSTER = """Name,Mon 16/11/2026,Tue 17/11/2026,Wed 18/11/2026
Dr A Patel,EN,,AL
Dr W Marlowe,CL,EN,
"""


@pytest.fixture
def intake(window: MainWindow) -> IntakeScreen:
    window.go("import")
    screen = window.screen_now
    assert isinstance(screen, IntakeScreen)
    return screen


def read(qtbot: QtBot, intake: IntakeScreen, file: Path) -> None:
    intake.read(file)
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)


def test_a_roster_is_read_settled_imported_and_undone(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "november.csv"
    file.write_text(ROSTER, encoding="utf-8")
    before = len(every(desk, Assignment)), len(every(desk, Clinician))
    read(qtbot, intake, file)
    assert intake.plan is not None
    assert set(intake.people.words()) == {"Dr A Patel", "Dr W Marlowe"}
    assert intake.people.settled()["Dr W Marlowe"] is None
    assert (len(every(desk, Assignment)), len(every(desk, Clinician))) == before
    intake.apply()
    assert len(every(desk, Clinician)) == before[1] + 1
    assert len(every(desk, Assignment)) > before[0]
    assert window.place_now == "rota"
    window.undo()
    assert (len(every(desk, Assignment)), len(every(desk, Clinician))) == before


def test_a_name_that_is_left_out_brings_nothing(
    qtbot: QtBot, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "november.csv"
    file.write_text(ROSTER, encoding="utf-8")
    before = len(every(desk, Clinician))
    read(qtbot, intake, file)
    intake.people.choose("Dr W Marlowe", -1)
    intake.apply()
    assert len(every(desk, Clinician)) == before


def test_a_file_that_is_no_roster_is_said_in_one_sentence(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, tmp_path: Path
) -> None:
    file = tmp_path / "holiday.xlsx"
    file.write_bytes(b"PK\x03\x04 half a file")
    read(qtbot, intake, file)
    qtbot.waitUntil(lambda: "holiday.xlsx" in window.messages.text(), timeout=5000)
    assert intake.plan is None


def test_codes_the_desk_does_not_know_are_settled_and_read_again(
    qtbot: QtBot, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "codes.csv"
    file.write_text(ROSTER.replace("CL", "QQ").replace("AL", "HOLS"), encoding="utf-8")
    read(qtbot, intake, file)
    assert set(intake.unknown.words()) == {"QQ", "HOLS"}
    clinic = next(one.id for one in intake.names.activities if one.code == "CL")
    intake.unknown.choose("QQ", clinic)
    intake.unknown.choose("HOLS", ANNUAL)
    intake.read_again()
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)
    assert intake.plan is not None
    assert intake.unknown.words() == ()
    assert {(duty.code, duty.kind) for duty in intake.plan.duties} == {
        ("EN", "shift"),
        ("QQ", "shift"),
        ("HOLS", "annual_leave"),
    }
    assert intake.codes.settled()["QQ"] == clinic
    before = len(every(desk, Activity))
    intake.apply()
    assert len(every(desk, Activity)) == before


def test_a_persons_calendar_is_shown_asked_about_and_brought_in(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "own.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Dr A Patel\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "SUMMARY:Audit\r\nDTSTART:20261120T130000Z\r\nDTEND:20261120T150000Z\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    before = len(every(desk, Unavailability))
    read(qtbot, intake, file)
    qtbot.waitUntil(lambda: hasattr(intake, "calendar"), timeout=5_000)
    form = intake.calendar
    assert [one.title for one in form.entries.records()] == ["Audit"]
    assert form.person.value() == 1
    form.press()
    assert [one.title for one in every(desk, Unavailability)][before:] == ["Audit"]
    window.undo()
    assert len(every(desk, Unavailability)) == before


def test_what_was_settled_is_known_at_the_next_file_of_the_same_source(
    qtbot: QtBot, intake: IntakeScreen, tmp_path: Path
) -> None:
    first, second = tmp_path / "ward november.csv", tmp_path / "ward december.csv"
    first.write_text(ROSTER.replace("CL", "QQ"), encoding="utf-8")
    second.write_text(ROSTER.replace("CL", "QQ").replace("/11/", "/12/"), encoding="utf-8")
    read(qtbot, intake, first)
    intake.unknown.choose("QQ", ANNUAL)
    intake.read_again()
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)
    intake.apply()
    intake.frame.go("import")
    read(qtbot, intake, second)
    assert intake.unknown.words() == ()


TABLE = """Doctor,Work,From time,To time,Cost
Dr A Patel,Scopes,2026-12-07T08:30,2026-12-07T12:30,9
Dr Nobody,Scopes,2026-12-08T08:30,2026-12-08T12:30,9
"""


def test_a_table_of_another_program_is_mapped_looked_at_imported_and_undone(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "plato week 50.csv"
    file.write_text(TABLE, encoding="utf-8")
    before = len(every(desk, Assignment))
    intake.read_table(file)
    qtbot.waitUntil(lambda: bool(intake.table.raw), timeout=20_000)
    page = intake.table
    page.kind.setCurrentText("duties")
    columns = [one.name for one in table_of("duties").columns if not one.told]
    for heading, name in (
        ("Doctor", "person"),
        ("Work", "activity"),
        ("From time", "start"),
        ("To time", "end"),
    ):
        page.headings.choose(heading, columns.index(name) + 1)
    page.look()
    assert page.meanings.words() == ("Scopes",)
    endoscopy = next(one.id for one in page.activities if one.code == "EN")
    page.meanings.choose("Scopes", endoscopy)
    page.look()
    assert page.told is not None
    assert (page.told.added, len(page.told.problems)) == (1, 1)
    assert "knows nobody of that name" in page.told.problems[0].message
    page.apply()
    assert len(every(desk, Assignment)) == before + 1
    window.undo()
    assert len(every(desk, Assignment)) == before
    intake.read_table(file)
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)
    page.kind.setCurrentText("duties")
    assert page.told is not None
    assert page.told.added == 1


STAFF = """Surname,Forename,Position,Employee No,Start,Shoe size
Rowan,Clara,ST3,1001,05/08/2026,38
Okoro,Ada,Consultant,1004,01/04/2019,40
"""


def test_a_staff_list_is_known_for_one_and_its_columns_are_proposed(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(STAFF, encoding="utf-8")
    intake.read_table(file)
    qtbot.waitUntil(lambda: bool(intake.table.raw), timeout=20_000)
    page = intake.table
    assert page.chosen_kind == "clinicians"
    assert page.mapping().columns == {
        "Surname": "name",
        "Forename": "",
        "Position": "grade",
        "Employee No": "assignment_number",
        "Start": "joined",
        "Shoe size": "",
    }
    held = window.focusWidget()
    assert held.accessibleName().startswith("Which column is")
    page.apply()
    new = [one for one in every(desk, Clinician) if one.assignment_number in ("1001", "1004")]
    assert [(one.name, one.group.value, one.grade, one.joined) for one in new] == [
        ("Rowan", "resident", "ST3", dt.date(2026, 8, 5)),
        ("Okoro", "consultant", "Consultant", dt.date(2019, 4, 1)),
    ]


def test_another_kind_chosen_while_a_table_is_read_is_the_one_that_is_told(
    qtbot: QtBot, intake: IntakeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(STAFF, encoding="utf-8")
    intake.read_table(file)
    qtbot.waitUntil(lambda: bool(intake.table.raw), timeout=20_000)
    page = intake.table
    reading = page._plan

    def choose_meanwhile() -> object:
        monkeypatch.setattr(page, "_plan", reading)
        page.kind.blockSignals(True)
        page.kind.setCurrentText("clinicians")
        page.kind.blockSignals(False)
        return Refusal("staff.csv has none of the columns of claim-approvers")

    monkeypatch.setattr(page, "_plan", choose_meanwhile)
    page.kind.setCurrentText("claim approvers")
    assert page.chosen_kind == "clinicians"
    assert page.summary.text().startswith("2 would be added")


def test_a_great_table_is_read_and_looked_at_beside_the_window_which_can_stop_it(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    people = "".join(f"P{number},Dr Person {number},consultant\n" for number in range(3000))
    file.write_text(f"number,name,group\n{people}", encoding="utf-8")
    before = len(every(desk, Clinician))
    titles: list[str] = []

    def stop() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, WaitBox) and box.isVisible() and box.stop.isEnabled():
                titles.append(box.windowTitle())
                box.stop.click()

    look = QTimer(interval=5)
    look.timeout.connect(stop)
    look.start()
    intake.read_table(file, "clinicians")
    qtbot.waitUntil(lambda: bool(intake.table.raw) and bool(titles), timeout=20_000)
    look.stop()
    page = intake.table
    assert titles[-1] == "Looking at what the table would change"
    assert page.told is None
    assert page.summary.text() == "Stopped before it was finished; nothing was changed."
    assert not page.import_button.isEnabled()
    page.look()
    assert page.told is not None
    assert (page.told.added, len(every(desk, Clinician))) == (3000, before)
    look.start()
    page.apply()
    look.stop()
    assert titles[-1] == "Bringing the table in"
    assert len(every(desk, Clinician)) == before
    assert window.messages.text().endswith("nothing was changed.")
    assert intake.pages.currentWidget() is page


def test_a_problem_shows_its_cell_by_key_and_says_what_it_is(
    qtbot: QtBot, intake: IntakeScreen
) -> None:
    read(qtbot, intake, ROSTERS / "d3_pasted_and_template.xlsx")
    page = intake.picture
    assert intake.tabs.currentWidget() is page
    found = []
    for _ in range(3):
        intake.next_problem(1)
        found.append((page.picture.sheet.name, cell_name(page.view.place)))
    assert found == [("Sheet1", "A13"), ("Sheet1", "B50"), ("Doctors", "D3")]
    assert page.whole.text().startswith("6 is no week of the template")
    assert page.cell.text().startswith(f"D3  “6”: problem; {page.whole.text().rstrip('.')}")
    intake.next_problem(-1)
    assert page.picture.sheet.name == "Sheet1"
    qtbot.keyClick(page.problems, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert cell_name(page.view.place) == "B50"
    qtbot.keyClick(page.view, Qt.Key.Key_Up)  # type: ignore[no-untyped-call]
    assert page.cell.text() == "B49  “U1”: problem; Dr Jessamy, Mon 23 Nov 2026 is left open"


def test_every_cell_is_read_aloud_with_what_it_was_taken_for(
    qtbot: QtBot, intake: IntakeScreen
) -> None:
    read(qtbot, intake, ROSTERS / "d4_year_restart_times_in_cells.xlsx")
    model = intake.picture.view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    words = [model.data(model.index(3, at), role) for at in (0, 3, 20)]
    assert words == ["A4: Lorcan Netherby, person", "D4: 0800-1730, work", "U4: 7.30-15.31, work"]


def test_a_second_import_begins_with_what_changes(
    qtbot: QtBot, window: MainWindow, intake: IntakeScreen, tmp_path: Path
) -> None:
    file = tmp_path / "Ward Nov 2026.csv"
    file.write_text(ROSTER, encoding="utf-8")
    read(qtbot, intake, file)
    intake.tabs.setCurrentWidget(intake.difference)
    assert "was not imported before" in intake.difference.summary.text()
    intake.apply()
    file = tmp_path / "Ward Nov 2026 v2.csv"
    file.write_text(ROSTER.replace("CL,EN,", "CL,,EN"), encoding="utf-8")
    window.go("import")
    read(qtbot, intake, file)
    assert intake.tabs.currentWidget() is intake.difference
    assert [one.turn for one in intake.difference.changes.records()] == [Turn.MOVED]
    assert intake.import_button.text() == "Import 1 change"
    intake.apply()
    window.go("import")
    read(qtbot, intake, file)
    assert intake.difference.count == 0


def test_copied_cells_are_read_like_a_file(
    qtbot: QtBot, qapp: QApplication, intake: IntakeScreen
) -> None:
    copied = QMimeData()
    copied.setText(ROSTER.replace(",", "\t"))
    qapp.clipboard().setMimeData(copied)
    intake.paste()
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)
    assert intake.plan is not None
    assert (intake.plan.file, len(intake.plan.duties)) == ("pasted table", 4)


def test_copied_words_are_no_roster_and_said_so(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, intake: IntakeScreen
) -> None:
    qapp.clipboard().setText("  ")
    intake.paste()
    qtbot.waitUntil(lambda: "copy the cells" in window.messages.text(), timeout=5_000)
    assert intake.plan is None


SLIPS = """Name,Mon 16/11/2026,Tue 17/11/2026,Wed 18/11/2026
Dr A Patell,ENN,,AL
Dr W Marlowe,QXX,QX,

Code,Meaning,Times
QX,Ward long,08:00-20:30
"""


def test_slips_of_the_keys_are_offered_the_likest_first_and_never_taken(
    qtbot: QtBot, intake: IntakeScreen, tmp_path: Path
) -> None:
    file = tmp_path / "slips.csv"
    file.write_text(SLIPS, encoding="utf-8")
    read(qtbot, intake, file)
    assert intake.plan is not None
    assert set(intake.unknown.words()) == {"ENN", "QXX"}
    assert intake.unknown.offered("QXX")[:3] == (
        "A new activity",
        "Leave out",
        "◆ QX (80 % alike)",
    )
    assert "EN " in intake.unknown.offered("ENN")[2]
    intake.unknown.choose("QXX", OF_FILE - intake._of_file.index("QX"))
    endoscopy = next(one.id for one in intake.names.activities if one.code == "EN")
    intake.unknown.choose("ENN", endoscopy)
    intake.read_again()
    qtbot.waitUntil(lambda: not intake.frame.tasks.busy(), timeout=20_000)
    assert intake.people.offered("Dr A Patell")[2].endswith("Dr A Patel (93 % alike)")
    assert [(duty.person, duty.code) for duty in intake.plan.duties] == [
        ("Dr A Patell", "ENN"),
        ("Dr A Patell", "AL"),
        ("Dr W Marlowe", "QX"),
        ("Dr W Marlowe", "QX"),
    ]
    assert set(intake.people.settled()) == {"Dr W Marlowe"}
    intake.apply()
    intake.frame.go("import")
    read(qtbot, intake, file)
    assert intake.unknown.words() == ()
