"""The one place where a bug ends: logged, shown once with details to copy, the file safe."""

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPlainTextEdit,
    QVBoxLayout,
)

from rota_desk.errors import Refusal
from ui.log_file import LOG
from ui.widgets.layouts import row
from ui.widgets.words import button, words


class TroubleDialog(QDialog):
    """Says that something went wrong, that nothing kept is lost, and gives the details."""

    def __init__(self, details: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("Something went wrong")
        self.resize(640, 380)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details")
        lines = QVBoxLayout(self)
        lines.setSpacing(10)
        lines.addWidget(words("Something went wrong in the program", "heading"))
        lines.addWidget(
            words(
                "What you did before is kept; the last step may not have been done. You can go "
                "on. Please send the details to whoever looks after the program.",
                wrap=True,
            )
        )
        lines.addWidget(self.details)
        lines.addLayout(
            row(None, button("Copy details", self.copy), button("Go on", self.accept, "primary"))
        )

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QApplication.clipboard().setText(self.details.toPlainText())


class Hook:
    """Stands in for Python's own last word on an error, while the window is open."""

    def __init__(self) -> None:
        self._shown: TroubleDialog | None = None

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the error and show it, one dialog at a time."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        LOG.error("%s", details)
        if self._shown is None:
            self._shown = TroubleDialog(str(error) if isinstance(error, Refusal) else details)
            self._shown.finished.connect(self._forget)
            self._shown.open()

    def _forget(self) -> None:
        self._shown = None
