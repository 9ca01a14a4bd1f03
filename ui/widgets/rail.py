"""The left rail: the places of the window, icons with words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.places import Place, keys_of
from ui.style.icons import icon
from ui.style.theme import Look
from ui.widgets.words import restyle

APART, CLOSE = 6, 3  # pixels above and below the words of an entry, as the style sheet has them


class Rail(QWidget):
    """Chooses a place. It collapses to icons when the window is narrow or on demand.

    Where the window is too low for all of them they stand closer; where that is not enough it
    scrolls, and the chosen one is always in view.
    """

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], look: Look) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Places")
        self._look = look
        self._places = {place.id: place for place in places}
        self._entries: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        inside = QWidget()
        inside.setObjectName("plain")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 8, 0, 8)
        self._lines.setSpacing(1)
        keys = keys_of(places)
        for place in places:
            if place.begins:
                self._lines.addWidget(self._line())
            self._add(place, keys[place.id])
        self._lines.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._area)
        self.collapsed = self._close = False
        look.changed.connect(self._draw)
        self._draw()

    def _line(self) -> QFrame:
        line = QFrame()
        line.setObjectName("rail_line")
        line.setFixedHeight(1)
        return line

    def _add(self, place: Place, key: str) -> None:
        entry = QToolButton()
        entry.setObjectName("rail_entry")
        entry.setText("  " + place.title.replace("&", "&&"))
        entry.setAccessibleName(place.title)
        entry.setToolTip(f"{place.title} ({key})" if key else place.title)
        entry.setCheckable(True)
        entry.clicked.connect(lambda: self.chosen.emit(place.id))
        self._entries[place.id] = entry
        self._group.addButton(entry)
        self._lines.addWidget(entry)

    def choose(self, place: str) -> None:
        """Mark a place as the one that is shown."""
        if place in self._entries:
            self._entries[place].setChecked(True)
            self._draw()
            self._area.ensureWidgetVisible(self._entries[place])

    def collapse(self, *, collapsed: bool) -> None:
        """Show icons only, or icons with words."""
        self.collapsed = collapsed
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer in a low window."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """As far apart as the height allows, counted from one entry: all are alike."""
        entry = next(iter(self._entries.values()), None)
        if entry is None:
            return
        spare = 0 if not self._close else len(self._entries) * (2 * (APART - CLOSE) + 1)
        close = self._lines.sizeHint().height() + spare > self.height()
        if close is self._close:
            return
        self._close = close
        self._lines.setSpacing(0 if close else 1)
        self._lines.setContentsMargins(0, 4 if close else 8, 0, 4 if close else 8)
        for one in self._entries.values():
            one.setProperty("close", close)
            restyle(one)

    def _draw(self, _theme: object = None) -> None:
        theme, size = self._look.theme, self._look.pixels(16)
        self.setFixedWidth(self._look.pixels(52 if self.collapsed else 156))
        only = Qt.ToolButtonStyle.ToolButtonIconOnly
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for name, entry in self._entries.items():
            colour = theme.accent if entry.isChecked() else theme.soft
            entry.setIcon(icon(self._places[name].icon, colour, size))
            entry.setIconSize(QSize(size, size))
            entry.setToolButtonStyle(only if self.collapsed else beside)
            entry.setFixedWidth(self.width() - 1)
        self._stand()
