"""The middle of Compliance: people by rule, and one person's fortnight along the hours below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from rota_desk.queries.compliance import PersonStanding
from rota_desk.queries.fortnight import Fortnight
from rota_desk.queries.standings import Judged, Standing
from rota_desk.words import count_words
from ui.compliance.marks import LEGEND
from ui.compliance.matrix import Matrix
from ui.compliance.timeline_view import TimelineView
from ui.style.theme import Look
from ui.widgets.layouts import boxed, column, row, scrolled
from ui.widgets.words import words

MOST = 0.48  # of the height: the time line; the matrix has the rest
GAP = 12  # pixels above and below the legend and the name
LEAST = 60  # pixels of the time line, however large the text


class Stage(QWidget):
    """The matrix over its legend, the time line under it; a divider between them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.matrix, self.timeline = Matrix(look), TimelineView(look)
        self._legend = words(LEGEND, "soft", wrap=True)
        self._whose, self._told = words("", "strong"), words("", "soft")
        line = scrolled(self.timeline)
        line.setAccessibleName("Time line of the person")
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.setMinimumHeight(LEAST)
        self._head = boxed(row(self._whose, self._told, None))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(boxed(column(self.matrix, _padded(self._legend), gap=0)))
        self.split.addWidget(boxed(column(_padded(self._head), line, gap=0)))
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.split)
        self.split.splitterMoved.connect(self._moved)
        self._by_hand = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the legend whole, and the matrix as high as it can be."""
        super().resizeEvent(event)
        self.fit()

    def _moved(self, _place: int, _which: int) -> None:
        self._by_hand = True

    def fit(self) -> None:
        """Give the legend the lines it needs and the time line its weeks; the matrix the rest.

        Whoever has moved the divider keeps it where it is. Where there is little room the legend
        goes first: every cell says in words what it stands for.
        """
        self._legend.setMinimumHeight(0)
        needed = self._legend.heightForWidth(max(self.width() - 24, 200))
        self._legend.setMinimumHeight(needed)
        least = self.matrix.minimumHeight() + self._head.sizeHint().height() + LEAST
        self._legend.setVisible(self.height() > least + needed + 2 * GAP)
        if self._by_hand:
            return
        whole = sum(self.split.sizes())
        wanted = self.timeline.usual_height() + self._head.sizeHint().height()
        below = min(wanted, int(whole * MOST))
        if whole:
            self.split.setSizes([whole - below, below])

    def show_person(
        self, person: PersonStanding | None, days: Fortnight | None, judged: Judged | None
    ) -> None:
        """Show a person's days with what is found in them; the chosen measure stands out."""
        found = person.found if person is not None else ()
        self.timeline.show_days(days, found, judged)
        self._whose.setText(person.name if person else "")
        self._told.setText(_sentence(found) if person else "")


def _padded(part: QWidget) -> QWidget:
    part.setContentsMargins(12, 6, 12, 6)
    return part


def _sentence(found: Sequence[Judged]) -> str:
    """How many findings of a person stand how."""
    breaches = sum(one.standing is Standing.BREACH for one in found)
    others = len(found) - breaches
    if not found:
        return "nothing is found in these days"
    more = f", {others} more" if others and breaches else f"{others} to know" if others else ""
    return f"{count_words(breaches, 'breach', 'breaches') if breaches else ''}{more}"
