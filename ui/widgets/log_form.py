"""Writing in the log: what was said, about whom, whose it is, until when."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from models.types import LogCategory
from rota_desk.edits.log import bring_forward, write_log
from rota_desk.queries.escalation import session_said
from rota_desk.queries.log_book import CATEGORIES
from rota_desk.queries.look_up import LookUp
from ui.bridge import Bridge
from ui.frame import Subject
from ui.widgets.form import Form

DAY = dt.timedelta(days=1)
NO_NAMES = "Never name a patient. Why somebody is away stands in the absence alone."


def log_form(bridge: Bridge, parent: QWidget, names: LookUp, about: Subject) -> Form:
    """Ask for an entry about whom and what the cursor is on."""
    form = Form("Write in the log", "Keep", bridge, parent)
    text = form.text("What", hint="Who rang, what was said, what is to be done")
    category = form.choice("About", tuple(CATEGORIES.items()), LogCategory.NOTE)
    people = [(None, "Nobody in particular"), *((one.id, one.name) for one in names.people)]
    who = form.choice("Person", people, about.clinician)
    tied = about.session is not None
    if about.session is not None:
        said = bridge.ask(session_said, session=about.session)
        session = form.check(f"Tied to {said}", value=True)
    owner = form.line("Whose it is", bridge.desk.who)
    dated = form.check("To be looked at again by a day")
    due = form.day("Day", names.today + DAY)
    due.widget.setEnabled(False)
    dated.widget.toggled.connect(due.widget.setEnabled)  # type: ignore[attr-defined]  # a check box
    form.note(NO_NAMES)

    def submit() -> bool:
        chosen = category.value()
        if chosen is None:
            form.trouble("Choose from the list what it is about.")
            return False
        done = bridge.do(
            write_log,
            text=text.value(),
            category=chosen,
            session=about.session if tied and session.value() else None,
            clinician=who.value(),
            owner=owner.value(),
            due=due.value() if dated.value() else None,
        )
        return done is not None

    form.open_then(submit)
    return form


def reminder_form(bridge: Bridge, parent: QWidget, names: LookUp, about: Subject) -> Form:
    """Ask for something to be thought of on a day."""
    form = Form("Bring forward", "Keep", bridge, parent)
    text = form.line("What", hint="Job-plan review, contract ends")
    due = form.day("On", names.today + DAY)
    people = [(None, "Nobody in particular"), *((one.id, one.name) for one in names.people)]
    who = form.choice("Person", people, about.clinician)
    owner = form.line("Whose it is", bridge.desk.who)

    def submit() -> bool:
        done = bridge.do(
            bring_forward,
            due=due.value(),
            text=text.value(),
            owner=owner.value(),
            clinician=who.value(),
        )
        return done is not None

    form.open_then(submit)
    return form
