"""The duties of a roster, and how it differs from its last import, as tables."""

from rota_desk.edits.intake import RosterChange
from rota_desk.intake.difference import Turn
from rota_desk.intake.plan import PlannedDuty
from rota_desk.words import day_and_year
from ui.widgets.table import Column

SIGNS = {
    Turn.ADDED: "+",
    Turn.CHANGED: "≠",
    Turn.MOVED: "→",
    Turn.REMOVED: "−",
    Turn.KEPT: "◆",
    Turn.BESIDE: "◇",
}
KINDS_OF_CHANGE = {
    Turn.ADDED: "good",
    Turn.CHANGED: "notice",
    Turn.MOVED: "notice",
    Turn.REMOVED: "danger",
    Turn.KEPT: "warning",
    Turn.BESIDE: "soft",
}


def _times(duty: PlannedDuty) -> str:
    if duty.start is None or duty.end is None:
        return "not stated"
    return f"{duty.start:%H:%M}–{duty.end:%H:%M}"


DUTIES: tuple[Column[PlannedDuty], ...] = (
    Column("Person", lambda duty: duty.person, 170),
    Column("Day", lambda duty: day_and_year(duty.day), 140, sort=lambda duty: duty.day),
    Column("Code", lambda duty: duty.code, 110),
    Column("Kind", lambda duty: duty.kind.replace("_", " "), 110),
    Column("Times", _times, 120),
    Column("Where in the file", lambda duty: f"{duty.sheet} {duty.cell}".strip(), 140),
    Column("Note", lambda duty: duty.note, 220),
)
CHANGES: tuple[Column[RosterChange], ...] = (
    Column(
        "What",
        lambda one: f"{SIGNS[one.turn]} {one.turn.value}",
        200,
        kind=lambda one: KINDS_OF_CHANGE[one.turn],
    ),
    Column("Person", lambda one: one.person, 170),
    Column("Day", lambda one: day_and_year(one.day), 140, sort=lambda one: one.day),
    Column("At the desk", lambda one: one.before, 180),
    Column("In the file", lambda one: one.after, 180),
    Column("Where in the file", lambda one: one.cell, 140),
)
