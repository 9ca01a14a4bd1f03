"""The bar over the middle of Leave: which view, and which leave year or month."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QWidget

from rota_desk.words import MONTHS
from ui.leave.leave_actions import VIEWS
from ui.widgets.layouts import boxed, row
from ui.widgets.segments import segments
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap


class LeaveBar(QWidget):
    """Year, month, list, balances, absence; earlier, today, later."""

    def __init__(
        self,
        show_view: Callable[[str], object],
        turn: Callable[[int], object],
        to_today: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._show_view = show_view
        self._parts = QButtonGroup(self)
        self._year = words("", "strong")
        self._steps = boxed(
            row(
                button("←", lambda: turn(-1), says="Earlier (Alt+Left)"),
                button("Today", to_today, says="Today (Alt+Home)"),
                button("→", lambda: turn(1), says="Later (Alt+Right)"),
                self._year,
                gap=6,
            )
        )
        line = Wrap(gap=12)
        line.add(self._views(), self._steps)
        line.setContentsMargins(8, 6, 16, 8)
        self.setLayout(line)

    def _views(self) -> QWidget:
        views = []
        for number, (title, name) in enumerate(VIEWS, start=1):
            part = button(title, self._viewer(name), "part", says=f"{title} (Alt+{number})")
            views.append(part)
        joined = segments(views)
        for number, part in enumerate(views, start=1):
            part.setChecked(number == 1)
            self._parts.addButton(part, number)
        return joined

    def _viewer(self, name: str) -> Callable[[], object]:
        return lambda: self._show_view(name)

    def tell_view(self, name: str) -> None:
        """Mark the view that is shown; absences belong to no year."""
        names = [view for _title, view in VIEWS]
        self._parts.button(names.index(name) + 1).setChecked(True)
        self._steps.setVisible(name != "absence")

    def tell_year(self, start: dt.date, end: dt.date) -> None:
        """Show the leave year, half-open, in words."""
        last = end - dt.timedelta(days=1)
        first = f"{MONTHS[start.month - 1]} {start.year}"
        self._year.setText(f"{first} – {MONTHS[last.month - 1]} {last.year}")

    def tell_month(self, start: dt.date) -> None:
        """Show the month in words."""
        self._year.setText(f"{MONTHS[start.month - 1]} {start.year}")
