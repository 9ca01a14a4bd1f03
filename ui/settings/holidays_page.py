"""The page of bank holidays: the nation's list, and what was changed here."""

import datetime as dt

from models.types import LeavePart
from rota_desk.edits.settings import (
    add_bank_holiday,
    restore_bank_holiday,
    strike_out_bank_holiday,
)
from rota_desk.queries.calendar_days import Holiday, holiday_list
from rota_desk.queries.look_up import look_up
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

PARTS = (
    (LeavePart.WHOLE, "the whole day"),
    (LeavePart.AM, "the morning"),
    (LeavePart.PM, "the afternoon"),
)
PARTS_SAID = {LeavePart.AM: ", morning only", LeavePart.PM: ", afternoon only"}
YEARS = 2  # shown from the present calendar year on


def _state(one: Holiday) -> str:
    if not one.observed:
        return "struck out: worked as any other day"
    half = PARTS_SAID.get(one.part, "")
    return ("added here" if one.own else "observed") + half


COLUMNS: tuple[Column[Holiday], ...] = (
    Column("Day", lambda h: day_and_year(h.day), 150, sort=lambda h: h.day),
    Column("Holiday", lambda h: h.name, 260),
    Column("Here", _state, 220, kind=lambda h: "" if h.observed else "warning"),
)


class HolidaysPage(Page):
    """Bank holidays of this year and the next; a board's own days can be added or struck out."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Bank holidays",
            "The nation's published days, by the substitute day. Add your own or strike one out.",
        )
        self._frame = frame
        self.table: RecordTable[Holiday] = RecordTable("Bank holidays", COLUMNS, frame.look)
        self.table.setMinimumHeight(360)
        self.lines.addWidget(self.table, 1)
        self.lines.addLayout(
            row(
                button("Add or rename …", self.add, "primary"),
                button("Strike out", self.strike_out),
                button("Restore", self.restore),
                None,
            )
        )

    def refresh(self) -> None:
        """Show this year and the next."""
        year = self._frame.bridge.ask(look_up).today.year
        start, end = dt.date(year, 1, 1), dt.date(year + YEARS, 1, 1)
        self.table.show_records(self._frame.bridge.ask(holiday_list, start=start, end=end))

    def add(self) -> Form:
        """Add a local holiday, or rename one."""
        bridge = self._frame.bridge
        form = Form("Add or rename a bank holiday", "Save", bridge, self)
        chosen = self.table.record()
        day = form.day("Day", chosen.day if chosen else bridge.ask(look_up).today)
        name = form.line("Name", chosen.name if chosen and chosen.own else "")
        part = form.choice("Free", PARTS, chosen.part if chosen else LeavePart.WHOLE)

        def submit() -> bool:
            free = part.value() or LeavePart.WHOLE
            done = bridge.do(add_bank_holiday, day=day.value(), name=name.value(), part=free)
            return done is not None

        form.open_then(submit)
        return form

    def strike_out(self) -> None:
        """Work the chosen holiday as any other day."""
        chosen = self.table.record()
        if chosen is not None:
            self._frame.bridge.do(strike_out_bank_holiday, day=chosen.day)

    def restore(self) -> None:
        """Take the department's own change of the chosen day back."""
        chosen = self.table.record()
        if chosen is not None:
            self._frame.bridge.do(restore_bank_holiday, day=chosen.day)
