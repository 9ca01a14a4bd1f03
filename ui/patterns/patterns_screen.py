"""The Patterns screen: rolling rotas on the left, the lines of the chosen one beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from rota_desk.edits.pattern_design import (
    PatternFill,
    add_pattern_line,
    fill_pattern,
    move_pattern_line,
    remove_pattern,
    remove_pattern_line,
)
from rota_desk.planning.design import CellMark
from rota_desk.queries.laying_choices import laying_choices
from rota_desk.queries.look_up import look_up
from rota_desk.queries.patterns import PatternSum, PatternView, pattern_view, patterns, tried
from rota_desk.rules.contract import Verdict
from rota_desk.words import count_words
from ui.frame import Frame, Screen
from ui.patterns.design_model import DesignModel, line_words
from ui.patterns.design_panel import DesignPanel
from ui.patterns.design_view import DesignView
from ui.patterns.lay_form import LayForm
from ui.patterns.pattern_actions import OFFERED, PATTERN_ACTIONS
from ui.patterns.pattern_forms import copy_form, new_form, terms_form
from ui.widgets.completer import CodeField
from ui.widgets.empty import Empty
from ui.widgets.form import Form
from ui.widgets.head import Head
from ui.widgets.side_split import SideSplit
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words


def _lines(one: PatternSum) -> str:
    return f"{line_words(one.weeks)}  {'✓' if one.laid else '–'}"


def _laid(one: PatternSum) -> str:
    return one.laid or "Laid nowhere yet"


LIST = 186  # pixels of the list beside the design, which has its names in the head too
COLUMNS: tuple[Column[PatternSum], ...] = (
    Column("Pattern", lambda p: p.name, 190, tip=lambda p: p.laid or p.name, least=70),
    Column("Laid", _lines, 80, sort=lambda p: p.weeks, tip=_laid, spare=1),
)


class PatternsScreen(Screen):
    """Rolling rotas, judged at every keystroke before they are laid."""

    ACTIONS = PATTERN_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.view: PatternView | None = None
        self.shown: PatternView | None = None  # the same, or with what is being typed
        self.list: RecordTable[PatternSum] = RecordTable("Patterns", COLUMNS, frame.look)
        self.model = DesignModel()
        self.grid = DesignView(self.model, frame.look)
        self.code = CodeField(self.grid.viewport())
        self.side = DesignPanel()
        self.head = Head("Patterns")
        self.head.add(
            button("New pattern …", self.new, says="Ctrl+N"),
            button("Terms …", self.terms, says="Ctrl+E"),
            button("Lay it …", self.lay, "primary", says="Ctrl+L"),
        )
        self._lay()
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _one: self.grid.setFocus())
        self.grid.moved.connect(self.inspect)
        self.grid.typed.connect(self.type)
        self.code.textEdited.connect(self.try_out)
        self.code.taken.connect(self.take)
        self.code.left.connect(self.leave)
        self.setFocusProxy(self.list)

    def _lay(self) -> None:
        self.stage = QStackedWidget()
        hint = words(
            "Type a code (LD, RW+RO, LD 08:00-20:00), a dot for a day off; Ctrl+C and Ctrl+V "
            "carry lines, Alt with the arrows moves them, F8 goes to the next breach.",
            "soft",
            wrap=True,
        )
        hint.setContentsMargins(16, 6, 16, 6)
        beside = QWidget()
        beside.setObjectName("plain")
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.grid, 1)
        inside.addWidget(hint)
        self.stage.addWidget(beside)
        self.stage.addWidget(
            Empty(
                "Rolling rotas",
                "Draw a rota of so many weeks, see what the rules say of it at every keystroke, "
                "then lay it over a period for posts or people.",
                ("New pattern …", self.new),
            )
        )
        split = SideSplit(self.frame.look, self.list, self.stage, LIST)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(split, 1)

    def inspector(self) -> DesignPanel:
        """Verdicts and sums."""
        return self.side

    def refresh(self) -> None:
        """Ask for the patterns again; the cursor stays on its cell."""
        bridge = self.frame.bridge
        self.code.offer(bridge.ask(look_up).activities)
        found = bridge.ask(patterns)
        chosen = self.view.pattern_id if self.view else None
        at = next((one for one in found if one.pattern_id == chosen), found[0] if found else None)
        self.list.blockSignals(True)
        self.list.show_records(found)
        if at is not None:
            self.list.choose(at)
        self.list.blockSignals(False)
        self.stage.setCurrentIndex(0 if found else 1)
        self.show_pattern(at.pattern_id if at else None)

    def _choose(self, chosen: PatternSum | None) -> None:
        if chosen is not None and (self.view is None or self.view.pattern_id != chosen.pattern_id):
            self.show_pattern(chosen.pattern_id)

    def show_pattern(self, pattern: int | None) -> None:
        """Show a pattern, judged; the cursor stays where it was."""
        week, weekday = self.grid.week, self.grid.weekday
        bridge = self.frame.bridge
        self.view = bridge.ask(pattern_view, pattern=pattern) if pattern is not None else None
        self._show(self.view)
        if self.view is not None and not self.grid.currentIndex().isValid():
            self.grid.go_to(week, weekday)

    def _show(self, view: PatternView | None) -> None:
        self.shown = view
        self.model.show(view)
        self._tell_head()
        self.inspect()

    def _tell_head(self) -> None:
        if self.shown is None:
            self.head.tell("Patterns")
            return
        found = [one for one in self.shown.judged.verdicts if one.verdict is Verdict.BREACH]
        wrong = f", ▲ {count_words(len(found), 'rule')} breached" if found else ", ✓ no breach"
        self.head.tell("Patterns", f"{self.shown.name}: {line_words(self.shown.weeks)}{wrong}")

    def inspect(self) -> None:
        """Show the cell under the cursor and the verdicts."""
        specs = {spec.id: spec for spec in self.ACTIONS}
        acts = [
            (specs[one].text.replace("&", ""), specs[one].shortcut, self._runner(one))
            for one in OFFERED
        ]
        self.side.tell(self.shown, self.grid.week, self.grid.weekday, acts)

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    # What the coordinator does to cells.

    def type(self, letter: str) -> None:
        """Open the cell under the cursor with what was typed, or as it stands."""
        if self.view is None:
            return
        stands = self.view.text(self.grid.week, self.grid.weekday)
        self.code.begin(self.grid.place(), letter, stands)

    def try_out(self, text: str) -> None:
        """Show what the rules would say of the text that is being typed."""
        if self.view is None:
            return
        cells = [cell for line in self.grid.cells() for cell in line]
        would = tried(self.view, cells=cells, text=text)
        self._show(would or self.view)

    def leave(self) -> None:
        """Show the pattern as it is again, when the field closes."""
        self.grid.setFocus()
        self._show(self.view)

    def take(self, code: str, go_on: bool) -> None:
        """Put a typed code into the chosen cells and go on, down or to the next day."""
        cells = [cell for line in self.grid.cells() for cell in line]
        week, weekday = self.grid.week, self.grid.weekday
        fills = tuple(PatternFill(one, day, code) for one, day in cells)
        if not self._fill(fills) or len(cells) > 1:
            return
        if go_on:
            self.grid.go_to(week + (weekday == 6), (weekday + 1) % 7)  # noqa: PLR2004 - Sunday
        else:
            self.grid.go_to(week + 1, weekday)

    def _fill(self, fills: Sequence[PatternFill]) -> bool:
        if self.view is None:
            return False
        done = self.frame.bridge.do(fill_pattern, pattern=self.view.pattern_id, fills=fills)
        return done is not None

    def clear(self) -> None:
        """Make the chosen cells days off."""
        cells = [cell for line in self.grid.cells() for cell in line]
        self._fill(tuple(PatternFill(week, weekday, "") for week, weekday in cells))

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as a table."""
        QGuiApplication.clipboard().setText(self.grid.copied())
        self.frame.say("Copied as a table; it pastes into a spreadsheet too.")

    def cut(self) -> None:
        """Copy the chosen cells and make them days off."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the clipboard's table in from the cursor on."""
        text = QGuiApplication.clipboard().text()
        if text.strip("\r\n"):
            self._fill(self.grid.pasted(text))

    def fill_down(self) -> None:
        """Repeat the first chosen line's cells over the chosen lines."""
        first, *others = self.grid.cells()
        if not others or self.view is None:
            self.frame.say("Choose the line to repeat and the lines below it first.", "warning")
            return
        said = [self.view.text(week, weekday) for week, weekday in first]
        self._fill(
            tuple(
                PatternFill(week, weekday, text)
                for line in others
                for (week, weekday), text in zip(line, said, strict=True)
            )
        )

    # What the coordinator does to lines.

    def line(self) -> None:
        """Choose the whole line under the cursor."""
        self.grid.choose_line()

    def add(self) -> None:
        """Put an empty line in below."""
        self._add(copy_of=None)

    def repeat(self) -> None:
        """Put the same line in again below."""
        self._add(copy_of=self.grid.week)

    def _add(self, copy_of: int | None) -> None:
        if self.view is None:
            return
        week, weekday = self.grid.week, self.grid.weekday
        pattern = self.view.pattern_id
        done = self.frame.bridge.do(add_pattern_line, pattern=pattern, after=week, copy_of=copy_of)
        if done is not None:
            self.grid.go_to(week + 1, weekday)

    def drop(self) -> None:
        """Take the line under the cursor out."""
        if self.view is not None:
            week, weekday = self.grid.week, self.grid.weekday
            self.frame.bridge.do(remove_pattern_line, pattern=self.view.pattern_id, week=week)
            self.grid.go_to(week, weekday)

    def shift(self, step: int) -> None:
        """Move the line under the cursor up or down; the cursor goes with it."""
        if self.view is None:
            return
        week, weekday = self.grid.week, self.grid.weekday
        to = week + step
        if 1 <= to <= self.view.weeks:
            pattern = self.view.pattern_id
            self.frame.bridge.do(move_pattern_line, pattern=pattern, week=week, to=to)
            self.grid.go_to(to, weekday)

    def next_mark(self, step: int) -> None:
        """Go to the next cell with a breach or advisory, round and round."""
        marks = self.view.judged.marks if self.view else ()
        places = sorted({_cell(one) for one in marks})
        if not places:
            self.frame.say("No cell has a breach.", "good")
            return
        here = (self.grid.week, self.grid.weekday)
        after = [one for one in places if one > here]
        before = [one for one in places if one < here]
        found = (after or places)[0] if step > 0 else (before or places)[-1]
        self.grid.go_to(*found)
        self.grid.setFocus()

    # Whole patterns.

    def new(self) -> Form:
        """Begin a pattern."""
        return new_form(self.frame.bridge, self, self._turn_to)

    def twin(self) -> Form | None:
        """Make a copy to try something on."""
        return copy_form(self.frame.bridge, self, self.view, self._turn_to) if self.view else None

    def terms(self) -> Form | None:
        """Change the contract, the opt-out and prospective cover."""
        return terms_form(self.frame.bridge, self, self.view) if self.view else None

    def lay(self) -> LayForm | None:
        """Lay the pattern over a period."""
        if self.view is None:
            return None
        choices = self.frame.bridge.ask(laying_choices, pattern=self.view.pattern_id)
        return LayForm(self.frame, self, self.view, choices)

    def remove(self) -> None:
        """Take the pattern away, if it is laid nowhere."""
        if self.view is not None:
            self.frame.bridge.do(remove_pattern, pattern=self.view.pattern_id)

    def _turn_to(self, pattern: int) -> None:
        for one in self.list.records():
            if one.pattern_id == pattern:
                self.list.choose(one)
        self.grid.setFocus()


def _cell(mark: CellMark) -> tuple[int, int]:
    return mark.week, mark.weekday
