"""Hours: a person a line, what the quarter asks and has; below, the account line by line."""

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout

from rota_desk.queries.hours_account import HoursAccount, hours_accounts, quarter_of
from rota_desk.queries.hours_words import remarks
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words, span_words
from ui.frame import Frame, Subject
from ui.hours.hours_actions import HOURS_ACTIONS
from ui.hours.hours_columns import ACCOUNTS, LINES, AccountRow, rows_of
from ui.hours.hours_hands import HoursHands
from ui.hours.hours_panel import HoursPanel
from ui.list_screen import ListScreen
from ui.tasks import Progress
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable
from ui.widgets.words import button

DAY = dt.timedelta(days=1)
Answer = tuple[dt.date, tuple[HoursAccount, ...]]
OFFERED = ("hours.post", "hours.back", "hours.statement", "hours.person")


class HoursScreen(ListScreen[HoursAccount]):
    """The accounts of a quarter, and the lines of the one under the cursor."""

    ACTIONS = HOURS_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, "Hours", RecordTable("Hours", ACCOUNTS, frame.look))
        self.every = True
        self.today = dt.date.min
        self.quarter: tuple[dt.date, dt.date] | None = None
        self._wanted: int | None = None  # whom to rest on once the accounts are there
        self.hands: HoursHands = HoursHands(self)
        self.side = HoursPanel()
        self.lines: RecordTable[AccountRow] = RecordTable("Lines", LINES, frame.look)
        self.mark(lambda one: (one.clinician_id,))
        self.lay(
            "To look at",
            (
                button("←", lambda: self.turn(-1), says="Earlier quarter (Alt+Left)"),
                button("Today", self.to_today, says="This quarter (Alt+Home)"),
                button("→", lambda: self.turn(1), says="Later quarter (Alt+Right)"),
                button("Statement", self.statement, says="As a page (Ctrl+P)"),
                button("Write hours …", self.hands.post, "primary", says="Ctrl+N"),
            ),
            Empty(
                "Nobody's hours are to be looked at",
                "Whoever's contract counts hours by the year (Agenda for Change) has an account "
                "here: what the quarter asks, what was worked, and time in lieu.",
                ("Show all", lambda: self.show_every(every=True)),
            ),
        )
        below = self.layout()
        assert isinstance(below, QVBoxLayout)  # noqa: S101 - as `lay` made it
        below.addWidget(self.lines, 2)
        self.table.opened.connect(lambda _line: self.to_lines())
        self.lines.chosen.connect(lambda _line: self._tell())
        self.lines.opened.connect(lambda _line: self.hands.take_back())

    @property
    def posting(self) -> int | None:
        """The number of the line by hand under the cursor."""
        row = self.lines.record()
        return row.posting_id if row is not None else None

    def inspector(self) -> HoursPanel:
        """The right-hand side."""
        return self.side

    def subject(self) -> Subject:
        """The person under the cursor."""
        return Subject(self.line.clinician_id if self.line else None)

    def refresh(self) -> None:
        """Reckon the accounts again, off the window's thread; the cursor stays on its person."""
        bridge = self.frame.bridge
        self.today = bridge.ask(look_up).today
        if self.quarter is None:
            self.quarter = bridge.ask(quarter_of, on=self.today)
        day = self.quarter[0]

        def reckoned(_progress: Progress) -> Answer:
            return day, bridge.ask(hours_accounts, on=day)

        self.frame.tasks.start("Adding up hours", reckoned, self._show, quiet=True)

    def _show(self, answer: Answer) -> None:
        """Show the accounts, unless another quarter was turned to meanwhile."""
        day, found = answer
        if self.quarter is None or day != self.quarter[0]:
            return
        before = self.line
        waiting = [one for one in found if remarks(one)]
        first, last = self.quarter[0], self.quarter[1] - DAY
        said = f"{count_words(len(waiting), 'account')} of {len(found)} to look at"
        self.show_lines(found if self.every else waiting, f"{span_words(first, last)}: {said}")
        wanted = self._wanted or (before.clinician_id if before is not None else None)
        self._wanted = None
        if wanted is not None:
            self._choose(wanted)

    def _choose(self, clinician: int) -> None:
        for one in self.table.records():
            if one.clinician_id == clinician:
                self.table.choose(one)

    def inspect(self) -> None:
        """Show the account under the cursor, below and on the right."""
        self.lines.show_records(rows_of(self.line) if self.line else ())
        self._tell()

    def _tell(self) -> None:
        names = OFFERED if self.posting is not None else [n for n in OFFERED if n != "hours.back"]
        self.side.tell(self.line, self.acts(names))

    def to_lines(self) -> None:
        """Put the keyboard on the lines of the account."""
        self.lines.setFocus()
        if self.lines.record() is None and self.lines.records():
            self.lines.selectRow(0)

    def turn(self, step: int) -> None:
        """Show the quarter before or after."""
        if self.quarter is not None:
            day = self.quarter[1] if step > 0 else self.quarter[0] - DAY
            self.quarter = self.frame.bridge.ask(quarter_of, on=day)
            self.refresh()

    def to_today(self) -> None:
        """Show the present quarter."""
        self.quarter = None
        self.refresh()

    def statement(self) -> None:
        """Show the statement in Reports."""
        if self.quarter is not None:
            first, last = self.quarter[0], self.quarter[1] - DAY
            self.frame.go("reports", report="hours-statement", first=first, last=last)

    def show_person(self) -> None:
        """Go to the person under People."""
        if self.line is not None:
            self.frame.go("people", clinician=self.line.clinician_id)

    def focus_on(self, **where: object) -> None:
        """Show somebody's account."""
        clinician = where.get("clinician")
        if isinstance(clinician, int):
            self._wanted = clinician
            self.show_every(every=True)
