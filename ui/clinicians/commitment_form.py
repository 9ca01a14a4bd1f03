"""Asking for time in which somebody is not the department's to roster, and when it ends."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.types import UnavailabilityKind
from rota_desk.edits.commitments import add_commitment, end_commitment, remove_commitment
from rota_desk.queries.clinicians import PersonLine
from rota_desk.queries.commitments import KINDS, Commitment
from ui.bridge import Bridge
from ui.widgets.form import Form

A_YEAR = dt.timedelta(days=364)


def commitment_form(bridge: Bridge, parent: QWidget, person: PersonLine, today: dt.date) -> Form:
    """Ask what it is, when, and whether it comes back every week."""
    form = Form(f"{person.name} is elsewhere", "Keep", bridge, parent)
    form.note("It is no leave: nobody is asked, nothing is counted. Building leaves them out.")
    title = form.line("What", hint="University teaching")
    kind = form.choice("Kind", list(KINDS.items()), UnavailabilityKind.OUTSIDE_COMMITMENT)
    day = form.day("On", today)
    starts = form.clock("From", dt.time(13))
    ends = form.clock("Until", dt.time(17))
    weekly = form.check("Every week", value=True)
    last = form.day("Up to", today + A_YEAR)
    weekly.widget.toggled.connect(last.widget.setEnabled)  # type: ignore[attr-defined]  # a check box

    def submit() -> bool:
        chosen = kind.value()
        if chosen is None:
            form.trouble("Choose the kind from the list.")
            return False
        done = bridge.do(
            add_commitment,
            clinician=person.id,
            kind=chosen,
            day=day.value(),
            starts=starts.value(),
            ends=ends.value(),
            last=last.value() if weekly.value() else None,
            title=title.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def end_form(bridge: Bridge, parent: QWidget, found: Sequence[Commitment], today: dt.date) -> Form:
    """Ask which commitment ends, and with which day; or whether it goes altogether."""
    form = Form("End a commitment", "End it", bridge, parent)
    options = [(one.id, one.words) for one in found]
    which = form.choice("Which", options, options[0][0])
    last = form.day("Last day", today)
    whole = form.check("Remove it altogether")

    def submit() -> bool:
        number = which.value()
        if number is None:
            form.trouble("Choose a commitment from the list.")
            return False
        if whole.value():
            return bridge.do(remove_commitment, commitment=number) is not None
        return bridge.do(end_commitment, commitment=number, last=last.value()) is not None

    form.open_then(submit)
    return form
