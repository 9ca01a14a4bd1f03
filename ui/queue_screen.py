"""A screen that is a queue: records by where they stand, counted, with a panel beside them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from ui.frame import Frame, Screen
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, row
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button

R = TypeVar("R")
PAUSE = 60  # milliseconds the cursor rests before the panel is asked for
OFFERED = 8  # steps at most beside a record


class QueueScreen(Screen, Generic[R]):
    """One queue at a time by Alt and its number; the cursor keeps its record.

    A screen of this kind fetches in `refresh` and hands over its lines with `show_lines`; what
    the panel shows it says in `inspect_now`, and by which number a record is known in `number_of`.
    """

    def __init__(
        self, frame: Frame, title: str, table: RecordTable[R], queues: Sequence[str]
    ) -> None:
        super().__init__(frame)
        self.title = title
        self.queue = 0
        self.head = Head(title)
        self.table = table
        self._queues = tuple(queues)
        self._parts = QButtonGroup(self)
        self._shown = QStackedWidget()
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        frame.look.changed.connect(self._look_again)
        self.setFocusProxy(table)

    def lay(self, buttons: Sequence[QPushButton], empty: Empty) -> None:
        """Lay it out with the buttons of the head, and what an empty queue says."""
        self.head.add(*buttons)
        self._shown.addWidget(self.table)
        self._shown.addWidget(empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(boxed(self._line_of_queues()))
        lines.addWidget(self._shown, 1)
        self.table.chosen.connect(lambda _record: self._rest.start())

    def _line_of_queues(self) -> QHBoxLayout:
        parts = [
            button(title, self._shower(number), "part", says=f"{title} (Alt+{number + 1})")
            for number, title in enumerate(self._queues)
        ]
        line = row(segments(parts), None, gap=0)
        line.setContentsMargins(16, 0, 16, 8)
        for number, part in enumerate(parts):
            part.setChecked(number == 0)
            self._parts.addButton(part, number)
        return line

    def _look_again(self, _theme: object) -> None:
        self._rest.start()

    def _shower(self, number: int) -> Callable[[], None]:
        return lambda: self.show_filter(number)

    @property
    def line(self) -> R | None:
        """The record under the cursor."""
        return self.table.record()

    def number_of(self, line: R) -> int:
        """By which number a record is known."""
        raise NotImplementedError

    def mark(self, people: Callable[[R], Iterable[int | None]]) -> None:
        """Mark the lines of the person who is highlighted, and say in the head who that is."""
        self.table.mark(self.frame.followed, people)
        self.head.add(FollowedChip(self.frame.followed))

    def show_lines(self, lines: Sequence[R], counts: Sequence[int], said: str) -> None:
        """Show these records, how many each queue holds, and the words in the head."""
        before = self.line
        chosen = self.number_of(before) if before is not None else None
        self.table.show_records(lines)
        self._return_to(chosen)
        self._shown.setCurrentIndex(0 if lines else 1)
        for number, (title, count) in enumerate(zip(self._queues, counts, strict=True)):
            self._parts.button(number).setText(f"{title}  {count}")
        self.head.tell(self.title, said)
        self._rest.start()

    def _return_to(self, chosen: int | None) -> None:
        records = self.table.records()
        if chosen is None and records:
            self.table.choose(records[0])
        for one in records:
            if self.number_of(one) == chosen:
                self.table.choose(one)

    def show_filter(self, number: int) -> None:
        """Show one of the queues."""
        self.queue = number
        self._parts.button(number).setChecked(True)
        self.refresh()

    def show_everything(self) -> None:
        """Show the last queue, which holds all."""
        self.show_filter(len(self._queues) - 1)

    def inspect_now(self) -> None:
        """Show the record under the cursor on the right."""

    def offers(self, names: Sequence[str]) -> list[tuple[str, Callable[[], object]]]:
        """The actions of these names that fit the record, as the panel offers them."""
        specs = {spec.id: spec for spec in self.ACTIONS}
        fitting = [specs[name] for name in names if specs[name].enabled(self)]
        return [(spec.text.replace("&", ""), self._runner(spec.run)) for spec in fitting[:OFFERED]]

    def _runner(self, run: Callable[[object], object]) -> Callable[[], object]:
        return lambda: run(self)
