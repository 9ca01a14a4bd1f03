"""The form of a calendar file: whose it is, what its entries are, and what was understood."""

from PySide6.QtWidgets import QComboBox, QWidget

from rota_desk.edits.intake_calendar import Taken, apply_calendar
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_plan import CalendarEntry, CalendarPlan
from rota_desk.queries.look_up import LookUp
from rota_desk.words import count_words, day_and_year
from ui.frame import Frame
from ui.widgets.form import Form
from ui.widgets.table import Column, RecordTable

WHOSE = "Say whose calendar this is."
TAKEN: tuple[tuple[Taken, str], ...] = (
    (Taken.UNAVAILABILITY, "Time when they cannot be rostered"),
    (Taken.MEETING, "Meetings on the rota"),
)


def _times(one: CalendarEntry) -> str:
    return "whole days" if one.whole_days else f"{one.start:%H:%M}–{one.end:%H:%M}"


ENTRIES: tuple[Column[CalendarEntry], ...] = (
    Column("Day", lambda one: day_and_year(one.start.date()), 130, sort=lambda one: one.start),
    Column("Times", _times, 110),
    Column("What", lambda one: one.title, 280),
)
SHOWN = 5  # problems told as sentences


class CalendarForm(Form):
    """Shows what a calendar says and asks whose it is; what it would change stands underneath."""

    def __init__(self, frame: Frame, parent: QWidget, names: LookUp, plan: CalendarPlan) -> None:
        super().__init__(f"Bring in {plan.file}", "Bring in", frame.bridge, parent)
        self.setMinimumWidth(frame.look.pixels(620))
        self.plan = plan
        people = [(one.id, one.name) for one in names.people]
        self.person = self.choice("Whose calendar", people, plan.whose(people))
        self.taken = self.choice("Take entries for", TAKEN, Taken.UNAVAILABILITY)
        self.entries: RecordTable[CalendarEntry] = RecordTable("Entries", ENTRIES, frame.look)
        self.entries.show_records(plan.entries)
        self.add(count_words(len(plan.entries), "entry", "entries"), self.entries)
        if plan.nothing:
            self.note(plan.nothing, "warning")
        for problem in plan.problems[:SHOWN]:
            self.note(f"▲ {problem.sentence()}", "warning")
        if len(plan.problems) > SHOWN:
            self.note(f"… and {len(plan.problems) - SHOWN} more of the kind.", "warning")
        for field in (self.person.widget, self.taken.widget):
            if isinstance(field, QComboBox):
                field.currentTextChanged.connect(lambda _text: self.show_effect())
        self.show_effect()
        self.open_then(self.bring_in)

    def show_effect(self) -> None:
        """Say what bringing it in would do, without doing it."""
        who, taken = self.person.value(), self.taken.value()
        if who is None or taken is None:
            self.effect(WHOSE)
            return
        done = self._bridge.preview(apply_calendar, plan=self.plan, clinician=who, taken=taken)
        if isinstance(done, Refusal):
            self.effect(str(done), "danger")
            return
        did = done.value
        found = f"; {count_words(len(done.brought), 'finding')} more" if done.brought else ""
        self.effect(
            f"{did.added} new, {did.changed} changed, {did.removed} removed, "
            f"{did.there_already} there already{found}."
        )

    def bring_in(self) -> bool:
        """Record it; stay open when it was refused."""
        who, taken = self.person.value(), self.taken.value()
        if who is None or taken is None:
            self.trouble(WHOSE)
            return False
        done = self._bridge.do(apply_calendar, plan=self.plan, clinician=who, taken=taken)
        return done is not None
