"""The Settings screen: pages on the left, the chosen one beside them."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.actions import ActionSpec
from ui.frame import Frame, Screen
from ui.settings.activities_page import ActivitiesPage
from ui.settings.approvers_page import ApproversPage
from ui.settings.counting_page import CountingPage
from ui.settings.database_page import DatabasePage
from ui.settings.department_page import DepartmentPage
from ui.settings.escalation_page import EscalationPage
from ui.settings.figures_page import FiguresPage, ReadingsPage
from ui.settings.holidays_page import HolidaysPage
from ui.settings.local_rules_page import LocalRulesPage
from ui.settings.mileage_page import MileagePage
from ui.settings.pages import Page
from ui.settings.posts_page import PostsPage
from ui.settings.rates_page import RatesPage
from ui.settings.rooms_page import RoomsPage
from ui.settings.titles import TITLES
from ui.settings.you_page import YouPage
from ui.widgets.head import Head
from ui.widgets.layouts import row
from ui.widgets.side_list import SideList

MAKERS: tuple[Callable[[Frame], Page], ...] = (
    *(YouPage, DepartmentPage, FiguresPage, ReadingsPage, HolidaysPage),
    *(RoomsPage, ActivitiesPage, PostsPage, RatesPage, DatabasePage),
    *(MileagePage, ApproversPage, EscalationPage, CountingPage, LocalRulesPage),
)
PAGES = tuple(zip(TITLES, MAKERS, strict=True))
LIST_WIDTH = 180
DIGITS = "1234567890"  # of the keys of the first pages


def _opener(number: int) -> "Callable[[SettingsScreen], None]":
    return lambda screen: screen.open_page(number)


SETTINGS_ACTIONS: "tuple[ActionSpec[SettingsScreen], ...]" = (
    *(
        ActionSpec(
            f"settings.page{number}",
            f"Settings: {title.lower()}",
            f"Alt+{DIGITS[number - 1]}" if number <= len(DIGITS) else "",
            "View",
            _opener(number - 1),
        )
        for number, (title, _make) in enumerate(PAGES, start=1)
    ),
    ActionSpec(
        "settings.add",
        "&Add …",
        "Ctrl+N",
        "Place",
        lambda s: s.now.add(),
        lambda s: s.now.can_add(),
        "What the page is a list of: an activity, a room, a post …",
    ),
    ActionSpec(
        "settings.correct",
        "&Correct …",
        "F2",
        "Place",
        lambda s: s.now.correct(),
        lambda s: s.now.can_correct(),
        "The line under the cursor",
    ),
    ActionSpec("settings.backup", "&Back up now", "Ctrl+Shift+B", "Place", lambda s: s.back_up()),
)


class SettingsScreen(Screen):
    """What can be set, told apart by who it concerns."""

    ACTIONS = SETTINGS_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._pages: dict[int, Page] = {}
        self.list = SideList("Pages of Settings", frame.look, LIST_WIDTH)
        self.list.addItems([title for title, _make in PAGES])
        self._shown = QStackedWidget()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Head("Settings"))
        lines.addLayout(row(self.list, self._shown, gap=0), 1)
        self.list.currentRowChanged.connect(self.show_page)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    def show_page(self, number: int) -> None:
        """Show one of the pages."""
        if self.list.currentRow() != number:
            self.list.setCurrentRow(number)
            return
        page = self.page(number)
        self._shown.setCurrentWidget(page)
        page.refresh()

    def open_page(self, number: int) -> None:
        """Show one of the pages, with the cursor on its name."""
        self.show_page(number)
        self.list.setFocus()

    @property
    def now(self) -> Page:
        """The page that is shown."""
        return self.page(self.list.currentRow())

    def page(self, number: int) -> Page:
        """A page by its place; made when it is first wanted."""
        if number not in self._pages:
            self._pages[number] = PAGES[number][1](self.frame)
            self._shown.addWidget(self._pages[number])
        return self._pages[number]

    @property
    def pages(self) -> list[Page]:
        """Every page; those that nobody has opened yet are made."""
        return [self.page(number) for number in range(len(PAGES))]

    def refresh(self) -> None:
        """Show the page in view again."""
        self.page(self.list.currentRow()).refresh()

    def back_up(self) -> None:
        """Make a copy of the file now."""
        page = self.page([make for _title, make in PAGES].index(DatabasePage))
        if isinstance(page, DatabasePage):
            page.back_up()

    def focus_on(self, **where: object) -> None:
        """Open a page by its title (`page`), or a setting by its key (`setting`)."""
        titles = [title for title, _make in PAGES]
        if where.get("page") in titles:
            self.show_page(titles.index(str(where["page"])))
        key = str(where.get("setting", ""))
        for number, (_title, make) in enumerate(PAGES):
            page = self.page(number) if key and make in {FiguresPage, ReadingsPage} else None
            if isinstance(page, FiguresPage) and page.holds(key):
                self.show_page(number)
                QTimer.singleShot(0, page, lambda page=page: page.point_to(key))
                return
