"""A stack of screens of which one is in view, and only that one asks for room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stage(QStackedWidget):
    """Screens behind each other; one out of view never makes the window wider."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the screen in view needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """What the screen in view would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize(0, 0)
