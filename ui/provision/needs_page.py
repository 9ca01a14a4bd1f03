"""The cover requirements: how many an activity needs, when, where and of whom."""

import datetime as dt

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.edits.requirements import end_requirement, remove_requirement
from rota_desk.queries.look_up import look_up
from rota_desk.queries.requirements import RequirementLine, requirements
from rota_desk.words import count_words, day_and_year
from ui.frame import Frame
from ui.provision.need_form import NeedForm
from ui.widgets.empty import Empty
from ui.widgets.form import Form
from ui.widgets.layouts import boxed, column
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap


def _until(line: RequirementLine) -> str:
    return day_and_year(line.end - dt.timedelta(days=1)) if line.end else ""


COLUMNS: tuple[Column[RequirementLine], ...] = (
    Column("Activity", lambda one: f"{one.code}  {one.name}", 220),
    Column("When", lambda one: one.when, 230),
    Column("Where", lambda one: one.site or "any site", 130),
    Column("Of whom", lambda one: one.whom, 150),
    Column("At least", lambda one: str(one.minimum), 80, right=True, sort=lambda one: one.minimum),
    Column(
        "Wanted",
        lambda one: "" if one.target is None else str(one.target),
        70,
        right=True,
        sort=lambda one: one.target or 0,
    ),
    Column("From", lambda one: day_and_year(one.start), 150, sort=lambda one: one.start),
    Column("Last day", _until, 150, sort=lambda one: str(one.end or "")),
    Column("", lambda one: "" if one.standing == "in force" else one.standing, 80),
)


class NeedsPage(QWidget):
    """A line each; Enter corrects it, and what is short follows at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.table: RecordTable[RequirementLine] = RecordTable("Cover needed", COLUMNS, frame.look)
        self.table.opened.connect(lambda _line: self.change())
        self._past = QCheckBox("Also what has ended")
        self._past.toggled.connect(lambda _on: self.refresh())
        self._said = words("", "soft")
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(
            words("Cover needed", "heading"),
            self._said,
            button("Add …", self.add, "primary", says="Say what is needed (Ctrl+N)"),
            button("Correct …", self.change, says="Enter"),
            button("Other numbers from …", self.replace, says="Ctrl+Shift+N"),
            self._past,
        )
        self._stage = QStackedWidget()
        self._stage.addWidget(self.table)
        self._stage.addWidget(
            Empty(
                "Nothing is asked for yet",
                "Each session asks for its own people. Say here what a day needs at least: by"
                " activity, part of the day, site, grade and skill.",
                ("Add …", self.add),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(column(boxed(line), self._stage, gap=0))
        self.setFocusProxy(self.table)

    @property
    def line(self) -> RequirementLine | None:
        """The line under the cursor."""
        return self.table.record()

    def refresh(self) -> None:
        """Show the lines as they stand, keeping the cursor."""
        before = self.line
        found = self._frame.bridge.ask(requirements, past=self._past.isChecked()).lines
        self.table.show_records(found)
        again = next((one for one in found if before and one.ids == before.ids), None)
        if found:
            self.table.choose(again or found[0])
        self._stage.setCurrentIndex(0 if found else 1)
        self._said.setText(count_words(len(found), "line"))

    def add(self) -> Form:
        """Say what an activity needs."""
        return NeedForm(self._frame.bridge, self, None)

    def change(self) -> Form | None:
        """Correct the line under the cursor for all its days."""
        return NeedForm(self._frame.bridge, self, self.line) if self.line else None

    def replace(self) -> Form | None:
        """Let other numbers hold from a day on."""
        return NeedForm(self._frame.bridge, self, self.line, anew=True) if self.line else None

    def end(self) -> Form | None:
        """Say from which day the line no longer holds."""
        line, bridge = self.line, self._frame.bridge
        if line is None:
            return None
        form = Form(f"No longer needed: {line.name}, {line.when}", "Save", bridge, self)
        day = form.day("First day it no longer holds", bridge.ask(look_up).today)
        form.open_then(
            lambda: bridge.do(end_requirement, requirements=line.ids, end=day.value()) is not None
        )
        return form

    def remove(self) -> None:
        """Remove a line that was entered by mistake; Undo brings it back."""
        if self.line is not None:
            self._frame.bridge.do(remove_requirement, requirements=self.line.ids)
