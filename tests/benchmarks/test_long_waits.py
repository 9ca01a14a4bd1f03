"""Each long work as she meets it: how long, when the window says so, how often, how held."""

import datetime as dt
import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.test_long_work import plan_everybody
from benchmarks.test_planner_speed import fill
from benchmarks.test_window_alive import Heart
from build import MONDAY, a_department, a_desk, an_activity
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from standing import judged

from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.cells import clear_cells
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.edits.publishing import publish
from rota_desk.edits.restoring import restore_version
from ui.bridge import Bridge
from ui.long_work import WaitBox
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.versions_screen import VersionsScreen
from ui.style.theme import Look
from ui.what_if.apply_form import ApplyForm
from ui.widgets.form import Form

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
PLANNED = 200  # people in the year planner
LOOK_EVERY = 10  # milliseconds
SETTLED = 700  # milliseconds after which what follows an act is over
LONG = 900.0  # milliseconds after which somebody must have said so, on however busy a machine


@dataclass
class Wait:
    """One long work: how long it took, when the window said so, when it told how far it was."""

    name: str
    begun: float = field(default_factory=time.perf_counter)
    said: float | None = None
    told: list[float] = field(default_factory=list)
    took: float = 0.0
    held: float = 0.0

    @property
    def silence(self) -> float:
        """The longest time in which it told nothing, and so heard of no Stop."""
        ends = [0.0, *self.told, self.took]
        return max(after - before for before, after in pairwise(ends))

    @property
    def words(self) -> str:
        said = f"said after {self.said:.0f}" if self.said is not None else "said nothing"
        return (
            f"{self.name:<34} {self.took:>6.0f} ms, {said}, told {len(self.told)} times, "
            f"at most {self.silence:.0f} apart; the window held {self.held:.0f}"
        )


class Watch:
    """Watches a window through one act after the other."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot, self.waits = window, qtbot, list[Wait]()
        self.now = Wait("")
        self.heart = Heart()
        self.look = QTimer(interval=LOOK_EVERY)  # none of the window: those rest meanwhile
        self.look.timeout.connect(self._see)
        assert window.bridge.beside is not None
        window.bridge.beside.advanced.connect(self._hear)

    def through(self, name: str, act: Callable[[], object]) -> Wait:
        self.qtbot.wait(SETTLED)
        gc.collect()
        self.heart.beat()
        self.heart.longest = 0.0
        self.now = Wait(name)
        self.look.start()
        act()
        QApplication.processEvents()
        self.now.took = self._since()
        self.look.stop()
        self.qtbot.wait(SETTLED)
        self.heart.beat()
        self.now.held = self.heart.longest
        self.waits.append(self.now)
        return self.now

    def _since(self) -> float:
        return (time.perf_counter() - self.now.begun) * 1000

    def _see(self) -> None:
        if self.now.said is None and waited_for():
            self.now.said = self._since()

    def _hear(self, _percent: int, _doing: str) -> None:
        if self.look.isActive():
            self.now.told.append(self._since())


def waited_for() -> list[WaitBox]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, WaitBox) and one.isVisible()]


def a_window(desk: Desk, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    window = MainWindow(Bridge(desk), Look(qapp))
    qtbot.addWidget(window)
    window.resize(1600, 900)
    window.show()
    qtbot.waitExposed(window)
    judged(window)
    return window


def name_it(window: MainWindow) -> None:
    """Begin a what-if, as its form does."""
    form = window.what_ifs.begin()
    assert isinstance(form, Form)
    form.findChildren(QLineEdit)[-1].setText("One fewer")
    form.press()


def acts(window: MainWindow, rota: RosterScreen) -> Iterator[tuple[str, Callable[[], object]]]:
    """What she does, in this order; each begins where the one before ended."""
    bridge, last = window.bridge, MONDAY + 13 * WEEK - DAY
    later = MONDAY + 14 * WEEK
    people = [line.row.key for line in rota.model.lines if line.row and line.row.key][:50]
    cells = [
        CellFill(one, later + place * DAY, None, "EN") for one in people for place in range(28)
    ]
    yield "a quarter built", lambda: bridge.do(build_period, first=MONDAY, last=last)
    yield "built again", lambda: bridge.do(build_period, first=MONDAY, last=last)
    yield "50 × 28 cells pasted", lambda: rota.hands.change(fill_cells, fills=cells)
    yield "taken back", window.undo
    yield (
        "twelve weeks published",
        lambda: bridge.do(publish, first=MONDAY, last=MONDAY + 12 * WEEK - DAY),
    )
    yield "a quarter opened", lambda: rota.show_days(91)
    yield "a year opened", lambda: rota.show_days(364)
    yield "a week opened", lambda: rota.show_days(7)
    yield "Versions opened", lambda: window.go("versions")
    versions = window.screen_now
    assert isinstance(versions, VersionsScreen)
    yield "compared with now", lambda: versions.compare_with(0)
    week = [one for row in rota.sheet.rows for cell in row.cells for one in cell]
    off = tuple(one.assignment_id for one in week if one.assignment_id)
    yield "a week cleared", lambda: bridge.do(clear_cells, assignments=off)
    yield "the version restored", lambda: bridge.do(restore_version, number=1)
    window.go("rota")
    yield "a what-if begun", lambda: name_it(window)


def in_a_what_if(
    tried: MainWindow, forms: list[ApplyForm | None]
) -> Iterator[tuple[str, Callable[[], object]]]:
    last = MONDAY + 13 * WEEK - DAY
    first = MONDAY + 13 * WEEK
    yield (
        "in it a quarter built",
        lambda: tried.bridge.do(build_period, first=first, last=first + (last - MONDAY)),
    )
    yield "laid beside the real rota", tried.what_ifs.compare
    yield "its changes looked at", lambda: forms.append(tried.what_ifs.apply())


def test_every_long_work_says_how_far_it_is(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    desk.do(plan_everybody, list_=an_activity(desk, "EN"), clinic=an_activity(desk, "CL"))
    window = a_window(desk, qtbot, qapp)
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    watch = Watch(window, qtbot)
    for name, act in acts(window, rota):
        watch.through(name, act)
    tried = next(one for one in window.what_ifs._open.values() if isinstance(one, MainWindow))
    inside = Watch(tried, qtbot)
    forms: list[ApplyForm | None] = []
    for name, act in in_a_what_if(tried, forms):
        inside.through(name, act)
    (form,) = forms
    assert form is not None
    inside.waits.append(watch.through("and applied to the real one", form.press))
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()
    waits = [*watch.waits[:-1], *inside.waits]
    with capsys.disabled():
        print("\n" + "\n".join(one.words for one in waits))
    assert [one.name for one in waits if one.took > LONG and one.said is None] == []


def test_two_hundred_people_are_planned_a_year_ahead(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    a_department(desk)
    desk.do(fill, people=PLANNED)
    window = a_window(desk, qtbot, qapp)
    watch = Watch(window, qtbot)
    watch.through("Leave opened, 200 people", lambda: window.go("leave"))
    window.go("rota")
    watch.through("and back to it", lambda: window.go("leave"))
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()
    with capsys.disabled():
        print("\n" + "\n".join(one.words for one in watch.waits))
    assert [one.name for one in watch.waits if one.took > LONG and one.said is None] == []
