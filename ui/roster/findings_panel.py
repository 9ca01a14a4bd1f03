"""The findings of the period, worst first; choosing one goes to its cell."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.rule_words import figure_words
from rota_desk.queries.turning import turnings
from rota_desk.rules.finding import Finding
from rota_desk.words import day_words
from ui.roster.face import Mark
from ui.roster.marks import mark_of
from ui.style.theme import Look
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import words

SHAPES = {Mark.DANGER: "▲ breach", Mark.WARNING: "◆ to settle", Mark.NOTICE: "● to know"}
KINDS = {Mark.DANGER: "danger", Mark.WARNING: "warning", Mark.NOTICE: "notice"}


def _shape(finding: Finding) -> str:
    return SHAPES[mark_of(finding)]


def _day(finding: Finding) -> str:
    return day_words(finding.start.date()) if finding.start else ""


def _turns(finding: Finding) -> str:
    """The open points under which the verdict would be another: "⇄ O-7"."""
    found = dict.fromkeys(one.point for one in turnings(finding))
    return f"⇄ {', '.join(found)}" if found else ""


def _turning_words(finding: Finding) -> str:
    return "\n".join(one.words for one in turnings(finding))


FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("", _shape, 92, kind=lambda finding: KINDS[mark_of(finding)]),
    Column("When", _day, 90, sort=lambda finding: str(finding.start)),
    Column("Who", lambda finding: finding.name, 150, least=76),
    Column("What", lambda finding: finding.message, 520, least=150),
    Column("Measured", lambda finding: figure_words(finding.measured, finding.unit), 100, spare=2),
    Column("Limit", lambda finding: figure_words(finding.limit, finding.unit), 80, spare=1),
    Column("Turns with", _turns, 120, tip=_turning_words, least=80, spare=4),
    Column("Clause", lambda finding: finding.clause, 220, least=100, spare=3),
    Column("Figures", lambda finding: finding.pack, 200, least=100, spare=5),
)


class FindingsPanel(QWidget):
    """A table under the grid, folded away until F7."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._title = words("Findings", "strong")
        self.table: RecordTable[Finding] = RecordTable("Findings", FINDING_COLUMNS, look)
        self.table.opened.connect(self.chosen.emit)
        self.table.clicked.connect(lambda: self.chosen.emit(self.table.record()))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 6, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._title)
        lines.addWidget(self.table)
        self.setMinimumHeight(look.pixels(150))
        self.hide()

    def show_findings(self, findings: Sequence[Finding], period: str) -> None:
        """Show the findings of a period, worst first, then by day."""
        ordered = sorted(findings, key=lambda one: (-mark_of(one), str(one.start), one.name))
        self._title.setText(f"Findings, {period}")
        self.table.show_records(ordered)

    def next_after(self, step: int) -> Finding | None:
        """The next (1) or previous (-1) finding, round and round."""
        findings = self.table.records()
        if not findings:
            return None
        now = self.table.record()
        place = findings.index(now) + step if now in findings else 0
        finding = findings[place % len(findings)]
        self.table.choose(finding)
        return finding
