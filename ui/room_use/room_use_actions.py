"""Everything that can be done on Room use, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.room_use.room_use_screen import RoomUseScreen

Spec: TypeAlias = "ActionSpec[RoomUseScreen]"
VIEWS = ("Map", "Rooms", "Services", "Consultants", "Lists", "Demand")


def _view(place: int) -> "Callable[[RoomUseScreen], None]":
    return lambda screen: screen.show_view(place)


def _session(screen: "RoomUseScreen") -> bool:
    return screen.subject().session is not None


ROOM_USE_ACTIONS: tuple[Spec, ...] = (
    *(
        ActionSpec(
            f"room_use.{view.lower()}", f"Show: {view}", f"Alt+{place}", "View", _view(place - 1)
        )
        for place, view in enumerate(VIEWS, start=1)
    ),
    ActionSpec(
        "room_use.by",
        "The map by &week, or by part of the week",
        "Alt+W",
        "View",
        lambda s: s.turn_map(),
    ),
    ActionSpec(
        "room_use.paste", "&Paste who waits …", "Ctrl+Shift+V", "Place", lambda s: s.paste()
    ),
    ActionSpec(
        "room_use.forget",
        "&Forget the table of who waits",
        "Ctrl+Del",
        "Place",
        lambda s: s.forget(),
        lambda s: s.counted is not None,
    ),
    ActionSpec("room_use.report", "Print &room use …", "Ctrl+P", "Place", lambda s: s.report()),
    ActionSpec(
        "room_use.points",
        "Print endoscopy p&oints …",
        "Ctrl+Shift+P",
        "Place",
        lambda s: s.report("endoscopy-points"),
    ),
    ActionSpec(
        "room_use.rota", "Show on the Ro&ta", "Ctrl+G", "Place", lambda s: s.to_rota(), _session
    ),
    ActionSpec("room_use.earlier", "&Earlier", "Alt+Left", "Go", lambda s: s.turn(-1)),
    ActionSpec("room_use.later", "&Later", "Alt+Right", "Go", lambda s: s.turn(1)),
)
