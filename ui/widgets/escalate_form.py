"""Going up the ladder for a gap: whom to ring now, and what they said."""

from PySide6.QtWidgets import QWidget

from rota_desk.edits.escalation import escalate_gap
from rota_desk.queries.escalation import climb, ladder
from rota_desk.words import moment_words
from ui.bridge import Bridge
from ui.widgets.form import Form

TOP = (
    "That was the top of the ladder. Decide what becomes of the session (Leave open …, or cancel"
    " it with its reason), or ask again."
)


def escalate_form(bridge: Bridge, parent: QWidget, session: int) -> Form:
    """Ask which step was gone to and what was said; the next one stands there already."""
    steps, gone = bridge.ask(ladder), bridge.ask(climb, session=session)
    form = Form(f"Escalate: {gone.what}", "Keep", bridge, parent)
    if not steps:
        form.note("The ladder has no steps yet. Settings, Escalation, is where they are made.")
    chosen = gone.next or (steps[-1] if steps else None)
    options = [(one.step_id, f"{one.place}  {one.whom}") for one in steps]
    answer = form.line("Answer", hint="No answer yet")
    step = form.choice("Gone to", options, chosen.step_id if chosen else None)
    for one in steps:
        if one.reach:
            form.note(f"{one.place}  {one.role}: {one.reach}", "")
    if gone.last:
        form.note(f"Last: {gone.last}.")
    if gone.next is not None and gone.due is not None:
        form.note(f"Next: {gone.next.whom}, {gone.next.after}, from {moment_words(gone.due)}.")
    if steps and gone.next is None:
        form.note(TOP, "warning")
    form.note("It is kept with the gap, and stands open in the log until it is closed.")

    def submit() -> bool:
        number = step.value()
        if number is None:
            form.trouble("Choose a step of the ladder. Steps are made in Settings, Escalation.")
            return False
        done = bridge.do(escalate_gap, session=session, step=number, answer=answer.value())
        return done is not None

    form.open_then(submit)
    return form
