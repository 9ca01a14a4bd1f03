"""The picture of a reading: the sheet as it was read, why, and what could not be read."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabBar, QWidget

from rota_desk.errors import Problem
from rota_desk.intake.grid import Place, cell_name
from rota_desk.intake.plan import IntakePlan, PlannedDuty
from rota_desk.intake.taken import RosterReading, SheetPicture, place_of
from rota_desk.words import count_words, day_and_year
from ui.frame import Frame
from ui.intake.sheet_view import SheetView, text_of
from ui.widgets.layouts import boxed, clear, column, scrolled
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import words
from ui.widgets.wrap import Wrap

NARROW = 820  # pixels at which the reasons go under the sheet
SIDE = 380
ROWS, LINE = 8, 28  # rows of the sheet that are always to be seen, pixels of one
LINES_BELOW = 5  # of the sheet: its cell in words, and the letters


def place_words(one: Problem) -> str:
    """Where a problem is: the cell and its sheet, or the file."""
    cell = f"{one.column}{one.row or ''}"
    return " ".join(part for part in (cell, one.sheet) if part) or one.file


PROBLEMS: tuple[Column[Problem], ...] = (
    Column("▲ Cell", place_words, 130, tip=place_words),
    Column(
        "What can be done", lambda one: one.message, 420, tip=lambda one: one.message, least=100
    ),
)


class PicturePage(QWidget):
    """The sheets of a file with a letter in each cell, the reasons, and the problems."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._look = frame.look
        self._pictures: tuple[SheetPicture, ...] = ()
        self._said: dict[tuple[str, str], list[str]] = {}
        self.sheets = QTabBar()
        self.sheets.setAccessibleName("Sheets of the file")
        self.sheets.setExpanding(False)
        self.sheets.setDrawBase(False)
        self.view = SheetView(frame.look)
        self.cell = words("", "soft", wrap=True)
        self.cell.setAccessibleName("The cell under the cursor")
        self.legend = Wrap(gap=16)
        self.reasons = column(gap=6)
        self.problems: RecordTable[Problem] = RecordTable("Problems by cell", PROBLEMS, frame.look)
        self.found = words("", "strong")
        self.whole = words("", wrap=True)
        self.whole.setAccessibleName("The chosen problem")
        self.side = self._side()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._lay()

    def _side(self) -> QWidget:
        why = words("Why it was read so", "strong")
        inside = boxed(column(boxed(self.reasons), None))
        both = QSplitter(Qt.Orientation.Vertical)
        self._why = scrolled(inside)
        both.addWidget(boxed(column(why, self._why, gap=6, edge=12)))
        both.addWidget(boxed(column(self.found, self.problems, self.whole, gap=6, edge=12)))
        both.setChildrenCollapsible(False)
        return both

    def _lay(self) -> None:
        sheet = column(self.sheets, self.view, self.cell, boxed(self.legend), gap=6, edge=12)
        self._pane = boxed(sheet)
        self.split.addWidget(self._pane)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.split)
        self.setLayout(column(area))
        self.setFocusProxy(self.view)
        self.sheets.currentChanged.connect(self._turn)
        self.view.stood_on.connect(self._tell_cell)
        self.problems.chosen.connect(self._go_to)
        self.problems.opened.connect(self._enter)
        self._look.changed.connect(self._keep_room)
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the reasons under the sheet where there is no room beside it."""
        narrow = event.size().width() < self._look.pixels(NARROW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if way is not self.split.orientation():
            self.split.setOrientation(way)
            self._share()
        super().resizeEvent(event)

    def _keep_room(self, _theme: object = None) -> None:
        """Keep some rows of each part to be seen, whatever the size of text."""
        parts = (
            *((self._pane, ROWS + LINES_BELOW), (self.view, ROWS)),
            *((self.problems, 5), (self._why, 3)),
        )
        for part, rows in parts:
            part.setMinimumHeight(self._look.pixels(rows * LINE))

    def _share(self) -> None:
        """Give the sheet the most room."""
        side = self._look.pixels(SIDE)
        self.split.setSizes([max(self.width() - side, side), side])

    def show_reading(self, reading: RosterReading) -> None:
        """Show a file from its first sheet on."""
        self._pictures = reading.sheets
        self._said = _what_is_said(reading.plan)
        self.sheets.blockSignals(True)
        while self.sheets.count():
            self.sheets.removeTab(0)
        for picture in reading.sheets:
            hidden = "" if picture.sheet.visible else " (hidden)"
            self.sheets.addTab(f"{picture.sheet.name or 'The file'}{hidden}")
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(reading.sheets) > 1)
        self.sheets.setCurrentIndex(0)
        self._turn(0)
        self._show_reasons(reading.plan)
        self.problems.show_records(reading.plan.problems)
        found = count_words(len(reading.plan.problems), "problem")
        good = "✓ Nothing that could not be read"
        self.found.setText(f"▲ {found}: each shows its cell" if reading.plan.problems else good)
        self._share()

    def _show_reasons(self, plan: IntakePlan) -> None:
        clear(self.reasons)
        for sentence in plan.understood or ("Nothing in this file was understood.",):
            self.reasons.addWidget(words(sentence, wrap=True))

    def _turn(self, number: int) -> None:
        """Show another sheet."""
        if not 0 <= number < len(self._pictures):
            return
        picture = self._pictures[number]
        self.view.show_picture(picture)
        clear(self.legend)
        for taken, count in picture.counts.items():
            self.legend.add(words(f"{taken.letter}  {taken.value} {count}", "soft"))

    @property
    def picture(self) -> SheetPicture:
        """The sheet that is shown."""
        return self._pictures[self.sheets.currentIndex()]

    def _tell_cell(self, place: Place) -> None:
        """Say what the cell under the cursor was taken for, and what follows from it."""
        taken = self.picture.taken(place)
        text = text_of(self.picture.sheet, place)
        name = cell_name(place)
        said = self._said.get((self.picture.sheet.name, name), [])
        what = taken.value if taken else "empty"
        told = "; ".join([what, *said])
        self.cell.setText(f"{name}  “{text[:60]}”: {told}" if text else f"{name}: {told}")

    def _go_to(self, problem: Problem | None) -> None:
        """Show a problem's cell, and its whole sentence below the list."""
        self.whole.setText(problem.message if problem else "")
        if problem is None:
            return
        names = [picture.sheet.name for picture in self._pictures]
        if problem.sheet in names:
            self.sheets.setCurrentIndex(names.index(problem.sheet))
            place = place_of(problem.row, problem.column)
            if place is not None:
                self.view.go(place)

    def _enter(self, problem: Problem) -> None:
        self._go_to(problem)
        self.view.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Go to a problem from elsewhere."""
        self.problems.choose(problem)
        self._enter(problem)

    def next_problem(self, step: int) -> None:
        """Go to the next problem, or the one before, round and round."""
        there = self.problems.records()
        if not there:
            return
        now = self.problems.record()
        place = there.index(now) + step if now in there else (0 if step > 0 else -1)
        self.show_problem(there[place % len(there)])


def _what_is_said(plan: IntakePlan) -> dict[tuple[str, str], list[str]]:
    """What is said of each cell: its problems, then its duties and the days left open."""
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in plan.problems:
        said[problem.sheet, f"{problem.column}{problem.row}"].append(problem.message.rstrip("."))
    for duty in plan.duties:
        said[duty.sheet, duty.cell].append(_duty_words(duty))
    for day in plan.undecided:
        who = f"{day.person}, " if day.person else ""
        said[day.sheet, day.cell].append(f"{who}{day_and_year(day.day)} is left open")
    return {place: _few(told) for place, told in said.items()}


def _few(told: Sequence[str], most: int = 3) -> list[str]:
    more = [f"and {len(told) - most} more"] if len(told) > most else []
    return [*told[:most], *more]


def _duty_words(duty: PlannedDuty) -> str:
    times = f", {duty.start:%H:%M}–{duty.end:%H:%M}" if duty.start and duty.end else ""
    return f"{duty.code} of {duty.person}, {day_and_year(duty.day)}{times}"
