"""A person's fortnight as a time line, a row a week, walked with the arrows."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rota_desk.domain.span import midnight
from rota_desk.queries.fortnight import Fortnight
from rota_desk.queries.standings import Judged
from ui.compliance.matrix_model import figures
from ui.compliance.timeline_painting import (
    DAYS_A_ROW,
    HEAD,
    LANE,
    Brushes,
    Found,
    Week,
    laid_out,
)
from ui.style.theme import Look

LINE, EDGE = 16, 6  # pixels at the usual text
FEWEST = 2  # lanes for what is found


class TimelineView(QWidget):
    """Duties, rests and windows of a person; `chosen` brings a finding that was pointed at."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: Fortnight | None = None
        self._found: tuple[Found, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Time line")
        look.changed.connect(self._size)
        self._size()

    def show_days(
        self, shown: Fortnight | None, found: Sequence[Judged], chosen: Judged | None
    ) -> None:
        """Show a person's days with what is found in them; the chosen measure stands out."""
        self._shown = shown
        self._found = laid_out(found, chosen)
        name = f"Time line of {shown.name}" if shown else "Time line"
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.words())
        self._size()
        self.update()

    def words(self) -> str:
        """What is drawn, for whoever cannot see it."""
        if self._shown is None:
            return ""
        duties = (
            f"{one.start:%a %d %b %H:%M} to {one.end:%a %H:%M} {one.title}"
            for one in self._shown.duties
        )
        aways = (
            f"{one.start:%a %d %b %H:%M} to {one.end:%a %d %b %H:%M} {one.words}"
            for one in self._shown.aways
        )
        found = (f"{figures(one.judged)}: {one.judged.finding.message}" for one in self._found)
        return "\n".join((*duties, *aways, *found))

    def sizeHint(self) -> QSize:
        """High enough for its weeks."""
        weeks = max(len(self._weeks(QRectF(0, 0, 700, 100))), 2)
        return QSize(700, round(weeks * self._look.pixels(LINE) * self._lines() + 2 * EDGE))

    def usual_height(self) -> int:
        """How high two weeks are with few findings; with more of them there is a scroll bar."""
        return round(2 * self._look.pixels(LINE) * _lines(FEWEST) + 2 * EDGE)

    def _size(self, _theme: object = None) -> None:
        self.setMinimumHeight(self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each week."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(self.rect(), QColor(theme.paper))
        if self._shown is not None:
            brushes = Brushes(painter, theme)
            for week in self._weeks(QRectF(self.rect())):
                painter.setClipRect(week.area)
                brushes.week(week, self._shown, self._found)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _lines(self) -> float:
        """How many lines of words a week is high with what is found."""
        return _lines(max((one.lane - 1 for one in self._found), default=0))

    def _weeks(self, whole: QRectF) -> list[Week]:
        shown = self._shown
        if shown is None:
            return []
        line = float(self._look.pixels(LINE))
        count = -(-(shown.end - shown.start).days // DAYS_A_ROW)
        inside = whole.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        high = line * self._lines()
        return [
            Week(
                QRectF(inside.left(), inside.top() + at * high, inside.width(), high),
                midnight(shown.start + dt.timedelta(days=at * DAYS_A_ROW)),
                line,
            )
            for at in range(count)
        ]

    def found_at(self, point: QPointF) -> Judged | None:
        """The finding drawn at a place."""
        for week in self._weeks(QRectF(self.rect())):
            for one in self._found:
                met = week.meets(one.start, one.end)
                if met and week.band(one.start, one.end, one.lane).contains(point):
                    return one.judged
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the finding under the pointer."""
        self.setFocus()
        one = self.found_at(event.position())
        if one is not None:
            self.chosen.emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk from finding to finding."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._found:
            super().keyPressEvent(event)
            return
        ordered = sorted(self._found, key=lambda one: (one.start, one.lane))
        here = [place for place, one in enumerate(ordered) if one.chosen]
        place = (here[0] + step if here else 0) % len(ordered)
        self.chosen.emit(ordered[place].judged)


def _lines(lanes: int) -> float:
    """How many lines of words a week is high: its days, duties, rests, and what is found."""
    return HEAD + LANE * (max(lanes, FEWEST) + 2)  # duties and rests take a lane each
