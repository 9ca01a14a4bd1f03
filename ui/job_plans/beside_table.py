"""The lines of a plan that stand on no weekday of its weeks, below the week."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from rota_desk.queries.plan_beside import BesideLine
from rota_desk.words import day_words
from ui.style.theme import Look
from ui.widgets.table import Column, RecordTable


def _what(one: BesideLine) -> str:
    line = one.line
    return f"{line.code}  {line.title}".strip() if line.code else line.title


def _far(one: BesideLine) -> str:
    """The next days of an nth weekday, or how far a flexible line is."""
    if one.count is None:
        return ", ".join(day_words(day) for day in one.coming)
    shape = "●" if one.count.owed is None else "◆" if one.count.behind else "✓"
    return f"{shape} {one.count.shortest_words}"


def _where(one: BesideLine) -> str:
    return ", ".join(part for part in (one.line.times, one.line.room) if part)


def _whole(one: BesideLine) -> str:
    return one.count.words if one.count is not None else _far(one)


def _kind(one: BesideLine) -> str:
    if one.count is None or one.count.owed is None:
        return "soft"
    return "warning" if one.count.behind else "good"


COLUMNS: tuple[Column[BesideLine], ...] = (
    Column("On no weekday", _what, 170, least=80),
    Column("When", lambda one: one.when, 210, least=110, spare=2),
    Column("Times", _where, 140, least=90, spare=1),
    Column("Next days, or so far", _far, 300, kind=_kind, tip=_whole, least=100),
)


class BesideTable(RecordTable[BesideLine]):
    """Lines of an nth weekday of the month, and flexible ones with their running count."""

    entered = Signal()  # the keys go to it now

    def __init__(self, look: Look) -> None:
        super().__init__("On no weekday of the cycle", COLUMNS, look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on a line, and tell that the keys go to it."""
        super().focusInEvent(event)
        if self.record() is None and self.records():
            self.selectRow(0)
        self.entered.emit()
