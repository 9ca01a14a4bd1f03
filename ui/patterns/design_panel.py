"""The right-hand side of Patterns: the cell's breaches in words, sums, every rule, where laid."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.planning.design import CellMark, RuleVerdict
from rota_desk.queries.patterns import PatternView
from rota_desk.queries.rule_words import breach_words, figure_words
from rota_desk.rules.contract import Verdict
from rota_desk.words import DAYS, hours_words
from ui.patterns.design_model import shift_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words

SHAPES = {
    Verdict.BREACH: ("▲", "danger"),
    Verdict.ADVISORY: ("◆", "warning"),
    Verdict.NOT_EVALUABLE: ("?", "soft"),
    Verdict.PASS: ("✓", "good"),
    Verdict.NOT_APPLICABLE: ("·", "soft"),
}
AVERAGE = "hours.high_average"


class DesignPanel(QWidget):
    """What the pattern comes to, and what the engine says of it."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        self.area = scrolled(inside)
        self.area.setAccessibleName("Verdicts on the pattern")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.area)

    def tell(self, view: PatternView | None, week: int, weekday: int, acts: Sequence[Act]) -> None:
        """Show the cell under the cursor, then the whole pattern."""
        clear(self._cards)
        if view is None:
            self._cards.addWidget(words("Choose or begin a pattern.", "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._cell(view, week, weekday)
        self._cards.addWidget(doings(acts))
        self._sums(view)
        self._rules(view)
        self._laid(view)
        self._cards.addStretch(1)

    def _cell(self, view: PatternView, week: int, weekday: int) -> None:
        self._cards.addWidget(words(f"Line {week}, {DAYS[weekday]}", "heading", wrap=True))
        card = Card()
        for shift in view.cells.get((week, weekday), ()):
            card.line(shift_words(shift))
        if not view.cells.get((week, weekday)):
            card.line("A day off", "soft")
        for mark in _here(view, week, weekday):
            shape, kind = SHAPES[mark.verdict]
            said = f"{shape} {breach_words(mark.key)}: {mark.message}"
            card.line(said, kind)
        self._cards.addWidget(card)

    def _sums(self, view: PatternView) -> None:
        sums = view.judged.sums
        card = Card("What it comes to")
        card.line(f"{hours_words(sums.average)} a week on average, nothing taken off")
        average = next((one for one in view.judged.verdicts if one.key == AVERAGE), None)
        if average is not None and average.measured is not None:
            said = figure_words(average.measured, average.unit)
            card.line(f"{said} a week with prospective cover, for the rule", "strong")
        leave, day = (f"{one.normalize():f}" for one in (view.leave_days, view.standard_hours))
        card.line(
            f"A {leave} days of leave a year covered by colleagues, B {view.weeks} weeks, "
            f"C {day} h a normal day, D {hours_words(sums.minutes)} in the cycle",
            "soft",
        )
        card.line(f"Nights {sums.nights}, weekends {_in(sums.weekends, view.weeks)}")
        if sums.long_days is not None:
            card.line(f"Long days {sums.long_days}")
        if sums.on_calls:
            card.line(f"On-calls {sums.on_calls}")
        card.line(f"Longest run of days with a duty: {sums.longest_run}")
        self._cards.addWidget(card)

    def _rules(self, view: PatternView) -> None:
        wrong = sum(one.verdict is Verdict.BREACH for one in view.judged.verdicts)
        card = Card(f"Rules: ▲ {wrong} breached" if wrong else "Rules: none breached")
        card.line(f"{view.contract.value}, whoever is on it, weeks without bank holiday", "soft")
        for one in sorted(view.judged.verdicts, key=_gravest_first):
            shape, kind = SHAPES[one.verdict]
            card.line(f"{shape} {breach_words(one.key)}: {_said(one)}", kind)
        if not view.judged.verdicts:
            card.line("Nothing to judge yet.", "soft")
        self._cards.addWidget(card)

    def _laid(self, view: PatternView) -> None:
        card = Card("Where it is laid")
        for laid in view.layings:
            card.line(f"{laid.words[:1].upper()}{laid.words[1:]}", "strong")
            card.line("; ".join(f"line {one.line} {one.name}" for one in laid.places), "soft")
        if not view.layings:
            card.line("Nowhere yet.", "soft")
        self._cards.addWidget(card)


def _here(view: PatternView, week: int, weekday: int) -> list[CellMark]:
    return [one for one in view.judged.marks if (one.week, one.weekday) == (week, weekday)]


def _gravest_first(one: RuleVerdict) -> int:
    return list(SHAPES).index(one.verdict)


def _said(one: RuleVerdict) -> str:
    """A kept rule by its figures, a broken one by the whole sentence."""
    if one.verdict in {Verdict.BREACH, Verdict.ADVISORY} or one.limit is None:
        return one.message
    measured, limit = figure_words(one.measured, one.unit), figure_words(one.limit, one.unit)
    return f"{measured}, limit {limit}"


def _in(count: int, weeks: int) -> str:
    if not count:
        return "none"
    return f"{count} of {weeks} (1 in {weeks / count:.3g})"
