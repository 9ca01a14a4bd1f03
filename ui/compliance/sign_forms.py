"""The forms that sign something off: who, why, and until when."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from rota_desk.queries.rule_words import breach_words
from rota_desk.queries.standings import Judged
from ui.bridge import Bridge
from ui.widgets.form import Form

SIX_MONTHS = dt.timedelta(days=182)  # a usual time for a review; the form can say another


def authorise_form(
    bridge: Bridge,
    parent: QWidget,
    one: Judged,
    then: Callable[[dt.date, dt.date | None, str, str], bool],
) -> Form:
    """Ask who lets the limit be exceeded, why, and from when until when."""
    found = one.finding
    title = f"Authorise {breach_words(found.key).lower()} for {found.name}"
    form = Form(title, "Authorise", bridge, parent)
    form.note(f"{found.message}. It stays an advisory, and stands in the compliance report.")
    by = form.line("Authorised by", bridge.desk.who)
    reason = form.line("Reason")
    first = found.start.date() if found.start else dt.date.min
    since = form.day("From", first)
    until = form.day("Until", first + SIX_MONTHS)
    endless = form.check("No end is set")

    def submit() -> bool:
        last = None if endless.value() else until.value()
        return then(since.value(), last, by.value(), reason.value())

    form.open_then(submit)
    return form


def accept_form(
    bridge: Bridge,
    parent: QWidget,
    one: Judged,
    then: Callable[[dt.date, str, str], bool],
) -> Form:
    """Ask who accepts this finding, why, and until when."""
    found = one.finding
    title = f"Accept {breach_words(found.key).lower()}, {found.name}"
    form = Form(title, "Accept", bridge, parent)
    form.note(f"{found.message}. It stays an advisory, and stands in the compliance report.")
    by = form.line("Accepted by", bridge.desk.who)
    reason = form.line("Reason")
    last = found.end or found.start
    until = form.day("Until", last.date() if last else dt.date.min)
    form.open_then(lambda: then(until.value(), by.value(), reason.value()))
    return form
