"""A window that stands: its first sheet, and what the rules find in it."""

import time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

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
