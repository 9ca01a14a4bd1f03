"""The bar at the bottom: what the last edit did, what it brought, and the way back."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from models.types import AuditKind
from rota_desk.desk import Done, News
from ui.tasks import Task
from ui.widgets.words import button, set_role, words

DID = {AuditKind.UNDO: "Undone: ", AuditKind.REDO: "Done again: "}


class MessageBar(QWidget):
    """News in one line, never a dialog."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("messages")
        self.setAccessibleName("Messages")
        self._words = words("")
        self._brought = words("", "danger")
        self._cleared = words("", "good")
        self._undo = button("Undo (Ctrl+Z)", undo, "link", says="Undo the last change")
        self._undo.hide()
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(160)
        self._stop = button("Stop", self._cancel, "link", says="Stop the long question")
        self._where = words("", "soft")
        self._task: Task[object] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 3, 16, 3)
        line.setSpacing(16)
        for sentence in (self._words, self._brought, self._cleared):
            sentence.setMinimumWidth(1)  # a long sentence is cut, and never widens the window
        left: tuple[QWidget, ...] = (self._words, self._brought, self._cleared, self._undo)
        right: tuple[QWidget, ...] = (self._bar, self._stop, self._where)
        for part in left:
            line.addWidget(part)
        line.addStretch(1)
        for part in right:
            line.addWidget(part)
        self._bar.hide()
        self._stop.hide()

    def say(self, sentence: str, kind: str = "notice") -> None:
        """Show a sentence; kind is notice, good, warning or danger."""
        set_role(self._words, kind)
        self._words.setText(_shaped(sentence, kind))
        self._words.setToolTip(sentence)
        self._brought.setText("")
        self._cleared.setText("")
        self._undo.hide()

    def tell(self, news: News) -> None:
        """Show what a step did and which findings came and went."""
        set_role(self._words, "strong")
        self._words.setText(DID.get(news.kind, "") + news.done.label)
        for label, text, found in (
            (self._brought, gained_words(news.done), news.done.brought),
            (self._cleared, cleared_words(news.done), news.done.cleared),
        ):
            label.setText(text)
            label.setToolTip("\n".join(finding.message for finding in found))
        self._undo.setVisible(news.kind is not AuditKind.UNDO)

    def place(self, sentence: str) -> None:
        """Say at the right end where the work is kept."""
        self._where.setText(sentence)

    def follow(self, task: Task[object]) -> None:
        """Show a long question's progress until it ends."""
        self._task = task
        self._words.setText(task.title)
        self._bar.setValue(0)
        self._bar.show()
        self._stop.show()
        task.advanced.connect(self._advance)
        task.ended.connect(self._end)

    def text(self) -> str:
        """The sentence that stands there now."""
        return self._words.text()

    def _advance(self, percent: int, doing: str) -> None:
        self._bar.setValue(percent)
        if doing:
            self._words.setText(doing)

    def _end(self) -> None:
        self._bar.hide()
        self._stop.hide()
        if self._task is not None and self._words.text() == self._task.title:
            self._words.setText("")
        self._task = None

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _shaped(sentence: str, kind: str) -> str:
    """A sentence with its kind's shape before it, so that colour is never alone."""
    shape = {"danger": "▲ ", "warning": "◆ ", "good": "✓ "}.get(kind, "")
    return f"{shape}{sentence}"


def gained_words(done: Done[object]) -> str:
    """The findings a step brought: "▲ 1 finding more: …"; empty when it brought none."""
    if not done.brought:
        return ""
    return f"▲ {_counted(len(done.brought))} more: {done.brought[0].message}"


def cleared_words(done: Done[object]) -> str:
    """The findings a step took away: "✓ 2 findings cleared"; empty when it took none."""
    return f"✓ {_counted(len(done.cleared))} cleared" if done.cleared else ""


def _counted(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"
