"""The real rota and a what-if side by side: cover, findings, fairness and hours."""

import datetime as dt

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from rota_desk.queries.what_if import Beside, SideBySide
from rota_desk.rules.finding import Finding
from rota_desk.words import count_words, span_words
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

Told = tuple[str, Finding]


class CompareDialog(QDialog):
    """Four tables: what the what-if would change on the days shown."""

    def __init__(
        self, name: str, both: SideBySide, days: tuple[dt.date, dt.date], look: Look, on: QWidget
    ) -> None:
        super().__init__(on)
        title = f"“{name}” beside the real rota"
        self.setWindowTitle(title)
        self.resize(look.pixels(760), look.pixels(520))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        short = sum(one.more for one in both.cover)
        found = [("✓ gone", one) for one in both.lost] + [("▲ new", one) for one in both.gained]
        cover = tuple(sorted(both.cover, key=lambda one: not one.more))  # what differs first
        self._add("Cover", _table("Cover", "Cover", look, cover))
        self._add(f"Findings  +{len(both.gained)} −{len(both.lost)}", _findings(look, found))
        fair = _table("Fairness", "Who, what", look, both.duties)
        self._add(f"Fairness  {len(both.duties)}", fair)
        self._add(f"Hours  {len(both.hours)}", _table("Hours", "Who", look, both.hours))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.addWidget(words(title, "heading"))
        lines.addWidget(words(span_words(days[0], days[1] - dt.timedelta(days=1)), "soft"))
        lines.addWidget(words(_sum_words(both, short), "strong", wrap=True))
        lines.addWidget(self.tabs, 1)
        lines.addLayout(row(None, button("Close", self.reject)))
        self.finished.connect(lambda _how: on.window().activateWindow())

    def _add(self, title: str, table: QWidget) -> None:
        self.tabs.addTab(table, title)


def _sum_words(both: SideBySide, short: float) -> str:
    """The whole difference in a sentence."""
    cover = "Cover stays as it is" if not short else f"Cover {_signed(short)} against the need"
    gained, lost = count_words(len(both.gained), "new finding"), len(both.lost)
    people = count_words(len({one.what for one in both.hours}), "person", "people")
    return f"{cover}; {gained}, {lost} gone; hours change for {people}."


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", "−")


def _table(name: str, what: str, look: Look, lines: tuple[Beside, ...]) -> RecordTable[Beside]:
    columns: tuple[Column[Beside], ...] = (
        Column(what, lambda one: one.what, 320),
        Column("Real rota", lambda one: one.real, 110, right=True),
        Column("What-if", lambda one: one.tried, 110, right=True),
        Column(
            "Difference",
            lambda one: f"{one.mark} {_signed(one.more)}".strip() if one.more else "–",
            110,
            sort=lambda one: one.more,
        ),
    )
    table = RecordTable(name, columns, look)
    table.show_records(lines)
    return table


def _findings(look: Look, told: list[Told]) -> RecordTable[Told]:
    columns: tuple[Column[Told], ...] = (
        Column("", lambda one: one[0], 80, kind=lambda one: _kind(one[0])),
        Column("Finding", lambda one: one[1].message, 560, tip=lambda one: one[1].message),
    )
    table = RecordTable("Findings that come and go", columns, look)
    table.show_records(told)
    return table


def _kind(how: str) -> str:
    return "good" if how.startswith("✓") else "danger"
