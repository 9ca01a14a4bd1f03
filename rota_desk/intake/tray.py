"""The tray that a reading fills: what was understood, what was not, and what is left open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from rota_desk.errors import Problem
from rota_desk.intake.grid import Place, column_letter
from rota_desk.intake.plan import PlannedDuty, Undecided
from rota_desk.intake.taken import Taken


@dataclass(slots=True)
class Tray:
    """Collects what one reading of one file finds, in the order it is found."""

    file: str
    understood: list[str] = field(default_factory=list)
    duties: list[PlannedDuty] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    days: set[dt.date] = field(default_factory=set)
    marks: dict[str, dict[Place, Taken]] = field(default_factory=dict)
    _once: dict[tuple[str, str, str], tuple[int, list[int]]] = field(default_factory=dict)

    def problem(self, sheet: str, place: Place | None, text: str, message: str) -> None:
        """Note a place that could not be read and what can be done."""
        row, column = place or (0, 0)
        self.problems.append(Problem(self.file, sheet, row, column_letter(column), text, message))

    def problem_once(self, sheet: str, place: Place, text: str, message: str) -> None:
        """Note a problem that a text makes again and again; later rows join the first."""
        key = (sheet, text, message)
        if key not in self._once:
            self._once[key] = (len(self.problems), [])
            self.problem(sheet, place, text, message)
            return
        index, rows = self._once[key]
        rows.append(place[0])
        first = self.problems[index]
        again = ", ".join(str(row) for row in rows)
        self.problems[index] = Problem(
            first.file, sheet, first.row, first.column, text, f"{message} The same on row {again}."
        )

    def mark(self, sheet: str, places: Iterable[Place], taken: Taken) -> None:
        """Note what some cells of a sheet were taken for; the first answer stays."""
        marks = self.marks.setdefault(sheet, {})
        for place in places:
            marks.setdefault(place, taken)

    def say(self, sentence: str) -> None:
        """Note one sentence on what was understood, once."""
        if sentence not in self.understood:
            self.understood.append(sentence)
