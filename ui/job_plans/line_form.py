"""The form of a line of a job plan."""

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from models.types import Category, Slot
from rota_desk.edits.job_plans import LineFacts, add_plan_line, change_plan_line
from rota_desk.queries.activities import ActivityFacts, activity_list
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.look_up import look_up
from rota_desk.words import DAYS, NTHS
from ui.bridge import Bridge
from ui.job_plans.week_model import SLOT_WORDS
from ui.widgets.form import Form

WEEKDAYS: tuple[tuple[int, str], ...] = tuple(enumerate(DAYS))
PLACES: tuple[tuple[str, str], ...] = (
    ("", "On its weekday"),
    ("week", "On any day of the week (flexible)"),
    ("year", "On any days of the year (flexible)"),
)
NONE = 0  # stands for nothing chosen in a list of numbers
ROUNDS: tuple[tuple[int, str], ...] = (
    (NONE, "Every such weekday"),
    *((number, f"Only the {name.lower()} of the month") for number, name in enumerate(NTHS, 1)),
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
        self.title = form.line("Title", line.own_title if line else "", "empty: the activity's")
        self.category = form.choice(
            "Category",
            [(one, one.value) for one in Category],
            line.category if line else Category.DCC,
        )
        several = plan.summary.cycle_weeks > 1
        weeks = [(NONE, "Every week")]
        weeks += [(n, f"Week {n}") for n in range(1, plan.summary.cycle_weeks + 1)]
        first = (line.week or NONE) if line else (week if several else NONE)
        self.flexible = form.choice("Done", PLACES, line.flexible if line else "")
        self.week = form.choice("Week", weeks, first)
        self.weekday = form.choice("Weekday", WEEKDAYS, line.weekday if line else weekday)
        self.nth = form.choice(
            "Comes round", ROUNDS, (line.nth_of_month or NONE) if line else NONE
        )
        self.slot = form.choice(
            "Part of the day", list(SLOT_WORDS.items()), line.slot if line else slot
        )
        self.starts = form.clock("From", line.starts if line else dt.time(9))
        self.ends = form.clock("Until", line.ends if line else dt.time(13))
        self._rooms(line)
        self.sessions = form.amount("Sessions", _plain(line.sessions if line else None))
        self.pas = form.amount(
            "PA", _plain(line.own_pas if line else None), "empty: from the times"
        )
        own = _plain(line.per_year if line else None)
        flexible = bool(line and line.flexible)
        self.weeks_a_year = form.amount(
            "Weeks a year", None if flexible else own, "empty: all that leave leaves"
        )
        self.times_a_year = form.amount("Times a year", own if flexible else None)
        self.weekly_times = form.amount(
            "Times in the year", own if flexible else None, "empty: once a week"
        )
        self.flexible.widget.currentTextChanged.connect(lambda _text: self._fit())  # type: ignore[attr-defined]  # a combo box
        self.nth.widget.currentTextChanged.connect(lambda _text: self._fit())  # type: ignore[attr-defined]  # a combo box
        self._fit()
        self.activity.widget.currentTextChanged.connect(lambda _text: self._fill())  # type: ignore[attr-defined]  # a combo box

    def _fit(self) -> None:
        """Show the fields that say something where the line is done as it is chosen."""
        placed, nth = not self.flexible.value(), bool(self.nth.value())
        self.form.show_only(self.week, when=placed and not nth)
        self.form.show_only(self.weekday, when=placed)
        self.form.show_only(self.nth, when=placed)
        self.form.show_only(self.weeks_a_year, when=placed and not nth)
        self.form.show_only(self.times_a_year, when=self.flexible.value() == "year")
        self.form.show_only(self.weekly_times, when=self.flexible.value() == "week")

    def _rooms(self, line: PlanLineView | None) -> None:
        rooms = self._bridge.ask(look_up).rooms
        options = [(NONE, "No room"), *((one.id, one.words) for one in rooms)]
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
        self.sessions.fill(_plain(usual.sessions))

    def _per_year(self, *, placed: bool, nth: bool) -> Decimal | None:
        if not placed:
            yearly = self.flexible.value() == "year"
            return (self.times_a_year if yearly else self.weekly_times).value()
        return None if nth else self.weeks_a_year.value()

    def facts(self) -> LineFacts:
        """The line as it stands in the fields."""
        flexible = self.flexible.value() or ""
        placed, nth = not flexible, self.nth.value() or None
        return LineFacts(
            starts=self.starts.value(),
            ends=self.ends.value(),
            category=self.category.value() or Category.DCC,
            slot=self.slot.value() or Slot.AM,
            activity=self.activity.value() or None,
            title=self.title.value(),
            weekday=self.weekday.value() if placed else None,
            week=(self.week.value() or None) if placed and not nth else None,
            nth_of_month=nth if placed else None,
            room=self.room.value() or None,
            sessions=self.sessions.value() or Decimal(0),
            pas=self.pas.value(),
            flexible=flexible,
            per_year=self._per_year(placed=placed, nth=nth is not None),
        )


def _plain(figure: Decimal | None) -> Decimal | None:
    """A figure without the places that say nothing: 1, not 1.000."""
    return None if figure is None else Decimal(f"{figure.normalize():f}")


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
