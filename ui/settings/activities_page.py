"""The page of activities: what people do, with usual times, category and colour."""

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QTimeEdit

from models.types import ActivityKind, Category, RoomKind, Slot
from rota_desk.domain.parts_of_day import slot_of
from rota_desk.edits.activities import (
    TINTS,
    ActivityShape,
    add_activity,
    change_activity,
    retire_activity,
)
from rota_desk.queries.activities import ActivityFacts, every_activity
from rota_desk.queries.look_up import look_up
from ui.frame import Frame
from ui.settings.pages import Page, show_with_cursor
from ui.widgets.form import Field, Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

KINDS = tuple((one, one.value.replace("_", " ").capitalize()) for one in ActivityKind)
SLOTS = (
    (Slot.AM, "Morning"),
    (Slot.PM, "Afternoon"),
    (Slot.EVENING, "Evening"),
    (Slot.NIGHT, "Night"),
    (Slot.DAY, "Whole day"),
)
ROOMS: tuple[tuple[RoomKind | None, str], ...] = (
    (None, "No room"),
    *((one, one.value.capitalize()) for one in RoomKind),
)
COLUMNS: tuple[Column[ActivityFacts], ...] = (
    Column("Code", lambda a: a.code, 60),
    Column("Activity", lambda a: a.name, 200),
    Column("Category", lambda a: a.category.value, 76),
    Column("Times", lambda a: f"{a.starts:%H:%M}–{a.ends:%H:%M}", 110, sort=lambda a: a.starts),
    Column("PA", lambda a: f"{a.pas.normalize():f}", 50, right=True, sort=lambda a: a.pas),
    Column("Colour", lambda a: a.tint, 80),
    Column("", lambda a: "retired" if a.retired_from else "", 80),
)


class ActivitiesPage(Page):
    """Lists, clinics, shifts, SPA: what can be planned."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("Activities", "What can be planned. Sessions already planned stay.")
        self._frame = frame
        self.table: RecordTable[ActivityFacts] = RecordTable("Activities", COLUMNS, frame.look)
        self.table.setMinimumHeight(420)
        self.table.opened.connect(self.form)
        self.lines.addWidget(self.table, 1)
        self.lines.addLayout(
            row(
                button("Add an activity …", self.add, "primary", says="Add an activity (Ctrl+N)"),
                button("Correct …", self.correct, says="Correct the activity (F2)"),
                button("Retire, or offer again", self.retire),
                None,
            )
        )

    def refresh(self) -> None:
        """Show what stands now."""
        show_with_cursor(self.table, self._frame.bridge.ask(every_activity))

    def add(self) -> Form:
        """Ask for a new activity."""
        return self.form(None)

    def correct(self) -> Form | None:
        """Correct the chosen activity."""
        chosen = self.table.record()
        return self.form(chosen) if chosen is not None else None

    def retire(self) -> None:
        """Offer the chosen activity no more from today on, or again."""
        chosen = self.table.record()
        if chosen is not None:
            bridge = self._frame.bridge
            today = None if chosen.retired_from else bridge.ask(look_up).today
            bridge.do(retire_activity, activity=chosen.activity_id, from_day=today)

    def form(self, chosen: ActivityFacts | None) -> Form:
        """Ask for an activity's facts."""
        bridge = self._frame.bridge
        form = Form("Correct the activity" if chosen else "Add an activity", "Save", bridge, self)
        code = form.line("Code", chosen.code if chosen else "", "EN")
        code.widget.setEnabled(chosen is None)
        name = form.line("Name", chosen.name if chosen else "", "Endoscopy list")
        kind = form.choice("Kind", KINDS, chosen.kind if chosen else ActivityKind.LIST)
        categories = [(one, one.value) for one in Category]
        category = form.choice("Category", categories, chosen.category if chosen else Category.DCC)
        slot = form.choice("Part of the day", SLOTS, chosen.slot if chosen else Slot.AM)
        starts = form.clock("From", chosen.starts if chosen else dt.time(9))
        ends = form.clock("Until", chosen.ends if chosen else dt.time(13))
        if chosen is None:
            _follow_the_times(slot, starts, ends)
        pas = form.amount("PA", chosen.pas if chosen else Decimal(1))
        sessions = form.amount("Sessions", chosen.sessions if chosen else Decimal(1))
        room = form.choice("Room", ROOMS, chosen.room_kind if chosen else None)
        wanted = form.line("People needed", str(chosen.cover_wanted) if chosen else "1")
        service = form.line(
            "Service round the clock", chosen.service if chosen else "", "none; 111"
        )
        cover = form.check("A gap when nobody is there", value=not chosen or chosen.needs_cover)
        allowed = form.check(
            "Only who is permitted", value=chosen is not None and chosen.needs_permission
        )
        tint = form.choice(
            "Colour", [(one, one) for one in TINTS], chosen.tint if chosen else "blue"
        )

        def shape() -> ActivityShape:
            return ActivityShape(
                name=name.value(),
                kind=kind.value() or ActivityKind.OTHER,
                category=category.value() or Category.DCC,
                slot=slot.value() or Slot.AM,
                starts=starts.value(),
                ends=ends.value(),
                tint=tint.value() or "grey",
                sessions=sessions.value() or Decimal(0),
                pas=pas.value() or Decimal(0),
                room_kind=room.value(),
                needs_permission=allowed.value(),
                needs_cover=cover.value(),
                cover_wanted=int(wanted.value()),
                service=service.value(),
            )

        def submit() -> bool:
            if not wanted.value().isdigit():
                form.trouble("People needed is a whole number.")
                return False
            if chosen is None:
                return bridge.do(add_activity, code=code.value(), shape=shape()) is not None
            done = bridge.do(change_activity, activity=chosen.activity_id, shape=shape())
            return done is not None

        form.open_then(submit)
        return form


def _follow_the_times(
    slot: Field[Slot | None], starts: Field[dt.time], ends: Field[dt.time]
) -> None:
    """Fill in the part of the day from the times, until somebody fills it in otherwise."""
    told = slot.value()

    def follow() -> None:
        nonlocal told
        if slot.value() is told:
            told = slot_of(starts.value(), ends.value())
            slot.fill(told)

    for field in (starts.widget, ends.widget):
        assert isinstance(field, QTimeEdit)  # noqa: S101 - a clock field is one
        field.timeChanged.connect(follow)
