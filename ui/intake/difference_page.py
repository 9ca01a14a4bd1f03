"""What an import would change, by person and day, before anything is recorded."""

from PySide6.QtWidgets import QWidget

from rota_desk.edits.intake import RosterChange, RosterRecorded
from rota_desk.errors import Refusal
from rota_desk.intake.difference import DONE, Turn
from ui.intake.lists import CHANGES
from ui.style.theme import Look
from ui.widgets.layouts import boxed, column
from ui.widgets.table import RecordTable
from ui.widgets.words import words

FIRST = "This source was not imported before, so everything in it is new."
NOTHING = "Nothing is different from its last import."
STAYS = "What was changed at the desk since then stays. Nothing is recorded yet."


class DifferencePage(QWidget):
    """The difference between a file, its last import and the desk."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.told: RosterRecorded | None = None
        self.summary = words("", "strong", wrap=True)
        self.changes: RecordTable[RosterChange] = RecordTable("Differences", CHANGES, look)
        self.setFocusProxy(self.changes)
        self.setLayout(column(boxed(column(self.summary, edge=16)), self.changes, gap=0))

    def show_effect(self, done: RosterRecorded | Refusal) -> None:
        """Show what an import would do, or why it cannot."""
        self.told = None if isinstance(done, Refusal) else done
        self.summary.setText(str(done) if isinstance(done, Refusal) else _summary(done))
        self.changes.show_records(() if isinstance(done, Refusal) else done.changes)

    @property
    def count(self) -> int:
        """How many changes an import would make."""
        return sum(one.turn in DONE for one in self.told.changes) if self.told else 0


def _summary(done: RosterRecorded) -> str:
    counts = done.counted()
    told = ", ".join(f"{counts[turn]} {turn.value}" for turn in Turn if turn in counts)
    if not done.brought_before:
        return f"{FIRST} {told}." if told else FIRST
    return f"Since its last import: {told}. {STAYS}" if told else f"{NOTHING} {STAYS}"
