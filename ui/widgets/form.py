"""Forms: named fields in a dialog, one sentence when something does not do, no surprises."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Qt, QTime
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.bridge import Bridge
from ui.widgets.choice import choice_field, choose, chosen, place_of, write_out
from ui.widgets.day_field import DayField
from ui.widgets.layouts import row, scrolled
from ui.widgets.words import button, restyle, words

T = TypeVar("T")
FIELD = QFormLayout.ItemRole.FieldRole
IN_FIELD = Qt.ShortcutContext.WidgetShortcut
FEW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
FRAME, BAR = 48, 14  # pixels: a window's own frame, a scroll bar
EDGE = 20  # pixels beside the fields
PENCE = 2  # decimals of money; more than that are kept, not written
SHORT = 24  # letters of a choice that are always seen


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field of a form: what it holds now, and how to fill it."""

    widget: QWidget
    read: Callable[[], T]
    fill: Callable[[T], None]

    def value(self) -> T:
        """What the field holds."""
        return self.read()


class Form(QDialog):
    """A dialog of named fields. Build it with `line`, `day`, `choice` …, then `open_then`.

    `submit` answers True when it is done (the form closes) and False when it was refused: the
    form stays, with the sentence of the refusal in it, and nothing typed is lost.
    """

    def __init__(self, title: str, done: str, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._bridge = bridge
        self._submit: Callable[[], bool] = lambda: True
        self._boxes: list[tuple[str, QComboBox]] = []
        self._area: QScrollArea | None = None  # of the fields, where the screen is too small
        self._rows = QFormLayout()
        self._rows.setSpacing(8)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._effect = words("", "soft", wrap=True)
        self._effect.hide()
        self._trouble = words("", "danger", wrap=True)
        self._trouble.hide()
        self.done_button = button(done, self.press, "primary")
        self.done_button.setDefault(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(EDGE, 16, EDGE, 16)
        lines.setSpacing(12)
        lines.addWidget(words(title, "heading", wrap=True))
        self._middle = QHBoxLayout()
        self._middle.setSpacing(16)
        self._middle.addLayout(self._rows, 1)
        lines.addLayout(self._middle, 1)
        lines.addWidget(self._effect)
        lines.addWidget(self._trouble)
        self._cancel = button("Cancel", self.reject)
        self._cancel.setAutoDefault(True)  # Enter on it cancels, though the other is the default
        lines.addLayout(row(None, self._cancel, self.done_button))

    def open_then(self, submit: Callable[[], bool]) -> None:
        """Show the form; run `submit` when its button is pressed. Does not block."""
        self._submit = submit
        self._bridge.refused.connect(self.trouble)
        self.finished.connect(self._leave)
        self._fit_the_screen()
        self._begin_in_the_first_field()
        self.open()

    def _fit_the_screen(self) -> None:
        """Let the fields scroll where they are taller than the screen; the buttons stay."""
        space = self.screen().availableGeometry()
        room, across = space.height() - FRAME, space.width() - FRAME
        self._narrow(across)
        wanted = self._whole_size(across)
        if wanted.height() <= room:
            self.resize(wanted)
        else:
            self._let_fields_scroll()
            if (lines := self.layout()) is not None:
                lines.activate()  # forgets how tall the fields were
            self.resize(min(self.sizeHint().width(), across), room)

    def _let_fields_scroll(self) -> None:
        inside = QWidget()
        inside.setObjectName("plain")
        self._middle.removeItem(self._rows)
        self._rows.setParent(None)
        inside.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, BAR, 0)
        self._area = scrolled(inside)
        self._middle.insertWidget(0, self._area, 1)
        self._widen_the_area()

    def _widen_the_area(self) -> None:
        """Leave the fields their width as far as the screen goes, also those shown later."""
        if self._area is not None:
            room = self.screen().availableGeometry().width() - FRAME - 2 * EDGE - self._beside()
            least = self._rows.minimumSize().width()
            wanted = min(self._rows.sizeHint().width(), max(room - 2 * BAR, least))
            self._area.setMinimumWidth(wanted + 2 * BAR)

    def _beside(self) -> int:
        """What a pane beside the fields takes of the width at least."""
        if self._middle.direction() is QHBoxLayout.Direction.TopToBottom:
            return 0
        parts = [self._middle.itemAt(at) for at in range(1, self._middle.count())]
        return sum(one.minimumSize().width() + self._middle.spacing() for one in parts)

    def _fit_again(self) -> None:
        """Grow with what is said below the fields; they scroll where the screen ends."""
        self._widen_the_area()
        space = self.screen().availableGeometry()
        room = space.height() - FRAME
        width = min(max(self.width(), self.sizeHint().width()), space.width() - FRAME)
        lines = self.layout()
        wanted = self.height() if lines is None else lines.totalHeightForWidth(width)
        if wanted > room and self._area is None:
            self._let_fields_scroll()
        self.resize(width, wanted if self._area is None else room)

    def _whole_size(self, across: int) -> QSize:
        """The size of all its lines: as tall as wrapped sentences are at the width it gets."""
        hint, lines = self.sizeHint(), self.layout()
        wide = min(max(hint.width(), self.minimumWidth()), across)
        if lines is None or not lines.hasHeightForWidth():
            return QSize(wide, hint.height())
        return QSize(wide, lines.totalHeightForWidth(wide))

    def _narrow(self, room: int) -> None:
        """Be no wider than the screen, whatever was wished and however long a choice is."""
        self.setMinimumWidth(min(self.minimumWidth(), room))
        if self.sizeHint().width() <= room:
            return
        for field in self.findChildren(QComboBox):
            widest = field.view().sizeHintForColumn(0) + BAR
            field.view().setMinimumWidth(min(widest, room))
            field.setSizeAdjustPolicy(FEW)
            field.setMinimumContentsLength(SHORT)
            QApplication.sendEvent(field, QEvent(QEvent.Type.StyleChange))  # forgets its width
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if (lines := self.layout()) is not None:
            lines.activate()
        if self.minimumSizeHint().width() > room:  # what stands beside the fields goes below them
            self._middle.setDirection(QHBoxLayout.Direction.TopToBottom)

    def _begin_in_the_first_field(self) -> None:
        """Let the keyboard start in the first field and come to the buttons last."""
        rows = (self._rows.itemAt(at, FIELD) for at in range(self._rows.rowCount()))
        widgets = (one.widget() for one in rows if one is not None)
        fields = [one for one in widgets if one and one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        self.tab_through(*fields)
        if first := next((one for one in fields if one.isEnabled()), None):
            first.setFocus()

    def tab_through(self, *parts: QWidget) -> None:
        """Let Tab go through these parts in their order, then to the buttons."""
        for before, after in pairwise((*parts, self._cancel, self.done_button)):
            QWidget.setTabOrder(before, after)

    def press(self) -> None:
        """Try to finish, as the button does."""
        self.trouble("")
        if self._every_choice_is_one() and self._submit():
            self.accept()

    def _every_choice_is_one(self) -> bool:
        """Whether what is typed in each box of choices is one of them; else say which is not."""
        for label, field in self._boxes:
            typed = field.currentText().strip()
            if typed and not field.isHidden() and place_of(field) < 0:
                self.trouble(f"{label}: “{typed}” is none of the list, or several. Choose one.")
                field.setFocus()
                return False
            write_out(field)
        return True

    def name_cancel(self, words: str) -> None:
        """Say in words what leaving the form does."""
        self._cancel.setText(words)

    def trouble(self, sentence: str) -> None:
        """Show what does not do; empty hides it."""
        self._show(self._trouble, sentence)

    def effect(self, sentence: str, kind: str = "soft") -> None:
        """Show what would happen, before the button is pressed; empty hides it."""
        self._effect.setProperty("role", kind)
        restyle(self._effect)
        self._show(self._effect, sentence)

    def _show(self, label: QWidget, sentence: str) -> None:
        label.setText(sentence)  # type: ignore[attr-defined]  # always one of our labels
        label.setVisible(bool(sentence))
        self.adjustSize()
        if self.isVisible():
            self._fit_again()

    def _leave(self) -> None:
        self._bridge.refused.disconnect(self.trouble)
        behind = self.parentWidget()
        if behind is not None:
            behind.window().activateWindow()
        self.deleteLater()

    def add(self, label: str, widget: QWidget) -> None:
        """Add any widget under a label; the label is its accessible name."""
        widget.setAccessibleName(label)
        self._rows.addRow(label, widget)

    def show_only(self, field: Field[Any], *, when: bool) -> None:
        """Show a field's line when it is asked for, hide it otherwise; what it holds stays."""
        self._rows.setRowVisible(field.widget, when)

    def note(self, sentence: str, role: str = "soft") -> QLabel:
        """Add a sentence across the form."""
        label = words(sentence, role, wrap=True)
        self._rows.addRow(label)
        return label

    def line(self, label: str, value: str = "", hint: str = "") -> Field[str]:
        """A line of text; spaces at its ends are dropped."""
        field = QLineEdit(value)
        field.setPlaceholderText(hint)
        field.setCursorPosition(0)
        self.add(label, field)
        return Field(field, lambda: field.text().strip(), field.setText)

    def text(self, label: str, value: str = "", hint: str = "") -> Field[str]:
        """A few lines of text: Enter begins the next line, Ctrl+Enter presses the button."""
        field = QPlainTextEdit(value)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            done = QShortcut(QKeySequence(key), field, context=IN_FIELD)
            done.activated.connect(self.press)
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setMaximumHeight(88)
        self.add(label, field)
        return Field(field, lambda: field.toPlainText().strip(), field.setPlainText)

    def check(self, label: str, *, value: bool = False) -> Field[bool]:
        """A yes or no."""
        field = QCheckBox(label)
        field.setChecked(value)
        field.setAccessibleName(label)
        self._rows.addRow("", field)
        return Field(field, field.isChecked, field.setChecked)

    def day(self, label: str, value: dt.date) -> Field[dt.date]:
        """A day, with a calendar to pick from."""
        field = day_field(value, label)
        self.add(label, field)
        return Field(field, lambda: shown_day(field), lambda day: field.setDate(qt_day(day)))

    def clock(self, label: str, value: dt.time) -> Field[dt.time]:
        """A time of day, 24 h."""
        field = QTimeEdit(QTime(value.hour, value.minute))
        field.setDisplayFormat("HH:mm")
        inset(field)
        self.add(label, field)
        return Field(
            field,
            lambda: dt.time(field.time().hour(), field.time().minute()),
            lambda time: field.setTime(QTime(time.hour, time.minute)),
        )

    def choice(
        self, label: str, options: Sequence[tuple[T, str]], value: T | None = None
    ) -> Field[T | None]:
        """One of several, by typing part of its words; None when the words fit nothing."""
        field = choice_field(label, options, value)
        self.add(label, field)
        self._boxes.append((label, field))
        return Field(
            field, lambda: chosen(field, options), lambda one: choose(field, options, one)
        )

    def amount(
        self, label: str, value: Decimal | None = None, unit: str = ""
    ) -> Field[Decimal | None]:
        """A number with decimals; None when it cannot be read as one."""
        field = QLineEdit("" if value is None else amount_words(value))
        self.add(f"{label} ({unit})" if unit else label, field)
        return Field(
            field,
            lambda: read_amount(field.text()),
            lambda number: field.setText("" if number is None else str(number)),
        )


def inset(field: QAbstractSpinBox) -> None:
    """Keep the words of a stepped field away from its border, as in other fields."""
    field.lineEdit().setTextMargins(5, 0, 0, 0)


def amount_words(number: Decimal) -> str:
    """A number as it is typed: "12.50", and "12.5" for the 12.500 that is kept."""
    plain = f"{number:f}"
    kept = len(plain.partition(".")[2])
    return f"{number.normalize():f}" if kept > PENCE else plain


def read_amount(text: str) -> Decimal | None:
    """Read a typed number: "12.5", "£1,250.00"; None when it is none."""
    try:
        number = Decimal(text.strip().lstrip("£").replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def qt_day(day: dt.date) -> QDate:
    """A day as Qt keeps it."""
    return QDate(day.year, day.month, day.day)


def shown_day(field: QDateEdit) -> dt.date:
    """The day a field shows."""
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())


def day_field(value: dt.date, name: str) -> QDateEdit:
    """A field for a day with its calendar, weeks from Monday: "Tue 10 Nov 2026"."""
    field = DayField(qt_day(value))
    field.setAccessibleName(name)
    field.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    field.setDisplayFormat("ddd d MMM yyyy")
    field.setCalendarPopup(True)
    field.calendarWidget().setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    return field
