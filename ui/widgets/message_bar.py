"""The bar at the bottom: what the last edit did, what it brought, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from models.types import AuditKind
from rota_desk.desk import Done, News
from ui.tasks import Task
from ui.widgets.words import button, set_role, words

DID = {AuditKind.UNDO: "Undone: ", AuditKind.REDO: "Done again: "}


MARGIN, EDGE, GAP = 16, 3, 16  # pixels at the ends, above and below, and between two parts
FOR_WHAT = 0.6  # of the room is for what was done, before what it brought


class Cut(QLabel):
    """A sentence in one line; where there is no room for it, it ends in dots."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setMinimumWidth(1)  # a long sentence never widens the window

    @property
    def wanted(self) -> int:
        """Pixels that the whole sentence takes; none where it says nothing."""
        return self.sizeHint().width() + 1 if self.text() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the sentence as there is room for."""
        del event
        area = self.contentsRect()
        said = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter, enabled = QPainter(self), self.isEnabled()
        self.style().drawItemText(
            painter, area, side, self.palette(), enabled, said, self.foregroundRole()
        )
        painter.end()


class MessageBar(QWidget):
    """News in one line, never a dialog."""

    def __init__(self, undo: Callable[[], object], show: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("messages")
        self.setAccessibleName("Messages")
        self._words, self._brought, self._cleared = Cut(), Cut("danger"), Cut("good")
        self._undo = button("Undo (Ctrl+Z)", undo, "link", says="Undo the last change")
        self._undo.hide()
        self._show = button("Show (Ctrl+Alt+Z)", show, "link", says="Go to what was changed")
        self._show.hide()
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(160)
        self._stop = button("Stop", self._cancel, "link", says="Stop the long question")
        self._where = words("", "soft")
        self._task: Task[object] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, EDGE, MARGIN, EDGE)
        line.setSpacing(GAP)
        left: tuple[QWidget, ...] = (
            *(self._words, self._brought, self._cleared),
            *(self._undo, self._show),
        )
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
        self._show.hide()
        self._fit()

    def tell(self, news: News) -> None:
        """Show what a step did and which findings came and went."""
        set_role(self._words, "strong")
        said = DID.get(news.kind, "") + news.done.label
        self._words.setText(said)
        self._words.setToolTip(said)
        for label, text, found in (
            (self._brought, gained_words(news.done), news.done.brought),
            (self._cleared, cleared_words(news.done), news.done.cleared),
        ):
            label.setText(text)
            label.setToolTip("\n".join(finding.message for finding in found))
        self._undo.setVisible(news.kind is not AuditKind.UNDO)
        self._show.hide()
        self._fit()

    def offer(self, *, shown: bool) -> None:
        """Offer the way to what was changed, where it is out of sight."""
        self._show.setVisible(shown)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high with the way back as without it, so that nothing above it moves."""
        hint = super().sizeHint()
        tall = self._undo.sizeHint().height() + 2 * EDGE
        return QSize(hint.width(), max(hint.height(), tall))

    def minimumSizeHint(self) -> QSize:
        """As high as it ever is."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the room out: the way back whole, what was done, what went, then what came."""
        others = (self._undo, self._show, self._bar, self._stop, self._where)
        taken = sum(one.sizeHint().width() + GAP for one in others if not one.isHidden())
        room = self.width() - 2 * MARGIN - taken - 3 * GAP
        share = FOR_WHAT if self._brought.text() else 1.0
        for part, at_most in (
            (self._words, share),
            (self._cleared, 1.0),
            (self._brought, 1.0),
        ):
            part.setMaximumWidth(max(1, min(part.wanted, int(room * at_most))))
            room = max(1, room - part.maximumWidth())

    def place(self, sentence: str) -> None:
        """Say at the right end where the work is kept."""
        self._where.setText(sentence)
        self._fit()

    def follow(self, task: Task[object]) -> None:
        """Show a long question's progress until it ends."""
        self._task = task
        self._words.setText(task.title)
        self._bar.setValue(0)
        self._bar.show()
        self._stop.show()
        self._fit()
        task.advanced.connect(self._advance)
        task.ended.connect(self._end)

    def text(self) -> str:
        """The sentence that stands there now."""
        return self._words.text()

    def _advance(self, percent: int, doing: str) -> None:
        self._bar.setValue(percent)
        if doing:
            self._words.setText(doing)
            self._fit()

    def _end(self) -> None:
        self._bar.hide()
        self._stop.hide()
        if self._task is not None and self._words.text() == self._task.title:
            self._words.setText("")
        self._task = None
        self._fit()

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
