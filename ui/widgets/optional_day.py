"""A day in a form that may be left open."""

import datetime as dt

from PySide6.QtWidgets import QCheckBox

from ui.widgets.form import Field, Form


def optional_day(
    form: Form, label: str, value: dt.date | None, otherwise: dt.date
) -> "tuple[Field[bool], Field[dt.date]]":
    """A day that may be left open: a tick and the day."""
    known = form.check(label, value=value is not None)
    day = form.day("", value or otherwise)
    day.widget.setAccessibleName(label)
    day.widget.setEnabled(value is not None)
    box = known.widget
    assert isinstance(box, QCheckBox)  # noqa: S101 - a check is a check box
    box.toggled.connect(day.widget.setEnabled)
    return known, day
