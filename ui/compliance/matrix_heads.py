"""The heads of the matrix: rules written upwards, people with how badly off they are."""

from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from rota_desk.queries.compliance import PersonStanding
from rota_desk.queries.standings import Standing
from ui.compliance.marks import SHAPES
from ui.compliance.matrix_model import MatrixModel
from ui.style.theme import Look

NAMES, GAP = 190, 8  # pixels at the usual text
HIGHEST = 210  # pixels of the heads, however large the text


class RuleHead(QHeaderView):
    """Rules across, written upwards so that all of them fit."""

    def __init__(self, model: MatrixModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rules, self._look = model, look
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the longest rule is long."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(one.title) for one in self._rules.rules),
            default=0,
        )
        wanted = max(longest + 2 * GAP, self._look.pixels(60))
        return QSize(super().sizeHint().width(), min(wanted, HIGHEST))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a rule's name, reading upwards."""
        theme = self._look.theme
        rules = self._rules.rules
        if not 0 <= index < len(rules):
            return
        here = cast("QTableView", self.parent()).currentIndex().column() == index
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if here else theme.panel))
        first = index == 0 or rules[index].room != rules[index - 1].room
        painter.setPen(QColor(theme.edge if first and index else theme.line))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.text))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        inside = QRectF(GAP, 0, rect.height() - GAP, rect.width())
        room = int(inside.width()) - GAP // 2
        fitted = painter.fontMetrics().elidedText(
            rules[index].title, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()


class PersonHead(QHeaderView):
    """People down, each with the number of breaches and advisories."""

    def __init__(self, model: MatrixModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._people, self._look = model, look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Room for a name and two counts."""
        return QSize(self._look.pixels(NAMES), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a name, and how badly off."""
        theme = self._look.theme
        if not 0 <= index < len(self._people.people):
            return
        person = self._people.people[index]
        here = cast("QTableView", self.parent()).currentIndex().row() == index
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if here else theme.panel))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        right = rect.right() - GAP
        for standing, colour in (
            (Standing.ADVISORY, theme.warning),
            (Standing.BREACH, theme.danger),
        ):
            right = self._count(painter, rect, right, person, standing, colour)
        strong = QFont(self.font())
        strong.setWeight(
            QFont.Weight.DemiBold if person.count(Standing.BREACH) else QFont.Weight.Normal
        )
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        room = QRect(rect.left() + GAP, rect.top(), right - rect.left() - GAP, rect.height())
        name = painter.fontMetrics().elidedText(
            person.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _count(  # noqa: PLR0917 - a step of the painting
        self,
        painter: QPainter,
        rect: QRect,
        right: int,
        person: PersonStanding,
        standing: Standing,
        colour: str,
    ) -> int:
        """Draw one count at the right end, and answer where it begins."""
        number = person.count(standing)
        if not number:
            return right
        said = f"{SHAPES[standing]}{number}"
        width = painter.fontMetrics().horizontalAdvance(said)
        painter.setPen(QColor(colour))
        room = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        return right - width - GAP
