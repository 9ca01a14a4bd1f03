"""The lines of a what-if in a table, and what is said of one that does not fit."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QPushButton

from rota_desk.queries.what_if_parts import Part, PartLine
from rota_desk.words import day_words
from ui.widgets.table import Column

ALL_DAYS = dt.date.min


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part, as the table shows it."""

    part: Part
    told: PartLine


def line_columns(what: int) -> tuple[Column[Line], ...]:
    """How, who, on which day, what; `what` pixels wide."""
    return (
        Column("How", lambda one: one.told.how_words, 90),
        Column("Who", lambda one: one.told.who, 150, least=80),
        Column(
            "Day",
            lambda one: day_words(one.told.day) if one.told.day else "",
            90,
            sort=lambda one: one.told.day or ALL_DAYS,
        ),
        Column("What", lambda one: one.told.what, what, least=120),
    )


def tell_nearest(line: Line | None, told: QLabel, nearest: QPushButton) -> None:
    """Say of a line why it does not fit, and name its nearest act on the button."""
    part = line.part if line is not None and line.part.trouble else None
    told.setText(f"▲ {part.told}" if part else "")
    told.setVisible(part is not None)
    near = part.nearest if part else None
    nearest.setVisible(near is not None)
    if near is not None:
        nearest.setText(f"{near.title}   Enter")
        nearest.setAccessibleName(f"{near.title} (Enter): {near.words}")
