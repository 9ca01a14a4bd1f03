"""The middle of Leave: the year, a month, every request, balances and absences, one at a time."""

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rota_desk.domain.leave_arithmetic import hundredths
from rota_desk.queries.absences import AbsenceLine, absence_list
from rota_desk.queries.days_lost import SicknessRate, sickness_rate
from rota_desk.queries.leave import LeaveLine, leave_list
from rota_desk.queries.leave_account import leave_account
from rota_desk.queries.leave_balance import LeaveBalance, leave_year
from rota_desk.queries.leave_tint import DayTint
from rota_desk.queries.year_strip import year_strip
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.leave.leave_bar import LeaveBar
from ui.leave.leave_columns import ABSENCES, BALANCES, REQUESTS
from ui.leave.year_view import YearView
from ui.widgets.table import RecordTable
from ui.widgets.words import words

LEGEND = (
    "A annual · S study · P professional · T TOIL · L lieu · U unavailable · ? asked for,"
    " not answered: a corner would leave a session short, a block is to be weighed"
    " · hatched: not here yet, or no longer · numbers: how many of the group are away"
)
LAST_OF_YEAR = 366  # days
LARGE = 1.5  # times the usual text: the legend is told by the bar's tip, the planner has its room
DAY = dt.timedelta(days=1)
PLANNERS, TABLES = ("year", "month"), ("balances", "absence")


def rate_words(rate: SicknessRate) -> str:
    """What sickness cost the department in a year, and who reckons pay."""
    lost, there = (f"{hundredths(days):,}" for days in (rate.lost, rate.available))
    share = f"{float(rate.rate):.2%}".replace("%", " %")
    return (
        f"Sickness in the twelve months up to {day_and_year(rate.last)}: {lost} of {there} days by"
        f" the share of full time, {share}. Sick pay (SSP from day 1) is reckoned by payroll from"
        " what is sent to ESR; no pay is reckoned here."
    )


class LeaveViews(QWidget):
    """One view at a time under its bar; each is fetched when it is shown.

    `rested` says that the cursor of a table went elsewhere or that a view was turned to.
    """

    rested = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._bridge, self._look = frame.bridge, frame.look
        look = frame.look
        self.name = "year"
        self.today = dt.date.min
        self._year_start: dt.date | None = None
        self._month: dt.date | None = None
        self.year = YearView(look, frame.followed)
        self.month = YearView(look, frame.followed, "Month planner", fitted=True)
        self.list: RecordTable[LeaveLine] = RecordTable("All leave", REQUESTS, look)
        self.balances: RecordTable[LeaveBalance] = RecordTable("Balances", BALANCES, look)
        self.absences: RecordTable[AbsenceLine] = RecordTable("Absence", ABSENCES, look)
        self.list.mark(frame.followed, lambda one: (one.clinician_id,))
        self.balances.mark(frame.followed, lambda one: (one.clinician_id,))
        self.absences.mark(frame.followed, lambda one: (one.clinician_id,))
        self._parts: dict[str, QWidget] = {
            "year": self.year,
            "month": self.month,
            "list": self.list,
            "balances": self.balances,
            "absence": self.absences,
        }
        self.bar = LeaveBar(self.show_view, self.turn, self.to_today)
        self._legend = words(LEGEND, "soft", wrap=True)
        self._legend.setContentsMargins(10, 6, 10, 6)
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self._legend)
        look.changed.connect(self._tell_legend)

    @property
    def year_shown(self) -> dt.date:
        """A day of the leave year that is shown."""
        return self._year_start or self.today

    def tint(self, clinician: int, days: Mapping[dt.date, DayTint]) -> None:
        """Show in both planners what approving the chosen request would bring to its days."""
        for planner in (self.year, self.month):
            planner.year.tint(clinician, days)

    @property
    def planner(self) -> YearView:
        """The planner that is shown, or the year where a table is."""
        return self.month if self.name == "month" else self.year

    def fetch(self, today: dt.date) -> None:
        """Ask again for what is shown."""
        self.today = today
        start, end = self._bridge.ask(leave_year, on=self.year_shown)
        self._year_start = start
        self.bar.tell_view(self.name)
        self._legend.setText(LEGEND if self.name in PLANNERS else "")
        self._tell_legend()
        if self.name == "month":
            self._show_month()
            return
        self.bar.tell_year(start, end)
        if self.name == "year":
            self.year.show_strip(self._bridge.ask(year_strip, start=start, end=end))
        elif self.name == "list":
            self.list.show_records(self._bridge.ask(leave_list, start=start, end=end))
        elif self.name == "balances":
            account = self._bridge.ask(leave_account, on=start)
            self.balances.show_records((*account.annual, *account.lieu))
        else:
            self.absences.show_records(self._bridge.ask(absence_list, settled=True))
            self._legend.setText(rate_words(self._bridge.ask(sickness_rate)))

    def _tell_legend(self, _theme: object = None) -> None:
        """Tell the letters below the planner, in the bar's tip where large text needs the room."""
        planner, room = self.name in PLANNERS, self._look.scale < LARGE
        self._legend.setVisible((planner and room) or self.name == "absence")
        self.bar.setToolTip(LEGEND if planner and not room else "")

    def _show_month(self) -> None:
        start = (self._month or self.today).replace(day=1)
        end = (start + 31 * DAY).replace(day=1)
        self._month = start
        self.month.show_strip(self._bridge.ask(year_strip, start=start, end=end))
        self.bar.tell_month(start)

    def show_view(self, name: str) -> None:
        """Turn to a view and put the keyboard on it."""
        self.name = name
        shown = self._parts[name]
        self._stack.setCurrentWidget(shown)
        self.fetch(self.today)
        shown.setFocus()
        if name == "month":
            self._rest_on_today()
        if name in TABLES and isinstance(shown, RecordTable):
            shown.setCurrentIndex(shown.model().index(0, 0))
        self.rested.emit()

    def _rest_on_today(self) -> None:
        """Put the cursor of a month first seen on its first person, today."""
        column = self.month.year.column_of(self.today)
        if column >= 0 and self.month.currentIndex().row() <= 0:
            self.month.setCurrentIndex(self.month.year.index(1, column))

    def turn(self, step: int) -> None:
        """Show an earlier or a later month, or leave year."""
        if self.name == "month":
            first = self._month or self.today.replace(day=1)
            self._month = first + 31 * DAY if step > 0 else first - DAY
        else:
            day = self.year_shown + dt.timedelta(days=LAST_OF_YEAR if step > 0 else -1)
            self._year_start = self._bridge.ask(leave_year, on=day)[0]
        self.fetch(self.today)

    def to_today(self) -> None:
        """Show the present month and leave year, resting on today."""
        self._year_start = self._month = self.today
        self.fetch(self.today)
        self.planner.go_to(self.today)

    def go_to(self, day: dt.date, clinician: int | None = None) -> None:
        """Bring a day into the planner that is shown, turning to its month."""
        if self.name == "month" and self.month.year.column_of(day) < 0:
            self._month = day
            self.fetch(self.today)
        self.planner.go_to(day, clinician)

    def span(self) -> tuple[dt.date, dt.date]:
        """The first and last day of the month or the leave year that is shown."""
        if self.name == "month":
            days = self.month.year.days
            return days[0].day, days[-1].day
        start, end = self._bridge.ask(leave_year, on=self.year_shown)
        return start, end - DAY

    def zoom(self, factor: float) -> None:
        """Make the days wider or narrower."""
        self.planner.zoom_by(factor)
