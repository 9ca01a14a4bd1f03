"""The forms of Job plans: a line, a plan, a new version, building a period."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.types import Category, Slot
from rota_desk.desk import Done
from rota_desk.domain.times import monday_of
from rota_desk.edits.building import BuildAnswer, build_period
from rota_desk.edits.job_plans import (
    LineFacts,
    add_plan_line,
    change_plan_line,
    save_job_plan,
    start_new_version,
)
from rota_desk.errors import Refusal
from rota_desk.queries.activities import ActivityFacts, activity_list
from rota_desk.queries.built_until import first_unbuilt_monday
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.queries.look_up import LookUp, look_up
from rota_desk.words import DAYS, count_words, day_words
from ui.bridge import Bridge
from ui.frame import Frame
from ui.job_plans.week_model import SLOT_WORDS
from ui.tasks import Progress
from ui.widgets.form import Form
from ui.widgets.words import button

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


class LineForm:
    """Asks for a line of a job plan; choosing an activity fills in its usual facts."""

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
        self._known = {one.activity_id: one for one in bridge.ask(activity_list)}
        title = "Change the line" if line else "Add a line"
        self.form = form = Form(title, "Save" if line else "Add", bridge, parent)
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
        form.open_then(self._submit)

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

    def _submit(self) -> bool:
        facts = self.facts()
        if self._line is not None:
            done = self._bridge.do(change_plan_line, line=self._line.id, facts=facts)
            return done is not None
        plan = self._plan.summary.plan_id
        return self._bridge.do(add_plan_line, plan=plan, facts=facts) is not None


def plan_form(bridge: Bridge, parent: QWidget, plan: JobPlanView) -> Form:
    """Ask for a plan's own facts: cycle, contracted PA, when it was agreed."""
    one = plan.summary
    form = Form(f"Job plan of {one.owner}", "Save", bridge, parent)
    weeks = form.line("Weeks in the cycle", str(one.cycle_weeks))
    pas = form.amount("Contracted PA", one.contracted, "a week")
    agreed = form.check("Agreed", value=one.agreed_on is not None)
    day = form.day("Agreed on", one.agreed_on or one.start)
    note = form.text("Note", plan.note)

    def submit() -> bool:
        if not weeks.value().isdigit():
            form.trouble("The cycle is a whole number of weeks.")
            return False
        done = bridge.do(
            save_job_plan,
            start=one.start,
            clinician=one.clinician_id,
            post=one.post_id,
            cycle_weeks=int(weeks.value()),
            contracted_pas=pas.value(),
            agreed_on=day.value() if agreed.value() else None,
            note=note.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def new_plan_form(
    bridge: Bridge, parent: QWidget, names: LookUp, then: Callable[[int], object]
) -> Form:
    """Ask whose plan is begun, from which Monday, and over how many weeks."""
    form = Form("Begin a job plan", "Begin", bridge, parent)
    who = form.choice("Person", [(one.id, one.name) for one in names.people])
    day = form.day("From Monday", monday_of(names.today))
    weeks = form.line("Weeks in the cycle", "1")

    def submit() -> bool:
        number = who.value()
        if number is None or not weeks.value().isdigit():
            form.trouble("Choose a person; the cycle is a whole number of weeks.")
            return False
        done = bridge.do(
            save_job_plan, start=day.value(), clinician=number, cycle_weeks=int(weeks.value())
        )
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form


def version_form(
    bridge: Bridge, parent: QWidget, plan: JobPlanView, then: Callable[[int], object]
) -> Form:
    """Ask from which Monday the same lines begin again as a new version."""
    one = plan.summary
    today = bridge.ask(look_up).today
    form = Form(f"New version for {one.owner}", "Start the version", bridge, parent)
    form.note("The present plan ends the day before; what was built from it stays.")
    monday = form.day("From Monday", max(monday_of(today), one.start) + dt.timedelta(weeks=1))

    def submit() -> bool:
        done = bridge.do(start_new_version, plan=one.plan_id, monday=monday.value())
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form


def answer_words(answer: BuildAnswer) -> str:
    """What building made, and each person who could not be placed, with why."""
    said = (
        f"{count_words(answer.sessions, 'session')} and"
        f" {count_words(answer.assignments, 'assignment')};"
        f" {count_words(answer.gaps, 'gap')}; {answer.kept} there already, left as they are."
    )
    lines = [said, ""]
    if answer.exceptions:
        lines += ["Changed once, as kept in the plans:", *answer.exceptions, ""]
    if answer.flexible:
        lines += ["Flexible sessions still to find a day for:", *answer.flexible, ""]
    if answer.not_placed:
        lines.append("Not placed, and why:")
    for one in answer.not_placed:
        who = one.who or "nobody"
        lines.append(f"{day_words(one.day)} {one.start:%H:%M}  {one.activity}: {who}, {one.why}")
    return "\n".join(lines)


class BuildForm(Form):
    """Asks for a period to build; shows what would be made before it is one undoable act.

    A form itself, not a holder of one: only a widget's method hears of a long question on the
    window's own thread.
    """

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__("Build a period", "Build", frame.bridge, parent)
        self._frame = frame
        self.setMinimumWidth(640)
        self.note("From job plans, patterns and cover; leave is respected and the gap is kept.")
        monday = frame.bridge.ask(first_unbuilt_monday)
        self.first = self.day("First day", monday)
        self.last = self.day("Last day", monday + dt.timedelta(days=27))
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setMinimumHeight(240)
        self.shown.setPlaceholderText("Press “Show what it would make” to see it here first.")
        self._rows.addRow("", button("Show what it would make", self.look))
        self.add("It would make", self.shown)
        self.open_then(self._build)

    def look(self) -> None:
        """Work out what building would make, off the window's thread."""
        first, last = self.first.value(), self.last.value()
        bridge = self._frame.bridge
        self.shown.setPlainText("Looking …")

        def work(_progress: Progress) -> Done[BuildAnswer] | Refusal:
            return bridge.preview(build_period, first=first, last=last)

        self._frame.tasks.start("Looking at the period", work, self.tell)

    def tell(self, answer: object) -> None:
        """Show what building would make, or why it is refused."""
        if isinstance(answer, Refusal):
            self.shown.setPlainText(str(answer))
        elif isinstance(answer, Done):
            self.shown.setPlainText(answer_words(answer.value))

    def _build(self) -> bool:
        first, last = self.first.value(), self.last.value()
        done = self._frame.bridge.do(build_period, first=first, last=last)
        if done is not None and done.value.not_placed:
            count = count_words(len(done.value.not_placed), "place")
            self._frame.say(f"Built; {count} could not be filled. See the gaps.", "warning")
        return done is not None
