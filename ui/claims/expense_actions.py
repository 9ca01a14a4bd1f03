"""Everything that can be done with mileage and expenses, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.claims.expenses_screen import ExpensesScreen

Spec: TypeAlias = "ActionSpec[ExpensesScreen]"


def _may(step: str) -> "Callable[[ExpensesScreen], bool]":
    return lambda screen: screen.line is not None and step in screen.line.line.may


def _chosen(screen: "ExpensesScreen") -> bool:
    return screen.line is not None


EXPENSE_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "expenses.journey", "Add a &journey …", "Ctrl+N", "Place", lambda s: s.hands.journey()
    ),
    ActionSpec("expenses.cost", "Add a &cost …", "Ctrl+E", "Place", lambda s: s.hands.cost()),
    ActionSpec(
        "expenses.import",
        "&Import lines …",
        "Ctrl+Shift+I",
        "Place",
        lambda s: s.bring_in(),
        says="A table from the travel system or a spreadsheet: shown first, one step to undo",
    ),
    ActionSpec(
        "expenses.next",
        "&Next step",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.next_step(),
        _chosen,
        "Whatever the line waits for: verify, answer, approve, pay",
    ),
    ActionSpec(
        "expenses.change", "C&orrect …", "F2", "Place", lambda s: s.hands.change(), _may("change")
    ),
    ActionSpec(
        "expenses.verify",
        "&Verify …",
        "Ctrl+Shift+V",
        "Place",
        lambda s: s.hands.verify(),
        _may("verify"),
        "The amount is fixed from then on",
    ),
    ActionSpec(
        "expenses.query",
        "&Query …",
        "Ctrl+Shift+U",
        "Place",
        lambda s: s.hands.query(),
        _may("query"),
    ),
    ActionSpec(
        "expenses.answer",
        "Note the &answer …",
        "Ctrl+Shift+A",
        "Place",
        lambda s: s.hands.answer(),
        _may("answer"),
    ),
    ActionSpec(
        "expenses.approve",
        "A&pprove …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.approve(),
        _may("approve"),
    ),
    ActionSpec(
        "expenses.paid",
        "Mark pai&d …",
        "Ctrl+Shift+D",
        "Place",
        lambda s: s.hands.paid(),
        _may("mark paid"),
        "Every approved line that is selected, in one step",
    ),
    ActionSpec(
        "expenses.reject",
        "&Reject …",
        "Ctrl+Shift+R",
        "Place",
        lambda s: s.hands.reject(),
        _may("reject"),
    ),
    ActionSpec(
        "expenses.rota",
        "Show on the Ro&ta",
        "Ctrl+G",
        "Place",
        lambda s: s.show_on_rota(),
        _chosen,
    ),
    ActionSpec(
        "expenses.rates",
        "&Mileage rates",
        "",
        "Place",
        lambda s: s.frame.go("settings", page="Mileage rates"),
    ),
    *(
        ActionSpec(
            f"expenses.filter{number}",
            f"Expenses: {title.lower()}",
            f"Alt+{number}",
            "View",
            lambda s, number=number: s.show_filter(number - 1),  # type: ignore[misc]
        )
        for number, title in enumerate(
            ("To do", "To verify", "Queries", "To approve", "To pay", "Done", "All"), start=1
        )
    ),
)
