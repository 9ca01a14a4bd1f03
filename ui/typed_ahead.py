"""What is typed while the window waits: kept, and done afterwards as if typed then."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

HELD = frozenset(
    {Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_Shift}
)
KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class TypedAhead(QObject):
    """Keys that were typed while the window waited; each acts in its turn.

    None acts while the window waits again (`waiting`), and none answers a question that nobody
    had read when it was typed.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys: deque[QKeyEvent] = deque()
        self._box: QWidget | None = None  # that has the word while the window waits
        self.waiting = False

    def keep(self, event: QKeyEvent) -> None:
        """Keep a key for afterwards; one that is only held comes with the key it is held for.

        Alt by itself would put the keyboard into the menus.
        """
        if event.key() not in HELD:
            self._keys.append(_again(event))

    @contextmanager
    def kept_from(self, box: QWidget) -> Iterator[None]:
        """Keep also the keys that still come to another window than the box that waits.

        The box may not have the keyboard yet: Qt throws such a key away, or lets a shortcut act.
        """
        self._box = box
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        try:
            yield
        finally:
            self._box = None
            if app is not None:
                app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that is meant for the window behind; whatever else goes its way."""
        if event.type() not in KEYS or self._box is None or self._is_of_box(watched):
            return False
        if (
            event.type() == QEvent.Type.ShortcutOverride
        ):  # first of all: the key itself may be lost
            self.keep(cast("QKeyEvent", event))
            event.accept()  # no shortcut acts
        return True

    def _is_of_box(self, watched: QObject) -> bool:
        box = self._box
        if box is None or watched is box.windowHandle():
            return True
        return isinstance(watched, QWidget) and watched.window() is box

    def forget(self) -> None:
        """Do nothing of what was typed."""
        self._keys.clear()

    def go_on(self) -> None:
        """Let the keys act, as soon as all else is done."""
        if self._keys:
            QTimer.singleShot(0, self, self._act)

    def _act(self) -> None:
        if self.waiting or not self._keys:
            return
        where = QApplication.focusWidget() or self._window.focusWidget() or self._window
        if not where.isVisible() or isinstance(where.window(), QMessageBox):
            self.forget()
            return
        key = self._keys.popleft()
        self.go_on()  # before it acts: what it opens may take the others
        _press(key, where)


def _press(key: QKeyEvent, where: QWidget) -> None:
    """As Qt does: what a field wants for itself (Ctrl+C), else a shortcut, else a key typed."""
    first = _again(key, QEvent.Type.ShortcutOverride)
    first.ignore()
    QApplication.sendEvent(where, first)
    act = None if first.isAccepted() else _action(where.window(), key)
    if act is not None:
        act.trigger()
        return
    QApplication.sendEvent(where, _again(key))
    if isValid(where):
        QApplication.sendEvent(where, _again(key, QEvent.Type.KeyRelease))


def _again(event: QKeyEvent, kind: QEvent.Type = QEvent.Type.KeyPress) -> QKeyEvent:
    return QKeyEvent(kind, event.key(), event.modifiers(), event.text())


def _action(window: QWidget, key: QKeyEvent) -> QAction | None:
    held = key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys = QKeySequence(QKeyCombination(held, Qt.Key(key.key())))
    return next(
        (one for one in window.actions() if one.isEnabled() and keys in one.shortcuts()), None
    )
