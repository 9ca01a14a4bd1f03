"""Menus and shortcuts of the window, built from the tuples of actions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.actions import ActionSpec, bind
from ui.frame import Screen
from ui.places import Place, keys_of
from ui.seeking import not_here
from ui.window_actions import WINDOW_ACTIONS

if TYPE_CHECKING:
    from ui.main_window import MainWindow

MENUS = ("File", "Edit", "Rota", "Place", "View", "Go", "Help")
AnySpec = ActionSpec[Any]


class Menus:
    """The menu bar and the keys: the window's own actions and those of the screen shown."""

    def __init__(self, window: "MainWindow", places: tuple[Place, ...]) -> None:
        self._window = window
        self._places = places
        self._screen: Screen | None = None
        self.bound: list[QAction] = []

    def specs(self) -> tuple[tuple[AnySpec, object], ...]:
        """Every action that can be reached now, with what it acts on."""
        screen = self._screen
        own: list[tuple[AnySpec, object]] = [
            (spec, self._window) for spec in (*WINDOW_ACTIONS, *self._goings())
        ]
        theirs = screen.ACTIONS if screen is not None else ()
        return (*own, *((spec, screen) for spec in theirs))

    def _goings(self) -> tuple[AnySpec, ...]:
        keys = keys_of(self._places)
        return tuple(
            ActionSpec(
                f"go.{place.id}",
                place.title.replace("&", "&&"),
                keys[place.id],
                "Go",
                _going(place.id),
            )
            for place in self._places
        )

    def offer(self, screen: Screen) -> None:
        """Build the menus for a screen, and bind the keys."""
        self._screen = screen
        for action in self.bound:
            self._window.removeAction(action)
            action.deleteLater()
        self.bound = []
        self._window.menuBar().clear()
        menus: dict[str, QMenu] = {}
        wanted = [name for name in MENUS if any(spec.menu == name for spec, _on in self.specs())]
        for name in wanted:
            menus[name] = self._window.menuBar().addMenu(f"&{name}")
        for spec, target in self.specs():
            action = self._bind(spec, target)
            if spec.menu in menus:
                menus[spec.menu].addAction(action)
        for menu in menus.values():
            menu.aboutToShow.connect(self.grey)
            menu.aboutToHide.connect(self.wake)

    def _bind(self, spec: AnySpec, target: object) -> QAction:
        action = bind(
            spec, target, self._window, lambda one: self._window.say(not_here(one), "notice")
        )
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        self.bound.append(action)
        return action

    def grey(self) -> None:
        """Grey out what cannot be done now, and name what undo would take back."""
        named = {spec.id: spec.enabled(target) for spec, target in self.specs()}
        desk = self._window.bridge.desk
        labels = {"edit.undo": ("&Undo", desk.can_undo), "edit.redo": ("&Redo", desk.can_redo)}
        for action in self.bound:
            action.setEnabled(named.get(action.objectName(), True))
            if action.objectName() in labels:
                verb, label = labels[action.objectName()]
                action.setText(f"{verb} {label}".replace(" &", " ").strip())

    def wake(self) -> None:
        """Let every key work again once the menu is closed: a greyed action has no key."""
        for action in self.bound:
            action.setEnabled(True)


def _going(place: str) -> Callable[["MainWindow"], None]:
    return lambda window: window.go(place)
