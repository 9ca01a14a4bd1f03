"""What can be done on the Patterns screen, and by which key."""

from typing import TYPE_CHECKING

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.patterns.patterns_screen import PatternsScreen


def _pattern(screen: "PatternsScreen") -> bool:
    return screen.view is not None


PATTERN_ACTIONS: "tuple[ActionSpec[PatternsScreen], ...]" = (
    ActionSpec("patterns.new", "&New pattern …", "Ctrl+N", "Place", lambda s: s.new()),
    ActionSpec(
        "patterns.terms", "&Terms and cover …", "Ctrl+E", "Place", lambda s: s.terms(), _pattern
    ),
    ActionSpec("patterns.lay", "&Lay it …", "Ctrl+L", "Place", lambda s: s.lay(), _pattern),
    ActionSpec(
        "patterns.twin", "Make a cop&y …", "Ctrl+Shift+D", "Place", lambda s: s.twin(), _pattern
    ),
    ActionSpec(
        "patterns.remove", "&Remove the pattern", "", "Place", lambda s: s.remove(), _pattern
    ),
    ActionSpec(
        "patterns.cut", "Cu&t", "Ctrl+X", "Edit", lambda s: s.cut(), _pattern, "the chosen cells"
    ),
    ActionSpec(
        "patterns.copy", "&Copy", "Ctrl+C", "Edit", lambda s: s.copy(), _pattern, "as a table"
    ),
    ActionSpec("patterns.paste", "&Paste", "Ctrl+V", "Edit", lambda s: s.paste(), _pattern),
    ActionSpec("patterns.clear", "&Day off", "Del", "Edit", lambda s: s.clear(), _pattern),
    ActionSpec("patterns.down", "&Fill down", "Ctrl+D", "Edit", lambda s: s.fill_down(), _pattern),
    ActionSpec(
        "patterns.line", "Choose the whole &line", "Shift+Space", "Edit", lambda s: s.line()
    ),
    ActionSpec(
        "patterns.add", "&Add a line below", "Ctrl+Return", "Edit", lambda s: s.add(), _pattern
    ),
    ActionSpec(
        "patterns.repeat",
        "R&epeat the line below",
        "Ctrl+Shift+Return",
        "Edit",
        lambda s: s.repeat(),
        _pattern,
    ),
    ActionSpec(
        "patterns.drop",
        "Take the line &out",
        "Ctrl+Del",
        "Edit",
        lambda s: s.drop(),
        _pattern,
    ),
    ActionSpec("patterns.up", "Move the line &up", "Alt+Up", "Edit", lambda s: s.shift(-1)),
    ActionSpec("patterns.lower", "Move the line do&wn", "Alt+Down", "Edit", lambda s: s.shift(1)),
    ActionSpec("patterns.next", "Next &breach", "F8", "Go", lambda s: s.next_mark(1)),
    ActionSpec("patterns.last", "&Breach before", "Shift+F8", "Go", lambda s: s.next_mark(-1)),
)
OFFERED = ("patterns.terms", "patterns.lay", "patterns.repeat", "patterns.next")
