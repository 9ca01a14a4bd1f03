"""The long works of the desk: which they are, and how the window waits for them."""

from collections.abc import Callable, Iterator, Mapping, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from rota_desk.progress import telling
from ui.tasks import Progress
from ui.typed_ahead import TypedAhead
from ui.widgets.layouts import row
from ui.widgets.words import button, words

T = TypeVar("T")

MANY = 150  # cells, or lines; fewer are done within a tenth of a second
LARGE_STEP = 600  # records; fewer are taken back within a tenth of a second
SOON = 100  # milliseconds before the window says that it waits
LOOK = 700  # the same for a first look, and for an edit that is mostly done in a moment

ALWAYS: dict[str, str] = {
    "build_period": "Building the period",
    "change_plan_from": "Changing the plan",
    "follow_plan": "Following the plan",
    "give_up_post": "Giving up the post",
    "lay_pattern": "Laying the pattern",
    "take_up_post": "Handing on the post",
    "publish": "Publishing",
    "restore_version": "Putting the version back",
    "apply_roster": "Bringing the rota in",
    "apply_exchange": "Bringing the table in",
    "apply_calendar": "Bringing the calendar in",
    "apply_what_if": "Putting the what-if on the rota",
}
LOOKING: dict[str, str] = {
    "apply_roster": "Looking at what the rota would change",
    "apply_what_if": "Looking at what the what-if would change",
    "apply_exchange": "Looking at what the table would change",
    "apply_calendar": "Looking at what the calendar would change",
    "restore_version": "Looking at what restoring would change",
}
WHEN_MANY: dict[str, str] = {
    "fill_cells": "Filling the cells",
    "fill_what_fits": "Looking at the cells",
    "brush_cells": "Painting the cells",
    "clear_cells": "Clearing the cells",
    "assign_many": "Filling the sessions",
    "take_proposals": "Putting the proposals on the rota",
    "hand_over_many": "Handing the sessions over",
    "move_many": "Moving the sessions",
    "cancel_many": "Cancelling the sessions",
}


def title_of(name: str, facts: Mapping[str, object]) -> str:
    """What the window says while it waits for an edit; empty for one done in a moment."""
    if name in WHEN_MANY:
        several = (one for one in facts.values() if not isinstance(one, str))
        count = sum(len(one) for one in several if isinstance(one, Sized))
        return WHEN_MANY[name] if count > MANY else ""
    return ALWAYS.get(name, "")


def looking_of(name: str, facts: Mapping[str, object]) -> str:
    """What the window says while it looks what an edit would do; empty where that is a moment."""
    return LOOKING.get(name, "") or (title_of(name, facts) if name in WHEN_MANY else "")


class WaitBox(QDialog):
    """Says what the window waits for, how far it is, and how to stop it.

    What is typed meanwhile is kept; Escape alone is its own, so that an Enter or a space that
    was meant for the rota stops nothing.
    """

    def __init__(
        self, title: str, window: QWidget, stop: Callable[[], object], typed: TypedAhead
    ) -> None:
        super().__init__(window)
        self._stop, self._typed = stop, typed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(380)
        self.doing = words(f"{title} …")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress")
        self.stop = button("Stop", self.reject, says=f"Stop (Esc): {title}; nothing is changed")
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(10)
        lines.addWidget(self.doing)
        lines.addWidget(self.bar)
        lines.addLayout(row(None, self.stop))

    def advance(self, percent: int, doing: str) -> None:
        """Show how far it is, and what is being done."""
        self.bar.setValue(max(percent, self.bar.value()))
        if doing:
            self.doing.setText(f"{doing} …")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed for afterwards; Escape stops."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            self._typed.keep(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Let Tab be kept like any other key: there is nowhere to go in here."""
        return False

    def reject(self) -> None:
        """Escape and Stop ask the work to end at its next step; until then this stays."""
        self.doing.setText("Stopping …")
        self.stop.setEnabled(False)
        self._stop()


class LongWork(QObject):
    """Does long work beside the window, which shows how far it is and takes nothing but Stop.

    The window stays alive and draws itself; what it holds cannot be edited meanwhile.
    """

    advanced = Signal(int, str)
    over = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._typed = TypedAhead(window)
        self.busy = False

    def through(self, title: str, work: Callable[[], T], soon: int = SOON) -> T:
        """Do the work; answers what it answers, and raises what it raises.

        After `soon` milliseconds the window says what it waits for.
        Before the window stands, or inside other long work, it is done at once.
        """
        if self.busy or not self._stands():
            return work()
        self.busy = self._typed.waiting = True
        progress, waiting = Progress(self.advanced.emit), QEventLoop()
        self.over.connect(waiting.quit)
        try:
            with (
                _hushed(),
                ThreadPoolExecutor(1, thread_name_prefix="long-work") as beside,
            ):
                done = beside.submit(_told, progress, work)
                done.add_done_callback(self._ended)
                QTimer.singleShot(soon, waiting, waiting.quit)
                self._wait(title, done, progress, waiting)
                return done.result()
        finally:
            self.over.disconnect(waiting.quit)
            self.busy = self._typed.waiting = False
            self._typed.go_on()

    def _stands(self) -> bool:
        handle = self._window.windowHandle()
        return self._window.isVisible() and handle is not None and handle.isExposed()

    def _ended(self, _done: object) -> None:
        self.over.emit()

    def _wait(
        self, title: str, done: "Future[T]", progress: Progress, waiting: QEventLoop
    ) -> None:
        """Wait a moment without a word; what is typed meanwhile comes after. Then show it."""
        waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if done.done():
            return
        front, focus = QApplication.activeWindow(), QApplication.focusWidget()
        above = QApplication.activeModalWidget() or self._window
        box = WaitBox(title, above, progress.stop, self._typed)
        self.advanced.connect(box.advance)
        box.show()
        with self._typed.kept_from(box):
            while not done.done():
                waiting.exec()
        self.advanced.disconnect(box.advance)
        box.hide()
        box.deleteLater()
        if front is not None and isValid(front):
            front.activateWindow()
        if focus is not None and isValid(focus):
            focus.setFocus()
        waiting.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if done.exception() is not None:
            self._typed.forget()


@contextmanager
def _hushed() -> Iterator[None]:
    """Let no clock of a window ring meanwhile: it would ask the desk, and wait there."""
    tops = QApplication.topLevelWidgets()
    clocks = [one for top in tops for one in top.findChildren(QTimer) if one.isActive()]
    for one in clocks:
        one.stop()
    try:
        yield
    finally:
        for one in clocks:
            if isValid(one):
                one.start()


def _told(progress: Progress, work: Callable[[], T]) -> T:
    with telling(progress.at):
        return work()


def take_breath() -> None:
    """Let the screen draw itself between two pieces of work; nobody acts on it meanwhile."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
