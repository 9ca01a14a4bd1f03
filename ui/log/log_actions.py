"""Everything that can be done in the Log, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.log.log_screen import LogScreen

Spec: TypeAlias = "ActionSpec[LogScreen]"
VIEWS = ("open", "mine", "due", "closed", "all", "bring forward")


def _open(screen: "LogScreen") -> bool:
    return screen.line is not None and screen.line.done is None


def _closable(screen: "LogScreen") -> bool:
    return _open(screen) or screen.reminder is not None


def _closed(screen: "LogScreen") -> bool:
    return screen.line is not None and screen.line.done is not None


def _entry(screen: "LogScreen") -> bool:
    return screen.line is not None


def _tied(screen: "LogScreen") -> bool:
    line = screen.line
    return line is not None and (line.session_id or line.clinician_id) is not None


def _view(number: int) -> "Callable[[LogScreen], None]":
    return lambda screen: screen.show_view(number)


LOG_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("log.add", "&New entry …", "Ctrl+N", "Place", lambda s: s.hands.add()),
    ActionSpec(
        "log.remind",
        "&Bring forward …",
        "Ctrl+Shift+N",
        "Place",
        lambda s: s.hands.remind(),
        says="Something to be thought of on a day",
    ),
    ActionSpec(
        "log.close",
        "&Close …",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.close(),
        _closable,
        "With a word of how it ended",
    ),
    ActionSpec(
        "log.reopen", "&Open again …", "Ctrl+R", "Place", lambda s: s.hands.reopen(), _closed
    ),
    ActionSpec(
        "log.correct",
        "Put &right …",
        "F2",
        "Place",
        lambda s: s.hands.correct(),
        _entry,
        "What was said before is kept",
    ),
    ActionSpec(
        "log.put_off",
        "&Look at it again on …",
        "Ctrl+D",
        "Place",
        lambda s: s.hands.put_off(),
        _open,
    ),
    ActionSpec("log.hand", "&Hand over …", "Ctrl+H", "Place", lambda s: s.hands.hand(), _open),
    ActionSpec("log.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.show_on_rota(), _tied),
    ActionSpec("log.handover", "Hando&ver", "Ctrl+P", "Place", lambda s: s.handover()),
    ActionSpec(
        "log.pack",
        "System-&down pack",
        "Ctrl+Shift+P",
        "Place",
        lambda s: s.pack(),
        says="Rota, on call, numbers and escalation in one PDF",
    ),
    ActionSpec("log.search", "&Search", "Ctrl+F", "View", lambda s: s.to_search()),
    *(
        ActionSpec(
            f"log.{name.replace(' ', '_')}_view",
            f"Log: {name}",
            f"Alt+{number}",
            "View",
            _view(number - 1),
        )
        for number, name in enumerate(VIEWS, start=1)
    ),
)
