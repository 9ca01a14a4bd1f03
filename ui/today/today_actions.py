"""Everything that can be done on Today, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.today.today_screen import TodayScreen

Spec: TypeAlias = "ActionSpec[TodayScreen]"
PARTS = (
    ("risks", "Gaps and risks"),
    ("owed", "Answers owed"),
    ("log", "Due in the log"),
    ("changes", "What changed"),
    ("on_call", "Who is on call"),
    ("now", "Who is here now"),
    ("next", "Who is here next"),
)


def _gap(screen: "TodayScreen") -> bool:
    return screen.risk is not None and screen.risk.gap


def _turner(name: str) -> "Callable[[TodayScreen], None]":
    return lambda screen: screen.turn_to(name)


TODAY_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "today.escalate",
        "&Escalate the gap …",
        "Ctrl+Shift+X",
        "Place",
        lambda s: s.escalate(),
        _gap,
        "The next step of the ladder; it is kept with the gap and in the log",
    ),
    ActionSpec(
        "today.seen",
        "Changes &seen up to now",
        "Ctrl+Return",
        "Place",
        lambda s: s.seen(),
        says="From now on only what changes later is listed",
    ),
    ActionSpec("today.outlook", "&Outlook", "Ctrl+P", "Place", lambda s: s.outlook()),
    ActionSpec("today.handover", "&Handover", "Ctrl+Shift+H", "Place", lambda s: s.handover()),
    ActionSpec("today.met", "&Deadlines met", "Ctrl+Shift+D", "Place", lambda s: s.met()),
    ActionSpec("today.refresh", "&Look again", "F5", "View", lambda s: s.refresh()),
    *(
        ActionSpec(
            f"today.{name}", f"Today: {title.lower()}", f"Alt+{number}", "Go", _turner(name)
        )
        for number, (name, title) in enumerate(PARTS, start=1)
    ),
)
