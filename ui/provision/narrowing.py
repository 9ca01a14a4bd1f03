"""The bar that narrows provision: an activity, a site, a grade or skill, a week."""

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from rota_desk.queries.provision_only import Only, only_choices
from rota_desk.queries.provision_weeks import WEEK, monday_of
from rota_desk.words import day_words
from ui.frame import Frame
from ui.widgets.wrap import Wrap

ALL_WORK, ALL_SITES, ALL_GRADES, ALL_WEEKS = (
    "All activities",
    "All sites",
    "All grades",
    "All weeks",
)
LETTERS = 12  # of a choice in view


class Narrowing(QWidget):
    """Four lists, each from everything down to one; `changed` tells that another is chosen."""

    changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.activity, self.site = _field("Activity"), _field("Site")
        self.grade, self.week = _field("Grade or skill asked for"), _field("Week")
        lines = Wrap()
        lines.setContentsMargins(0, 0, 0, 0)
        for field in self._fields():
            field.activated.connect(lambda _place: self.changed.emit())
            lines.add(field)
        self.setLayout(lines)
        self.setFocusProxy(self.activity)

    def _fields(self) -> tuple[QComboBox, ...]:
        return self.activity, self.site, self.grade, self.week

    @property
    def only(self) -> Only:
        """What is chosen, whichever week."""
        return Only(
            self.activity.currentData(), self.site.currentData(), self.grade.currentData() or ""
        )

    @property
    def monday(self) -> dt.date | None:
        """The Monday of the week that is chosen; None for the whole period."""
        chosen: dt.date | None = self.week.currentData()
        return chosen

    @property
    def chosen(self) -> bool:
        """Whether anything is narrowed."""
        return any(field.currentIndex() > 0 for field in self._fields())

    def offer(self, start: dt.date, end: dt.date) -> None:
        """Offer what a period has, keeping what is chosen as long as it is there."""
        choices = self._frame.bridge.ask(only_choices, start=start, end=end)
        _offer(self.activity, ALL_WORK, choices.activities)
        _offer(self.site, ALL_SITES, choices.sites)
        _offer(self.grade, ALL_GRADES, ((one, one) for one in choices.whoms))
        _offer(self.week, ALL_WEEKS, ((one, day_words(one)) for one in _mondays(start, end)))

    def clear(self) -> None:
        """Show everything again."""
        for field in self._fields():
            field.setCurrentIndex(0)


def _mondays(start: dt.date, end: dt.date) -> Iterable[dt.date]:
    monday = monday_of(start)
    while monday < end:
        yield monday
        monday += WEEK


def _field(name: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(LETTERS)
    return field


def _offer(field: QComboBox, everything: str, options: Iterable[tuple[object, str]]) -> None:
    """Lay a list anew only where it is another: letters typed into it are not forgotten."""
    offered = [(None, everything), *options]
    if offered == [(field.itemData(one), field.itemText(one)) for one in range(field.count())]:
        return
    chosen = field.currentData()
    field.clear()
    for value, name in offered:
        field.addItem(name, value)
    field.setCurrentIndex(max(0, field.findData(chosen)) if chosen is not None else 0)
