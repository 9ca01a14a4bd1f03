"""Draws a person's week along the hours: duties, rests, time away, and what is found, in place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from rota_desk.queries.fortnight import AwayBar, DutyBar, Fortnight, RestGap
from rota_desk.queries.rule_words import breach_words, figure_words
from rota_desk.queries.standings import Judged
from rota_desk.words import day_words
from ui.compliance.marks import KINDS, draw_shape
from ui.style.tokens import Theme

DAYS_A_ROW = 7
TICKS = (6, 12, 18)  # hours with a faint line
HEAD, DUTY, LANE = 1.3, 1.5, 1.35  # lines of words: the days, the duties, any other lane
LABEL = dt.timedelta(hours=44)  # about what the words beside a short bracket take
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Week:
    """Where a week lies on the paper, and where its hours do."""

    area: QRectF
    start: dt.datetime
    line: float  # height of a line of words

    @property
    def end(self) -> dt.datetime:
        """Midnight after its last day."""
        return self.start + dt.timedelta(days=DAYS_A_ROW)

    def x(self, moment: dt.datetime) -> float:
        """The place of a wall time, kept inside the week."""
        share = (moment - self.start) / (self.end - self.start)
        return self.area.left() + min(max(share, 0.0), 1.0) * self.area.width()

    def meets(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a span touches the week."""
        return start < self.end and end > self.start

    def band(self, start: dt.datetime, end: dt.datetime, lane: int) -> QRectF:
        """The rectangle of a span in a lane: 0 duties, 1 rests, 2 and on what is found."""
        top = self.area.top() + self.line * (HEAD + (lane * LANE if lane > 1 else lane * DUTY))
        left, right = self.x(start), self.x(end)
        return QRectF(left, top, max(right - left, 3.0), self.line * 1.1)


@dataclass(frozen=True, slots=True)
class Found:
    """A measure to be drawn, with the lane it stands in."""

    judged: Judged
    start: dt.datetime
    end: dt.datetime
    lane: int
    chosen: bool


def laid_out(found: Sequence[Judged], chosen: Judged | None) -> tuple[Found, ...]:
    """Give each measure the first lane that is free there; the chosen one comes first."""
    first = [one for one in (chosen,) if one is not None and one.finding.start is not None]
    rest = [one for one in found if one != chosen and one.finding.start is not None]
    taken: list[dt.datetime] = []
    lanes: list[Found] = []
    for one in (*first, *sorted(rest, key=lambda it: str(it.finding.start))):
        start, end = one.finding.start, one.finding.end
        assert start is not None  # noqa: S101 - those without a time are left out
        assert end is not None  # noqa: S101 - a start has an end
        free = [lane for lane, until in enumerate(taken) if until <= start]
        lane = free[0] if free else len(taken)
        if lane == len(taken):
            taken.append(start)
        taken[lane] = max(end, start + LABEL, taken[lane])
        lanes.append(Found(one, start, end, lane + 2, one == chosen))
    return tuple(lanes)


@dataclass(frozen=True, slots=True)
class Brushes:
    """What a week is drawn with."""

    painter: QPainter
    theme: Theme

    def week(self, week: Week, shown: Fortnight, found: Sequence[Found]) -> None:
        """Draw one week, what is found on top."""
        self._ground(week, shown)
        for away in shown.aways:
            if week.meets(away.start, away.end):
                self._away(week, away)
        for rest in shown.rests:
            if week.meets(rest.start, rest.end):
                self._rest(week, rest)
        for duty in shown.duties:
            if week.meets(duty.start, duty.end):
                self._duty(week, duty)
        for one in found:
            if week.meets(one.start, one.end):
                self._found(week, one)

    def _ground(self, week: Week, shown: Fortnight) -> None:
        holidays = dict(shown.holidays)
        for place in range(DAYS_A_ROW):
            start = week.start + dt.timedelta(days=place)
            left, right = week.x(start), week.x(start + dt.timedelta(days=1))
            day = QRectF(left, week.area.top(), right - left, week.area.height())
            weekend = start.weekday() >= _SATURDAY
            name = self.theme.weekend if weekend else self.theme.paper
            ground = self.theme.holiday if start.date() in holidays else name
            self.painter.fillRect(day, QColor(ground))
            self._ticks(week, start, day)
            here = start.date() == shown.today
            said = day_words(start.date())
            said += " · today" if here else ""
            said += f" · {holidays[start.date()]}" if start.date() in holidays else ""
            self.painter.setPen(QColor(self.theme.accent if here else self.theme.soft))
            head = QRectF(left + 4, week.area.top(), right - left - 6, week.line * HEAD)
            self._write(head, said, LEFT)

    def _ticks(self, week: Week, start: dt.datetime, day: QRectF) -> None:
        below = week.area.top() + week.line * HEAD
        self.painter.setPen(QPen(QColor(self.theme.line), 1, Qt.PenStyle.DotLine))
        for hour in TICKS:
            x = week.x(start + dt.timedelta(hours=hour))
            self.painter.drawLine(QPointF(x, below), QPointF(x, day.bottom()))
        self.painter.setPen(QPen(QColor(self.theme.edge), 1))
        self.painter.drawLine(day.topLeft(), day.bottomLeft())
        self.painter.setPen(QColor(self.theme.line))
        self.painter.drawLine(day.bottomLeft(), day.bottomRight())

    def _away(self, week: Week, away: AwayBar) -> None:
        area = week.band(away.start, away.end, 0)
        self.painter.setPen(QColor(self.theme.line))
        self.painter.setBrush(QBrush(QColor(self.theme.hatch), Qt.BrushStyle.BDiagPattern))
        self.painter.drawRect(area)
        width = self.painter.fontMetrics().horizontalAdvance(away.words) + 10.0
        if width > area.width() - 8:
            return
        label = QRectF(area.left() + 4, area.top() + 2, width, week.line)
        self.painter.fillRect(label, QColor(self.theme.paper))
        self.painter.setPen(QColor(self.theme.text))
        self._write(label, away.words, MIDDLE)

    def _rest(self, week: Week, rest: RestGap) -> None:
        """A thin line from the end of one duty to the start of the next, its length on it."""
        area = week.band(rest.start, rest.end, 1)
        middle = area.center().y()
        self.painter.setPen(QPen(QColor(self.theme.edge), 1))
        self.painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        for x, moment in ((area.left(), rest.start), (area.right(), rest.end)):
            if week.start < moment < week.end:
                self.painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
        width = self.painter.fontMetrics().horizontalAdvance(rest.length) + 6.0
        if width > area.width():
            return
        label = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        self.painter.fillRect(label, QColor(self.theme.paper))
        self.painter.setPen(QColor(self.theme.soft))
        self._write(label, rest.length, MIDDLE)

    def _duty(self, week: Week, duty: DutyBar) -> None:
        area = week.band(duty.start, duty.end, 0).adjusted(0, 0, 0, week.line * 0.25)
        tint = self.theme.tint(duty.tint)
        self.painter.setBrush(QColor(tint.fill))
        style = Qt.PenStyle.DashLine if duty.on_call else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(QColor(tint.edge), 1.2, style))
        self.painter.drawRoundedRect(area, 3, 3)
        self.painter.setPen(QColor(tint.ink))
        code = duty.code or duty.title
        full = f"{code} {duty.start:%H:%M}–{duty.end:%H:%M}"
        room = area.adjusted(3, 0, -2, 0)
        wide = self.painter.fontMetrics().horizontalAdvance(full) <= room.width()
        self._write(room, full if wide else code, LEFT)

    def _found(self, week: Week, one: Found) -> None:
        """A bracket under the hours it is about, with its shape, rule and figure."""
        area = week.band(one.start, one.end, one.lane)
        standing = one.judged.standing
        colour = QColor(getattr(self.theme, KINDS[standing]))
        fill = QColor(getattr(self.theme, f"{KINDS[standing]}_fill", self.theme.group))
        self.painter.setBrush(fill)
        self.painter.setPen(QPen(colour, 2 if one.chosen else 1))
        self.painter.drawRect(area)
        if one.chosen:
            wash = QColor(colour)
            wash.setAlpha(28)
            whole = QRectF(
                area.left(), week.area.top() + week.line * HEAD, area.width(), area.top()
            )
            whole.setBottom(area.top())
            self.painter.fillRect(whole, wash)
        self._label(week, area, one, colour)

    def _label(self, week: Week, area: QRectF, one: Found, colour: QColor) -> None:
        """The words of a bracket: inside it, or beside it where it is short."""
        found = one.judged.finding
        said = f"{breach_words(found.key)}: {figure_words(found.measured, found.unit)}"
        needed = self.painter.fontMetrics().horizontalAdvance(said) + 22.0
        inside = needed <= area.width()
        left = area.left() if inside else min(area.right(), week.area.right() - needed)
        if not inside:
            ground = QRectF(left + 2, area.top(), needed - 2, area.height())
            self.painter.fillRect(ground, QColor(self.theme.paper))
        size = week.line * 0.6
        box = QRectF(left + 5, area.center().y() - size / 2, size, size)
        draw_shape(self.painter, box, one.judged.standing, colour)
        self.painter.setPen(QColor(self.theme.text))
        font = QFont(self.painter.font())
        plain = QFont(font)
        font.setWeight(QFont.Weight.DemiBold if one.chosen else QFont.Weight.Normal)
        self.painter.setFont(font)
        self._write(QRectF(box.right() + 4, area.top(), needed, area.height()), said, LEFT)
        self.painter.setFont(plain)

    def _write(self, area: QRectF, said: str, where: Qt.AlignmentFlag) -> None:
        metrics = self.painter.fontMetrics()
        fitted = metrics.elidedText(said, Qt.TextElideMode.ElideRight, max(int(area.width()), 0))
        self.painter.drawText(area, where, fitted)
