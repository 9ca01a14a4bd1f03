"""Provision: need against have by activity and week, and the ledger of what is short or over."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.types import GapActionKind
from rota_desk.queries.gap_story import gap_story
from rota_desk.queries.look_up import look_up
from rota_desk.queries.provision import OverLine, ProvisionReport, ShortLine, provision
from rota_desk.queries.provision_weeks import (
    EVERYTHING,
    WEEK,
    monday_of,
    provision_measures,
    provision_weeks,
)
from rota_desk.words import day_words, span_words
from ui.frame import Frame, Screen, Subject
from ui.provision.heat_map import HeatMap
from ui.provision.ledger_columns import OVER, SHORT
from ui.provision.provision_actions import PROVISION_ACTIONS
from ui.widgets.bank_form import bank_form
from ui.widgets.escalate_form import escalate_form
from ui.widgets.form import Form, day_field, qt_day, shown_day
from ui.widgets.gap_forms import cause_form, leave_open_form, tried_form
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, clear, column, scrolled
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

LENGTHS = (4, 8, 13)  # weeks
LEAST = 400  # pixels for the map and the ledger


class ProvisionScreen(Screen):
    """Measures on top, weeks in the middle, the ledger below; Enter goes from each to the next."""

    ACTIONS = PROVISION_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.weeks = LENGTHS[0]
        self.found: ProvisionReport | None = None
        self._only: tuple[str, dt.date] | None = None  # activity and Monday
        self.head = Head("Provision")
        today = frame.bridge.ask(look_up).today
        self.start = day_field(monday_of(today), "From")
        self.start.dateChanged.connect(lambda _day: self.refresh())
        self.head.add(
            button("Earlier", lambda: self.turn(-1), says="Alt+Left"),
            self.start,
            button("Later", lambda: self.turn(1), says="Alt+Right"),
            self._lengths(),
            button("Report", self.report_page, "primary", says="Under-provision (Ctrl+P)"),
        )
        self.map = HeatMap(frame.look)
        self.map.opened.connect(self._narrow)
        self.short: RecordTable[ShortLine] = RecordTable("What is short", SHORT, frame.look)
        self.over: RecordTable[OverLine] = RecordTable("What is over", OVER, frame.look)
        for table in (self.short, self.over):
            table.opened.connect(lambda _line: self.show_on_rota())
        self._lay()
        self.setFocusProxy(self.map)

    def _lengths(self) -> QWidget:
        self._weeks = QButtonGroup(self)
        parts = [
            button(f"{weeks} weeks", self._chooser(weeks), "part", says=f"Alt+{place}")
            for place, weeks in enumerate(LENGTHS, start=1)
        ]
        joined = segments(parts)
        for weeks, part in zip(LENGTHS, parts, strict=True):
            self._weeks.addButton(part, weeks)
        parts[0].setChecked(True)
        return joined

    def _chooser(self, weeks: int) -> Callable[[], None]:
        return lambda: self.show_length(weeks)

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
        self._measures = Wrap(gap=24)
        self._measures.setContentsMargins(16, 0, 16, 8)
        self._about = words("", "soft")
        self._all = button("All", self.clear, "link", says="All weeks and activities (Ctrl+0)")
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(words("Ledger of gaps", "heading"), self._views(), self._about, self._all)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.short)
        self._shown.addWidget(self.over)
        below = boxed(column(boxed(line), self._shown, gap=0))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.map)
        parts.addWidget(below)
        parts.setSizes([420, 380])
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        inside = column(boxed(self._measures), parts, gap=0)
        inside.setStretch(1, 1)
        area = scrolled(boxed(inside))
        area.setAccessibleName("Measures, weeks and ledger")
        lines.addWidget(area, 1)
        self._split = parts
        self._make_room()
        self.frame.look.changed.connect(self._make_room)

    def _make_room(self, _theme: object = None) -> None:
        """Keep a few lines of the map and of the ledger in view; the page scrolls to both."""
        self._split.setMinimumHeight(self.frame.look.pixels(LEAST))

    # What is shown.

    @property
    def line(self) -> ShortLine | None:
        """The short session under the cursor."""
        return self.short.record() if self._shown.currentWidget() is self.short else None

    @property
    def _at(self) -> ShortLine | OverLine | None:
        """The session under the cursor, short or over."""
        return self.line if self._shown.currentWidget() is self.short else self.over.record()

    def subject(self) -> Subject:
        """The session under the cursor of the ledger."""
        line = self._at
        return Subject(session=line.session_id if line else None)

    def refresh(self) -> None:
        """Ask again for the period, keeping what is chosen."""
        start = shown_day(self.start)
        self.found = found = self.frame.bridge.ask(
            provision, start=start, end=start + self.weeks * WEEK
        )
        self.map.show_weeks(provision_weeks(found), float(found.target_percent))
        clear(self._measures)
        for one in provision_measures(found):
            self._measures.add(
                boxed(
                    column(
                        words(f"{one.name}: {one.value}", "strong"),
                        words(f"{one.formula}: {one.counts}", "soft"),
                        gap=2,
                    )
                )
            )
        last = found.end - dt.timedelta(days=1)
        self.head.tell("Provision", span_words(start, last))
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

    def clear(self) -> None:
        """Show the ledger of all weeks and activities."""
        self._only = None
        if self.found is not None:
            self._show_ledger(self.found)

    def show_view(self, number: int) -> None:
        """Show what is short (0) or what is over (1)."""
        self._parts.button(number).setChecked(True)
        self._shown.setCurrentIndex(number)
        (self.over if self._shown.currentIndex() else self.short).setFocus()

    def show_length(self, weeks: int) -> None:
        """Show so many weeks."""
        self.weeks = weeks
        self._weeks.button(weeks).setChecked(True)
        self.clear()
        self.refresh()

    def turn(self, step: int) -> None:
        """Go one period on, or back."""
        self._only = None
        self.start.setDate(qt_day(shown_day(self.start) + step * self.weeks * WEEK))

    def to_today(self) -> None:
        """Begin with this week."""
        self._only = None
        self.start.setDate(qt_day(monday_of(self.frame.bridge.ask(look_up).today)))

    # Where it goes.

    def show_on_rota(self) -> None:
        """Go to the session on the Rota."""
        line = self._at
        if line is not None:
            self.frame.go("rota", session=line.session_id, day=line.start.date())

    def report_page(self) -> None:
        """Show the under-provision report in Reports."""
        self.frame.go("reports", report="under-provision")

    def cause(self) -> Form | None:
        """Say why the session is short."""
        line, bridge = self.line, self.frame.bridge
        if line is None:
            return None
        return cause_form(
            bridge,
            self,
            session=line.session_id,
            title=f"Why uncovered: {_named(line)}",
            story=bridge.ask(gap_story, session=line.session_id),
        )

    def asked(self) -> Form | None:
        """Log who was asked, and what they said."""
        line, bridge = self.line, self.frame.bridge
        if line is None:
            return None
        return tried_form(
            bridge,
            self,
            bridge.ask(look_up),
            session=line.session_id,
            title=f"Who was asked: {_named(line)}",
            kind=GapActionKind.ASKED,
            clinician=None,
        )

    def leave_open(self) -> Form | None:
        """Decide to leave it open, and until when."""
        line, bridge = self.line, self.frame.bridge
        if line is None:
            return None
        before = line.start.date() - dt.timedelta(days=1)
        return leave_open_form(
            bridge,
            self,
            session=line.session_id,
            title=f"Leave open: {_named(line)}",
            day=max(bridge.ask(look_up).today, before),
        )

    def escalate(self) -> Form | None:
        """Go up the ladder for it."""
        line = self.line
        return escalate_form(self.frame.bridge, self, line.session_id) if line else None

    def bank(self) -> Form | None:
        """Ask bank or agency for it."""
        line = self.line
        return bank_form(self.frame.bridge, self, session=line.session_id) if line else None


def _named(line: ShortLine) -> str:
    return f"{line.what}, {line.when}"
