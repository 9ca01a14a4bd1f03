"""Figures: the rostering figures of the rulebook, each with its formula beside it."""

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.rostering_figures import Figure, rostering_figures
from rota_desk.words import count_words
from ui.frame import Frame
from ui.widgets.layouts import boxed, column
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import words
from ui.widgets.wrap import Wrap


def _standing(one: Figure) -> str:
    if not one.value:
        return "cannot be told"
    return "" if one.met is None else "✓ met" if one.met else "▼ not met"


def _kind(one: Figure) -> str:
    if not one.value:
        return "soft"
    return "danger" if one.met is False else ""


COLUMNS: tuple[Column[Figure], ...] = (
    Column("Figure", lambda one: one.name, 230, least=130),
    Column("Value", lambda one: one.value or "–", 160, right=True, kind=_kind),
    Column("Target", lambda one: one.target, 150),
    Column("", _standing, 120, kind=_kind),
    Column(
        "How it is reckoned", lambda one: one.formula, 430, tip=lambda one: one.formula, least=150
    ),
    Column("What was counted", lambda one: one.counts, 430, tip=lambda one: one.counts, least=130),
    Column("Id", lambda one: one.id, 130, least=60),
)


class FiguresPage(QWidget):
    """A line each; the one under the cursor stands below in full."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.table: RecordTable[Figure] = RecordTable("Rostering figures", COLUMNS, frame.look)
        self._said = words("", "soft")
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(words("Rostering figures", "heading"), self._said)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        self.whole = words("", wrap=True)
        self.whole.setContentsMargins(16, 8, 16, 12)
        lines.addLayout(column(boxed(line), self.table, self.whole, gap=0))
        self.table.chosen.connect(self._tell)
        self.setFocusProxy(self.table)

    def _tell(self, one: Figure | None) -> None:
        self.whole.setText(
            f"{one.name} ({one.id}), {one.value or 'cannot be told'}: {one.formula}: {one.counts}."
            if one is not None
            else ""
        )

    def refresh(self, start: dt.date, end: dt.date) -> None:
        """Ask again for a period."""
        found = self._frame.bridge.ask(rostering_figures, start=start, end=end)
        self.table.show_records(found)
        if self.table.record() is None:
            self.table.selectRow(0)
        self._tell(self.table.record())
        missed = sum(one.met is False for one in found)
        self._said.setText(
            f"{count_words(missed, 'target')} not met" if missed else "every target is met"
        )
