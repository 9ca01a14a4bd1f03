"""A window that stands: its first sheet, what the rules find in it, and the keys it has."""

import time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen

PATIENCE = 30.0  # seconds


def judged(window: MainWindow) -> None:
    """Wait until the rules of a window's first sheet have been looked at."""
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    until = time.monotonic() + PATIENCE
    while rota.judging.awaited:
        assert time.monotonic() < until
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def back_in_the_window(inside: QWidget) -> None:
    """Give the keys back to the window, as a window manager does when a form goes."""
    inside.window().activateWindow()
    QApplication.processEvents()
