"""Provision: need against have, the ledger of what is short or over, and what is needed."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.queries.look_up import look_up
from rota_desk.queries.provision import ShortLine
from rota_desk.queries.provision_weeks import WEEK, monday_of
from rota_desk.words import span_words
from ui.frame import Frame, Screen, Subject
from ui.provision.demand_page import DemandPage
from ui.provision.figures_page import FiguresPage
from ui.provision.gaps_page import GapsPage
from ui.provision.ledger_hands import LedgerHands
from ui.provision.narrowing import Narrowing
from ui.provision.needs_page import NeedsPage
from ui.provision.provision_actions import PROVISION_ACTIONS, TABS
from ui.provision.shares_page import SharesPage
from ui.widgets.form import day_field, qt_day, shown_day
from ui.widgets.head import Head
from ui.widgets.layouts import boxed
from ui.widgets.segments import segments
from ui.widgets.words import button
from ui.widgets.wrap import Wrap

LENGTHS = (4, 8, 13)  # weeks
NARROWED = ("gaps", "shares")
W = TypeVar("W", bound=QWidget)


class ProvisionScreen(Screen):
    """One period for every part of the screen; the parts are chosen on top."""

    ACTIONS = PROVISION_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.weeks = LENGTHS[0]
        self.hands: LedgerHands = LedgerHands(self)
        self.gaps: GapsPage = GapsPage(frame)
        self.head = Head("Provision")
        today = frame.bridge.ask(look_up).today
        self.start = day_field(monday_of(today), "From")
        self.start.dateChanged.connect(lambda _day: self.refresh())
        self.head.add(
            button("←", lambda: self.turn(-1), says="Earlier (Alt+Left)"),
            self.start,
            button("→", lambda: self.turn(1), says="Later (Alt+Right)"),
            self._lengths(),
            button("Report", self.report_page, "primary", says="Under-provision (Ctrl+P)"),
        )
        self.tab: str = TABS[0][0]  # which part of the screen is shown, by its name
        self._pages = QStackedWidget()
        self._pages.addWidget(self.gaps)
        self.narrowing: Narrowing = Narrowing(frame)
        self.narrowing.changed.connect(self.refresh)
        tabs = Wrap()
        tabs.setContentsMargins(16, 0, 16, 8)
        tabs.add(self._tabs())
        tabs.spring()
        tabs.add(self.narrowing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(boxed(tabs))
        lines.addWidget(self._pages, 1)
        self.setFocusProxy(self.gaps)

    def _lengths(self) -> QWidget:
        parts = [
            button(f"{weeks} weeks", self._chooser(weeks), "part", says=f"Alt+{place}")
            for place, weeks in enumerate(LENGTHS, start=1)
        ]
        self._weeks = self._group(parts, LENGTHS)
        return segments(parts)

    def _tabs(self) -> QWidget:
        parts = [
            button(
                title.replace("&", ""),
                self._opener(number),
                "part",
                says=f"Alt+{(number + 6) % 10}",
            )
            for number, (_name, title) in enumerate(TABS)
        ]
        self._tab = self._group(parts, range(len(TABS)))
        return segments(parts)

    def _group(self, parts: list[QPushButton], numbers: "range | tuple[int, ...]") -> QButtonGroup:
        group = QButtonGroup(self)
        for number, part in zip(numbers, parts, strict=True):
            part.setCheckable(True)
            group.addButton(part, number)
        parts[0].setChecked(True)
        return group

    def _chooser(self, weeks: int) -> Callable[[], None]:
        return lambda: self.show_length(weeks)

    def _opener(self, number: int) -> Callable[[], None]:
        return lambda: self.show_tab(number)

    # What is shown.

    @cached_property
    def shares(self) -> SharesPage:
        """Who has how much of what; like the parts that follow, made when it is first shown."""
        return self._added(SharesPage(self.frame))

    @cached_property
    def figures(self) -> FiguresPage:
        """The figures of the period."""
        return self._added(FiguresPage(self.frame))

    @cached_property
    def needs(self) -> NeedsPage:
        """What is needed."""
        return self._added(NeedsPage(self.frame))

    @cached_property
    def demand(self) -> DemandPage:
        """How much comes, hour by hour."""
        return self._added(DemandPage(self.frame))

    def _added(self, page: W) -> W:
        self._pages.addWidget(page)
        return page

    @property
    def first(self) -> dt.date:
        """The first day of the period."""
        return shown_day(self.start)

    @property
    def end(self) -> dt.date:
        """The day after the last one of the period."""
        return self.first + self.weeks * WEEK

    @property
    def line(self) -> ShortLine | None:
        """The line that is short under the cursor of the ledger."""
        return self.gaps.line if self.tab == "gaps" else None

    def subject(self) -> Subject:
        """The session under the cursor of the ledger."""
        return self.gaps.subject() if self.tab == "gaps" else Subject()

    def refresh(self) -> None:
        """Ask again for the part that is shown, keeping what is chosen."""
        if self.tab == "needs":
            self.needs.refresh()
        elif self.tab == "demand":
            self.demand.refresh(self.first)
        elif self.tab == "figures":
            self.figures.refresh(self.first, self.end)
        else:
            self._narrowed().refresh(self.first, self.end, self.narrowing)
        self.narrowing.setVisible(self.tab in NARROWED)
        end = self.first + WEEK if self.tab == "demand" else self.end
        self.head.tell("Provision", span_words(self.first, end - dt.timedelta(days=1)))

    def _narrowed(self) -> "GapsPage | SharesPage":
        """The part that is shown, with what it may be narrowed to."""
        self.narrowing.offer(self.first, self.end)
        return self.shares if self.tab == "shares" else self.gaps

    def show_tab(self, number: int) -> None:
        """Show a part of the screen, by its place."""
        self._tab.button(number).setChecked(True)
        self.tab = TABS[number][0]
        part: QWidget = getattr(self, self.tab)
        self._pages.setCurrentWidget(part)
        self.setFocusProxy(part)
        self.refresh()
        part.setFocus()

    def focus_on(self, **where: object) -> None:
        """Open a part of the screen (`page`): gaps, shares, figures, needs, demand."""
        names = [name for name, _title in TABS]
        if where.get("page") in names:
            self.show_tab(names.index(str(where["page"])))

    def show_view(self, number: int) -> None:
        """Show what is short (0) or what is over (1)."""
        self.show_tab(0)
        self.gaps.show_view(number)

    def show_length(self, weeks: int) -> None:
        """Show so many weeks."""
        self.weeks = weeks
        self._weeks.button(weeks).setChecked(True)
        self.gaps.widen()
        self.refresh()

    def turn(self, step: int) -> None:
        """Go one period on, or back."""
        self.gaps.widen()
        self.start.setDate(qt_day(self.first + step * self.weeks * WEEK))

    def to_today(self) -> None:
        """Begin with this week."""
        self.gaps.widen()
        self.start.setDate(qt_day(monday_of(self.frame.bridge.ask(look_up).today)))

    # Where it goes.

    def report_page(self) -> None:
        """Show the under-provision report of what is on screen."""
        first, last = self.first, self.end - dt.timedelta(days=1)
        monday, only = self.narrowing.monday, self.narrowing.only
        if monday is not None:
            first, last = max(first, monday), min(last, monday + WEEK - dt.timedelta(days=1))
        self.frame.go("reports", report="under-provision", first=first, last=last, only=only)

    def to_narrowing(self) -> None:
        """Take the keyboard to the first of the lists that narrow what is shown."""
        if self.tab not in NARROWED:
            self.show_tab(0)
        self.narrowing.setFocus()

    def show_all(self) -> None:
        """Show all weeks and all work again."""
        self.narrowing.clear()
        self.gaps.widen()
        self.refresh()
