"""Ending an opt-out of the 48 hours: when notice was given, and from when they are judged."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from rota_desk.edits.opt_outs import end_opt_out, keep_opt_out
from rota_desk.queries.clinicians import ContractLine, PersonLine
from ui.bridge import Bridge
from ui.widgets.form import Form
from ui.widgets.optional_day import optional_day


def opt_out_form(
    bridge: Bridge, parent: QWidget, person: PersonLine, contract: ContractLine, today: dt.date
) -> Form:
    """Ask when notice was given and when the opt-out ends; without a tick it goes on."""
    form = Form(f"Opt-out of {person.name}", "Save", bridge, parent)
    given, day = optional_day(form, "Notice to end it given on", contract.opt_out_notice, today)
    agreed, until = optional_day(
        form, "Ends later by agreement, first day without it", contract.opt_out_until, today
    )
    form.note(
        "Notice is seven days, or up to three months where that was agreed. From its end on the "
        "48 hours bind again; rest, breaks and the limits of nights always did."
    )

    def submit() -> bool:
        if not given.value():
            if contract.opt_out_until is None:
                form.trouble("Say when notice was given, or leave with Esc: nothing would change.")
                return False
            return bridge.do(keep_opt_out, contract=contract.id) is not None
        ends = until.value() if agreed.value() else None
        done = bridge.do(end_opt_out, contract=contract.id, given=day.value(), until=ends)
        return done is not None

    form.open_then(submit)
    return form
