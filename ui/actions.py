"""Actions as data: menus, shortcuts, the Help list and the palette are built from these."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

T = TypeVar("T")


def always(_screen: object) -> bool:
    """An action that is never greyed out."""
    return True


@dataclass(frozen=True, slots=True)
class ActionSpec(Generic[T]):
    """One thing that can be done on a screen, and how to reach it.

    `id` is "place.verb" ("rota.publish"). `shortcut` is Qt's portable text ("Ctrl+M"), several
    are parted by a space, and may be empty: the palette offers every action. `menu` names the
    menu it stands in, empty for the palette alone. `run` and `enabled` are given the screen.
    """

    id: str
    text: str
    shortcut: str
    menu: str
    run: Callable[[T], object]
    enabled: Callable[[T], bool] = always
    says: str = ""  # a line of help

    def shortcuts(self) -> tuple[str, ...]:
        """Each shortcut by itself."""
        return tuple(self.shortcut.split())


def bind(
    spec: ActionSpec[T],
    screen: T,
    parent: QWidget,
    otherwise: Callable[[ActionSpec[T]], object] = always,
) -> QAction:
    """Make Qt's action for one spec on one screen; it acts while the focus is inside `parent`.

    `otherwise` is told of the spec where it cannot be done now.
    """
    action = QAction(spec.text, parent)
    action.setObjectName(spec.id)
    action.setShortcuts([QKeySequence(key) for key in spec.shortcuts()])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setStatusTip(spec.says)
    action.triggered.connect(lambda: spec.run(screen) if spec.enabled(screen) else otherwise(spec))
    return action


def doubles(specs: Iterable[ActionSpec[T]]) -> tuple[str, ...]:
    """Ids and shortcuts that stand twice among actions that may be reached at the same time."""
    seen: set[str] = set()
    twice: list[str] = []
    for spec in specs:
        for name in (spec.id, *spec.shortcuts()):
            if name in seen:
                twice.append(name)
            seen.add(name)
    return tuple(twice)
