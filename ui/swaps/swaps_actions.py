"""Everything that can be done with a swap that was asked for, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.swaps.swaps_screen import SwapsScreen

Spec: TypeAlias = "ActionSpec[SwapsScreen]"


def _open(screen: "SwapsScreen") -> bool:
    return screen.line is not None and screen.line.is_open


def _any(screen: "SwapsScreen") -> bool:
    return screen.line is not None


SWAPS_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "swaps.consent",
        "Some&body agreed …",
        "Ctrl+E",
        "Place",
        lambda s: s.hands.consent(),
        _open,
        "Who, and how; the moment is kept",
    ),
    ActionSpec(
        "swaps.accept",
        "&Do the swap …",
        "Ctrl+Shift+M",
        "Place",
        lambda s: s.hands.accept(),
        _open,
        "Both sides in one act; what it brings for both is shown first",
    ),
    ActionSpec(
        "swaps.decline",
        "Somebody &declined …",
        "Ctrl+D",
        "Place",
        lambda s: s.hands.decline(),
        _open,
    ),
    ActionSpec(
        "swaps.withdraw", "&Withdraw …", "Ctrl+Del", "Place", lambda s: s.hands.withdraw(), _open
    ),
    ActionSpec("swaps.filter", "&Open only, or all", "F6", "View", lambda s: s.turn_filter()),
    ActionSpec(
        "swaps.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.show_on_rota(), _any
    ),
)
