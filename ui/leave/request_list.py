"""The requests that wait, on the left: who, when, and the worst of what approving would do."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rota_desk.queries.leave import LeaveCard
from rota_desk.words import count_words
from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.followed import Followed
from ui.widgets.option import area_of, state_of

Index = QModelIndex | QPersistentModelIndex
SHAPES = {"danger": "triangle", "warning": "diamond", "good": "circle-check"}
OWED = "Has to be granted"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RequestModel(QAbstractListModel):
    """The waiting requests as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[LeaveCard, ...] = ()

    def show(self, cards: Sequence[LeaveCard]) -> None:
        """Show other requests."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of requests."""
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a request says; read aloud it is one sentence."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.line.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return spoken(card)
        return None


def spoken(card: LeaveCard) -> str:
    """A request in a sentence, with everything to weigh."""
    line = card.line
    said = f"{line.name}, {line.kind_words.lower()}, {line.days}, {line.counted_words}"
    weighed = "; ".join(remark.text for remark in card.effect.remarks)
    return f"{said}. {weighed}." if weighed else f"{said}."


def worst_words(card: LeaveCard) -> str:
    """The gravest remark, or that nothing speaks against it; that it is owed goes before."""
    kind = card.effect.kind
    worst = [remark.text for remark in card.effect.remarks if remark.kind == kind]
    if card.effect.owed:
        others = len(card.effect.remarks) - 1
        return f"{OWED} (+{others})" if others else OWED
    if not worst:
        return "Nothing on the rota is touched"
    more = f" (+{len(worst) - 1})" if len(worst) > 1 else ""
    return worst[0] + more


class RequestList(QListView):
    """The waiting requests; `chosen` brings the one under the cursor, `opened` Enter on it."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, followed: Followed) -> None:
        super().__init__()
        self.requests = RequestModel()
        self.setModel(self.requests)
        self.setItemDelegate(_CardDelegate(self.requests, look, self, followed))
        self.setAccessibleName("Requests waiting for an answer")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda _now: self.chosen.emit(self.card()))
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.card()))
        look.changed.connect(self._lay_again)
        followed.changed.connect(self.viewport().update)

    def _lay_again(self, _theme: object) -> None:
        self.doItemsLayout()

    def show_cards(self, cards: Sequence[LeaveCard]) -> None:
        """Show these requests; the cursor stays on its request or on its place."""
        before, place = self.card(), self.currentIndex().row()
        self.requests.show(cards)
        numbers = [card.line.id for card in cards]
        if before is not None and before.line.id in numbers:
            self.choose(before.line.id)
        elif cards and place >= 0:
            self.setCurrentIndex(self.requests.index(min(place, len(cards) - 1)))

    def card(self) -> LeaveCard | None:
        """The request under the cursor."""
        row = self.currentIndex().row()
        return self.requests.cards[row] if 0 <= row < len(self.requests.cards) else None

    def choose(self, leave: int) -> bool:
        """Put the cursor on a request; answers whether it is here."""
        for row, card in enumerate(self.requests.cards):
            if card.line.id == leave:
                self.setCurrentIndex(self.requests.index(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the request."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(self.card())
            return
        super().keyPressEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Draws a request in three lines."""

    def __init__(
        self, model: RequestModel, look: Look, parent: RequestList, followed: Followed
    ) -> None:
        super().__init__(parent)
        self._model, self._look, self._followed = model, look, followed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Three lines and their margins."""
        return QSize(self._look.pixels(240), self._look.pixels(74))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw name and days counted, the days, the worst remark with its shape."""
        rect = area_of(option)
        state = state_of(option)
        theme, card = self._look.theme, self._model.cards[index.row()]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if chosen else theme.paper))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(theme.accent))
        inside = rect.adjusted(14, self._look.pixels(8), -12, -self._look.pixels(8))
        third = inside.height() // 3
        lines = [
            QRect(inside.left(), inside.top() + third * number, inside.width(), third)
            for number in range(3)
        ]
        line = card.line
        name = self._followed.signed(line.name, line.clinician_id)
        self._write(painter, lines[0], name, f"{line.kind_words} · {line.counted_words}")
        asked = f"{count_words(line.age_days, 'day')} ago" if line.age_days else "today"
        self._write(painter, lines[1], line.days, asked, plain=True)
        self._worst(painter, lines[2], card)
        painter.restore()

    def _write(
        self, painter: QPainter, rect: QRect, left: str, right: str, *, plain: bool = False
    ) -> None:
        theme = self._look.theme
        small = QFont(painter.font())
        small.setPixelSize(self._look.pixels(12))
        small.setWeight(QFont.Weight.Normal)
        painter.setFont(small)
        painter.setPen(QColor(theme.soft))
        painter.drawText(rect, RIGHT, right)
        room = rect.width() - painter.fontMetrics().horizontalAdvance(right) - 8
        font = QFont(painter.font())
        font.setPixelSize(self._look.pixels(13))
        font.setWeight(QFont.Weight.Normal if plain else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        cut = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, LEFT, cut)

    def _worst(self, painter: QPainter, rect: QRect, card: LeaveCard) -> None:
        theme, kind = self._look.theme, card.effect.kind
        colour, size = getattr(theme, kind), self._look.pixels(13)
        ratio = painter.device().devicePixelRatioF()
        shape = picture(SHAPES[kind], colour, size, ratio)
        painter.drawPixmap(rect.left(), rect.center().y() - size // 2, shape)
        font = QFont(painter.font())
        font.setPixelSize(self._look.pixels(12))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        beside = rect.adjusted(size + 6, 0, 0, 0)
        text = painter.fontMetrics().elidedText(
            worst_words(card), Qt.TextElideMode.ElideRight, beside.width()
        )
        painter.drawText(beside, LEFT, text)
