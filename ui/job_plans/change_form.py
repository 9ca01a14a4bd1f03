"""Changing a plan from a Monday on, and bringing the rota in line: seen first, then one step."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models.types import Slot
from rota_desk.desk import Done
from rota_desk.domain.times import monday_of
from rota_desk.edits.plan_changes import LineChange, change_plan_from, follow_plan
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.look_up import look_up
from ui.frame import Frame
from ui.job_plans.line_form import LineFields
from ui.widgets.move_words import followed_words
from ui.widgets.shown_first import ShownFirst, Tried

WAYS = ((True, "Gets what stands below"), (False, "Falls out"))


class ChangeFromForm(ShownFirst):
    """Asks what a line is from a Monday on; the rota follows as far as it is built."""

    def __init__(
        self,
        frame: Frame,
        parent: QWidget,
        plan: JobPlanView,
        line: PlanLineView | None,
        *,
        week: int,
        weekday: int,
        slot: Slot,
        then: Callable[[int], object],
    ) -> None:
        title = f"Change the plan of {plan.summary.owner} from a Monday on"
        super().__init__(frame, parent, title, "Change from then on")
        self._plan, self._line, self._then = plan, line, then
        today = frame.bridge.ask(look_up).today
        monday = max(monday_of(today) + dt.timedelta(weeks=1), plan.summary.start)
        self.monday = self.day("From Monday", monday)
        self.way = self.choice("The line", WAYS, value=True) if line is not None else None
        self.fields = LineFields(
            self, frame.bridge, plan, line, week=week, weekday=weekday, slot=slot
        )
        self.add_pane("On the rota", "See what moves", beside=True)
        self.open_then(self._change)

    def changes(self) -> tuple[LineChange, ...]:
        """The change as it stands in the fields."""
        number = self._line.id if self._line is not None else None
        out = self.way is not None and self.way.value() is False
        return (LineChange(number, None if out else self.fields.facts()),)

    def trying(self) -> Callable[[], Tried]:
        """The change from that Monday on."""
        plan, monday, changes = self._plan.summary.plan_id, self.monday.value(), self.changes()
        bridge = self._frame.bridge
        return lambda: bridge.preview(change_plan_from, plan=plan, monday=monday, changes=changes)

    def said(self, done: Done[Any]) -> str:
        """What would move."""
        return followed_words(done)

    def _change(self) -> bool:
        plan, monday, changes = self._plan.summary.plan_id, self.monday.value(), self.changes()
        done = self._frame.bridge.do(change_plan_from, plan=plan, monday=monday, changes=changes)
        if done is not None:
            self._then(done.value.plan)
        return done is not None


class FollowForm(ShownFirst):
    """Shows how the built rota differs from a plan, and brings it in line."""

    def __init__(self, frame: Frame, parent: QWidget, plan: JobPlanView) -> None:
        owner = plan.summary.owner
        super().__init__(frame, parent, f"The rota and the plan of {owner}", "Bring in line")
        self._plan = plan.summary.plan_id
        self.note("From today as far as the rota is built; what was done by hand stays.")
        self.add_pane("On the rota", "See what moves")
        self.open_then(self._follow)
        self.look()

    def trying(self) -> Callable[[], Tried]:
        """Bringing the rota in line."""
        bridge, plan = self._frame.bridge, self._plan
        return lambda: bridge.preview(follow_plan, plan=plan)

    def said(self, done: Done[Any]) -> str:
        """What would move."""
        return followed_words(done)

    def _follow(self) -> bool:
        return self._frame.bridge.do(follow_plan, plan=self._plan) is not None
