"""Demand: need against have of a round-the-clock service, by the half-hour of a week."""

import datetime as dt

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.queries.demand_profile import DemandProfile, demand_profile, profile_sentence
from ui.frame import Frame
from ui.provision.day_chart import DayChart
from ui.provision.demand_map import DemandMap
from ui.widgets.empty import Empty
from ui.widgets.layouts import boxed, column, scrolled
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

WEEK = dt.timedelta(weeks=1)


class DemandPage(QWidget):
    """A week on top, a line a day; the day under the cursor as a chart below."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.found: DemandProfile | None = None
        self._start: dt.date | None = None
        self._service = QComboBox()
        self._service.setAccessibleName("Service")
        self._service.activated.connect(lambda _place: self._again())
        self._said = words("", "soft")
        self.map = DemandMap(frame.look)
        self.chart = DayChart(frame.look)
        self.map.day_chosen.connect(self._show_day)
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(
            words("Demand by the half-hour", "heading"),
            self._service,
            self._said,
            button("Import …", self.bring, says="CSV or workbook (Ctrl+Shift+M)"),
            button("Print", self.report_page, says="Demand (Ctrl+Shift+D)"),
        )
        inside = column(boxed(line), self.map, self.chart, gap=0)
        inside.setStretch(2, 1)
        self._stage = QStackedWidget()
        self._stage.addWidget(scrolled(boxed(inside)))
        self._stage.addWidget(
            Empty(
                "No demand is on file",
                "For a service that never closes: import how many people each hour of the week"
                " needs, and name the service in Settings, Activities, on each shift that meets"
                " it.",
                ("Import …", self.bring),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._stage)
        self.setFocusProxy(self.map)

    def refresh(self, start: dt.date) -> None:
        """Ask again for the week from a day on."""
        self._start = start
        self._again()

    def _again(self) -> None:
        if self._start is None:
            return
        self.found = found = self._frame.bridge.ask(
            demand_profile,
            start=self._start,
            end=self._start + WEEK,
            service=self._service.currentText(),
        )
        self._service.clear()
        self._service.addItems(found.services)
        self._service.setCurrentText(found.service)
        self._stage.setCurrentIndex(0 if found.services else 1)
        met_by = f" Met by {', '.join(found.activities)}." if found.activities else ""
        self._said.setText(profile_sentence(found) + met_by)
        self.map.show_days(found.days)

    def _show_day(self, number: int) -> None:
        if self.found is not None and number < len(self.found.days):
            self.chart.show_day(self.found.days[number])

    def bring(self) -> None:
        """Go to Import, where a table of demand is read."""
        self._frame.go("import")

    def report_page(self) -> None:
        """Show the printed profile of the week."""
        if self._start is not None:
            last = self._start + WEEK - dt.timedelta(days=1)
            self._frame.go("reports", report="demand", first=self._start, last=last)
