"""The form of a one-off change to a coming week: what falls out, what comes beside, why."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from models.types import Slot
from rota_desk.edits.plan_exceptions import Beside, except_week
from rota_desk.queries.activities import activity_list
from rota_desk.queries.built_until import first_unbuilt_monday
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.look_up import look_up
from rota_desk.queries.plan_beside import days_of_line
from rota_desk.words import DAYS, NTHS
from ui.bridge import Bridge
from ui.job_plans.week_model import SLOT_WORDS
from ui.widgets.form import Form

NONE = 0  # stands for nothing chosen in a list of numbers


class ExceptionForm:
    """Asks for a day on which the plan is otherwise, once; both halves together are a move."""

    def __init__(
        self, bridge: Bridge, parent: QWidget, plan: JobPlanView, line: PlanLineView | None
    ) -> None:
        self._bridge, self._plan = bridge, plan
        title = f"Change a coming week of {plan.summary.owner}"
        self.form = form = Form(title, "Keep the change", bridge, parent)
        form.note("For weeks that are not built yet. Building obeys it and says so.")
        self._known = {one.activity_id: one for one in bridge.ask(activity_list)}
        self._first = max(bridge.ask(first_unbuilt_monday), bridge.ask(look_up).today)
        self._by_number = {one.id: one for one in self._on_days()}
        falls_out = line.id if line and line.id in self._by_number else NONE
        day = self._next_day(falls_out)
        self.out = form.choice("Falls out", self._lines(), falls_out)
        self.out_day = form.day("On", day)
        activities = [(NONE, "Nothing"), *((n, one.words) for n, one in self._known.items())]
        self.activity = form.choice("Comes beside the plan", activities, NONE)
        self.day = form.day("On the day", day)
        self.slot = form.choice("Part of the day", list(SLOT_WORDS.items()), Slot.AM)
        self.starts = form.clock("From", dt.time(9))
        self.ends = form.clock("Until", dt.time(13))
        rooms = [(NONE, "No room"), *((one.id, one.words) for one in bridge.ask(look_up).rooms)]
        self.room = form.choice("Room", rooms, NONE)
        self.reason = form.line("Why", hint="Course, audit day, extra list")
        self.out.widget.currentTextChanged.connect(lambda _text: self._go_to_its_day())  # type: ignore[attr-defined]  # a combo box
        self.activity.widget.currentTextChanged.connect(lambda _text: self._fill())  # type: ignore[attr-defined]  # a combo box
        form.open_then(self._submit)

    def _next_day(self, number: int) -> dt.date:
        """The first day that is not built on which a line comes round."""
        line = self._by_number.get(number)
        days = days_of_line(self._plan, line, self._first) if line is not None else iter(())
        return next(days, self._first)

    def _go_to_its_day(self) -> None:
        day = self._next_day(self.out.value() or NONE)
        self.out_day.fill(day)
        self.day.fill(day)

    def _lines(self) -> list[tuple[int, str]]:
        """The lines that stand on a day, with that day and their week of the cycle."""
        several = len(self._plan.weeks) > 1
        return [
            (NONE, "Nothing"),
            *((one.id, _said(one, several=several)) for one in self._on_days()),
        ]

    def _on_days(self) -> list[PlanLineView]:
        """The lines that come round on days, in the order of the weeks."""
        found = {
            line.id: line for week in self._plan.weeks for day in week.days for line in day
        } | {line.id: line for line in self._plan.unplaced if line.nth_of_month is not None}
        return sorted(found.values(), key=lambda one: (one.week or 0, one.weekday, one.starts))

    def _fill(self) -> None:
        """Take over the usual facts of the activity that comes beside."""
        one = self._known.get(self.activity.value() or NONE)
        if one is not None:
            self.slot.fill(one.slot)
            self.starts.fill(one.starts)
            self.ends.fill(one.ends)

    def _submit(self) -> bool:
        line = self.out.value() or NONE
        done = self._bridge.do(
            except_week,
            plan=self._plan.summary.plan_id,
            reason=self.reason.value(),
            out=((line, self.out_day.value()),) if line else (),
            beside=self._beside(),
        )
        return done is not None

    def _beside(self) -> tuple[Beside, ...]:
        activity = self.activity.value() or NONE
        if not activity:
            return ()
        return (
            Beside(
                day=self.day.value(),
                activity=activity,
                slot=self.slot.value() or Slot.AM,
                starts=self.starts.value(),
                ends=self.ends.value(),
                room=self.room.value() or None,
            ),
        )


def _said(line: PlanLineView, *, several: bool) -> str:
    """A line in the list: "Tue 08:30–12:30 Endoscopy list, week 2"."""
    week = f", week {line.week}" if several and line.week else ""
    nth = f", {NTHS[line.nth_of_month - 1].lower()} of the month" if line.nth_of_month else ""
    return f"{DAYS[line.weekday or 0]} {line.times} {line.title}{week}{nth}"
