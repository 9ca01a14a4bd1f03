"""Calendars on the Reports screen: whose, since when, how much they say, and which way out."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from reports.calendar_changes import counts, lines
from reports.calendar_events import Privacy, calendar_head
from reports.calendar_server import CalendarServer, Delivered, calendar_server
from reports.clinician_calendar import file_names
from reports.document import Document
from rota_desk.desk import Desk
from rota_desk.edits.calendar_addresses import (
    give_calendar_addresses,
    renew_calendar_address,
    withdraw_calendar_address,
)
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_people import CalendarPerson, calendar_people
from rota_desk.queries.clinician_calendar import clinician_calendars
from rota_desk.queries.settings import setting
from rota_desk.words import count_words
from ui.exports.calendar_files import Chosen
from ui.exports.saving import save_all
from ui.frame import Frame
from ui.tasks import Progress
from ui.widgets.form import Form
from ui.widgets.layouts import boxed, column, row, scrolled
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

LEAST = 170  # pixels of the list at least; where the window is lower, the page scrolls
PRIVACY = (
    (Privacy.FULL, "Duty, place, role, colleagues"),
    (Privacy.DUTY, "Duty and place"),
    (Privacy.BUSY, "Busy, no more"),
)
ADVICE = (
    "A file replaces the last one: each clinician keeps the rota in a calendar of its own. "
    "Importing twice into one's own calendar doubles every duty in Outlook. "
    "Nothing is sent from here: drafts wait in a folder until you open them."
)


def _changed(one: CalendarPerson) -> str:
    return counts(one.changes) if one.changes else ""


PEOPLE: tuple[Column[CalendarPerson], ...] = (
    Column("Clinician", lambda one: one.name, 190, least=80),
    Column("Duties", lambda one: str(one.duties), 70, right=True, sort=lambda one: one.duties),
    Column("Changes", _changed, 220, least=70),
    Column("E-mail", lambda one: one.mail or "none", 220, least=60),
    Column(
        "Subscribed address",
        lambda one: "given" if one.address else "none",
        140,
        tip=lambda one: one.address.address if one.address else "",
    ),
)


def _wrapped(*parts: QWidget) -> Wrap:
    line = Wrap()
    line.add(*parts)
    return line


class CalendarPanel(QWidget):
    """Everybody's calendar of the days chosen above, and the ways out for it."""

    def __init__(self, frame: Frame, period: Callable[[], tuple[dt.date, dt.date]]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.frame, self._period = frame, period
        self.since = QComboBox()
        self.since.setAccessibleName("Changes since")
        self.privacy = QComboBox()
        self.privacy.setAccessibleName("How much an entry says")
        for level, text in PRIVACY:
            self.privacy.addItem(text, level)
        kept = Privacy(str(frame.bridge.ask(setting, key="calendars.privacy")))
        self.privacy.setCurrentIndex([level for level, _ in PRIVACY].index(kept))
        self.leave = QCheckBox("Leave too")
        self.leave.setAccessibleName("Leave in the calendars too")
        self.people: RecordTable[CalendarPerson] = RecordTable("Calendars", PEOPLE, frame.look)
        self.told = words("", wrap=True)
        self._lay()

    def _lay(self) -> None:
        choices = _wrapped(
            boxed(row(words("Changes"), self.since)),
            boxed(row(words("An entry says"), self.privacy)),
            self.leave,
        )
        ways = _wrapped(
            button("Save files …", self.save_files, "primary", says="Save files (Ctrl+S)"),
            button("E-mail drafts …", self.save_drafts, says="E-mail drafts (Ctrl+M)"),
            button("Invitations …", self.save_invitations, says="Invitations (Ctrl+Shift+M)"),
            button("Folder for a web server …", self.serve, says="Folder for a web server"),
            button("Calendar server …", self.ask_server, says="Calendar server"),
        )
        own = _wrapped(
            button("Copy address", self.copy_address, "link"),
            button("Renew address", self.renew_address, "link"),
            button("Withdraw address", self.withdraw_address, "link"),
        )
        beside = scrolled(boxed(column(self.told, None, edge=16)))
        beside.setAccessibleName("What changed")
        self.people.chosen.connect(self._tell)
        self.since.activated.connect(lambda _place: self._count())
        above = boxed(column(words(ADVICE, "soft", wrap=True), choices, ways, own, edge=16))
        both = row(self.people, beside, gap=0)
        both.setStretch(0, 2)
        both.setStretch(1, 1)
        self._both = boxed(both)
        inside = column(above, self._both, gap=0)
        inside.setStretch(1, 1)
        page = scrolled(boxed(inside))
        page.setAccessibleName("Calendars and the ways out for them")
        self.setLayout(column(page, gap=0))
        self.frame.look.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self, _theme: object = None) -> None:
        """Keep a few lines in view; the page scrolls to them."""
        self._both.setMinimumHeight(self.frame.look.pixels(LEAST))

    @property
    def version(self) -> int | None:
        """The version that changes are counted from; None for whole calendars."""
        chosen = self.since.currentData()
        return int(chosen) if chosen else None

    @property
    def level(self) -> Privacy:
        """How much an entry says."""
        return Privacy(self.privacy.currentData())

    def _count(self) -> None:
        self.refresh()
        self.people.fit_again()

    def refresh(self) -> None:
        """Fetch everybody's calendar again."""
        start, end = self._period()
        if end <= start:
            self.people.show_records(())
            self.told.setText("The last day lies before the first. Turn them round.")
            return
        found = self.frame.bridge.ask(calendar_people, start=start, end=end, since=self.version)
        with QSignalBlocker(self.since):
            before = self.since.currentData()
            self.since.clear()
            self.since.addItem("Whole calendars", 0)
            for one in found.versions:
                self.since.addItem(f"Since {one.words}", one.number)
            self.since.setCurrentIndex(max(self.since.findData(before), 0))
        self.people.show_records(found.people)
        self._tell(self.people.record())

    def _tell(self, one: CalendarPerson | None) -> None:
        if one is None:
            self.told.setText("Choose a clinician to see what changed for them.")
        elif self.version is None:
            self.told.setText(f"{one.name}: {count_words(one.duties, 'duty', 'duties')}.")
        elif one.changes is None:
            self.told.setText(f"{one.name}: nothing changed.")
        else:
            said = "\n".join(lines(one.changes, self.level))
            self.told.setText(f"{one.name}: {counts(one.changes)}\n\n{said}")

    @property
    def chosen(self) -> Chosen:
        """What the fields say."""
        start, end = self._period()
        return Chosen(start, end, self.level, self.leave.isChecked(), self.version)

    def save_files(self) -> None:
        """Ask for a folder and write the calendar files there."""
        self._ask("Save calendars to a folder", self.write_files)

    def save_drafts(self) -> None:
        """Ask for a folder and write the e-mail drafts there."""
        self._ask("Save e-mail drafts to a folder", self.write_drafts)

    def save_invitations(self) -> None:
        """Ask for a folder and write the invitations there."""
        self._ask("Save invitations to a folder", self.write_invitations)

    def serve(self) -> None:
        """Ask for the folder that a web server shows, and bring it up to date."""
        self._ask("The folder that the web server shows", self.write_served)

    def write_files(self, folder: Path) -> None:
        """Write the calendar files, and what goes beside them."""
        self._write(self.chosen.files, folder, "calendar", ".ics")

    def write_drafts(self, folder: Path) -> None:
        """Write the e-mail drafts."""
        self._write(self.chosen.drafts, folder, "draft", ".eml")

    def write_invitations(self, folder: Path) -> None:
        """Write the invitations."""
        self._write(self.chosen.invitations, folder, "invitation", ".eml")

    def write_served(self, folder: Path) -> None:
        """Give an address to whoever has none, write the folder, take out what was withdrawn."""
        wanting = [one.clinician_id for one in self.people.records() if one.address is None]
        if wanting:
            self.frame.bridge.do(give_calendar_addresses, clinicians=wanting)
        chosen = self.chosen
        self._write(lambda desk: chosen.served(desk, folder), folder, "calendar", ".ics")

    def ask_server(self) -> Form:
        """Ask for a calendar server and bring everybody's calendar there up to date."""
        form = Form("Calendars on a server", "Bring up to date", self.frame.bridge, self)
        place = form.line("Address", hint="https://server/calendars/rota")
        user = form.line("Name there")
        password = form.line("Password", hint="not kept")
        field = password.widget
        if isinstance(field, QLineEdit):
            field.setEchoMode(QLineEdit.EchoMode.Password)

        def submit() -> bool:
            try:
                server = calendar_server(place.value(), user.value(), password.value())
            except Refusal as refusal:
                form.trouble(str(refusal))
                return False
            self.deliver(server)
            return True

        form.open_then(submit)
        return form

    def deliver(self, server: CalendarServer) -> None:
        """Bring everybody's calendar on a server up to date, away from the window's thread."""
        desk, days = self.frame.bridge.desk, self._period()
        everybody = desk.ask(clinician_calendars, start=days[0], end=days[1])
        files = file_names({one.clinician_id: one.name for one in everybody})
        head = calendar_head(desk, self.level)

        def work(progress: Progress) -> tuple[Delivered, ...]:
            done = []
            for number, one in enumerate(everybody):
                progress.at(100 * number // len(everybody), one.name)
                done.append(server.deliver(one, files[one.clinician_id], head, days))
            return tuple(done)

        self.frame.tasks.start("Calendars to the server", work, self._delivered, self._failed)

    def _delivered(self, done: tuple[Delivered, ...]) -> None:
        put, removed = sum(one.put for one in done), sum(one.removed for one in done)
        self.frame.say(
            f"{count_words(len(done), 'calendar')} up to date on the server: {put} put, "
            f"{removed} removed.",
            "good",
        )

    def _failed(self, why: str) -> None:
        self.frame.say(why, "danger")

    def copy_address(self) -> None:
        """Put the chosen person's address on the clipboard."""
        one = self.people.record()
        if one is None or one.address is None:
            self.frame.say("Nobody with an address is chosen; save a folder first.", "warning")
            return
        QGuiApplication.clipboard().setText(one.address.address or one.address.file)
        self.frame.say(f"The address of {one.name} is on the clipboard, for them alone.", "good")

    def renew_address(self) -> None:
        """Give the chosen person another address; the old one is served no more."""
        one = self.people.record()
        if one is not None:
            self.frame.bridge.do(renew_calendar_address, clinician=one.clinician_id)

    def withdraw_address(self) -> None:
        """Withdraw the chosen person's address."""
        one = self.people.record()
        if one is not None:
            self.frame.bridge.do(withdraw_calendar_address, clinician=one.clinician_id)

    def _ask(self, title: str, then: Callable[[Path], None]) -> None:
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            then(Path(folder))

    def _write(
        self,
        made: Callable[[Desk], tuple[Document, ...]],
        folder: Path,
        noun: str,
        ending: str,
    ) -> None:
        """Make documents and write them, beside the window."""
        desk = self.frame.bridge.desk

        def write() -> int:
            documents = made(desk)
            save_all(documents, folder)
            return sum(one.file_name.endswith(ending) for one in documents)

        try:
            count = self.frame.bridge.ask_long(f"Saving {noun}s", write)
        except Refusal as why:
            self.frame.say(str(why), "danger")
            return
        self.frame.say(f"Saved {count_words(count, noun)} to {folder.name}.", "good")
