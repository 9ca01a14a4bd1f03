"""The list of first steps, opened from any place of the window."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rota_desk.queries.first_steps import Step, first_steps
from ui.frame import Frame
from ui.widgets.layouts import row
from ui.widgets.steps_view import StepsView
from ui.widgets.words import button


class FirstStepsList(QDialog):
    """What a new department has and what comes next; Enter goes there."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self.setWindowTitle("First steps")
        self.resize(frame.look.pixels(960), frame.look.pixels(480))
        self.view = StepsView(frame.look, self._go)
        self.view.tell(frame.bridge.ask(first_steps))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(4, 4, 4, 12)
        lines.addWidget(self.view)
        close = row(None, button("Close", self.reject))
        close.setContentsMargins(0, 0, 16, 0)
        lines.addLayout(close)
        self.view.table.setFocus()

    def _go(self, step: Step) -> None:
        self.accept()
        self._frame.go(step.place, **step.focus)
