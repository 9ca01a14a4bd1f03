"""Everything that can be done with accounts of hours, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.hours.hours_screen import HoursScreen

Spec: TypeAlias = "ActionSpec[HoursScreen]"


def _any(screen: "HoursScreen") -> bool:
    return screen.line is not None


def _by_hand(screen: "HoursScreen") -> bool:
    return screen.posting is not None


HOURS_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "hours.post",
        "&Write hours …",
        "Ctrl+N",
        "Place",
        lambda s: s.hands.post(),
        _any,
        "Worked besides the rota, put right, or in lieu: earned, taken, paid",
    ),
    ActionSpec(
        "hours.back",
        "Take a line &back …",
        "Ctrl+Del",
        "Place",
        lambda s: s.hands.take_back(),
        _by_hand,
        "A line written by hand, with the reason",
    ),
    ActionSpec(
        "hours.statement",
        "&Statement",
        "Ctrl+P",
        "Place",
        lambda s: s.statement(),
        says="The quarter's statement, a person on pages of their own",
    ),
    ActionSpec("hours.filter", "&To look at, or all", "F6", "View", lambda s: s.turn_filter()),
    ActionSpec("hours.lines", "To the &lines", "F7", "View", lambda s: s.to_lines(), _any),
    ActionSpec("hours.earlier", "&Earlier quarter", "Alt+Left", "View", lambda s: s.turn(-1)),
    ActionSpec("hours.later", "La&ter quarter", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("hours.today", "&This quarter", "Alt+Home", "View", lambda s: s.to_today()),
    ActionSpec(
        "hours.person", "Show under &People", "Ctrl+G", "Go", lambda s: s.show_person(), _any
    ),
)
