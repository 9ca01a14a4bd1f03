"""The Leave screen: requests on the left, the year in the middle, the chosen one on the right."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rota_desk.edits.leave import approve_leave
from rota_desk.errors import Refusal
from rota_desk.queries.absences import AbsenceLine, absence_list
from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.leave import (
    LeaveCard,
    LeaveDetail,
    LeaveLine,
    leave_detail,
    leave_list,
    leave_screen,
)
from rota_desk.queries.leave_balance import LeaveBalance, leave_balances, leave_year
from rota_desk.queries.leave_dates import DatesOffer, nearest_dates
from rota_desk.queries.year_strip import YearStrip, year_strip
from rota_desk.rules.engine import Finding
from rota_desk.words import count_words
from ui.frame import Frame, Screen, Subject
from ui.leave.leave_actions import LEAVE_ACTIONS, VIEWS
from ui.leave.leave_bar import LeaveBar
from ui.leave.leave_columns import ABSENCES, BALANCES, REQUESTS
from ui.leave.leave_hands import LeaveHands
from ui.leave.leave_more import MoreHands, more_cards
from ui.leave.leave_panel import Act, LeavePanel, Offer
from ui.leave.request_list import RequestList
from ui.leave.year_view import YearView
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words

LEGEND = (
    "A annual · S study · P professional · T TOIL · L lieu · U unavailable · ? asked for,"
    " not answered · hatched: not here yet, or no longer · numbers: how many of the group are away"
)
LEFT_WIDTH = 264
WIDEST = 400  # pixels of the list, however large the text
PAUSE = 60  # milliseconds the cursor rests before the detail is asked for
YEAR = 366
REQUEST_ACTS = (
    *("leave.approve", "leave.decline", "leave.change", "leave.withdraw"),
    *("leave.swap", "leave.rota", "leave.cancel", "leave.out", "leave.course"),
)
ABSENCE_ACTS = (
    *("absence.close", "absence.free", "absence.told", "absence.talk"),
    *("absence.note", "absence.esr", "absence.tell", "absence.reason", "leave.rota"),
)


class LeaveScreen(Screen):
    """Who is away and who asks to be, with what each answer would do."""

    ACTIONS = LEAVE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: LeaveHands = LeaveHands(self)
        self.more: MoreHands = MoreHands(self)
        self.today = dt.date.min
        self._year_start: dt.date | None = None
        self._view = "year"
        self._leave: int | None = None  # the request shown on the right
        self._known: LeaveDetail | None = None
        self._arrived = False
        self._bars: list[QWidget] = []
        self.requests = RequestList(frame.look)
        self.year = YearView(frame.look)
        self.list: RecordTable[LeaveLine] = RecordTable("All leave", REQUESTS, frame.look)
        self.balances: RecordTable[LeaveBalance] = RecordTable("Balances", BALANCES, frame.look)
        self.absences: RecordTable[AbsenceLine] = RecordTable("Absence", ABSENCES, frame.look)
        self.side = LeavePanel(frame.look)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        self._connect()
        self.setFocusProxy(self.requests)

    def _lay(self) -> None:
        self.head = Head("Leave")
        self.head.add(
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
        left = boxed(column(self._waiting_head(), self._waiting_shown, gap=0))
        left.setMinimumWidth(min(self.frame.look.pixels(LEFT_WIDTH), WIDEST))
        self._left = left
        self.bar = LeaveBar(self.show_view, self.turn, self.to_today)
        self._legend = words(LEGEND, "soft", wrap=True)
        self._legend.setContentsMargins(10, 6, 10, 6)
        self._stack = QStackedWidget()
        for part in (self.year, self.list, self.balances, self.absences):
            self._stack.addWidget(part)
        right = boxed(column(self._as_bar(self.bar), self._stack, self._legend, gap=0))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        look = self.frame.look
        self.split.setSizes([look.pixels(300), look.pixels(900)])
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
        self.year.chosen.connect(self._choose_mark)
        self.year.opened.connect(self._choose_mark)
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
        if self._view == "absence" or self._leave is None:
            return None
        found = self._detail
        return found.line if found is not None else None

    @property
    def balance(self) -> LeaveBalance | None:
        """The balance under the cursor, or that of the request shown."""
        if self._view == "balances":
            return self.balances.record()
        found = self._detail if self._view != "absence" else None
        return found.balance if found is not None else None

    @property
    def absence(self) -> AbsenceLine | None:
        """The absence under the cursor, while absences are shown."""
        return self.absences.record() if self._view == "absence" else None

    @property
    def year_shown(self) -> dt.date:
        """A day of the leave year that is shown."""
        return self._year_start or self.today

    @property
    def _detail(self) -> LeaveDetail | None:
        """The chosen request, asked once until something changes."""
        if self._leave is None:
            return None
        if self._known is None or self._known.line.id != self._leave:
            try:
                self._known = self.frame.bridge.ask(leave_detail, leave=self._leave)
            except Refusal:
                self._leave = self._known = None
        return self._known

    def marked(self) -> tuple[int | None, dt.date | None, dt.date | None]:
        """The person and the days marked in the year, or the person under the cursor."""
        if self._view == "year" and self.year.hasFocus():
            return self.year.marked_days()
        for here in (self.absence, self.request):
            if here is not None:
                return here.clinician_id, None, None
        return None, None, None

    def subject(self) -> Subject:
        """The person marked or under the cursor."""
        return Subject(self.marked()[0])

    def inspector(self) -> QWidget:
        """The request, balance or absence under the cursor."""
        return self.side

    # Showing.

    def refresh(self) -> None:
        """Ask for everything again; the cursor stays where it was."""
        self._known = None
        bridge = self.frame.bridge
        found = bridge.ask(leave_screen)
        self.today = found.today
        self._show_waiting(found.waiting)
        self._waiting_shown.setCurrentIndex(0 if found.waiting else 1)
        self._waiting_title.setText(f"Waiting for an answer: {len(found.waiting)}")
        self._tell_head(len(found.waiting), found.oldest_days)
        self._show_year(self._strip())
        self._show_tables()
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

    def _strip(self) -> YearStrip:
        bridge = self.frame.bridge
        start, end = bridge.ask(leave_year, on=self._year_start or self.today)
        self._year_start = start
        return bridge.ask(year_strip, start=start, end=end)

    def _show_year(self, strip: YearStrip) -> None:
        self.year.show_strip(strip)
        self.bar.tell_year(*strip.year)

    def _show_tables(self) -> None:
        """Fill the table that is shown; the others wait until they are."""
        bridge, start = self.frame.bridge, self._year_start or self.today
        self.bar.tell_view(self._view)
        self._legend.setVisible(self._view == "year")
        if self._view == "list":
            end = bridge.ask(leave_year, on=start)[1]
            self.list.show_records(bridge.ask(leave_list, start=start, end=end))
        elif self._view == "balances":
            self.balances.show_records(bridge.ask(leave_balances, on=start))
        elif self._view == "absence":
            self.absences.show_records(bridge.ask(absence_list, settled=True))

    def show_view(self, name: str) -> None:
        """Turn to the year, the list, the balances or the absences."""
        self._view = name
        names = [view for _title, view in VIEWS]
        shown = (self.year, self.list, self.balances, self.absences)[names.index(name)]
        self._stack.setCurrentWidget(shown)
        self._show_tables()
        shown.setFocus()
        if name in {"balances", "absence"} and isinstance(shown, RecordTable):
            shown.setCurrentIndex(shown.model().index(0, 0))
        self._rest.start()

    def to_requests(self) -> None:
        """Put the keyboard on the requests that wait."""
        if self._view in {"absence", "balances"}:
            self.show_view("year")
        self.requests.setFocus()
        self._choose_card(self.requests.card())

    def turn(self, years: int) -> None:
        """Show an earlier or a later leave year."""
        start = self._year_start or self.today
        self._year_start = self.frame.bridge.ask(
            leave_year, on=start + dt.timedelta(days=YEAR if years > 0 else -1)
        )[0]
        self._show_year(self._strip())
        self._show_tables()

    def to_today(self) -> None:
        """Show the present leave year, resting on today."""
        self._year_start = self.today
        self._show_year(self._strip())
        self._show_tables()
        self.year.go_to(self.today)

    def zoom(self, factor: float) -> None:
        """Make the year's days wider or narrower."""
        self.year.zoom_by(factor)

    # Choosing.

    def _choose_card(self, card: LeaveCard | None) -> None:
        if card is None:
            return
        self._show_leave(card.line.id)
        self.year.go_to(card.line.first, card.line.clinician_id)

    def _choose_mark(self, mark: AwayMark | None) -> None:
        if mark is not None and mark.leave_id is not None and mark.leave_id != self._leave:
            self._show_leave(mark.leave_id)

    def _choose_line(self, line: LeaveLine | None) -> None:
        if line is not None:
            self._show_leave(line.id)

    def _show_leave(self, leave: int) -> None:
        if self._view in {"absence", "balances"}:
            self.show_view("year")
        self._leave = leave
        self._rest.start()

    def _look_again(self, _theme: object) -> None:
        self._left.setMinimumWidth(min(self.frame.look.pixels(LEFT_WIDTH), WIDEST))
        for bar in self._bars:
            bar.setMinimumHeight(self.frame.look.pixels(44))
        self._rest.start()

    def inspect_now(self) -> None:
        """Show what is under the cursor on the right."""
        if self._view == "absence":
            self._inspect_absence()
        elif self._view == "balances" and self.balances.record() is not None:
            self.side.tell_balance(self.balances.record())  # type: ignore[arg-type]  # just asked
        else:
            self._inspect_request()

    def _inspect_absence(self) -> None:
        absence = self.absence
        if absence is None:
            self.side.tell_nothing("Nobody is recorded as absent. Ctrl+Shift+O records it.")
        else:
            self.side.tell_absence(absence, self._acts(ABSENCE_ACTS))

    def _inspect_request(self) -> None:
        found = self._detail
        if found is None:
            self.side.tell_nothing("Choose a request, or a day away in the year.")
            return
        self.side.tell_request(
            found,
            self._acts(REQUEST_ACTS),
            self._gained(found),
            self._offers(found),
            more_cards(self.frame.bridge, found),
        )

    def _gained(self, found: LeaveDetail) -> tuple[Finding, ...]:
        """The findings that approving would bring, uncovered sessions left out: they are told."""
        if not found.line.waiting:
            return ()
        would = self.frame.bridge.preview(approve_leave, leave=found.line.id)
        if isinstance(would, Refusal):
            return ()
        told = {one.session_id for one in found.effect.sessions}
        return tuple(one for one in would.gained if not told.intersection(one.session_ids))

    def _offers(self, found: LeaveDetail) -> list[Offer]:
        """Dates that would work, where the ones asked for do not."""
        if not found.line.waiting or found.effect.kind != "danger":
            return []
        offers = self.frame.bridge.ask(nearest_dates, leave=found.line.id)
        return [(offer.days, offer.distance, self._taker(found.line, offer)) for offer in offers]

    def _taker(self, line: LeaveLine, offer: DatesOffer) -> Callable[[], object]:
        return lambda: self.hands.take_dates(line, offer)

    def _acts(self, wanted: tuple[str, ...]) -> list[Act]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        return [
            (
                specs[name].text.replace("&", ""),
                specs[name].shortcut,
                self._runner(name),
            )
            for name in wanted
            if specs[name].enabled(self)
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

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
            self.year.go_to(day if isinstance(day, dt.date) else self.today, clinician)
