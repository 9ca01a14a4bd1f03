"""The Leave screen: requests on the left, the year in the middle, the chosen one on the right."""

import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rota_desk.errors import Refusal
from rota_desk.queries.absences import AbsenceLine
from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.leave import (
    LeaveCard,
    LeaveDetail,
    LeaveLine,
    leave_detail,
    leave_screen,
)
from rota_desk.queries.leave_balance import LeaveBalance
from rota_desk.words import count_words
from ui.frame import Frame, Screen, Subject
from ui.leave.leave_actions import LEAVE_ACTIONS
from ui.leave.leave_hands import LeaveHands
from ui.leave.leave_more import MoreHands
from ui.leave.leave_panel import LeavePanel
from ui.leave.leave_showing import LeaveShowing
from ui.leave.leave_split import LeaveSplit
from ui.leave.leave_views import PLANNERS, LeaveViews
from ui.leave.limit_hands import LimitHands
from ui.leave.request_list import RequestList
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row
from ui.widgets.words import button, words

PAUSE = 60  # milliseconds the cursor rests before the detail is asked for


class LeaveScreen(Screen):
    """Who is away and who asks to be, with what each answer would do."""

    ACTIONS = LEAVE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: LeaveHands = LeaveHands(self)
        self.more: MoreHands = MoreHands(self)
        self.limits: LimitHands = LimitHands(self)
        self.showing: LeaveShowing = LeaveShowing(self)
        self.today = dt.date.min
        self._leave: int | None = None  # the request shown on the right
        self._known: LeaveDetail | None = None
        self._arrived = False
        self._bars: list[QWidget] = []
        self.requests = RequestList(frame.look, frame.followed)
        self.views = LeaveViews(frame)
        self.year, self.month = self.views.year, self.views.month
        self.list, self.balances = self.views.list, self.views.balances
        self.absences = self.views.absences
        self.side = LeavePanel(frame.look)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        self._connect()
        self.setFocusProxy(self.requests)

    def _lay(self) -> None:
        self.head = Head("Leave")
        self.head.add(
            FollowedChip(self.frame.followed),
            button("Off sick …", self.hands.off_sick, says="Record an absence (Ctrl+Shift+O)"),
            button("Ask for leave …", self.hands.ask, "primary", says="Ask for leave (Ctrl+N)"),
        )
        self._waiting_shown = QStackedWidget()
        self._waiting_shown.addWidget(self.requests)
        nothing = "Every request has its answer. New ones appear here, oldest first."
        self._waiting_shown.addWidget(
            Empty("Nothing waits", nothing, ("Ask for leave …", self.hands.ask))
        )
        self._waiting_title = words("Waiting", "strong")
        head = self._waiting_head()
        left = boxed(column(head, self._waiting_shown, gap=0))
        self._as_bar(self.views.bar)
        self.split = LeaveSplit(self.frame.look, left, head, self.views)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.split, 1)

    def _waiting_head(self) -> QWidget:
        line = row(self._waiting_title, None)
        line.setContentsMargins(14, 6, 12, 8)
        return self._as_bar(boxed(line))

    def _as_bar(self, box: QWidget) -> QWidget:
        """Both bars are equally high, whatever the size of text."""
        self._bars.append(box)
        box.setMinimumHeight(self.frame.look.pixels(44))
        return box

    def _connect(self) -> None:
        self.requests.chosen.connect(self._choose_card)
        self.requests.opened.connect(self._choose_card)
        for planner in (self.year, self.month):
            planner.chosen.connect(self._choose_mark)
            planner.opened.connect(self._choose_mark)
        self.views.rested.connect(self._rest.start)
        self.list.chosen.connect(self._choose_line)
        self.balances.chosen.connect(lambda _one: self._rest.start())
        self.balances.opened.connect(lambda _one: self.hands.allowance())
        self.absences.chosen.connect(lambda _one: self._rest.start())
        self.absences.opened.connect(lambda _one: self.hands.close())
        self.list.opened.connect(lambda _one: self.hands.show_on_rota())
        self.frame.look.changed.connect(self._look_again)

    # What is under the cursor.

    @property
    def request(self) -> LeaveLine | None:
        """The request that is shown on the right, unless an absence or a balance is."""
        if self.views.name == "absence" or self._leave is None:
            return None
        found = self.detail
        return found.line if found is not None else None

    @property
    def balance(self) -> LeaveBalance | None:
        """The balance under the cursor, or that of the request shown."""
        if self.views.name == "balances":
            return self.balances.record()
        found = self.detail if self.views.name != "absence" else None
        return found.balance if found is not None else None

    @property
    def absence(self) -> AbsenceLine | None:
        """The absence under the cursor, while absences are shown."""
        return self.absences.record() if self.views.name == "absence" else None

    @property
    def year_shown(self) -> dt.date:
        """A day of the leave year that is shown."""
        return self.views.year_shown

    @property
    def detail(self) -> LeaveDetail | None:
        """The chosen request, asked once until something changes."""
        if self._leave is None:
            return None
        if self._known is None or self._known.line.id != self._leave:
            try:
                self._known = self.frame.bridge.ask_first(leave_detail, leave=self._leave)
            except Refusal:
                self._leave = self._known = None
        return self._known

    def marked(self) -> tuple[int | None, dt.date | None, dt.date | None]:
        """The person and the days marked in the year, or the person under the cursor."""
        if self.views.name in PLANNERS and self.views.planner.hasFocus():
            return self.views.planner.marked_days()
        for here in (self.absence, self.request):
            if here is not None:
                return here.clinician_id, None, None
        return None, None, None

    def subject(self) -> Subject:
        """The person marked or under the cursor."""
        if self.views.name == "balances" and self.balance is not None:
            return Subject(self.balance.clinician_id)
        return Subject(self.marked()[0])

    def inspector(self) -> QWidget:
        """The request, balance or absence under the cursor."""
        return self.side

    # Showing.

    def refresh(self) -> None:
        """Ask for everything again; the cursor stays where it was."""
        self._known = None
        bridge = self.frame.bridge
        found = bridge.ask_first(leave_screen)
        self.today = found.today
        self._show_waiting(found.waiting)
        self._waiting_shown.setCurrentIndex(0 if found.waiting else 1)
        self._waiting_title.setText(f"Waiting for an answer: {len(found.waiting)}")
        self._tell_head(len(found.waiting), found.oldest_days)
        self.views.fetch(self.today)
        if not self._arrived:
            self._arrived = True
            self.to_today()
            if found.waiting and self.requests.card() is None:
                self.requests.choose(found.waiting[0].line.id)
        self._rest.start()

    def _show_waiting(self, cards: tuple[LeaveCard, ...]) -> None:
        """Show the requests; when the one on the right got its answer, go on to the next."""
        before = {card.line.id for card in self.requests.requests.cards}
        self.requests.blockSignals(True)
        self.requests.show_cards(cards)
        self.requests.blockSignals(False)
        answered = self._leave in before - {card.line.id for card in cards}
        following = self.requests.card()
        if answered and following is not None:
            self._leave = following.line.id

    def _tell_head(self, waiting: int, oldest: int) -> None:
        aside = f"{count_words(waiting, 'request')} waiting" if waiting else "nothing waiting"
        if oldest:
            aside += f", the oldest for {count_words(oldest, 'day')}"
        self.head.tell("Leave", aside)

    def show_view(self, name: str) -> None:
        """Turn to the year, a month, the list, the balances or the absences."""
        self.views.show_view(name)

    def to_requests(self) -> None:
        """Put the keyboard on the requests that wait."""
        if self.views.name in {"absence", "balances"}:
            self.show_view("year")
        self.requests.setFocus()
        self._choose_card(self.requests.card())

    def turn(self, step: int) -> None:
        """Show an earlier or a later leave year, or month."""
        self.views.turn(step)

    def to_today(self) -> None:
        """Show the present leave year or month, resting on today."""
        self.views.to_today()

    def print_view(self) -> None:
        """Show what is shown as a page, under Reports."""
        name = "leave-balances" if self.views.name == "balances" else "leave-calendar"
        first, last = self.views.span()
        self.frame.go("reports", report=name, first=first, last=last)

    def print_record(self) -> None:
        """Show everybody's answers of three years as pages, under Reports."""
        self.frame.go("reports", report="leave-record")

    def zoom(self, factor: float) -> None:
        """Make the days wider or narrower."""
        self.views.zoom(factor)

    # Choosing.

    def _choose_card(self, card: LeaveCard | None) -> None:
        if card is None:
            return
        self._show_leave(card.line.id)
        self.views.go_to(card.line.first, card.line.clinician_id)

    def _choose_mark(self, mark: AwayMark | None) -> None:
        if mark is not None and mark.leave_id is not None and mark.leave_id != self._leave:
            self._show_leave(mark.leave_id)

    def _choose_line(self, line: LeaveLine | None) -> None:
        if line is not None:
            self._show_leave(line.id)

    def _show_leave(self, leave: int) -> None:
        if self.views.name in {"absence", "balances"}:
            self.show_view("year")
        self._leave = leave
        self._rest.start()

    def _look_again(self, _theme: object) -> None:
        for bar in self._bars:
            bar.setMinimumHeight(self.frame.look.pixels(44))
        self._rest.start()

    def inspect_now(self) -> None:
        """Show what is under the cursor on the right."""
        self.showing.tell()

    def tell_swaps(self, found: object) -> None:
        """Show the swaps that were found, unless another request is chosen by now."""
        if isinstance(found, tuple):
            self.more.offer_swaps(*found)

    def focus_on(self, **where: object) -> None:
        """Go to a request (`leave`), or to a person's year (`clinician`) at a `day`."""
        leave, clinician, day = where.get("leave"), where.get("clinician"), where.get("day")
        if isinstance(leave, int):
            self._show_leave(leave)
            self.requests.choose(leave)
        if isinstance(clinician, int):
            self.show_view("year")
            self.views.go_to(day if isinstance(day, dt.date) else self.today, clinician)
