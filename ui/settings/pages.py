"""What every page of Settings is: a titled column that can be shown again."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.settings.setting_fields import SettingField
from ui.widgets.layouts import column, scrolled
from ui.widgets.table import RecordTable
from ui.widgets.words import words
from ui.widgets.wrap import Wrap

R = TypeVar("R")

WIDEST = 760  # pixels; a longer line is hard to read
MOST = 440  # pixels of a title, so that its field has room beside it
TITLE = 40  # letters of a setting's title: the fields stand below one another


class _Title(QLabel):
    """The title of a setting, as wide as those above and below it at every size of text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "strong")

    def minimumSizeHint(self) -> QSize:
        """No narrower than the other titles."""
        hint = super().minimumSizeHint()
        return QSize(
            max(hint.width(), min(self.fontMetrics().averageCharWidth() * TITLE, MOST)),
            hint.height(),
        )

    def sizeHint(self) -> QSize:
        """No wider than it has to be."""
        return self.minimumSizeHint()


def _together(amount: str) -> str:
    """An amount whose unit never begins the next line."""
    return amount.replace(" ", "\u00a0")


class Page(QWidget):
    """A page of Settings; `refresh` fetches and shows again."""

    def __init__(self, title: str, says: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.title = title
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setMaximumWidth(WIDEST)
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(20, 16, 20, 20)
        self.lines.setSpacing(12)
        self.lines.addWidget(words(title, "heading"))
        self.lines.addWidget(words(says, "soft", wrap=True))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside)
        self.area.setAccessibleName(title)
        outside.addWidget(self.area)

    def refresh(self) -> None:
        """Fetch and show again."""

    def add(self) -> object:
        """Ask for one more of what the page lists; nothing where it lists nothing."""
        return None

    def correct(self) -> object:
        """Ask for what is to be corrected in the line under the cursor."""
        return None

    def can_add(self) -> bool:
        """Whether the page is a list that grows."""
        return type(self).add is not Page.add

    def can_correct(self) -> bool:
        """Whether the page is a list whose lines are corrected."""
        return type(self).correct is not Page.correct

    def add_setting(self, field: SettingField) -> None:
        """Add a setting: its title and field, and under them what it does."""
        title = _Title(field.spec.title)
        title.setBuddy(field.widget)
        usual = f"{field.spec.says} Usual: {_together(field.spec.words(field.spec.default))}."
        if not str(field.spec.default):
            usual = field.spec.says
        box = QWidget()
        box.setObjectName("plain")
        line = Wrap()  # the field goes below its title where the text is large
        line.add(title, field.widget)
        box.setLayout(column(line, words(usual, "soft", wrap=True), gap=2))
        self.lines.addWidget(box)


def show_with_cursor(table: RecordTable[R], records: Sequence[R]) -> None:
    """Show records; the cursor stands on the first where it stood on none."""
    table.show_records(records)
    if records and table.record() is None:
        table.selectRow(0)
