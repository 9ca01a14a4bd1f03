"""Gaps: measures on top, weeks in the middle, the ledger below."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.queries.provision import OverLine, ProvisionReport, ShortLine, provision
from rota_desk.queries.provision_weeks import (
    EVERYTHING,
    WEEK,
    monday_of,
    provision_measures,
    provision_weeks,
)
from rota_desk.words import day_words
from ui.frame import Frame, Subject
from ui.provision.heat_map import HeatMap
from ui.provision.ledger_columns import OVER, SHORT
from ui.provision.narrowing import Narrowing
from ui.widgets.layouts import boxed, column, scrolled
from ui.widgets.measures import Measures
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

LEAST = 400  # pixels for the map and the ledger


class GapsPage(QWidget):
    """Enter goes from a week to its lines of the ledger, and from a line to the Rota."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.found: ProvisionReport | None = None
        self._only: tuple[str, dt.date] | None = None  # activity and Monday
        self.map = HeatMap(frame.look)
        self.map.opened.connect(self._narrow)
        self.short: RecordTable[ShortLine] = RecordTable("What is short", SHORT, frame.look)
        self.over: RecordTable[OverLine] = RecordTable("What is over", OVER, frame.look)
        for table in (self.short, self.over):
            table.opened.connect(lambda _line: self.show_on_rota())
        self._measures = Measures()
        self._about = words("", "soft")
        self._all = button("All", self.clear, "link", says="All weeks and activities (Ctrl+0)")
        self._shown = QStackedWidget()
        self._shown.addWidget(self.short)
        self._shown.addWidget(self.over)
        self._lay()
        self.setFocusProxy(self.map)

    def _views(self) -> QWidget:
        self._parts = QButtonGroup(self)
        parts = [
            button("Short", lambda: self.show_view(0), "part", says="What is short (Alt+4)"),
            button("Over", lambda: self.show_view(1), "part", says="What is over (Alt+5)"),
        ]
        joined = segments(parts)
        for number, part in enumerate(parts):
            self._parts.addButton(part, number)
        parts[0].setChecked(True)
        return joined

    def _lay(self) -> None:
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(words("Ledger of gaps", "heading"), self._views(), self._about, self._all)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.map)
        self._split.addWidget(boxed(column(boxed(line), self._shown, gap=0)))
        self._split.setSizes([420, 380])
        inside = column(self._measures, self._split, gap=0)
        inside.setStretch(1, 1)
        area = scrolled(boxed(inside))
        area.setAccessibleName("Measures, weeks and ledger")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)
        self._make_room()
        self.frame.look.changed.connect(self._make_room)

    def _make_room(self, _theme: object = None) -> None:
        """Keep a few lines of the map and of the ledger in view; the page scrolls to both."""
        self._split.setMinimumHeight(self.frame.look.pixels(LEAST))

    @property
    def line(self) -> ShortLine | None:
        """The line that is short under the cursor."""
        return self.short.record() if self._shown.currentWidget() is self.short else None

    @property
    def at(self) -> ShortLine | OverLine | None:
        """The line under the cursor, short or over."""
        return self.line if self._shown.currentWidget() is self.short else self.over.record()

    def subject(self) -> Subject:
        """The session under the cursor of the ledger."""
        line = self.at
        return Subject(session=line.session_id if line else None)

    def refresh(self, start: dt.date, end: dt.date, narrowing: Narrowing) -> None:
        """Ask again for a period, or for the week and the work that are chosen of it."""
        monday = narrowing.monday
        if monday is not None:
            start, end = max(start, monday), min(end, monday + WEEK)
        self.found = found = self.frame.bridge.ask_first(
            provision, start=start, end=end, only=narrowing.only
        )
        self.map.show_weeks(provision_weeks(found), float(found.target_percent))
        self._measures.show_measures(
            [
                (f"{one.name}: {one.value}", f"{one.formula}: {one.counts}")
                for one in provision_measures(found)
            ]
        )
        self._show_ledger(found)

    def _show_ledger(self, found: ProvisionReport) -> None:
        short = [one for one in found.lines if self._wanted(one)]
        over = [one for one in found.over_lines if self._wanted(one)]
        self.short.show_records(short)
        self.over.show_records(over)
        for table in (self.short, self.over):
            if table.records() and table.record() is None:
                table.selectRow(0)
        self._parts.button(0).setText(f"Short  {len(short)}")
        self._parts.button(1).setText(f"Over  {len(over)}")
        self._all.setVisible(self._only is not None)
        self._about.setText(
            f"{self._only[0]}, week of {day_words(self._only[1])}" if self._only else ""
        )

    def _wanted(self, line: ShortLine | OverLine) -> bool:
        if self._only is None:
            return True
        name, monday = self._only
        return name in {line.what, EVERYTHING} and monday_of(line.start.date()) == monday

    def _narrow(self, activity: str, monday: dt.date) -> None:
        """Show the ledger of one cell of the map."""
        self._only = (activity, monday)
        if self.found is not None:
            self._show_ledger(self.found)
        (self.over if self._shown.currentIndex() else self.short).setFocus()

    def widen(self) -> None:
        """Forget which week and activity was chosen."""
        self._only = None

    def clear(self) -> None:
        """Show the ledger of all weeks and activities."""
        self.widen()
        if self.found is not None:
            self._show_ledger(self.found)

    def show_view(self, number: int) -> None:
        """Show what is short (0) or what is over (1)."""
        self._parts.button(number).setChecked(True)
        self._shown.setCurrentIndex(number)
        (self.over if self._shown.currentIndex() else self.short).setFocus()

    def show_on_rota(self) -> None:
        """Go to the session on the Rota; to its day where a need has none."""
        line = self.at
        if line is not None:
            self.frame.go("rota", session=line.session_id, day=line.start.date())
