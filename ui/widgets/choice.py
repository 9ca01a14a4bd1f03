"""A box of choices that is searched by typing any part of the words."""

import re
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

T = TypeVar("T")


class HeadFirst(QObject):
    """Lets a box of choices show where its words begin when all are marked on coming in.

    On leaving it, a part of the words that fits one choice alone is written out.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark from the end to the beginning once the box has marked its line."""
        if isinstance(watched, QComboBox):
            if event.type() is QEvent.Type.FocusIn:
                QTimer.singleShot(0, watched, lambda: _mark_from_end(watched.lineEdit()))
            elif event.type() is QEvent.Type.FocusOut:
                write_out(watched)
        return False


def _mark_from_end(line: QLineEdit | None) -> None:
    length = len(line.text()) if line is not None else 0
    if line is not None and length and line.selectedText() == line.text():
        line.setSelection(length, -length)


def choice_field(name: str, options: Sequence[tuple[T, str]], value: T | None = None) -> QComboBox:
    """A box of choices that is searched by typing any part of the words."""
    field = QComboBox()
    field.setAccessibleName(name)
    field.setEditable(True)
    if (typed := field.lineEdit()) is not None:
        typed.setAccessibleName(name)
    field.installEventFilter(HeadFirst(field))
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems([text for _one, text in options])
    completer = QCompleter(field.model(), field)
    field.setCompleter(completer)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    choose(field, options, value)
    return field


def chosen(field: QComboBox, options: Sequence[tuple[T, str]]) -> T | None:
    """The choice whose words, or a part of whose words alone, stand in the field."""
    place = place_of(field)
    return options[place][0] if 0 <= place < len(options) else None


def place_of(field: QComboBox) -> int:
    """Which choice stands in the field; -1 when the words fit none, or more than one."""
    typed = field.currentText().strip().casefold()
    offered = [field.itemText(place).casefold() for place in range(field.count())]
    now = field.currentIndex()
    if 0 <= now < len(offered) and offered[now] == typed:
        return now
    if typed in offered:
        return offered.index(typed)
    begin = [place for place, text in enumerate(offered) if typed and text.startswith(typed)]
    word = re.compile(rf"(?<!\w){re.escape(typed)}(?!\w)")
    whole = [place for place, text in enumerate(offered) if typed and word.search(text)]
    hold = [place for place, text in enumerate(offered) if typed and typed in text]
    return next((found[0] for found in (begin, whole, hold) if len(found) == 1), -1)


def write_out(field: QComboBox) -> None:
    """Show the words of the choice that a part of them stands for."""
    place = place_of(field)
    if place >= 0:
        field.setCurrentIndex(place)
        field.setEditText(field.itemText(place))


def choose(field: QComboBox, options: Sequence[tuple[T, str]], value: T | None) -> None:
    """Let a choice stand in the field; nothing where it is none of them."""
    for place, (one, _text) in enumerate(options):
        if one == value:
            field.setCurrentIndex(place)
            return
    field.setCurrentIndex(-1)
    field.setEditText("")
