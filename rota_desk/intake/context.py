"""What the reading of one sheet has at hand: its key, what is settled, the templates, the tray."""

from dataclasses import dataclass

from rota_desk.intake.blocks import Block, Entry
from rota_desk.intake.grid import Place, cell_name
from rota_desk.intake.keys import CellReading, CodeKey
from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.plan import WORK, PlannedDuty, Undecided
from rota_desk.intake.taken import Taken
from rota_desk.intake.tray import Tray
from rota_desk.intake.weeks import Template
from rota_desk.intake.words import squash


@dataclass(slots=True)
class SheetContext:
    """The desk on which one sheet is read."""

    sheet: str
    key: CodeKey
    settled: RosterMapping
    templates: tuple[Template, ...]
    tray: Tray

    @property
    def called(self) -> str:
        """The sheet in words; a text file has only one, without a name."""
        return f"Sheet {self.sheet}" if self.sheet else "The file"

    def person(self, name: str) -> str:
        """Give the person a name stands for: the settled one, otherwise the name itself."""
        settled = self.settled.name(name)
        return name if settled is None else settled

    def problem(self, place: Place, text: str, message: str) -> None:
        """Note a problem on this sheet."""
        self.tray.problem(self.sheet, place, squash(text), message)

    def mark(self, place: Place, taken: Taken) -> None:
        """Note what a cell of this sheet was taken for."""
        self.tray.mark(self.sheet, (place,), taken)

    def record(self, person: str, entry: Entry, reading: CellReading) -> None:
        """Put one duty or day of leave into the plan; a day off is not listed."""
        self.mark(entry.place, _taken_for(reading))
        if reading.off:
            return
        times = None if entry.part else reading.times
        start, end = times.on(entry.day) if times else (None, None)
        code = f"{reading.code} {entry.part}" if entry.part else reading.code
        cell = cell_name(entry.place)
        self.tray.duties.append(
            PlannedDuty(
                person, entry.day, code, reading.kind, start, end, self.sheet, cell, reading.note
            )
        )

    def leave_open(self, person: str, entry: Entry) -> None:
        """Note a day that is not recorded until it is settled."""
        cell = cell_name(entry.place)
        self.mark(entry.place, Taken.PROBLEM)
        self.tray.undecided.append(
            Undecided(person, entry.day, squash(entry.text), self.sheet, cell)
        )


def _taken_for(reading: CellReading) -> Taken:
    if reading.off:
        return Taken.OFF
    return Taken.WORK if reading.kind == WORK else Taken.AWAY


def settled_entries(
    block: Block, entries: list[Entry], person: str, context: SheetContext
) -> list[Entry]:
    """Leave out days that stand twice and differ, keep one where both say the same."""
    twice = block.dated.twice
    if not twice:
        return entries
    kept = [entry for entry in entries if entry.day not in twice]
    for day, positions in twice.items():
        there = [entry for entry in entries if entry.day == day]
        if (
            len(there) == len(positions)
            and len({squash(entry.text).casefold() for entry in there}) == 1
        ):
            kept.append(there[0])
        else:
            for entry in there:
                context.leave_open(person, entry)
    return kept
