"""The Import screen: a roster file, what it says, what is open, and one undoable import."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTabWidget,
)

from rota_desk.edits.intake import apply_roster
from rota_desk.edits.intake_mapping import keep_mapping
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_file import read_calendar
from rota_desk.intake.calendar_plan import CalendarPlan
from rota_desk.intake.grid import Book
from rota_desk.intake.kept import brought_before, kept_mapping
from rota_desk.intake.known import known_codes
from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.matching import RosterPeople, roster_activities, roster_people
from rota_desk.intake.plan import IntakePlan, PlannedDuty
from rota_desk.intake.roster import look_at
from rota_desk.intake.settled_sources import settled_sources
from rota_desk.intake.taken import RosterReading
from rota_desk.intake.telling import Tell
from rota_desk.intake.web_table import PASTED, pasted_book
from rota_desk.intake.workbook import open_book
from rota_desk.queries.here import here
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words
from ui.frame import Frame, Screen
from ui.intake.calendar_form import CalendarForm
from ui.intake.code_choices import (
    KINDS,
    codes_of_file,
    file_choices,
    meanings,
    same_codes,
    unknown_codes,
)
from ui.intake.difference_page import DifferencePage
from ui.intake.intake_actions import INTAKE_ACTIONS
from ui.intake.lists import DUTIES
from ui.intake.picture_page import PicturePage
from ui.intake.settling import Settling
from ui.intake.table_page import TablePage
from ui.widgets.empty import Empty
from ui.widgets.form import inset
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words

ROSTERS = (
    "Rosters and calendars (*.xlsx *.xlsm *.xls *.ods *.csv *.html *.htm *.ics);;All files (*)"
)
CALENDAR, YEAR = ".ics", dt.timedelta(days=366)
PURPOSE = (
    "Bring in the spreadsheet you keep now. Nothing is recorded until you have seen what was "
    "understood, and the whole import is one step that can be undone."
)
READS = (
    "Excel, LibreOffice and comma-separated files, web pages, or one dropped here.",
    "Cells copied in Google Sheets, LibreOffice or Excel: Ctrl+V.",
    "A person's own calendar (.ics), as time when they cannot be rostered or as meetings.",
    "Days across or down, one sheet or many, merged cells and two-line codes.",
    "What it cannot read is listed with its cell; what you settle is kept for the next file.",
)


class IntakeScreen(Screen):
    """Pick a file, see what it understood, settle what it did not, import once."""

    ACTIONS = INTAKE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.plan: IntakePlan | None = None
        self.path: Path | None = None
        self._called = ""
        self._opened: Callable[[Tell], Book] | None = None
        self.setAcceptDrops(True)
        self.names = names = frame.bridge.ask(look_up)
        self._meant: dict[str, int | None] = {}
        self._same: dict[str, str] = {}
        self._of_file: tuple[str, ...] = ()
        self.unknown = Settling(
            "What stands for", names.activities, new_words="A new activity", also=KINDS
        )
        self.people = Settling("Who is", names.people, new_words="A new person")
        self.codes = Settling("What is", names.activities, new_words="A new activity")
        self.duties: RecordTable[PlannedDuty] = RecordTable("Duties", DUTIES, frame.look)
        self.picture = PicturePage(frame)
        self.difference = DifferencePage(frame.look)
        self.head = Head("Import a roster")
        self.year = QSpinBox()
        self.import_button = button("Import", self.apply, "primary", says="Import (Ctrl+Return)")
        self._lay()

    def _lay(self) -> None:
        self.year.setAccessibleName("Year of dates without one")
        inset(self.year)
        self.year.setRange(1990, 2100)
        self.year.setValue(self.names.today.year)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What the file says")
        again = button("Read again as settled", self.read_again, says="Read again (Ctrl+R)")
        self.head.add(words("Year"), self.year, again, button("Choose a file …", self.pick))
        self.head.add(self.import_button)
        parts = (self.picture, self.unknown, self.people, self.codes, self.difference, self.duties)
        for part in parts:
            self.tabs.addTab(part, "")
        self.tabs.currentChanged.connect(self._turn)
        self.pages = QStackedWidget()
        steps = (
            ("Choose a file …", self.pick),
            ("Paste what was copied", self.paste),
            ("A table of another program …", self.pick_table),
        )
        start = Empty("Start from a spreadsheet", PURPOSE, *steps, lines=self._reads())
        self.setFocusProxy(start.findChildren(QPushButton)[0])
        self.pages.addWidget(start)
        self.pages.addWidget(boxed(column(self.head, self.tabs, gap=0)))
        self.table = TablePage(self.frame, self.leave_table)
        self.pages.addWidget(self.table)
        self.setLayout(row(self.pages))

    def _reads(self) -> tuple[str, ...]:
        """What can be read, and whose words are known already."""
        settled = self.frame.bridge.ask(settled_sources)
        return (*READS, f"Settled before: {', '.join(settled)}.") if settled else READS

    def pick(self) -> None:
        """Ask for a roster file."""
        chosen, _filter = QFileDialog.getOpenFileName(self, "A roster", "", ROSTERS)
        if chosen:
            self.read(Path(chosen))

    def pick_table(self, kind: str = "") -> None:
        """Ask for a table that was exported here or by another program."""
        called = f"A table of {kind}" if kind else "A table"
        chosen, _filter = QFileDialog.getOpenFileName(self, called, "", ROSTERS)
        if chosen:
            self.read_table(Path(chosen), kind)

    def read_table(self, path: Path, kind: str = "") -> None:
        """Show what a table would bring; it holds `kind` where that is known."""
        self.table.read(path, kind)
        self.pages.setCurrentWidget(self.table)

    def focus_on(self, **where: object) -> None:
        """Ask for a table of one kind (`table`)."""
        if where.get("table"):
            self.pick_table(str(where["table"]))

    def leave_table(self) -> None:
        """Go back to the choice of a file."""
        self.pages.setCurrentIndex(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the screen."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.read(files[0])

    def read(self, path: Path, *, year: int | None = None) -> None:
        """Read a file off the window's thread, then show what it says.

        The department's own codes are known; what was settled for this file comes on top.
        """
        if path.suffix.casefold() == CALENDAR:
            self.read_calendar(path)
            return
        self._read(path, path.name, lambda tell: open_book(path, tell), year)

    def paste(self) -> None:
        """Read the cells that were copied in a spreadsheet."""
        copied = QApplication.clipboard().mimeData()
        page, text = copied.html(), copied.text()
        self._read(None, PASTED, lambda _tell: pasted_book(page, text), None)

    def _read(
        self, path: Path | None, called: str, opened: Callable[[Tell], Book], year: int | None
    ) -> None:
        """Read a book off the window's thread with all that is known of its codes and names."""
        if (called, path) != (self._called, self.path):
            self._meant, self._same = {}, {}
        self.path, self._called, self._opened = path, called, opened
        known = self.frame.bridge.ask(known_codes)
        kept = self.frame.bridge.ask(kept_mapping, file=called)
        settled = meanings(self._meant, known, self.names.activities)
        codes = {**known, **kept.codes, **settled}
        same = {**kept.same, **self._same}
        mapping = RosterMapping(year=year, codes=codes, names=kept.names, same=same)
        today = self.names.today
        self.frame.tasks.start(
            f"Reading {called}",
            lambda progress: look_at(opened(progress.at), mapping=mapping, today=today),
            self.show_reading,
            self._refused,
        )

    def read_calendar(self, path: Path) -> None:
        """Read a person's calendar of the coming year off the window's thread, then ask whose."""
        at = self.frame.bridge.ask(here)
        self.frame.tasks.start(
            f"Reading {path.name}",
            lambda _progress: read_calendar(
                path, zone=at.zone, first=at.today, last=at.today + YEAR
            ),
            self.ask_whose,
            self._refused,
        )

    def ask_whose(self, plan: CalendarPlan) -> None:
        """Show what a calendar says, and ask whose it is."""
        self.names = self.frame.bridge.ask(look_up)
        self.calendar = CalendarForm(self.frame, self, self.names, plan)

    def read_again(self) -> None:
        """Read the same file with the year and the codes that were settled."""
        if self._opened is not None:
            settled = self.unknown.settled()
            self._same.update(same_codes(settled, self._of_file))
            self._meant.update({one: settled[one] for one in settled.keys() - self._same.keys()})
            self._read(self.path, self._called, self._opened, self.year.value())

    def _refused(self, sentence: str) -> None:
        self.frame.say(sentence, "danger")

    def show_reading(self, reading: RosterReading) -> None:
        """Show what a file says, and what has to be settled."""
        self.plan = plan = reading.plan
        self.names = self.frame.bridge.ask(look_up)
        self.people.know(self.names.people)
        self._of_file = codes_of_file(plan, self.names.activities)
        self.codes.know(self.names.activities)
        self.unknown.know(self.names.activities, file_choices(self._of_file))
        people = self.frame.bridge.ask(roster_people, plan=plan)
        chosen: dict[str, int | None] = {**people.known, **dict.fromkeys(people.new)}
        self.people.show_words(chosen, _reasons(people))
        found = self.frame.bridge.ask(roster_activities, plan=plan)
        meant = {code: self._meant[code] for code in found if code in self._meant}
        self.codes.show_words({**found, **meant}, {})
        self.unknown.show_words({}, unknown_codes(plan))
        self.duties.show_records(plan.duties)
        self.picture.show_reading(reading)
        self._title(plan, people)
        self.pages.setCurrentIndex(1)
        again = self.frame.bridge.ask(brought_before, file=plan.file)
        settled = not self.unknown.words() and not people.unsure
        self.tabs.setCurrentWidget(self.difference if again and settled else self.picture)
        self._turn()
        self.frame.say(f"Read {plan.file}: nothing is recorded yet.")

    def _title(self, plan: IntakePlan, people: RosterPeople) -> None:
        open_names = f", {len(people.unsure)} to settle" if people.unsure else ""
        found = count_words(len(plan.problems), "problem")
        self.head.tell(f"Import {plan.file}", f"{count_words(len(plan.duties), 'duty', 'duties')}")
        titles = (
            f"The sheet  ▲ {found}" if plan.problems else "The sheet  ✓",
            f"Codes to settle {len(self.unknown.words())}",
            f"People {len(plan.people)}{open_names}",
            f"Codes {len(self.codes.words())}",
            "What changes",
            f"Duties {len(plan.duties)}",
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setTabVisible(1, bool(self.unknown.words()))
        self.import_button.setText(f"Import {count_words(len(plan.duties), 'duty', 'duties')}")
        self.import_button.setEnabled(bool(plan.duties))

    def _turn(self, _place: int = 0) -> None:
        """Say what an import would change, once it is looked at."""
        if self.plan is not None and self.tabs.currentWidget() is self.difference:
            done = self.frame.bridge.preview(
                apply_roster,
                plan=self.plan,
                people=self.people.settled(),
                activities=self.codes.settled(),
            )
            self.difference.show_effect(done if isinstance(done, Refusal) else done.value)
            told = self.difference.told
            if told is not None and told.brought_before:
                changes = count_words(self.difference.count, "change")
                self.import_button.setText(f"Import {changes}")

    def next_problem(self, step: int) -> None:
        """Show the next cell that could not be read."""
        if self.plan is not None and self.plan.problems:
            self.tabs.setCurrentWidget(self.picture)
            self.picture.next_problem(step)

    def apply(self) -> None:
        """Record the file as settled: one step, which undo takes back whole."""
        if self.plan is None:
            return
        self._keep_settled(self.plan.file)
        done = self.frame.bridge.do(
            apply_roster,
            plan=self.plan,
            people=self.people.settled(),
            activities=self.codes.settled(),
        )
        if done is None or not self.plan.duties:
            return
        first = min(duty.day for duty in self.plan.duties)
        self.plan = None
        self.pages.setCurrentIndex(0)
        self.frame.go("rota", day=first)

    def _keep_settled(self, file: str) -> None:
        """Keep what was settled for the next file of the same source, before the import itself."""
        known = self.frame.bridge.ask(known_codes)
        codes = meanings(self._meant, known, self.names.activities)
        called = {one.id: one.name for one in self.names.people}
        chosen = self.people.settled()
        names = {
            word: called[number]
            for word, number in chosen.items()
            if number is not None and called[number] != word
        }
        if codes or names or self._same:
            mapping = RosterMapping(codes=codes, names=names, same=self._same)
            self.frame.bridge.do(keep_mapping, file=file, mapping=mapping)


def _reasons(people: RosterPeople) -> dict[str, str]:
    return {name: f"may be {' or '.join(map(str, like))}" for name, like in people.unsure.items()}
