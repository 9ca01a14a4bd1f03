"""Cover by a swap: who takes the gap, what they give up, who takes that; and how both agreed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from rota_desk.edits.swaps import cover_by_swap
from rota_desk.queries.cover_swaps import CoverSwap, cover_swaps
from rota_desk.queries.rota_sheet import Entry
from rota_desk.words import day_words
from ui.bridge import Bridge
from ui.roster.consent_form import looked_at
from ui.roster.effect import effect_words
from ui.widgets.form import Form

HOW = "how they agreed, such as by telephone"
TRY = "tried"  # how they agreed, while it is only tried what it would bring
NOBODY = (
    "Nobody could take it by giving something up: no swap leaves both within the rules. Ask for "
    "leave to break a rule, ask the bank, or leave it open with its cause."
)


def cover_swap_form(
    bridge: Bridge, screen: QWidget, gap: Entry, clinician: int | None = None
) -> Form:
    """Choose a swap that fills the gap; what it brings for both stands below at once.

    A refusal when she stops while swaps are looked for.
    """
    session = gap.session_id or 0
    found = bridge.ask_long(
        "Looking for swaps",
        lambda: bridge.ask(cover_swaps, session=session, clinician=clinician),
    )
    title = f"Cover {gap.title}, {day_words(gap.start.date())}, by a swap"
    form = Form(title, "Swap", bridge, screen)
    form.setMinimumWidth(720)
    if not found:
        form.note(NOBODY, "warning")
    chosen = form.choice(
        "Who takes it", [(one, one.words) for one in found], found[0] if found else None
    )
    why = form.note("")
    theirs = form.line("Who takes it agreed", hint=HOW)
    others = form.line("Who takes theirs agreed", hint=HOW)

    def look() -> None:
        one = chosen.value()
        why.setText("\n".join(one.reasons) if one else "")
        _name(theirs.widget, one.name if one else "")
        _name(others.widget, one.taker_name if one else "")
        form.effect(*(_effect(bridge, session, one) if one else ("", "soft")))

    def submit() -> bool:
        one = chosen.value()
        if one is None:
            form.trouble("Choose a swap from the list.")
            return False
        consents = {one.clinician_id: theirs.value()}
        if one.taker is not None:
            consents[one.taker] = others.value()
        done = bridge.do(
            cover_by_swap,
            session=session,
            assignment=one.assignment,
            taker=one.taker,
            consents=consents,
        )
        return done is not None

    looked_at(form, look)
    form.open_then(submit)
    return form


def _name(widget: QWidget, who: str) -> None:
    """Say in a field whose agreement it holds; where nobody else is needed, that."""
    widget.setEnabled(bool(who))
    widget.setAccessibleName(f"{who or 'The other'} agreed")
    if isinstance(widget, QLineEdit):
        widget.setPlaceholderText(f"{who}: {HOW}" if who else "nobody else is needed")


def _effect(bridge: Bridge, session: int, one: CoverSwap) -> tuple[str, str]:
    """What it would bring for both of them."""
    people = (one.clinician_id, *((one.taker,) if one.taker else ()))
    return effect_words(
        bridge.preview(
            cover_by_swap,
            session=session,
            assignment=one.assignment,
            taker=one.taker,
            consents=dict.fromkeys(people, TRY),
        )
    )
