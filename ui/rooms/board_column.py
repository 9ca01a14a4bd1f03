"""A column of the board: a week's head and its cards."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rota_desk.queries.lock_changes import LockChange
from rota_desk.queries.six_four_two import BoardWeek
from rota_desk.words import count_words
from ui.rooms.board_list import BoardList
from ui.rooms.board_model import Head, Row, rows_of
from ui.rooms.board_words import WEEKS, due_words, holiday_words, week_words
from ui.style.theme import Look
from ui.widgets.layouts import boxed, column
from ui.widgets.words import set_role, words

NARROWEST = 165  # pixels


class BoardColumn(QFrame):
    """The weeks of one milestone, or the changes after the lock."""

    widened = Signal()

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._look = look
        look.changed.connect(self._size)
        self._size()
        self.title = words(title, "heading")
        self.days = words("", "strong", wrap=True)
        self.due = words("", "soft", wrap=True)
        self.cards = BoardList(title, look)
        self.top = boxed(column(self.title, self.days, self.due, None, gap=2))
        self.top.setContentsMargins(12, 8, 8, 8)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.top)
        lines.addWidget(_hairline())
        lines.addWidget(self.cards, 1)

    def _size(self, _theme: object = None) -> None:
        """Never so narrow that a card says nothing: the board is moved sideways instead."""
        self.setMinimumWidth(self._look.pixels(NARROWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the words of the head may take more lines now, or fewer."""
        super().resizeEvent(event)
        self.widened.emit()

    def show_week(self, week: BoardWeek, *, every: bool) -> None:
        """Show a week's sessions under their heads."""
        self.title.setText(WEEKS[week.milestone])
        self.days.setText(week_words(week))
        late = count_words(len(week.late_leave), "late leave", "late leaves")
        parts = [due_words(week), holiday_words(week), late if week.late_leave else ""]
        self.due.setText(" · ".join(part for part in parts if part))
        set_role(self.due, "danger" if week.overdue else "soft")
        self.setToolTip(week.asks)
        self.cards.show_rows(rows_of(week, every=every), overdue=week.overdue)

    def show_changes(self, changes: tuple[LockChange, ...]) -> None:
        """Show what changed on locked lists, what nobody signed for first."""
        unsigned = [one for one in changes if not one.approver]
        signed = [one for one in changes if one.approver]
        self.days.setText("This week and the next two")
        self.due.setText("A change after the lock needs a signature")
        rows: list[Row] = []
        if unsigned:
            rows += [Head(f"To be signed · {len(unsigned)}"), *unsigned]
        if signed:
            rows += [Head(f"Signed · {len(signed)}"), *signed]
        self.cards.show_rows(tuple(rows) or (Head("No locked list was changed"),))


def _hairline() -> QWidget:
    line = QFrame()
    line.setProperty("role", "rule")
    return line
