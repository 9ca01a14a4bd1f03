"""Drawing a window or a form to a picture, and a coarse look at what was drawn."""

import os
import time
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.main_window import MainWindow
from ui.roster.spot_table import SpotTable

COLOURS = 40  # a picture with fewer is an empty one
WHOLE = 10.0  # seconds at most until a year is drawn, moment by moment
AFTER = 0.12  # seconds: an inspector waits until the cursor has rested


def settle(window: MainWindow, seconds: float = 0.4) -> None:
    """Let timers run and long questions end."""
    until = time.monotonic() + seconds
    while time.monotonic() < until or window.tasks.busy():
        if window.tasks.busy():  # what its answer sets off has time too
            until = max(until, time.monotonic() + AFTER)
        QApplication.processEvents()
    grids = [one for one in window.findChildren(SpotTable) if one.isVisible()]
    while time.monotonic() < until + WHOLE and any(one.drawing for one in grids):
        QApplication.processEvents()
    for _step in range(3):  # what an answer changed is laid out
        QApplication.processEvents()


def picture(widget: QWidget, name: str) -> QImage:
    """Draw a widget; keep the picture when a folder is named."""
    image = widget.grab().toImage()
    folder = os.environ.get("ROTA_DESK_PICTURES", "")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        image.save(str(Path(folder) / f"{name}.png"))
    return image


def colours(image: QImage) -> int:
    """How many colours a coarse look at a picture finds."""
    found = {
        image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 3)
    }
    return len(found)


def cut_off(window: MainWindow) -> list[str]:
    """Every visible single-line label that has less room than its words need, and no tip of them.

    The message bar cuts a long sentence so that the window stays as wide as it is.
    """
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() and not label.wordWrap() and not label.toolTip()
        if label.width() + 1 < label.minimumSizeHint().width() and label.pixmap().isNull()
    ]
