"""A row that goes on in the next line where the window is too narrow for it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

Placed = list[tuple[QLayoutItem, int]]  # what stands in one line, and how wide it is


class Wrap(QLayout):
    """Parts from left to right; those behind the spring stand at the right end of their line.

    Those behind the spring stay together: where the line has no room for all of them, they take
    the next one.
    """

    def __init__(self, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap

    def add(self, *parts: QWidget) -> None:
        """Put parts at the end."""
        for part in parts:
            self.addWidget(part)

    def spring(self) -> None:
        """Push what follows to the right."""
        expand, least = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        self.addItem(QSpacerItem(0, 0, expand, least))

    def addItem(self, item: QLayoutItem) -> None:
        """Keep an item; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """One part; none beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt takes none

    def takeAt(self, index: int) -> QLayoutItem:
        """Take one part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt takes none

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more than is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        edges = self.contentsMargins()
        lines = self._lines(width - edges.left() - edges.right())
        heights = sum(_height(line) for line in lines) + self._line_gap * max(len(lines) - 1, 0)
        return heights + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:
        """As wide as all parts beside each other."""
        edges = self.contentsMargins()
        parts = [item.sizeHint() for item in self._items if _seen(item)]
        wide = sum(one.width() for one in parts) + self._gap * max(len(parts) - 1, 0)
        high = max((one.height() for one in parts), default=0)
        return QSize(wide + edges.left() + edges.right(), high + edges.top() + edges.bottom())

    def minimumSize(self) -> QSize:
        """As wide as the widest part, as high as one line."""
        edges = self.contentsMargins()
        least = [item.minimumSize() for item in self._items if _seen(item)]
        wide = max((one.width() for one in least), default=0)
        high = max((one.height() for one in least), default=0)
        return QSize(wide + edges.left() + edges.right(), high + edges.top() + edges.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Lay the lines out, parts in the middle of each."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        top = inside.top()
        for line in self._lines(inside.width()):
            high = _height(line)
            self._lay(line, QRect(inside.left(), top, inside.width(), high))
            top += high + self._line_gap

    def _lay(self, line: Placed, area: QRect) -> None:
        taken = sum(width for item, width in line if _seen(item))
        seen = sum(1 for item, _width in line if _seen(item))
        spare = max(0, area.width() - taken - self._gap * max(seen - 1, 0))
        left = area.left()
        for item, width in line:
            if not _seen(item):
                left += spare
                spare = 0
                continue
            high = min(_tall(item, width), area.height())
            place = QPoint(left, area.top() + (area.height() - high) // 2)
            item.setGeometry(QRect(place, QSize(width, high)))
            left += width + self._gap

    def _lines(self, width: int) -> list[Placed]:
        lines: list[Placed] = [[]]
        left = 0
        for place, item in enumerate(self._items):
            if item.spacerItem() is not None:
                taken = self._behind(place)
                if left and left + taken > width >= taken:
                    lines.append([])
                    left = 0
                else:
                    lines[-1].append((item, 0))
                continue
            if item.isEmpty():
                continue
            wide = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            if left and left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append((item, wide))
            left += wide + self._gap
        return lines

    def _behind(self, spring: int) -> int:
        """The width of what stands behind a spring, all in one line."""
        parts = [item.sizeHint().width() for item in self._items[spring + 1 :] if _seen(item)]
        return sum(parts) + self._gap * max(len(parts) - 1, 0)


def _seen(item: QLayoutItem) -> bool:
    return item.spacerItem() is None and not item.isEmpty()


def _tall(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _height(line: Placed) -> int:
    return max((_tall(item, width) for item, width in line if _seen(item)), default=0)
