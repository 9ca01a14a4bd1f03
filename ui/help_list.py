"""The list of all actions and their keys, from the same tuples as the menus."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.actions import ActionSpec
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

AnySpec = ActionSpec[Any]


class HelpList(QDialog):
    """Every action with its menu and key; what has no key stands in the palette."""

    def __init__(self, specs: Sequence[AnySpec], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Actions and keys")
        self.resize(look.pixels(640), look.pixels(560))
        columns: tuple[Column[AnySpec], ...] = (
            Column("Action", lambda spec: spec.text.replace("&&", "+").replace("&", ""), 280),
            Column("Key", shown_keys, 170),
            Column("Menu", lambda spec: spec.menu or "palette only", 120),
        )
        self.table: RecordTable[AnySpec] = RecordTable("Actions and keys", columns, look)
        self.table.show_records(specs)
        lines = QVBoxLayout(self)
        lines.addWidget(words("Actions and keys", "heading"))
        lines.addWidget(words("Every action is also in the palette, Ctrl+K.", "soft"))
        lines.addWidget(self.table)
        lines.addLayout(row(None, button("Close", self.accept, "primary")))


def shown_keys(spec: AnySpec) -> str:
    """An action's keys as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in spec.shortcuts())
