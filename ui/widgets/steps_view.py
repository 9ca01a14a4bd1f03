"""The first steps of a new department, in order, each a line that Enter follows."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.first_steps import FirstSteps, Step
from ui.style.theme import Look
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import words

SAYS = "Enter goes to the step under the cursor; F1 there lists its keys, Ctrl+Z undoes."


class StepsView(QWidget):
    """What stands already and what comes next; `go` is told place and focus of a step."""

    def __init__(self, look: Look, go: Callable[[Step], object]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._told: FirstSteps | None = None
        columns: tuple[Column[Step], ...] = (
            Column("", self._mark, 80, kind=self._kind),
            Column("First steps", lambda one: one.title, 200),
            Column("Stands", lambda one: one.stands, 150, tip=lambda one: one.stands),
            Column("What, and how", lambda one: one.why, 640, least=200, tip=lambda one: one.why),
        )
        self.table: RecordTable[Step] = RecordTable("First steps", columns, look)
        self.table.opened.connect(go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        lines.addWidget(words("From nothing to a rota that people are told", "heading"))
        lines.addWidget(words(SAYS, "soft", wrap=True))
        lines.addWidget(self.table, 1)

    def tell(self, told: FirstSteps) -> None:
        """Show the steps; the cursor stands on the next one."""
        self._told = told
        self.table.show_records(told.steps)
        if told.next is not None:
            self.table.choose(told.next)

    def _mark(self, step: Step) -> str:
        if step.done:
            return "✓ done"
        if self._told is not None and step == self._told.next:
            return "▶ next"
        return "" if step.needed else "may wait"

    def _kind(self, step: Step) -> str:
        return "good" if step.done else "soft"
