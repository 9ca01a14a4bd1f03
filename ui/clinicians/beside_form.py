"""Asking until when somebody is supernumerary."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from rota_desk.edits.supernumerary import change_supernumerary, make_supernumerary
from rota_desk.queries.clinicians import PersonLine
from rota_desk.queries.supernumerary import BesideLine
from ui.bridge import Bridge
from ui.widgets.form import Form

FORTNIGHT = dt.timedelta(days=14)


def beside_form(
    bridge: Bridge,
    parent: QWidget,
    person: PersonLine,
    first: dt.date,
    known: BesideLine | None = None,
) -> Form:
    """Ask from when, and from which day on they count; one that is open is corrected."""
    form = Form(f"{person.name} is supernumerary", "Keep", bridge, parent)
    form.note("Beside others: they stay on the rota, and do not count as cover until the day.")
    start = form.day("From", known.start if known else first)
    end = form.day("Counts as cover from", known.end if known else first + FORTNIGHT)
    reason = form.line("Why", known.reason if known else "", hint="shadowing, a phased return")

    def submit() -> bool:
        since, until, why = start.value(), end.value(), reason.value()
        if known is None:
            made = bridge.do(
                make_supernumerary, clinician=person.id, start=since, end=until, reason=why
            )
            return made is not None
        kept = bridge.do(
            change_supernumerary, supernumerary=known.id, start=since, end=until, reason=why
        )
        return kept is not None

    form.open_then(submit)
    return form
