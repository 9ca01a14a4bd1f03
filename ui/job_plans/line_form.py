"""The form of a line of a job plan."""

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from models.types import Category, Slot
from rota_desk.edits.job_plans import LineFacts, add_plan_line, change_plan_line
from rota_desk.queries.activities import ActivityFacts, activity_list
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.look_up import look_up
from rota_desk.words import DAYS
from ui.bridge import Bridge
from ui.job_plans.week_model import SLOT_WORDS
from ui.widgets.form import Form

WEEKDAYS: tuple[tuple[int, str], ...] = tuple(enumerate(DAYS))
PLACES: tuple[tuple[str, str], ...] = (
    ("", "On its weekday"),
    ("week", "Flexible in the week"),
    ("year", "Flexible in the year"),
)
NONE = 0  # stands for nothing chosen in a list of numbers
NTHS: tuple[tuple[int, str], ...] = (
    (NONE, "Every such weekday"),
    *((number, f"Only number {number} of the month") for number in range(1, 6)),
)


class LineFields:
    """What a line says, as fields of a form; choosing an activity fills in its usual facts."""

    def __init__(
        self,
        form: Form,
        bridge: Bridge,
        plan: JobPlanView,
        line: PlanLineView | None,
        *,
        week: int,
        weekday: int,
        slot: Slot,
    ) -> None:
        self.form, self._bridge, self._line = form, bridge, line
        self._known = {one.activity_id: one for one in bridge.ask(activity_list)}
        activities = [(NONE, "No activity"), *((n, one.words) for n, one in self._known.items())]
        self.activity = form.choice(
            "Activity", activities, (line.activity_id or NONE) if line else NONE
        )
        self.title = form.line("Or title", line.title if line and not line.activity_id else "")
        self.category = form.choice(
            "Category",
            [(one, one.value) for one in Category],
            line.category if line else Category.DCC,
        )
        several = plan.summary.cycle_weeks > 1
        weeks = [(NONE, "Every week")]
        weeks += [(n, f"Week {n}") for n in range(1, plan.summary.cycle_weeks + 1)]
        first = (line.week or NONE) if line else (week if several else NONE)
        self.week = form.choice("Week", weeks, first)
        self.weekday = form.choice("Weekday", WEEKDAYS, line.weekday if line else weekday)
        self.nth = form.choice("Comes round", NTHS, (line.nth_of_month or NONE) if line else NONE)
        self.flexible = form.choice("Place", PLACES, line.flexible if line else "")
        self.slot = form.choice(
            "Part of the day", list(SLOT_WORDS.items()), line.slot if line else slot
        )
        self.starts = form.clock("From", line.starts if line else dt.time(9))
        self.ends = form.clock("Until", line.ends if line else dt.time(13))
        self._rooms(line)
        self.sessions = form.amount("Sessions", line.sessions if line else None)
        self.pas = form.amount("PA", line.own_pas if line else None, "empty: from the times")
        self.per_year = form.amount("Weeks a year", line.per_year if line else None)
        self.activity.widget.currentTextChanged.connect(lambda _text: self._fill())  # type: ignore[attr-defined]  # a combo box

    def _rooms(self, line: PlanLineView | None) -> None:
        rooms = self._bridge.ask(look_up).rooms
        options = [(NONE, "No room"), *((one.id, one.name) for one in rooms)]
        self.room = self.form.choice("Room", options, (line.room_id or NONE) if line else NONE)

    def _fill(self) -> None:
        """Take over the activity's usual facts in a new line."""
        usual: ActivityFacts | None = self._known.get(self.activity.value() or 0)
        if usual is None or self._line is not None:
            return
        self.category.fill(usual.category)
        self.slot.fill(usual.slot)
        self.starts.fill(usual.starts)
        self.ends.fill(usual.ends)
        self.sessions.fill(usual.sessions)

    def facts(self) -> LineFacts:
        """The line as it stands in the fields."""
        flexible = self.flexible.value() or ""
        placed = not flexible
        return LineFacts(
            starts=self.starts.value(),
            ends=self.ends.value(),
            category=self.category.value() or Category.DCC,
            slot=self.slot.value() or Slot.AM,
            activity=self.activity.value() or None,
            title=self.title.value(),
            weekday=self.weekday.value() if placed else None,
            week=(self.week.value() or None) if placed else None,
            nth_of_month=(self.nth.value() or None) if placed else None,
            room=self.room.value() or None,
            sessions=self.sessions.value() or Decimal(0),
            pas=self.pas.value(),
            flexible=flexible,
            per_year=self.per_year.value(),
        )


class LineForm:
    """Asks for a line of the plan that is shown."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget,
        plan: JobPlanView,
        line: PlanLineView | None,
        *,
        week: int,
        weekday: int,
        slot: Slot,
    ) -> None:
        self._bridge, self._plan, self._line = bridge, plan, line
        title = "Change the line" if line else "Add a line"
        self.form = Form(title, "Save" if line else "Add", bridge, parent)
        self.fields = LineFields(
            self.form, bridge, plan, line, week=week, weekday=weekday, slot=slot
        )
        self.form.open_then(self._submit)

    def _submit(self) -> bool:
        facts = self.fields.facts()
        if self._line is not None:
            done = self._bridge.do(change_plan_line, line=self._line.id, facts=facts)
            return done is not None
        plan = self._plan.summary.plan_id
        return self._bridge.do(add_plan_line, plan=plan, facts=facts) is not None
