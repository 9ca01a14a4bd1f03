"""What of a pasted table cannot be read, cell by cell, before anything is pasted."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.roster.clipboard import Unread
from ui.widgets.form import Form


def paste_form(
    bridge: Bridge,
    parent: QWidget,
    unread: Sequence[Unread],
    good: int,
    then: Callable[[], bool],
) -> Form:
    """List the cells that make no sense; paste the others, or nothing."""
    done = f"Paste the other {good}" if good else "Close"
    title = f"{count_words(len(unread), 'cell')} cannot be pasted"
    form = Form(title, done, bridge, parent)
    listed = QPlainTextEdit("\n".join(one.words for one in unread))
    listed.setReadOnly(True)
    listed.setTabChangesFocus(True)
    listed.setMinimumSize(460, 120)
    form.add("Which, and why", listed)
    left = f"The other {good} can be." if good else "No other cell is left to paste."
    form.note(f"Nothing has been pasted yet. {left}")
    form.name_cancel("Paste nothing")
    form.open_then(then if good else lambda: True)
    return form
