"""What each cell of a sheet was taken for: the picture of a reading beside its plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rota_desk.intake.grid import Place, Sheet, column_number
from rota_desk.intake.plan import IntakePlan


class Taken(StrEnum):
    """What a cell was taken for, in words; each has a letter of its own."""

    PROBLEM = "problem"
    DATE = "date"
    PERSON = "person"
    ROLE = "role"
    WORK = "work"
    TIME = "time of the code above"
    AWAY = "away"
    OFF = "not working"
    KEY = "key of codes"
    TEMPLATE = "template week"
    HIDDEN = "hidden, left out"
    BESIDE = "beside the rota, left out"

    @property
    def letter(self) -> str:
        """The sign that stands in the cell's corner."""
        return _LETTERS[self]


_LETTERS = {
    Taken.PROBLEM: "▲",
    Taken.DATE: "D",
    Taken.PERSON: "P",
    Taken.ROLE: "R",
    Taken.WORK: "W",
    Taken.TIME: "T",
    Taken.AWAY: "A",
    Taken.OFF: "O",
    Taken.KEY: "K",
    Taken.TEMPLATE: "N",
    Taken.HIDDEN: "H",
    Taken.BESIDE: "–",
}


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """One sheet as it lies in the file, and what its cells were taken for."""

    sheet: Sheet
    marks: Mapping[Place, Taken]
    counts: Mapping[Taken, int] = field(default_factory=dict)

    @property
    def size(self) -> Place:
        """The last row and column with something in them."""
        return max(self.sheet.rows, default=0), max(self.sheet.columns, default=0)

    def taken(self, place: Place) -> Taken | None:
        """What a cell was taken for; none for an empty one."""
        mark = self.marks.get(place)
        if mark is not None or place not in self.sheet.cells:
            return mark
        hidden = not self.sheet.visible or self.sheet.hidden(*place)
        return Taken.HIDDEN if hidden else Taken.BESIDE


@dataclass(frozen=True, slots=True)
class RosterReading:
    """The plan of a roster file and the picture of how it was read."""

    plan: IntakePlan
    sheets: tuple[SheetPicture, ...]


def picture_of(sheet: Sheet, marks: Mapping[Place, Taken], plan: IntakePlan) -> SheetPicture:
    """The picture of one sheet: its marks, and the places of its problems on top."""
    whole = dict(marks)
    for problem in plan.problems:
        if problem.sheet == sheet.name and (place := place_of(problem.row, problem.column)):
            whole[place] = Taken.PROBLEM
    bare = SheetPicture(sheet, whole)
    counted = Counter(bare.taken(place) for place in {*sheet.cells, *whole})
    return SheetPicture(sheet, whole, {one: counted[one] for one in Taken if one in counted})


def place_of(row: int, column: str) -> Place | None:
    """The cell of a row number and a column's letters; none where a whole sheet is meant."""
    return (row, column_number(column)) if row and column.isalpha() else None
