"""Everything that can be done at the changeover desk, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.changeover.changeover_screen import ChangeoverScreen

Spec: TypeAlias = "ActionSpec[ChangeoverScreen]"


def _open(screen: "ChangeoverScreen") -> bool:
    return any(not one.owed.done for one in screen.chosen)


def _ticked(screen: "ChangeoverScreen") -> bool:
    return any(one.owed.ticked for one in screen.chosen)


def _any(screen: "ChangeoverScreen") -> bool:
    return screen.line is not None


CHANGEOVER_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "changeover.tick",
        "&Settled",
        "Ctrl+E",
        "Place",
        lambda s: s.tick(),
        _open,
        "Tick the selected lines: now, by you",
    ),
    ActionSpec(
        "changeover.word",
        "Settled, with a &word …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.tick_with_word(),
        _open,
    ),
    ActionSpec(
        "changeover.back",
        "Take the tick &away",
        "Ctrl+Del",
        "Place",
        lambda s: s.untick(),
        _ticked,
    ),
    ActionSpec("changeover.all", "&Open only, or all", "F6", "View", lambda s: s.turn_filter()),
    ActionSpec("changeover.later", "&Later weeks", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("changeover.earlier", "&Earlier weeks", "Alt+Left", "View", lambda s: s.turn(-1)),
    ActionSpec(
        "changeover.person", "Show under &People", "Ctrl+G", "Go", lambda s: s.show_person(), _any
    ),
)
