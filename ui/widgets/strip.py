"""The deadline strip: what falls due, each a chip that takes you there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.widgets.words import Button

SHAPES = {"danger": "▲", "warning": "◆", "notice": "●", "good": "○", "neutral": "·"}
SIDE, ABOVE, GAP = 12, 5, 8  # pixels around and between chips


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: a few words, how urgent, and where it is dealt with."""

    words: str
    kind: str  # danger, warning, notice, good
    go: Callable[[], object]
    detail: str = ""


class Strip(QWidget):
    """Chips in a row, as many as fit whole; the rest in the list of the last, "+3 more"."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Deadlines")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dues: tuple[Due, ...] = ()
        self._chips: list[QPushButton] = []
        self._more = Button(self)
        self._more.setProperty("chip", "neutral")
        self._more.clicked.connect(self.list_all)
        self.hide()

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show these deadlines, the most urgent first as they come."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._dues = tuple(dues)
        self._chips = [_chip(due, self) for due in dues]
        self._more.raise_()
        self.setVisible(bool(dues))
        self._fit()

    def list_all(self) -> QMenu:
        """Open the list of every deadline; the first is under the cursor."""
        menu = QMenu(self)
        menu.setAccessibleName("Deadlines")
        for due in self._dues:
            act = menu.addAction(_words(due).replace("&", "&&"))
            act.setToolTip(due.detail)
            act.triggered.connect(_goer(due))
        under = self._more if self._more.isVisible() else self
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return menu

    def shown(self) -> tuple[str, ...]:
        """The words of the chips in view, the last of them "+3 more" where some are not."""
        return tuple(one.text() for one in (*self._chips, self._more) if not one.isHidden())

    def minimumSizeHint(self) -> QSize:
        """As high as a chip; never wider than the window wants to be."""
        return QSize(0, self._height())

    def sizeHint(self) -> QSize:
        """As high as a chip."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the chips are, whatever the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._fit)

    def _height(self) -> int:
        return max((one.sizeHint().height() for one in self._chips), default=0) + 2 * ABOVE

    def _fit(self) -> None:
        self.updateGeometry()
        self._lay()

    def _lay(self) -> None:
        widths = [one.sizeHint().width() for one in self._chips]
        fits = self._that_fit(widths)
        left = SIDE
        for place, (one, width) in enumerate(zip(self._chips, widths, strict=True)):
            one.setVisible(place < fits)
            if place < fits:
                one.setGeometry(left, ABOVE, width, one.sizeHint().height())
                left += width + GAP
        self._count(len(widths) - fits, plain=not fits)
        size = self._more.sizeHint()
        self._more.setGeometry(left, ABOVE, size.width(), size.height())
        self._more.setVisible(fits < len(widths))

    def _that_fit(self, widths: list[int]) -> int:
        """How many chips fit whole, with room for the one that counts the rest."""
        if 2 * SIDE + sum(widths) + GAP * max(len(widths) - 1, 0) <= self.width():
            return len(widths)
        self._count(len(widths), plain=False)
        room = self.width() - 2 * SIDE - self._more.sizeHint().width()
        fits = 0
        while fits < len(widths) and sum(widths[: fits + 1]) + GAP * (fits + 1) <= room:
            fits += 1
        return fits

    def _count(self, rest: int, *, plain: bool) -> None:
        self._more.setText(f"{rest} deadlines" if plain else f"+{rest} more")
        self._more.setAccessibleName(f"{rest} more deadlines; list them all (Ctrl+Alt+D)")
        self._more.setToolTip("List every deadline (Ctrl+Alt+D)")


def _words(due: Due) -> str:
    return f"{SHAPES.get(due.kind, '')}  {due.words}"


def _chip(due: Due, strip: QWidget) -> QPushButton:
    made = Button(_words(due), strip)
    made.setProperty("chip", due.kind)
    made.setAccessibleName(f"{due.words}. {due.detail}".strip())
    made.setToolTip(due.detail)
    made.clicked.connect(lambda: due.go())  # noqa: PLW0108 - drops Qt's "checked"
    return made


def _goer(due: Due) -> Callable[[], object]:
    return lambda: due.go()  # noqa: PLW0108 - drops Qt's "checked"
