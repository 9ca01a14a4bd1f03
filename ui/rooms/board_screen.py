"""The 6-4-2 board: three weeks side by side, and what changed on locked lists."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QScrollArea, QSplitter, QVBoxLayout, QWidget

from rota_desk.domain.six_four_two import HORIZONS
from rota_desk.queries.board_lines import BoardLine
from rota_desk.queries.lock_changes import LockChange
from rota_desk.queries.session_history import session_history
from rota_desk.queries.six_four_two import (
    Board,
    BoardWeek,
    last_meeting,
    next_meeting,
    six_four_two,
)
from rota_desk.words import day_words
from ui.frame import Frame, Screen, Subject
from ui.rooms.board_actions import BOARD_ACTIONS
from ui.rooms.board_column import BoardColumn
from ui.rooms.board_hands import BoardHands
from ui.rooms.board_panel import BoardPanel
from ui.rooms.board_words import WEEKS, head_words
from ui.widgets.doings import Act
from ui.widgets.form import Form
from ui.widgets.head import Head
from ui.widgets.words import button

MENU = (
    *("board.keep", "board.release", "board.give", "board.lend", "board.wait"),
    *("board.lock", "board.close", "board.back", "board.sign", "board.rota"),
)
STEPS = 5  # lines of history shown
DAY = dt.timedelta(days=1)


class BoardScreen(Screen):
    """A meeting's weeks at six, four and two, decided card by card."""

    ACTIONS = BOARD_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.meeting: dt.date = frame.bridge.ask(next_meeting)
        self.board: Board | None = None
        self._every = False
        self.hands: BoardHands = BoardHands(self)
        self.side = BoardPanel()
        titles = (*(WEEKS[one] for one in HORIZONS), "Locked")
        self.columns = tuple(BoardColumn(title, frame.look) for title in titles)
        self._here = 0  # the column that is walked
        self.columns[0].cards.walk(on=True)
        self.head = Head("6-4-2")
        self._end = button("Close the meeting", self.hands.end, says="Ctrl+Shift+M")
        self.head.add(
            button("←", lambda: self.step(-1), says="Earlier meeting (Alt+Left)"),
            button("Next meeting", self.go_next, says="Next meeting from today (Alt+Home)"),
            button("→", lambda: self.step(1), says="Later meeting (Alt+Right)"),
            button("Present …", self.hands.hold, says="Chair and present (Ctrl+M)"),
            self._end,
            button("Agenda …", self.report, "primary", says="Agenda and decisions (Ctrl+Shift+R)"),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for place, one in enumerate(self.columns):
            split.addWidget(one)
            split.setStretchFactor(place, 1)
            self._listen(place, one)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        self._beside = _sideways(split)
        lines.addWidget(self._beside, 1)
        self.setFocusProxy(self.columns[0].cards)

    def _level(self) -> None:
        """Let the cards of all columns begin at one height."""
        tall = max(one.top.heightForWidth(one.width()) for one in self.columns)
        for one in self.columns if tall > 0 else ():  # none before there are words
            one.top.setFixedHeight(tall)

    def _listen(self, place: int, one: BoardColumn) -> None:
        one.widened.connect(self._level)
        one.cards.moved.connect(lambda: self._moved(place))
        one.cards.opened.connect(lambda: self._opened(place))
        one.cards.beside.connect(lambda by: self.walk_to(place + by))
        one.cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        one.cards.customContextMenuRequested.connect(lambda point: self._menu(place, point))

    # What is looked at.

    @property
    def week(self) -> BoardWeek | None:
        """The week of the column that is walked."""
        if self.board is None or self._here >= len(self.board.weeks):
            return None
        return self.board.weeks[self._here]

    @property
    def line(self) -> BoardLine | None:
        """The session under the cursor."""
        row = self.columns[self._here].cards.row()
        return row if isinstance(row, BoardLine) else None

    @property
    def change(self) -> LockChange | None:
        """The change after the lock under the cursor."""
        row = self.columns[self._here].cards.row()
        return row if isinstance(row, LockChange) else None

    def subject(self) -> Subject:
        """The session under the cursor."""
        return Subject(None, self.line.session_id if self.line else None)

    def inspector(self) -> BoardPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the board again; each column's cursor stays on its session."""
        self.board = board = self.frame.bridge.ask_first(six_four_two, meeting=self.meeting)
        for one, week in zip(self.columns, board.weeks, strict=False):
            one.show_week(week, every=self._every)
        self.columns[-1].show_changes(board.changes)
        self.head.tell("6-4-2", head_words(board))
        self._end.setText("Open it again" if board.closed else "Close the meeting")
        self._level()
        self.inspect()

    def inspect(self) -> None:
        """Show what stands under the cursor."""
        one = self.line or self.change
        history = (
            self.frame.bridge.ask(session_history, session=one.session_id, most=STEPS)
            if one is not None
            else ()
        )
        self.side.tell(one, self.week, self._offers(), history)

    def _moved(self, place: int) -> None:
        if place == self._here or self.columns[place].cards.hasFocus():
            self._stand_in(place)

    def _stand_in(self, place: int) -> None:
        self._here = place
        for at, column in enumerate(self.columns):
            column.cards.walk(on=at == place)
        self._beside.ensureWidgetVisible(self.columns[place], 0, 0)
        self.inspect()

    def _opened(self, place: int) -> None:
        self._here = place
        self.hands.open()

    def walk_to(self, place: int) -> None:
        """Go to another column; the cursor goes where it was there."""
        if 0 <= place < len(self.columns):
            self._stand_in(place)
            self.columns[place].cards.setFocus()

    def after_decision(self, session: int) -> None:
        """Go on to the next session of the column that is to be decided."""
        cards = self.columns[self._here].cards
        if not cards.next_open():
            cards.choose(session)
            self.frame.say("Nothing is left to decide in this column.", "good")

    def next_open(self) -> None:
        """Go to the next session to decide, in this column and then in the others."""
        for by in range(len(self.columns)):
            place = (self._here + by) % len(self.columns)
            if self.columns[place].cards.next_open():
                self.walk_to(place)
                return
        self.frame.say("Nothing is left to decide in this meeting.", "good")

    def _offers(self) -> list[Act]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        fitting = [specs[name] for name in MENU if specs[name].enabled(self)]
        return [
            (spec.text.replace("&", ""), spec.shortcut, self._runner(spec.id)) for spec in fitting
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    def _menu(self, place: int, point: QPoint) -> None:
        self.walk_to(place)
        menu = QMenu(self)
        for text, _key, run in self._offers():
            menu.addAction(text).triggered.connect(lambda _on=False, run=run: run())
        menu.popup(self.columns[place].cards.viewport().mapToGlobal(point))

    # Going about.

    def step(self, by: int) -> None:
        """Go to the meeting before or after."""
        ask, day = self.frame.bridge.ask, self.meeting
        self.meeting = ask(next_meeting, day=day + DAY) if by > 0 else ask(last_meeting, day=day)
        self.refresh()

    def go_next(self) -> None:
        """Go to the next meeting from today on."""
        self.meeting = self.frame.bridge.ask(next_meeting)
        self.refresh()

    def choose_day(self) -> Form:
        """Hold the meeting on any day; its weeks are told from it."""
        form = Form("Meeting day", "Go there", self.frame.bridge, self)
        day = form.day("Day", self.meeting)

        def submit() -> bool:
            self.meeting = day.value()
            self.refresh()
            self.frame.say(f"The board of a meeting on {day_words(self.meeting)}.")
            return True

        form.open_then(submit)
        return form

    def show_every(self) -> None:
        """Show the used and the plainly kept sessions too, or leave them out again."""
        self._every = not self._every
        self.refresh()

    def show_on_rota(self) -> None:
        """Turn to the Rota at the session under the cursor."""
        line = self.line
        if line is not None:
            self.frame.go("rota", day=line.start.date(), session=line.session_id)

    def report(self) -> None:
        """Turn to the agenda of this meeting, or its decisions."""
        self.frame.go("reports", report="six-four-two", first=self.meeting, last=self.meeting)

    def focus_on(self, **where: object) -> None:
        """Go to a meeting day (`day`)."""
        day = where.get("day")
        if isinstance(day, dt.date):
            self.meeting = day
            self.refresh()


def _sideways(inside: QWidget) -> QScrollArea:
    """A frameless area that is moved sideways only, where the columns do not all fit."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
