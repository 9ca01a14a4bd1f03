"""Everything that can be done with requests to bank and agency, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.claims.bank_screen import BankScreen

Spec: TypeAlias = "ActionSpec[BankScreen]"


def _may(step: str) -> "Callable[[BankScreen], bool]":
    return lambda screen: screen.line is not None and step in screen.line.line.may


def _chosen(screen: "BankScreen") -> bool:
    return screen.line is not None


BANK_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("bank.ask", "&Ask for a gap …", "Ctrl+N", "Place", lambda s: s.hands.ask()),
    ActionSpec(
        "bank.next",
        "&Next step",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.next_step(),
        _chosen,
        "Whatever the request waits for: an answer, the timesheet, the invoice, payment",
    ),
    ActionSpec(
        "bank.change", "C&orrect …", "F2", "Place", lambda s: s.hands.change(), _may("change")
    ),
    ActionSpec(
        "bank.offer", "They o&ffer …", "Ctrl+E", "Place", lambda s: s.hands.offer(), _may("offer")
    ),
    ActionSpec(
        "bank.fill",
        "So&mebody comes …",
        "Ctrl+Shift+M",
        "Place",
        lambda s: s.hands.fill(),
        _may("fill"),
        "Puts them on the session and closes the gap",
    ),
    ActionSpec(
        "bank.refuse",
        "They can&not …",
        "Ctrl+Shift+R",
        "Place",
        lambda s: s.hands.refuse(),
        _may("refuse"),
    ),
    ActionSpec(
        "bank.order",
        "Or&der number …",
        "Ctrl+Shift+O",
        "Place",
        lambda s: s.hands.order(),
        _chosen,
    ),
    ActionSpec(
        "bank.timesheet",
        "&Timesheet …",
        "Ctrl+T",
        "Place",
        lambda s: s.hands.timesheet(),
        _may("see the timesheet of"),
    ),
    ActionSpec(
        "bank.invoice",
        "&Invoice …",
        "Ctrl+Shift+V",
        "Place",
        lambda s: s.hands.invoice(),
        _may("see the invoice of"),
    ),
    ActionSpec(
        "bank.pass",
        "&Pass on for payment",
        "Ctrl+Shift+D",
        "Place",
        lambda s: s.hands.pass_on(),
        _may("pass on"),
        "Every selected shift whose papers are in, in one step",
    ),
    ActionSpec(
        "bank.cancel", "Cance&l …", "Ctrl+Del", "Place", lambda s: s.hands.cancel(), _may("cancel")
    ),
    ActionSpec(
        "bank.budget",
        "Set the &budget …",
        "Ctrl+Shift+B",
        "Place",
        lambda s: s.hands.budget(),
        says="For bank, agency, or both, over some days; the same days are changed",
    ),
    ActionSpec(
        "bank.no_budget", "Ta&ke a budget back …", "", "Place", lambda s: s.hands.drop_budget()
    ),
    ActionSpec(
        "bank.rota", "Show on the &Rota", "Ctrl+G", "Go", lambda s: s.show_on_rota(), _chosen
    ),
    ActionSpec(
        "bank.report",
        "Bank and agency report",
        "Ctrl+P",
        "Go",
        lambda s: s.frame.go("reports", report="bank"),
    ),
    *(
        ActionSpec(
            f"bank.filter{number}",
            f"Bank and agency: {title.lower()}",
            f"Alt+{number}",
            "View",
            lambda s, number=number: s.show_filter(number - 1),  # type: ignore[misc]
        )
        for number, title in enumerate(
            ("To do", "Unanswered", "Papers", "To come", "Done", "All"), start=1
        )
    ),
)
