"""A column of the board: its cards, walked by the arrows."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rota_desk.queries.board_lines import BoardLine
from rota_desk.queries.lock_changes import LockChange
from ui.rooms.board_model import BoardModel, Head, Row
from ui.rooms.board_words import SHAPES, standing, when, whose
from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.option import area_of, state_of

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HEAD_HEIGHT, CARD_HEIGHT = 28, 64


class BoardList(QListView):
    """The cards of one column; `moved` when the cursor moves, `opened` on Enter.

    `left` and `right` ask for the column beside it.
    """

    moved = Signal()
    opened = Signal()
    beside = Signal(int)

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.cards = BoardModel()
        self.walked = False  # it has the cursor of the board
        self.setModel(self.cards)
        self.setItemDelegate(_CardDelegate(self.cards, look, self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.selectionModel().currentChanged.connect(lambda _now: self.moved.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        look.changed.connect(self._lay_again)

    def walk(self, *, on: bool) -> None:
        """Take or give away the cursor of the board."""
        self.walked = on
        self.viewport().update()

    def _lay_again(self, _theme: object) -> None:
        """A method of its own, so that it is let go with the list."""
        self.doItemsLayout()

    def show_rows(self, rows: tuple[Row, ...], *, overdue: bool = False) -> None:
        """Show these rows; the cursor stays on its session, or on its place."""
        before, place = self.row(), self.currentIndex().row()
        self.cards.show(rows, overdue=overdue)
        if isinstance(before, Head) or before is None or not self.choose(before.session_id):
            self._settle(max(place, 0))

    def _settle(self, place: int) -> None:
        """Put the cursor on a row, or on the next one that can be chosen."""
        count = self.cards.rowCount()
        after = [*range(place, count), *range(min(place, count) - 1, -1, -1)]
        chosen = next((one for one in after if self._can_be_chosen(one)), None)
        if chosen is not None:
            self.setCurrentIndex(self.cards.index(chosen))

    def _can_be_chosen(self, place: int) -> bool:
        return bool(self.cards.flags(self.cards.index(place)) & Qt.ItemFlag.ItemIsSelectable)

    def row(self) -> Row | None:
        """What stands under the cursor."""
        place = self.currentIndex().row()
        return self.cards.rows[place] if 0 <= place < len(self.cards.rows) else None

    def choose(self, session: int) -> bool:
        """Put the cursor on a session; answers whether it is here."""
        place = self.cards.find(
            lambda row: not isinstance(row, Head) and row.session_id == session
        )
        if place >= 0:
            self.setCurrentIndex(self.cards.index(place))
        return place >= 0

    def next_open(self) -> bool:
        """Go to the next session that is to be decided, round and round."""
        here = self.currentIndex().row()
        places = [
            place
            for place, row in enumerate(self.cards.rows)
            if isinstance(row, BoardLine) and row.to_settle
        ]
        if not places:
            return False
        following = next((place for place in places if place > here), places[0])
        self.setCurrentIndex(self.cards.index(following))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, left and right go to the column beside."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.beside.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Draws a head in one line, a card in three."""

    def __init__(self, model: BoardModel, look: Look, parent: BoardList) -> None:
        super().__init__(parent)
        self._model, self._look, self._list = model, look, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """A head's line, or a card's three."""
        head = isinstance(self._model.rows[index.row()], Head)
        return QSize(
            self._look.pixels(150), self._look.pixels(HEAD_HEIGHT if head else CARD_HEIGHT)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._model.rows[index.row()]
        theme, rect = self._look.theme, area_of(option)
        chosen = bool(state_of(option) & QStyle.StateFlag.State_Selected)
        held = chosen and self._list.hasFocus()
        painter.save()
        ground = (
            theme.accent_fill
            if chosen and self._list.walked
            else theme.panel
            if isinstance(row, Head)
            else theme.paper
        )
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        if chosen:
            bar = theme.accent if held else theme.edge
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(bar))
        inside = rect.adjusted(12, 0, -10, 0)
        if isinstance(row, Head):
            self._text(
                painter,
                inside,
                row.text,
                theme.accent if row.confirms else theme.soft,
                strong=True,
            )
        else:
            self._card(
                painter, inside.adjusted(0, self._look.pixels(6), 0, -self._look.pixels(6)), row
            )
        painter.restore()

    def _card(self, painter: QPainter, inside: QRect, row: BoardLine | LockChange) -> None:
        theme = self._look.theme
        third = inside.height() // 3
        lines = [
            QRect(inside.left(), inside.top() + third * number, inside.width(), third)
            for number in range(3)
        ]
        if isinstance(row, LockChange):
            said = f"allowed by {row.approver}" if row.approver else "nobody signed for it"
            kind = "good" if row.approver else "danger"
            place, what = "", row.what
        else:
            said, kind = standing(row, overdue=self._model.overdue)
            place, what = f"{row.room} · {row.code}", whose(row)
        beside = self._text(painter, lines[0], place, theme.soft, right=True)
        self._text(
            painter, lines[0].adjusted(0, 0, -beside - 8, 0), when(row), theme.text, strong=True
        )
        self._text(painter, lines[1], what, theme.text)
        self._mark(painter, lines[2], said, kind)

    def _mark(self, painter: QPainter, rect: QRect, said: str, kind: str) -> None:
        colour = getattr(self._look.theme, kind)
        size = self._look.pixels(12)
        room = 0
        if kind in SHAPES:
            shape = picture(SHAPES[kind], colour, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.left(), rect.center().y() - size // 2, shape)
            room = size + 6
        self._text(painter, rect.adjusted(room, 0, 0, 0), said, colour)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        *,
        strong: bool = False,
        right: bool = False,
    ) -> int:
        """Draw a line of words, cut where it has no room; answers how wide it is."""
        font = QFont(painter.font())
        font.setPixelSize(self._look.pixels(13 if strong else 12))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, RIGHT if right else LEFT, cut)
        return painter.fontMetrics().horizontalAdvance(cut)
