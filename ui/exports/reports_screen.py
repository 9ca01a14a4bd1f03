"""The Reports screen: pick a document and a period, see it, save it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reports.catalogue import REPORTS, Report
from reports.clinician_calendar import calendars, index
from reports.document import Document
from rota_desk.errors import Refusal
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words, span_words
from ui.actions import ActionSpec
from ui.exports.pictures import pictures_of
from ui.exports.saving import save, save_all
from ui.frame import Frame, Screen
from ui.tasks import Progress
from ui.widgets.empty import Empty
from ui.widgets.form import day_field, qt_day, shown_day
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, clear, column, row, scrolled
from ui.widgets.words import button, words

WEEKS = 2
PICTURE = 900  # pixels a page is wide
NARROW = 320  # pixels a page is wide at least
SIDE = 24  # pixels beside a page
CALENDARS = "Calendars, one for each clinician"


class ReportsScreen(Screen):
    """A picture of each document before it is made."""

    ACTIONS: ClassVar[tuple[ActionSpec["ReportsScreen"], ...]]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.document: Document | None = None
        today = frame.bridge.ask(look_up).today
        monday = today - dt.timedelta(days=today.weekday())
        self.kinds = self._kinds()
        self.first = day_field(monday, "First day")
        self.last = day_field(monday + dt.timedelta(days=7 * WEEKS - 1), "Last day")
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        self.leave = QCheckBox("Leave in the calendars too")
        self.leave.setAccessibleName("Leave in the calendars too")
        self.save_button = button("Save …", self.save, "primary", says="Save (Ctrl+S)")
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        self._pages.setContentsMargins(SIDE, 16, SIDE, 16)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.draw)
        self._lay()
        self._listen()

    def _kinds(self) -> QListWidget:
        kinds = QListWidget()
        kinds.setAccessibleName("Documents")
        kinds.setFixedWidth(self.frame.look.pixels(260))
        kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for report in REPORTS:
            item = QListWidgetItem(report.title)
            item.setToolTip(f"For {report.readers}")
            kinds.addItem(item)
        kinds.addItem(QListWidgetItem(CALENDARS))
        return kinds

    def _lay(self) -> None:
        head = Head("Reports")
        head.add(self.first, words("to"), self.last, self.format, self.paper, self.leave)
        head.add(self.save_button)
        pages = self._area = scrolled(boxed(self._pages))
        pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages.setAccessibleName("Pages of the document")
        lines = column(head, row(self.kinds, pages, gap=0), gap=0)
        self.setLayout(lines)
        self.setFocusProxy(self.kinds)

    def _listen(self) -> None:
        self.kinds.currentRowChanged.connect(self._chosen)
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self._pause.start())
        self.format.activated.connect(lambda _place: self._pause.start())
        self.paper.activated.connect(lambda _place: self._pause.start())
        self.leave.toggled.connect(lambda _on: self._pause.start())
        self.kinds.setCurrentRow(0)

    @property
    def report(self) -> Report | None:
        """The document that is chosen; None for calendars."""
        place = self.kinds.currentRow()
        return REPORTS[place] if 0 <= place < len(REPORTS) else None

    @property
    def end(self) -> dt.date:
        """The day after the last one chosen."""
        return shown_day(self.last) + dt.timedelta(days=1)

    def refresh(self) -> None:
        """Draw again after a change of the rota."""
        self._pause.start()

    def focus_on(self, **where: object) -> None:
        """Show a document (`report`) of a period (`first`, `last`)."""
        names = [report.name for report in REPORTS]
        if where.get("report") in names:
            self.kinds.setCurrentRow(names.index(str(where["report"])))
        for name, field in (("first", self.first), ("last", self.last)):
            day = where.get(name)
            if isinstance(day, dt.date):
                field.setDate(qt_day(day))

    def _chosen(self, _place: int) -> None:
        report = self.report
        self.format.clear()
        self.paper.clear()
        if report is not None:
            self.format.addItems([one.upper() for one in report.formats])
            self.paper.addItems(report.papers)
        self.format.setVisible(report is not None)
        self.paper.setVisible(report is not None and bool(report.papers))
        self.leave.setVisible(report is None)
        self.save_button.setText("Save …" if report is not None else "Save to a folder …")
        self._pause.start()

    def draw(self) -> None:
        """Make the document and show its pages, or say why it cannot be made."""
        try:
            self._make()
        except Refusal as refusal:
            self.document = None
            self._show(Empty("This document cannot be made", str(refusal)))
        self.save_button.setEnabled(self.document is not None or self.report is None)

    def _make(self) -> None:
        report = self.report
        if report is None:
            self.document = None
            self._show(self._calendars_shown())
            return
        form = self.format.currentText().lower()
        self.document = self._built(report, form)
        picture = self.document if form == "pdf" else None
        if picture is None and "pdf" in report.formats:
            picture = self._built(report, "pdf")
        if picture is None:
            sentence = f"{report.title} is made as {form.upper()}, for {report.readers}."
            self._show(Empty(report.title, sentence, ("Save …", self.save)))
            return
        if self._pages.count() == 0:
            self._show(words("Drawing the pages …", "soft"))
        room = self._area.viewport().width() - 2 * SIDE
        content, width = picture.content, max(NARROW, min(self.frame.look.pixels(PICTURE), room))
        self.frame.tasks.start("Drawing the pages", _drawing(content, width), self._show_pages)

    def _built(self, report: Report, form: str) -> Document:
        return report.build(
            self.frame.bridge.desk,
            start=shown_day(self.first),
            end=self.end,
            format=form,
            paper=self.paper.currentText(),
        )

    def _show(self, part: QWidget) -> None:
        clear(self._pages)
        self._pages.addWidget(part)

    def _show_pages(self, images: tuple[QImage, ...]) -> None:
        clear(self._pages)
        for number, image in enumerate(images, start=1):
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(image))
            label.setAccessibleName(f"Page {number} of {len(images)}")
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            label.setFrameShape(QLabel.Shape.Box)
            self._pages.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)

    def _calendars_shown(self) -> Empty:
        made = self._calendars()
        period = span_words(shown_day(self.first), shown_day(self.last))
        sentence = (
            f"{count_words(len(made), 'calendar file')}, {period}. Send each clinician theirs; "
            "importing a file twice doubles its events in Outlook, so replace the calendar whole."
        )
        return Empty(CALENDARS, sentence, ("Save to a folder …", self.save))

    def _calendars(self) -> tuple[Document, ...]:
        desk, start = self.frame.bridge.desk, shown_day(self.first)
        return calendars(desk, start=start, end=self.end, with_leave=self.leave.isChecked())

    def save(self) -> None:
        """Ask where to, and write the document there."""
        if self.report is None:
            folder = QFileDialog.getExistingDirectory(self, "Save calendars to a folder")
            if folder:
                self.write_calendars(Path(folder))
        elif self.document is not None:
            chosen, _filter = QFileDialog.getSaveFileName(self, "Save", self.document.file_name)
            if chosen:
                self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the document that is shown."""
        document = self.document
        if document is not None:
            self._telling(lambda: save(document, path), f"Saved {path.name}.")

    def write_calendars(self, folder: Path) -> None:
        """Write a calendar for each clinician, and their list."""
        made = self._calendars()
        beside = index(self.frame.bridge.desk, made, start=shown_day(self.first), end=self.end)
        words_done = f"Saved {count_words(len(made), 'calendar')} to {folder.name}."
        self._telling(lambda: save_all((*made, *beside), folder), words_done)

    def _telling(self, act: Callable[[], None], done: str) -> None:
        try:
            act()
        except Refusal as refusal:
            self.frame.say(str(refusal), "danger")
        else:
            self.frame.say(done, "good")


def _drawing(content: bytes, width: int) -> Callable[[Progress], tuple[QImage, ...]]:
    return lambda _progress: pictures_of(content, width)


ReportsScreen.ACTIONS = (
    ActionSpec("reports.save", "&Save …", "Ctrl+S", "Place", lambda s: s.save()),
    ActionSpec("reports.draw", "&Draw again", "F5", "Place", lambda s: s.draw()),
)
