"""Breakdown: provision by activity, site, week, grade and skill, with the trend."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from rota_desk.queries.provision_shares import (
    OVER_OF_SOME,
    ProvisionShares,
    Share,
    provision_shares,
)
from rota_desk.queries.settings import count_setting
from rota_desk.words import day_words
from ui.frame import Frame
from ui.provision.narrowing import Narrowing
from ui.provision.trend_chart import TrendChart
from ui.widgets.layouts import boxed, column, scrolled
from ui.widgets.segments import segments
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

LEAST = 200  # pixels of the table
KINDS = (
    ("activity", "By activity"),
    ("site", "By site"),
    ("week", "By week"),
    ("grade", "By grade and skill"),
)


class SharesPage(QWidget):
    """One period in four ways; each line's short and over stand apart."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.found: ProvisionShares | None = None
        self._target = 100.0
        self.chart = TrendChart(frame.look)
        self.table: RecordTable[Share] = RecordTable("Breakdown", self._columns(), frame.look)
        self._said = words("", "soft")
        self._why = words(OVER_OF_SOME, "soft")
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(self._kinds(), self._said, self._why)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        inside = column(self.chart, boxed(line), self.table, gap=0)
        inside.setStretch(2, 1)
        lines.addWidget(scrolled(boxed(inside)))
        frame.look.changed.connect(self._make_room)
        self._make_room()
        self.setFocusProxy(self.table)

    def _make_room(self, _theme: object = None) -> None:
        """Keep some lines in view; the page scrolls to them."""
        self.table.setMinimumHeight(self._frame.look.pixels(LEAST))

    def _columns(self) -> tuple[Column[Share], ...]:
        return (
            Column("", lambda one: one.name, 260),
            _count("Needed", lambda one: one.need),
            _count("Filled", lambda one: one.filled),
            Column(
                "Share",
                self._share_words,
                90,
                right=True,
                kind=self._share_kind,
                sort=lambda one: one.percent,
            ),
            _count("Short", lambda one: one.short),
            _count("Over", lambda one: one.over),
            _hours("Hours short", lambda one: one.hours_short),
            _hours("Hours over", lambda one: one.hours_over),
            Column("", lambda _one: "", 40),
        )

    def _share_words(self, one: Share) -> str:
        if not one.need:
            return "–"
        return f"{'✓' if self._met(one) else '▼'} {one.percent} %"

    def _share_kind(self, one: Share) -> str:
        return "" if not one.need or self._met(one) else "danger"

    def _met(self, one: Share) -> bool:
        return float(one.percent) >= self._target

    def _kinds(self) -> QWidget:
        self._by = QButtonGroup(self)
        parts = [button(title, self._show, "part") for _name, title in KINDS]
        joined = segments(parts)
        for number, part in enumerate(parts):
            self._by.addButton(part, number)
        parts[0].setChecked(True)
        return joined

    @property
    def by(self) -> str:
        """By what the period is broken down."""
        return KINDS[max(self._by.checkedId(), 0)][0]

    def show_by(self, number: int) -> None:
        """Break the period down by another thing."""
        self._by.button(number % len(KINDS)).setChecked(True)
        self._show()

    def turn_by(self) -> None:
        """Go on to the next way of breaking it down."""
        self.show_by(self._by.checkedId() + 1)

    def refresh(self, start: dt.date, end: dt.date, narrowing: Narrowing) -> None:
        """Ask again for a period, or for what is chosen of it; the trend keeps all its weeks."""
        bridge = self._frame.bridge
        self._target = float(bridge.ask(count_setting, key="cover.target_percent"))
        self.found = found = bridge.ask(
            provision_shares,
            start=start,
            end=end,
            only=narrowing.only,
            week=narrowing.monday,
        )
        self.chart.show_weeks(found.by_week, self._target)
        total = found.total
        when = f"week of {day_words(narrowing.monday)}: " if narrowing.monday else ""
        self._said.setText(
            f"{when}{total.percent} % filled, {total.short} short ({total.hours_short} h),"
            f" {total.over} over ({total.hours_over} h)"
        )
        self._show()

    def _explain(self) -> None:
        """Say what is over of a grade, for it is not what a reader would first think."""
        self._why.setVisible(self.by == "grade")

    def _show(self) -> None:
        if self.found is None:
            return
        self._explain()
        self.table.show_records(getattr(self.found, f"by_{self.by}"))
        if self.table.records() and self.table.record() is None:
            self.table.selectRow(0)


def _count(title: str, of: Callable[[Share], int]) -> Column[Share]:
    return Column(title, lambda one: str(of(one)), 80, right=True, sort=of)


def _hours(title: str, of: Callable[[Share], Decimal]) -> Column[Share]:
    return Column(title, lambda one: f"{of(one)} h", 100, right=True, sort=of)
