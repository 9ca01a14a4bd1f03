"""What the coordinator does with a job plan, a form at a time."""

from typing import TYPE_CHECKING

from rota_desk.edits.job_plans import remove_plan_line
from rota_desk.edits.plan_exceptions import take_back_exceptions
from rota_desk.queries.job_plans import PlanLineView
from rota_desk.queries.look_up import look_up
from rota_desk.queries.plan_exceptions import ExceptionView
from ui.job_plans.build_form import BuildForm
from ui.job_plans.change_form import ChangeFromForm, FollowForm
from ui.job_plans.exception_form import ExceptionForm
from ui.job_plans.line_form import LineForm
from ui.job_plans.place_form import PlaceForm
from ui.job_plans.plan_forms import new_plan_form, plan_form, version_form
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.job_plans.job_plans_screen import JobPlansScreen


class PlanHands:
    """The plan that is shown, and the line under the cursor."""

    def __init__(self, screen: "JobPlansScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def open(self) -> None:
        """Paint the selection, change the line under the cursor, or add one."""
        if self._screen.hands.brush:
            self._screen.hands.paint(self._screen.week_view.cells())
        elif self._screen.week_view.line() is not None:
            self.change_line()
        else:
            self.add_line()

    def change_from(self) -> ChangeFromForm | None:
        """Change the line under the cursor, or add one, from a Monday on."""
        if self._screen.plan is None:
            return None
        view = self._screen.week_view
        return ChangeFromForm(
            self._screen.frame,
            self._screen,
            self._screen.plan,
            self._screen.line(),
            week=self._screen.week,
            weekday=view.weekday,
            slot=view.slot,
            then=self._screen.show_plan,
        )

    def follow(self) -> FollowForm | None:
        """Show how the built rota differs from the plan, and bring it in line."""
        screen = self._screen
        return FollowForm(screen.frame, screen, screen.plan) if screen.plan else None

    def add_line(self) -> LineForm | None:
        """Add a line where the cursor is."""
        return self._line_form(None)

    def change_line(self) -> LineForm | None:
        """Change the line under the cursor."""
        return self._line_form(self._screen.line())

    def _line_form(self, line: PlanLineView | None) -> LineForm | None:
        if self._screen.plan is None:
            return None
        view = self._screen.week_view
        return LineForm(
            self._bridge,
            self._screen,
            self._screen.plan,
            line,
            week=self._screen.week,
            weekday=view.weekday,
            slot=view.slot,
        )

    def remove_line(self) -> None:
        """Take the line under the cursor out."""
        line = self._screen.line()
        if line is not None:
            self._bridge.do(remove_plan_line, line=line.id)

    def change_plan(self) -> Form | None:
        """Change the cycle, the contracted PA, the agreement."""
        screen = self._screen
        return plan_form(self._bridge, screen, screen.plan) if screen.plan else None

    def new_version(self) -> Form | None:
        """Start a new version from a Monday."""
        screen = self._screen
        if screen.plan is None:
            return None
        return version_form(self._bridge, screen, screen.plan, screen.show_plan_of)

    def change_once(self) -> ExceptionForm | None:
        """Let a coming week be otherwise than the plan, once."""
        if self._screen.plan is None:
            return None
        return ExceptionForm(self._bridge, self._screen, self._screen.plan, self._screen.line())

    def place(self) -> PlaceForm | None:
        """Find a day for the flexible line under the cursor."""
        below = self._screen.below()
        return PlaceForm(self._bridge, self._screen, below) if below is not None else None

    def take_back(self, one: ExceptionView) -> None:
        """Let a coming day be as the plan says after all."""
        self._bridge.do(take_back_exceptions, exceptions=(one.id,))

    def new_plan(self) -> Form:
        """Begin a plan for somebody."""
        bridge = self._bridge
        return new_plan_form(bridge, self._screen, bridge.ask(look_up), self._screen.show_plan)

    def build(self) -> BuildForm:
        """Build a period from plans and patterns."""
        return BuildForm(self._screen.frame, self._screen)
