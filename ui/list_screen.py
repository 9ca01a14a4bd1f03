"""A screen that is one table: what still waits, or everything."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from ui.frame import Frame, Screen
from ui.widgets.doings import Act
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.head import Head
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button

R = TypeVar("R")


class ListScreen(Screen, Generic[R]):
    """The lines that wait, all lines on demand, words where none waits, a panel beside them.

    A screen of this kind fetches in `refresh` and hands over its lines with `show_lines`; what
    the panel shows it says in `inspect`.
    """

    def __init__(self, frame: Frame, title: str, table: RecordTable[R]) -> None:
        super().__init__(frame)
        self.every = False
        self.title = title
        self.head = Head(title)
        self.table = table
        self.stage = QStackedWidget()
        self._parts: tuple[QPushButton, ...] = ()
        self.setFocusProxy(table)

    def lay(self, waiting: str, buttons: Sequence[QPushButton], empty: Empty) -> None:
        """Lay it out; `waiting` is the word for what is shown at first."""
        self._parts = (self._part(waiting, every=False), self._part("All", every=True))
        self.head.add(segments(self._parts), *buttons)
        self.stage.addWidget(self.table)
        self.stage.addWidget(empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.stage, 1)
        self.table.chosen.connect(lambda _line: self.inspect())

    def _part(self, text: str, *, every: bool) -> QPushButton:
        return button(text, lambda: self.show_every(every=every), says=f"{text} (F6)")

    @property
    def line(self) -> R | None:
        """The line under the cursor."""
        return self.table.record()

    def mark(self, people: Callable[[R], Iterable[int | None]]) -> None:
        """Mark the lines of the person who is highlighted, and say in the head who that is."""
        self.table.mark(self.frame.followed, people)
        self.head.add(FollowedChip(self.frame.followed))

    def show_lines(self, lines: Sequence[R], said: str) -> None:
        """Show these lines and the words in the head; the cursor stays on its place."""
        self.stage.setCurrentIndex(0 if lines else 1)
        self.table.blockSignals(True)  # the line is told of once, below
        self.table.show_records(lines)
        if lines and self.line is None:
            self.table.choose(lines[0])
        self.table.blockSignals(False)
        self.head.tell(self.title, said)
        for part, every in zip(self._parts, (False, True), strict=True):
            part.setChecked(self.every is every)
        self.inspect()

    def inspect(self) -> None:
        """Show the line under the cursor on the right."""

    def acts(self, names: Sequence[str]) -> list[Act]:
        """The actions of these names, as the panel offers them."""
        specs = {spec.id: spec for spec in self.ACTIONS}
        return [
            self._act(specs[name].text, specs[name].shortcut, specs[name].run) for name in names
        ]

    def _act(self, text: str, shortcut: str, run: Callable[[object], object]) -> Act:
        return text.replace("&", ""), shortcut, lambda: run(self)

    def show_every(self, *, every: bool) -> None:
        """Show what waits, or everything."""
        self.every = every
        self.refresh()
        self.table.setFocus()

    def turn_filter(self) -> None:
        """From what waits to everything, and back."""
        self.show_every(every=not self.every)
