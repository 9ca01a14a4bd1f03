"""Everything that can be done with claims, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.claims.claims_screen import ClaimsScreen

Spec: TypeAlias = "ActionSpec[ClaimsScreen]"


def _may(step: str) -> "Callable[[ClaimsScreen], bool]":
    return lambda screen: screen.claim is not None and step in screen.claim.may


def _chosen(screen: "ClaimsScreen") -> bool:
    return screen.claim is not None


CLAIM_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("claims.add", "&Add a claim …", "Ctrl+N", "Place", lambda s: s.hands.add()),
    ActionSpec(
        "claims.import",
        "&Import claims …",
        "Ctrl+Shift+I",
        "Place",
        lambda s: s.bring_in(),
        says="A table of claims: shown first with its problems, one step to undo",
    ),
    ActionSpec(
        "claims.next",
        "&Next step",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.next_step(),
        _chosen,
        "Whatever the claim waits for: authorise, worked, submit, verify, approve, pay",
    ),
    ActionSpec(
        "claims.change",
        "&Correct …",
        "F2",
        "Place",
        lambda s: s.hands.change(),
        _may("change"),
    ),
    ActionSpec(
        "claims.authorise",
        "&Pre-authorise …",
        "Ctrl+Shift+A",
        "Place",
        lambda s: s.hands.authorise(),
        _may("pre-authorise"),
    ),
    ActionSpec(
        "claims.worked",
        "Mark &worked …",
        "Ctrl+Shift+W",
        "Place",
        lambda s: s.hands.worked(),
        _may("mark worked"),
    ),
    ActionSpec(
        "claims.submit",
        "&Submit",
        "Ctrl+Shift+S",
        "Place",
        lambda s: s.hands.submit(),
        _may("submit"),
    ),
    ActionSpec(
        "claims.verify",
        "&Verify …",
        "Ctrl+Shift+V",
        "Place",
        lambda s: s.hands.verify(),
        _may("verify"),
    ),
    ActionSpec(
        "claims.approve",
        "A&pprove …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.approve(),
        _may("approve"),
    ),
    ActionSpec(
        "claims.query",
        "&Query …",
        "Ctrl+Shift+U",
        "Place",
        lambda s: s.hands.query(),
        _may("query"),
    ),
    ActionSpec(
        "claims.reject",
        "&Reject …",
        "Ctrl+Shift+R",
        "Place",
        lambda s: s.hands.reject(),
        _may("reject"),
    ),
    ActionSpec(
        "claims.shift",
        "Agree a &time shift …",
        "Ctrl+Shift+T",
        "Place",
        lambda s: s.hands.shift(),
        _chosen,
    ),
    ActionSpec(
        "claims.link",
        "&Link to its session …",
        "Ctrl+L",
        "Place",
        lambda s: s.hands.link(),
        _may("link"),
    ),
    ActionSpec(
        "claims.payroll",
        "Send to pa&yroll …",
        "Ctrl+Shift+Y",
        "Place",
        lambda s: s.hands.payroll(),
        _may("send to payroll"),
        "Every approved claim that is selected, in one batch",
    ),
    ActionSpec(
        "claims.paid",
        "Mark pai&d",
        "Ctrl+Shift+D",
        "Place",
        lambda s: s.hands.paid(),
        _may("mark paid"),
    ),
    ActionSpec(
        "claims.cancel",
        "Cance&l …",
        "Ctrl+Del",
        "Place",
        lambda s: s.hands.cancel(),
        _may("cancel"),
    ),
    ActionSpec(
        "claims.late",
        "Claim the list as cancelled lat&e",
        "",
        "Place",
        lambda s: s.hands.late(),
        _may("claim as cancelled late"),
        "The share that local policy pays, set in Settings, Claims",
    ),
    ActionSpec(
        "claims.rota",
        "Show on the &Rota",
        "Ctrl+G",
        "Place",
        lambda s: s.show_on_rota(),
        _chosen,
    ),
    *(
        ActionSpec(
            f"claims.filter{number}",
            f"Claims: {title.lower()}",
            f"Alt+{number}",
            "View",
            lambda s, number=number: s.show_filter(number - 1),  # type: ignore[misc]
        )
        for number, title in enumerate(
            ("To do", "To verify", "To approve", "To pay", "Not submitted", "Done", "All"), start=1
        )
    ),
)
