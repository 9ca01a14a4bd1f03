"""The page of the ladder: whom to go to when a gap is not filled, in which order."""

from rota_desk.edits.escalation import (
    move_escalation_step,
    remove_escalation_step,
    save_escalation_step,
)
from rota_desk.queries.escalation import LadderStep, ladder
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

STEPS: tuple[Column[LadderStep], ...] = (
    Column("Step", lambda one: str(one.place), 50, right=True, sort=lambda one: one.place),
    Column("Role", lambda one: one.role, 180),
    Column("Name", lambda one: one.name, 150),
    Column("How to reach", lambda one: one.reach, 320, tip=lambda one: one.reach),
    Column("Gone to", lambda one: one.after, 110, sort=lambda one: one.after_minutes),
)


class EscalationPage(Page):
    """Who is gone to for an uncovered session, and how long after the step before."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Escalation",
            "Whom to go to when a session stays uncovered, in this order. It stands on the "
            "handover and on the system-down pack; what is written here may be printed.",
        )
        self._frame = frame
        self.steps: RecordTable[LadderStep] = RecordTable("Escalation", STEPS, frame.look)
        self.steps.setMinimumHeight(260)
        self.steps.opened.connect(lambda _step: self.correct())
        self.lines.addWidget(self.steps, 1)
        self.lines.addLayout(
            row(
                button("Add a step …", self.add, "primary"),
                button("Change …", self.correct),
                button("Up", lambda: self._move(-1), says="Go to it earlier"),
                button("Down", lambda: self._move(1), says="Go to it later"),
                button("Remove", self.remove),
                None,
            )
        )

    def refresh(self) -> None:
        """Show the ladder; the cursor stays on its step."""
        before = self.steps.record()
        self.steps.show_records(self._frame.bridge.ask(ladder))
        for one in self.steps.records():
            if before is not None and one.step_id == before.step_id:
                self.steps.choose(one)

    def add(self) -> Form:
        """Put a step at the end."""
        return self._form(None)

    def correct(self) -> Form | None:
        """Change the step under the cursor."""
        step = self.steps.record()
        return self._form(step) if step is not None else None

    def _form(self, step: LadderStep | None) -> Form:
        bridge = self._frame.bridge
        form = Form("Step of the ladder", "Save", bridge, self)
        role = form.line("Role", step.role if step else "", "Duty manager")
        name = form.line("Name", step.name if step else "", "May stay empty")
        reach = form.line(
            "How to reach", step.reach if step else "", "bleep 2001, then switchboard"
        )
        wait = form.line("After, in minutes", str(step.after_minutes) if step else "30")

        def submit() -> bool:
            if not wait.value().isdecimal():
                form.trouble(
                    "Give the wait as a whole number of minutes, such as 30; 0 is at once."
                )
                return False
            done = bridge.do(
                save_escalation_step,
                role=role.value(),
                name=name.value(),
                reach=reach.value(),
                after_minutes=int(wait.value()),
                step=step.step_id if step else None,
            )
            return done is not None

        form.open_then(submit)
        return form

    def _move(self, by: int) -> None:
        step = self.steps.record()
        if step is not None:
            self._frame.bridge.do(move_escalation_step, step=step.step_id, by=by)

    def remove(self) -> None:
        """Take the step under the cursor off the ladder; undo brings it back."""
        step = self.steps.record()
        if step is not None:
            self._frame.bridge.do(remove_escalation_step, step=step.step_id)
