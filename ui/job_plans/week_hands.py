"""What is done with cells of the plan's week: typed, painted, copied, pasted, cleared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rota_desk.edits.job_plans import LineFacts
from rota_desk.edits.plan_cells import PlanFill, fill_plan
from rota_desk.queries.job_plans import PlanLineView
from rota_desk.queries.look_up import look_up
from rota_desk.words import DAYS, count_words
from ui.job_plans.week_view import Cell
from ui.widgets.completer import CodeField

if TYPE_CHECKING:
    from ui.job_plans.job_plans_screen import JobPlansScreen

Copied = tuple[int, int, tuple[LineFacts, ...]]  # parts down and days across from the first cell
HOW = "Brush over cells, or select them and press Enter; Esc ends it."


class WeekHands:
    """The hands on the week: each act is one step, of all the cells that are selected."""

    def __init__(self, screen: "JobPlansScreen") -> None:
        self.screen = screen
        self.view = screen.week_view
        self.code = CodeField(self.view.viewport())
        self.brush: LineFacts | str = ""
        self._for_brush = False
        self._copied: tuple[Copied, ...] = ()
        self.view.typed.connect(self.type_code)
        self.view.stroked.connect(self.paint)
        self.view.escaped.connect(self.put_down)
        self.code.taken.connect(self.take)
        self.code.left.connect(self.view.setFocus)

    def type_code(self, letter: str) -> None:
        """Open the code field on the cell under the cursor."""
        if self.screen.plan is not None:
            self.code.offer(self.screen.frame.bridge.ask(look_up).activities)
            self.code.begin(self.view.visualRect(self.view.currentIndex()), letter)

    def take(self, code: str, _go_on: bool) -> None:
        """Fill the selected cells with what was typed, or put it on the brush."""
        if self._for_brush:
            self._for_brush = False
            self._pick_up(code)
        else:
            self._fill(self.view.cells(), text=code)

    def clear(self) -> None:
        """Take out what stands in the selected cells, or the one line under the cursor."""
        cells = self.view.cells()
        if len(cells) > 1 and self.screen.below() is None:
            self._fill(cells, text="")
        else:
            self.screen.acts.remove_line()

    def copy(self) -> None:
        """Copy the lines of the selected cells."""
        cells, slots = self.view.cells(), self.screen.model.slots
        if not cells:
            return
        down = min(slots.index(slot) for _day, slot in cells)
        across = min(day for day, _slot in cells)
        self._copied = tuple(
            (slots.index(slot) - down, day - across, self._lines_in(day, slot))
            for day, slot in cells
        )
        count = sum(len(lines) for _down, _across, lines in self._copied)
        self.screen.frame.say(f"{count_words(count, 'line')} copied.")

    def _lines_in(self, day: int, slot: object) -> tuple[LineFacts, ...]:
        row = next(n for n, one in enumerate(self.screen.model.slots) if one == slot)
        lines = self.screen.model.lines(self.screen.model.index(row, day))
        return tuple(facts_of_view(one) for one in lines)

    def paste(self) -> None:
        """Paste from the cursor on; one copied cell fills all that are selected."""
        cells, slots = self.view.cells(), self.screen.model.slots
        if not self._copied or not cells:
            self.screen.frame.say("Copy a line of the week first (Ctrl+C).", "warning")
            return
        if len(self._copied) == 1:
            self._fill(cells, lines=self._copied[0][2])
            return
        first_day, first = cells[0][0], slots.index(cells[0][1])
        self._put(
            [
                PlanFill(first_day + across, slots[first + down], "", lines, self._week)
                for down, across, lines in self._copied
                if first_day + across < len(DAYS) and first + down < len(slots)
            ]
        )

    def turn_brush(self) -> None:
        """Pick up the line under the cursor, or ask for a code; put the brush down again."""
        line = self.view.line()
        if self.brush:
            self.put_down()
        elif line is not None:
            self._pick_up(facts_of_view(line), line.title)
        else:
            self._for_brush = True
            self.type_code("")

    def _pick_up(self, brush: LineFacts | str, name: str = "") -> None:
        self.brush = brush
        self.view.brush_on(on=True)
        self.view.setFocus()
        self.screen.frame.say(f"Painting {name or brush}. {HOW}")

    def put_down(self) -> None:
        """Put the brush down."""
        if self.brush:
            self.brush = ""
            self.view.brush_on(on=False)
            self.screen.frame.say("The brush is down.")

    def paint(self, cells: Sequence[Cell]) -> None:
        """End a stroke: one step for all its cells."""
        if isinstance(self.brush, str):
            self._fill(cells, text=self.brush)
        else:
            self._fill(cells, lines=(self.brush,))

    @property
    def _week(self) -> int | None:
        """The week that is filled; every week where the plan has only one."""
        plan = self.screen.plan
        return self.screen.week if plan and plan.summary.cycle_weeks > 1 else None

    def _fill(
        self, cells: Sequence[Cell], *, text: str = "", lines: tuple[LineFacts, ...] = ()
    ) -> None:
        self._put([PlanFill(day, slot, text, lines, self._week) for day, slot in cells])

    def _put(self, fills: Sequence[PlanFill]) -> None:
        plan = self.screen.plan
        if plan is not None:
            bridge = self.screen.frame.bridge
            bridge.do(fill_plan, plan=plan.summary.plan_id, fills=tuple(fills))


def facts_of_view(line: PlanLineView) -> LineFacts:
    """What a line of the week says, to be put elsewhere."""
    return LineFacts(
        starts=line.starts,
        ends=line.ends,
        category=line.category,
        slot=line.slot,
        activity=line.activity_id,
        title=line.own_title,
        weekday=line.weekday,
        week=line.week,
        nth_of_month=line.nth_of_month,
        room=line.room_id,
        sessions=line.sessions,
        pas=line.own_pas,
        flexible=line.flexible,
        per_year=line.per_year,
    )
