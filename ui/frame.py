"""What a screen is given by the window that holds it, and what the window expects of a screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from rota_desk.desk import Desk
from ui.actions import ActionSpec
from ui.bridge import Bridge
from ui.style.theme import Look
from ui.tasks import Tasks
from ui.widgets.empty import Empty
from ui.widgets.followed import Followed


class Frame(Protocol):
    """The window as a screen sees it."""

    bridge: Bridge
    look: Look
    tasks: Tasks
    followed: Followed

    def say(self, words: str, kind: str = "notice") -> None:
        """Show a sentence in the message bar; `kind` is notice, good, warning or danger."""
        ...

    def go(self, place: str, **focus: object) -> None:
        """Turn to another place, `go("leave", clinician=7)`; `focus_on` there gets the rest."""
        ...

    def try_out(self, name: str, act: Callable[[Desk], object], **focus: object) -> bool:
        """Do something in a what-if of that name, begun for it; False where it was refused."""
        ...


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what the cursor is on: what is written in the log is about it."""

    clinician: int | None = None
    session: int | None = None


class Screen(QWidget):
    """A place on the rail. It shows what queries return and calls edits; it decides nothing.

    A screen fetches in `refresh`, which runs when it is first shown and after every change of
    the desk while it is in view (a hidden screen waits until it is shown again).
    """

    ACTIONS: ClassVar[tuple[ActionSpec[Any], ...]] = ()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.frame = frame
        self._stale = True
        self._arriving = False
        self._start: QWidget = self
        frame.bridge.changed.connect(self._hear)
        frame.followed.changed.connect(self.mark_followed)

    def refresh(self) -> None:
        """Fetch and show again, keeping the selection."""

    def touched(self, news: object) -> bool:  # noqa: ARG002 - a screen may look closer
        """Say whether a piece of news concerns this screen."""
        return True

    def inspector(self) -> QWidget | None:
        """The right-hand side for this screen, or None; made once, kept by the screen."""
        return None

    def subject(self) -> Subject:
        """The person and the session under the cursor, where there are any."""
        return Subject()

    def focus_on(self, **where: object) -> None:
        """Show a person, day or record that another screen or the palette points to."""

    def mark_followed(self) -> None:
        """Mark what is of the person highlighted now, where painting it again is not enough."""

    def show_again(self) -> None:
        """Fetch and show again, at once or when it is seen."""
        self._stale = True
        if self.isVisible():
            self._catch_up()

    def begin(self) -> None:
        """Put the focus where the work of the screen begins; where it is empty, on its first step.

        The focus proxy says where; it is taken away, for Tab would pass over the rest.
        """
        proxy = self.focusProxy()
        if proxy is not None:
            self._start = proxy
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not
        steps = [one.first for one in self.findChildren(Empty) if one.first and one.isVisible()]
        (steps[0] if steps and _holds_nothing(self._start) else self._start).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch what changed while the screen was hidden."""
        super().showEvent(event)
        for lines in self.findChildren(QListView):
            lines.doItemsLayout()  # the first measure was taken before the style was known
        if not self._arriving:
            self._catch_up()

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Show it inside this; what it asks is asked once it stands, for that may take a while."""
        self._arriving = True
        try:
            yield
        finally:
            self._arriving = False
        if self.isVisible():
            self._catch_up()

    def _hear(self, news: object) -> None:
        if self.touched(news):
            self.show_again()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            held = self.window().focusWidget()
            self.refresh()
            if held is not None and self.isAncestorOf(held) and not held.isVisible():
                self.begin()


def _holds_nothing(part: QWidget) -> bool:
    """Whether a part, or what it hands the focus to, is out of sight or a list without a line."""
    part = part.focusProxy() or part
    if not part.isVisible():
        return True
    return isinstance(part, QAbstractItemView) and part.model().rowCount() == 0
