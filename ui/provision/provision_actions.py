"""Everything that can be done on Provision, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.provision.provision_screen import ProvisionScreen

Spec: TypeAlias = "ActionSpec[ProvisionScreen]"


def _short(screen: "ProvisionScreen") -> bool:
    return screen.line is not None


def _at(screen: "ProvisionScreen") -> bool:
    return screen.subject().session is not None


def _length(weeks: int) -> "Callable[[ProvisionScreen], None]":
    return lambda screen: screen.show_length(weeks)


PROVISION_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("provision.cause", "Say &why …", "F2", "Place", lambda s: s.cause(), _short),
    ActionSpec(
        "provision.asked", "Who was &asked …", "Ctrl+Return", "Place", lambda s: s.asked(), _short
    ),
    ActionSpec(
        "provision.leave_open",
        "&Leave open …",
        "Ctrl+L",
        "Place",
        lambda s: s.leave_open(),
        _short,
    ),
    ActionSpec(
        "provision.escalate", "&Escalate …", "Ctrl+E", "Place", lambda s: s.escalate(), _short
    ),
    ActionSpec(
        "provision.bank",
        "Ask the &bank or an agency …",
        "Ctrl+Shift+J",
        "Place",
        lambda s: s.bank(),
        _short,
    ),
    ActionSpec(
        "provision.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.show_on_rota(), _at
    ),
    ActionSpec(
        "provision.print",
        "Under-provision &report",
        "Ctrl+P",
        "Place",
        lambda s: s.report_page(),
        says="The judgement and the ledger, printed",
    ),
    ActionSpec("provision.back", "&Earlier", "Alt+Left", "View", lambda s: s.turn(-1)),
    ActionSpec("provision.on", "&Later", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("provision.today", "To this &week", "Ctrl+Home", "View", lambda s: s.to_today()),
    *(
        ActionSpec(
            f"provision.weeks_{weeks}", f"{weeks} weeks", f"Alt+{place}", "View", _length(weeks)
        )
        for place, weeks in enumerate((4, 8, 13), start=1)
    ),
    ActionSpec("provision.short", "What is &short", "Alt+4", "View", lambda s: s.show_view(0)),
    ActionSpec("provision.over", "What is &over", "Alt+5", "View", lambda s: s.show_view(1)),
    ActionSpec("provision.all", "All &weeks and work", "Ctrl+0", "View", lambda s: s.clear()),
)
