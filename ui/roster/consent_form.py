"""A swap of two entries that are chosen already: what it brings, and who agreed how."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rota_desk.edits.assignments import swap_assignments
from rota_desk.edits.swaps import ask_swap
from rota_desk.queries.rota_sheet import Entry
from rota_desk.words import day_words
from ui.bridge import Bridge
from ui.roster.effect import effect_words
from ui.widgets.form import Field, Form

HINT = "by e-mail; empty: not yet"
LATER = "With both agreed it is done at once; else it waits in Swaps."


@dataclass(frozen=True, slots=True)
class Consents:
    """Two lines of a form: how each side agreed; empty where nobody did yet."""

    mine: Field[str]
    theirs: Field[str]

    @property
    def both(self) -> bool:
        """Whether both agreed, so that the swap is done at once."""
        return bool(self.mine.value() and self.theirs.value())

    def of(self, mine: int, theirs: int) -> dict[int, str]:
        """How each agreed, by person."""
        return {mine: self.mine.value(), theirs: self.theirs.value()}


def consent_lines(form: Form, mine: str, theirs: str = "The other") -> Consents:
    """Add the two lines; the form's button says whether it is done or asked for."""
    found = Consents(
        form.line(f"{mine} agreed", hint=HINT), form.line(f"{theirs} agreed", hint=HINT)
    )

    def name_button() -> None:
        form.done_button.setText("Swap" if found.both else "Ask for the swap")

    for field in (found.mine, found.theirs):
        assert isinstance(field.widget, QLineEdit)  # noqa: S101 - a line of text is one
        field.widget.textChanged.connect(lambda _text: name_button())
    form.note(LATER)
    return found


def name_other(agreed: Consents, name: str) -> None:
    """Say in the second line whose agreement it holds, once somebody is chosen."""
    widget = agreed.theirs.widget
    widget.setAccessibleName(f"{name or 'The other'} agreed")
    if isinstance(widget, QLineEdit):
        widget.setPlaceholderText(f"{name}: {HINT}" if name else HINT)


def looked_at(form: Form, look: Callable[[], None]) -> None:
    """Tell what a choice would bring at once, and again whenever another is chosen."""
    for box in form.findChildren(QComboBox):
        box.currentTextChanged.connect(lambda _text: look())
    look()


def consent_form(
    bridge: Bridge, screen: QWidget, first: Entry, second: Entry, names: dict[int, str]
) -> Form:
    """Ask how both agreed to exchange these two; what it brings stands below."""
    mine, theirs = first.clinician_id or 0, second.clinician_id or 0
    title = f"Swap {_said(first)} and {_said(second)}"
    form = Form(title, "Ask for the swap", bridge, screen)
    form.setMinimumWidth(520)
    agreed = consent_lines(form, names.get(mine, "One"), names.get(theirs, "The other"))
    numbers = first.assignment_id or 0, second.assignment_id or 0
    form.effect(
        *effect_words(bridge.preview(swap_assignments, first=numbers[0], second=numbers[1]))
    )

    def submit() -> bool:
        consents = agreed.of(mine, theirs)
        done = bridge.do(ask_swap, first=numbers[0], second=numbers[1], consents=consents)
        return done is not None

    form.open_then(submit)
    return form


def _said(entry: Entry) -> str:
    return f"{entry.title}, {day_words(entry.start.date())}"
