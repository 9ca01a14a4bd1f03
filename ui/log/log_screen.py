"""The Log: what was said and happened, whose it is, until when; and bring-forward dates."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.errors import Refusal
from rota_desk.queries.log_book import CATEGORIES, LogBook, Standing, log_book, log_history
from rota_desk.queries.open_log import LogLine, ReminderLine, reminders
from rota_desk.words import count_words
from ui.frame import Frame, Screen, Subject
from ui.log.log_actions import LOG_ACTIONS
from ui.log.log_columns import ENTRIES, FILTERS, REMINDERS
from ui.log.log_hands import LogHands
from ui.log.log_panel import LogPanel
from ui.widgets.choice import choice_field, chosen
from ui.widgets.doings import Act
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.layouts import boxed
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button
from ui.widgets.wrap import Wrap

PAUSE = 60  # milliseconds the cursor rests before the entry is asked for
ABOUT = [(None, "About anything"), *((one, words) for one, words in CATEGORIES.items())]
OFFERED = (
    *("log.close", "log.reopen", "log.correct", "log.put_off", "log.hand", "log.rota"),
    *("log.handover", "log.pack"),
)
BRING_FORWARD = len(FILTERS)


class LogScreen(Screen):
    """Entries by standing, searched by any word; one entry with its history on the right."""

    ACTIONS = LOG_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: LogHands = LogHands(self)
        self._view = 0
        self._kept: int | None = None
        self.head = Head("Log")
        self.head.add(
            button("Handover", self.handover, says="Ctrl+P"),
            button("System-down pack", self.pack, says="Ctrl+Shift+P"),
            button("Bring forward …", self.hands.remind, says="Ctrl+Shift+N"),
            button("New entry …", self.hands.add, "primary", says="Ctrl+N"),
        )
        self.table: RecordTable[LogLine] = RecordTable("Log", ENTRIES, frame.look)
        self.dates: RecordTable[ReminderLine] = RecordTable("Bring forward", REMINDERS, frame.look)
        self.side = LogPanel()
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        for table in (self.table, self.dates):
            table.chosen.connect(lambda _line: self._rest.start())
            table.opened.connect(lambda _line: self._open())
        frame.look.changed.connect(self._look_again)
        self.setFocusProxy(self.table)

    def _lay(self) -> None:
        self._empty = Empty(
            "Nothing here",
            "Calls, messages, problems and lateness are written here, each with an owner; what "
            "is open goes into the handover.",
            ("New entry …", self.hands.add),
        )
        self._shown = QStackedWidget()
        for part in (self.table, self.dates, self._empty):
            self._shown.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self._filters())
        lines.addWidget(self._shown, 1)

    def _filters(self) -> QWidget:
        self._parts = QButtonGroup(self)
        titles = [*(title for _standing, title in FILTERS), "Bring forward"]
        parts = [
            button(title, self._shower(number), "part", says=f"{title} (Alt+{number + 1})")
            for number, title in enumerate(titles)
        ]
        joined = segments(parts)
        for number, part in enumerate(parts):
            part.setChecked(number == 0)
            self._parts.addButton(part, number)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the log")
        self.search.setPlaceholderText("Words, person …   Ctrl F")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.frame.look.pixels(180))
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.search.returnPressed.connect(self.table.setFocus)
        self.about = choice_field("About", ABOUT)
        self.about.currentIndexChanged.connect(lambda _place: self.refresh())
        line = Wrap()
        line.add(joined, self.search, self.about)
        line.setContentsMargins(16, 0, 16, 8)
        return boxed(line)

    def _look_again(self, _theme: object) -> None:
        self._rest.start()

    def _shower(self, number: int) -> Callable[[], None]:
        return lambda: self.show_view(number)

    # What is shown.

    @property
    def line(self) -> LogLine | None:
        """The entry under the cursor."""
        return self.table.record() if self._view != BRING_FORWARD else None

    @property
    def reminder(self) -> ReminderLine | None:
        """The bring-forward date under the cursor."""
        return self.dates.record() if self._view == BRING_FORWARD else None

    def inspector(self) -> LogPanel:
        """The entry under the cursor."""
        return self.side

    def subject(self) -> Subject:
        """Whom and what the entry under the cursor is about."""
        line = self.line
        return Subject(line.clinician_id, line.session_id) if line else Subject()

    def refresh(self) -> None:
        """Ask for the log again; the cursor stays on its entry, also once it was put right."""
        bridge = self.frame.bridge
        standing = FILTERS[self._view][0] if self._view != BRING_FORWARD else Standing.OPEN
        book = bridge.ask(
            log_book,
            standing=standing,
            owner=bridge.desk.who,
            category=chosen(self.about, ABOUT),
            said=self.search.text(),
        )
        dates = bridge.ask(reminders)
        before, at = self.line, self.table.currentIndex().row()
        self.table.show_records(book.lines)
        self.dates.show_records(dates)
        self._return_to(self._kept or (before.entry_id if before else None), at)
        self._kept = None
        self._tell(book, dates)
        found = dates if self._view == BRING_FORWARD else book.lines
        table: QWidget = self.dates if self._view == BRING_FORWARD else self.table
        self._shown.setCurrentWidget(table if found else self._empty)
        self._rest.start()

    def _return_to(self, entry: int | None, place: int) -> None:
        records = self.table.records()
        again = next((one for one in records if one.entry_id == entry), None)
        if records:
            self.table.choose(again or records[min(max(place, 0), len(records) - 1)])
        if self.dates.records() and self.dates.record() is None:
            self.dates.choose(self.dates.records()[0])

    def _tell(self, book: LogBook, dates: tuple[ReminderLine, ...]) -> None:
        for number, (standing, title) in enumerate(FILTERS):
            self._parts.button(number).setText(f"{title}  {book.counts[standing]}")
        self._parts.button(BRING_FORWARD).setText(f"Bring forward  {len(dates)}")
        late = sum(one.overdue for one in book.lines)
        said = f"{count_words(book.counts[Standing.OPEN], 'entry', 'entries')} open"
        self.head.tell("Log", f"{said}, ▲ {late} overdue" if late else said)

    def keep(self, entry: int) -> None:
        """Put the cursor on an entry that was just written."""
        self._kept = entry
        self.refresh()

    def inspect_now(self) -> None:
        """Show the entry under the cursor with its history."""
        if (date := self.reminder) is not None:
            self.side.tell_reminder(date, self._acts())
            return
        line = self.line
        if line is None:
            self.side.tell_nothing()
            return
        try:
            history = self.frame.bridge.ask(log_history, entry=line.entry_id)
        except Refusal as refusal:
            self.frame.say(str(refusal), "warning")
            return
        self.side.tell(line, history, self._acts())

    def _acts(self) -> list[Act]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        return [
            (specs[name].text.replace("&", ""), specs[name].shortcut, self._runner(name))
            for name in OFFERED
            if specs[name].enabled(self)
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    # Where it goes.

    def show_view(self, number: int) -> None:
        """Show the entries of one standing, or the bring-forward dates."""
        self._view = number
        self._parts.button(number).setChecked(True)
        self.refresh()
        (self.dates if number == BRING_FORWARD else self.table).setFocus()

    def to_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def _open(self) -> None:
        line = self.line
        if line is not None and line.done is not None:
            self.hands.reopen()
        else:
            self.hands.close()

    def show_on_rota(self) -> None:
        """Go to the session or the person the entry is about."""
        line = self.line
        if line is None:
            return
        where: dict[str, object] = {"session": line.session_id, "day": line.day}
        if line.clinician_id is not None:
            where["clinician"] = line.clinician_id
        self.frame.go("rota", **where)

    def handover(self) -> None:
        """Show the handover in Reports."""
        self.frame.go("reports", report="handover")

    def pack(self) -> None:
        """Show the system-down pack in Reports."""
        self.frame.go("reports", report="system-down")

    def focus_on(self, **where: object) -> None:
        """Go to an entry (`entry`) or to a bring-forward date (`reminder`)."""
        self.search.clear()
        self.about.setCurrentIndex(0)
        if isinstance(where.get("reminder"), int):
            self.show_view(BRING_FORWARD)
            for date in self.dates.records():
                if date.reminder_id == where["reminder"]:
                    self.dates.choose(date)
            return
        self.show_view(len(FILTERS) - 1)
        for one in self.table.records():
            if one.entry_id == where.get("entry"):
                self.table.choose(one)
