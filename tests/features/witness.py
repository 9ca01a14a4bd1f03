"""Stands beside the real window in its own program: says what is on it, and takes pictures.

Started as `python witness.py FILE [MOMENT]`; it opens the window through the program's own door,
with its clock set where a moment is given. Questions
come as lines of JSON on standard input and are answered on standard output. It presses keys only
where no tool for true X events is installed.
"""

import datetime as dt
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, get_ident
from time import perf_counter, sleep, thread_time
from typing import Any, TypeVar
from unittest.mock import patch

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from rota_desk.__main__ import main
from rota_desk.clock import FixedClock
from ui.app import application
from ui.long_work import SOON, LongWork
from ui.main_window import MainWindow

BEAT = 10  # milliseconds between two heartbeats of the window
PAUSE = 100  # milliseconds without a beat that are kept
WATCH = 0.02  # seconds
ROOT = Path(__file__).resolve().parents[2]
FRAMES = (MainWindow, QDialog)
T = TypeVar("T")


class Heart(QObject):
    """Beats with the event loop, and keeps every pause that a hand would feel.

    What counts is the processor's time of the window's own thread: a busy machine is no stall,
    nor is what the witness itself does there. While something is done beside the window without
    a word nobody can act either: there the work itself is counted (`waits`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.step = "start"
        self.pauses: list[dict[str, object]] = []
        self.waits: list[dict[str, object]] = []
        self._seen: Counter[str] = Counter()  # where the window's thread was since the last beat
        self._last, self._worked = perf_counter(), thread_time()
        self._own = [0.0, 0.0]  # seconds by the clock and of the processor since the last beat
        Thread(target=self._watch, args=(get_ident(),), daemon=True).start()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    @Slot()
    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        waited, own = self._own
        self._own = [0.0, 0.0]
        paused = round((now - self._last - waited) * 1000) - BEAT
        work = round((worked - self._worked - own) * 1000)
        seen, self._seen = self._seen, Counter()
        if paused > PAUSE:
            where = ", ".join(place for place, _often in seen.most_common(3))
            told = {"step": self.step, "paused": paused, "worked": work, "where": where}
            self.pauses.append(told)
        self._last, self._worked = now, worked

    def watch_waits(self) -> None:
        """Keep what each work takes of the processor that is to be done in a moment."""
        real = LongWork.through

        def through(one: LongWork, title: str, work: Callable[[], T], soon: int = SOON) -> T:
            return real(one, title, work if soon == SOON else lambda: self._timed(work), soon)

        patch.object(LongWork, "through", through).start()

    def _timed(self, work: Callable[[], T]) -> T:
        begun = thread_time()
        try:
            return work()
        finally:
            spent = round((thread_time() - begun) * 1000)
            self.waits.append({"step": self.step, "worked": spent})

    @contextmanager
    def looking(self) -> Iterator[None]:
        """What is done inside is the witness's own, not the program's."""
        now, worked = perf_counter(), thread_time()
        yield
        self._own[0] += perf_counter() - now
        self._own[1] += thread_time() - worked

    def _watch(self, thread: int) -> None:
        """Note every now and then which of the program's functions the window's thread is in."""
        while True:
            sleep(WATCH)
            frame = sys._current_frames().get(thread)
            names = [""]
            while frame is not None:
                code = frame.f_code
                if str(ROOT / "ui") in code.co_filename:
                    names.append(code.co_qualname)
                frame = frame.f_back
            self._seen[" < ".join(names[1:4])] += 1


class Witness(QObject):
    """Answers what a person before the screen would see."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.heart = Heart()
        self.heart.watch_waits()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))

    @Slot(object)
    def _answer(self, question: dict[str, Any]) -> None:
        with self.heart.looking():
            answer = getattr(self, question.pop("ask"))(**question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    # What is on the screen.

    def look(self, step: str = "") -> dict[str, object]:
        """Say what the foremost window shows; `step` names what is being done now."""
        self.heart.step = step or self.heart.step
        top, focus = _foremost(), QApplication.focusWidget()
        return {
            "title": top.windowTitle() if top else "",
            "number": int(top.winId()) if top else 0,
            "active": top is not None and top.isActiveWindow(),
            "menu": QApplication.activePopupWidget() is not None,
            "focus": _called(focus),
            "typed": _typed(focus),
            "cell": _cell(focus),
            "words": [
                *(one.text() or one.accessibleName() for one in _seen(top, QLabel)),
                *(one.toPlainText() for one in _seen(top, QPlainTextEdit)),
            ],
            "buttons": [_called(one) for one in _seen(top, QAbstractButton) if one.isEnabled()],
        }

    def find(self, name: str) -> list[int]:
        """Say where on the screen the middle of a control or list line lies; empty if unseen."""
        top = _foremost()
        for one in _seen(top, QWidget):
            if isinstance(one, CONTROLS) and name in {_called(one), _shown(one)}:
                return _middle(one) if one.isEnabled() else []
        for lines in _seen(top, QListWidget):
            for item in lines.findItems(name, Qt.MatchFlag.MatchExactly):
                lines.scrollToItem(item)
                spot = lines.viewport().mapToGlobal(lines.visualItemRect(item).center())
                return [spot.x(), spot.y()]
        return []

    def picture(self, path: str) -> bool:
        """Keep a picture of the screen where the program is, with all that lies over it."""
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        there = max((one.frameGeometry() for one in shown), key=lambda one: one.width())
        screen = QApplication.primaryScreen()
        there = there.intersected(screen.geometry())
        seen = screen.grabWindow(0, there.x(), there.y(), there.width(), there.height())
        return bool(seen.save(path))

    def pauses(self) -> list[dict[str, object]]:
        """Say how often and how long the window did not answer."""
        return self.heart.pauses

    def waits(self) -> list[dict[str, object]]:
        """Say what each work took that the window waited for without a word."""
        return self.heart.waits

    def busy(self) -> bool:
        """Say whether long work is under way."""
        tops = QApplication.topLevelWidgets()
        shown = [one for one in tops if isinstance(one, MainWindow)]
        return any(one.tasks.busy() for one in shown) or _looks_beside()

    # Hands, for a machine without a tool for X events.

    def face(self) -> None:
        """Give the foremost window the keyboard."""
        if (top := _foremost()) is not None:
            top.activateWindow()

    def press(self, keys: str) -> None:
        """Press keys in the foremost window."""
        _soon(lambda: _press(keys))

    def write(self, text: str) -> None:
        """Type a text."""
        _soon(lambda: _write(text))

    def click(self, x: int, y: int) -> None:
        """Click on a spot of the screen."""
        target = QApplication.widgetAt(x, y)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        if target is not None:
            spot = target.mapFromGlobal(QPoint(x, y))
            _soon(lambda: QTest.mouseClick(target, left, none, spot))


CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def _press(keys: str) -> None:
    over, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
    inside = over is not None and focus is not None and over.isAncestorOf(focus)
    target = (focus if inside else over) or focus or _foremost()
    if target is not None:
        QTest.keySequence(target, QKeySequence(keys))


def _write(text: str) -> None:
    target = QApplication.focusWidget()
    if target is not None:
        QTest.keyClicks(target, text)


def _soon(act: Callable[[], None]) -> None:
    """Act after the answer: what is pressed may open a dialog that waits."""
    QTimer.singleShot(0, lambda: _as_a_hand(act))


def _as_a_hand(act: Callable[[], None]) -> None:
    """Act as a real key does: held back while the window looks beside itself.

    Between two windows, of which neither has the keyboard, no key comes at all: it waits.
    """
    top, over = _foremost(), QApplication.activePopupWidget()
    held = _looks_beside() and QApplication.activeModalWidget() is None
    if held or (top is not None and over is None and not top.isActiveWindow()):
        QTimer.singleShot(BEAT, lambda: _as_a_hand(act))
    else:
        act()


def _looks_beside() -> bool:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return any(one.bridge.beside.busy for one in shown if one.bridge.beside is not None)


def _foremost() -> QWidget | None:
    """The window that takes keys: the newest dialog, else the main window that is active."""
    if (modal := QApplication.activeModalWidget()) is not None:
        return modal
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    shown = [one for one in tops if isinstance(one, FRAMES)]
    return max(
        shown, key=lambda one: (isinstance(one, QDialog), one.isActiveWindow()), default=None
    )


def _seen(top: QWidget | None, kind: type[Any]) -> list[Any]:
    """The parts of a window that are shown, and not scrolled out of sight."""
    found = top.findChildren(kind) if top is not None else []
    return [one for one in found if one.isVisible() and not one.visibleRegion().isEmpty()]


def _called(part: QWidget | None) -> str:
    return "" if part is None else part.accessibleName() or _shown(part)


def _shown(part: QWidget) -> str:
    return part.text().replace("&", "") if isinstance(part, QAbstractButton) else ""


def _typed(focus: QWidget | None) -> str:
    if isinstance(focus, QComboBox):
        return focus.currentText()
    return focus.text() if isinstance(focus, QLineEdit) else ""


def _middle(part: QWidget) -> list[int]:
    spot = part.mapToGlobal(part.visibleRegion().boundingRect().center())
    return [spot.x(), spot.y()]


def _cell(focus: QWidget | None) -> str:
    """A table's current cell, as it is read aloud."""
    if not isinstance(focus, QTableView):
        return ""
    return str(focus.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")


def set_clock(moment: str) -> None:
    """Let the desk think it is this moment ("2026-07-27T06:40+00:00")."""
    stands = FixedClock(dt.datetime.fromisoformat(moment))
    patch("rota_desk.desk.SystemClock", lambda: stands).start()


if __name__ == "__main__":
    for told in filter(None, sys.argv[2:]):
        set_clock(told)
    app = application()
    witness = Witness()
    status = main(["--database", sys.argv[1]])
    sys.stdout.flush()
    os._exit(status)
