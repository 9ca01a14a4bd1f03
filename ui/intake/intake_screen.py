"""The Import screen: a roster file, what it says, what is open, and one undoable import."""

import datetime as dt
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QSpinBox, QStackedWidget, QTabWidget

from rota_desk.edits.intake import apply_roster
from rota_desk.edits.intake_mapping import keep_mapping
from rota_desk.errors import Problem
from rota_desk.intake.calendar_file import read_calendar
from rota_desk.intake.calendar_plan import CalendarPlan
from rota_desk.intake.kept import kept_mapping
from rota_desk.intake.known import known_codes
from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.matching import RosterPeople, roster_activities, roster_people
from rota_desk.intake.plan import IntakePlan, PlannedDuty
from rota_desk.intake.roster import read_roster
from rota_desk.intake.settled_sources import settled_sources
from rota_desk.queries.here import here
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words, day_and_year
from ui.actions import ActionSpec
from ui.frame import Frame, Screen
from ui.intake.calendar_form import CalendarForm
from ui.intake.code_choices import KINDS, meanings, unknown_codes
from ui.intake.settling import Settling
from ui.intake.table_page import TablePage
from ui.widgets.empty import Empty
from ui.widgets.form import inset
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

ROSTERS = "Rosters and calendars (*.xlsx *.xlsm *.xls *.ods *.csv *.ics);;All files (*)"
CALENDAR, YEAR = ".ics", dt.timedelta(days=366)
PURPOSE = (
    "Bring in the spreadsheet you keep now. Nothing is recorded until you have seen what was "
    "understood, and the whole import is one step that can be undone."
)
READS = (
    "Excel, LibreOffice and comma-separated files, or one dropped here.",
    "A person's own calendar (.ics), as time when they cannot be rostered or as meetings.",
    "Days across or down, one sheet or many, merged cells and two-line codes.",
    "What it cannot read is listed with its cell; what you settle is kept for the next file.",
)


def _times(duty: PlannedDuty) -> str:
    if duty.start is None or duty.end is None:
        return "not stated"
    return f"{duty.start:%H:%M}–{duty.end:%H:%M}"


def _place(one: Problem) -> str:
    cell = f"{one.column}{one.row or ''}"
    return " ".join(part for part in (one.sheet, cell) if part) or one.file


DUTIES: tuple[Column[PlannedDuty], ...] = (
    Column("Person", lambda duty: duty.person, 170),
    Column("Day", lambda duty: day_and_year(duty.day), 140, sort=lambda duty: duty.day),
    Column("Code", lambda duty: duty.code, 110),
    Column("Kind", lambda duty: duty.kind.replace("_", " "), 110),
    Column("Times", _times, 120),
    Column("Where in the file", lambda duty: f"{duty.sheet} {duty.cell}".strip(), 140),
    Column("Note", lambda duty: duty.note, 220),
)
PROBLEMS: tuple[Column[Problem], ...] = (
    Column("Where", _place, 180),
    Column("Found", lambda one: one.text, 160),
    Column("What can be done", lambda one: one.message, 520, tip=lambda one: one.message),
)


class IntakeScreen(Screen):
    """Pick a file, see what it understood, settle what it did not, import once."""

    ACTIONS: ClassVar[tuple[ActionSpec["IntakeScreen"], ...]]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.plan: IntakePlan | None = None
        self.path: Path | None = None
        self.setAcceptDrops(True)
        self.names = names = frame.bridge.ask(look_up)
        self._meant: dict[str, int | None] = {}
        self.unknown = Settling(
            "What stands for", names.activities, new_words="A new activity", also=KINDS
        )
        self.people = Settling("Who is", names.people, new_words="A new person")
        self.codes = Settling("What is", names.activities, new_words="A new activity")
        self.duties: RecordTable[PlannedDuty] = RecordTable("Duties", DUTIES, frame.look)
        self.problems: RecordTable[Problem] = RecordTable("Problems", PROBLEMS, frame.look)
        self.head = Head("Import a roster")
        self.understood = words("", "soft", wrap=True)
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
        for part in (self.unknown, self.people, self.codes, self.duties, self.problems):
            self.tabs.addTab(part, "")
        told = boxed(column(self.understood, edge=16))
        self.pages = QStackedWidget()
        steps = (("Choose a file …", self.pick), ("A table of another program …", self.pick_table))
        start = Empty("Start from a spreadsheet", PURPOSE, *steps, lines=self._reads())
        self.setFocusProxy(start.findChildren(QPushButton)[0])
        self.pages.addWidget(start)
        self.pages.addWidget(boxed(column(self.head, told, self.tabs, gap=0)))
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

    def pick_table(self) -> None:
        """Ask for a table that was exported here or by another program."""
        chosen, _filter = QFileDialog.getOpenFileName(self, "A table", "", ROSTERS)
        if chosen:
            self.read_table(Path(chosen))

    def read_table(self, path: Path) -> None:
        """Show what a table would bring."""
        self.table.read(path)
        self.pages.setCurrentWidget(self.table)

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
        if path != self.path:
            self._meant = {}
        self.path = path
        known = self.frame.bridge.ask(known_codes)
        kept = self.frame.bridge.ask(kept_mapping, file=path.name)
        settled = meanings(self._meant, known, self.names.activities)
        codes = {**known, **kept.codes, **settled}
        mapping = RosterMapping(year=year, codes=codes, names=kept.names)
        today = self.names.today
        self.frame.tasks.start(
            f"Reading {path.name}",
            lambda _progress: read_roster(path, mapping=mapping, today=today),
            self.show_plan,
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
        if self.path is not None:
            self._meant.update(self.unknown.settled())
            self.read(self.path, year=self.year.value())

    def _refused(self, sentence: str) -> None:
        self.frame.say(sentence, "danger")

    def show_plan(self, plan: IntakePlan) -> None:
        """Show what a file says, and what has to be settled."""
        self.plan = plan
        self.names = self.frame.bridge.ask(look_up)
        self.people.know(self.names.people)
        for part in (self.codes, self.unknown):
            part.know(self.names.activities)
        people = self.frame.bridge.ask(roster_people, plan=plan)
        chosen: dict[str, int | None] = {**people.known, **dict.fromkeys(people.new)}
        self.people.show_words(chosen, _reasons(people))
        found = self.frame.bridge.ask(roster_activities, plan=plan)
        meant = {code: self._meant[code] for code in found if code in self._meant}
        self.codes.show_words({**found, **meant}, {})
        self.unknown.show_words({}, unknown_codes(plan))
        self.duties.show_records(plan.duties)
        self.problems.show_records(plan.problems)
        self.understood.setText("\n".join(plan.understood))
        self._title(plan, people)
        self.pages.setCurrentIndex(1)
        self.frame.say(f"Read {plan.file}: nothing is recorded yet.")

    def _title(self, plan: IntakePlan, people: RosterPeople) -> None:
        open_names = f", {len(people.unsure)} to settle" if people.unsure else ""
        found = count_words(len(plan.problems), "problem")
        self.head.tell(f"Import {plan.file}", f"{count_words(len(plan.duties), 'duty', 'duties')}")
        titles = (
            f"Codes to settle {len(self.unknown.words())}",
            f"People {len(plan.people)}{open_names}",
            f"Codes {len(self.codes.words())}",
            f"Duties {len(plan.duties)}",
            f"▲ {found}" if plan.problems else "✓ No problems",
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setTabVisible(0, bool(self.unknown.words()))
        self.tabs.setCurrentIndex(0 if self.unknown.words() else 1)
        self.import_button.setText(f"Import {count_words(len(plan.duties), 'duty', 'duties')}")
        self.import_button.setEnabled(bool(plan.duties))

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
        if codes or names:
            mapping = RosterMapping(codes=codes, names=names)
            self.frame.bridge.do(keep_mapping, file=file, mapping=mapping)


def _reasons(people: RosterPeople) -> dict[str, str]:
    return {name: f"may be {' or '.join(like)}" for name, like in people.unsure.items()}


IntakeScreen.ACTIONS = (
    ActionSpec("import.pick", "&Choose a file …", "Ctrl+Shift+O", "Place", lambda s: s.pick()),
    ActionSpec(
        "import.table", "A &table of another program …", "", "Place", lambda s: s.pick_table()
    ),
    ActionSpec("import.again", "&Read again", "Ctrl+R", "Place", lambda s: s.read_again()),
    ActionSpec(
        "import.apply",
        "&Import",
        "Ctrl+Return",
        "Place",
        lambda s: s.apply(),
        lambda s: s.plan is not None,
    ),
)
