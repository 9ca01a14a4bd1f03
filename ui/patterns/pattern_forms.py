"""The forms of Patterns: begin one, its terms, and a copy."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.types import ContractCode
from rota_desk.edits.pattern_design import copy_pattern, new_pattern, save_pattern_terms
from rota_desk.queries.patterns import PatternView
from ui.bridge import Bridge
from ui.widgets.form import Form

CONTRACTS = tuple((code, code.value) for code in ContractCode)


def new_form(bridge: Bridge, parent: QWidget, then: Callable[[int], object]) -> Form:
    """Ask for a name, a number of lines and the contract."""
    form = Form("New pattern", "Begin", bridge, parent)
    name = form.line("Name", hint="SHO 1 in 8")
    weeks = form.line("Lines", "8", hint="weeks, one line each")
    contract = form.choice("Contract", CONTRACTS, ContractCode.ENG_RD_2016)

    def submit() -> bool:
        if not weeks.value().isdigit():
            form.trouble("Give the number of lines, a week each, such as 8.")
            return False
        done = bridge.do(
            new_pattern,
            name=name.value(),
            weeks=int(weeks.value()),
            contract=contract.value() or ContractCode.ENG_RD_2016,
        )
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form


def copy_form(
    bridge: Bridge, parent: QWidget, view: PatternView, then: Callable[[int], object]
) -> Form:
    """Ask for the name of a second pattern with the same lines, to try something on."""
    form = Form(f"Copy {view.name}", "Copy", bridge, parent)
    name = form.line("Name", f"{view.name} (copy)")

    def submit() -> bool:
        done = bridge.do(copy_pattern, pattern=view.pattern_id, name=name.value())
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form


def terms_form(bridge: Bridge, parent: QWidget, view: PatternView) -> Form:
    """Ask by which contract a pattern is judged, and for prospective cover."""
    form = Form(f"Terms of {view.name}", "Save", bridge, parent)
    name = form.line("Name", view.name)
    contract = form.choice("Contract", CONTRACTS, view.contract)
    opt_out = form.check("Judge with a working-time opt-out on file", value=view.opt_out)
    form.note(
        "Prospective cover: leave that colleagues on the pattern cover. With none the average "
        "is hours over weeks."
    )
    leave = form.amount("A: days of leave a year, covered by colleagues", view.leave_days)
    form.note(f"B: {view.weeks} weeks, the lines of the pattern")
    hours = form.amount("C: hours of a normal day", view.standard_hours)

    def submit() -> bool:
        days, length = leave.value(), hours.value()
        if days is None or length is None:
            form.trouble("A and C are numbers, such as 27 and 8.")
            return False
        done = bridge.do(
            save_pattern_terms,
            pattern=view.pattern_id,
            name=name.value(),
            contract=contract.value() or view.contract,
            opt_out=opt_out.value(),
            leave_days=days,
            standard_hours=length,
        )
        return done is not None

    form.open_then(submit)
    return form
