"""The weekdays typed beside the dates: evidence for the year, and a check on the dates."""

from dataclasses import dataclass

from rota_desk.intake.axes import Axis
from rota_desk.intake.grid import Place
from rota_desk.intake.words import weekday_of

MOST_MUST_BE = 0.6
ROWS_NEAR = 2


@dataclass(frozen=True, slots=True)
class TypedWeekday:
    """A weekday as somebody typed it beside a date."""

    weekday: int
    text: str
    place: Place


def weekdays_beside(axis: Axis) -> dict[int, TypedWeekday]:
    """Give the weekday typed for each date, in the date itself or in the line beside the dates."""
    inside = {
        at: TypedWeekday(date.weekday, date.text, axis.place(at))
        for at, date in axis.dates.items()
        if date.weekday is not None
    }
    return max([inside, *(_on(axis, line) for line in _lines(axis))], key=len)


def _lines(axis: Axis) -> list[int]:
    """Give the rows or columns in which the weekdays may stand."""
    if axis.across:
        near = range(axis.line - ROWS_NEAR, axis.line + ROWS_NEAR + 1)
        return [line for line in near if line > 0 and line != axis.line]
    return [line for line in axis.sheet.columns if line != axis.line]


def _on(axis: Axis, line: int) -> dict[int, TypedWeekday]:
    """Give the weekdays on one line, or none when it is not a line of weekdays."""
    found = {}
    for at in axis.dates:
        place = axis.cell(at, line)
        text = axis.sheet.text(*place)
        weekday = weekday_of(text)
        if weekday is not None:
            found[at] = TypedWeekday(weekday, text, place)
    return found if len(found) >= MOST_MUST_BE * len(axis.dates) else {}
