"""The command palette: any action, person, room or date by typing a few letters."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.goals import Goal
from ui.style.theme import Look
from ui.widgets.option import area_of, font_of, state_of
from ui.widgets.words import words

Index = QModelIndex | QPersistentModelIndex
GOAL = Qt.ItemDataRole.UserRole
NOTHING = "Nothing is called so. Try fewer letters, a bleep, a post, a room or a date."


class _Goals(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.goals: tuple[Goal, ...] = ()

    def show(self, goals: tuple[Goal, ...]) -> None:
        self.beginResetModel()
        self.goals = goals
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of goals."""
        return 0 if parent is not None and parent.isValid() else len(self.goals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A goal's words."""
        goal = self.goals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return goal.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{goal.kind}: {goal.title} {goal.hint}".strip()
        return goal if role == GOAL else None


class _Line(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a goal: its title, and its kind and shortcut in soft words at the right."""
        theme, rect, goal = self._look.theme, area_of(option), index.data(GOAL)
        chosen = bool(state_of(option) & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(theme.accent_fill if chosen else theme.raised))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(theme.accent))
        font = QFont(self._look_font(option))
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        inside = rect.adjusted(14, 0, -14, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, goal.title)
        painter.setPen(QColor(theme.soft))
        right = f"{goal.hint}   {goal.kind}" if goal.hint else goal.kind
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, right)

    def _look_font(self, option: QStyleOptionViewItem) -> QFont:
        return font_of(option)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A comfortable line."""
        size = super().sizeHint(option, index)
        size.setHeight(self._look.pixels(30))
        return size


class CommandPalette(QDialog):
    """A field and the goals that fit what is typed."""

    def __init__(
        self, find: Callable[[str], tuple[Goal, ...]], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Go to")
        self._find = find
        self._goals = _Goals()
        self.field = QLineEdit()
        self.field.setAccessibleName("Go to person, date, room or action")
        self.field.setPlaceholderText("Person, date, room, action … for example: pat 12 nov am")
        self.list = QListView()
        self.list.setAccessibleName("What fits")
        self.list.setModel(self._goals)
        self.list.setItemDelegate(_Line(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.addWidget(self.field)
        self.nothing = words(NOTHING, "soft", wrap=True)
        lines.addWidget(self.nothing)
        lines.addWidget(self.list, 1)
        self.resize(look.pixels(620), look.pixels(420))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.take)
        self.list.clicked.connect(self.take)
        self._search("")

    def _search(self, text: str) -> None:
        self._goals.show(self._find(text))
        self.nothing.setVisible(not self._goals.goals)
        if self._goals.goals:
            self.list.setCurrentIndex(self._goals.index(0))

    def goals(self) -> tuple[Goal, ...]:
        """What fits the words typed so far."""
        return self._goals.goals

    def take(self) -> None:
        """Go to the chosen goal."""
        index = self.list.currentIndex()
        if index.isValid():
            goal = self._goals.goals[index.row()]
            self.accept()
            goal.run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the goals while the field keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._goals.goals:
            row = (self.list.currentIndex().row() + step) % len(self._goals.goals)
            self.list.setCurrentIndex(self._goals.index(row))
            return
        super().keyPressEvent(event)
