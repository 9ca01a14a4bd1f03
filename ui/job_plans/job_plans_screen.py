"""The Job plans screen: people on the left, the chosen plan's week beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

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
from ui.frame import Frame, Screen
from ui.job_plans.beside_table import BesideTable
from ui.job_plans.plan_actions import PLAN_ACTIONS
from ui.job_plans.plan_columns import PLANS, head_words, owned_alike
from ui.job_plans.plan_hands import PlanHands
from ui.job_plans.plan_inspector import InspectorActs, PlanInspector
from ui.job_plans.statement_view import StatementView
from ui.job_plans.week_hands import WeekHands
from ui.job_plans.week_model import WeekModel
from ui.job_plans.week_view import WeekView
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.side_split import SideSplit
from ui.widgets.table import RecordTable
from ui.widgets.words import button

LIST, NAMES = 254, 190  # pixels of the list beside the week, and beside the statement


OFFERED = (
    *("plans.add", "plans.change", "plans.place", "plans.from", "plans.once", "plans.remove"),
    *("plans.plan", "plans.version", "plans.follow"),
)


class JobPlansScreen(Screen):
    """Whose week holds what, and what it comes to against the contract."""

    ACTIONS = PLAN_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.plan: JobPlanView | None = None
        self.week = 1
        self.list: RecordTable[JobPlanSum] = RecordTable("Job plans", PLANS, frame.look)
        self.model = WeekModel()
        self.week_view = WeekView(self.model, frame.look)
        self.hands: WeekHands = WeekHands(self)
        self.acts: PlanHands = PlanHands(self)
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
        self.side = PlanInspector(frame.look, InspectorActs(self.acts.take_back, self.show_plan))
        self.head = Head("Job plans")
        says = "Session statement, or the week (F7)"
        self.side_button = button("Statement", self.turn_side, says=says)
        self.head.add(
            button("Begin a plan …", self.acts.new_plan, says="Ctrl+Alt+N"),
            button("Add a line …", self.acts.add_line, says="Ctrl+N"),
            self.side_button,
            button("Build a period …", self.acts.build, "primary", says="Ctrl+Shift+B"),
        )
        self._lay()
        self._listen()
        self.setFocusProxy(self.list)

    def _listen(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _one: self.week_view.setFocus())
        self.tabs.currentChanged.connect(lambda place: self.show_week(place + 1))
        self.week_view.moved.connect(self._stand)
        self.beside.entered.connect(self._stand)
        self.beside.chosen.connect(lambda _one: self._stand())
        self.beside.opened.connect(lambda _one: self.acts.change_line())
        self.week_view.opened.connect(self.acts.open)

    def _lay(self) -> None:
        beside = QWidget()
        beside.setObjectName("plain")
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(self.week_view, 3)
        inside.addWidget(self.beside, 1)
        self._none = Empty(
            "Job plans",
            "What a person, or whoever holds a post, does week by week: every week, in a cycle, "
            "on the second Tuesday of the month, on any day. A period is built from them.",
            ("Begin a plan …", self.acts.new_plan),
        )
        for side in (beside, self.statement, self._none):
            self.stage.addWidget(side)
        split = self._split = SideSplit(self.frame.look, self.list, self.stage, LIST)
        for view in (self.list, self.week_view, self.beside):
            view.setFrameShape(QFrame.Shape.NoFrame)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(split, 1)

    def inspector(self) -> PlanInspector:
        """The sums."""
        return self.side

    def refresh(self) -> None:
        """Ask for the plans again; the cursor stays on its line."""
        shown = self._shown_again()
        self.list.blockSignals(True)
        found = self.frame.bridge.ask_first(job_plans, coming=True)
        self.list.show_records(found)
        at = next((one for one in found if owned_alike(one, shown)), found[0] if found else None)
        if at is not None:
            self.list.choose(at)
        self.list.blockSignals(False)
        if bool(found) is (self.stage.currentWidget() is self._none):
            self.stage.setCurrentIndex(0 if found else self.stage.indexOf(self._none))
        wrong = sum(not one.matches for one in found)
        self.head.tell("Job plans", head_words(len(found), wrong))
        self.show_plan_of(shown.plan_id if shown else (at.plan_id if at else None))

    def _shown_again(self) -> JobPlanSum | None:
        """The plan that was shown, be it in force or not; None where it is gone."""
        if self.plan is None:
            return None
        there = self.frame.bridge.ask(job_plan_week, plan=self.plan.summary.plan_id)
        return there.summary if there is not None else None

    def _choose(self, chosen: JobPlanSum | None) -> None:
        shown = self.plan.summary if self.plan else None
        if chosen is not None and not owned_alike(chosen, shown):
            self.show_plan_of(chosen.plan_id)

    def show_plan_of(self, plan: int | None) -> None:
        """Show a plan's week."""
        bridge = self.frame.bridge
        self.plan = bridge.ask_first(job_plan_week, plan=plan) if plan is not None else None
        self._year = bridge.ask_first(plan_year, plan=plan) if plan is not None else None
        below: tuple[BesideLine, ...] = ()
        self.once = ()
        if plan is not None and self.plan is not None:
            first = bridge.ask(look_up).today
            below = bridge.ask_first(plan_beside, plan=self.plan)
            self.once = bridge.ask_first(plan_exceptions, first=first, plan=plan)
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
        if self.stage.currentWidget() is self._none:
            return
        shown = self.week_view if self.on_statement else self.statement
        self.stage.setCurrentIndex(0 if self.on_statement else 1)
        self.side_button.setText("The week" if self.on_statement else "Statement")
        self._split.want(NAMES if self.on_statement else LIST)
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
        acts = [
            (spec.text.replace("&", ""), spec.shortcut, self._runner(spec.id)) for spec in fitting
        ]
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

    # Going about.

    def show_plan(self, plan: int) -> None:
        """Show a version of a plan, in force or not."""
        self.show_plan_of(plan)
        self.week_view.setFocus()

    def focus_on(self, **where: object) -> None:
        """Go to a person's plan (`clinician`)."""
        for one in self.list.records():
            if where.get("clinician") == one.clinician_id:
                self.list.choose(one)
                return
