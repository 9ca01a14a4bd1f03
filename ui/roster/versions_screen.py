"""Versions: what people were told, as it was; what differs; restored as a draft."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout

from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import By, RotaSheet
from rota_desk.queries.version_changes import Comparison, Difference, compare_versions
from rota_desk.queries.version_reasons import reasons_since
from rota_desk.queries.version_sheet import TURNS, version_sheet
from rota_desk.queries.versions import VersionLine, versions
from ui.frame import Frame, Screen, Subject
from ui.roster.grid_view import RotaGrid
from ui.roster.inspector import Doing
from ui.roster.marks import Marks
from ui.roster.sheet_model import SheetModel
from ui.roster.versions_actions import VERSIONS_ACTIONS
from ui.roster.versions_columns import DIFFERENCE_COLUMNS, VERSION_COLUMNS
from ui.roster.versions_hands import VersionsHands
from ui.roster.versions_panel import VersionsPanel
from ui.tasks import Stopped
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.head import Head
from ui.widgets.layouts import scrolled
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button

OFFERED = ("versions.compare", "versions.restore", "versions.print", "versions.rota")
SHEET, DIFFERENCES = 0, 1


class VersionsScreen(Screen):
    """The versions above; the one under the cursor as it was told, or what differs from it."""

    ACTIONS = VERSIONS_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.lines: tuple[VersionLine, ...] = ()
        self.other = 0  # the version compared with; 0: the rota now
        self.by = By.PERSON
        self.comparison: Comparison | None = None
        self.hands: VersionsHands = VersionsHands(self)
        self.side = VersionsPanel()
        self.table: RecordTable[VersionLine] = RecordTable("Versions", VERSION_COLUMNS, frame.look)
        self.model = SheetModel()
        self.grid = RotaGrid(self.model, frame.look)
        self.grid.setAccessibleName("The version as it was told")
        self.grid.setAcceptDrops(False)
        self.differences: RecordTable[Difference] = RecordTable(
            "What differs", DIFFERENCE_COLUMNS, frame.look
        )
        self.views = QStackedWidget()
        self.head = Head("Versions")
        self._parts = [
            self._part("As it was told", "F6", self.show_sheet),
            self._part("What differs", "F7", self.show_differences),
        ]
        self._lay()
        self.table.chosen.connect(lambda _line: self._show())
        self.table.opened.connect(lambda _line: self._to_sheet())
        self.differences.chosen.connect(lambda _one: self._tell_side())
        self.differences.opened.connect(lambda _line: self.hands.show_on_rota())

    def _part(self, text: str, key: str, act: Callable[[], object]) -> QPushButton:
        return button(text, act, says=f"{text} ({key})")

    def _lay(self) -> None:
        self.differences.mark(self.frame.followed, lambda one: (one.clinician_id,))
        self.head.add(
            FollowedChip(self.frame.followed),
            segments(self._parts),
            button("Compare with …", self.hands.compare, says="Compare with … (Ctrl+M)"),
            button("Print …", self.hands.print, says="Print as it was (Ctrl+P)"),
            button("Restore …", self.hands.restore, says="Restore as a draft (Ctrl+Shift+R)"),
        )
        self.views.addWidget(self.grid)
        self.views.addWidget(self.differences)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.views)
        split.setStretchFactor(1, 1)
        split.setSizes([self.frame.look.pixels(190), 500])
        split.setChildrenCollapsible(False)
        self.stage = QStackedWidget()
        self._area = scrolled(split)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stage.addWidget(self._area)
        self._size()
        self.frame.look.changed.connect(self._size)
        self.stage.addWidget(
            Empty(
                "Nothing has been published yet",
                "Publish a period on the Rota: each version is kept here whole, to open, compare, "
                "print and restore.",
                ("Go to the Rota", lambda: self.frame.go("rota")),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)

    def _size(self, _theme: object = None) -> None:
        """Keep some of the list and of the sheet in sight: below that, both scroll together."""
        self.table.setMinimumHeight(self.frame.look.pixels(96))
        self.views.setMinimumHeight(self.frame.look.pixels(190))

    def _to_sheet(self) -> None:
        self.grid.setFocus()
        self._area.ensureWidgetVisible(self.views)

    # What is shown.

    @property
    def line(self) -> VersionLine | None:
        """The version under the cursor."""
        return self.table.record()

    @property
    def difference(self) -> Difference | None:
        """The difference under the cursor, where differences are shown."""
        shown = self.views.currentIndex() == DIFFERENCES
        return self.differences.record() if shown else None

    def inspector(self) -> VersionsPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the versions again; the cursor stays on its version."""
        number = self.line.number if self.line else 0
        self.lines = self.frame.bridge.ask_first(versions)
        self.stage.setCurrentIndex(0 if self.lines else 1)
        self.table.blockSignals(True)  # the version is shown once, below
        self.table.show_records(self.lines)
        self.choose(number or (self.lines[0].number if self.lines else 0))
        self.table.blockSignals(False)
        self._show()

    def subject(self) -> Subject:
        """Whose cell, or whose difference, is under the cursor."""
        one, spot = self.difference, self.grid.spot()
        if one is not None:
            return Subject(one.clinician_id, one.session_id)
        by_person = spot is not None and self.by is By.PERSON and spot.row.key > 0
        return Subject(spot.row.key if spot is not None and by_person else None)

    def mark_followed(self) -> None:
        """Frame the work of whoever is highlighted now."""
        self.show_again()

    def choose(self, number: int) -> None:
        """Put the cursor on a version."""
        there = next((one for one in self.lines if one.number == number), None)
        if there is not None and there != self.line:
            self.table.choose(there)

    def _show(self) -> None:
        line = self.line
        self.comparison = None
        if line is not None:
            self.model.show(self._sheet(line.number), Marks(), lit=self.frame.followed.person)
            self.comparison = self._compared(line.number)
        self.differences.blockSignals(True)  # the side is told once, below
        self.differences.show_records(self.comparison.lines if self.comparison else ())
        self.differences.blockSignals(False)
        self._tell_head()
        self._tell_side()

    def _tell_side(self) -> None:
        """Tell of the version, and of the difference under the cursor with why it came about."""
        one, found, told = self.difference, self.comparison, None
        if one is not None and found is not None:
            reasons = self.frame.bridge.ask(
                reasons_since,
                session=one.session_id,
                clinician=one.clinician_id,
                before=found.number_before,
                after=found.number_after,
            )
            told = one, reasons
        self.side.tell(self.line, found, [self._doing(name) for name in OFFERED], told)

    def _sheet(self, number: int) -> RotaSheet:
        """The version as it was told; whoever stops the waiting for it waits without a word."""
        bridge, by = self.frame.bridge, self.by

        def look() -> RotaSheet:
            return bridge.ask(version_sheet, number=number, by=by)

        try:
            return bridge.ask_long(f"Opening v{number}", look)
        except Stopped:
            return look()

    def _compared(self, number: int) -> Comparison | None:
        other = self.other if self.other != number else 0
        try:
            return self._waited(number, other or None)
        except Stopped as stopped:
            self.frame.say(str(stopped), "notice")
            return None
        except Refusal as refusal:
            self.frame.say(str(refusal), "notice")
            self.other = 0
            return self.frame.bridge.ask(compare_versions, before=number)

    def _waited(self, number: int, other: int | None) -> Comparison:
        """Compare beside the window, which says so where it takes longer than a moment.

        Of two versions the older is what was, whichever of them the cursor is on.
        """
        bridge = self.frame.bridge
        before, after = (other, number) if other and other < number else (number, other)
        return bridge.ask_long(
            f"Comparing v{number}",
            lambda: bridge.ask(compare_versions, before=before, after=after),
        )

    def _tell_head(self) -> None:
        for place, part in enumerate(self._parts):
            part.setChecked(place == self.views.currentIndex())
        found = self.comparison
        other = "" if found is None or self.line is None else _other(found, self.line.number)
        against = "" if found is None else f"against {other}: {found.words}"
        self.head.tell("Versions", f"{self.line.words} · {against}" if self.line else "")

    def _doing(self, name: str) -> Doing:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return Doing(spec.text.replace("&", ""), spec.shortcut, lambda: spec.run(self))

    # Where it looks.

    def show_sheet(self) -> None:
        """Show the version as it was told."""
        self.views.setCurrentIndex(SHEET)
        self._tell_head()
        self._tell_side()

    def show_differences(self) -> None:
        """Show what differs from it."""
        self.views.setCurrentIndex(DIFFERENCES)
        self._tell_head()
        self._tell_side()
        self.differences.setFocus()

    def compare_with(self, number: int) -> None:
        """Compare with another version, or with the rota now (0)."""
        self.other = number
        self._show()
        self.show_differences()

    def turn(self) -> None:
        """Turn the rows of the sheet; or order the differences by day or by person."""
        if self.views.currentIndex() == DIFFERENCES:
            head = self.differences.horizontalHeader()
            column = 1 if head.sortIndicatorSection() != 1 else 0
            self.differences.sortByColumn(column, Qt.SortOrder.AscendingOrder)
            self.frame.say(f"Ordered by {('day', 'person')[column]}")
            return
        self.by = TURNS[(TURNS.index(self.by) + 1) % len(TURNS)]
        self._show()
        self.frame.say(f"Rows by {self.by.value}")

    def focus_on(self, **where: object) -> None:
        """Show a version (`version`)."""
        self._catch_up()
        number = where.get("version")
        if isinstance(number, int):
            self.choose(number)


def _other(found: Comparison, number: int) -> str:
    """What the version under the cursor is compared with."""
    return found.before if found.after == f"v{number}" else found.after
