"""Undo and redo, and the way to what they changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rota_desk.desk import Done
from rota_desk.queries.where_changed import where_changed
from ui.bridge import Bridge
from ui.places import HOME

if TYPE_CHECKING:
    from ui.main_window import MainWindow

NOWHERE = "The last step changed nothing that stands on the rota."


class WalkingBack:
    """Takes steps back or does them again; on the Rota the cursor goes to what changed.

    In another place the message offers the way, which is also there after any edit.
    """

    def __init__(self, window: "MainWindow", bridge: Bridge) -> None:
        self.window, self.bridge = window, bridge
        self.last: Done[Any] | None = None  # what this window did, undid or did again last
        bridge.done.connect(self.hear)

    def hear(self, done: Done[Any]) -> None:
        """Remember what was done last."""
        self.last = done

    def walk(self, step: Callable[[], Done[None] | None]) -> None:
        """Undo or redo one step, and go or offer to go where it changed something."""
        done = step()
        if done is None:
            return
        if self.window.place_now == HOME:
            self._go(done)
        else:
            self.window.messages.offer(shown=bool(self._where(done)))

    def show(self) -> None:
        """Go to what was changed last, wherever the window is."""
        if self.last is None or not self._go(self.last):
            self.window.say(NOWHERE)

    def _where(self, done: Done[Any]) -> dict[str, object]:
        at = self.bridge.ask(where_changed, changes=done.changes, scope=done.scope)
        return at.focus if at is not None else {}

    def _go(self, done: Done[Any]) -> bool:
        focus = self._where(done)
        if focus:
            self.window.go(HOME, **focus)
        return bool(focus)
