"""Blocks whose lines are people and whose cells are codes or times."""

from rota_desk.intake.blocks import Block, Entry, Line
from rota_desk.intake.cells import read_cell, understood
from rota_desk.intake.context import SheetContext, settled_entries
from rota_desk.intake.grid import Formula
from rota_desk.intake.names import clean_name, is_beside, is_total, is_vacancy, like_name
from rota_desk.intake.plan import WORK
from rota_desk.intake.taken import Taken
from rota_desk.intake.times import Times, read_times
from rota_desk.intake.words import weekday_of

NOBODY = (
    "the name of this line is nobody's, a vacancy: its duties are gaps and are not recorded; "
    "name somebody or leave it."
)
NAMELESS = "a line of duties without a name: write the clinician's name, or clear the line."
ONLY_NUMBERS = "a line of numbers only: write codes, or move sums below the rota."


def read_people(block: Block, context: SheetContext) -> None:
    """Read each person's line of a block."""
    times = _times_of_codes(block)
    for line in block.lines:
        if _left_out(block, line, context):
            continue
        name = clean_name(line.label)
        if is_vacancy(name) and context.settled.name(name) is None:
            context.tray.problem_once(context.sheet, line.place, line.label, NOBODY)
        elif person := context.person(name):
            context.mark(line.place, Taken.PERSON)
            _read_line(block, line, person, times, context)


def _left_out(block: Block, line: Line, context: SheetContext) -> bool:
    """Say whether a line stands beside the rota: sums, lists, notes; each is told."""
    if all(weekday_of(entry.text) is not None for entry in line.entries):
        return True
    known = any(understood(entry.text, context.key) for entry in line.entries)
    if not line.label:
        _report_nameless(line, context, known=known)
        return True
    plain = all(_is_number(block, entry) for entry in line.entries)
    if plain and not is_total(line.label) and like_name(line.label) and not is_beside(line.label):
        context.tray.problem_once(context.sheet, line.place, line.label, ONLY_NUMBERS)
    if plain or (is_total(line.label) and not known) or (is_beside(line.label) and not known):
        context.tray.say(f"{context.called}: {line.label} stands beside the rota and is left out.")
        return True
    return False


def _report_nameless(line: Line, context: SheetContext, *, known: bool) -> None:
    """Report a line of duties without a name; a mere note is told instead."""
    first = line.entries[0]
    if known:
        context.problem(first.place, first.text, NAMELESS)
    else:
        context.tray.say(
            f"{context.called}: a note beside the rota is left out: {first.text[:200]}"
        )


def _is_number(block: Block, entry: Entry) -> bool:
    """Say whether a cell holds a number or a formula."""
    value = block.sheet.value(*entry.place)
    return isinstance(value, float | int | Formula)


def _times_of_codes(block: Block) -> dict[str, Times]:
    """Give the codes that have times under them, always the same ones, in this block."""
    found: dict[str, set[Times]] = {}
    for line in block.lines:
        for entry in line.entries:
            times = read_times(entry.below) if entry.below else None
            if times:
                found.setdefault(entry.text.casefold(), set()).add(times)
    return {code: spans.pop() for code, spans in found.items() if len(spans) == 1}


def _read_line(
    block: Block, line: Line, person: str, times: dict[str, Times], context: SheetContext
) -> None:
    """Read the days of one person."""
    for entry in settled_entries(block, line.entries, person, context):
        reading = read_cell(entry.text, context.key, below=entry.below)
        if entry.below_place:
            context.mark(entry.below_place, Taken.TIME)
        if reading.trouble and not entry.below and entry.text.casefold() in times:
            reading = type(reading)(entry.text, WORK, times[entry.text.casefold()])
        if reading.trouble:
            place = entry.below_place or entry.place
            context.problem(place, entry.below or entry.text, reading.trouble)
            context.leave_open(person, entry)
        else:
            context.record(person, entry, reading)
