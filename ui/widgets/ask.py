"""Short questions: a reason, a yes or no."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.bridge import Bridge
from ui.widgets.form import Form


def ask_reason(
    title: str,
    done: str,
    bridge: Bridge,
    parent: QWidget,
    then: Callable[[str], bool],
    *,
    hint: str = "",
    note: str = "",
) -> Form:
    """Ask for a reason that must not be empty, then go on with it; `note` says what to know."""
    form = Form(title, done, bridge, parent)
    if note:
        form.note(note, "warning")
    reason = form.line("Reason", hint=hint)

    def submit() -> bool:
        if not reason.value():
            form.trouble("Give a reason in a few words; it is kept with the change.")
            return False
        return then(reason.value())

    form.open_then(submit)
    return form


def sure(question: str, detail: str, yes: str, parent: QWidget) -> bool:
    """Ask before something that cannot be undone; everything else needs no question."""
    box = QMessageBox(QMessageBox.Icon.Question, "Rota Desk", question, parent=parent)
    box.setInformativeText(detail)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is agree
