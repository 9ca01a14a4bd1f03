"""Ten everyday jobs, each action counted; the page of the guide says what is counted here."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from build import MONDAY, a_desk, every
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from standing import judged
from wards import a_small_ward

from models import Assignment, ClinicalSession, Publication
from models.types import SessionState
from rota_desk.desk import Desk
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "counted.md"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
TUESDAY, DAY = MONDAY + dt.timedelta(days=1), dt.timedelta(days=1)


@dataclass
class Hand:
    """A hand that counts: each key, chord and click reaches the window as a real event."""

    window: MainWindow
    rota: RosterScreen
    desk: Desk
    people: dict[str, int]
    actions: int = field(default=0)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.actions += 1
        QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        for letter in text:
            self.actions += 1
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
            QApplication.processEvents()

    def click(self, on: QWidget) -> None:
        self.actions += 1
        QTest.mouseClick(on, Qt.MouseButton.LeftButton, NONE, QPoint(6, on.height() // 2))
        QApplication.processEvents()

    def begin_at(self, person: str, day: dt.date, half: str = "am") -> None:
        """Where both begin; counted on neither side."""
        self.rota.focus_on(clinician=self.people.get(person, 0), day=day, half=half)
        self.rota.grid.setFocus()
        QApplication.processEvents()

    def codes(self, person: str, day: dt.date) -> list[str]:
        line, column = self.rota.model.line_of(self.people[person]), self.rota.model.column_of(day)
        entries = self.rota.model.entries(line, column)
        return [one.code for one in entries if one.assignment_id]

    def gaps(self, day: dt.date) -> int:
        taken = {one.session_id for one in every(self.desk, Assignment)}
        there = (one for one in every(self.desk, ClinicalSession) if one.start.date() == day)
        return sum(one.id not in taken and one.cover_wanted > 0 for one in there)


def plan(hand: Hand) -> None:
    hand.begin_at("S Quill", MONDAY)
    hand.write("cl")
    hand.key(Qt.Key.Key_Return)
    assert hand.codes("S Quill", MONDAY) == ["CL"]


def something_else(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.write("cl")
    hand.key(Qt.Key.Key_Return)
    assert hand.codes("Dr A Patel", MONDAY) == ["CL"]
    assert hand.gaps(MONDAY) == 1


def sick(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.key(Qt.Key.Key_Delete)
    assert hand.codes("Dr A Patel", MONDAY) == []
    assert hand.gaps(MONDAY) == 1


def next_gap(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.key(Qt.Key.Key_F6)
    assert hand.rota.gaps.gap is not None


def fill_gap(hand: Hand) -> None:
    hand.begin_at("", TUESDAY)
    hand.rota.inspect_now()
    hand.rota.frame.tasks.wait()
    QApplication.processEvents()
    free = next(
        one
        for one in hand.rota.side.findChildren(QPushButton)
        if "S Quill" in one.text() and not one.isHidden()
    )
    hand.click(free)
    assert hand.codes("S Quill", TUESDAY) == ["EN"]
    assert hand.gaps(TUESDAY) == 0


def five_days(hand: Hand) -> None:
    monday = MONDAY + 7 * DAY
    hand.begin_at("Dr A Patel", monday)
    for _day in range(4):
        hand.key(Qt.Key.Key_Right, SHIFT)
    hand.write("en")
    hand.key(Qt.Key.Key_Return)
    assert [hand.codes("Dr A Patel", monday + place * DAY) for place in range(5)] == [["EN"]] * 5


def move(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.key(Qt.Key.Key_X, CTRL)
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_V, CTRL)
    assert hand.codes("Dr A Patel", MONDAY) == []
    assert "EN" in hand.codes("Dr A Patel", TUESDAY)


def cancel(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.key(Qt.Key.Key_Delete, CTRL)
    hand.write("Leak")
    hand.key(Qt.Key.Key_Return)
    states = [(one.state, one.state_reason) for one in every(hand.desk, ClinicalSession)]
    assert (SessionState.CANCELLED, "Leak") in states


def undo(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.rota.hands.remove()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.codes("Dr A Patel", MONDAY) == ["EN"]
    assert hand.gaps(MONDAY) == 0


def publish(hand: Hand) -> None:
    hand.begin_at("Dr A Patel", MONDAY)
    hand.key(Qt.Key.Key_P, CTRL | SHIFT)
    hand.key(Qt.Key.Key_Return)
    assert [one.number for one in every(hand.desk, Publication)] == [1]


JOBS: dict[str, Callable[[Hand], None]] = {
    "Plan a clinic": plan,
    "Put somebody on something else; the need they leave stays": something_else,
    "Take somebody off who rang in sick; the need stays": sick,
    "Go to the next gap": next_gap,
    "Fill the gap under the cursor with somebody free and rested": fill_gap,
    "The same list on five days": five_days,
    "Move a list to the next day": move,
    "Cancel a list and say why": cancel,
    "Take all of it back": undo,
    "Publish a numbered version": publish,
}


def page() -> dict[str, tuple[int, int, int]]:
    """Each job of the page: ours, the spreadsheet's, and the boxes of its keys."""
    found = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[1].isdigit():
            boxes = len(re.findall(r"<kbd>", cells[3]))
            found[cells[0]] = (int(cells[1]), int(cells[2]), boxes)
    return found


def test_the_page_lists_these_jobs_and_adds_up_the_spreadsheets_keys() -> None:
    told = page()
    assert list(told) == list(JOBS)
    assert {name: boxes for name, (_ours, _theirs, boxes) in told.items()} == {
        name: theirs for name, (_ours, theirs, _boxes) in told.items()
    }


@pytest.mark.parametrize("job", JOBS)
def test_a_job_takes_as_many_actions_as_the_page_says(
    job: str, qapp: QApplication, tmp_path: Path
) -> None:
    desk = a_desk(tmp_path)
    people = {name: one.id for name, one in a_small_ward(desk).items()}
    look = next((one for one in qapp.children() if isinstance(one, Look)), None) or Look(qapp)
    window = MainWindow(Bridge(desk), look)
    window.go("rota")
    window.resize(1400, 860)
    window.show()
    window.activateWindow()
    judged(window)
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    hand = Hand(window, screen, desk, people)
    try:
        JOBS[job](hand)
        assert hand.actions == page()[job][0]
    finally:
        window.tasks.wait()
        window.close()
        window.deleteLater()
        desk.close()
