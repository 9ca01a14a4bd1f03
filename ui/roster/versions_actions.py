"""Everything that can be done in Versions, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.roster.versions_screen import VersionsScreen

Spec: TypeAlias = "ActionSpec[VersionsScreen]"


def _any(screen: "VersionsScreen") -> bool:
    return screen.line is not None


VERSIONS_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("versions.sheet", "As it &was told", "F6", "View", lambda s: s.show_sheet(), _any),
    ActionSpec(
        "versions.differences",
        "What &differs",
        "F7",
        "View",
        lambda s: s.show_differences(),
        _any,
        "Against the rota now, or against another version",
    ),
    ActionSpec(
        "versions.turn",
        "&Turn: person, activity, room, post; by day",
        "F11",
        "View",
        lambda s: s.turn(),
    ),
    ActionSpec(
        "versions.compare",
        "&Compare with …",
        "Ctrl+M",
        "Place",
        lambda s: s.hands.compare(),
        _any,
    ),
    ActionSpec(
        "versions.restore",
        "&Restore as a draft …",
        "Ctrl+Shift+R",
        "Place",
        lambda s: s.hands.restore(),
        _any,
        "The difference is shown first; one step, one undo",
    ),
    ActionSpec(
        "versions.print", "&Print as it was …", "Ctrl+P", "Place", lambda s: s.hands.print(), _any
    ),
    ActionSpec(
        "versions.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.hands.show_on_rota()
    ),
)
