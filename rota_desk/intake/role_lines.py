"""Blocks whose lines are roles and whose cells are the names of people."""

from collections.abc import Iterator

from rota_desk.intake.blocks import Block, Entry, Line
from rota_desk.intake.context import SheetContext, settled_entries
from rota_desk.intake.keys import CellReading
from rota_desk.intake.names import NamedPart, is_beside, misspelt, read_names
from rota_desk.intake.plan import WORK
from rota_desk.intake.taken import Taken
from rota_desk.intake.times import find_times
from rota_desk.intake.words import squash, weekday_of

NEARLY_ALWAYS = 0.8
ENOUGH_DAYS = 5


def read_roles(block: Block, context: SheetContext) -> None:
    """Read each role's line of a block."""
    lines = [line for line in block.lines if not _left_out(line, context)]
    slips = misspelt(part.name for line in lines for part in _parts(line, context))
    for line in lines:
        context.mark(line.place, Taken.ROLE)
        for entry in settled_entries(block, line.entries, "", context):
            _read_entry(line, entry, slips, context)
        _report_empty(block, line, context)


def _left_out(line: Line, context: SheetContext) -> bool:
    """Say whether a line is weekdays, or notes beside the rota; notes are told."""
    if all(weekday_of(entry.text) is not None for entry in line.entries):
        return True
    if line.label and not is_beside(line.label):
        return False
    for entry in line.entries:
        context.tray.say(
            f"{context.called}: a note beside the rota is left out: {entry.text[:200]}"
        )
    return True


def _parts(line: Line, context: SheetContext) -> Iterator[NamedPart]:
    """Yield every readable name of a line that is not settled."""
    for entry in line.entries:
        for part in read_names(entry.text).parts:
            if context.settled.name(part.name) is None:
                yield part


def _read_entry(line: Line, entry: Entry, slips: dict[str, str], context: SheetContext) -> None:
    """Read the names in one cell."""
    settled = context.settled.name(squash(entry.text))
    if settled is not None:
        _record(line, entry, NamedPart(settled), context)
        return
    found = read_names(entry.text)
    if found.trouble:
        context.problem(entry.place, entry.text, found.trouble)
        context.leave_open("", entry)
    for part in found.parts:
        if part.name in slips:
            message = (
                f"{part.name} is written only once and is very like {slips[part.name]}: "
                "correct it, or settle the name in the mapping."
            )
            context.problem(entry.place, part.name, message)
            context.leave_open(part.name, entry)
        else:
            _record(line, entry, part, context)


def _record(line: Line, entry: Entry, part: NamedPart, context: SheetContext) -> None:
    """Record one name for the role; half a day has no times, as the sheet states none for it."""
    person = context.person(part.name)
    meaning = context.key.find(line.label)
    stated = find_times(line.label)
    times = meaning.times if meaning and meaning.times else stated[0] if stated else None
    kind = meaning.kind if meaning else WORK
    called = line.label if kind == WORK or meaning is None else meaning.code
    code = f"{called} {part.half}" if part.half else called
    if person:
        reading = CellReading(code, kind, None if part.half else times, part.note)
        context.record(person, entry, reading)


def _report_empty(block: Block, line: Line, context: SheetContext) -> None:
    """Report the days on which a role that is nearly always filled has nobody."""
    days = block.dated.days
    filled = {entry.at for entry in line.entries}
    if len(days) < ENOUGH_DAYS or len(filled) < NEARLY_ALWAYS * len(days):
        return
    axis = block.dated.axis
    for at in sorted(set(days) - filled):
        place = axis.cell(at, line.place[1] if not axis.across else line.place[0])
        if not block.sheet.hidden(*place):
            message = (
                f"nobody is named for {line.label}, the cell is empty: "
                "name somebody, or leave it a gap."
            )
            context.problem(place, "", message)
