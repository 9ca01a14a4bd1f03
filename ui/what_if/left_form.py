"""What of a what-if did not go onto the real rota, to be done by hand, line by line."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from rota_desk.queries.what_if_parts import Part
from rota_desk.words import count_words
from ui.style.theme import Look
from ui.what_if.lines import Line, line_columns, tell_nearest
from ui.what_if.nearest_hands import NearestHands, RealWindow
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

WIDE, HIGH = 780, 180  # pixels of the table at the usual text, where the screen has them
ROOM = 0.8  # of the screen's width that the table takes at most
Again = Callable[[], Sequence[Part]]


class LeftForm(Form):
    """Each line that did not fit, with why and the nearest act; Enter opens it."""

    def __init__(
        self, name: str, real: RealWindow, again: Again, on: tuple[QWidget, Look]
    ) -> None:
        super().__init__(f"Not applied of “{name}”", "", real.bridge, on[0])
        self._again = again
        self._count = self.note("", "strong")
        self.note("Enter opens the nearest act. The list is not kept once it is closed.")
        self.table: RecordTable[Line] = RecordTable("Not applied", _columns(), on[1])
        self.told = words("", wrap=True)
        self.hands = NearestHands(real, self, self.show_lines)
        self.nearest = button("", self.act)
        self._lay(on[1])
        self.show_lines()
        self.done_button.hide()
        self.name_cancel("Close")
        self.open_then(lambda: True)
        self.table.setFocus()

    def _lay(self, look: Look) -> None:
        wide = min(look.pixels(WIDE), int(self.screen().availableGeometry().width() * ROOM))
        self.setMinimumWidth(wide)
        self.table.setMinimumHeight(min(look.pixels(HIGH), HIGH * 2))
        self.table.opened.connect(lambda _line: self.act())
        self.table.chosen.connect(lambda line: tell_nearest(line, self.told, self.nearest))
        self._rows.addRow(self.table)
        self._rows.addRow(self.told)
        self._rows.addRow(row(None, self.nearest))

    def show_lines(self) -> None:
        """Ask anew what is nearest: what is done changes what is left to do."""
        at = max(self.table.currentIndex().row(), 0)
        lines = [Line(part, told) for part in self._again() for told in part.lines]
        self._count.setText(
            f"{count_words(len(lines), 'line')} did not fit the real rota any more."
        )
        self.table.show_records(lines)
        if lines:
            self.table.selectRow(min(at, len(lines) - 1))

    def act(self) -> Form | None:
        """Open the nearest act of the chosen line."""
        line = self.table.record()
        return self.hands.act(line.part) if line is not None else None


def _columns() -> tuple[Column[Line], ...]:
    nearest: Column[Line] = Column(
        "Nearest", lambda one: one.part.nearest.title if one.part.nearest else "", 190, least=90
    )
    return (*line_columns(300), nearest)
