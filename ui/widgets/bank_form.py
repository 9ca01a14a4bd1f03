"""The form that asks bank or agency for a gap, wherever the gap is looked at."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from models.types import CoverVia, GapCause
from rota_desk.domain.cover_road import VIA_WORDS
from rota_desk.edits.cover_requests import Wanted, change_request, request_cover
from rota_desk.queries.bank import BankFacts, bank_gaps
from rota_desk.queries.gap_words import CAUSES
from ui.bridge import Bridge
from ui.widgets.form import Field, Form

WAYS = tuple(VIA_WORDS.items())


def bank_form(
    bridge: Bridge,
    parent: QWidget,
    *,
    session: int | None = None,
    request: BankFacts | None = None,
) -> Form:
    """Ask for what is wanted: for a gap of the list (`session` is chosen), or to correct one."""
    gaps = bridge.ask(bank_gaps)
    title = f"Correct {request.reference}" if request else "Ask the bank or an agency"
    form = Form(title, "Save" if request else "Ask", bridge, parent)
    options = [(one.session_id, one.words) for one in gaps]
    gap = None if request else form.choice("For", options, session)
    via = form.choice("Through", WAYS, request.via if request else CoverVia.BANK)
    supplier = form.line("Agency", request.supplier if request else "", "Empty for the bank")
    asked = form.line("Asked of", request.asked_of if request else "", "Who there took it")
    grade = form.line("Grade", request.grade if request else "", "SHO, staff nurse")
    known = {one.session_id: one.cause for one in gaps}
    why = request.cause if request else known.get(session or 0, GapCause.UNKNOWN)
    cause = form.choice("Why", tuple(CAUSES.items()), why)
    reason = form.line("In words", request.reason if request else "", "Stays at the desk")
    bought = request.bought if request else None
    rate = form.amount("Rate", bought.rate if bought else None, "£ an hour")
    hours = form.amount("Hours", bought.agreed_hours if bought else None, "empty: the session's")
    order = form.line("Order number", request.order_number if request else "")
    by = form.line("Authorised by", request.authorised_by if request else "")

    if gap is not None:
        _follow(gap, cause, known)

    def submit() -> bool:
        wanted = Wanted(
            via=via.value() or CoverVia.BANK,
            supplier=supplier.value(),
            asked_of=asked.value(),
            grade=grade.value(),
            cause=cause.value(),
            reason=reason.value(),
            rate=rate.value(),
            hours=hours.value(),
            order_number=order.value(),
            authorised_by=by.value(),
        )
        if request is not None:
            done = bridge.do(change_request, request=request.request_id, wanted=wanted)
            return done is not None
        chosen = gap.value() if gap is not None else None
        if chosen is None:
            form.trouble("Choose a gap from the list. Bank and agency are asked for gaps only.")
            return False
        return bridge.do(request_cover, session=chosen, wanted=wanted) is not None

    form.open_then(submit)
    return form


def _follow(
    gap: Field[int | None], cause: Field[GapCause | None], known: Mapping[int, GapCause]
) -> None:
    """Say why the gap that is chosen is short, as it is known."""

    def tell(_words: str) -> None:
        chosen = gap.value()
        if chosen is not None:
            cause.fill(known[chosen])

    if isinstance(gap.widget, QComboBox):
        gap.widget.currentTextChanged.connect(tell)
