"""The Job plans screen: people on the left, the chosen plan's week beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rota_desk.edits.job_plans import remove_plan_line
from rota_desk.edits.plan_exceptions import take_back_exceptions
from rota_desk.queries.job_plans import (
    JobPlanSum,
    JobPlanView,
    PlanLineView,
    job_plan_week,
    job_plans,
)
from rota_desk.queries.look_up import look_up
from rota_desk.queries.plan_beside import BesideLine, plan_beside
from rota_desk.queries.plan_exceptions import ExceptionView, plan_exceptions
from rota_desk.queries.plan_year import PlanYear, plan_year
from rota_desk.words import count_words
from ui.frame import Frame, Screen
from ui.job_plans.beside_table import BesideTable
from ui.job_plans.build_form import BuildForm
from ui.job_plans.change_form import ChangeFromForm, FollowForm
from ui.job_plans.exception_form import ExceptionForm
from ui.job_plans.line_form import LineForm
from ui.job_plans.place_form import PlaceForm
from ui.job_plans.plan_actions import PLAN_ACTIONS
from ui.job_plans.plan_forms import new_plan_form, plan_form, version_form
from ui.job_plans.plan_inspector import InspectorActs, PlanInspector
from ui.job_plans.statement_view import StatementView
from ui.job_plans.week_hands import WeekHands
from ui.job_plans.week_model import WeekModel
from ui.job_plans.week_view import WeekView
from ui.widgets.form import Form
from ui.widgets.head import Head
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

MOST = 0.36  # of the room between the rail and the side: the list
LIST, NAMES = 344, 190  # pixels of the list beside the week, and beside the statement


def _pas(one: JobPlanSum) -> str:
    return f"{one.total:.2f}" if one.total is not None else f"{one.hours:.1f} h"


def _difference(one: JobPlanSum) -> str:
    if one.difference is None:
        return ""
    return "agrees" if one.matches else f"▲ {one.difference:+.2f}"


COLUMNS: tuple[Column[JobPlanSum], ...] = (
    Column("Plan of", lambda p: p.owner, 120),
    Column("PA", _pas, 58, right=True, sort=lambda p: p.total or 0),
    Column(
        "Contract",
        _difference,
        70,
        kind=lambda p: "" if p.matches else "danger",
        sort=lambda p: p.difference or 0,
        tip=lambda p: p.words,
    ),
    Column(
        "Clashes", lambda p: f"▲ {p.clashes}" if p.clashes else "", 72, kind=lambda _p: "danger"
    ),
)


OFFERED = (
    *("plans.add", "plans.change", "plans.place", "plans.from", "plans.once", "plans.remove"),
    *("plans.plan", "plans.version", "plans.follow"),
)


def _head_words(plans: int, wrong: int) -> str:
    differ = f", ▲ {count_words(wrong, 'differs', 'differ')} from the contract" if wrong else ""
    return f"{count_words(plans, 'plan')}{differ}"


class JobPlansScreen(Screen):
    """Whose week holds what, and what it comes to against the contract."""

    ACTIONS = PLAN_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.plan: JobPlanView | None = None
        self.week = 1
        self.list: RecordTable[JobPlanSum] = RecordTable("Job plans", COLUMNS, frame.look)
        self.model = WeekModel()
        self.week_view = WeekView(self.model, frame.look)
        self.hands: WeekHands = WeekHands(self)
        self.statement: StatementView = StatementView(frame)
        self.stage = QStackedWidget()  # the week, or the statement
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Weeks of the cycle")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._year: PlanYear | None = None
        self.beside = BesideTable(frame.look)
        self._at_beside = False  # the cursor that counts is below the week
        self.once: tuple[ExceptionView, ...] = ()
        self.side = PlanInspector(frame.look, InspectorActs(self.take_back, self.show_plan))
        self.head = Head("Job plans")
        says = "Session statement, or the week (F7)"
        self.side_button = button("Statement", self.turn_side, says=says)
        self.head.add(
            button("Begin a plan …", self.new_plan, says="Ctrl+Alt+N"),
            button("Add a line …", self.add_line, says="Ctrl+N"),
            self.side_button,
            button("Build a period …", self.build, "primary", says="Ctrl+Shift+B"),
        )
        self._lay()
        self._listen()
        self.setFocusProxy(self.list)

    def _listen(self) -> None:
        self.list.chosen.connect(self._choose)
        self.tabs.currentChanged.connect(lambda place: self.show_week(place + 1))
        self.week_view.moved.connect(self._stand)
        self.beside.entered.connect(self._stand)
        self.beside.chosen.connect(lambda _one: self._stand())
        self.beside.opened.connect(lambda _one: self.change_line())
        self.week_view.opened.connect(self.open)

    def _lay(self) -> None:
        beside = QWidget()
        beside.setObjectName("plain")
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(self.week_view, 3)
        inside.addWidget(self.beside, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        for side in (beside, self.statement):
            self.stage.addWidget(side)
        split.addWidget(self.list)
        split.addWidget(self.stage)
        split.setStretchFactor(1, 1)
        split.setSizes([self.frame.look.pixels(LIST), 800])
        self._split = split
        for view in (self.list, self.week_view, self.beside):
            view.setFrameShape(QFrame.Shape.NoFrame)
        split.setChildrenCollapsible(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the week more room than the list has, however large the text is."""
        super().resizeEvent(event)
        room = sum(self._split.sizes())
        most = int(room * MOST)
        if self._split.sizes()[0] > most:
            self._split.setSizes([most, room - most])

    def inspector(self) -> PlanInspector:
        """The sums."""
        return self.side

    def refresh(self) -> None:
        """Ask for the plans again; the cursor stays on its line."""
        shown = self._shown_again()
        self.list.blockSignals(True)
        found = self.frame.bridge.ask(job_plans, coming=True)
        self.list.show_records(found)
        at = next((one for one in found if _owned_alike(one, shown)), found[0] if found else None)
        if at is not None:
            self.list.choose(at)
        self.list.blockSignals(False)
        wrong = sum(not one.matches for one in found)
        self.head.tell("Job plans", _head_words(len(found), wrong))
        self._show(shown.plan_id if shown else (at.plan_id if at else None))

    def _shown_again(self) -> JobPlanSum | None:
        """The plan that was shown, be it in force or not; None where it is gone."""
        if self.plan is None:
            return None
        there = self.frame.bridge.ask(job_plan_week, plan=self.plan.summary.plan_id)
        return there.summary if there is not None else None

    def _choose(self, chosen: JobPlanSum | None) -> None:
        shown = self.plan.summary if self.plan else None
        if chosen is not None and not _owned_alike(chosen, shown):
            self._show(chosen.plan_id)

    def _show(self, plan: int | None) -> None:
        """Show a plan's week."""
        bridge = self.frame.bridge
        self.plan = bridge.ask(job_plan_week, plan=plan) if plan is not None else None
        self._year = bridge.ask(plan_year, plan=plan) if plan is not None else None
        below: tuple[BesideLine, ...] = ()
        self.once = ()
        if plan is not None and self.plan is not None:
            first = bridge.ask(look_up).today
            below = bridge.ask(plan_beside, plan=self.plan)
            self.once = bridge.ask(plan_exceptions, first=first, plan=plan)
        self._show_below(below)
        weeks = self.plan.summary.cycle_weeks if self.plan else 1
        self.week = min(self.week, weeks)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number in range(1, weeks + 1):
            self.tabs.addTab(f"Week {number}" if weeks > 1 else "Every week")
        self.tabs.setCurrentIndex(self.week - 1)
        self.tabs.blockSignals(False)
        self.show_week(self.week)
        self._reckon()

    def _reckon(self) -> None:
        if self.on_statement:
            self.statement.show_of(self.plan.summary.clinician_id if self.plan else None)

    @property
    def on_statement(self) -> bool:
        """Whether the statement is shown in the week's place."""
        return self.stage.currentWidget() is self.statement

    def turn_side(self) -> None:
        """Show the person's session statement in the week's place, or the week again."""
        shown = self.week_view if self.on_statement else self.statement
        self.stage.setCurrentIndex(0 if self.on_statement else 1)
        self.side_button.setText("The week" if self.on_statement else "Statement")
        room = sum(self._split.sizes())
        wide = self.frame.look.pixels(NAMES if self.on_statement else LIST)
        self._split.setSizes([wide, room - wide])
        self._reckon()
        shown.setFocus()

    def print_statement(self) -> None:
        """Show the statement, or the one that is shown as pages to sign."""
        if self.on_statement:
            self.statement.print()
        else:
            self.turn_side()

    def _show_below(self, lines: Sequence[BesideLine]) -> None:
        """Show the lines on no weekday, where there are any; the cursor does not go there."""
        self.beside.blockSignals(True)
        self.beside.show_records(lines)
        self.beside.blockSignals(False)
        self.beside.setVisible(bool(lines))
        self._at_beside = self._at_beside and self.beside.record() is not None

    def _stand(self) -> None:
        """Let the cursor that has the keys, of the week or below it, be the one that counts."""
        if self.week_view.hasFocus() or self.beside.hasFocus():
            self._at_beside = self.beside.hasFocus()
        self.inspect()

    def line(self) -> PlanLineView | None:
        """The line under the cursor, in the week or below it."""
        below = self.below()
        return below.line if below is not None else self.week_view.line()

    def below(self) -> BesideLine | None:
        """The line on no weekday under the cursor, where the cursor is there."""
        return self.beside.record() if self._at_beside else None

    def show_week(self, number: int) -> None:
        """Show a week of the cycle, from 1."""
        self.week = max(number, 1)
        row, column = self.week_view.currentIndex().row(), self.week_view.currentIndex().column()
        place = self.week_view.place
        self.model.show(self.plan, self.week)
        self.week_view.go_to(row, column, max(place, 0))

    def turn(self, step: int) -> None:
        """Go to the next or the last week of the cycle, round and round; or to another quarter."""
        if self.on_statement:
            self.statement.turn(step)
            return
        count = self.tabs.count()
        self.tabs.setCurrentIndex((self.week - 1 + step) % max(count, 1))

    def inspect(self) -> None:
        """Show the sums and the line under the cursor."""
        specs = {spec.id: spec for spec in self.ACTIONS}
        fitting = [specs[name] for name in OFFERED if specs[name].enabled(self)]
        acts = [(spec.text.replace("&", ""), self._runner(spec.id)) for spec in fitting]
        self.side.tell(
            self.plan,
            self.line(),
            acts,
            self._year,
            below=self.below(),
            once=self.once,
        )

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    # What the coordinator does.

    def open(self) -> None:
        """Paint the selection, change the line under the cursor, or add one."""
        if self.hands.brush:
            self.hands.paint(self.week_view.cells())
        elif self.week_view.line() is not None:
            self.change_line()
        else:
            self.add_line()

    def show_plan(self, plan: int) -> None:
        """Show a version of a plan, in force or not."""
        self._show(plan)
        self.week_view.setFocus()

    def change_from(self) -> ChangeFromForm | None:
        """Change the line under the cursor, or add one, from a Monday on."""
        if self.plan is None:
            return None
        view = self.week_view
        return ChangeFromForm(
            self.frame,
            self,
            self.plan,
            self.line(),
            week=self.week,
            weekday=view.weekday,
            slot=view.slot,
            then=self.show_plan,
        )

    def follow(self) -> FollowForm | None:
        """Show how the built rota differs from the plan, and bring it in line."""
        return FollowForm(self.frame, self, self.plan) if self.plan else None

    def add_line(self) -> LineForm | None:
        """Add a line where the cursor is."""
        return self._line_form(None)

    def change_line(self) -> LineForm | None:
        """Change the line under the cursor."""
        return self._line_form(self.line())

    def _line_form(self, line: PlanLineView | None) -> LineForm | None:
        if self.plan is None:
            return None
        view = self.week_view
        return LineForm(
            self.frame.bridge,
            self,
            self.plan,
            line,
            week=self.week,
            weekday=view.weekday,
            slot=view.slot,
        )

    def remove_line(self) -> None:
        """Take the line under the cursor out."""
        line = self.line()
        if line is not None:
            self.frame.bridge.do(remove_plan_line, line=line.id)

    def change_plan(self) -> Form | None:
        """Change the cycle, the contracted PA, the agreement."""
        return plan_form(self.frame.bridge, self, self.plan) if self.plan else None

    def new_version(self) -> Form | None:
        """Start a new version from a Monday."""
        return version_form(self.frame.bridge, self, self.plan, self._show) if self.plan else None

    def change_once(self) -> ExceptionForm | None:
        """Let a coming week be otherwise than the plan, once."""
        if self.plan is None:
            return None
        return ExceptionForm(self.frame.bridge, self, self.plan, self.line())

    def place(self) -> PlaceForm | None:
        """Find a day for the flexible line under the cursor."""
        below = self.below()
        return PlaceForm(self.frame.bridge, self, below) if below is not None else None

    def take_back(self, one: ExceptionView) -> None:
        """Let a coming day be as the plan says after all."""
        self.frame.bridge.do(take_back_exceptions, exceptions=(one.id,))

    def new_plan(self) -> Form:
        """Begin a plan for somebody."""
        bridge = self.frame.bridge
        return new_plan_form(bridge, self, bridge.ask(look_up), self._show)

    def build(self) -> BuildForm:
        """Build a period from plans and patterns."""
        return BuildForm(self.frame, self)

    def focus_on(self, **where: object) -> None:
        """Go to a person's plan (`clinician`)."""
        for one in self.list.records():
            if where.get("clinician") == one.clinician_id:
                self.list.choose(one)
                return


def _owned_alike(one: JobPlanSum, shown: JobPlanSum | None) -> bool:
    """Whether a plan in the list is of the same person or post as the one that is shown."""
    return shown is not None and (one.clinician_id, one.post_id) == (
        shown.clinician_id,
        shown.post_id,
    )
