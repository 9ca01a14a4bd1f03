"""Everything that can be done with rooms, as data."""

from typing import TYPE_CHECKING, TypeAlias

from rota_desk.domain.room_time import HoldingKind
from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.rooms.rooms_screen import RoomsScreen

Spec: TypeAlias = "ActionSpec[RoomsScreen]"


def _room(screen: "RoomsScreen") -> bool:
    return screen.spot is not None


def _held(screen: "RoomsScreen") -> bool:
    return screen.spot is not None and screen.spot.holding is not None


def _booking(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return holding is not None and holding.kind in (
        HoldingKind.ONE_OFF,
        HoldingKind.OTHER_SERVICE,
    )


def _session(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return holding is not None and holding.kind is HoldingKind.SESSION


def _listed(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return _session(screen) and holding is not None and holding.capacity is not None


def _again(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return holding is not None and holding.repeats


def _equipped(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return holding is not None and holding.kind not in (HoldingKind.CLOSURE, HoldingKind.RELEASED)


def _released(screen: "RoomsScreen") -> bool:
    holding = screen.spot.holding if screen.spot else None
    return holding is not None and holding.kind is HoldingKind.RELEASED


ROOM_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("rooms.book", "&Book a room …", "Ctrl+N", "Place", lambda s: s.hands.book()),
    ActionSpec("rooms.find", "&Find a free room …", "Ctrl+F", "Place", lambda s: s.hands.find()),
    ActionSpec("rooms.change", "&Correct …", "F2", "Place", lambda s: s.hands.correct(), _booking),
    ActionSpec("rooms.move", "&Move to …", "Ctrl+M", "Place", lambda s: s.hands.move(), _held),
    ActionSpec(
        "rooms.remove",
        "Take out of the &room",
        "Del",
        "Place",
        lambda s: s.hands.remove(),
        _held,
    ),
    ActionSpec(
        "rooms.remove_all",
        "Cancel all its ti&mes",
        "Ctrl+Del",
        "Place",
        lambda s: s.hands.remove_all(),
        _again,
    ),
    ActionSpec(
        "rooms.points",
        "Cases and &points …",
        "Ctrl+T",
        "Place",
        lambda s: s.hands.fill(),
        _listed,
    ),
    ActionSpec(
        "rooms.training",
        "Trainin&g list, or service list",
        "Ctrl+Shift+T",
        "Place",
        lambda s: s.hands.train(),
        _listed,
    ),
    ActionSpec(
        "rooms.ran",
        "How it ra&n …",
        "Ctrl+Shift+U",
        "Place",
        lambda s: s.hands.ran(),
        _session,
    ),
    ActionSpec(
        "rooms.kit", "E&quipment for it …", "Ctrl+U", "Place", lambda s: s.hands.equip(), _equipped
    ),
    ActionSpec(
        "rooms.facts",
        "&What the room holds …",
        "F4",
        "Place",
        lambda s: s.hands.facts(),
        _room,
    ),
    ActionSpec(
        "rooms.release",
        "Re&lease the session …",
        "Ctrl+R",
        "Place",
        lambda s: s.hands.release(),
        _session,
    ),
    ActionSpec(
        "rooms.take",
        "&Give the released session to …",
        "Ctrl+E",
        "Place",
        lambda s: s.hands.take(),
        _released,
    ),
    ActionSpec(
        "rooms.offer",
        "&Offer its room to a service …",
        "Ctrl+Shift+O",
        "Place",
        lambda s: s.hands.offer(),
        _released,
    ),
    ActionSpec(
        "rooms.offered",
        "O&ffered to …",
        "Ctrl+Shift+F",
        "Place",
        lambda s: s.hands.offered(),
        _released,
    ),
    ActionSpec(
        "rooms.end",
        "Close the released session …",
        "Ctrl+Shift+L",
        "Place",
        lambda s: s.hands.end(),
        _released,
    ),
    ActionSpec(
        "rooms.on_offer",
        "Rooms on offer, to pr&int …",
        "Ctrl+Shift+P",
        "Place",
        lambda s: s.on_offer(),
    ),
    ActionSpec(
        "rooms.close", "Clo&se the room …", "Ctrl+L", "Place", lambda s: s.hands.close(), _room
    ),
    ActionSpec(
        "rooms.place",
        "&Put a session in a room …",
        "Ctrl+P",
        "Place",
        lambda s: s.hands.place(),
    ),
    ActionSpec(
        "rooms.rota", "Show on the Ro&ta", "Ctrl+G", "Place", lambda s: s.show_on_rota(), _held
    ),
    ActionSpec("rooms.clash", "&Next clash", "F8", "Go", lambda s: s.next_clash()),
    ActionSpec("rooms.day", "One &day", "Alt+1", "View", lambda s: s.show_days(1)),
    ActionSpec("rooms.week", "One &week", "Alt+2", "View", lambda s: s.show_days(7)),
    ActionSpec("rooms.earlier", "&Earlier", "Alt+Left", "Go", lambda s: s.step(-1)),
    ActionSpec("rooms.later", "&Later", "Alt+Right", "Go", lambda s: s.step(1)),
    ActionSpec("rooms.today", "&Today", "Alt+Home", "Go", lambda s: s.go_today()),
)
