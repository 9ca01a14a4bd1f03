"""A field for one setting, drawn from its description."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QTimeEdit, QWidget

from rota_desk.settings import SettingSpec, SettingType, Value
from ui.widgets.form import inset

SHORT, NARROW, WIDE = 130, 220, 420  # pixels


class SettingField:
    """The widget of a setting; `changed` is called with what was entered when it is left."""

    def __init__(self, spec: SettingSpec, changed: Callable[[Value], object]) -> None:
        self.spec = spec
        self._changed = changed
        self.widget = self._make()
        self.widget.setAccessibleName(f"{spec.title} ({spec.unit})" if spec.unit else spec.title)
        self.widget.setAccessibleDescription(spec.says)
        least = NARROW if spec.type in {SettingType.TEXT, SettingType.CHOICE} else SHORT
        self.widget.setMinimumWidth(0 if spec.type is SettingType.YES_NO else least)
        if spec.type is not SettingType.CHOICE:  # a choice is as wide as its longest
            self.widget.setMaximumWidth(WIDE if least == NARROW else NARROW)

    def show(self, value: Value) -> None:
        """Show a value without telling anybody."""
        with QSignalBlocker(self.widget):
            self._fill(value)

    def _make(self) -> QWidget:
        makers: dict[SettingType, Callable[[], QWidget]] = {
            SettingType.TEXT: self._text,
            SettingType.COUNT: self._count,
            SettingType.YES_NO: self._yes_no,
            SettingType.TIME: self._time,
            SettingType.CHOICE: self._choice,
        }
        return makers[self.spec.type]()

    def _text(self) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._changed(field.text().strip()))
        return field

    def _count(self) -> QSpinBox:
        field = QSpinBox()
        inset(field)
        field.setRange(self.spec.least or 0, self.spec.most or 9999)
        field.setSuffix(f" {self.spec.unit}" if self.spec.unit else "")
        field.editingFinished.connect(lambda: self._changed(field.value()))
        return field

    def _yes_no(self) -> QCheckBox:
        field = QCheckBox("Yes")
        field.toggled.connect(lambda on: self._changed(bool(on)))
        return field

    def _time(self) -> QTimeEdit:
        field = QTimeEdit()
        inset(field)
        field.setDisplayFormat("HH:mm")
        field.editingFinished.connect(
            lambda: self._changed(dt.time(field.time().hour(), field.time().minute()))
        )
        return field

    def _choice(self) -> QComboBox:
        field = QComboBox()
        for key, words in self.spec.choices.items():
            field.addItem(words, key)
        field.activated.connect(lambda _place: self._changed(str(field.currentData())))
        return field

    def _fill(self, value: Value) -> None:
        field = self.widget
        if isinstance(field, QLineEdit):
            field.setText(str(value))
        elif isinstance(field, QSpinBox):
            field.setValue(int(str(value)))
        elif isinstance(field, QCheckBox):
            field.setChecked(value is True)
        elif isinstance(field, QTimeEdit) and isinstance(value, dt.time):
            field.setTime(QTime(value.hour, value.minute))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(str(value)), 0))
