"""Find a swap: legal partners, fairest first, what it brings for both, and who agreed how."""

from PySide6.QtWidgets import QWidget

from rota_desk.edits.assignments import hand_over, swap_assignments
from rota_desk.edits.swaps import ask_swap
from rota_desk.queries.rota_sheet import Entry
from rota_desk.queries.swap_partners import Partner, swap_partners
from rota_desk.words import day_words
from ui.bridge import Bridge
from ui.roster.consent_form import consent_lines, looked_at, name_other
from ui.roster.effect import effect_words
from ui.widgets.form import Form

NOBODY = (
    "Nobody of the same group can swap or take it without a breach. Ask for leave to break a "
    "rule, or look for cover on the gap (F6)."
)


def swap_form(bridge: Bridge, screen: QWidget, entry: Entry, *, mine: str) -> Form:
    """Ask with whom; with both consents it is done at once, else it stays open in Swaps.

    A refusal when she stops while partners are looked for.
    """
    number = entry.assignment_id or 0
    partners = bridge.ask_long(
        "Looking for partners", lambda: bridge.ask(swap_partners, assignment=number)
    )
    title = f"Find a swap for {entry.title}, {day_words(entry.start.date())}"
    form = Form(title, "Ask for the swap", bridge, screen)
    if not partners:
        form.note(NOBODY, "warning")
    form.setMinimumWidth(560)
    options = [(one, one.words) for one in partners]
    chosen = form.choice("Partner", options, partners[0] if partners else None)
    why = form.note("")
    agreed = consent_lines(form, mine)
    note = form.line("Note", hint="Why, or what was said")

    def look() -> None:
        partner = chosen.value()
        why.setText(", ".join(partner.reasons) if partner else "")
        name_other(agreed, partner.name if partner else "")
        form.effect(*(_effect(bridge, number, partner) if partner else ("", "soft")))

    def submit() -> bool:
        partner = chosen.value()
        if partner is None:
            form.trouble("Choose a partner from the list.")
            return False
        done = bridge.do(
            ask_swap,
            first=number,
            second=partner.theirs,
            clinician=partner.clinician_id,
            consents=agreed.of(entry.clinician_id or 0, partner.clinician_id),
            note=note.value(),
        )
        return done is not None

    looked_at(form, look)
    form.open_then(submit)
    return form


def _effect(bridge: Bridge, number: int, partner: Partner) -> tuple[str, str]:
    """What it would bring for both of them."""
    if partner.theirs is None:
        tried = bridge.preview(hand_over, assignment=number, clinician=partner.clinician_id)
        return effect_words(tried)
    return effect_words(bridge.preview(swap_assignments, first=number, second=partner.theirs))
