"""Asking what is told to people: the whole department, or one on-call rota."""

from PySide6.QtWidgets import QWidget

from rota_desk.edits.publishing import publish
from rota_desk.queries.rota_sheet import RotaSheet
from rota_desk.queries.versions import rotas_to_publish
from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.roster.period import Period
from ui.widgets.form import Form

ALL = 0  # stands for the whole department in a list of numbers


def publish_form(
    bridge: Bridge, parent: QWidget, sheet: RotaSheet, period: Period, gaps: int
) -> Form:
    """Ask what, for which days, and a note; say what the next version tells people."""
    form = Form("Publish the rota", "Publish", bridge, parent)
    state = f"It will be version {sheet.version + 1} or later, told to everyone as it stands now."
    form.note(state)
    rotas = [(one.rota_id, one.name) for one in bridge.ask(rotas_to_publish)]
    what = form.choice("What", [(ALL, "The whole department"), *rotas], ALL)
    first = form.day("First day", period.start)
    last = form.day("Last day", period.last)
    note = form.line("Note", hint="What people should know")
    told = [count_words(sheet.changes, "change") + " since the last version"]
    told = told if sheet.changes else []
    told += [count_words(gaps, "gap") + " still open: published as gaps"] if gaps else []

    def tell() -> None:
        if what.value():
            form.effect("Only its duties are told; everything else stays as it was told.")
        else:
            form.effect(f"{'. '.join(told)}." if told else "", "warning" if gaps else "soft")

    what.widget.currentTextChanged.connect(lambda _text: tell())  # type: ignore[attr-defined]  # a combo box
    tell()

    def submit() -> bool:
        chosen = what.value()
        if chosen is None:
            form.trouble("Choose the whole department, or one on-call rota, from the list.")
            return False
        done = bridge.do(
            publish,
            first=first.value(),
            last=last.value(),
            note=note.value(),
            rota=chosen or None,
        )
        return done is not None

    form.open_then(submit)
    return form
