"""The Reports screen: pick a document and a period, see it, save it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidgetItem,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reports.catalogue import REPORTS, Report
from reports.document import Document
from reports.version_document import version_document
from rota_desk.errors import Refusal
from rota_desk.queries.look_up import look_up
from rota_desk.queries.provision_only import ALL, Only, only_words
from ui.actions import ActionSpec
from ui.exports.calendar_panel import CalendarPanel
from ui.exports.pictures import pictures_of
from ui.exports.saving import save
from ui.frame import Frame, Screen
from ui.tasks import Progress, Stopped
from ui.widgets.empty import Empty
from ui.widgets.form import day_field, qt_day, shown_day
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, clear, column, row, scrolled
from ui.widgets.side_list import SideList
from ui.widgets.words import button, words

WEEKS = 2
REST = 250  # milliseconds without a change before the document is made
PICTURE = 900  # pixels a page is wide
NARROW = 320  # pixels a page is wide at least
SIDE = 24  # pixels beside a page
STOPPED = "Nothing was made. Fewer days are drawn sooner; Draw it again starts afresh."
CALENDARS = "Calendars, one for each clinician"

LIST = 200  # pixels of the list of documents at least


class Kinds(SideList):
    """The list of documents; `held` while a key is held down on it."""

    held = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remember that a key is down."""
        self.held = True
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The key is up, unless it only repeats itself."""
        self.held = event.isAutoRepeat()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever is held is held elsewhere."""
        self.held = False
        super().focusOutEvent(event)


class _Page(QLabel):
    """A page as it was drawn; smaller where the window has become narrower."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QLabel.Shape.Box)

    def fit(self, room: int) -> None:
        """Be no wider than so many pixels."""
        width = min(self._image.width(), max(NARROW, room))
        smooth = Qt.TransformationMode.SmoothTransformation
        self.setPixmap(QPixmap.fromImage(self._image.scaledToWidth(width, smooth)))


class ReportsScreen(Screen):
    """A picture of each document before it is made."""

    ACTIONS: ClassVar[tuple[ActionSpec["ReportsScreen"], ...]]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.document: Document | None = None
        self.version = 0  # drawn as that version told it; 0: as it stands now
        self.of_version = button("", self.leave_version, says="Back to the rota as it stands")
        self.clinician: int | None = None  # of whom alone; None: of everybody
        self.of_one = button("", self.leave_one, says="Back to everybody")
        self.only = ALL  # an activity, a site, a grade alone
        self.of_some = button("", self.leave_some, says="Back to all of the work")
        today = frame.bridge.ask(look_up).today
        monday = today - dt.timedelta(days=today.weekday())
        self.kinds = self._kinds()
        self.first = day_field(monday, "First day")
        self.last = day_field(monday + dt.timedelta(days=7 * WEEKS - 1), "Last day")
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        self.save_button = button("Save …", self.save, "primary", says="Save (Ctrl+S)")
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        self._pages.setContentsMargins(SIDE, 16, SIDE, 16)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(REST)
        self._pause.timeout.connect(self._draw_at_rest)
        self._fit_pages = QTimer(self, singleShot=True, interval=REST)
        self._fit_pages.timeout.connect(self._fit)
        self._lay()
        self._listen()

    def _kinds(self) -> Kinds:
        kinds = Kinds("Documents", self.frame.look, LIST)
        for report in REPORTS:
            item = QListWidgetItem(report.title)
            item.setToolTip(f"For {report.readers}")
            kinds.addItem(item)
        kinds.addItem(QListWidgetItem(CALENDARS))
        return kinds

    def _lay(self) -> None:
        head = Head("Reports")
        self.of_version.hide()
        self.of_one.hide()
        self.of_some.hide()
        head.add(self.of_version, self.of_one, self.of_some)
        head.add(self.first, words("to"), self.last, self.format, self.paper)
        head.add(self.save_button)
        pages = self._area = scrolled(boxed(self._pages))
        pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages.setAccessibleName("Pages of the document")
        self.calendars = CalendarPanel(self.frame, lambda: (shown_day(self.first), self.end))
        self._sides = QStackedWidget()
        self._sides.addWidget(pages)
        self._sides.addWidget(self.calendars)
        lines = column(head, row(self.kinds, self._sides, gap=0), gap=0)
        self.setLayout(lines)
        self.setFocusProxy(self.kinds)

    def _listen(self) -> None:
        self.kinds.currentRowChanged.connect(self._chosen)
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.leave_version())
        self.format.activated.connect(lambda _place: self._pause.start())
        self.paper.activated.connect(lambda _place: self._pause.start())
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
        """Show a document (`report`) of a period (`first`, `last`) or of a `version`.

        Of one `clinician` alone, called `whose`, where they are named.
        """
        names = [report.name for report in REPORTS]
        if where.get("report") in names:
            self.kinds.setCurrentRow(names.index(str(where["report"])))
        for name, field in (("first", self.first), ("last", self.last)):
            day = where.get(name)
            if isinstance(day, dt.date):
                field.setDate(qt_day(day))
        version = where.get("version")
        self._tell_version(version if isinstance(version, int) else 0)
        clinician = where.get("clinician")
        self._tell_one(clinician if isinstance(clinician, int) else None, where.get("whose", ""))
        only = where.get("only")
        self._tell_some(only if isinstance(only, Only) else ALL)

    def leave_some(self) -> None:
        """Draw it of all the work again."""
        self._tell_some(ALL)

    def _tell_some(self, only: Only) -> None:
        self.only = only
        self.of_some.setText(f"{self.frame.bridge.ask(only_words, only=only)} alone  ×")
        self.of_some.setVisible(bool(only))
        self._pause.start()

    def leave_one(self) -> None:
        """Draw it of everybody again."""
        self._tell_one(None)

    def _tell_one(self, clinician: int | None, whose: object = "") -> None:
        self.clinician = clinician
        self.of_one.setText(f"{whose} alone  ×")
        self.of_one.setVisible(clinician is not None)
        self._pause.start()

    def leave_version(self) -> None:
        """Draw the rota as it stands again."""
        self._tell_version(0)

    def _tell_version(self, version: int) -> None:
        self.version = version
        self.of_version.setText(f"v{version} as published  ×")
        self.of_version.setVisible(bool(version))
        self._pause.start()

    def _chosen(self, _place: int) -> None:
        report = self.report
        self._tell_version(0)
        self._tell_one(None)
        self._tell_some(ALL)
        self.format.clear()
        self.paper.clear()
        if report is not None:
            self.format.addItems([one.upper() for one in report.formats])
            self.paper.addItems(report.papers)
        self.format.setVisible(report is not None)
        self.paper.setVisible(report is not None and bool(report.papers))
        self.save_button.setVisible(report is not None)
        self._sides.setCurrentIndex(0 if report is not None else 1)
        self._pause.start()

    def _draw_at_rest(self) -> None:
        """Make the document the cursor rests on, none that it is only carried over."""
        if self.kinds.held:
            self._pause.start()
        else:
            self.draw()

    def draw(self) -> None:
        """Make the document and show its pages, or say why it cannot be made."""
        try:
            self._make()
        except Stopped:
            self.document = None
            self._show(Empty("Drawing was stopped", STOPPED, ("Draw it again", self.draw)))
        except Refusal as refusal:
            self.document = None
            self._show(Empty("This document cannot be made", str(refusal)))
        self.save_button.setEnabled(self.document is not None or self.report is None)

    def _make(self) -> None:
        report = self.report
        if report is None:
            self.document = None
            self.calendars.refresh()
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
        wanted = min(self.frame.look.pixels(PICTURE), self._room())
        content, width = picture.content, max(NARROW, wanted)
        self.frame.tasks.start("Drawing the pages", _drawing(content, width), self._show_pages)

    def _built(self, report: Report, form: str) -> Document:
        """Make the document beside the window, which says how far it is and can stop it."""
        desk, paper, version = self.frame.bridge.desk, self.paper.currentText(), self.version
        start, end, whose = shown_day(self.first), self.end, self.clinician
        only = self.only

        def build() -> Document:
            if version:
                return version_document(desk, number=version, format=form, paper=paper)
            return report.make(desk, start, end, form, paper, whose, only)

        return self.frame.bridge.ask_long(f"Making {report.title}", build)

    def _show(self, part: QWidget) -> None:
        clear(self._pages)
        self._pages.addWidget(part)

    def _show_pages(self, images: tuple[QImage, ...]) -> None:
        clear(self._pages)
        for number, image in enumerate(images, start=1):
            label = _Page(image)
            label.fit(self._room())
            label.setAccessibleName(f"Page {number} of {len(images)}")
            self._pages.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)

    def _room(self) -> int:
        return self._area.viewport().width() - 2 * SIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room for, once the window rests."""
        super().resizeEvent(event)
        self._fit_pages.start()

    def _fit(self) -> None:
        for page in self._area.findChildren(_Page):
            page.fit(self._room())

    def save(self) -> None:
        """Ask where to, and write the document there."""
        if self.report is None:
            self.calendars.save_files()
        elif self.document is not None:
            chosen, _filter = QFileDialog.getSaveFileName(self, "Save", self.document.file_name)
            if chosen:
                self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the document that is shown."""
        document = self.document
        if document is not None:
            self._telling(lambda: save(document, path), f"Saved {path.name}.")

    def _telling(self, act: Callable[[], None], done: str) -> None:
        try:
            act()
        except Refusal as refusal:
            self.frame.say(str(refusal), "danger")
        else:
            self.frame.say(done, "good")


def _drawing(content: bytes, width: int) -> Callable[[Progress], tuple[QImage, ...]]:
    return lambda _progress: pictures_of(content, width)


def _on_calendars(screen: ReportsScreen) -> bool:
    return screen.report is None


ReportsScreen.ACTIONS = (
    ActionSpec("reports.save", "&Save …", "Ctrl+S", "Place", lambda s: s.save()),
    ActionSpec("reports.draw", "&Draw again", "F5", "Place", lambda s: s.draw()),
    ActionSpec(
        "reports.drafts",
        "Calendars as e-mail &drafts …",
        "Ctrl+M",
        "Place",
        lambda s: s.calendars.save_drafts(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.invitations",
        "Changes as &invitations …",
        "Ctrl+Shift+M",
        "Place",
        lambda s: s.calendars.save_invitations(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.serve",
        "Calendars in a &folder for a web server …",
        "",
        "Place",
        lambda s: s.calendars.serve(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.server",
        "Calendars on a calendar &server …",
        "",
        "Place",
        lambda s: s.calendars.ask_server(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.copy_address",
        "&Copy a calendar's address",
        "",
        "Place",
        lambda s: s.calendars.copy_address(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.renew_address",
        "&Renew a calendar's address",
        "",
        "Place",
        lambda s: s.calendars.renew_address(),
        _on_calendars,
    ),
    ActionSpec(
        "reports.withdraw_address",
        "&Withdraw a calendar's address",
        "",
        "Place",
        lambda s: s.calendars.withdraw_address(),
        _on_calendars,
    ),
)
