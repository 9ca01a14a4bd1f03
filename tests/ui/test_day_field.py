"""A day in a form is typed as people write it, and is never another than was meant."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.form import day_field, shown_day


@pytest.mark.parametrize(
    ("stood", "typed", "meant"),
    [
        ("2027-05-24", "14", "2027-05-14"),
        ("2027-05-24", "14dec2026", "2026-12-14"),
        ("2027-05-24", "14 dec 2026", "2026-12-14"),
        ("2027-05-24", "7/12/2026", "2026-12-07"),
        ("2027-05-24", "07122026", "2026-12-07"),
        ("2027-05-24", "3.1.2028", "2028-01-03"),
        ("2027-05-24", "7/12/26", "2026-12-07"),
        ("2027-02-15", "31/12/2026", "2026-12-31"),  # February has no 31st to stop at
        ("2027-02-15", "30jun2026", "2026-06-30"),
        ("2027-02-15", "29/2/2028", "2028-02-29"),
        ("2027-02-15", "31/4/2027", "2027-04-30"),  # the last day it has
    ],
)
def test_a_day_is_typed_with_a_number_or_a_name_for_its_month(
    qtbot: QtBot, stood: str, typed: str, meant: str
) -> None:
    field = day_field(dt.date.fromisoformat(stood), "From")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown_day(field) == dt.date.fromisoformat(meant)
