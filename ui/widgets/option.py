"""What a view tells whoever paints a cell; the types of PySide6 6.9 leave these fields out."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def _open(option: QStyleOptionViewItem) -> Any:  # noqa: ANN401 - what the types leave out
    return option


def area_of(option: QStyleOptionViewItem) -> QRect:
    """Where to paint."""
    return QRect(_open(option).rect)


def state_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Whether it is selected, has the focus, can be used."""
    state: QStyle.StateFlag = _open(option).state
    return state


def font_of(option: QStyleOptionViewItem) -> QFont:
    """The view's font."""
    return QFont(_open(option).font)
